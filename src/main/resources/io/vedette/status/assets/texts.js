import en from "./en.js";
import de from "./de.js";

/** The languages, by their codes; a language is one file with the keys of en.js. */
export const LANGUAGES = { en: "English", de: "Deutsch" };

const FILES = { en, de };

function chosen() {
  try {
    const kept = localStorage.getItem("vedette-language");
    if (FILES[kept]) {
      return kept;
    }
  } catch {
    // Storage is off: the browser's language applies.
  }
  return navigator.languages.map((one) => one.slice(0, 2)).find((one) => FILES[one]) || "en";
}

/** The code of the language in use. */
export const language = chosen();

/** The texts in use. */
export const t = FILES[language];

/** Uses another language from now on: the page is read anew. */
export function speak(code) {
  try {
    localStorage.setItem("vedette-language", code);
  } catch {
    return; // Storage is off: there is nowhere to remember it.
  }
  location.reload();
}

document.documentElement.lang = language;
