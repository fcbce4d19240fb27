import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { mayAct } from "./acts.js";
import { post, read } from "./api.js";
import { blank, icon, sentence, shape, word } from "./parts.js";
import { t } from "./texts.js";
import { clockSeconds, took } from "./time.js";

/** What most people look for first. */
const FIRST = ["http", "health", "task", "heartbeat", "tls", "dns", "tcp", "json"];
const COMMON = ["interval", "timeout", "group", "tags", "notify", "failureThreshold", "priority", "dependsOn", "maintenance", "public"];
const MAIN = new Set(["interval", "group"]);

const form = { template: "http", values: {}, name: "", answer: null, busy: false, failure: "" };

export const title = t.pages.newCheck;

export async function load() {
  return read("/templates");
}

export function view({ data }, page) {
  if (!mayAct()) {
    return blank(t.mayNotAdd, "");
  }
  const template = data.find((one) => one.name === form.template) || data[0];
  if (!template) {
    return blank(t.noTemplates, "");
  }
  const known = [...FIRST.filter((name) => data.some((one) => one.name === name)), ...data.map((one) => one.name).filter((name) => !FIRST.includes(name))];
  const own = template.fields;
  const main = own.filter((one) => one.required);
  const rest = own.filter((one) => !one.required);
  return html`
    <nav class="crumb" aria-label=${t.whereYouAre}><a href="#/">${t.pages.overview}</a></nav>
    <div class="head"><div><h1>${t.pages.newCheck}</h1><p class="quiet">${t.newCheckLead}</p></div></div>
    <form class="split" id="new-check" @submit=${(event) => attempt(event, page)} @input=${(event) => typed(event, page)} novalidate>
      <div class="sheet form">
        <fieldset>
          <legend>${t.whatToWatch}</legend>
          ${kinds(known.filter((name) => FIRST.includes(name)), template, data)}
          <details ?open=${!FIRST.includes(template.name)}>
            <summary>${t.moreKinds(known.filter((name) => !FIRST.includes(name)).length)}</summary>
            ${kinds(known.filter((name) => !FIRST.includes(name)), template, data)}
          </details>
        </fieldset>
        ${main.map((one) => field(`p.${one.name}`, one.name, one.help, one.standard))}
        <div class="pair">
          ${field("name", t.name, t.nameHelp)} ${COMMON.filter((name) => MAIN.has(name)).map((name) => field(`p.${name}`, t.fields[name], t.fieldHelp[name]))}
        </div>
        <details>
          <summary>${t.moreSettings(rest.length + COMMON.length - MAIN.size)}</summary>
          ${[...rest.map((one) => field(`p.${one.name}`, one.name, one.help, one.standard)), ...COMMON.filter((name) => !MAIN.has(name)).map((name) => field(`p.${name}`, t.fields[name] || name, t.fieldHelp[name] || ""))]}
        </details>
      </div>
      <aside class="stay">${tried(page)}</aside>
    </form>
  `;
}

function kinds(names, template, data) {
  return html`<div class="kinds">
    ${names.map(
      (name) => html`<label>
        <input type="radio" name="template" value=${name} .checked=${name === template.name} />
        <b>${t.templates[name] || name}</b><span class="note">${data.find((one) => one.name === name).help}</span>
      </label>`,
    )}
  </div>`;
}

function field(name, label, help, standard) {
  const fault = (form.answer?.faults || []).find((one) => `p.${one.key}` === name || one.key === name);
  const id = `f-${name}`;
  return html`<div class="field ${fault ? "wrong" : ""}">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      name=${name}
      type="text"
      autocomplete="off"
      spellcheck="false"
      .value=${name === "name" ? form.name : form.values[name.slice(2)] || ""}
      placeholder=${standard || ""}
      aria-invalid=${fault ? "true" : nothing}
      aria-describedby="${id}-h"
    />
    <p class=${fault ? "wrong-text" : "note"} id="${id}-h">${fault ? sentence(fault.message) : help}</p>
  </div>`;
}

function typed({ target }, page) {
  if (target.name === "template") {
    Object.assign(form, { template: target.value, answer: null });
    page.repaint();
  } else if (target.name === "name") {
    form.name = target.value;
  } else if (target.name.startsWith("p.")) {
    form.values[target.name.slice(2)] = target.value;
  }
}

async function attempt(event, page) {
  event.preventDefault();
  Object.assign(form, { busy: true, failure: "" });
  page.repaint();
  const fields = { template: form.template, name: form.name || "new-check" };
  for (const [name, value] of Object.entries(form.values)) {
    if (value.trim()) {
      fields[`p.${name}`] = value.trim();
    }
  }
  try {
    form.answer = (await post("/try", fields)).data;
  } catch (error) {
    form.failure = error.message;
  }
  form.busy = false;
  page.repaint();
}

function tried(page) {
  const { answer, busy, failure } = form;
  return html`
    <section class="block" aria-labelledby="try">
      <header><h2 id="try">${t.tryIt}</h2><button type="submit" id="try-now" ?disabled=${busy}>${icon("again")}${answer ? t.retry : t.tryIt}</button></header>
      <div class="sheet verdict" role="status">${failure ? html`<p class="wrong-text">${failure}</p>` : answer ? outcome(answer) : html`<p class="quiet">${t.tryLead}</p>`}</div>
    </section>
    ${answer
      ? html`<section class="block" aria-labelledby="yaml">
          <header><h2 id="yaml">YAML</h2></header>
          <div class="sheet">
            <pre class="yaml" tabindex="0" aria-label="YAML">${answer.yaml}</pre>
            <div class="end-row">
              <button type="button" class="main" id="copy" @click=${(event) => copy(event, answer.yaml)}>${icon("copy")}${t.copy}</button>
              <span class="note">${answer.faults.length > 0 ? t.toCorrect(answer.faults.length) : t.copyLead}</span>
            </div>
          </div>
        </section>`
      : nothing}
  `;
}

function outcome({ verdict, faults, tookMs, at, notAsked }) {
  if (faults.length > 0) {
    const loose = faults.filter((one) => !one.key);
    return html`<p class="big">${shape("pending")}${t.toCorrect(faults.length)}</p>
      ${loose.map((one) => html`<p class="wrong-text">${sentence(one.message)}</p>`)}`;
  }
  if (!verdict) {
    return html`<p class="big">${shape("pending")}${t.notAsked}</p><p class="note">${notAsked}</p>`;
  }
  return html`<p class="big">${shape(verdict.status)}<span><span class="w w-${verdict.status}">${word(verdict.status)}</span>${t.within(took(tookMs))}</span></p>
    <div class="said-yes">
      ${verdict.message ? html`${shape(verdict.status)}<span class="text" dir="auto">${sentence(verdict.message)}</span>` : nothing}
      ${verdict.failures.map((one) => html`${shape("error")}<span class="text" dir="auto">${one.component}: ${one.status} ${one.message}</span>`)}
      ${verdict.warnings.map((one) => html`${shape("degraded")}<span class="text" dir="auto">${one}</span>`)}
    </div>
    <p class="note">${t.askedOnce(clockSeconds(at))}</p>`;
}

async function copy(event, yaml) {
  const button = event.currentTarget;
  try {
    await navigator.clipboard.writeText(yaml);
  } catch {
    // No right to the clipboard, as over plain http: the text is selected, to be copied by hand.
    getSelection().selectAllChildren(document.querySelector(".yaml"));
    return;
  }
  button.lastChild.textContent = t.copied;
}
