import { html, svg, nothing } from "./vendor/lit-html/lit-html.js";
import { t } from "./texts.js";
import { ago, at } from "./time.js";

export function word(status) {
  return t.states[status] || status;
}

export function icon(name) {
  return html`<svg class="icon" aria-hidden="true"><use href=${`#i-${name}`}></use></svg>`;
}

/** Draws the shape of a state; hollow where it asks for nothing. */
export function shape(status, hollow = false) {
  return html`<span class="s s-${status} ${hollow ? "hollow" : ""}" aria-hidden="true"></span>`;
}

/** Shows a state by colour, shape and word, so that no reader depends on only one of them. */
export function state(status) {
  return html`${shape(status)} <span class="w w-${status}">${word(status)}</span>`;
}

export function checkHref(name) {
  return `#/checks/${encodeURIComponent(name)}`;
}

export function checkLink(name) {
  return html`<a class="text" href=${checkHref(name)} dir="auto">${name}</a>`;
}

/** Shows a time as people read it, with how long ago it was. */
export function moment(instant) {
  return instant ? html`<time datetime=${instant} title=${ago(instant)}>${at(instant)}</time>` : nothing;
}

/** Shows how long ago a time was, with the time itself for those who point at it. */
export function since(instant) {
  return instant ? html`<time datetime=${instant} title=${at(instant)}>${ago(instant)}</time>` : nothing;
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
        <summary>${whole.slice(0, SHORT)}… <span class="quiet">(${whole.length.toLocaleString()})</span></summary>
        ${whole}
      </details>`;
}

/** Begins a sentence: messages of rules begin in small letters. */
export function sentence(message) {
  return message ? message.charAt(0).toUpperCase() + message.slice(1) : "";
}

const CELL = 3;
const KINDS = { o: "ok", d: "degraded", e: "error", s: "sleeping" };
const TALL = { ok: [5, 3], degraded: [4, 12], error: [2, 14], sleeping: [11, 3] };

/** Draws cells of one kind as one path; those in a row run together, but for ok ones, which are as tall as their answers were slow. */
function path(states, heights, letter) {
  const [y, tall] = TALL[KINDS[letter]];
  let d = "";
  for (let i = 0; i < states.length; i++) {
    if (states[i] !== letter) {
      continue;
    }
    if (letter === "o") {
      const height = 4 + Math.round((Number(heights[i]) * 4) / 9);
      d += `M${i * CELL} ${16 - height}h2v${height}h-2z`;
      continue;
    }
    let end = i;
    while (states[end + 1] === letter) {
      end++;
    }
    d += `M${i * CELL} ${y}h${(end - i) * CELL + 2}v${tall}h-${(end - i) * CELL + 2}z`;
    i = end;
  }
  return d;
}

/** Draws the last two hours of a check; rows share their axis, so that what broke together stands in line. */
export function cells(name, { states, heights }) {
  const count = (letter) => states.split(letter).length - 1;
  return html`<svg class="spark" viewBox="0 0 120 16" role="img" aria-label="${t.last2hOf(name)}: ${t.cellsSay(count("e"), count("d"))}">
    ${Object.keys(KINDS).map((letter) => {
      const d = states.includes(letter) ? path(states, heights, letter) : "";
      return d ? svg`<path class="bar-${KINDS[letter]}" d=${d}></path>` : nothing;
    })}
  </svg>`;
}

/** Shows links to the next page and back to the first one. */
export function pager(answer, { parameters, go }) {
  const next = answer.page?.next;
  const isFirst = !parameters.cursor;
  if (!next && isFirst) {
    return nothing;
  }
  return html`<nav class="pager" aria-label=${t.pagesLabel}>
    <button type="button" ?disabled=${isFirst} @click=${() => go({ ...parameters, cursor: undefined })}>${t.firstPage}</button>
    <button type="button" ?disabled=${!next} @click=${() => go({ ...parameters, cursor: next })}>${t.nextPage}</button>
  </nav>`;
}

/** Says that there is nothing, or that it could not be read, and one thing to do next. */
export function blank(title, how, next = nothing) {
  return html`<div class="sheet blank">
    <h2>${title}</h2>
    ${how ? html`<p>${how}</p>` : nothing}
    <div class="tools">${next}</div>
  </div>`;
}

export function trouble(error, again) {
  return html`<div role="alert">
    ${blank(t.failed.title, error.message, html`<button type="button" @click=${again}>${icon("again")}${t.retry}</button>`)}
  </div>`;
}
