import { html, nothing, svg } from "./vendor/lit-html/lit-html.js";
import { act, checkPath, read } from "./api.js";
import { responseTimes } from "./chart.js";
import { ago, checkLink, failures, incidentTable, moment, shownSince, state, text, uptime, why, word } from "./parts.js";
import { at, percent, span, took } from "./words.js";

const DAYS = 90;
const DAY = 86_400_000;
const TIMES = ["30m", "1h", "2h", "8h", "24h", "7d"].map((one) => [one, one]);

export const title = (parameters) => parameters.name;

export async function load(parameters) {
  const now = Date.now();
  const [check, history, days, incidents, acts] = await Promise.all([
    read(checkPath(parameters.name)),
    read(checkPath(parameters.name, "/history"), { limit: 100 }),
    read(checkPath(parameters.name, "/history"), {
      buckets: true,
      from: new Date(now - DAYS * DAY).toISOString(),
      to: new Date(now).toISOString(),
    }),
    read("/incidents", { check: parameters.name, limit: 20 }),
    read("/acts", { check: parameters.name, limit: 20 }),
  ]);
  return { check: check.data, history: history.data, days: days.data, incidents, acts: acts.data };
}

export function view({ check, history, days, incidents, acts }, page) {
  return html`
    <p class="crumbs"><a href="#/">Overview</a></p>
    <header class="check">
      <h1 dir="auto">${check.name}</h1>
      <p class="lead">
        ${state(check.status)} for ${ago(shownSince(check))}
        ${check.flapping ? html`<span class="tag">flapping</span>` : nothing} ${mute(check)} ${acknowledged(check)}
      </p>
      ${check.message
        ? html`<div class="message ${check.status}">${why(check.reason, check.message)}</div>`
        : nothing}
      ${actions(check, page)}
    </header>
    ${failures(check.failures)} ${warnings(check.warnings)}
    <section aria-labelledby="uptime">
      <h2 id="uptime">Uptime</h2>
      <dl class="figures">
        ${["24h", "7d", "30d", "90d"].map(
          (window) => html`<div>
            <dt>${window.replace(/(\d+)/, "$1 ")}</dt>
            <dd>${uptime((check.uptime || {})[window])}</dd>
          </div>`,
        )}
      </dl>
      ${daily(days)}
    </section>
    <section aria-labelledby="times">
      <h2 id="times">Response time</h2>
      ${history.length === 0
        ? html`<p class="quiet">no result yet</p>`
        : html`<div class="chart" role="img" aria-label=${chartLabel(history)} ${responseTimes(history)}></div>`}
    </section>
    <div class="columns">
      <section aria-labelledby="facts">
        <h2 id="facts">Last answer</h2>
        ${facts(check)}
      </section>
      <section aria-labelledby="configured">
        <h2 id="configured">Configuration</h2>
        ${configuration(check)}
      </section>
    </div>
    <section aria-labelledby="incidents">
      <h2 id="incidents">Incidents</h2>
      ${incidents.data.length === 0 ? html`<p class="quiet">none on record</p>` : incidentTable(incidents.data, false)}
    </section>
    <section aria-labelledby="acts">
      <h2 id="acts">What people did</h2>
      ${actList(acts || [])}
    </section>
    <section aria-labelledby="results">
      <h2 id="results">Last results</h2>
      ${resultList(history)}
    </section>
  `;
}

function actions(check, page) {
  const paused = check.status === "paused";
  const silenced = check.mute && check.mute.kind === "silenced";
  const run = (rest, parameters) => page.act(() => act(checkPath(check.name, rest), parameters));
  return html`<div class="actions">
    <button type="button" id="run" @click=${() => run("/run")}>Check now</button>
    ${paused
      ? html`<button type="button" id="resume" @click=${() => run("/resume")}>Resume</button>`
      : html`<button type="button" id="pause" @click=${(event) => open(event, "pause")}>Pause…</button>`}
    ${silenced
      ? html`<button type="button" id="unsilence" @click=${() => run("/unsilence")}>End silence</button>`
      : html`<button type="button" id="silence" @click=${(event) => open(event, "silence")}>Silence…</button>`}
    ${check.acknowledged
      ? html`<button type="button" id="unacknowledge" @click=${(event) => open(event, "unacknowledge")}>Take back…</button>`
      : check.status === "error" || check.status === "degraded"
        ? html`<button type="button" id="acknowledge" @click=${(event) => open(event, "acknowledge")}>Acknowledge…</button>`
        : nothing}
    ${dialog(check, run, {
      action: "acknowledge",
      title: "Acknowledge",
      meaning: "You have the problem in hand: nobody is reminded of it until it is over or gets worse.",
    })}
    ${dialog(check, run, {
      action: "unacknowledge",
      title: "Take back",
      meaning: "Nobody has the problem in hand: reminders go on.",
    })}
    ${dialog(check, run, {
      action: "pause",
      title: "Pause",
      meaning: "The check is shown as paused and still runs. No problem alerts are sent until it is resumed or the time is over.",
      times: [["", "until resumed"], ...TIMES],
      chosen: "",
    })}
    ${dialog(check, run, {
      action: "silence",
      title: "Silence",
      meaning: "The check still runs. No problem alerts are sent until the time is over.",
      times: TIMES,
      chosen: "2h",
    })}
  </div>`;
}

/** Asks for duration, reason and name. */
function dialog(check, run, { action, title, meaning, times, chosen }) {
  const submit = (event) => {
    if (event.submitter && event.submitter.value === action) {
      const form = new FormData(event.target);
      run(`/${action}`, { for: form.get("for"), reason: form.get("reason"), by: form.get("by") });
    }
  };
  return html`<dialog id="${action}-dialog" aria-labelledby="${action}-title">
    <form method="dialog" @submit=${submit}>
      <h2 id="${action}-title">${title} ${check.name}</h2>
      <p>${meaning}</p>
      ${times
        ? html`<label
            >For
            <select name="for">
              ${times.map(([value, shown]) => html`<option value=${value} ?selected=${value === chosen}>${shown}</option>`)}
            </select>
          </label>`
        : nothing}
      <label>Reason <input name="reason" maxlength="200" autocomplete="off" /></label>
      <label>Your name <input name="by" maxlength="200" autocomplete="off" /></label>
      <p class="buttons">
        <button type="submit" value="cancel">Cancel</button>
        <button type="submit" value=${action} class="main">${title}</button>
      </p>
    </form>
  </dialog>`;
}

function open(event, action) {
  event.target.closest(".actions").querySelector(`#${action}-dialog`).showModal();
}

function acknowledged(check) {
  return check.acknowledged
    ? html`<span class="tag" dir="auto">acknowledged${details(check.acknowledged)}</span>`
    : nothing;
}

function actList(acts) {
  return acts.length === 0
    ? html`<p class="quiet">nothing on record</p>`
    : html`<ul class="acts">
        ${acts.map(
          (one) => html`<li dir="auto">
            ${moment(one.at)} ${one.act}${one.who ? `, by ${one.who}` : ""}${one.reason ? `: ${one.reason}` : ""}
          </li>`,
        )}
      </ul>`;
}

function mute(check) {
  if (check.pause) {
    return html`<span class="tag" dir="auto">${word(check.pause.status)} meanwhile, for ${ago(check.since)}</span>
      <span class="tag" dir="auto">paused${details(check.pause, " until it is resumed")}</span>`;
  }
  if (!check.mute || check.mute.kind === check.status) {
    return nothing;
  }
  return html`<span class="tag" dir="auto">${check.mute.kind}${details(check.mute)}</span>`;
}

/** Shows the end, the person and the reason of a mute, as far as known. */
function details({ until, by, reason }, endless = "") {
  return `${until ? ` until ${at(until)}` : endless}${by ? `, by ${by}` : ""}${reason ? `: ${reason}` : ""}`;
}

function warnings(list) {
  return !list || list.length === 0
    ? nothing
    : html`<ul class="warnings">
        ${list.map((one) => html`<li>${text(one)}</li>`)}
      </ul>`;
}

/** Draws a bar for each day; a day without results stays empty. */
function daily(buckets) {
  if (buckets.length === 0) {
    return nothing;
  }
  const today = Math.floor(Date.now() / DAY);
  const byDay = new Map();
  for (const one of buckets) {
    const day = Math.floor(Date.parse(one.from) / DAY);
    const sum = byDay.get(day) || { up: 0, degraded: 0, error: 0 };
    sum.up += one.ok + one.degraded;
    sum.degraded += one.degraded;
    sum.error += one.error;
    byDay.set(day, sum);
  }
  const bar = (i) => {
    const day = today - DAYS + 1 + i;
    const sum = byDay.get(day);
    const all = sum ? sum.up + sum.error : 0;
    const grade = all === 0 ? "none" : sum.error > 0 ? (sum.error / all > 0.01 ? "error" : "degraded") : "ok";
    const date = new Date(day * DAY).toISOString().slice(0, 10);
    const text = all === 0 ? `${date}: no result` : `${date}: ${percent(sum.up / all)} up`;
    return svg`<rect class=${grade} x=${i * 4} y="0" width="3" height="24"><title>${text}</title></rect>`;
  };
  return html`<svg class="days" viewBox="0 0 ${DAYS * 4} 24" preserveAspectRatio="none" role="img" aria-label="Uptime of each of the last ${DAYS} days (UTC)">
      ${Array.from({ length: DAYS }, (ignored, i) => bar(i))}
    </svg>
    <p class="axis quiet"><span>${DAYS} days ago</span><span>today</span></p>`;
}

function chartLabel(history) {
  const times = history.map((one) => one.tookMs).sort((one, other) => one - other);
  return `Response times of the last ${times.length} results: median ${took(times[Math.floor(times.length / 2)])}, longest ${took(times[times.length - 1])}`;
}

function facts(check) {
  const rows = [
    ["Asked", address(check.url)],
    ["Last checked", check.lastCheck ? html`${ago(check.lastCheck)} ago` : "not yet"],
    ["Took", took(check.tookMs)],
    ["Latest verdict", check.verdict ? `${word(check.verdict)} (${(check.why || "").replaceAll("_", " ")})` : ""],
    ["Process", check.process],
    ["Server", check.server],
    ["Sleeps", check.sleep ? `${at(check.sleep.start)} – ${at(check.sleep.end)}` : ""],
    ["Failures in a row", check.consecutiveFailures || ""],
    ["Runs since start", check.pings === undefined ? "" : asked(check)],
  ];
  return list(rows);
}

function asked({ pings, errors, skipped, dropped }) {
  const late = dropped ? `, ${dropped.toLocaleString()} too late to count` : "";
  return `${pings.toLocaleString()}, ${errors.toLocaleString()} failed, ${skipped.toLocaleString()} skipped${late}`;
}

function address(url) {
  return /^https?:\/\//i.test(url || "")
    ? html`<a href=${url} rel="noreferrer noopener" target="_blank">${url}</a>`
    : url;
}

function configuration(check) {
  const rows = [
    ["Template", check.template],
    ["Group", check.group],
    ["Tags", (check.tags || []).join(", ")],
    ["Tells", (check.targets || []).join(", ")],
    ["Depends on", check.dependsOn ? checkLink(check.dependsOn) : ""],
    ["Checked every", check.intervalMs ? span(check.intervalMs) : ""],
    ["Reminder after", check.errorIntervalMs ? span(check.errorIntervalMs) : ""],
    ["Timeout", check.timeoutMs ? span(check.timeoutMs) : ""],
    ["File", check.file ? `${check.file}${check.line ? `:${check.line}` : ""}` : ""],
    ...(check.configuration || []).map((one) => [html`<code>${one.name}</code>`, one.value]),
  ];
  return list(rows);
}

function list(rows) {
  return html`<dl class="facts">
    ${rows
      .filter(([, value]) => value !== "" && value !== null && value !== undefined)
      .map(
        ([name, value]) => html`<div>
          <dt>${name}</dt>
          <dd>${typeof value === "string" ? text(value) : value}</dd>
        </div>`,
      )}
  </dl>`;
}

function resultList(history) {
  return html`<details>
    <summary>${history.length} results</summary>
    <div class="scroll" role="group" tabindex="0" aria-label="Last results">
      <table>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">At</th>
            <th scope="col" class="number">Took</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          ${history.map(
            (one) => html`<tr>
              <td>${state(one.status)}</td>
              <td>${moment(one.at)}</td>
              <td class="number">${took(one.tookMs)}</td>
              <td>${why(one.reason, one.message)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
