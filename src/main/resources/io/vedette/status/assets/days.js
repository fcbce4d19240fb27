import { html, nothing, svg } from "./vendor/lit-html/lit-html.js";
import { t } from "./texts.js";
import { day, percent } from "./time.js";

const DAYS = 90;
const DAY = 86_400_000;
/** Below it a day is red; above, a failure makes it orange. */
const BAD = 0.99;

/** Draws a bar for each day (UTC); a day without results stays grey. */
export function daily(buckets) {
  if (buckets.length === 0) {
    return nothing;
  }
  const today = Math.floor(Date.now() / DAY);
  const byDay = new Map();
  for (const one of buckets) {
    const number = Math.floor(Date.parse(one.from) / DAY);
    const sum = byDay.get(number) || { up: 0, down: 0 };
    sum.up += one.ok + one.degraded;
    sum.down += one.error;
    byDay.set(number, sum);
  }
  const bars = Array.from({ length: DAYS }, (ignored, i) => {
    const number = today - DAYS + 1 + i;
    const { up, down } = byDay.get(number) || { up: 0, down: 0 };
    const share = up + down === 0 ? null : up / (up + down);
    return { date: new Date(number * DAY).toISOString(), share, kind: share === null ? "none" : share >= 1 ? "ok" : share >= BAD ? "degraded" : "error" };
  });
  const known = bars.filter((one) => one.share !== null).length;
  return html`<div class="days">
    <svg viewBox="0 0 ${DAYS * 8 - 2} 28" preserveAspectRatio="none" role="img" aria-label=${t.daysSay(known, bars.filter((one) => one.share !== null && one.share < 1).length)}>
      ${bars.map(
        ({ date, share, kind }, i) =>
          svg`<rect class="bar-${kind}" x=${i * 8} y="0" width="6" height="28"><title>${day(date)}: ${share === null ? t.noData : percent(share)}</title></rect>`,
      )}
    </svg>
    <p class="note">
      <span>${day(bars[0].date)}</span>${known < DAYS ? html`<span>${t.watchedSince(day(buckets[0].from))}</span>` : nothing}<span>${t.today}</span>
    </p>
  </div>`;
}
