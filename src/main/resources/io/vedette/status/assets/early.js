// Runs before anything is painted, so that a dark page never flashes white: the choice made here, else the system's preference.
function chosen() {
  try {
    const theme = localStorage.getItem("vedette-theme");
    return theme === "dark" || theme === "light" ? theme : "system";
  } catch {
    return "system"; // Storage is off: the system's preference applies.
  }
}
const theme = chosen();
if (theme !== "system") {
  document.documentElement.dataset.theme = theme;
}
