// Before anything is painted, so that a dark page never flashes white.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("vedette-theme");
  } catch {
    // Storage is off: the system's preference counts.
  }
  if (theme === "dark" || theme === "light") {
    document.documentElement.dataset.theme = theme;
  }
})();
