import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { read } from "./api.js";
import { incidentHref } from "./lists.js";
import { icon } from "./parts.js";
import { t } from "./texts.js";
import { at, day, lasting, month, uptime } from "./time.js";

export const title = t.report;

export async function load(parameters) {
  return read("/reports", { month: parameters.month, group: parameters.group });
}

function beside(name, step) {
  const [year, number] = name.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}

export function view({ data }, page) {
  const to = (step) => page.href({ ...page.parameters, month: beside(data.month, step) });
  return html`
    <div class="head">
      <div>
        <h1>${t.reportFor(month(data.from))}</h1>
        <p class="quiet">${t.reportLead(day(data.from), day(new Date(Date.parse(data.to) - 1).toISOString()))}</p>
        ${data.truncated ? html`<p>${t.reportTruncated}</p>` : nothing}
      </div>
      <div class="tools no-print">
        <a class="button" href=${to(-1)}>${t.monthBefore}</a><a class="button" href=${to(1)}>${t.monthAfter}</a>
        <a class="button" href=${`api/v1/reports?month=${data.month}`} download="report.json">${icon("down")}JSON</a>
        <button type="button" class="main" @click=${() => print()}>${t.print}</button>
      </div>
    </div>
    <div class="scroll sheet" role="group" tabindex="0" aria-label=${t.report}>
      <table class="report">
        <thead>
          <tr>
            <th scope="col">${t.group}</th>
            <th scope="col" class="number">${t.uptime}</th>
            <th scope="col" class="number">${t.incidentsCount}</th>
            <th scope="col" class="number">${t.inAll}</th>
            <th scope="col">${t.longestOutage}</th>
          </tr>
        </thead>
        <tbody>
          ${data.groups.map(
            (one) => html`<tr class="group-line">
                <th scope="row" dir="auto">${one.group || t.without.group}</th>
                ${cells(one, data)}
              </tr>
              ${one.checks.filter((check) => check.incidents > 0).map(
                (check) => html`<tr class="check-line"><td dir="auto">${check.check}</td>${cells(check, data)}</tr>`,
              )}`,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function cells(one, { from, to }) {
  return html`<td class="number">${uptime(one.uptime, Date.parse(from), Math.min(Date.now(), Date.parse(to)))}</td>
    <td class="number">${one.incidents || ""}</td>
    <td class="number">${one.totalMs > 0 ? lasting(one.totalMs) : ""}</td>
    <td>${one.longest ? html`<a href=${incidentHref(one.longest.id)} dir="auto">${one.longest.check}</a> ${lasting(one.longest.ms)}, ${at(one.longest.from)}` : nothing}</td>`;
}
