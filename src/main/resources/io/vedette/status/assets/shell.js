import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { acting, mayAct } from "./acts.js";
import { BASE } from "./api.js";
import { dialog, toast } from "./dialogs.js";
import { menu, openMenu } from "./menu.js";
import { icon, sentence, shape, trouble } from "./parts.js";
import { LANGUAGES, language, speak, t } from "./texts.js";
import { at, clockSeconds, clockZoned } from "./time.js";
import { chosenTheme, chooseTheme } from "./theme.js";

const NAVIGATION = [
  ["", "overview", "list"],
  ["incidents", "incidents", "bolt"],
  ["targets", "targets", "bell"],
  ["silences", "silences", "mute"],
];

/** The frame around every page. */
export function shell(model, content, { repaint, again }) {
  const { path, online, counts } = model;
  const error = model.answer ? null : model.error; // What was read before is shown, and said to be old.
  const fails = counts ? counts.targets.length : 0;
  const link = ([to, name, mark]) => html`<a href="#/${to}" aria-current=${path === to ? "page" : nothing}
    >${icon(mark)}${t.pages[name]}${to === "targets" && fails > 0 ? html`${shape("error")}<span class="unseen">${t.failsOne}</span>` : nothing}</a
  >`;
  return html`
    <a class="skip" href="#content" @click=${skip}>${t.skip}</a>
    <header class="top">
      <a class="brand" href="#/"
        ><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M16 2 28 7v9c0 7-5 12-12 14C9 28 4 23 4 16V7z" /><path d="m9 16 5 5 9-11" /></svg>Vedette</a
      >
      <nav aria-label=${t.pagesLabel}>
        ${NAVIGATION.map(link)}
        <a class="wide" href="#/configuration" aria-current=${path === "configuration" ? "page" : nothing}>${t.pages.configuration}</a>
      </nav>
      <span class="live ${online ? "on" : "off"}"
        >${shape(online ? "ok" : "error")}<span>${online ? `${t.live},` : t.notLive}</span> ${online ? html`<time id="clock"></time>` : nothing}</span
      >
      ${plus()}
      ${path === ""
        ? html`<button type="button" class="ghost square seek" @click=${seek}>${icon("find")}<span class="unseen">${t.find}</span></button>`
        : nothing}
      <button type="button" class="me" id="me" aria-haspopup="menu" @click=${(event) => openMenu(event.currentTarget, t.menuOf(who()), account(repaint))}>
        ${initials()}<span class="unseen">${t.menuOf(who())}</span>
      </button>
    </header>
    <main id="content" tabindex="-1">
      ${error && error.status ? trouble(error, again) : nothing}${path === "" || (error && error.status) ? nothing : notices(model)}
      <div class="page">${content}</div>
    </main>
    ${menu()} ${dialog()} ${toast()}
  `;
}

/** The way to a new check; absent for those who may not act. */
export function plus() {
  return mayAct()
    ? html`<a class="button wide" href="#/new">${icon("plus")}<span class="word">${t.pages.newCheck}</span></a>`
    : nothing;
}

const who = () => acting.me.name || "";

function initials() {
  const words = who().split(/[\s._-]+/).filter(Boolean);
  const letters = words.length === 1 ? words[0].slice(0, 2) : words.slice(0, 2).map((one) => one[0]).join("");
  return letters ? html`<span aria-hidden="true">${letters.toUpperCase()}</span>` : icon("hand");
}

function account(repaint) {
  const themes = { system: t.bySystem, light: t.light, dark: t.dark };
  return [
    ...Object.entries(themes).map(([theme, label]) => ({
      label,
      on: String(chosenTheme() === theme),
      act: () => {
        chooseTheme(theme);
        repaint();
      },
    })),
    null,
    ...Object.entries(LANGUAGES).map(([code, label]) => ({ label, on: String(code === language), act: () => speak(code) })),
    null,
    ...(acting.me.session ? [{ label: t.signOut, act: signOut }] : []),
    ...(mayAct() ? [{ label: t.pages.newCheck, act: () => (location.hash = "#/new") }] : []),
    { label: t.pages.configuration, act: () => (location.hash = "#/configuration") },
  ];
}

async function signOut() {
  const answer = await fetch(`${location.origin}${BASE}logout`, { method: "POST", redirect: "manual" });
  const there = answer.ok ? (await answer.json()).to : ""; // Where the provider signs out, too.
  location.assign(there || `${BASE}login`);
}

/** Shows what Vedette says of itself; nobody can dismiss it. */
export function notices({ own, counts, online, offSince, path, answer, error, readAt }) {
  const since = online ? answer && error && readAt : offSince;
  const list = [
    ...(since ? [notice(true, t.notice.notLive(clockSeconds(since)), t.notice.notLiveMore)] : []),
    ...(counts ? counts.targets.map(target) : []),
    ...(own ? ofOwn(own, path) : []),
  ];
  return list.length === 0 ? nothing : html`<ul class="notices sheet" aria-label="Vedette">${list}</ul>`;
}

function notice(bad, title, more, href, link, id) {
  return html`<li class=${bad ? "bad" : ""} id=${id || nothing}>
    ${icon("warn")}
    <p><b dir="auto">${title}</b><span dir="auto">${more}</span></p>
    ${href ? html`<a href=${href}><span class="short">${t.open}</span><span class="long">${link}</span></a>` : nothing}
  </li>`;
}

function target({ name, failingSince, waiting, error, notBefore }) {
  const more = t.notice.targetMore(failingSince && at(failingSince), waiting, sentence(error), notBefore && at(notBefore));
  return notice(true, t.notice.target(name), more, "#/targets", t.notice.openTarget);
}

function ofOwn({ lastReload, store, offline, health }, path) {
  const list = [];
  if (lastReload && lastReload.outcome === "rejected" && path !== "configuration") {
    const first = (lastReload.problems || [])[0];
    const what = first ? `${t.notice.refusedAt(at(lastReload.at))}${first.file || ""}${first.line ? `:${first.line}` : ""} ${first.message}.` : ".";
    list.push(notice(true, t.notice.refused, `${what}${t.notice.refusedKeeps}`, "#/configuration", t.notice.openConfiguration, "rejected-edit"));
  }
  if (store && store.state === "lost" && path !== "configuration") {
    list.push(notice(true, t.notice.store, t.notice.storeMore(at(store.since), store.unsaved), "#/configuration", t.notice.openHealth, "store-lost"));
  }
  if (offline) {
    list.push(notice(true, t.notice.offline, t.notice.offlineMore(at(offline.since))));
  }
  for (const one of health.checks.filter((each) => each.status !== "UP" && each.name !== "vedette-store")) {
    const bad = one.status === "DOWN";
    list.push(notice(bad, bad ? t.notice.unhealthy : t.notice.limited, `: ${one.data.message}`, "#/configuration", t.notice.openHealth));
  }
  return list;
}

/** What stands where something will, as high as that will be. */
export function bones() {
  const line = html`<li class="row bone-row"><span></span><div><i class="bone b1"></i><i class="bone b2"></i></div><i class="bone b3"></i><i class="bone b3"></i><i class="bone b3"></i><i class="bone b2"></i></li>`;
  return html`<div class="sheet" aria-busy="true" aria-label=${t.reading}><ul class="rows">${[1, 2, 3, 4, 5, 6].map(() => line)}</ul></div>`;
}

/** Moves the clock, the one place that names the zone. */
export function tick() {
  const clock = document.getElementById("clock");
  if (clock) {
    const now = clockZoned(new Date());
    clock.textContent === now || (clock.textContent = now);
  }
}

function skip(event) {
  event.preventDefault();
  document.getElementById("content").focus();
}

function seek() {
  const head = document.querySelector(".head");
  head?.classList.toggle("finding");
  document.getElementById("search")?.focus();
}
