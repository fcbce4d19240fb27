import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { act, read } from "./api.js";
import { ago, moment, text } from "./parts.js";
import { count } from "./words.js";

export const title = "Configuration";

export async function load() {
  return read("/config");
}

export function view({ data }, page) {
  return html`
    <h1>Configuration</h1>
    ${reload(data.lastReload)} ${store(data.store)}
    <div class="actions">
      <button type="button" id="reload" @click=${() => page.act(() => act("/reload"))}>Reload the files</button>
    </div>
    <dl class="facts">
      ${fact("Version", data.version)} ${fact("Running for", ago(data.started))} ${data.routes ? fact("Folder", data.routes) : ""}
      ${fact("Loaded", moment(data.loadedAt))} ${fact("Watches", count(data.checks || 0, "check"))}
      ${fact("Tells", (data.targets || []).join(", "))}
    </dl>
    <section aria-labelledby="files">
      <h2 id="files">Files</h2>
      <ul>
        ${(data.files || []).map((one) => html`<li><code>${one}</code></li>`)}
      </ul>
    </section>
    <section aria-labelledby="settings">
      <h2 id="settings">Settings</h2>
      <div class="scroll" role="group" tabindex="0" aria-label="Settings">
        <table>
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">Value</th>
              <th scope="col">From</th>
            </tr>
          </thead>
          <tbody>
            ${(data.settings || []).map(
              (one) => html`<tr>
                <th scope="row"><code>${one.key}</code></th>
                <td>${text(one.value)}</td>
                <td>${one.source}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

function fact(name, value) {
  return value === "" || value === undefined || value === nothing
    ? nothing
    : html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`;
}

function reload(last) {
  if (!last) {
    return nothing;
  }
  if (last.outcome !== "rejected") {
    return last.restartNeeded && last.restartNeeded.length > 0
      ? html`<p class="banner degraded" role="status">
          Changed, takes effect at the next start: ${last.restartNeeded.map((key) => html`<code>${key}</code> `)}
        </p>`
      : nothing;
  }
  return html`<section class="banner error" role="alert" id="rejected">
    <h2>The last edit was rejected ${ago(last.at)} ago; the configuration before stays active</h2>
    <ul>
      ${(last.problems || []).map(
        (one) => html`<li class="text" dir="auto"><code>${one.file}${one.line ? `:${one.line}` : ""}</code> ${one.key ? html`<code>${one.key}</code>` : nothing} ${one.message}</li>`,
      )}
    </ul>
  </section>`;
}

function store(health) {
  return health && health.state === "lost"
    ? html`<p class="banner error" role="alert">
        The database cannot be used since ${moment(health.since)}: ${health.error}. Checks still run; ${count(health.unsaved, "check")} to be
        stored when it is back.
      </p>`
    : nothing;
}
