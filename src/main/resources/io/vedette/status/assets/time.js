import { language, t } from "./texts.js";

const LOCALE = language === "en" ? "en-GB" : language;
const MINUTE = 60_000;
const SIZES = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", MINUTE],
  ["s", 1_000],
];

const CLOCK = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const SECONDS = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const ZONED = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZoneName: "short" });
const DAY = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });
const DAY_AND_YEAR = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric" });
const LONG_DAY = new Intl.DateTimeFormat(LOCALE, { weekday: "short", day: "numeric", month: "short" });
const MONTH = new Intl.DateTimeFormat(LOCALE, { month: "long", year: "numeric", timeZone: "UTC" });

function parts(millis, most, least) {
  let rest = Math.max(0, millis);
  const found = [];
  for (const [unit, size] of SIZES) {
    const count = Math.floor(rest / size);
    if (count > 0 || (found.length === 0 && size === least)) {
      found.push(`${count} ${t.units[unit]}`);
      rest -= count * size;
    } else if (found.length > 0) {
      break;
    }
    if (found.length === most || size === least) {
      break;
    }
  }
  return found.join(" ");
}

/** Writes how long something lasts or lasted, for a person who waits: "9 min", "1 h 10 min", "40 s". */
export function lasting(millis) {
  return millis < MINUTE ? parts(Math.round(millis / 1000) * 1000, 1, 1_000) : parts(millis, 2, MINUTE);
}

/** Writes a duration as it was set, to the second: "1 min 30 s". */
export function span(millis) {
  return millis === null || millis === undefined || Number.isNaN(millis) ? "" : parts(Math.round(millis / 1000) * 1000, 2, 1_000);
}

/** Writes how long ago a time was. */
export function ago(instant, now = Date.now()) {
  return instant ? lasting(now - Date.parse(instant)) : "";
}

/** Writes the time of day: "02:14". */
export function clock(instant) {
  return CLOCK.format(new Date(instant));
}

/** Writes the time of day to the second, for a list of what happened: "02:14:11". */
export function clockSeconds(instant) {
  return SECONDS.format(new Date(instant));
}

/** Writes the time of day with the zone. */
export function clockZoned(instant) {
  return ZONED.format(instant);
}

export function isToday(instant) {
  return new Date(instant).toDateString() === new Date().toDateString();
}

/** Writes a day: "28 Nov", with the year where it is not this one. */
export function day(instant) {
  const date = new Date(instant);
  return (date.getFullYear() === new Date().getFullYear() ? DAY : DAY_AND_YEAR).format(date);
}

/** Writes a day with that of the week: "Sun 29 Nov". */
export function longDay(instant) {
  return LONG_DAY.format(new Date(instant));
}

/** Writes a month: "November 2026". */
export function month(instant) {
  return MONTH.format(new Date(instant));
}

/** Writes a time; without the day where it is today: "02:14", "28 Nov 23:10". */
export function at(instant) {
  return !instant ? "" : isToday(instant) ? clock(instant) : `${day(instant)} ${clock(instant)}`;
}

/** Writes how long a probe took: "12 ms", "1.25 s". */
export function took(millis) {
  if (millis === null || millis === undefined) {
    return "";
  }
  return millis < 1000 ? `${Math.round(millis)} ${t.units.ms}` : `${number(millis / 1000, 2)} ${t.units.s}`;
}

function number(value, digits) {
  return value.toLocaleString(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
}

/** Writes a share from 0 to 1, never rounded up to 100. */
export function percent(share) {
  const value = share * 100;
  const digits = share >= 1 || value === 0 ? 0 : value >= 99 ? 2 : 1;
  return `${number(Math.floor(value * 10 ** digits + 1e-9) / 10 ** digits, digits)} %`;
}

/** Returns for how many milliseconds results were counted between two times; null where it was for all of that. */
export function base(since, from, to = Date.now()) {
  const begun = since ? Date.parse(since) : from;
  return begun - from > (to - from) * 0.02 ? Math.max(0, to - begun) : null;
}

/** Writes the share of results that were up between two times, and of how long they are where not of all of that: "99.90 % of 5 min". */
export function uptime({ up, down, since } = {}, from, to = Date.now(), whole = "") {
  if (!(up + down > 0)) {
    return t.noData;
  }
  const millis = base(since, from, to);
  const of = millis === null ? whole : lasting(millis);
  return of ? t.percentOf(percent(up / (up + down)), of) : percent(up / (up + down));
}
