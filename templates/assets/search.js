// The search page: Pagefind's index, facets that combine, and an address that holds it all.

import { box } from "./selection.js";

const SHOWN = 20; // results added at a time
const FACET_VALUES = 8; // values of a facet shown before "show all"
const FACETS = ["type", "year", "keyword", "language", "access"];
const EXCERPT = 28; // words
const BEFORE = 8; // of them, before the first that was found
const ABSTRACT = "¶"; // stands between the data and the abstracts (kartotek/search/documents.py)
const TYPING_PAUSE = 160; // milliseconds

const element = (id) => document.getElementById(id);
const parsed = (id) => JSON.parse(element(id).textContent);
const labels = parsed("search-labels");
const strings = parsed("search-strings");
const app = element("search-app");
const here = app.dataset.here;
const numbers = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang);
const plurals = new Intl.PluralRules(document.documentElement.lang);

let pagefind;
let found = []; // all results of the search that is shown
let shown = 0;
let turn = 0; // counts searches, so that a slow answer never covers a newer one
const opened = new Set(); // facets whose values are all shown

// ---- the state is the address ----

function readState() {
  const query = new URLSearchParams(location.search);
  const filters = Object.fromEntries(FACETS.map((facet) => [facet, query.getAll(facet)]));
  return { query: query.get("q") ?? "", filters, sort: query.get("sort") ?? "" };
}

function writeState(state, push) {
  const query = new URLSearchParams();
  if (state.query) query.set("q", state.query);
  for (const facet of FACETS) for (const value of state.filters[facet]) query.append(facet, value);
  if (state.sort) query.set("sort", state.sort);
  const address = location.pathname + (query.size ? `?${query}` : "");
  if (address === location.pathname + location.search) return;
  history[push ? "pushState" : "replaceState"](null, "", address);
  showElsewhere();
}

// The same search in the other languages of the portal.
function showElsewhere() {
  for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
}

// A DOI or ORCID iD pasted as an address is searched by what it names.
function asSearched(query) {
  return query
    .trim()
    .replace(/^(https?:\/\/)?(dx\.)?(doi\.org|orcid\.org)\//i, "")
    .replace(/^doi:\s*/i, "");
}

// ---- searching ----

async function load() {
  pagefind = await import(new URL("../pagefind/pagefind.js", import.meta.url));
  await pagefind.options({ ranking: { diacriticSimilarity: 0.8 } });
  await pagefind.init();
  // init() resolves even where the index is missing; its filters do not lie
  const filters = await pagefind.filters();
  if (!filters.type) throw new Error("the index is empty");
}

const chosen = (filters, without) =>
  Object.fromEntries(
    FACETS.filter((facet) => facet !== without && filters[facet].length).map((facet) => [
      facet,
      { any: filters[facet] },
    ]),
  );

const ask = (query, filters, sort) =>
  pagefind.search(query || null, {
    filters,
    ...(sort && { sort: { date: sort === "newest" ? "desc" : "asc" } }),
  });

// How many results each value of each facet would give: for a facet in use, as if it were not in use.
async function count(query, filters, answer) {
  const counts = {};
  for (const facet of FACETS) {
    const source = filters[facet].length ? await ask(query, chosen(filters, facet)) : answer;
    counts[facet] = new Map(Object.entries(source.filters[facet] ?? {}));
  }
  return counts;
}

async function search(push) {
  const state = readForm();
  writeState(state, push);
  const mine = ++turn;
  const query = asSearched(state.query);
  const idle = !query && FACETS.every((facet) => !state.filters[facet].length);
  say(strings.searching);
  try {
    const answer = idle
      ? { results: [], filters: await pagefind.filters() }
      : await ask(query, chosen(state.filters), state.sort);
    const counts = await count(query, state.filters, answer);
    if (mine !== turn) return;
    found = answer.results;
    showFacets(state.filters, counts);
    showChips(state.filters);
    const cards = await Promise.all(found.slice(0, SHOWN).map((result) => result.data()));
    if (mine !== turn) return;
    shown = cards.length;
    element("search-list").replaceChildren(...cards.map((data) => card(data, query)));
    element("search-more").hidden = shown >= found.length;
    element("search-nothing").hidden = idle || found.length > 0;
    element("search-nothing-filters").hidden = !Object.keys(chosen(state.filters)).length;
    say(idle ? strings.invitation : summary(state.query.trim()));
  } catch (error) {
    fail(error);
  }
}

function summary(query) {
  const forms = query ? strings.resultsFor : strings.results;
  return fill(forms[plurals.select(found.length)] ?? forms.other, {
    count: numbers.format(found.length),
    query,
  });
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const say = (text) => (element("search-status").textContent = text);

async function showMore() {
  const next = await Promise.all(found.slice(shown, shown + SHOWN).map((result) => result.data()));
  const cards = next.map((data) => card(data, asSearched(element("q").value)));
  element("search-list").append(...cards);
  shown += cards.length;
  element("search-more").hidden = shown >= found.length;
  cards[0]?.querySelector("a").focus();
}

// ---- drawing ----

function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

const LABELS = { type: "types", year: "years", access: "access", language: "languages", keyword: "keywords" };

// A value may be called like anything, also like a method that every object has.
function label(facet, value) {
  const known = labels[LABELS[facet]] ?? {};
  return Object.hasOwn(known, value) ? known[value] : value;
}

function card(data, query) {
  const { meta, filters } = data;
  const [type, year, access, language] = ["type", "year", "access", "language"].map((facet) => filters[facet]?.[0]);
  const address = addressOf(data);
  const link = make("a", { href: here + address, dir: "auto" }, meta.title);
  const facts = make("p", { className: "card-facts" });
  const fact = (className, text) => text && facts.append(make("span", { className, dir: "auto" }, text), " ");
  fact("retracted-tag", meta.retracted ? strings[meta.retracted] : "");
  fact("card-year", year && label("year", year));
  fact("type-tag", label("type", type));
  fact("card-container", meta.container);
  fact(`access access-${access}`, access ? label("access", access) : "");
  const title = make("h3", { className: "card-title" }, link);
  // only publications have exports of their own that a selection can be made of
  const isWork = address.startsWith("publications/");
  const choose = isWork ? box(address, fill(strings.select, { title: meta.title })) : null;
  if (language && language !== document.documentElement.lang) title.lang = language;
  return make(
    "li",
    { className: choose ? "card card-choosable" : "card" },
    choose,
    title,
    meta.authors ? make("p", { className: "card-authors" }, ...authors(meta.authors)) : null,
    facts,
    query ? excerpt(data) : null,
  );
}

// What was indexed is called publications-some-key.html, and stands at publications/some-key/.
const addressOf = (data) => data.raw_url.replace(/^\/(\w+)-(.*)\.html$/, "$1/$2/");

function authors(line) {
  const names = line.split("; ");
  const shown = names.slice(0, 8).flatMap((name, i) => [i ? ", " : "", make("bdi", {}, name)]);
  return names.length > 8 ? [...shown, " …"] : shown;
}

// The words of the abstract around those that were found in it; its beginning, where they were found elsewhere.
// Pagefind's own excerpt may begin in the data before the abstract. It counts words as they stand between spaces.
function excerpt(data) {
  const words = data.content.trim().split(/\s+/);
  const first = words.indexOf(ABSTRACT) + 1;
  if (first === 0 || first === words.length) return null;
  const found = [...new Set(data.locations)].filter((place) => place >= first).sort((a, b) => a - b);
  const near = (place) => found.filter((other) => other >= place && other < place + EXCERPT - BEFORE).length;
  const densest = found.reduce((best, place) => (near(place) > near(best) ? place : best), found[0] ?? first);
  const start = Math.max(first, Math.min(densest - BEFORE, words.length - EXCERPT));
  const end = Math.min(start + EXCERPT, words.length);
  const parts = words
    .slice(start, end)
    .flatMap((word, i) => (found.includes(start + i) ? [...marked(word), " "] : [`${word} `]));
  return make("p", { className: "card-excerpt", dir: "auto" }, start > first ? "… " : "", ...parts, end < words.length ? "…" : "");
}

// A word without the punctuation around it.
function marked(word) {
  const [, before, core, after] = word.match(/^([^\p{L}\p{M}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/u);
  return [before, make("mark", {}, core), after];
}

function showFacets(filters, counts) {
  const focused = document.activeElement?.dataset?.key;
  const fieldsets = FACETS.map((facet) => fieldset(facet, filters[facet], counts[facet]));
  element("search-facet-list").replaceChildren(...fieldsets.filter(Boolean));
  if (focused) element("search-facet-list").querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function fieldset(facet, selected, counts) {
  const values = [...new Set([...selected, ...[...counts.keys()].filter((value) => counts.get(value))])];
  if (!values.length) return null;
  const byYear = (a, b) => b - a;
  const byCount = (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || label(facet, a).localeCompare(label(facet, b));
  values.sort(facet === "year" ? byYear : byCount);
  values.sort((a, b) => selected.includes(b) - selected.includes(a));
  const all = opened.has(facet);
  const list = values
    .slice(0, all ? values.length : Math.max(FACET_VALUES, selected.length))
    .map((value) => choice(facet, value, selected.includes(value), counts.get(value) ?? 0));
  const set = make("fieldset", {}, make("legend", {}, strings.facets[facet]), make("ul", {}, ...list));
  if (values.length > list.length) {
    const more = make(
      "button",
      { type: "button", className: "facet-more" },
      fill(strings.showAll, { count: numbers.format(values.length) }),
    );
    more.addEventListener("click", () => {
      opened.add(facet);
      const rest = values.slice(list.length).map((value) => choice(facet, value, false, counts.get(value) ?? 0));
      set.querySelector("ul").append(...rest);
      more.remove();
      rest[0].querySelector("input").focus();
    });
    set.append(more);
  }
  return set;
}

function choice(facet, value, checked, number) {
  const box = make("input", { type: "checkbox", name: facet, value, checked });
  box.dataset.key = `${facet}:${value}`;
  box.addEventListener("change", () => search(true));
  const text = make("span", {}, label(facet, value));
  return make("li", {}, make("label", {}, box, text, make("span", { className: "count" }, numbers.format(number))));
}

function showChips(filters) {
  const chips = FACETS.flatMap((facet) => filters[facet].map((value) => [facet, value])).map(([facet, value]) => {
    const text = label(facet, value);
    const button = make("button", { type: "button", "aria-label": fill(strings.remove, { filter: text }) }, text);
    button.addEventListener("click", () => {
      const state = readForm();
      const others = state.filters[facet].filter((other) => other !== value);
      apply({ ...state, filters: { ...state.filters, [facet]: others } }, true);
    });
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

let filtersInUse = readState().filters; // what is checked; boxes of values not drawn yet count too

function readForm() {
  for (const facet of FACETS) {
    for (const box of element("search-facet-list").querySelectorAll(`input[name="${facet}"]`)) {
      const others = filtersInUse[facet].filter((value) => value !== box.value);
      filtersInUse[facet] = box.checked ? [...others, box.value] : others;
    }
  }
  return { query: element("q").value, filters: filtersInUse, sort: element("search-order").value };
}

function show(state) {
  element("q").value = state.query;
  element("search-order").value = state.sort;
  filtersInUse = state.filters;
  element("search-facet-list").replaceChildren();
}

function apply(state, push) {
  show(state);
  return search(push);
}

function clearFilters() {
  apply({ ...readForm(), filters: Object.fromEntries(FACETS.map((facet) => [facet, []])) }, true);
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
  say(strings.loading);
  try {
    await load();
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
  if (pagefind) typing = setTimeout(() => search(false), TYPING_PAUSE);
});
element("search-form").addEventListener("submit", (event) => {
  if (!pagefind) return; // the browser loads the page anew, and with it the index
  event.preventDefault();
  clearTimeout(typing);
  search(true);
});
element("search-order").addEventListener("change", () => search(true));
element("search-more").addEventListener("click", showMore);
element("search-clear").addEventListener("click", clearFilters);
element("search-retry").addEventListener("click", () => location.reload());
addEventListener("popstate", () => {
  showElsewhere();
  apply(readState(), false);
});

const wide = matchMedia("(min-width: 60rem)");
const fold = () => (element("search-facets").open = wide.matches);
wide.addEventListener("change", fold);
fold();
showElsewhere();
show(readState()); // what a visitor types while the index loads stays
start();
