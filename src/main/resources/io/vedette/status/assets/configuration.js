import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { mayAct } from "./acts.js";
import { act, read } from "./api.js";
import { icon, moment, since, text } from "./parts.js";
import { shared, sources } from "./shared.js";
import { t } from "./texts.js";
import { ago, at } from "./time.js";

export const title = t.pages.configuration;

let failure = "";

export async function load() {
  const [config, nodes] = await Promise.all([read("/config"), read("/nodes")]);
  return { ...config, nodes: nodes.data };
}

export function view({ data, nodes }, page) {
  const reload = async () => {
    failure = "";
    try {
      await act("/reload");
    } catch (error) {
      failure = error.message;
    }
    page.refresh();
  };
  return html`
    <div class="head">
      <div><h1>${t.pages.configuration}</h1></div>
      ${mayAct() ? html`<div class="tools"><button type="button" id="reload" @click=${reload}>${icon("again")}${t.reload}</button></div>` : nothing}
    </div>
    ${failure ? html`<p class="wrong-text" role="alert">${failure}</p>` : nothing} ${refused(data.lastReload)} ${lost(data.store)}
    <dl class="sheet facts">
      ${fact(t.version, data.version)} ${fact(t.runningFor, since(data.started))} ${data.routes ? fact(t.folder, data.routes) : nothing}
      ${fact(t.loaded, moment(data.loadedAt))} ${fact(t.watches, t.checksCount(data.checks || 0))}
      ${fact(t.notifies, (data.targets || []).join(", "))}
    </dl>
    ${nodes.length > 1 || nodes.some((one) => one.note) ? shared(nodes) : nothing} ${sources(data.sources || [])}
    <section class="block" aria-labelledby="files">
      <h2 id="files">${t.files}</h2>
      <ul class="sheet form">
        ${(data.files || []).map((one) => html`<li><code>${one}</code></li>`)}
      </ul>
    </section>
    <section class="block" aria-labelledby="settings">
      <h2 id="settings">${t.settings}</h2>
      <div class="scroll sheet" role="group" tabindex="0" aria-label=${t.settings}>
        <table>
          <thead>
            <tr><th scope="col">${t.key}</th><th scope="col">${t.value}</th><th scope="col">${t.from}</th></tr>
          </thead>
          <tbody>
            ${(data.settings || []).map(
              (one) => html`<tr><th scope="row"><code>${one.key}</code></th><td>${text(one.value)}</td><td>${t.sources[one.source] || one.source}</td></tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

function fact(name, value) {
  return value === "" || value === undefined ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`;
}

function refused(last) {
  if (!last) {
    return nothing;
  }
  if (last.outcome !== "rejected") {
    return last.restartNeeded && last.restartNeeded.length > 0
      ? html`<p class="sheet form" role="status">${t.restartNeeded} ${last.restartNeeded.map((key) => html`<code>${key}</code> `)}</p>`
      : nothing;
  }
  return html`<section class="sheet now error form" role="alert" id="rejected">
    <h2>${t.rejectedTitle(ago(last.at))}</h2>
    <ul>
      ${(last.problems || []).map(
        (one) => html`<li class="text" dir="auto"><code>${one.file}${one.line ? `:${one.line}` : ""}</code> ${one.key ? html`<code>${one.key}</code>` : nothing} <span>${one.message}</span></li>`,
      )}
    </ul>
  </section>`;
}

function lost(store) {
  return store && store.state === "lost"
    ? html`<p class="sheet now error form" role="alert" id="store-lost"><b>${t.notice.store}</b>${t.notice.storeMore(at(store.since), store.unsaved)} ${text(store.error)}</p>`
    : nothing;
}
