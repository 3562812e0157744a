// Says, before anything is drawn, that scripts run; the style sheet and GOV.UK Frontend look for these classes.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
