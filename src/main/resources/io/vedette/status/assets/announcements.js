import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { acting, announce, givenName, mayAct, withdraw } from "./acts.js";
import { icon } from "./parts.js";
import { t } from "./texts.js";
import { at, clock } from "./time.js";

/** What the server said of the last one; empty where it took it. */
let failure = "";

/** Shows the planned work that outsiders read of; operators announce more, and withdraw it. */
export function announcements({ data, pages, shown }, page) {
  return html`<section class="block" aria-labelledby="announced">
    <h2 id="announced">${t.announced.title}</h2>
    ${shown ? nothing : html`<p class="quiet">${t.announced.off}</p>`}
    ${data.length === 0 ? html`<p class="quiet">${t.none}</p>` : html`<ul class="sheet lines mutes">${data.map(line)}</ul>`}
    ${mayAct() ? form(pages, page) : nothing}
  </section>`;
}

const sameDay = (from, to) => new Date(from).toDateString() === new Date(to).toDateString();

function line(one) {
  return html`<li data-announcement=${one.title}>
    <div class="subject" dir="auto">${one.title}</div>
    <span><time datetime=${one.from}>${at(one.from)}</time>${t.announced.until}<time datetime=${one.to}>${sameDay(one.from, one.to) ? clock(one.to) : at(one.to)}</time></span>
    <p class="text" dir="auto">${one.page ? html`<span class="tag">${one.page}</span> ` : nothing}${one.text || ""}</p>
    ${mayAct() ? html`<button type="button" @click=${() => withdraw(one)}>${t.announced.withdraw}</button>` : nothing}
  </li>`;
}

function form(pages, page) {
  const submit = async (event) => {
    event.preventDefault();
    const form = event.target;
    const fields = new FormData(form);
    const time = (name) => new Date(fields.get(name)).toISOString();
    failure = "";
    try {
      await announce(
        { title: fields.get("title"), from: time("from"), to: time("to"), text: fields.get("text"), page: fields.get("page") },
        fields.get("by"),
      );
      form.reset();
    } catch (error) {
      failure = error.message;
    }
    page.refresh();
  };
  const { said } = t.announced;
  return html`<details class="sheet form">
    <summary>${t.announced.add}</summary>
    <form id="announcement-form" @submit=${submit} aria-describedby="announcement-note">
      <div class="field">
        <label for="announced-title">${said.title}</label>
        <input id="announced-title" name="title" type="text" maxlength="200" required autocomplete="off" placeholder=${said.titleHint} />
      </div>
      <div class="pair">
        <div class="field"><label for="announced-from">${said.from}</label><input id="announced-from" name="from" type="datetime-local" required /></div>
        <div class="field"><label for="announced-to">${said.to}</label><input id="announced-to" name="to" type="datetime-local" required /></div>
      </div>
      <div class="field">
        <label for="announced-text">${said.text}</label>
        <textarea id="announced-text" name="text" rows="3" maxlength="1500" placeholder=${said.textHint}></textarea>
      </div>
      ${pages.length === 0
        ? nothing
        : html`<div class="field">
            <label for="announced-page">${said.page}</label>
            <select id="announced-page" name="page">
              <option value="">${said.allPages}</option>
              ${pages.map((one) => html`<option value=${one}>${one}</option>`)}
            </select>
          </div>`}
      ${acting.me.name
        ? nothing
        : html`<div class="field"><label for="announced-by">${t.yourName}</label><input id="announced-by" name="by" type="text" maxlength="100" autocomplete="name" value=${givenName()} /></div>`}
      <p class="note" id="announcement-note">${t.announced.note}</p>
      ${failure ? html`<p class="wrong-text" role="alert">${failure}</p>` : nothing}
      <div class="end-row"><button class="main">${icon("bell")}${t.announced.do}</button></div>
    </form>
  </details>`;
}
