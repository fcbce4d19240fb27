const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
];

/** Formats a duration in its two largest units: "2 d 4 h", "3 min 5 s". */
export function span(millis) {
  if (millis === null || millis === undefined || Number.isNaN(millis)) {
    return "";
  }
  let rest = Math.max(0, Math.round(millis / 1000) * 1000);
  const parts = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0 || (unit === "s" && parts.length === 0)) {
      parts.push(`${count} ${unit}`);
      rest -= count * size;
    } else if (parts.length > 0) {
      break;
    }
    if (parts.length === 2) {
      break;
    }
  }
  return parts.join(" ");
}

/** Formats how long ago a time was. */
export function since(instant, now = Date.now()) {
  return instant ? span(now - Date.parse(instant)) : "";
}

/** Formats a probe's duration: "12 ms", "1.25 s". */
export function took(millis) {
  if (millis === null || millis === undefined) {
    return "";
  }
  return millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(2)} s`;
}

const DAY_AND_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/** Formats a time in the reader's time zone; without the day if it is today. */
export function at(instant) {
  if (!instant) {
    return "";
  }
  const date = new Date(instant);
  return date.toDateString() === new Date().toDateString() ? TIME.format(date) : DAY_AND_TIME.format(date);
}

/** Formats a share from 0 to 1 as per cent, never rounded up to 100. */
export function percent(share) {
  if (share === null || share === undefined) {
    return "–";
  }
  const value = share * 100;
  const digits = value >= 99.995 || value === 0 ? 0 : value >= 99 ? 2 : 1;
  const floored = Math.floor(value * 10 ** digits) / 10 ** digits;
  return `${share >= 1 ? 100 : floored.toFixed(value === 0 ? 0 : digits)} %`;
}

/** Formats a count: "1 check", "2 checks". */
export function count(number, word) {
  return `${number.toLocaleString()} ${word}${number === 1 ? "" : "s"}`;
}
