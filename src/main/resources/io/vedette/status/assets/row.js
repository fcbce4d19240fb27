import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { acknowledge, ask, errorOf, isBusy, mayAct, menuOf, resume, run } from "./acts.js";
import { openMenu } from "./menu.js";
import { cells, checkHref, icon, sentence, shape, word } from "./parts.js";
import { t } from "./texts.js";
import { ago, at, clock, day, isToday, took } from "./time.js";

/** A row answers five questions in one order: what, why, since when, who was notified, who has it. */
export function row(check, { part, place, size, chosen, choose, changed }) {
  const quiet = part === "acknowledged" || part === "silenced";
  const hollow = part === "silenced";
  const classes = ["row", check.status, quiet ? "pale" : "", chosen ? "chosen" : "", changed ? "changed" : ""].join(" ");
  return html`<li class=${classes} data-check=${check.name} aria-setsize=${size} aria-posinset=${place}>
    <label class="pick">
      <input type="checkbox" .checked=${chosen} @click=${(event) => choose(check.name, event.shiftKey)} />
      ${shape(check.status, hollow)}
      <span class="unseen">${t.select(check.name)}</span>
    </label>
    <div class="what">
      <p class="name-line">
        <a class="name" href=${checkHref(check.name)} dir="auto">${check.name}</a>
        <span class="where">${[check.group, tier(check)].filter(Boolean).join(" · ")}</span>
      </p>
      <p class="why" title=${check.message || ""}>${why(check)}</p>
    </div>
    <div class="since">
      <span class="unseen">${t.since} </span>
      <b><time datetime=${check.since}>${isToday(check.since) ? clock(check.since) : day(check.since)}</time></b>
      <span>${ago(check.since)}</span>
    </div>
    ${cells(check.name, check.cells)}
    <div class="told">${told(check)}</div>
    <div class="has">
      ${has(check, part)}
      ${mayAct()
        ? html`<button
            type="button"
            class="ghost square"
            aria-haspopup="menu"
            @click=${(event) => openMenu(event.currentTarget, check.name, menuOf(check))}
          >
            ${icon("more")}<span class="unseen">${t.moreFor(check.name)}</span>
          </button>`
        : nothing}
    </div>
    ${mayAct() ? acts(check) : nothing}
  </li>`;
}

function tier({ priority, tier }) {
  return priority ? t.priority(priority) : tier || "";
}

function why(check) {
  const failed = errorOf(check.name);
  if (failed) {
    return html`<span class="failed" role="alert">${failed}</span>`;
  }
  const message = check.status === "ok" ? took(check.tookMs) : sentence(check.message);
  return html`<span class="w w-${check.status}">${word(check.status)}.</span> <span dir="auto">${message}</span>
    ${check.flapping ? html`<span class="tag">${t.flapping}</span>` : nothing}`;
}

const isProblem = ({ health }) => health === "error" || health === "degraded";

/** Who was notified; below, who waits or was reminded, or who is told next. */
function told(check) {
  const names = check.told.filter(isProblem).map((one) => one.target);
  const waiting = check.waiting.filter((one) => one.kind !== "recovery");
  const failing = waiting.filter((one) => one.state !== "ok");
  const problem = check.status === "error" || check.status === "degraded";
  if (!problem && names.length === 0 && waiting.length === 0) {
    return nothing;
  }
  const first = names.length > 0 ? names.join(", ") : waiting.length > 0 ? "" : check.mute ? t.nobody : t.nobodyYet;
  const late = waiting.length > 0 ? t.waiting((failing.length > 0 ? failing : waiting).map((one) => one.target).join(", ")) : "";
  return html`${first ? html`<span class="line"><span class="lab">${t.notified} </span>${first}</span>` : nothing}
    ${late ? html`<span class="line late">${late}</span>` : second(check)}`;
}

function second(check) {
  if (check.mute && check.mute.by) {
    return html`<span class="line">${t.mutedBy(t.muted[check.mute.kind] || check.mute.kind, check.mute.by)}</span>`;
  }
  const reminder = check.told
    .filter(isProblem)
    .map((one) => one.problemAt)
    .filter((one) => one && Date.parse(one) - Date.parse(check.since) >= check.errorIntervalMs)
    .sort()
    .at(-1);
  if (reminder) {
    return html`<span class="line">${t.reminded(at(reminder))}</span>`;
  }
  return check.later.length > 0
    ? html`<span class="line">${t.laterFrom(check.later[0].target, at(check.later[0].at))}</span>`
    : nothing;
}

/** Who has it; the button that takes it where nobody has. */
function has(check, part) {
  const { acknowledged, mute, pause } = check;
  if (acknowledged) {
    return html`<div>
      <span class="unseen">${t.whoHasIt} </span>
      <span class="line owner" dir="auto">${acknowledged.by || t.somebody}</span>
      <span class="line" title=${acknowledged.reason || ""}>${t.sinceAt(at(acknowledged.at))}${acknowledged.reason ? `, ${acknowledged.reason}` : ""}</span>
    </div>`;
  }
  const quiet = pause || mute;
  if (quiet) {
    return html`<div>
      <span class="line">${quiet.until ? t.until(at(quiet.until)) : pause ? t.untilEnded : t.muted[mute.kind] || mute.kind}</span>
      <span class="line" title=${quiet.reason || ""} dir="auto">${quiet.reason || ""}</span>
    </div>`;
  }
  return mayAct() && (part === "attention" || part === "degraded")
    ? html`<button type="button" class="take" ?disabled=${isBusy(check.name)} @click=${() => acknowledge([check])}>
        <span>${t.acknowledge}<span class="unseen"> ${check.name}</span></span>
      </button>`
    : html`<div></div>`;
}

function acts(check) {
  const button = (name, label, action) =>
    html`<button type="button" class="square" title=${label} ?disabled=${isBusy(check.name)} @click=${action}>
      ${icon(name)}<span class="unseen">${label} ${check.name}</span>
    </button>`;
  return html`<div class="acts">
    ${button("again", t.checkNow, () => run([check]))} ${button("mute", t.dots(t.silence), () => ask("silence", [check]))}
    ${check.pause ? button("play", t.resume, () => resume([check])) : button("pause", t.dots(t.pause), () => ask("pause", [check]))}
  </div>`;
}
