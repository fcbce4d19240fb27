import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { checkLink, moment, sentence, shape, text, word } from "./parts.js";
import { t } from "./texts.js";
import { ago, at, span, took } from "./time.js";

/** What the last answer was, and those before it. */
export function answer(check, history) {
  return html`<section class="block" aria-labelledby="last">
    <h2 id="last">${t.lastAnswer}</h2>
    <div class="sheet">
      ${list([
        [t.asked, check.lastCheck ? html`${moment(check.lastCheck)}, ${t.agoSpan(ago(check.lastCheck))}` : t.notYet],
        [t.address, address(check.url)],
        [t.answered, check.lastCheck ? html`${word(check.verdict)}${check.tookMs === null ? "" : t.within(took(check.tookMs))}` : ""],
        [t.status, check.answer ? `HTTP ${check.answer.status}` : ""],
        ...Object.entries(check.answer?.headers || {}).map(([name, value]) => [html`<code>${name}</code>`, value]),
        [t.failuresInARow, check.consecutiveFailures || ""],
        [t.process, check.process],
        [t.server, check.server],
        [t.sleeps, check.sleep ? t.fromTo(at(check.sleep.start), at(check.sleep.end)) : ""],
        [t.runs, check.pings === undefined ? "" : t.runsSay(check.pings, check.errors, check.skipped, check.dropped)],
      ])}
      ${check.answer?.body
        ? html`<pre class="answer" id="answer-body" tabindex="0" role="group" aria-label=${t.body} dir="auto">${check.answer.body}${check.answer.cut ? "\n…" : ""}</pre>`
        : nothing}
      ${history.length === 0
        ? nothing
        : html`<details class="form results">
            <summary>${t.lastResults(history.length)}</summary>
            <div class="scroll" role="group" tabindex="0" aria-label=${t.lastResults(history.length)}>
              <table>
                <tbody>
                  ${history.map(
                    (one) => html`<tr>
                      <td>${shape(one.status)}<span class="unseen">${word(one.status)}</span></td>
                      <td>${moment(one.at)}</td>
                      <td class="number">${took(one.tookMs)}</td>
                      <td>${text(sentence(one.message))}</td>
                    </tr>`,
                  )}
                </tbody>
              </table>
            </div>
          </details>`}
    </div>
  </section>`;
}

function address(url) {
  return /^https?:\/\//i.test(url || "") ? html`<a href=${url} rel="noreferrer noopener" target="_blank">${url}</a>` : url;
}

/** How the check is set, once. */
export function configuration(check) {
  return html`<section class="block" aria-labelledby="conf">
    <h2 id="conf">${t.pages.configuration}</h2>
    <div class="sheet">
      ${list([
        [t.file, check.file ? `${check.file}${check.line ? `:${check.line}` : ""}` : ""],
        [t.template, check.template],
        [t.every, check.intervalMs ? `${span(check.intervalMs)}, ${t.timeout(span(check.timeoutMs))}` : ""],
        [t.reminder, check.errorIntervalMs ? t.everySpan(span(check.errorIntervalMs)) : ""],
        [t.notifies, (check.targets || []).join(", ")],
        [t.dependsOn, check.dependsOn ? checkLink(check.dependsOn) : ""],
        [t.onStatusPage, check.public ? t.yes : ""],
        ...(check.configuration || []).map((one) => [html`<code>${one.name}</code>`, one.value]),
      ])}
    </div>
  </section>`;
}

function list(rows) {
  return html`<dl class="facts">
    ${rows
      .filter(([, value]) => value !== "" && value !== null && value !== undefined)
      .map(([name, value]) => html`<dt>${name}</dt><dd>${typeof value === "string" ? text(value) : value}</dd>`)}
  </dl>`;
}
