import { html } from "./vendor/lit-html/lit-html.js";
import { read } from "./api.js";
import { incidentTable, pager } from "./parts.js";

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
      ${choice("All", undefined)} ${choice("Ongoing", "true")} ${choice("Resolved", "false")}
    </div>
    ${answer.data.length === 0 ? html`<p class="quiet empty">None.</p>` : incidentTable(answer.data, true)}
    ${pager(answer, page)}
  `;
}
