import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { repeat } from "./vendor/lit-html/directives/repeat.js";
import { read } from "./api.js";
import { ago, bars, checkLink, pager, shownSince, state, STATES, uptime, word } from "./parts.js";
import { count, since, took } from "./words.js";

const PAGE = 100;
const ALARMING = new Set(["error", "degraded"]);

export const title = "Overview";

export async function load(parameters) {
  return read("/checks", {
    status: parameters.status,
    group: parameters.group,
    tag: parameters.tag,
    q: parameters.q,
    cursor: parameters.cursor,
    limit: PAGE,
  });
}

export function view(answer, page) {
  const { parameters } = page;
  const counts = answer.counts || {};
  const all = STATES.reduce((sum, status) => sum + (counts[status] || 0), 0);
  return html`
    ${headline(counts, all, filtered(parameters))} ${filters(answer, counts, all, page)}
    ${answer.data.length === 0 ? nobody(all) : table(answer.data)}
    ${pager(answer, page)}
  `;
}

function filtered(parameters) {
  return Boolean(parameters.group || parameters.tag || parameters.q);
}

function headline(counts, all, some) {
  const down = counts.error || 0;
  const weak = counts.degraded || 0;
  const where = some ? "among those shown" : "";
  if (all === 0) {
    return html`<h1>No checks ${where}</h1>`;
  }
  if (down > 0) {
    const also = weak > 0 ? `, ${weak.toLocaleString()} degraded` : "";
    return html`<h1 class="error">${count(down, "check")} in error${also} ${where}</h1>`;
  }
  if (weak > 0) {
    return html`<h1 class="degraded">${count(weak, "check")} degraded, none in error ${where}</h1>`;
  }
  if ((counts.ok || 0) === all) {
    return html`<h1 class="ok">${all === 1 ? "The check is ok" : `All ${count(all, "check")} are ok`} ${where}</h1>`;
  }
  return html`<h1 class="ok">No check is in error ${where}</h1>`;
}

function filters(answer, counts, all, page) {
  const { parameters } = page;
  const set = (changes) => page.go({ ...parameters, cursor: undefined, ...changes });
  return html`
    <div class="counts" role="group" aria-label="Show checks by state">
      <button type="button" class="count" aria-pressed=${!parameters.status} @click=${() => set({ status: undefined })}>
        <b>${all.toLocaleString()}</b> All
      </button>
      ${STATES.map(
        (status) => html`<button
          type="button"
          class="count ${status}"
          aria-pressed=${parameters.status === status}
          ?disabled=${!counts[status] && parameters.status !== status}
          @click=${() => set({ status: parameters.status === status ? undefined : status })}
        >
          <b>${(counts[status] || 0).toLocaleString()}</b> ${word(status)}
        </button>`,
      )}
    </div>
    <form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
      <label
        >Search
        <input
          id="search"
          type="search"
          placeholder="name, URL, group, tag"
          autocomplete="off"
          .value=${parameters.q || ""}
          @input=${(event) => page.soon(() => set({ q: event.target.value || undefined }))}
        />
      </label>
      ${select("Group", "group", answer.groups, parameters, set)} ${select("Tag", "tag", answer.tags, parameters, set)}
    </form>
  `;
}

function select(label, name, values, parameters, set) {
  if (!values || values.filter(Boolean).length === 0) {
    return nothing;
  }
  return html`<label
    >${label}
    <select id=${name} .value=${parameters[name] || ""} @change=${(event) => set({ [name]: event.target.value || undefined })}>
      <option value="" ?selected=${!parameters[name]}>all</option>
      ${values
        .filter(Boolean)
        .map((value) => html`<option value=${value} ?selected=${parameters[name] === value}>${value}</option>`)}
    </select>
  </label>`;
}

function nobody(all) {
  return html`<p class="quiet empty">
    ${all === 0 ? "There are no checks, or none matches." : "No check is in this state."}
  </p>`;
}

function table(checks) {
  const grouped = checks.some((check) => check.group);
  return html`<div class="scroll" role="group" tabindex="0" aria-label="Checks">
    <table class="checks">
      <caption class="unseen">
        Checks, worst first
      </caption>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Check</th>
          ${grouped ? html`<th scope="col">Group</th>` : nothing}
          <th scope="col">For</th>
          <th scope="col" class="wide">Last results</th>
          <th scope="col" class="number">Uptime 24 h</th>
          <th scope="col" class="number">Took</th>
          <th scope="col">Notified</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          checks,
          (check) => check.name,
          (check) => row(check, grouped),
        )}
      </tbody>
    </table>
  </div>`;
}

function row(check, grouped) {
  const alarming = ALARMING.has(check.status);
  return html`<tr class="row ${check.status}" data-check=${check.name}>
    <td>${state(check.status)} ${mute(check)} ${acknowledged(check)}</td>
    <th scope="row">
      ${checkLink(check.name)}
      ${alarming && check.message
        ? html`<p class="why text" dir="auto"><code>${check.reason}</code> ${check.message.slice(0, 600)}</p>`
        : nothing}
      ${alarming && check.failures && check.failures.length > 0
        ? html`<p class="why text" dir="auto">${check.failures.map((one) => one.component).slice(0, 5).join(", ")}</p>`
        : nothing}
    </th>
    ${grouped ? html`<td dir="auto">${check.group || ""}</td>` : nothing}
    <td class="for">${ago(shownSince(check))}</td>
    <td class="wide">${bars(check.results)}</td>
    <td class="number up">${uptime((check.uptime || {})["24h"])}</td>
    <td class="number">${took(check.tookMs)}</td>
    <td class="told">${told(check, alarming)}</td>
  </tr>`;
}

function acknowledged(check) {
  const { by, reason } = check.acknowledged || {};
  return check.acknowledged
    ? html`<span class="tag" dir="auto" title=${reason || ""}>${by ? `${by} has it` : "acknowledged"}</span>`
    : nothing;
}

function mute(check) {
  if (check.pause) {
    return html`<span class="tag" title=${said(check.pause)}>${word(check.pause.status)} meanwhile${left(check.pause)}</span>`;
  }
  if (check.flapping) {
    return html`<span class="tag">flapping</span>`;
  }
  if (!check.mute || check.mute.kind === check.status) {
    return nothing;
  }
  return html`<span class="tag" title=${said(check.mute)}>${check.mute.kind}${left(check.mute)}</span>`;
}

function left({ until }) {
  return until ? ` for ${since(new Date().toISOString(), Date.parse(until))}` : "";
}

function said({ by, reason }) {
  return [by, reason].filter(Boolean).join(": ");
}

/** Shows which targets were notified of the problem; while it lasts, also that none was. */
function told(check, alarming) {
  const names = (check.told || []).filter((one) => ALARMING.has(one.health)).map((one) => one.target);
  if (names.length > 0) {
    return html`<span>${names.join(", ")}</span>`;
  }
  const muted = check.mute && check.mute.kind !== check.status;
  return alarming ? html`<span class="quiet">${muted ? "nobody, muted" : "nobody yet"}</span>` : nothing;
}
