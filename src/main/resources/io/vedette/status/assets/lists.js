import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { sentence, shape } from "./parts.js";
import { t } from "./texts.js";
import { at, day, isToday, lasting, clock } from "./time.js";

export function incidentHref(id) {
  return `#/incidents/${encodeURIComponent(id)}`;
}

/** Writes how long an incident lasted, or lasts. */
export function duration({ from, to }) {
  return to ? lasting(Date.parse(to) - Date.parse(from)) : t.stillOpen(lasting(Date.now() - Date.parse(from)));
}

/** Shows the incidents of one check, with the last note of each. */
export function incidentLines(incidents) {
  return html`<ul class="sheet lines">
    ${incidents.map((one) => {
      const note = (one.notes || []).at(-1);
      return html`<li>
        ${shape(one.health, Boolean(one.to))}
        <time datetime=${one.from}>${isToday(one.from) ? `${t.today} ${clock(one.from)}` : `${day(one.from)} ${clock(one.from)}`}</time>
        <p class="text" dir="auto">
          <a href=${incidentHref(one.id)}>${sentence(one.message) || one.reason || t.states[one.health]}</a>
          ${note ? html` <span class="note">${note.who ? `${note.who}: ` : ""}${note.text}</span>` : nothing}
        </p>
        <span>${duration(one)}</span>
      </li>`;
    })}
  </ul>`;
}

/** Shows what people did, the newest first. */
export function actList(acts) {
  return html`<ul class="sheet lines acts-done">
    ${acts.map(
      (one) => html`<li>
        <span></span>
        <time datetime=${one.at}>${at(one.at)}</time>
        <p class="text" dir="auto"><b>${one.who || t.somebody}</b> ${t.did[one.act] || one.act} ${one.reason ? html`<span class="note">${one.reason}</span>` : nothing}</p>
        <span></span>
      </li>`,
    )}
  </ul>`;
}
