import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { acting, answered, dismissToast, givenName, submit } from "./acts.js";
import { t } from "./texts.js";
import { at } from "./time.js";

const TITLES = { acknowledge: "acknowledgeTitle", silence: "silenceTitle", pause: "pauseTitle" };
const NOTES = { acknowledge: "acknowledgeNote", silence: "silenceNote", pause: "pauseNote" };
const HOURS = [1, 3, 8];

/** As the server reads it: 90, 30m, 1.5h, 1h30m. */
const DURATION = " *(\\d+(\\.\\d+)?|(\\d+(\\.\\d+)? *(ms|s|m|h|d) *)+) *";

/** The next eight o'clock in the morning of a working day. */
function morning() {
  const then = new Date();
  then.setHours(8, 0, 0, 0);
  while (then <= Date.now() || then.getDay() === 0 || then.getDay() === 6) {
    then.setDate(then.getDate() + 1);
  }
  return then;
}

const seconds = (until) => `${Math.max(60, Math.round((until - Date.now()) / 1000))}s`;

function choices(kind) {
  const hours = HOURS.map((n) => [`${n}h`, t.forHours(n, at(new Date(Date.now() + n * 3_600_000).toISOString()))]);
  const next = morning();
  return [...hours, [seconds(next), at(next.toISOString())], ...(kind === "pause" ? [["", t.untilEnded]] : []), ["other", t.dots(t.other)]];
}

/** Shows the dialog that asks for an end, for what, and for a reason; without one it is empty and closed. */
export function dialog() {
  const { asked } = acting;
  return html`<dialog id="act" class="dialog" aria-labelledby="act-title" @close=${answered}>
    ${asked ? form(asked) : nothing}
  </dialog>`;
}

function form({ kind, checks }) {
  const title = t[TITLES[kind]](t.ofChecks(checks.map((one) => one.name)));
  const only = checks.length === 1 ? checks[0] : null;
  const scopes = [
    ["", only ? t.thisCheck : t.theseChecks(checks.length)],
    ...(only && only.group ? [[`group:${only.group}`, t.wholeGroup(only.group)]] : []),
    ...(only ? (only.tags || []).map((tag) => [`tag:${tag}`, t.wholeTag(tag)]) : []),
  ];
  return html`<form method="dialog" @change=${offer} @submit=${(event) => send(event, kind, checks)}>
    <h2 id="act-title" dir="auto">${title}</h2>
    ${kind === "acknowledge" ? nothing : radios("until", t.untilWhen, choices(kind), "3h")}
    ${kind === "acknowledge"
      ? nothing
      : html`<div class="field other"><label>${t.other} <input name="other" placeholder=${t.otherHint} autocomplete="off" required disabled pattern=${DURATION} /></label></div>`}
    ${kind === "silence" && scopes.length > 1 ? radios("scope", t.what, scopes, "") : nothing}
    <div class="field">
      <label for="act-reason">${t.reason}</label>
      <input id="act-reason" name="reason" type="text" maxlength="500" placeholder=${t.reasonHint} autocomplete="off" ?autofocus=${kind === "acknowledge"} />
    </div>
    ${acting.me.name
      ? nothing
      : html`<div class="field">
          <label for="act-by">${t.yourName}</label>
          <input id="act-by" name="by" type="text" maxlength="100" autocomplete="name" .value=${givenName()} ?required=${kind === "acknowledge"} />
        </div>`}
    <p class="note">${t[NOTES[kind]]}</p>
    <div class="tools">
      <button type="submit" class="ghost" value="cancel" formnovalidate>${t.cancel}</button>
      <button type="submit" class="main" value=${kind} ?autofocus=${kind !== "acknowledge"}>${t[kind]}</button>
    </div>
  </form>`;
}

/** Asks for a time of one's own only where that is chosen: what is wrong in a field that nobody sees would hold the form back. */
function offer({ currentTarget: { elements } }) {
  if (elements.other) {
    elements.other.disabled = elements.until.value !== "other";
  }
}

function radios(name, legend, all, chosen) {
  return html`<fieldset class="field">
    <legend>${legend}</legend>
    <div class="choices">
      ${all.map(
        ([value, label]) => html`<label><input type="radio" name=${name} value=${value} ?checked=${value === chosen} /> <span dir="auto">${label}</span></label>`,
      )}
    </div>
  </fieldset>`;
}

function send(event, kind, checks) {
  if (event.submitter?.value !== kind) {
    return;
  }
  const form = new FormData(event.target);
  const [of, ...rest] = (form.get("scope") || "").split(":");
  const until = form.get("until") === "other" ? form.get("other") : form.get("until");
  submit(kind, checks, {
    until,
    scope: of ? { [of]: rest.join(":") } : undefined,
    reason: form.get("reason").trim(),
    name: (form.get("by") || "").trim(),
  });
}

/** Shows what was just done, and takes it back where that is possible. */
export function toast() {
  const { toast } = acting;
  const after = (action) => () => {
    dismissToast();
    action();
  };
  return html`<div class="toasts" role="status">
    ${toast
      ? html`<p class="toast">
          <span dir="auto">${toast.text}</span>
          ${toast.more ? html`<button type="button" @click=${after(toast.more.act)}>${toast.more.label}</button>` : nothing}
          ${toast.undo ? html`<button type="button" id="undo" @click=${after(toast.undo)}>${t.undo}</button>` : nothing}
        </p>`
      : nothing}
  </div>`;
}
