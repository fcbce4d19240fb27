import { html, nothing } from "./vendor/lit-html/lit-html.js";
import { deleteCheck, mayAct, saveCheck } from "./acts.js";
import { post, read } from "./api.js";
import { blank, checkHref, icon, sentence, shape, word } from "./parts.js";
import { t } from "./texts.js";
import { clockSeconds, took } from "./time.js";

/** What most people look for first. */
const FIRST = ["http", "health", "task", "heartbeat", "tls", "dns", "tcp", "json"];
const COMMON = ["interval", "timeout", "group", "tags", "notify", "failureThreshold", "priority", "dependsOn", "maintenance", "public"];
const MAIN = new Set(["interval", "group"]);

const EMPTY = { template: "http", was: "http", values: {}, name: "", secrets: [], version: undefined, answer: null, busy: false, failure: "", open: false };

/** What is filled in, and of which check that is there already: null of none. */
const form = { ...EMPTY, values: {}, of: null };

// Whoever opens a check again sees it as it is then.
addEventListener("hashchange", () => {
  form.of = form.of === null ? null : undefined;
});

export const title = ({ edit }) => (edit ? t.pages.editCheck : t.pages.newCheck);

export async function load({ edit = null }) {
  const [templates, edits] = await Promise.all([read("/templates"), read("/edits")]);
  const known = edits.data.checks.find((one) => one.name === edit);
  if (form.of !== edit) {
    // Whoever comes back to a new check finds what they filled in.
    Object.assign(form, EMPTY, { values: {} }, known ? { ...known, was: known.template, values: { ...known.values } } : {}, { of: edit });
  }
  return { data: templates.data, offered: edits.data.offered, missing: Boolean(edit) && !known };
}

export function view({ data, offered, missing }, page) {
  if (!mayAct()) {
    return blank(t.mayNotAdd, "");
  }
  if (missing) {
    return blank(t.notThere, "");
  }
  const template = data.find((one) => one.name === form.template) || data[0];
  if (!template) {
    return blank(t.noTemplates, "");
  }
  const known = [...FIRST.filter((name) => data.some((one) => one.name === name)), ...data.map((one) => one.name).filter((name) => !FIRST.includes(name))];
  const own = template.fields;
  const main = own.filter((one) => one.required);
  const rest = own.filter((one) => !one.required);
  // What a program saved, or is kept as a secret, may be none of the fields that all see.
  const others = [...new Set([...Object.keys(form.values), ...form.secrets])].filter((name) => form.of && !COMMON.includes(name) && !own.some((one) => one.name === name));
  const further = [...rest.map((one) => one.name), ...COMMON.filter((name) => !MAIN.has(name)), ...others];
  const faulty = (form.answer?.faults || []).map((one) => one.key);
  form.open ||= further.some((name) => faulty.includes(name));
  const shown = new Set(["name", ...MAIN, ...own.map((one) => one.name), ...COMMON, ...others]);
  return html`
    <nav class="crumb" aria-label=${t.whereYouAre}><a href="#/">${t.pages.overview}</a></nav>
    <div class="head"><div><h1>${title({ edit: form.of })}</h1><p class="quiet">${offered ? t.saveLead : t.newCheckLead}</p></div></div>
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
        ${main.map((one) => field(page, `p.${one.name}`, one.name, one.help, one.standard))}
        <div class="pair">
          ${field(page, "name", t.name, t.nameHelp)} ${COMMON.filter((name) => MAIN.has(name)).map((name) => field(page, `p.${name}`, t.fields[name], t.fieldHelp[name]))}
        </div>
        <details ?open=${form.open}>
          <summary>${t.moreSettings(further.length)}</summary>
          ${[...rest.map((one) => field(page, `p.${one.name}`, one.name, one.help, one.standard)), ...COMMON.filter((name) => !MAIN.has(name)).map((name) => field(page, `p.${name}`, t.fields[name] || name, t.fieldHelp[name] || "")), ...others.map((name) => field(page, `p.${name}`, name, ""))]}
        </details>
      </div>
      <aside class="stay">${tried(page, offered, shown)}</aside>
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

function takeOut(name, page) {
  form.values[name] = "";
  page.repaint();
}

function field(page, name, label, help, standard) {
  const fault = (form.answer?.faults || []).find((one) => `p.${one.key}` === name || one.key === name);
  const id = `f-${name}`;
  const stays = form.template === form.was && form.secrets.includes(name.slice(2)) && form.values[name.slice(2)] === undefined;
  return html`<div class="field ${fault ? "wrong" : ""}">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      name=${name}
      type="text"
      autocomplete="off"
      spellcheck="false"
      .value=${name === "name" ? form.name : form.values[name.slice(2)] || ""}
      ?readonly=${name === "name" && form.of !== null}
      placeholder=${stays ? "•••" : standard || ""}
      aria-invalid=${fault ? "true" : nothing}
      aria-describedby="${id}-h"
    />
    <p class=${fault ? "wrong-text" : "note"} id="${id}-h">${fault ? sentence(fault.message) : stays ? t.secretStays : help}</p>
    ${stays ? html`<button type="button" class="ghost" @click=${() => takeOut(name.slice(2), page)}>${t.takeOut}</button>` : nothing}
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

function filledIn() {
  const fields = { template: form.template, name: form.name.trim() };
  for (const [name, value] of Object.entries(form.values)) {
    if (value.trim() || form.secrets.includes(name)) {
      fields[`p.${name}`] = value.trim();
    }
  }
  return fields;
}

/** Does something with the form; what is wrong with its fields is shown there. */
async function busy(page, action) {
  Object.assign(form, { busy: true, failure: "" });
  page.repaint();
  try {
    await action();
  } catch (error) {
    const faults = error.problem?.faults;
    Object.assign(form, faults ? { answer: { faults, saving: true } } : { failure: error.message });
  }
  form.busy = false;
  page.repaint();
  document.querySelector("#new-check .field.wrong input")?.focus();
}

function attempt(event, page) {
  event.preventDefault();
  const fields = filledIn();
  return busy(page, async () => {
    form.answer = (await post("/try", { ...fields, name: fields.name || "new-check" })).data;
  });
}

function save(page) {
  return busy(page, async () => {
    const fields = filledIn();
    await saveCheck(fields, form.of === null, form.version);
    Object.assign(form, EMPTY, { values: {}, of: undefined });
    location.hash = checkHref(fields.name);
  });
}

function erase(page) {
  return busy(page, async () => {
    await deleteCheck(form.of, form.version);
    Object.assign(form, EMPTY, { values: {}, of: undefined });
    location.hash = "#/";
  });
}

function tried(page, offered, shown) {
  const { answer, failure } = form;
  return html`
    <section class="block" aria-labelledby="try">
      <header><h2 id="try">${t.tryIt}</h2><button type="submit" id="try-now" ?disabled=${form.busy}>${icon("again")}${answer ? t.retry : t.tryIt}</button></header>
      <div class="sheet verdict" role="status">${failure ? html`<p class="wrong-text">${failure}</p>` : answer ? outcome(answer, shown) : html`<p class="quiet">${t.tryLead}</p>`}</div>
    </section>
    ${offered
      ? html`<div class="end-row">
          <button type="button" class="main" id="save" ?disabled=${form.busy} @click=${() => save(page)}>${t.save}</button>
          ${form.of === null ? nothing : html`<button type="button" id="delete" ?disabled=${form.busy} @click=${() => erase(page)}>${t.delete}</button>`}
        </div>`
      : nothing}
    ${answer?.yaml
      ? html`<section class="block" aria-labelledby="yaml">
          <header><h2 id="yaml">YAML</h2></header>
          <div class="sheet">
            <pre class="yaml" tabindex="0" aria-label="YAML">${answer.yaml}</pre>
            <div class="end-row">
              <button type="button" class=${offered ? "" : "main"} id="copy" @click=${(event) => copy(event, answer.yaml)}>${icon("copy")}${t.copy}</button>
              <span class="note">${answer.faults.length > 0 ? t.toCorrect(answer.faults.length) : t.copyLead}</span>
            </div>
          </div>
        </section>`
      : nothing}
  `;
}

function outcome({ verdict, faults, saving, tookMs, at, notAsked }, shown) {
  if (faults.length > 0) {
    const loose = faults.filter((one) => !shown.has(one.key));
    return html`<p class="big">${shape("pending")}${saving ? t.nothingSaved(faults.length) : t.toCorrect(faults.length)}</p>
      ${loose.map((one) => html`<p class="wrong-text">${one.key ? `${one.key}: ${one.message}` : sentence(one.message)}</p>`)}`;
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
