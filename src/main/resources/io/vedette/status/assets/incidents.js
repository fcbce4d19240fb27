import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { address, read } from "./api.js";
import { duration, incidentHref } from "./lists.js";
import { blank, checkLink, icon, pager, sentence, shape, word } from "./parts.js";
import { t } from "./texts.js";
import { clock, isToday, longDay, month } from "./time.js";

const SHOWN = [
  ["", "all"],
  ["true", "openOnes"],
  ["false", "overOnes"],
];

export const title = t.pages.incidents;

export async function load(parameters) {
  return read("/incidents", { ...filter(parameters), cursor: parameters.cursor, limit: 100 });
}

const filter = ({ check, open, group, q }) => ({ check, open, group, q });

export function view(answer, page) {
  const { parameters } = page;
  return html`
    <div class="head">
      <div>
        <h1>${t.pages.incidents}</h1>
        ${parameters.check ? html`<p class="quiet">${checkLink(parameters.check)} <a href=${page.href({ open: parameters.open })}>${t.showAll}</a></p>` : nothing}
      </div>
    </div>
    <div class="lists">
      <nav class="tabs" aria-label=${t.showOnly}>
        ${SHOWN.map(
          ([open, name]) =>
            html`<a href=${page.href({ ...parameters, open: open || undefined, cursor: undefined })} aria-current=${(parameters.open || "") === open ? "true" : nothing}>${t[name]}</a>`,
        )}
      </nav>
      <label class="find">
        ${icon("find")}<span class="unseen">${t.findIncidents}</span>
        <input
          id="search"
          type="search"
          placeholder=${t.findIncidentsHint}
          autocomplete="off"
          .value=${parameters.q || ""}
          @input=${(event) => page.soon(() => page.go({ ...parameters, q: event.target.value, cursor: undefined }))}
        />
      </label>
      <span class="gap"></span>
      <a class="button wide" href=${`#/report?month=${new Date().toISOString().slice(0, 7)}`}>${t.reportFor(month(new Date()))}</a>
      <a class="button" id="csv" href=${address("/incidents", { ...filter(parameters), format: "csv" })} download="incidents.csv">${icon("down")}CSV</a>
      <a class="button" href=${address("/incidents", { ...filter(parameters), limit: 500 })} download="incidents.json">${icon("down")}JSON</a>
    </div>
    ${answer.data.length === 0 ? html`<div class="day">${blank(t.noIncidentsHere, "")}</div>` : byDay(answer.data)} ${pager(answer, page)}
  `;
}

function byDay(incidents) {
  const days = new Map();
  for (const one of incidents) {
    const day = new Date(one.from).toDateString();
    days.set(day, [...(days.get(day) || []), one]);
  }
  return [...days.values()].map(
    (list) => html`<h2 class="day">${isToday(list[0].from) ? `${t.today}, ` : ""}${longDay(list[0].from)}</h2>
      <ul class="sheet lines days-of">
        ${list.map(line)}
      </ul>`,
  );
}

function line(one) {
  return html`<li data-incident=${one.id}>
    ${shape(one.health, Boolean(one.to))}
    <time datetime=${one.from}>${clock(one.from)}</time>
    <a class="subject" href=${incidentHref(one.id)} dir="auto">${one.check}</a>
    <p class="text" dir="auto"><span class="unseen">${one.to ? t.over : t.openOne}, ${word(one.health)}: </span>${sentence(one.message) || one.reason}</p>
    <span class="note whom">${whom(one)}</span>
    <span>${duration(one)}</span>
  </li>`;
}

function whom({ owner, notes }) {
  return [owner || t.nobody, (notes || []).length > 0 && t.notesCount(notes.length)].filter(Boolean).join(", ");
}
