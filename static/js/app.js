// Starts the components of GOV.UK and MOJ Frontend, now and after htmx has put new content in, and closes open menus.
// Nothing here is needed to read a page or to send a form.
import { initAll as initGovuk } from "../build/govuk-frontend.min.js";
import { initAll as initMoj } from "../build/moj-frontend.min.js";

function start() {
  // A component that is already running says so by an error; only what is new gets started.
  const scope = document.body;
  const onError = (error) => {
    if (error.name !== "InitError") {
      console.error(error);
    }
  };
  initGovuk({ scope, onError });
  initMoj({ scope, onError });
}

function openMenus() {
  return document.querySelectorAll("details.menu[open]");
}

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    return;
  }
  for (const menu of openMenus()) {
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hadFocus) {
      menu.querySelector("summary").focus();
    }
  }
});

// "Print this page" buttons stay hidden where scripts do not run.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});

document.addEventListener("htmx:after:swap", start);
start();
