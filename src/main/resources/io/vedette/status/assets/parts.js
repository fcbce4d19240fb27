import { html, svg, nothing } from "./vendor/lit-html/lit-html.js";
import { at, percent, since } from "./words.js";

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

/** A state in colour, shape and word, so that none of them is needed alone. */
export function state(status) {
  return html`<span class="state ${status}"><span class="mark" aria-hidden="true"></span>${word(status)}</span>`;
}

export function checkLink(name) {
  return html`<a href="#/checks/${encodeURIComponent(name)}" dir="auto">${name}</a>`;
}

/** A time that says how long ago it was, and when exactly to whoever asks. */
export function ago(instant) {
  return instant ? html`<time datetime=${instant} title=${at(instant)}>${since(instant)}</time>` : nothing;
}

export function moment(instant) {
  return instant ? html`<time datetime=${instant}>${at(instant)}</time>` : nothing;
}

const BARS = 40;

/** The last results, oldest left; one that took longer stands higher. */
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

/** Text from outside: as it is, and what is too long to be read at a glance folded away. */
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

/** Why something is not well: the reason's code and what a person reads. */
export function why(reason, message) {
  return html`${reason ? html`<code>${reason}</code>` : nothing} ${text(message)}`;
}

/** Notices of one kind that went out together are one line. */
const TOGETHER = 60_000;

/** Who was told what and when, one line for all who were told the same at about the same time. */
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

/** Older and newer, for lists that come in pages. */
export function pager(page, onMore, hasPrevious, onFirst) {
  if (!page || (!page.next && !hasPrevious)) {
    return nothing;
  }
  return html`<nav class="pager" aria-label="Pages">
    <button type="button" ?disabled=${!hasPrevious} @click=${onFirst}>First page</button>
    <button type="button" ?disabled=${!page.next} @click=${onMore}>Next page</button>
  </nav>`;
}

export function trouble(error) {
  return html`<p class="banner error" role="alert">${error.message}</p>`;
}
