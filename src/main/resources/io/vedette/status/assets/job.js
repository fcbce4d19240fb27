import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { moment } from "./parts.js";
import { t } from "./texts.js";
import { ago, took } from "./time.js";

/** How the job of a heartbeat check calls, and what it said; nothing for other checks. */
export function job(check) {
  const calls = check.heartbeat;
  if (!calls) {
    return nothing;
  }
  const place = new URL(`.${calls.secretPath || calls.path}`, document.baseURI).href;
  const login = calls.secretPath ? "" : '-H "Authorization: Bearer TOKEN" ';
  const curl = `curl -fsS -m 10 --retry 3 -o /dev/null ${login}${place}`;
  return html`<section class="block" aria-labelledby="job">
    <h2 id="job">${t.job.title}</h2>
    <div class="sheet form">
      <p>${calls.secretPath ? t.job.secret : t.job.token}</p>
      <pre class="text" id="curl" tabindex="0">${`${curl}/start; the-job; ${curl}/$?`}</pre>
      <dl class="facts">
        <dt>${t.job.last}</dt><dd>${calls.last ? t.job.before(ago(calls.last)) : t.job.none}</dd>
        ${calls.exitCode === null ? nothing : html`<dt>${t.job.exit}</dt><dd>${calls.exitCode}</dd>`}
        ${calls.started ? html`<dt>${t.runningFor}</dt><dd>${ago(calls.started)}</dd>` : nothing}
        ${calls.runTimeMs === null ? nothing : html`<dt>${t.job.took}</dt><dd>${took(calls.runTimeMs)}</dd>`}
      </dl>
      ${calls.output
        ? html`<details open>
            <summary>${t.job.said(calls.event)} ${moment(calls.outputAt)}</summary>
            <pre class="text" dir="auto" tabindex="0" id="output">${calls.output}</pre>
          </details>`
        : nothing}
    </div>
  </section>`;
}
