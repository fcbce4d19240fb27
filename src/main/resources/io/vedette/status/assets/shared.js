import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { t } from "./texts.js";
import { ago } from "./time.js";

/** The nodes that share the checks. */
export function shared(nodes) {
  return table("nodes", t.nodes.title, [t.nodes.node, t.nodes.asks, t.runningFor, t.version, t.pages.configuration, t.nodes.database], nodes, (one) => html`
    <th scope="row"><span dir="auto">${one.node}</span>${one.self ? ` (${t.nodes.thisOne})` : ""}</th>
    <td>${t.checksCount(one.checks)}${one.note ? html`<br /><span class="text">${one.note}</span>` : nothing}</td>
    <td>${ago(one.since)}</td>
    <td>${one.version}</td>
    <td><code>${one.configuration}</code></td>
    <td>${one.database ? t.nodes.good : t.nodes.lost}</td>`);
}

/** Where the targets of files of checks come from; nothing where no file names a source. */
export function sources(all) {
  return all.length === 0
    ? nothing
    : table("sources", t.discovery.title, [t.discovery.source, t.discovery.targets, t.discovery.state], all, (one) => html`
        <th scope="row"><span dir="auto">${one.source}</span><br /><code>${one.file}:${one.line}</code></th>
        <td>${one.targets}</td>
        <td class="text" dir="auto">${state(one)}</td>`);
}

function state(source) {
  if (source.failingSince) {
    return t.discovery.fails(ago(source.failingSince), source.error);
  }
  return source.heldSince ? t.discovery.held : source.answered ? t.discovery.answered(ago(source.answered)) : t.discovery.asked;
}

function table(id, title, columns, rows, row) {
  return html`<section class="block" aria-labelledby=${id}>
    <h2 id=${id}>${title}</h2>
    <div class="scroll sheet" role="group" tabindex="0" aria-label=${title}>
      <table>
        <thead>
          <tr>${columns.map((one) => html`<th scope="col">${one}</th>`)}</tr>
        </thead>
        <tbody>
          ${rows.map((one) => html`<tr>${row(one)}</tr>`)}
        </tbody>
      </table>
    </div>
  </section>`;
}
