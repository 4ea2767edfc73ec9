// The facet of years: how many results there are of each as a row of bars, and fields for the first and the last year. A
// pointer chooses years on the bars.

import { label } from "./cards.js";
import { counted, fill, make, numbers, parsed } from "./dom.js";
import { range } from "./state.js";

const MOST_BARS = 48;
const SPANS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]; // years in a bar
const HEIGHT = 40;
const LEAST = 2; // so that a bar is seen

const strings = parsed("search-strings");
const SVG = "http://www.w3.org/2000/svg";

// `found` are pairs of a year and how many results are of it. Returns what stands in the facet.
export function years(found, chosen, choose) {
  if (!found.length) return [];
  const pairs = found.map(([year, number]) => [Number(year), number]);
  const first = Math.min(...pairs.map(([year]) => year));
  const last = Math.max(...pairs.map(([year]) => year));
  const limits = chosen.length ? together(chosen.map(range)) : { from: -Infinity, to: Infinity };
  const bars = binned(pairs, first, last);
  const select = (from, to) => choose(from <= first && to >= last ? [] : [from === to ? `${from}` : `${from}..${to}`]);
  const ends = make("p", { className: "year-ends", "aria-hidden": "true" }, make("span", {}, label("year", `${first}`)), make("span", {}, label("year", `${last}`)));
  return [make("p", { className: "hidden" }, described(bars, first, last)), ...(first < last ? [chart(bars, limits, select), ends] : []), fields(limits, first, last, choose)];
}

function together(ranges) {
  return { from: Math.min(...ranges.map(({ from }) => from)), to: Math.max(...ranges.map(({ to }) => to)) };
}

function binned(pairs, first, last) {
  const span = SPANS.find((each) => Math.floor(last / each) - Math.floor(first / each) < MOST_BARS) ?? SPANS.at(-1);
  const start = Math.floor(first / span);
  const bars = Array.from({ length: Math.floor(last / span) - start + 1 }, (_, i) => ({ from: (start + i) * span, to: (start + i + 1) * span - 1, number: 0 }));
  for (const [year, number] of pairs) bars[Math.floor(year / span) - start].number += number;
  return bars;
}

// The bars in words.
function described(bars, first, last) {
  const highest = bars.reduce((best, bar) => (bar.number > best.number ? bar : best));
  const text = fill(strings.years, { first: label("year", `${first}`), last: label("year", `${last}`), most: inWords(highest) });
  return `${text} ${fill(counted(strings.results, highest.number), { count: numbers.format(highest.number) })}`;
}

const inWords = ({ from, to }) => (from === to ? label("year", `${from}`) : `${label("year", `${from}`)}–${label("year", `${to}`)}`);

function chart(bars, limits, select) {
  const most = Math.max(...bars.map(({ number }) => number));
  const svg = document.createElementNS(SVG, "svg");
  const set = (node, attributes) => Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  set(svg, { class: "year-bars", viewBox: `0 0 ${bars.length} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const rects = bars.map(({ number }, i) => {
    const height = number ? Math.max(LEAST, (HEIGHT * number) / most) : 0;
    const rect = document.createElementNS(SVG, "rect");
    set(rect, { x: i + 0.1, y: HEIGHT - height, width: 0.8, height });
    return rect;
  });
  svg.append(...rects);
  const mark = (from, to) => rects.forEach((rect, i) => rect.classList.toggle("out", bars[i].to < from || bars[i].from > to));
  mark(limits.from, limits.to);
  let start = null;
  const barAt = (event) => {
    const { left, width } = svg.getBoundingClientRect();
    const share = (event.clientX - left) / width;
    const place = Math.floor((getComputedStyle(svg).direction === "rtl" ? 1 - share : share) * bars.length);
    return Math.min(bars.length - 1, Math.max(0, place));
  };
  const between = (event) => [Math.min(start, barAt(event)), Math.max(start, barAt(event))].map((place) => bars[place]);
  svg.addEventListener("pointerdown", (event) => {
    start = barAt(event);
    svg.setPointerCapture(event.pointerId);
    mark(bars[start].from, bars[start].to);
  });
  svg.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const [one, other] = between(event);
    mark(one.from, other.to);
  });
  svg.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const [one, other] = between(event);
    start = null;
    select(one.from, other.to);
  });
  svg.addEventListener("pointercancel", () => {
    start = null;
    mark(limits.from, limits.to);
  });
  return svg;
}

function fields(limits, first, last, choose) {
  const field = (name, text, value, placeholder) => {
    const input = make("input", { type: "number", min: `${first}`, max: `${last}`, step: "1", placeholder: `${placeholder}`, inputMode: "numeric" });
    input.defaultValue = Number.isFinite(value) ? value : "";
    input.dataset.key = `year:${name}`;
    return [input, make("label", {}, make("span", {}, text), input)];
  };
  const [from, labelled] = field("from", strings.from, limits.from, first);
  const [to, labelledToo] = field("to", strings.to, limits.to, last);
  const changed = () => {
    if ([from, to].every((input) => input.value === input.defaultValue)) return; // this was said already
    for (const input of [from, to]) input.defaultValue = input.value; // it is written, so it need not be kept
    const [one, other] = [from.value, to.value].sort((a, b) => (a && b ? a - b : 0)); // in whatever order they were typed
    if (!from.validity.badInput && !to.validity.badInput) choose(one || other ? [one === other ? one : `${one}..${other}`] : []);
  };
  for (const input of [from, to]) {
    input.addEventListener("change", changed);
    input.addEventListener("blur", changed); // what stood there when numbers came causes no change when it is left
    input.addEventListener("keydown", (event) => event.key === "Enter" && changed());
  }
  return make("p", { className: "year-fields" }, labelled, labelledToo);
}
