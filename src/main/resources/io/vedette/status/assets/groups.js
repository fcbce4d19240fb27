import { html, nothing, svg } from "./vendor/lit-html/lit-html.js";
import { repeat } from "./vendor/lit-html/directives/repeat.js";
import { read } from "./api.js";
import { checkHref, icon, shape } from "./parts.js";
import { t } from "./texts.js";
import { percent, took, uptime } from "./time.js";

/** Over so many checks a line shows shares, not one cell a check. */
const CELLS = 25;
const LINES = 300;
const DAY = 86_400_000;
const WORST = ["attention", "degraded", "acknowledged", "silenced", "pending", "sleeping", "paused", "ok"];
const BARS = { attention: "error", degraded: "degraded", acknowledged: "error", silenced: "mute", pending: "none", sleeping: "sleeping", paused: "mute", ok: "ok" };
const SHAPES = { attention: ["error"], acknowledged: ["error"], silenced: ["error", true] };

const names = (text) => (text ? text.split(",").map(decodeURIComponent) : []);

/** Reads the checks of the groups that are open. */
export async function loadOpen(parameters, asked) {
  const open = names(parameters.open);
  const answers = await Promise.all(open.map((name) => read("/overview/group", { ...asked, name, limit: LINES })));
  return new Map(open.map((name, i) => [name, answers[i]]));
}

/** Shows all checks by group, worst first; closed unless opened. */
export function groups(answer, page) {
  const { parameters } = page;
  const by = parameters.by || "group";
  const total = WORST.reduce((sum, part) => sum + answer.counts[part], 0);
  return html`<div class="bar">
      <h2>${total === 1 ? t.theCheck : t.allChecks(total)} <span class="note">${answer.counts.ok.toLocaleString()} ${t.counted.ok}</span></h2>
      <label
        >${t.groupBy}
        <select id="by" @change=${(event) => page.go({ ...parameters, by: event.target.value === "group" ? "" : event.target.value, open: "" })}>
          ${Object.entries(t.groupings).map(([value, label]) => html`<option value=${value} ?selected=${value === by}>${label}</option>`)}
        </select>
      </label>
    </div>
    <section class="sheet" aria-label=${t.byGroup}>
      ${repeat(
        answer.groups,
        (one) => one.name,
        (one) => group(one, by, answer.open, page),
      )}
    </section>`;
}

function group(one, by, open, page) {
  const name = one.name || "";
  const lines = open.get(name);
  const [status, hollow] = SHAPES[one.worst] || [one.worst];
  const turn = (event) => {
    event.preventDefault();
    const list = names(page.parameters.open).filter((other) => other !== name);
    page.go({ ...page.parameters, open: (lines ? list : [...list, name]).map(encodeURIComponent).join(",") });
  };
  return html`<details class="group" ?open=${Boolean(lines)} data-group=${name}>
    <summary @click=${turn}>
      ${icon("open")}${shape(status, hollow)}
      <h3 dir="auto">${name || t.without[by]}</h3>
      ${bar(one.counts)}
      <span class="quiet sum">${said(one.counts)}</span>
      <span class="up">${uptime(one.uptime24h, Date.now() - DAY, Date.now(), t.of24h)}</span>
    </summary>
    ${lines
      ? html`<div class="few">${repeat(lines.data, (line) => line.name, line)}</div>
          ${lines.page.total > lines.data.length
            ? html`<p class="more note">${t.firstOf(lines.data.length, lines.page.total)}</p>`
            : nothing}`
      : nothing}
  </details>`;
}

function said(counts) {
  return WORST.filter((part) => counts[part] > 0)
    .map((part) => `${counts[part].toLocaleString()} ${t.counted[part]}`)
    .join(", ");
}

/** Draws a cell a check, or a bar by share where there are many. */
function bar(counts) {
  const total = WORST.reduce((sum, part) => sum + counts[part], 0);
  const width = total <= CELLS ? 10 : 250 / total;
  let x = 0;
  return html`<svg class="cells" viewBox="0 0 250 10" preserveAspectRatio="none" aria-hidden="true">
    ${WORST.filter((part) => counts[part] > 0).map((part) => {
      const [y, tall] = part === "ok" ? [2, 8] : [0, 10];
      let d = "";
      if (total <= CELLS) {
        for (let i = 0; i < counts[part]; i++, x += width) {
          d += `M${x} ${y}h8v${tall}h-8z`;
        }
      } else {
        const wide = Math.max(2, counts[part] * width);
        d = `M${x.toFixed(1)} ${y}h${wide.toFixed(1)}v${tall}h-${wide.toFixed(1)}z`;
        x += wide;
      }
      return svg`<path class="bar-${BARS[part]}" d=${d}></path>`;
    })}
  </svg>`;
}

function line(check) {
  const [status, hollow] = check.standing === "silenced" ? [check.status, true] : [check.status, false];
  const { up, down } = check.uptime24h;
  const share = uptime(check.uptime24h, Date.now() - DAY, Date.now(), t.of24h);
  return html`<a href=${checkHref(check.name)}>
    ${shape(status, hollow)}<b dir="auto">${check.name}<i class="unseen">, ${t.states[check.status]}</i></b>
    <span>${check.status === "ok" ? took(check.tookMs) : t.states[check.status]}</span>
    <span title=${share}>${up + down > 0 ? percent(up / (up + down)) : "–"}</span>
  </a>`;
}
