import { html, nothing, render } from "./vendor/lit-html/lit-html.js";
import { follow } from "./live.js";
import { read } from "./api.js";
import { trouble, word } from "./parts.js";
import * as overview from "./overview.js";
import * as check from "./check.js";
import * as incidents from "./incidents.js";
import * as targets from "./targets.js";
import * as configuration from "./configuration.js";

/** The milliseconds between two updates without an event: results are not events. */
const POLL = 5_000;
/** The milliseconds to wait, so that a burst of events makes only one update. */
const SETTLE = 250;

const NAVIGATION = [
  ["", "Overview"],
  ["incidents", "Incidents"],
  ["targets", "Targets"],
  ["configuration", "Configuration"],
];

const model = { page: overview, path: "", parameters: {}, answer: null, error: null, notice: "", online: true, alarm: null };
let turn = 0;
let settling = 0;
let typing = 0;

function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const parameters = Object.fromEntries(new URLSearchParams(query || ""));
  const [first, ...rest] = path.split("/");
  if (first === "checks" && rest.length > 0) {
    return { page: check, path: first, parameters: { ...parameters, name: decoded(rest.join("/")) } };
  }
  const page = { "": overview, incidents, targets, configuration }[first] || overview;
  return { page, path: first, parameters };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What pages can do apart from showing data. */
const controls = () => ({
  parameters: model.parameters,
  go: (parameters) => go(model.path, parameters),
  soon: (action) => {
    clearTimeout(typing);
    typing = setTimeout(action, SETTLE);
  },
  act: async (action) => {
    try {
      await action();
      model.notice = "";
    } catch (error) {
      model.notice = error.message;
    }
    await refresh();
  },
});

function go(path, parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== ""));
  const text = query.toString();
  location.hash = `#/${path}${text ? `?${text}` : ""}`;
}

async function refresh() {
  const mine = ++turn;
  const { page, parameters } = model;
  try {
    const answer = await page.load(parameters);
    if (mine === turn) {
      Object.assign(model, { answer, error: null });
    }
  } catch (error) {
    if (mine === turn) {
      // The old content stays while the server cannot be reached.
      Object.assign(model, error.status ? { answer: null, error } : { error });
    }
  }
  if (mine === turn) {
    paint();
  }
}

async function refreshAlarm() {
  try {
    const [{ data }, health] = await Promise.all([read("/config"), read("/health")]);
    model.alarm = { ...data, health: health.data };
  } catch {
    return; // The page itself shows that the server cannot be reached.
  }
  paint();
}

function navigate() {
  const next = route();
  const moved = next.page !== model.page || next.parameters.name !== model.parameters.name;
  Object.assign(model, next, moved ? { answer: null, error: null, notice: "" } : {});
  if (moved) {
    paint();
    scrollTo(0, 0);
  }
  return refresh();
}

function paint() {
  const { page, parameters, answer, error } = model;
  const name = typeof page.title === "function" ? page.title(parameters) : page.title;
  document.title = `${name} · Vedette`;
  render(shell(answer ? page.view(answer, controls()) : error ? nothing : html`<p class="quiet empty">Reading…</p>`), root);
}

function shell(content) {
  const { error, notice, online, path } = model;
  return html`
    <a class="skip" href="#content" @click=${skip}>Skip to content</a>
    <header class="top">
      <a class="brand" href="#/"><img src="assets/icon.svg" alt="" width="24" height="24" /> Vedette</a>
      <nav aria-label="Pages">
        ${NAVIGATION.map(
          ([to, text]) => html`<a href="#/${to}" aria-current=${path === to ? "page" : nothing}>${text}</a>`,
        )}
      </nav>
      <span class="live ${online ? "on" : "off"}" title=${online ? "Changes are shown as they happen" : "No connection to Vedette"}
        >${online ? "live" : "not connected"}</span
      >
      <button type="button" id="theme" @click=${turnTheme}>${isDark() ? "Light" : "Dark"}</button>
    </header>
    <main id="content" tabindex="-1">
      ${alarms()} ${notice ? html`<p class="banner error" role="alert">${notice}</p>` : nothing} ${error ? trouble(error) : nothing} ${content}
    </main>
  `;
}

/** Shows trouble of Vedette itself on every page. */
function alarms() {
  const { alarm, path } = model;
  if (!alarm) {
    return nothing;
  }
  const rejected = alarm.lastReload && alarm.lastReload.outcome === "rejected" && path !== "configuration";
  const lost = alarm.store && alarm.store.state === "lost" && path !== "configuration";
  return html`
    ${rejected
      ? html`<p class="banner degraded" role="status" id="rejected-edit">
          The last edit of the configuration was rejected. <a href="#/configuration">See why</a>
        </p>`
      : nothing}
    ${lost ? html`<p class="banner error" role="alert">The database cannot be used. <a href="#/configuration">See why</a></p>` : nothing}
    ${alarm.health.checks
      .filter((one) => one.status !== "UP" && one.name !== "vedette-store")
      .map(
        (one) =>
          html`<p class=${one.status === "DOWN" ? "banner error" : "banner degraded"} role="alert">
            Vedette itself is ${one.status === "DOWN" ? "unhealthy" : "limited"}: <span class="text" dir="auto">${one.data.message}</span>
          </p>`,
      )}
    ${alarm.offline
      ? html`<p class="banner error" role="alert">Vedette itself has no connection; problem alerts are held back until it is restored.</p>`
      : nothing}
  `;
}

function skip(event) {
  event.preventDefault();
  document.getElementById("content").focus();
}

function isDark() {
  return document.documentElement.dataset.theme === "dark";
}

function turnTheme() {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("vedette-theme", theme);
  } catch {
    // Storage is off: the choice lasts until the page is closed.
  }
  paint();
}

/** Announces a change to screen readers. */
function announce(change) {
  if (change.check && change.to && change.from !== "pending") {
    document.getElementById("announcer").textContent = `${change.check}: ${word(change.to)}`;
  }
}

function onEvent(name, data) {
  if (name === "state") {
    announce(data);
  } else {
    refreshAlarm();
  }
  clearTimeout(settling);
  settling = setTimeout(refresh, SETTLE);
}

const root = document.getElementById("app");
root.replaceChildren();
addEventListener("hashchange", navigate);
addEventListener("keydown", (event) => {
  const typed = event.target.closest("input, select, textarea, dialog[open]");
  if (event.key === "/" && !typed && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.getElementById("search");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
setInterval(() => document.hidden || refresh(), POLL);
setInterval(() => document.hidden || refreshAlarm(), 3 * POLL);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
navigate();
refreshAlarm();
follow(onEvent, (online) => {
  if (online !== model.online) {
    model.online = online;
    paint();
    if (online) {
      refresh();
    }
  }
});
