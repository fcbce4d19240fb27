import { t } from "./texts.js";

/** The page says what the server wrote, in the language of the dashboard. */
for (const one of document.querySelectorAll("[data-say]")) {
  const text = t.door[one.dataset.say];
  one.textContent = typeof text === "function" ? text(one.dataset.value) : text;
}
document.title = `${t.door.title} · Vedette`;

/** Where somebody was going, as the part of an address behind #: it leads to no other server, whatever it is. */
function place() {
  const to = new URLSearchParams(location.search).get("to") || "";
  return location.hash || (to.startsWith("/#") ? to.slice(1) : "");
}

// The redirect after signing in has no such part of its own, so that the browser keeps this one.
const form = document.querySelector("form");
const elsewhere = document.getElementById("elsewhere");
form?.setAttribute("action", `login${place()}`);
if (place()) {
  elsewhere?.setAttribute("href", `oidc?to=${encodeURIComponent(`/${place()}`)}`);
}
