/** Returns what was chosen: light, dark, or system for what the system prefers. */
export function chosenTheme() {
  return document.documentElement.dataset.theme || "system";
}

/** Uses other colours from now on. */
export function chooseTheme(theme) {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  try {
    localStorage.setItem("vedette-theme", theme);
  } catch {
    // Storage is off: the choice lasts until the page is closed.
  }
}
