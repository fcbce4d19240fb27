import { actByKey, mayAct } from "./acts.js";
import { release, select, selection } from "./hold.js";

/** The keys of the overview: find, move, open, select, act. */
export function onKey(event, { model, repaint, dismissToast }) {
  const typed = event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog[open], [role=menu]");
  if (typed || event.ctrlKey || event.metaKey || event.altKey) {
    if (event.key === "Escape" && event.target.id === "search") {
      event.target.blur();
    }
    return;
  }
  const search = document.getElementById("search");
  if (event.key === "/" && search) {
    event.preventDefault();
    if (!search.checkVisibility()) {
      location.hash = "#/?find=1";
      setTimeout(() => search.focus());
    }
    search.focus();
    return;
  }
  if (event.key === "Escape") {
    selection.clear();
    dismissToast();
    release(repaint);
    return;
  }
  const rows = [...document.querySelectorAll(".row[data-check]")];
  const here = rows.findIndex((one) => one.contains(document.activeElement));
  if (rows.length === 0) {
    return;
  }
  if (event.key === "j" || event.key === "k") {
    const to = here < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, here + (event.key === "j" ? 1 : -1)));
    rows[to].querySelector(".name").focus();
    rows[to].scrollIntoView({ block: "nearest" });
  } else if (here >= 0 && event.key.toLowerCase() === "x") {
    select(rows[here].dataset.check, event.shiftKey ? rows.map((one) => one.dataset.check) : null);
    repaint();
  } else if ("asrp".includes(event.key) && mayAct()) {
    const wanted = selection.size > 0 ? selection : new Set(here < 0 ? [] : [rows[here].dataset.check]);
    const checks = (model.answer?.parts || []).flatMap((part) => part.checks).filter((one) => wanted.has(one.name));
    if (checks.length > 0) {
      event.preventDefault();
      actByKey(event.key, checks);
    }
  }
}
