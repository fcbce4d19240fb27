import { directive } from "./vendor/lit-html/directive.js";
import { AsyncDirective } from "./vendor/lit-html/async-directive.js";
import { noChange } from "./vendor/lit-html/lit-html.js";
import { clock, day } from "./time.js";

const PHONE = 720;
const DAY_SECONDS = 86_400;

let library = null;

/** Reads uPlot when the first chart is drawn; only a page with one needs it. */
function uPlot() {
  library ??= new Promise((resolve, reject) => {
    const base = new URL("./vendor/uplot/", import.meta.url);
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("uPlot.min.css", base).href });
    const script = Object.assign(document.createElement("script"), { src: new URL("uPlot.iife.min.js", base).href });
    script.onload = () => resolve(window.uPlot);
    script.onerror = () => reject(new Error("the chart could not be read"));
    document.head.append(style, script);
  });
  return library;
}

/** The colour that a custom property has on this page: light-dark() is resolved only where a colour is used. */
function colour(element, name) {
  const probe = document.createElement("i");
  probe.className = `probe-${name}`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Draws response times: the mean, a band up to the slowest, and in red when there was no good answer. Drawn anew with the theme. */
class ResponseTimes extends AsyncDirective {
  update(part, [buckets, unit]) {
    const { element } = part;
    uPlot().then((made) => element.isConnected && this.draw(made, element, buckets, unit));
    return noChange;
  }

  draw(made, element, buckets, unit) {
    const data = columns(buckets);
    const accent = colour(element, "accent");
    this.buckets = buckets;
    if (this.plot && this.accent === accent) {
      this.plot.setData(data);
      return;
    }
    this.plot?.destroy();
    this.accent = accent;
    const size = () => ({ width: Math.max(260, element.clientWidth), height: innerWidth < PHONE ? 160 : 210 });
    const line = { stroke: colour(element, "line"), width: 1 };
    const axis = { stroke: colour(element, "quiet"), grid: line, ticks: line, font: "12px sans-serif" };
    const red = colour(element, "error");
    this.plot = new made(
      {
        ...size(),
        legend: { show: false },
        series: [
          {},
          { stroke: accent, width: 1.6, points: { show: buckets.length < 40, size: 4 }, spanGaps: false },
          { stroke: "transparent", points: { show: false }, spanGaps: false },
        ],
        bands: [{ series: [2, 1], fill: accent.replace("rgb(", "rgba(").replace(")", ", 0.16)") }],
        axes: [{ ...axis, size: 32, values: (plot, marks, index, space, step) => marks.map((mark) => (step >= DAY_SECONDS ? day : clock)(mark * 1000)) }, { ...axis, size: 64, values: (plot, marks) => marks.map((mark) => `${mark} ${unit}`) }],
        scales: { x: { range: (plot, min, max) => this.shown(plot, min, max) }, y: { range: (plot, min, max) => [0, max > 0 ? max * 1.1 : 1] } },
        cursor: { drag: { x: true, y: false } },
        hooks: { drawAxes: [(plot) => gaps(plot, this.buckets, red)] },
      },
      data,
      element,
    );
    if (!this.observer) {
      this.observer = new ResizeObserver(() => this.plot.setSize(size()));
      this.observer.observe(element);
    }
  }

  /** Returns from when to when the chart is, in seconds: it begins and ends with whole buckets. Of a single one uPlot says that it ends in years. */
  shown(plot, min, max) {
    const half = (this.buckets[0]?.widthMs || 0) / 2000;
    const last = Math.max(min, plot.data[0].at(-1) ?? max);
    return [min - half, Math.min(max, last) + half];
  }

  disconnected() {
    this.observer?.disconnect();
    this.observer = undefined;
    this.plot?.destroy();
    this.plot = undefined;
  }
}

const isGap = (bucket) => bucket.ok + bucket.degraded === 0 && bucket.error > 0;

function gaps(plot, buckets, red) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = red;
  for (const bucket of buckets.filter(isGap)) {
    const begin = Date.parse(bucket.from) / 1000;
    const left = Math.max(bbox.left, plot.valToPos(begin, "x", true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(begin + bucket.widthMs / 1000, "x", true));
    if (right > left) {
      ctx.globalAlpha = 0.14;
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
      ctx.globalAlpha = 1;
      ctx.fillRect(left, bbox.top + bbox.height - 3, right - left, 3);
    }
  }
  ctx.restore();
}

function columns(buckets) {
  const at = [];
  const mean = [];
  const most = [];
  for (const bucket of buckets) {
    at.push((Date.parse(bucket.from) + bucket.widthMs / 2) / 1000);
    const good = bucket.ok + bucket.degraded > 0;
    mean.push(good ? bucket.tookMeanMs : null);
    most.push(good ? bucket.tookMostMs : null);
  }
  return [at, mean, most];
}

export const responseTimes = directive(ResponseTimes);
