// The search page: what is typed and chosen becomes a search, and the search becomes a list of results.

import { card, label } from "./search/cards.js";
import { counted, element, fill, make, numbers, parsed } from "./search/dom.js";
import { ask, chosen, load } from "./search/engine.js";
import { identifierReader } from "./search/identifiers.js";
import { FACETS, isFiltered, readAddress, showElsewhere, writeAddress } from "./search/state.js";

const SHOWN = 20; // results added at a time
const TYPING_PAUSE = 160; // milliseconds

const strings = parsed("search-strings");
const identified = identifierReader(parsed("search-identifiers"));
const app = element("search-app");
const list = element("search-list");

let ready = false; // whether the index is loaded
let found = []; // all results of the search that is shown
let shown = 0;
let turn = 0; // counts searches, so that a slow answer never covers a newer one
let filters = readAddress().filters; // what is chosen; boxes that are not drawn yet count too

// An identifier is searched by what it names, however it was copied.
const asSearched = (query) => identified(query) || query.trim();

// ---- searching ----

async function search(push) {
  const state = readForm();
  writeAddress(state, push);
  showChips();
  if (!ready) return;
  const mine = ++turn;
  const words = asSearched(state.query);
  const idle = !words && !isFiltered(filters);
  announce(strings.searching);
  try {
    const answer = idle ? { results: [] } : await ask(words, chosen(filters), state.sort);
    if (mine !== turn) return;
    found = answer.results;
    shown = 0;
    if (!found.length) list.replaceChildren();
    element("search-nothing").hidden = idle || found.length > 0;
    element("search-nothing-filters").hidden = !isFiltered(filters);
    if (idle) announce(strings.invitation);
    else summarize(state.query.trim());
    await showMore(mine);
    await refine(words, mine);
  } catch (error) {
    fail(error);
  }
}

function summarize(query) {
  const text = counted(query ? strings.resultsFor : strings.results, found.length);
  const [before, after] = fill(text, { count: "\0", query }).split("\0");
  const number = make("span", { "data-search-count": found.length }, numbers.format(found.length));
  announce(before, number, after);
}

const announce = (...parts) => element("search-status").replaceChildren(...parts);

// Draw the next results in their order, each as soon as it and those before it are there. The first ones take the place
// of those of the last search.
async function showMore(mine) {
  const next = found.slice(shown, shown + SHOWN).map((result) => result.data());
  const quoting = Boolean(element("q").value.trim());
  let first = null;
  for (const data of next) {
    const drawn = card(await data, app.dataset.here, quoting);
    if (mine !== turn) return null;
    if (shown) list.append(drawn);
    else list.replaceChildren(drawn);
    first ??= drawn;
    shown += 1;
  }
  element("search-more").hidden = shown >= found.length;
  return first;
}

// Facets are a program of their own, and their filters as large as the first results.
async function refine(words, mine) {
  if (!element("search-facets").open) return;
  const { showFacets } = await import("./search/facets.js");
  if (mine === turn) await showFacets(words, filters, choose, () => mine === turn);
}

function choose(facet, values) {
  filters = { ...filters, [facet]: values };
  search(true);
}

function showChips() {
  const chips = FACETS.flatMap((facet) => filters[facet].map((value) => [facet, value])).map(([facet, value]) => {
    const text = label(facet, value);
    const button = make("button", { type: "button", "aria-label": fill(strings.remove, { filter: text }) }, text);
    button.addEventListener("click", () => choose(facet, filters[facet].filter((other) => other !== value)));
    return make("li", {}, button);
  });
  if (chips.length > 1) {
    const clear = make("button", { type: "button" }, strings.removeAll);
    clear.addEventListener("click", clearFilters);
    chips.push(make("li", {}, clear));
  }
  element("search-chips").replaceChildren(...chips);
  element("search-chips").hidden = !chips.length;
}

// ---- form and state ----

const readForm = () => ({ query: element("q").value, filters, sort: element("search-order").value });

function show(state) {
  element("q").value = state.query;
  element("search-order").value = state.sort;
  filters = state.filters;
}

function clearFilters() {
  filters = Object.fromEntries(FACETS.map((facet) => [facet, []]));
  search(true);
  element("q").focus();
}

function fail(error) {
  console.error(error);
  app.hidden = true;
  element("search-failed").hidden = false;
}

async function start() {
  element("search-failed").hidden = true;
  app.hidden = false;
  announce(strings.loading);
  showChips();
  try {
    await load();
    ready = true;
  } catch (error) {
    fail(error);
    return;
  }
  await search(false);
}

// ---- events ----

let typing;
element("q").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => search(false), TYPING_PAUSE);
});
element("search-form").addEventListener("submit", (event) => {
  if (!ready) return; // the browser loads the page anew, and with it the index
  event.preventDefault();
  clearTimeout(typing);
  search(true);
});
element("search-order").addEventListener("change", () => search(true));
element("search-more").addEventListener("click", async () => (await showMore(turn))?.querySelector("a").focus());
element("search-clear").addEventListener("click", clearFilters);
element("search-retry").addEventListener("click", () => location.reload());
element("search-facets").addEventListener("toggle", () => ready && refine(asSearched(element("q").value), turn));
addEventListener("popstate", () => {
  showElsewhere();
  show(readAddress());
  search(false);
});

const wide = matchMedia("(min-width: 60rem)");
const fold = () => (element("search-facets").open = wide.matches);
wide.addEventListener("change", fold);
fold();
showElsewhere();
show(readAddress()); // what a visitor types while the index loads stays
start();
