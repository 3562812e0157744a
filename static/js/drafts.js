// Keeps what is typed into a form: on the server while the session lives, in this browser once it has ended.
// Without this script the form works as it does anyway. Files, passwords and the form's own tokens are never kept.
const PAUSE = 3000;
const LONGEST_IN_BROWSER = 24 * 60 * 60 * 1000;
const NEVER = new Set(["csrfmiddlewaretoken", "repeat_token"]);

const place = document.querySelector("[data-draft]");
const form = document.querySelector("form[data-keeps-draft]");

function isKept(field) {
  return field.name && !NEVER.has(field.name) && !["file", "password", "submit", "button"].includes(field.type);
}

function entriesOf(form) {
  const entries = {};
  for (const field of form.elements) {
    if (isKept(field)) {
      entries[field.name] ??= [];
    }
  }
  for (const [name, value] of new FormData(form)) {
    if (name in entries && typeof value === "string") {
      entries[name].push(value);
    }
  }
  return entries;
}

function fill(form, entries) {
  const left = structuredClone(entries);
  for (const field of form.elements) {
    if (!isKept(field) || !(field.name in entries)) {
      continue;
    }
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = entries[field.name].includes(field.value);
    } else if (field.type === "select-multiple") {
      for (const option of field.options) {
        option.selected = entries[field.name].includes(option.value);
      }
    } else {
      field.value = left[field.name].shift() ?? "";
    }
  }
}

if (place && form) {
  const { draftKeep, draftAddress, draftAccount, draftEntries } = place.dataset;
  const offer = place.querySelector("[data-draft-offer]");
  const status = place.querySelector("[data-draft-status]");
  const key = `draft ${draftAccount} ${draftAddress}`;
  let offered = draftEntries ? JSON.parse(draftEntries) : null;
  let waiting = 0;
  let last = JSON.stringify(entriesOf(form));

  const clockTime = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  async function send(entries) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(draftKeep, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ address: draftAddress, entries }),
    });
    return answer.status === 204;
  }

  function keepHere(entries) {
    localStorage.setItem(key, JSON.stringify({ entries, at: Date.now() }));
    status.textContent = "You have been signed out, so your entries are kept in this browser until you sign in again.";
  }

  async function keep() {
    waiting = 0;
    const entries = entriesOf(form);
    const text = JSON.stringify(entries);
    if (text === last) {
      return;
    }
    let kept = false;
    try {
      kept = await send(entries);
    } catch {
      kept = false;
    }
    if (kept) {
      last = text;
      localStorage.removeItem(key);
      status.textContent = `Draft kept at ${clockTime(Date.now())}.`;
    } else {
      keepHere(entries);
    }
  }

  function heldHere() {
    const found = localStorage.getItem(key);
    const held = found ? JSON.parse(found) : null;
    if (held && Date.now() - held.at > LONGEST_IN_BROWSER) {
      localStorage.removeItem(key);
      return null;
    }
    return held;
  }

  async function bringBack() {
    const held = heldHere();
    if (!held) {
      return;
    }
    offered = held.entries;
    place.querySelector("[data-draft-time]").textContent = clockTime(held.at);
    offer.hidden = false;
    if (await send(held.entries)) {
      localStorage.removeItem(key);
    }
  }

  form.addEventListener("input", () => {
    // The first change starts the clock, so that a draft is kept every few seconds also while somebody types on.
    waiting ||= setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
  place.querySelector("[data-draft-use]").addEventListener("click", () => {
    fill(form, offered);
    offer.hidden = true;
    status.textContent = "The draft stands in the form. Check it, then save.";
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
  place.querySelector("[data-draft-discard]").addEventListener("click", () => localStorage.removeItem(key));
  bringBack();
}
