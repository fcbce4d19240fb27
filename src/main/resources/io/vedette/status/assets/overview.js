import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { repeat } from "./vendor/lit-html/directives/repeat.js";
import { acknowledge, ask, mayAct, run } from "./acts.js";
import { read } from "./api.js";
import { arranged, release, select, selected, selection } from "./hold.js";
import { groups, loadOpen } from "./groups.js";
import { blank, icon, shape } from "./parts.js";
import { row } from "./row.js";
import { t } from "./texts.js";
import { at, lasting } from "./time.js";

const PAGE = 100;
const COUNTED = ["attention", "degraded", "acknowledged", "silenced", "pending", "sleeping", "paused", "ok"];

export const title = t.pages.overview;

export async function load(parameters) {
  const asked = { q: parameters.q, group: parameters.group, tag: parameters.tag, by: parameters.by };
  const [{ data }, open] = await Promise.all([
    read("/overview", { ...asked, show: parameters.show, sort: parameters.sort, limit: parameters.limit || PAGE }),
    loadOpen(parameters, asked),
  ]);
  return { ...data, open };
}

export function view(answer, page) {
  const { parameters } = page;
  const filtered = Boolean(parameters.show || parameters.q || parameters.group || parameters.tag);
  const { parts, changes, changed } = arranged(answer.parts, JSON.stringify(parameters));
  return html`
    ${head(answer, page, filtered)} ${page.notices()}
    ${answer.total === 0
      ? blank(t.noneYet, t.noneYetHow, page.newCheck())
      : html`${changes > 0
            ? html`<div class="held"><button type="button" @click=${() => release(page.repaint)}>${icon("again")}${t.changedMeanwhile(changes)}</button></div>`
            : nothing}
          ${list(parts, changed, page, filtered, answer)} ${parameters.show ? nothing : groups(answer, page)}`}
    ${bulk(parts, page)}
  `;
}

function head(answer, page, filtered) {
  const { counts } = answer;
  return html`<div class="head ${page.parameters.find ? "finding" : ""}">
    <div>
      ${headline(answer, filtered)}
      ${answer.lastProblem && !filtered
        ? html`<p class="quiet">
            ${t.lastProblem(answer.lastProblem.check, at(answer.lastProblem.to), lasting(Date.parse(answer.lastProblem.to) - Date.parse(answer.lastProblem.from)))}
          </p>`
        : nothing}
      <div class="counts" role="group" aria-label=${t.showOnly}>
        ${COUNTED.filter((part) => counts[part] > 0 && (part !== "attention" || filtered)).map((part) => countLink(part, counts[part], page))}
        ${filtered ? html`<a href=${page.href({ by: page.parameters.by, sort: page.parameters.sort })}>${t.showAll}</a>` : nothing}
      </div>
    </div>
    <div class="tools">
      <label class="find">
        ${icon("find")}<span class="unseen">${t.find}</span>
        <input
          id="search"
          type="search"
          placeholder=${t.findHint}
          autocomplete="off"
          .value=${page.parameters.q || ""}
          @input=${(event) => page.soon(() => page.go({ ...page.parameters, q: event.target.value, limit: undefined }))}
        /><kbd aria-hidden="true">/</kbd>
      </label>
      <label>
        <span class="unseen">${t.sortBy}</span>
        <select id="sort" @change=${(event) => page.go({ ...page.parameters, sort: event.target.value === "worst" ? "" : event.target.value })}>
          ${Object.entries(t.sorts).map(
            ([value, label]) => html`<option value=${value} ?selected=${value === (page.parameters.sort || "worst")}>${label}</option>`,
          )}
        </select>
      </label>
    </div>
  </div>`;
}

function headline({ counts, total }, filtered) {
  const shown = COUNTED.reduce((sum, part) => sum + counts[part], 0);
  if (total === 0) {
    return html`<h1>${t.noneYet}</h1>`;
  }
  if (shown === 0) {
    return html`<h1>${shape("pending")}<span>${t.nothingFound}</span></h1>`;
  }
  if (counts.attention > 0) {
    return html`<h1>${shape("error")}<span>${t.needSomeone(counts.attention)}</span></h1>`;
  }
  if (counts.ok === shown) {
    return html`<h1>${shape("ok")}<span>${t.allOk(shown)}</span></h1>`;
  }
  const worst = counts.degraded > 0 ? "degraded" : counts.ok > 0 || counts.pending === 0 ? "ok" : "pending";
  return html`<h1>${shape(worst)}<span>${counts.pending === shown ? t.readFirst : t.noneNeeds}</span></h1>`;
}

function countLink(part, count, page) {
  const shapes = {
    attention: shape("error"),
    degraded: shape("degraded"),
    acknowledged: icon("hand"),
    silenced: shape("error", true),
  };
  const on = page.parameters.show === part;
  return html`<a
    class=${part === "ok" ? "wide" : ""}
    data-part=${part}
    href=${page.href({ ...page.parameters, show: on ? undefined : part, limit: undefined })}
    aria-current=${on ? "true" : nothing}
    >${shapes[part] || shape(part)}<span><b>${count.toLocaleString()}</b> ${t.counted[part]}</span></a
  >`;
}

function list(parts, changed, page, filtered, answer) {
  const size = parts.reduce((sum, part) => sum + part.total, 0);
  if (size === 0) {
    return filtered
      ? blank(t.nothingFound, t.nothingFoundHow(answer.total), html`<a class="button" href=${page.href({})}>${t.clearFilter}</a>`)
      : nothing;
  }
  const shown = parts.reduce((sum, part) => sum + part.checks.length, 0);
  const order = parts.flatMap((part) => part.checks.map((one) => one.name));
  let place = 0;
  return html`<section class="sheet list ${page.online ? "" : "stale"}" aria-label=${filtered ? t.found : t.notOk}>
    <div class="cols" aria-hidden="true">
      <span></span><span>${t.checkAndReason}</span><span>${t.since}</span><span>${t.last2h}</span><span>${t.notified}</span><span>${t.whoHasIt}</span>
    </div>
    ${parts.map(
      ({ part, total, checks }, index) => html`${index > 0 || part !== "attention"
          ? html`<h2 class="part">${t.parts[part]} <span>${total.toLocaleString()}</span></h2>`
          : nothing}
        <ul class="rows">
          ${repeat(
            checks,
            (check) => check.name,
            (check) =>
              row(check, {
                part,
                place: ++place,
                size,
                chosen: selected(check.name),
                choose: (name, range) => {
                  select(name, range ? order : null);
                  page.repaint();
                },
                changed: changed.has(check.name),
              }),
          )}
        </ul>`,
    )}
    ${shown < size
      ? html`<div class="more">
          <button type="button" @click=${() => page.go({ ...page.parameters, limit: Math.min(500, shown + PAGE) })}>${t.moreOf(Math.min(PAGE, size - shown))}</button>
        </div>`
      : nothing}
  </section>`;
}

/** What can be done with all that are selected. */
function bulk(parts, page) {
  const checks = parts.flatMap((part) => part.checks).filter((one) => selected(one.name));
  if (checks.length === 0 || !mayAct()) {
    return nothing;
  }
  const clear = () => {
    selection.clear();
    page.repaint();
  };
  const then = (action) => () => {
    action(checks);
    clear();
  };
  return html`<div class="bulk" role="toolbar" aria-label=${t.selectedLabel}>
    <b>${t.selected(checks.length)}</b>
    <button type="button" class="main" @click=${then((all) => acknowledge(all.filter((one) => one.status === "error" || one.status === "degraded")))}>
      ${t.acknowledge}
    </button>
    <button type="button" @click=${then((all) => ask("silence", all))}>${icon("mute")}${t.dots(t.silence)}</button>
    <button type="button" @click=${then((all) => ask("pause", all))}>${icon("pause")}${t.dots(t.pause)}</button>
    <button type="button" @click=${then(run)}>${icon("again")}${t.checkNow}</button>
    <button type="button" class="ghost" @click=${clear}>${t.clear}</button>
  </div>`;
}
