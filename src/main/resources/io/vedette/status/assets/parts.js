import { html, svg, nothing } from "./vendor/lit-html/lit-html.js";
import { repeat } from "./vendor/lit-html/directives/repeat.js";
import { at, percent, since, span } from "./words.js";

const WORDS = {
  ok: "OK",
  degraded: "Degraded",
  error: "Error",
  sleeping: "Sleeping",
  paused: "Paused",
  pending: "Pending",
};

/** The states, worst first: the order of the overview. */
export const STATES = ["error", "degraded", "pending", "sleeping", "paused", "ok"];

export function word(status) {
  return WORDS[status] || status;
}

/** Shows a state by colour, shape and word, so that no reader depends on only one of them. */
export function state(status) {
  return html`<span class="state ${status}"><span class="mark" aria-hidden="true"></span>${word(status)}</span>`;
}

/** Returns since when a check is in the shown state: for a paused check, since the pause. */
export function shownSince(check) {
  return check.pause ? check.pause.since : check.since;
}

export function checkLink(name) {
  return html`<a href="#/checks/${encodeURIComponent(name)}" dir="auto">${name}</a>`;
}

/** Shows how long ago a time was, with the exact time as a tooltip. */
export function ago(instant) {
  return instant ? html`<time datetime=${instant} title=${at(instant)}>${since(instant)}</time>` : nothing;
}

export function moment(instant) {
  return instant ? html`<time datetime=${instant}>${at(instant)}</time>` : nothing;
}

const BARS = 40;

/** Draws the last results, oldest on the left; slower ones are taller. */
export function bars(results) {
  const shown = (results || []).slice(-BARS);
  if (shown.length === 0) {
    return html`<span class="quiet">no result yet</span>`;
  }
  const longest = Math.max(1, ...shown.map((one) => one.tookMs || 0));
  const bad = shown.filter((one) => one.status === "error").length;
  const label = `last ${shown.length} results, ${bad === 0 ? "none" : bad} in error`;
  return html`<svg class="bars" viewBox="0 0 ${BARS * 4} 20" role="img" aria-label=${label} preserveAspectRatio="none">
    ${shown.map((one, i) => {
      const height = 8 + Math.round((12 * (one.tookMs || 0)) / longest);
      const x = (BARS - shown.length + i) * 4;
      return svg`<rect class=${one.status} x=${x} y=${20 - height} width="3" height=${height}></rect>`;
    })}
  </svg>`;
}

export function uptime(share) {
  const grade = share === null || share === undefined ? "" : share >= 0.999 ? "good" : share >= 0.99 ? "fair" : "poor";
  return html`<span class="uptime ${grade}">${percent(share)}</span>`;
}

const SHORT = 400;

/** Shows text from outside unchanged; long text is folded. */
export function text(value) {
  if (value === null || value === undefined || value === "") {
    return nothing;
  }
  const whole = String(value);
  return whole.length <= SHORT
    ? html`<div class="text" dir="auto">${whole}</div>`
    : html`<details class="text" dir="auto">
        <summary>${whole.slice(0, SHORT)}… <span class="quiet">(${whole.length.toLocaleString()} characters)</span></summary>
        ${whole}
      </details>`;
}

/** Shows why a check has a problem: the reason's code and the message. */
export function why(reason, message) {
  return html`${reason ? html`<code>${reason}</code>` : nothing} ${text(message)}`;
}

/** The milliseconds within which notices of one kind are shown as one line. */
const TOGETHER = 60_000;

/** Shows which targets were notified of what and when; one line for the same notice at about the same time. */
export function notices(told) {
  if (!told || told.length === 0) {
    return html`<span class="quiet">nobody</span>`;
  }
  const lines = [];
  for (const one of told) {
    const last = lines[lines.length - 1];
    if (last && last.kind === one.kind && Date.parse(one.at) - Date.parse(last.at) < TOGETHER) {
      last.targets.push(one.target);
    } else {
      lines.push({ kind: one.kind, at: one.at, targets: [one.target] });
    }
  }
  return html`<ul class="notices">
    ${lines.map((one) => html`<li>${one.kind} <b dir="auto">${one.targets.join(", ")}</b> <span class="quiet">${moment(one.at)}</span></li>`)}
  </ul>`;
}

export function failures(list) {
  if (!list || list.length === 0) {
    return nothing;
  }
  return html`<table class="failures">
    <caption>Failing components</caption>
    <thead>
      <tr>
        <th scope="col">Component</th>
        <th scope="col">Status</th>
        <th scope="col">Message</th>
      </tr>
    </thead>
    <tbody>
      ${list.map(
        (one) => html`<tr>
          <th scope="row">${text(one.component)}</th>
          <td>${text(one.status)}</td>
          <td>${text(one.message)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Shows links to the next page and back to the first one. */
export function pager(answer, { parameters, go }) {
  const next = answer.page?.next;
  const isFirst = !parameters.cursor;
  if (!next && isFirst) {
    return nothing;
  }
  return html`<nav class="pager" aria-label="Pages">
    <button type="button" ?disabled=${isFirst} @click=${() => go({ ...parameters, cursor: undefined })}>First page</button>
    <button type="button" ?disabled=${!next} @click=${() => go({ ...parameters, cursor: next })}>Next page</button>
  </nav>`;
}

/** Shows incidents, newest first, with the names of their checks if asked for. */
export function incidentTable(incidents, isNamed) {
  return html`<div class="scroll" role="group" tabindex="0" aria-label="Incidents">
    <table class=${isNamed ? "incidents" : ""}>
      <caption class="unseen">
        Incidents, newest first
      </caption>
      <thead>
        <tr>
          <th scope="col">State</th>
          ${isNamed ? html`<th scope="col">Check</th>` : nothing}
          <th scope="col">From</th>
          <th scope="col">Lasted</th>
          <th scope="col">Why</th>
          <th scope="col">Notified</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          incidents,
          (one) => one.id,
          (one) => html`<tr>
            <td>${state(one.health)}</td>
            ${isNamed ? html`<th scope="row">${checkLink(one.check)}</th>` : nothing}
            <td>${moment(one.from)}</td>
            <td>${one.to ? span(Date.parse(one.to) - Date.parse(one.from)) : html`${since(one.from)}, ongoing`}</td>
            <td>${why(one.reason, one.message)}</td>
            <td>${notices(one.told)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function trouble(error) {
  return html`<p class="banner error" role="alert">${error.message}</p>`;
}
