import { nothing, render } from "./vendor/lit-html/lit-html.js";
import { acting, actsPaint, dismissToast } from "./acts.js";
import { read } from "./api.js";
import { onKey } from "./keys.js";
import { follow } from "./live.js";
import { menusPaint } from "./menu.js";
import { bones, notices, plus, shell, tick } from "./shell.js";
import { word } from "./parts.js";
import { t } from "./texts.js";
import * as overview from "./overview.js";

/** The milliseconds between two updates without an event: results are not events. */
const POLL = 5_000;
/** The milliseconds from an event to the update that shows it, with all that happened meanwhile. */
const SETTLE = 250;
/** The milliseconds before a page that is still being read says so. */
const PATIENCE = 300;
/** The milliseconds between two sentences for those who listen. */
const SENTENCE = 5_000;

/** Pages are read when they are first opened. */
const PAGES = {
  "": async () => overview,
  checks: () => import("./check.js"),
  incidents: (named) => (named ? import("./incident.js") : import("./incidents.js")),
  report: () => import("./report.js"),
  targets: () => import("./targets.js"),
  silences: () => import("./silences.js"),
  new: () => import("./newcheck.js"),
  configuration: () => import("./configuration.js"),
};

/** What a proxy answers while the server is away, and the server while it starts or has too much to do. */
const AWAY = [undefined, 429, 502, 503, 504];

const model = { page: null, path: "", parameters: {}, answer: null, error: null, online: true, offSince: null, readAt: null, own: null, counts: null, slow: false };
let turn = 0;
const news = { any: false, frame: false, reading: false };
let typing = 0;

/** Reads the address: a path, what follows its first part, and parameters. */
function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const parameters = Object.fromEntries(new URLSearchParams(query || ""));
  const [first, ...rest] = path.split("/");
  const known = PAGES[first] && (first !== "checks" || rest.length > 0) ? first : "";
  return { path: known, parameters: rest.length > 0 && known ? { ...parameters, name: decoded(rest.join("/")) } : parameters };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function href(path, parameters) {
  const { name, ...others } = parameters;
  const query = new URLSearchParams(Object.entries(others).filter(([, value]) => value !== undefined && value !== ""));
  const text = query.toString();
  return `#/${path}${name === undefined ? "" : `/${encodeURIComponent(name)}`}${text ? `?${text}` : ""}`;
}

/** What pages can do apart from showing data. */
const controls = () => ({
  parameters: model.parameters,
  online: model.online,
  own: model.own,
  href: (parameters, path = model.path) => href(path, parameters),
  go: (parameters) => (location.hash = href(model.path, parameters)),
  soon: (action) => {
    clearTimeout(typing);
    typing = setTimeout(action, SETTLE);
  },
  notices: () => notices(model),
  newCheck: plus,
  repaint: paint,
  refresh,
});

async function refresh() {
  const mine = ++turn;
  const { page, parameters } = model;
  if (!page) {
    return;
  }
  try {
    const answer = await page.load(parameters);
    if (mine === turn) {
      Object.assign(model, { answer, error: null, readAt: new Date().toISOString() });
      if (page === overview) {
        model.counts = answer;
      }
    }
  } catch (error) {
    if (mine === turn) {
      // The old content stays while the server cannot be reached, and is said to be old.
      Object.assign(model, AWAY.includes(error.status) ? { error } : { answer: null, error });
    }
  }
  if (mine === turn) {
    paint();
  }
}

/** Reads what the frame shows on every page: what Vedette says of itself, and how many checks need somebody. */
async function refreshFrame() {
  try {
    const counting = model.page === overview ? null : read("/overview", { fields: "counts" });
    const [{ data }, health] = await Promise.all([read("/config"), read("/health")]);
    model.own = { ...data, health: health.data };
    if (counting) {
      model.counts = (await counting).data;
    }
  } catch {
    return; // The page itself shows that the server cannot be reached.
  }
  paint();
}

async function refreshMe() {
  try {
    acting.me = (await read("/me")).data;
    paint();
  } catch {
    return; // As before.
  }
}

async function navigate() {
  const next = route();
  const moved = next.path !== model.path || next.parameters.name !== model.parameters.name || model.page === null;
  const page = await PAGES[next.path](next.parameters.name !== undefined);
  Object.assign(model, next, { page }, moved ? { answer: null, error: null, slow: false } : {});
  if (moved) {
    setTimeout(() => {
      model.slow = true;
      model.answer || model.error || paint();
    }, PATIENCE);
    paint();
    scrollTo(0, 0);
  }
  await refresh();
  if (moved && model.path !== "") {
    refreshFrame();
  }
}

/** What first.js painted stands until there is more to show. */
let early = true;

function paint() {
  const { page: now, answer: has, error: fails } = model;
  if (!now || (early && now === overview && !has && !fails && root.querySelector("h1"))) {
    return;
  }
  if (early) {
    early = false;
    root.replaceChildren();
  }
  acting.away = !model.online;
  const { page, parameters, answer, error, counts } = model;
  const name = typeof page.title === "function" ? page.title(parameters, answer) : page.title;
  const needing = counts ? counts.counts.attention : 0;
  document.title = `${needing > 0 ? `(${needing}) ` : ""}${page === overview ? "" : `${name} · `}Vedette`;
  const icon = document.getElementById("icon");
  const mark = needing > 0 ? "assets/icon-error.svg" : "assets/icon.svg";
  if (icon.getAttribute("href") !== mark) {
    icon.setAttribute("href", mark);
  }
  const content = answer ? page.view(answer, controls()) : error ? nothing : model.slow ? bones() : nothing;
  render(shell(model, content, { repaint: paint, again: refresh }), root);
  tick();
}

let said = 0;
let unsaid = [];

/** Tells those who listen what changed: one sentence in five seconds at most. */
function announce(change) {
  if (!change.check || !change.to || change.from === "pending") {
    return;
  }
  unsaid.push(t.isNow(change.check, word(change.to)));
  const wait = Math.max(0, said + SENTENCE - Date.now());
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => {
    said = Date.now();
    document.getElementById("announcer").textContent = t.changedChecks(unsaid.length, unsaid[0]);
    unsaid = [];
  }, wait);
}

function onEvent(name, data) {
  if (name === "state") {
    announce(data);
  } else {
    news.frame = true;
  }
  news.any = true;
  news.reading || readNews();
}

/** Shows what happened, one update after the other: events that never cease must not put it off. */
async function readNews() {
  news.reading = true;
  try {
    while (news.any) {
      await new Promise((over) => setTimeout(over, SETTLE));
      const { frame } = news;
      Object.assign(news, { any: false, frame: false });
      await Promise.all([refresh(), frame ? refreshFrame() : null]);
    }
  } finally {
    news.reading = false;
  }
}

const root = document.getElementById("app");
actsPaint(paint, refresh);
menusPaint(paint);
addEventListener("hashchange", navigate);
addEventListener("keydown", (event) => onKey(event, { model, repaint: paint, dismissToast }));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
setInterval(() => document.hidden || refresh(), POLL);
setInterval(() => document.hidden || refreshFrame(), 3 * POLL);
setInterval(tick, 1_000);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
navigate();
refreshMe();
refreshFrame();
follow(onEvent, (online) => {
  if (online !== model.online) {
    model.online = online;
    model.offSince = online ? null : new Date().toISOString();
    paint();
    if (online) {
      refresh();
      refreshMe();
    }
  }
});
