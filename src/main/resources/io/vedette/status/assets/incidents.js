import { html } from "./vendor/lit-html/lit-html.js";
import { repeat } from "./vendor/lit-html/directives/repeat.js";
import { read } from "./api.js";
import { checkLink, moment, notices, pager, state, why } from "./parts.js";
import { since, span } from "./words.js";

export const title = "Incidents";

export async function load(parameters) {
  return read("/incidents", { open: parameters.open, cursor: parameters.cursor, limit: 50 });
}

export function view(answer, page) {
  const { parameters } = page;
  const choice = (text, open) => html`<button
    type="button"
    class="count"
    aria-pressed=${parameters.open === open}
    @click=${() => page.go({ open })}
  >
    ${text}
  </button>`;
  return html`
    <h1>Incidents</h1>
    <div class="counts" role="group" aria-label="Show incidents">
      ${choice("All", undefined)} ${choice("Going on", "true")} ${choice("Over", "false")}
    </div>
    ${answer.data.length === 0 ? html`<p class="quiet empty">None.</p>` : table(answer.data)}
    ${pager(
      answer.page,
      () => page.go({ ...parameters, cursor: answer.page.next }),
      Boolean(parameters.cursor),
      () => page.go({ ...parameters, cursor: undefined }),
    )}
  `;
}

function table(incidents) {
  return html`<div class="scroll" role="group" tabindex="0" aria-label="Incidents">
    <table class="incidents">
      <caption class="unseen">
        Incidents, newest first
      </caption>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Check</th>
          <th scope="col">From</th>
          <th scope="col">Lasted</th>
          <th scope="col">Why</th>
          <th scope="col">Told</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          incidents,
          (one) => one.id,
          (one) => html`<tr>
            <td>${state(one.health)}</td>
            <th scope="row">${checkLink(one.check)}</th>
            <td>${moment(one.from)}</td>
            <td>${one.to ? span(Date.parse(one.to) - Date.parse(one.from)) : html`${since(one.from)}, goes on`}</td>
            <td>${why(one.reason, one.message)}</td>
            <td>${notices(one.told)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
