import { html } from "./vendor/lit-html/lit-html.js";
import { repeat } from "./vendor/lit-html/directives/repeat.js";
import { read } from "./api.js";
import { ago, checkLink, moment, text } from "./parts.js";

const WORDS = { ok: "OK", failing: "Failing", misconfigured: "Misconfigured" };
const COLOURS = { ok: "ok", failing: "degraded", misconfigured: "error" };

export const title = "Targets";

export async function load() {
  return read("/alerts");
}

export function view(answer) {
  return html`
    <h1>Targets</h1>
    ${answer.data.length === 0 ? html`<p class="quiet empty">No targets are active.</p>` : table(answer.data)}
    <section aria-labelledby="waiting">
      <h2 id="waiting">Waiting alerts</h2>
      ${(answer.waiting || []).length === 0 ? html`<p class="quiet">None: everything was delivered.</p>` : waiting(answer.waiting)}
    </section>
  `;
}

function table(targets) {
  return html`<div class="scroll" role="group" tabindex="0" aria-label="Targets">
    <table class="targets">
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Target</th>
          <th scope="col" class="number">Delivered</th>
          <th scope="col">Last</th>
          <th scope="col" class="number">Waiting</th>
          <th scope="col" class="number">Refused</th>
          <th scope="col" class="number">Given up</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          targets,
          (one) => one.name,
          (one) => html`<tr data-target=${one.name}>
            <td>
              <span class="state ${COLOURS[one.state]}"
                ><span class="mark" aria-hidden="true"></span>${WORDS[one.state] || one.state}</span
              >
            </td>
            <th scope="row" dir="auto">${one.name}</th>
            <td class="number">${one.delivered}</td>
            <td>${one.lastDelivered ? html`${ago(one.lastDelivered)} ago` : html`<span class="quiet">never</span>`}</td>
            <td class="number">${one.waiting}</td>
            <td class="number">${one.failed}</td>
            <td class="number">${one.givenUp}</td>
            <td>
              ${one.failingSince ? html`<span class="quiet">since ${moment(one.failingSince)}</span>` : ""} ${text(one.error)}
              ${one.notBefore ? html`<span class="quiet">next try at ${moment(one.notBefore)}</span>` : ""}
            </td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function waiting(list) {
  return html`<div class="scroll" role="group" tabindex="0" aria-label="Waiting alerts">
    <table>
      <thead>
        <tr>
          <th scope="col">Target</th>
          <th scope="col">Check</th>
          <th scope="col">What</th>
          <th scope="col">Since</th>
        </tr>
      </thead>
      <tbody>
        ${list.map(
          (one) => html`<tr>
            <td dir="auto">${one.target}</td>
            <th scope="row">${checkLink(one.alert.check)}</th>
            <td>${one.alert.kind} ${text(one.alert.message)}</td>
            <td>${ago(one.alert.at)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
