// Runs before anything is painted, so that a dark page never flashes white: the choice made here, else the system's preference.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      return localStorage.getItem("vedette-theme");
    } catch {
      return null; // Storage is off: the system's preference applies.
    }
  }

  function show() {
    const theme = chosen();
    const known = theme === "dark" || theme === "light";
    document.documentElement.dataset.theme = known ? theme : system.matches ? "dark" : "light";
  }

  system.addEventListener("change", show);
  show();
})();
