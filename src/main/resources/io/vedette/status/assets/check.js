import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { acknowledge, acting, ask, endSilence, isBusy, mayAct, release, resume, run } from "./acts.js";
import { checkPath, read } from "./api.js";
import { responseTimes } from "./chart.js";
import { answer, configuration } from "./checkfacts.js";
import { daily } from "./days.js";
import { job } from "./job.js";
import { actList, incidentLines } from "./lists.js";
import { blank, icon, sentence, shape, text, word } from "./parts.js";
import { t } from "./texts.js";
import { ago, at, base, lasting, percent, span, took } from "./time.js";

const DAY = 86_400_000;
const SPANS = { "24h": 1, "7d": 7, "30d": 30, "90d": 90 };

export const title = (parameters) => parameters.name;

export async function load(parameters) {
  const now = Date.now();
  const [check, history, buckets, incidents, acts] = await Promise.all([
    read(checkPath(parameters.name)),
    read(checkPath(parameters.name, "/history"), { limit: 100 }),
    read(checkPath(parameters.name, "/history"), {
      buckets: true,
      from: new Date(now - SPANS["90d"] * DAY).toISOString(),
      to: new Date(now + 1_000).toISOString(),
    }),
    read("/incidents", { check: parameters.name, limit: 6 }),
    read("/acts", { check: parameters.name, limit: 20 }),
  ]).catch((error) => {
    if (error.status === 404) {
      return [null];
    }
    throw error;
  });
  return { check: check?.data, history: history?.data, buckets: buckets?.data, incidents: incidents?.data, acts: acts?.data };
}

export function view({ check, history, buckets, incidents, acts }, page) {
  if (!check) {
    return html`<div role="alert">${blank(t.failed.gone, t.failed.goneHow, html`<a class="button" href="#/">${t.pages.overview}</a>`)}</div>`;
  }
  return html`
    <nav class="crumb" aria-label=${t.whereYouAre}>
      <a href="#/">${t.pages.overview}</a>${check.group
        ? html`<span aria-hidden="true">/</span><a href=${`#/?group=${encodeURIComponent(check.group)}`} dir="auto">${check.group}</a>`
        : nothing}
    </nav>
    <div class="head act">
      <div>
        <h1>${shape(check.status, Boolean(check.mute))}<span dir="auto">${check.name}</span></h1>
        ${check.tags.length > 0
          ? html`<p class="tags">${check.tags.map((tag) => html`<a class="tag" href=${`#/?tag=${encodeURIComponent(tag)}`} dir="auto">${tag}</a>`)}</p>`
          : nothing}
      </div>
      ${mayAct() ? actions(check, page) : nothing}
    </div>
    ${now(check)}
    <div class="split">
      <div>
        ${job(check)} ${response(buckets, history, page)} ${uptimes(check, buckets)}
        <section class="block" aria-labelledby="incidents">
          <header>
            <h2 id="incidents">${t.pages.incidents}</h2>
            <a class="button ghost" href=${`#/incidents?check=${encodeURIComponent(check.name)}`}>${t.all}</a>
          </header>
          ${incidents.length === 0 ? html`<p class="quiet">${t.noIncidents}</p>` : incidentLines(incidents)}
        </section>
        <section class="block" aria-labelledby="acts">
          <h2 id="acts">${t.whoDidWhat}</h2>
          ${acts.length === 0 ? html`<p class="quiet">${t.nobodyDid}</p>` : actList(acts)}
        </section>
      </div>
      <aside>${answer(check, history)} ${configuration(check, page)}</aside>
    </div>
  `;
}

function actions(check, page) {
  const problem = check.status === "error" || check.status === "degraded";
  const busy = isBusy(check.name);
  const button = (id, mark, label, action, main = false) =>
    html`<button type="button" id=${id} class=${main ? "main" : ""} ?disabled=${busy} @click=${action}>${mark ? icon(mark) : nothing}${label}</button>`;
  return html`<div class="tools">
    ${check.acknowledged
      ? button("unacknowledge", "", t.release, () => release([check]))
      : problem
        ? button("acknowledge", "", t.acknowledge, () => acknowledge([check]), true)
        : nothing}
    ${check.mute?.kind === "silenced"
      ? button("unsilence", "bell", t.endSilence, () => endSilence(check))
      : button("silence", "mute", t.dots(t.silence), () => ask("silence", [check]))}
    ${check.pause
      ? button("resume", "play", t.resume, () => resume([check]))
      : button("pause", "pause", t.dots(t.pause), () => ask("pause", [check]))}
    ${button("run", "again", t.checkNow, () => run([check]))}
    ${acting.me.edit && (check.file || "").endsWith("/dashboard.checks.yaml")
      ? html`<a class="button" id="edit" href=${`#/new?edit=${encodeURIComponent(check.name)}`}>${t.edit}</a>`
      : nothing}
  </div>`;
}

/** State, since, reason; then who has it, who was notified, and what comes next. */
function now(check) {
  const { pause, mute } = check;
  const began = pause ? pause.since : check.since;
  return html`<section class="sheet now ${check.status}" aria-label=${t.now}>
    <div>
      <p class="big">
        <span class="w w-${check.status}">${word(check.status)}</span> ${t.sinceAt("")}<time datetime=${began}>${at(began)}</time>${t.forSpan(ago(began))}
        ${pause ? html`<span class="tag">${t.meanwhile(word(pause.status))}</span>` : nothing}
        ${check.flapping ? html`<span class="tag">${t.flapping}</span>` : nothing}
      </p>
      ${check.message ? html`<div class="message">${text(sentence(check.message))} <code class="quiet">${check.reason}</code></div>` : nothing}
      ${(check.warnings || []).map((one) => html`<p class="note text" dir="auto">${one}</p>`)}
    </div>
    ${failures(check.failures)}
    <dl>
      <div><dt>${t.whoHasIt}</dt><dd id="has">${has(check)}</dd></div>
      <div><dt>${t.notified}</dt><dd id="told">${told(check)}</dd></div>
      <div><dt>${t.next}</dt><dd>${coming(check, mute || pause)}</dd></div>
    </dl>
  </section>`;
}

function has({ acknowledged, mute, pause, status }) {
  const quiet = pause || (mute && mute.kind !== status ? mute : null);
  return html`${acknowledged
    ? html`<span class="owner" dir="auto">${acknowledged.by || t.somebody}</span> ${t.sinceAt(at(acknowledged.at))}
        ${acknowledged.reason ? html`<br /><span class="text" dir="auto">${acknowledged.reason}</span>` : nothing}`
    : quiet
      ? nothing
      : status === "error" || status === "degraded"
        ? t.nobodyYet
        : t.nobodyNeeded}
  ${quiet
    ? html`<span class="quiet-by">${[pause ? t.muted.paused : t.muted[mute.kind] || mute.kind, quiet.until ? t.until(at(quiet.until)) : pause ? t.untilEnded : ""].filter(Boolean).join(" ")}${quiet.by ? html`, <span class="owner" dir="auto">${quiet.by}</span>` : nothing}${quiet.reason ? html`: <span class="text" dir="auto">${quiet.reason}</span>` : nothing}</span>`
    : nothing}`;
}

function told(check) {
  const problems = check.told.filter(({ health }) => health === "error" || health === "degraded");
  const lines = [
    ...problems.map(({ target, problemAt }) => html`<li><time datetime=${problemAt}>${at(problemAt)}</time><span dir="auto">${target}</span></li>`),
    ...check.waiting.map(
      ({ target, since, error, notBefore, state }) =>
        html`<li class=${state === "ok" ? "" : "w-degraded"}>
          <time datetime=${since}>${at(since)}</time><span dir="auto">${t.waiting(target)}${error ? `: ${error}` : ""}${notBefore ? `, ${t.nextTry(at(notBefore))}` : ""}</span>
        </li>`,
    ),
    ...check.later.map(({ target, at: then }) => html`<li><time datetime=${then}>${at(then)}</time><span class="quiet" dir="auto">${t.later(target)}</span></li>`),
  ];
  return lines.length === 0 ? t.nobody : html`<ul>${lines}</ul>`;
}

function coming(check, quiet) {
  const due = check.lastCheck ? Date.parse(check.lastCheck) + check.intervalMs - Date.now() : 0;
  const last = check.told.map((one) => one.problemAt).filter(Boolean).sort().at(-1);
  const problem = check.status === "error" || check.status === "degraded";
  return html`${check.lastCheck && due > 0 ? t.checkIn(lasting(due), span(check.intervalMs)) : t.checkEvery(span(check.intervalMs))}
  ${problem && last && !quiet && !check.acknowledged
    ? html`<br />${t.reminderAt(at(new Date(Date.parse(last) + check.errorIntervalMs).toISOString()))}`
    : nothing}`;
}

function failures(list) {
  return !list || list.length === 0
    ? nothing
    : html`<div class="scroll" role="group" tabindex="0" aria-label=${t.failingParts}>
        <table class="failures">
          <caption>${t.failingParts}</caption>
          <tbody>
            ${list.map((one) => html`<tr><th scope="row">${text(one.component)}</th><td>${text(one.status)}</td><td>${text(one.message)}</td></tr>`)}
          </tbody>
        </table>
      </div>`;
}

function response(buckets, history, page) {
  const of = SPANS[page.parameters.of] ? page.parameters.of : "24h";
  const from = Date.now() - SPANS[of] * DAY;
  const shown = buckets.filter((one) => Date.parse(one.from) + one.widthMs > from);
  return html`<section class="block" aria-labelledby="time">
    <header>
      <h2 id="time">${t.responseTime}</h2>
      <nav class="tabs" aria-label=${t.timeShown}>
        ${Object.keys(SPANS).map(
          (one) => html`<a href=${page.href({ ...page.parameters, of: one === "24h" ? undefined : one })} aria-current=${one === of ? "true" : nothing}>${one.replace(/\d+/, "$& ")}</a>`,
        )}
      </nav>
    </header>
    ${shown.length === 0
      ? html`<p class="sheet form quiet">${t.noData}</p>`
      : html`<figure class="sheet chart">
          <div class="plot" role="img" aria-label=${label(shown, of)} ${responseTimes(shown, t.units.ms)}></div>
          <figcaption class="legend"><span>${t.mean}</span><span class="l-band">${t.slowest}</span><span class="l-gap">${t.noGoodAnswer}</span></figcaption>
        </figure>`}
  </section>`;
}

function label(buckets, of) {
  const good = buckets.filter((one) => one.ok + one.degraded > 0);
  const most = Math.max(0, ...good.map((one) => one.tookMostMs));
  const mean = good.length === 0 ? 0 : good.reduce((sum, one) => sum + one.tookMeanMs, 0) / good.length;
  return t.chartSays(of, took(mean), took(most), buckets.length - good.length);
}

function uptimes(check, buckets) {
  return html`<section class="block" aria-labelledby="up">
    <h2 id="up">${t.uptime}</h2>
    <div class="sheet">
      <dl class="ups">
        ${Object.entries(SPANS).map(([window, days]) => {
          const share = (check.uptime || {})[window];
          const of = base(check.watchedSince, Date.now() - days * DAY);
          return html`<div>
            <dt>${window.replace(/\d+/, "$& ")}</dt>
            ${share === null || share === undefined
              ? html`<dd class="none">${t.noData}</dd>`
              : html`<dd>${percent(share)}${of === null ? nothing : html` <span class="note">${t.ofBase(lasting(of))}</span>`}</dd>`}
          </div>`;
        })}
      </dl>
      ${daily(buckets)}
    </div>
  </section>`;
}
