// The facets beside the results. They come after the results, and only what is open is counted and drawn.

import { label } from "./cards.js";
import { counts, isOneBlock, isSmall, known, nameOf, narrow, numberOf } from "./columns.js";
import { counted, element, fill, language, make, numbers, parsed } from "./dom.js";
import { years } from "./years.js";

const SHOWN = 6; // values of a facet at first
const MORE = 20; // added at a time
const OPEN = ["year", "type", "access"]; // at first
const OPEN_IF_SMALL = ["person", "keyword"]; // too, in a portal that is small

const strings = parsed("search-strings");
const list = element("search-facet-list");
const nodes = new Map(); // the facets that are drawn
const lengths = new Map(); // how many values of a facet are shown

// Draw the facets of a search: of all that was `found`, whatever was chosen in `filters`. `choose` is called with a facet and
// its values when another choice is made. Does nothing where `isCurrent` says that another search is shown.
export async function showFacets(found, filters, choose, isCurrent) {
  const facets = await known();
  const opened = [...OPEN, ...((await isOneBlock()) ? OPEN_IF_SMALL : [])];
  const draw = async (facet) => contentOf(facet, await narrow(found, filters, facet), filters[facet], choose, () => redraw(facet));
  const redraw = async (facet) => {
    const content = await draw(facet);
    if (isCurrent()) fillIn(facet, content);
  };
  for (const facet of facets) {
    if (nodes.has(facet)) continue;
    nodes.set(facet, frame(facet, opened.includes(facet) || filters[facet].length > 0));
  }
  const open = facets.filter((facet) => nodes.get(facet).open);
  const contents = await Promise.all(open.map(draw));
  const empty = await withoutValues(facets, found, filters);
  if (!isCurrent()) return;
  for (const facet of facets) {
    const node = nodes.get(facet);
    node.ontoggle = () => node.open && redraw(facet);
    const summary = node.querySelector("summary");
    const number = filters[facet].length;
    summary.replaceChildren(strings.facets[facet], ...(number ? [" ", chosenCount(number)] : []));
  }
  if (!list.children.length) list.append(skip());
  for (const [i, facet] of open.entries()) fillIn(facet, contents[i]);
  for (const facet of facets) nodes.get(facet).hidden = empty.includes(facet);
  for (const facet of facets) if (!nodes.get(facet).isConnected) list.append(nodes.get(facet));
}

// The facets that have nothing to choose, as far as that is known without fetching anything.
async function withoutValues(facets, found, filters) {
  const empty = [];
  for (const facet of facets) {
    if (filters[facet].length || !(await isSmall(facet))) continue;
    if (!(await counts(facet, await narrow(found, filters, facet))).length) empty.push(facet);
  }
  return empty;
}

const chosenCount = (number) => make("span", { className: "count" }, fill(counted(strings.chosen, number), { count: numbers.format(number) }));

function frame(facet, open) {
  const body = make("fieldset", {}, make("legend", { className: "hidden" }, strings.facets[facet]));
  const node = make("details", { className: `facet facet-${facet}`, open }, make("summary"), body);
  return node;
}

// What has the focus keeps it, if it is there again, and a number that is being written is not lost.
function fillIn(facet, content) {
  const set = nodes.get(facet).querySelector("fieldset");
  const focused = set.contains(document.activeElement) ? document.activeElement : null;
  const written = focused?.value;
  const half = focused?.type === "number" && (written !== focused.defaultValue || focused.validity.badInput);
  const kept = half && !focused.validity.badInput;
  if (half) focused.value = focused.defaultValue; // or it would count as written to the end when it is taken away
  set.replaceChildren(set.firstElementChild, ...content, skip());
  const again = focused?.dataset.key && set.querySelector(`[data-key="${CSS.escape(focused.dataset.key)}"]`);
  if (!again) return;
  if (kept) again.value = written;
  again.focus();
}

// After each facet, for those who go from one thing to the next by keyboard.
function skip() {
  const link = make("a", { href: "#results", className: "facet-skip" }, strings.skip);
  link.dataset.key = "skip";
  return link;
}

// What stands in a facet, with the numbers of `results`.
async function contentOf(facet, results, chosen, choose, redraw) {
  const there = await counts(facet, results);
  if (facet === "year") return years(there, chosen, (values) => choose(facet, values));
  const rows = await ordered(facet, there, chosen);
  const length = Math.max(lengths.get(facet) ?? SHOWN, chosen.length);
  const shown = await Promise.all(rows.slice(0, length).map((row) => named(facet, row)));
  if (!rows.length) return [make("p", { className: "count" }, fill(counted(strings.results, 0), { count: numbers.format(0) }))];
  const items = make("ul", {}, ...shown.map((row) => choice(facet, row, chosen, choose)));
  return rows.length > length ? [items, more(facet, rows.length, length, redraw)] : [items];
}

// Pairs of a value and its number; those that are chosen come first, also where they give nothing.
async function ordered(facet, there, chosen) {
  const values = (await isSmall(facet)) ? chosen : await Promise.all(chosen.map((key) => numberOf(facet, key)));
  const number = new Map(there);
  const first = values.filter((value) => value !== -1).map((value) => [value, number.get(value) ?? 0]);
  return [...first, ...there.filter(([value]) => !values.includes(value))];
}

async function named(facet, [value, number]) {
  if (await isSmall(facet)) return { key: value, text: label(facet, value), number };
  const [key, text, labels = {}] = await nameOf(facet, value);
  return { key, text: Object.hasOwn(labels, language) ? labels[language] : text, number };
}

// What a chosen value is called.
export async function chosenLabel(facet, key) {
  if (facet === "year" || (await isSmall(facet))) return label(facet, key);
  const number = await numberOf(facet, key);
  return number < 0 ? key : (await named(facet, [number, 0])).text;
}

function more(facet, all, shown, redraw) {
  const added = Math.min(MORE, all - shown);
  const text = fill(strings.showMore, { count: numbers.format(added), all: numbers.format(all) });
  const button = make("button", { type: "button", className: "facet-more" }, text);
  button.dataset.key = "more";
  button.addEventListener("click", async () => {
    lengths.set(facet, shown + added);
    await redraw();
    nodes.get(facet).querySelectorAll("input")[shown]?.focus();
  });
  return button;
}

function choice(facet, { key, text, number }, chosen, choose) {
  const box = make("input", { type: "checkbox", name: facet, value: key, checked: chosen.includes(key) });
  box.dataset.key = `${facet}:${key}`;
  box.addEventListener("change", () => {
    const others = chosen.filter((other) => other !== key);
    choose(facet, box.checked ? [...others, key] : others);
  });
  return make("li", {}, make("label", {}, box, make("span", { dir: "auto" }, text), count(number)));
}

// A number, which is read out as "12 results".
function count(number) {
  const [before, after] = fill(counted(strings.results, number), { count: "\0" }).split("\0");
  const hidden = (text) => (text.trim() ? make("span", { className: "hidden" }, text) : text);
  return make("span", { className: "count" }, hidden(before), numbers.format(number), hidden(after));
}
