import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { repeat } from "./vendor/lit-html/directives/repeat.js";
import { mayAct } from "./acts.js";
import { act, read } from "./api.js";
import { blank, checkLink, moment, sentence, shape, since, text } from "./parts.js";
import { t } from "./texts.js";

const SHAPES = { ok: "ok", failing: "degraded", misconfigured: "error" };
const tests = new Map();

export const title = t.pages.targets;

export async function load() {
  return read("/alerts");
}

export function view(answer, page) {
  return html`
    <div class="head"><div><h1>${t.pages.targets}</h1></div></div>
    ${answer.data.length === 0 ? blank(t.noTargets, t.noTargetsHow) : table(answer.data, page)}
    <section class="block" aria-labelledby="waiting">
      <h2 id="waiting">${t.waitingAlerts}</h2>
      ${(answer.waiting || []).length === 0 ? html`<p class="quiet">${t.allDelivered}</p>` : waiting(answer.waiting)}
    </section>
  `;
}

function table(targets, page) {
  return html`<div class="scroll sheet" role="group" tabindex="0" aria-label=${t.pages.targets}>
    <table class="targets">
      <thead>
        <tr>
          <th scope="col">${t.target}</th>
          <th scope="col">${t.state}</th>
          <th scope="col" class="number">${t.delivered}</th>
          <th scope="col">${t.last}</th>
          <th scope="col" class="number">${t.waits}</th>
          <th scope="col" class="number">${t.refusedCount}</th>
          <th scope="col" class="number">${t.givenUp}</th>
          <th scope="col">${t.why}</th>
          ${mayAct() ? html`<th scope="col"><span class="unseen">${t.test}</span></th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          targets,
          (one) => one.name,
          (one) => line(one, page),
        )}
      </tbody>
    </table>
  </div>`;
}

function line(one, page) {
  const trial = tests.get(one.name);
  return html`<tr data-target=${one.name}>
    <th scope="row" dir="auto">${one.name}</th>
    <td>${shape(SHAPES[one.state])} <span class="w w-${SHAPES[one.state]}">${t.targetStates[one.state]}</span></td>
    <td class="number">${one.delivered || ""}</td>
    <td>${one.lastDelivered ? since(one.lastDelivered) : html`<span class="quiet">${t.never}</span>`}</td>
    <td class="number">${one.waiting || ""}</td>
    <td class="number">${one.failed || ""}</td>
    <td class="number">${one.givenUp || ""}</td>
    <td>
      ${text(sentence(one.error))}
      ${one.failingSince ? html`<span class="note">${t.sinceAt("")}${moment(one.failingSince)}</span>` : nothing}${one.notBefore
        ? html`<span class="note">${one.failingSince ? ", " : ""}${t.nextTry("")}${moment(one.notBefore)}</span>`
        : nothing}
      ${trial ? html`<p class=${trial.bad ? "wrong-text" : "note"} role="status">${trial.text}</p>` : nothing}
    </td>
    ${mayAct() ? html`<td><button type="button" @click=${() => test(one.name, page)}>${t.test}</button></td>` : nothing}
  </tr>`;
}

async function test(name, page) {
  tests.set(name, { text: t.testing });
  page.repaint();
  try {
    await act(`/targets/${encodeURIComponent(name)}/test`);
    tests.set(name, { text: t.tested });
  } catch (error) {
    tests.set(name, { text: error.message, bad: true });
  }
  page.refresh();
}

function waiting(list) {
  return html`<div class="scroll sheet" role="group" tabindex="0" aria-label=${t.waitingAlerts}>
    <table>
      <thead>
        <tr>
          <th scope="col">${t.target}</th>
          <th scope="col">${t.check}</th>
          <th scope="col">${t.what}</th>
          <th scope="col">${t.since}</th>
        </tr>
      </thead>
      <tbody>
        ${list.map(
          (one) => html`<tr>
            <td dir="auto">${one.target}</td>
            <th scope="row">${checkLink(one.alert.check)}</th>
            <td>${t.kinds[one.alert.kind] || one.alert.kind} ${text(sentence(one.alert.message))}</td>
            <td>${since(one.alert.at)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
