import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { acknowledge, acting, givenName, mayAct, release, remember } from "./acts.js";
import { address, checkPath, post, read } from "./api.js";
import { duration, incidentHref } from "./lists.js";
import { blank, checkHref, icon, moment, sentence, shape, word } from "./parts.js";
import { t } from "./texts.js";
import { at, clockSeconds, lasting, longDay, uptime } from "./time.js";

const MARKS = { problem: "bell", reminder: "bell", recovery: "bell", acknowledged: "bell", quiet: "mute" };
const BY_PEOPLE = new Set(["acknowledge", "unacknowledge", "pause", "resume", "silence", "unsilence", "run", "note", "publish"]);

let failure = "";

export const title = (parameters, answer) => (answer?.incident ? answer.incident.check : t.pages.incidents);

export async function load(parameters) {
  let incident;
  try {
    incident = (await read(`/incidents/${encodeURIComponent(parameters.name)}`)).data;
  } catch (error) {
    if (error.status === 404) {
      return { incident: null };
    }
    throw error;
  }
  const check = incident.to ? null : await read(checkPath(incident.check)).catch(() => null);
  return { incident, check: check?.data };
}

export function view({ incident, check }, page) {
  if (!incident) {
    return html`<div role="alert">${blank(t.noSuchIncident, t.noSuchIncidentHow, html`<a class="button" href="#/incidents">${t.pages.incidents}</a>`)}</div>`;
  }
  const over = Boolean(incident.to);
  return html`
    <nav class="crumb" aria-label=${t.whereYouAre}><a href="#/incidents">${t.pages.incidents}</a><span aria-hidden="true">/</span><span>${incident.id}</span></nav>
    <div class="head act">
      <div>
        <h1>${shape(incident.health, over)}<span dir="auto">${t.incidentOf(incident.check, t.inState[incident.health])}</span></h1>
        <p class="quiet">
          ${incident.group ? `${incident.group}. ` : ""}${over ? t.wasOpen(at(incident.from), at(incident.to), duration(incident)) : t.openSince(at(incident.from), lasting(Date.now() - Date.parse(incident.from)))}
        </p>
      </div>
      <div class="tools">
        ${check && mayAct()
          ? check.acknowledged
            ? html`<button type="button" @click=${() => release([check])}>${t.release}</button>`
            : html`<button type="button" class="main" @click=${() => acknowledge([check])}>${t.acknowledge}</button>`
          : nothing}
        <a class="button" href=${checkHref(incident.check)}>${t.openCheck}</a>
        <a class="button" href=${address(`/incidents/${encodeURIComponent(incident.id)}`)} download="incident.json">${icon("down")}JSON</a>
      </div>
    </div>
    <section class="sheet now ${over ? "" : incident.health}" aria-label=${t.now}>
      <div>
        <p class="big text" dir="auto">${sentence(incident.message) || incident.reason}</p>
        <p class="quiet">${t.worstState}: <span class="w w-${incident.health}">${word(incident.health)}</span></p>
      </div>
      <dl>
        <div><dt>${t.whoHasIt}</dt><dd class=${incident.owner ? "owner" : ""} dir="auto">${incident.owner || t.nobody}</dd></div>
        <div>
          <dt>${t.notified}</dt>
          <dd>${incident.told.length === 0 ? t.nobody : html`<ul>${first(incident.told).map((one) => html`<li><time datetime=${one.at}>${at(one.at)}</time><span dir="auto">${one.target}</span></li>`)}</ul>`}</dd>
        </div>
        <div>
          <dt>${t.beganTogether}</dt>
          <dd>${incident.together.length === 0 ? t.nothingElse : incident.together.slice(0, 8).map((one) => html`<a class="text" href=${incidentHref(one.id)} dir="auto">${one.check}</a> ${at(one.from)}<br />`)}</dd>
        </div>
      </dl>
    </section>
    <div class="split">
      <section class="block" aria-labelledby="timeline">
        <header><h2 id="timeline">${t.timeline}</h2><span class="note">${longDay(incident.from)}</span></header>
        <div class="sheet">
          <ol class="line-up">
            ${incident.timeline.map((one, i) => [turn(incident.timeline[i - 1] || { at: incident.from }, one), event(one)])}
          </ol>
          ${mayAct() ? form(incident, page) : nothing}
        </div>
      </section>
      <aside>${before(incident)}</aside>
    </div>
  `;
}

/** When each target was told first; the timeline has the rest. */
const first = (told) => told.filter((one, i) => told.findIndex(({ target }) => target === one.target) === i).slice(0, 6);

/** Says where a day begins: the rows have the time of day alone. */
function turn(before, { at: now }) {
  const day = longDay(now);
  return longDay(before.at) === day ? nothing : html`<li class="turn"><time class="note" datetime=${now}>${day}</time></li>`;
}

function event(one) {
  const mark = one.kind === "waiting" ? "warn" : BY_PEOPLE.has(one.kind) ? "hand" : MARKS[one.kind];
  const states = { failed: "pending", began: one.state, ended: "ok" };
  return html`<li data-event=${one.kind}>
    <time datetime=${one.at} title=${at(one.at)}>${clockSeconds(one.at)}</time>
    <span class="mark ${BY_PEOPLE.has(one.kind) ? "by" : ""} ${one.kind === "waiting" ? "fail" : ""}">${mark ? icon(mark) : shape(states[one.kind])}</span>
    <div>${said(one)}</div>
  </li>`;
}

function said({ kind, who, text: what, state }) {
  if (kind === "note" || kind === "publish") {
    return html`<b dir="auto">${who || t.somebody}</b> ${t.did.note}
      <p class="said text" dir="auto">${what}</p>
      ${kind === "publish" ? html`<p class="note">${t.shownToOutsiders}</p>` : nothing}`;
  }
  if (BY_PEOPLE.has(kind)) {
    return html`<b dir="auto">${who || t.somebody}</b> ${t.did[kind]}${what ? html`: <span class="text" dir="auto">${what}</span>` : nothing}`;
  }
  const name = t.event[kind];
  const begin = kind === "began" ? html`<b class="w w-${state}">${word(state)}</b>` : typeof name === "function" ? name(who) : name || kind;
  // Names of checks are no sentence.
  return html`${begin}${what ? html`: <span class="text" dir="auto">${kind === "quiet" ? what : sentence(what)}</span>` : nothing}`;
}

function form(incident, page) {
  const submit = async (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    failure = "";
    remember(fields.get("by"));
    try {
      await post(`/incidents/${encodeURIComponent(incident.id)}/notes`, {
        text: fields.get("text"),
        public: fields.get("public") ? "true" : undefined,
        by: acting.me.name ? undefined : fields.get("by") || undefined,
      });
      event.target.reset();
    } catch (error) {
      failure = error.message;
    }
    page.refresh();
  };
  return html`<form class="write" id="note-form" @submit=${submit}>
    <label class="unseen" for="note">${t.note}</label>
    <textarea id="note" name="text" rows="3" maxlength="2000" required placeholder=${t.noteHint}></textarea>
    ${acting.me.name
      ? nothing
      : html`<div class="field"><label for="note-by">${t.yourName}</label><input id="note-by" name="by" type="text" maxlength="100" autocomplete="name" value=${givenName()} /></div>`}
    ${failure ? html`<p class="wrong-text" role="alert">${failure}</p>` : nothing}
    <div class="end">
      <label class="tick"><input type="checkbox" name="public" /> ${t.showToOutsiders}</label>
      <button class="main">${t.addNote}</button>
    </div>
  </form>`;
}

function before({ before: known }) {
  return html`<section class="block" aria-labelledby="before">
    <h2 id="before">${t.before90}</h2>
    <dl class="sheet facts">
      <dt>${t.pages.incidents}</dt><dd>${t.beforeSays(known.incidents, lasting(known.totalMs))}</dd>
      ${known.longestMs ? html`<dt>${t.longest}</dt><dd>${lasting(known.longestMs)}, ${moment(known.longestFrom)}</dd>` : nothing}
      <dt>${t.uptime}</dt><dd>${uptime(known.uptime90d, Date.now() - 90 * 86_400_000)}</dd>
    </dl>
  </section>`;
}
