import { isMenuOpen } from "./menu.js";
import { acting } from "./acts.js";

/** The checks that are selected, by name. */
export const selection = new Set();

let last = "";
let shown = null;
let view = "";
let before = new Map();

export function selected(name) {
  return selection.has(name);
}

/**
 * Selects a check, or takes it out.
 *
 * @param order all names, to select from the one before to this one
 */
export function select(name, order = null) {
  if (order && last) {
    const [from, to] = [order.indexOf(last), order.indexOf(name)].sort((one, other) => one - other);
    order.slice(Math.max(0, from), to + 1).forEach((one) => selection.add(one));
  } else if (!selection.delete(name)) {
    selection.add(name);
  }
  last = name;
}

/** Whether somebody has a hand on a row: it is pointed at, focused, selected, or its menu or dialog is open. */
function isHeld() {
  return isMenuOpen() || acting.asked !== null || selection.size > 0 || Boolean(document.querySelector(".rows:hover, .rows:focus-within"));
}

/**
 * Returns the parts to show: as they came, or, while somebody has a hand on a row, in the order in which they stood, with what is
 * known now; and how many checks would stand elsewhere.
 *
 * @param key what is looked at: another filter or order is not held
 */
export function arranged(parts, key) {
  const news = new Set();
  const now = new Map(parts.flatMap((part) => part.checks.map((check) => [check.name, { check, part: part.part }])));
  if (view === key) {
    for (const [name, one] of now) {
      if (before.size > 0 && before.get(name) !== one.check.status + one.part) {
        news.add(name);
      }
    }
  }
  before = new Map([...now].map(([name, one]) => [name, one.check.status + one.part]));
  if (shown === null || view !== key || !isHeld()) {
    shown = parts;
    view = key;
    return { parts, changes: 0, changed: news };
  }
  const kept = shown.map((part) => ({
    ...part,
    checks: part.checks.map((check) => now.get(check.name)?.check || { ...check, status: "ok", message: null }),
  }));
  return { parts: kept, changes: difference(kept, parts), changed: news };
}

function difference(kept, parts) {
  const places = (list) => new Map(list.flatMap((part) => part.checks.map((check, i) => [check.name, `${part.part} ${i}`])));
  const [here, there] = [places(kept), places(parts)];
  let count = 0;
  for (const name of new Set([...here.keys(), ...there.keys()])) {
    count += here.get(name) === there.get(name) ? 0 : 1;
  }
  return count;
}

/** Lets go: what came meanwhile takes its place. */
export function release(repaint) {
  shown = null;
  document.activeElement?.blur();
  repaint();
}
