import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { acting, endSilenceById, givenName, mayAct, release, remember, resume } from "./acts.js";
import { announcements } from "./announcements.js";
import { act, read } from "./api.js";
import { checkLink, icon, moment } from "./parts.js";
import { t } from "./texts.js";

export const title = t.pages.silences;

export async function load() {
  const [silences, overview, paused, all, announced] = await Promise.all([
    read("/silences"),
    read("/overview", { show: "acknowledged", limit: 200 }),
    read("/checks", { status: "paused", fields: "summary", limit: 200 }),
    read("/checks", { limit: 1, fields: "summary" }),
    read("/announcements"),
  ]);
  return {
    silences: silences.data,
    owned: overview.data.parts.flatMap((part) => part.checks),
    paused: paused.data,
    groups: all.groups,
    tags: all.tags,
    announced,
  };
}

export function view({ silences, owned, paused, groups, tags, announced }, page) {
  return html`
    <div class="head"><div><h1>${t.silencesTitle}</h1><p class="quiet">${t.silencesLead}</p></div></div>
    ${block("silenced", t.silencesNow, silences, (one) => line(what(one.match), t.until(""), one.until, one, () => endSilenceById(one.id, name(one.match)), t.end))}
    ${block("owned", t.acknowledgedNow, owned, (one) => line(checkLink(one.name), t.sinceAt(""), one.acknowledged.at, one.acknowledged, () => release([one]), t.release))}
    ${block("paused", t.pausedNow, paused, (one) => line(checkLink(one.name), one.pause.until ? t.until("") : t.untilEnded, one.pause.until, one.pause, () => resume([one]), t.resume))}
    ${mayAct() ? form(groups, tags, page) : nothing} ${announcements(announced, page)}
  `;
}

function block(id, title, list, line) {
  return html`<section class="block" aria-labelledby=${id}>
    <h2 id=${id}>${title}</h2>
    ${list.length === 0 ? html`<p class="quiet">${t.none}</p>` : html`<ul class="sheet lines mutes">${list.map(line)}</ul>`}
  </section>`;
}

function line(subject, word, instant, { by, reason }, end, label) {
  return html`<li>
    <div class="subject">${subject}</div>
    <span>${word}${moment(instant)}</span>
    <p class="text" dir="auto"><span class="owner">${by || ""}</span> ${reason || ""}</p>
    ${mayAct() ? html`<button type="button" @click=${end}>${label}</button>` : nothing}
  </li>`;
}

function what({ checks, groups, tags }) {
  return html`${groups.map((one) => html`<span>${t.wholeGroup(one)}</span> `)}${tags.map((one) => html`<span>${t.wholeTag(one)}</span> `)}${checks.length > 5
    ? t.matchChecks(checks.length)
    : checks.map((one) => html`${checkLink(one)} `)}`;
}

function name({ checks, groups, tags }) {
  return groups.length > 0 ? t.wholeGroup(groups[0]) : tags.length > 0 ? t.wholeTag(tags[0]) : t.ofChecks(checks);
}

function form(groups, tags, page) {
  const submit = async (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    const [kind, ...rest] = fields.get("of").split(":");
    const form = event.target;
    const wrong = form.querySelector(".wrong-text");
    remember(fields.get("by"));
    try {
      await act("/silences", {}, {
        match: { [kind]: [rest.join(":")] },
        for: fields.get("for"),
        reason: fields.get("reason") || undefined,
        by: acting.me.name ? undefined : fields.get("by") || undefined,
      });
      wrong.textContent = "";
      form.reset();
    } catch (error) {
      wrong.textContent = error.message;
    }
    page.refresh();
  };
  return html`<section class="block" aria-labelledby="new-silence">
    <h2 id="new-silence">${t.newSilence}</h2>
    <form class="sheet form inline" id="silence-form" @submit=${submit}>
      <div class="field">
        <label for="of">${t.what}</label>
        <select id="of" name="of" required>
          ${groups.map((one) => html`<option value="groups:${one}">${t.wholeGroup(one)}</option>`)}
          ${tags.map((one) => html`<option value="tags:${one}">${t.wholeTag(one)}</option>`)}
        </select>
      </div>
      <div class="field"><label for="for">${t.forHowLong}</label><input id="for" name="for" value="2h" required placeholder=${t.otherHint} /></div>
      <div class="field"><label for="reason">${t.reason}</label><input id="reason" name="reason" maxlength="500" placeholder=${t.reasonHint} /></div>
      ${acting.me.name ? nothing : html`<div class="field"><label for="by">${t.yourName}</label><input id="by" name="by" maxlength="100" autocomplete="name" value=${givenName()} /></div>`}
      <button class="main">${icon("mute")}${t.silence}</button>
      <p class="wrong-text" role="alert"></p>
    </form>
  </section>`;
}
