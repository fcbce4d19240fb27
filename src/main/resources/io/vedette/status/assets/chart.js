import { directive } from "./vendor/lit-html/directive.js";
import { AsyncDirective } from "./vendor/lit-html/async-directive.js";
import { noChange } from "./vendor/lit-html/lit-html.js";

const HEIGHT = 180;

/** Draws response times over time, with errors as separate points; the chart is reused while the page is open. */
class ResponseTimes extends AsyncDirective {
  update(part, [results]) {
    const element = part.element;
    queueMicrotask(() => this.draw(element, results));
    return noChange;
  }

  draw(element, results) {
    const data = columns(results);
    const dark = getComputedStyle(document.documentElement).colorScheme;
    if (this.plot && this.scheme === dark) {
      this.plot.setData(data);
      return;
    }
    this.plot?.destroy();
    this.scheme = dark;
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const axis = { stroke: colour("--quiet"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 } };
    this.plot = new window.uPlot(
      {
        width: Math.max(280, element.clientWidth),
        height: HEIGHT,
        series: [
          { label: "at", value: "{YYYY}-{MM}-{DD} {HH}:{mm}:{ss}" },
          { label: "took (ms)", stroke: colour("--accent"), width: 1.5, points: { show: false } },
          { label: "error", stroke: colour("--error"), paths: () => null, points: { show: true, size: 6, fill: colour("--error") } },
        ],
        axes: [{ ...axis, values: times }, { ...axis, size: 60 }],
        scales: { y: { range: (plot, min, max) => [0, max > 0 ? max * 1.1 : 1] } },
        cursor: { drag: { x: true, y: false } },
      },
      data,
      element,
    );
    if (!this.observer) {
      this.observer = new ResizeObserver(() => this.plot.setSize({ width: Math.max(280, element.clientWidth), height: HEIGHT }));
      this.observer.observe(element);
    }
  }

  disconnected() {
    this.observer?.disconnect();
    this.observer = undefined;
    this.plot?.destroy();
    this.plot = undefined;
  }
}

/** Returns the day if marks are days apart, else the time of day on the 24-hour clock. */
function times(plot, marks, axis, space, seconds) {
  const format = window.uPlot.fmtDate(seconds >= 86_400 ? "{YYYY}-{MM}-{DD}" : seconds >= 60 ? "{HH}:{mm}" : "{HH}:{mm}:{ss}");
  return marks.map((mark) => format(new Date(mark * 1000)));
}

function columns(results) {
  const sorted = [...results].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return [
    sorted.map((one) => Date.parse(one.at) / 1000),
    sorted.map((one) => one.tookMs),
    sorted.map((one) => (one.status === "error" ? one.tookMs : null)),
  ];
}

export const responseTimes = directive(ResponseTimes);
