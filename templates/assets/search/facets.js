// The facets beside the results. They come after the results: first how often each value is among them has to be known,
// and for that all filters have to be fetched.

import { label } from "./cards.js";
import { element, fill, make, numbers, parsed } from "./dom.js";
import { allFilters, ask, chosen } from "./engine.js";
import { FACETS } from "./state.js";

const SHOWN = 8; // values of a facet before "show all"

const strings = parsed("search-strings");
const list = element("search-facet-list");
const opened = new Set(); // facets whose values are all shown

// Draw the facets of a search; `words` is what Pagefind was asked for, "" for nothing. `choose` is called when a value is
// ticked or not any more, with the facet and its values. Does nothing where `isCurrent` says that another search is shown.
export async function showFacets(words, filters, choose, isCurrent) {
  const all = await allFilters();
  const idle = !words && !Object.keys(chosen(filters)).length;
  const counts = await count(words, filters, idle ? { filters: all } : await ask(words, chosen(filters)));
  if (!isCurrent()) return;
  const focused = document.activeElement?.dataset?.key;
  list.replaceChildren(...FACETS.map((facet) => fieldset(facet, filters[facet], counts[facet], choose)).filter(Boolean));
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

// How many results each value of each facet would give: for a facet in use, as if it were not in use.
async function count(words, filters, answer) {
  const counts = {};
  for (const facet of FACETS) {
    const source = filters[facet].length ? await ask(words, chosen(filters, facet)) : answer;
    counts[facet] = new Map(Object.entries(source.filters[facet] ?? {}));
  }
  return counts;
}

function fieldset(facet, selected, counts, choose) {
  const values = [...new Set([...selected, ...[...counts.keys()].filter((value) => counts.get(value))])];
  if (!values.length) return null;
  const byYear = (a, b) => b - a;
  const byCount = (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || label(facet, a).localeCompare(label(facet, b));
  values.sort(facet === "year" ? byYear : byCount);
  values.sort((a, b) => selected.includes(b) - selected.includes(a));
  const draw = (value) => choice(facet, value, selected, counts.get(value) ?? 0, choose);
  const first = values.slice(0, opened.has(facet) ? values.length : Math.max(SHOWN, selected.length));
  const items = make("ul", {}, ...first.map(draw));
  const set = make("fieldset", {}, make("legend", {}, strings.facets[facet]), items);
  if (values.length > first.length) set.append(more(facet, values.length, items, () => values.slice(first.length).map(draw)));
  return set;
}

function more(facet, number, items, rest) {
  const text = fill(strings.showAll, { count: numbers.format(number) });
  const button = make("button", { type: "button", className: "facet-more" }, text);
  button.addEventListener("click", () => {
    opened.add(facet);
    const added = rest();
    items.append(...added);
    button.remove();
    added[0].querySelector("input").focus();
  });
  return button;
}

function choice(facet, value, selected, number, choose) {
  const box = make("input", { type: "checkbox", name: facet, value, checked: selected.includes(value) });
  box.dataset.key = `${facet}:${value}`;
  box.addEventListener("change", () => {
    const others = selected.filter((other) => other !== value);
    choose(facet, box.checked ? [...others, value] : others);
  });
  const text = make("span", {}, label(facet, value));
  return make("li", {}, make("label", {}, box, text, make("span", { className: "count" }, numbers.format(number))));
}
