import { act, checkPath, editPath, post, remove } from "./api.js";
import { checkHref } from "./parts.js";
import { t } from "./texts.js";
import { at } from "./time.js";

/** Ten at once are quick enough for a hundred checks, and leave room for others. */
const AT_ONCE = 10;
const TOAST_MILLIS = 12_000;

/** What is under way: who acts, which checks wait for an answer, which acts failed, what is asked and what was just done. */
export const acting = { me: { name: null, role: "operator" }, busy: new Set(), errors: new Map(), asked: null, toast: null };

let repaint = () => {};
let refresh = () => {};
let fading = 0;

/** Has the page painted, or read and painted, again as acts go on. */
export function actsPaint(paint, read) {
  repaint = paint;
  refresh = read;
}

/** Whether the person may act at all: acts are absent for others. */
export function mayAct() {
  return acting.me.role === "operator" && !acting.away;
}

export function isBusy(name) {
  return acting.busy.has(name);
}

/** Returns why the last act on a check failed; empty where it did not. */
export function errorOf(name) {
  return acting.errors.get(name) || "";
}

/** Returns the name that the person gave before; those who signed in need none. */
export function givenName() {
  try {
    return localStorage.getItem("vedette-name") || "";
  } catch {
    return acting.givenName || "";
  }
}

/** Keeps the name that somebody gave, so that it is asked for once; nothing where none was given. */
export function remember(name) {
  if (!name) {
    return;
  }
  acting.givenName = name;
  try {
    localStorage.setItem("vedette-name", name);
  } catch {
    // Storage is off: it is asked for again.
  }
}

function by() {
  return acting.me.name ? undefined : givenName() || undefined;
}

/** Does something to each check; says what was done and offers to take it back. */
async function each(checks, kind, path, parameters, undo) {
  const names = checks.map((one) => one.name);
  names.forEach((name) => acting.busy.add(name) && acting.errors.delete(name));
  repaint();
  const failed = [];
  const waiting = [...names];
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      try {
        await act(checkPath(name, path), parameters);
      } catch (error) {
        acting.errors.set(name, error.message);
        failed.push(error.message);
      }
      acting.busy.delete(name);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, names.length) }, worker));
  const well = names.filter((name) => !acting.errors.has(name));
  say(failed.length > 0 ? t.failedActs(failed.length, failed[0]) : t.done[kind](t.ofChecks(names)), well.length > 0 ? undo : undefined);
  await refresh();
}

function say(text, undo, more) {
  clearTimeout(fading);
  acting.toast = { text, undo, more };
  fading = setTimeout(() => {
    acting.toast = null;
    repaint();
  }, TOAST_MILLIS);
  repaint();
}

export function dismissToast() {
  acting.toast = null;
  repaint();
}

/** Takes the problem of checks in hand, at once; asks for a name where nobody knows it. */
export function acknowledge(checks, reason = undefined) {
  if (!acting.me.name && !givenName()) {
    ask("acknowledge", checks);
    return;
  }
  each(checks, "acknowledge", "/acknowledge", { reason, by: by() }, () => release(checks)).then(() => {
    if (!reason && acting.toast) {
      acting.toast.more = { label: t.addReason, act: () => ask("acknowledge", checks) };
      repaint();
    }
  });
}

export function release(checks) {
  return each(checks, "unacknowledge", "/unacknowledge", { by: by() });
}

export function run(checks) {
  return each(checks, "run", "/run", { by: by() });
}

export function resume(checks) {
  return each(checks, "resume", "/resume", { by: by() });
}

/** Ends the silence that holds over a check, be it of a group or a tag. */
export async function endSilence(check) {
  await endSilenceById(check.mute.silence, check.name);
}

export async function endSilenceById(id, what) {
  try {
    await remove(`/silences/${encodeURIComponent(id)}`, { by: by() });
    say(t.done.unsilence(what));
  } catch (error) {
    say(error.message);
  }
  await refresh();
}

/** Opens the dialog of an act: acknowledge, silence or pause. */
export function ask(kind, checks) {
  acting.asked = { kind, checks };
  repaint();
  const dialog = document.getElementById("act");
  if (!dialog.open) {
    dialog.showModal();
  }
}

export function answered() {
  acting.asked = null;
  repaint();
}

/** Does what a dialog asked for. */
export async function submit(kind, checks, { until, scope, reason, name }) {
  remember(name);
  if (kind === "acknowledge") {
    acknowledge(checks, reason || undefined);
  } else if (kind === "pause") {
    await each(checks, "pause", "/pause", { ...(until ? { for: until } : {}), reason, by: by() }, () => resume(checks));
  } else {
    await silence(checks, until, scope, reason);
  }
}

/** Silences checks, their group or a tag as one: one list, and one thing to undo. */
async function silence(checks, until, scope, reason) {
  const match = scope?.group ? { groups: [scope.group] } : scope?.tag ? { tags: [scope.tag] } : { checks: checks.map((one) => one.name) };
  const what = scope?.group ? t.wholeGroup(scope.group) : scope?.tag ? t.wholeTag(scope.tag) : t.ofChecks(match.checks);
  try {
    const { data } = await act("/silences", {}, { match, for: until, reason: reason || undefined, by: by() });
    say(`${t.done.silence(what)} ${t.until(at(data.until))}`, () => endSilenceById(data.id, what));
  } catch (error) {
    say(error.message);
  }
  await refresh();
}

/** Announces planned work on the status page; throws what is wrong with it. */
export async function announce(fields, name) {
  remember(name);
  await post("/announcements", { ...filled(fields), by: by() });
  say(t.done.announce(fields.title));
}

const filled = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value));

/** Withdraws an announcement. */
export async function withdraw(one) {
  try {
    await remove(`/announcements/${encodeURIComponent(one.id)}`, { by: by() });
    const { id, ...fields } = one;
    say(t.done.withdraw(one.title), () => announce(fields).then(refresh, (error) => say(error.message)));
  } catch (error) {
    say(error.message);
  }
  await refresh();
}

/** Adds a check to those of the dashboard, or changes one; throws what is wrong with it. */
export async function saveCheck(fields, isNew, version) {
  const { data } = await post("/edits", { ...fields, edit: isNew ? undefined : "true", version, by: by() });
  say(t.done[isNew ? "add" : "edit"](fields.name), () => undoEdit(fields.name, data.change));
}

/** Takes away a check that was added in the dashboard; throws why not. */
export async function deleteCheck(name, version) {
  const { data } = await remove(editPath(name), { version, by: by() });
  say(t.done.delete(name), () => undoEdit(name, data.change));
}

async function undoEdit(name, change) {
  try {
    await act(editPath(name, "/undo"), { change, by: by() });
    say(t.done.undo(name));
  } catch (error) {
    say(error.message);
  }
  await refresh();
}

/** Returns what the menu of a check holds. */
export function menuOf(check) {
  const problem = check.status === "error" || check.status === "degraded";
  return [
    check.acknowledged
      ? { label: t.release, icon: "hand", key: "a", act: () => release([check]) }
      : problem && { label: t.acknowledge, icon: "hand", key: "a", act: () => acknowledge([check]) },
    { label: t.checkNow, icon: "again", key: "r", act: () => run([check]) },
    check.mute?.kind === "silenced"
      ? { label: t.endSilence, icon: "bell", key: "s", act: () => endSilence(check) }
      : { label: t.dots(t.silence), icon: "mute", key: "s", act: () => ask("silence", [check]) },
    check.pause
      ? { label: t.resume, icon: "play", key: "p", act: () => resume([check]) }
      : { label: t.dots(t.pause), icon: "pause", key: "p", act: () => ask("pause", [check]) },
    null,
    { label: t.open, icon: "open", key: "Enter", act: () => (location.hash = checkHref(check.name)) },
  ].filter((item) => item !== false && item !== undefined);
}

/** Does by key what the menu does. */
export function actByKey(key, checks) {
  const acts = { a: acknowledge, r: run, s: (some) => ask("silence", some), p: (some) => ask("pause", some) };
  if (checks.length === 1) {
    menuOf(checks[0]).find((item) => item && item.key === key)?.act();
  } else {
    acts[key]?.(checks);
  }
}
