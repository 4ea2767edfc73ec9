// The search page: what is typed and chosen becomes a search, and the search becomes a list of results.

import { addressOf as addressOfWork, card, label, shortCard } from "./search/cards.js";
import { narrow, sorted } from "./search/columns.js";
import { counted, element, fill, language, make, numbers, parsed } from "./search/dom.js";
import { meant, unknown } from "./search/doubt.js";
import { ask, load } from "./search/engine.js";
import { offer } from "./search/export.js";
import { find } from "./search/find.js";
import { identifierReader } from "./search/identifiers.js";
import { addressOf, folding, identified, labelIn, referred, suggest, titled } from "./search/names.js";
import { asksNothing, isPlain, reference, understand, wanted } from "./search/query.js";
import { FACETS, isFiltered, noFilters, onReturn, readAddress, showElsewhere, writeAddress } from "./search/state.js";

const SHOWN = 20; // results added at a time
const TYPING_PAUSE = 160; // milliseconds
const FACETS_AFTER = 200; // milliseconds: first the results are painted
const NAMED = 5; // people, keywords and the like above the results
const PROMOTED = 3; // works with the very words in their titles, if these are so rare

const strings = parsed("search-strings");
const kinds = parsed("search-labels").kinds;
const identifierIn = identifierReader(parsed("search-identifiers"));
const app = element("search-app");
const list = element("search-list");

let ready = false; // whether the index is loaded
let found = []; // all results of the search that is shown
let unfiltered = []; // what would be found if nothing were chosen
let shown = 0; // how many of them are in the list
let drawn = new Set(); // the addresses of what is in the list
let verbatim = null; // the text that a visitor wants to be taken as it is
let turn = 0; // counts searches, so that a slow answer never covers a newer one
let filters = readAddress().filters; // what is chosen; boxes that are not drawn yet count too

// ---- searching ----

async function search(push) {
  const state = readForm();
  writeAddress(state, push);
  showChips();
  if (!ready) return;
  const mine = ++turn;
  const text = state.query.trim();
  const idle = asksNothing(understand(text)) && !isFiltered(filters);
  announce(strings.searching);
  try {
    const { known, named, isNumber } = idle || isFiltered(filters) ? { known: [], named: [] } : await recognized(text);
    const answer = idle || known.length || isNumber ? { results: [], all: [] } : await forgiving(text);
    const results = await sorted(answer.results, state.sort);
    if (mine !== turn) return;
    found = results;
    unfiltered = answer.all;
    shown = 0;
    showNamed(named);
    drawn = new Set();
    list.replaceChildren(...known.map((each) => shortCard(each, app.dataset.here, kinds)));
    element("search-nothing").hidden = idle || found.length + known.length > 0;
    element("search-nothing-filters").hidden = !isFiltered(filters);
    element("search-relaxed").hidden = !answer.relaxed || !found.length;
    showDoubt(text, answer.instead ?? []);
    if (found.length > SHOWN && isPlain(text) && !state.sort && !isFiltered(filters)) await promote(answer.instead?.length ? answer.instead : [text], mine);
    if (mine !== turn) return;
    if (idle) announce(strings.invitation);
    else summarize(text, found.length + known.length);
    offer(known.length + found.length, async (number) => [...known.map(addressOf), ...(await addressesOf(found.slice(0, number)))]);
    await showMore(mine);
    if (idle) unfiltered = await ask("");
    await refine(mine);
  } catch (error) {
    fail(error);
  }
}

// Pagefind finds all forms of a word, and takes none for more than the others. So the few works with very rare words in
// their titles come first if they would not be among the first results.
async function promote(texts, mine) {
  const works = (await Promise.all(texts.map(titled))).flatMap((each) => (each.length > PROMOTED ? [] : each));
  if (!works.length) return;
  const first = await Promise.all(found.slice(0, SHOWN).map((result) => result.data()));
  if (mine !== turn) return;
  const there = new Set(first.map(addressOfWork));
  for (const work of works.filter((each) => !there.has(addressOf(each)) && !drawn.has(addressOf(each)))) {
    drawn.add(addressOf(work));
    list.append(shortCard(work, app.dataset.here, kinds));
  }
}

// What a text names outright: a number that was pasted, a work in a pasted reference; and who or what is called like it.
// A number of no work here (`isNumber`) is not looked for in texts, where parts of it stand in others.
async function recognized(text) {
  const isFiled = /\d{3}/.test(text); // shorter numbers, as in Q42, are words like others
  const byNumber = isFiled ? await identified(text, identifierIn) : [];
  if (byNumber.length) return { known: byNumber, named: [] };
  if (isFiled && identifierIn(text)) return { known: [], named: [], isNumber: true };
  const pasted = reference(text);
  const works = pasted ? await referred(pasted) : [];
  if (works.length) return { known: works, named: [] };
  return { known: [], named: (await suggest(wanted(understand(text)), (each) => each.kind !== "publications")).slice(0, NAMED) };
}

// What is found, or what is found with words that may have been meant by those that are in no work. A word that is in
// none, and like none, finds nothing alone, and is left out among others.
async function forgiving(text) {
  const fold = await folding();
  const query = understand(text);
  const narrowed = (results) => (isFiltered(filters) ? narrow(results, filters) : results);
  const answer = await find(query, narrowed, fold);
  if (verbatim === text || !query.words.length) return answer;
  const words = query.words.flatMap((word) => fold.words(word));
  const missing = await unknown(words, answer.results, fold);
  if (!missing.length) return answer;
  const instead = await Promise.all(missing.map(meant));
  const versions = Math.max(...instead.map((each) => each.length));
  if (!versions && words.length === missing.length) return { results: [], all: [], relaxed: false };
  const tried = Array.from({ length: Math.max(versions, 1) }, (_, i) =>
    words.flatMap((word) => {
      const place = missing.indexOf(word);
      return place < 0 ? [word] : (instead[place][i] ?? instead[place][0] ?? "").split(" ").filter(Boolean);
    }),
  );
  const answers = [];
  for (const each of tried) answers.push(await find({ ...query, words: each }, narrowed, fold));
  return {
    results: interleaved(answers.map((each) => each.results)),
    all: interleaved(answers.map((each) => each.all)),
    relaxed: answers[0].relaxed || instead.some((each) => !each.length),
    instead: versions ? tried.filter((_, i) => answers[i].results.length).map((each) => each.join(" ")) : [],
  };
}

// The first of each list, then the second of each, and so on, none twice.
function interleaved(lists) {
  const found = new Map();
  for (let i = 0; lists.some((list) => i < list.length); i += 1) {
    for (const list of lists) if (i < list.length && !found.has(list[i].id)) found.set(list[i].id, list[i]);
  }
  return [...found.values()];
}

function showDoubt(text, instead) {
  const doubt = element("search-doubt");
  doubt.hidden = !instead.length;
  if (doubt.hidden) return doubt.replaceChildren();
  const button = make("button", { type: "button", className: "quiet" }, fill(strings.verbatim, { query: text }));
  button.addEventListener("click", () => {
    verbatim = text;
    search(true);
  });
  const [before, after] = strings.instead.split("{query}");
  const forms = instead.flatMap((each, i) => [i ? ", " : "", make("strong", {}, each)]);
  return doubt.replaceChildren(before, ...forms, after, " ", button);
}

function showNamed(named) {
  const items = named.map((each) => {
    const link = make("a", { href: app.dataset.here + addressOf(each), dir: "auto" }, labelIn(each, language));
    const facts = [kinds[each.kind], each.note, each.weight ? numbers.format(each.weight) : ""].filter(Boolean).join(" · ");
    return make("li", {}, link, " ", make("span", { className: "count", dir: "auto" }, facts));
  });
  element("search-named").replaceChildren(...items);
  element("search-named").hidden = !items.length;
}

function summarize(query, count) {
  const text = counted(query ? strings.resultsFor : strings.results, count);
  const [before, after] = fill(text, { count: "\0", query }).split("\0");
  const number = make("span", { "data-search-count": count }, numbers.format(count));
  announce(before, number, after);
}

const announce = (...parts) => element("search-status").replaceChildren(...parts);

// Draw the next results in their order, each as soon as it and those before it are there.
async function showMore(mine) {
  const next = found.slice(shown, shown + SHOWN).map((result) => result.data());
  const quoting = Boolean(element("q").value.trim());
  let first = null;
  for (const data of next) {
    const each = await data;
    if (mine !== turn) return null;
    shown += 1;
    if (drawn.has(addressOfWork(each))) continue;
    drawn.add(addressOfWork(each));
    const node = card(each, app.dataset.here, quoting);
    list.append(node);
    first ??= node;
  }
  element("search-more").hidden = shown >= found.length;
  return first;
}

const addressesOf = (results) => Promise.all(results.map(async (result) => addressOfWork(await result.data())));

// Facets are a program of their own, which is fetched where they are shown.
async function refine(mine) {
  const panel = element("search-facets");
  panel.hidden = !unfiltered.length && !isFiltered(filters);
  if (panel.hidden || !panel.open) return;
  await new Promise((done) => setTimeout(done, FACETS_AFTER));
  if (mine !== turn) return;
  const { showFacets } = await import("./search/facets.js");
  if (mine === turn) await showFacets(unfiltered, filters, choose, () => mine === turn);
}

function choose(facet, values) {
  filters = { ...filters, [facet]: values };
  search(true);
}

function showChips() {
  const chips = FACETS.flatMap((facet) => filters[facet].map((value) => [facet, value])).map(([facet, value]) => {
    const button = make("button", { type: "button" });
    const call = (text) => {
      button.textContent = text;
      button.setAttribute("aria-label", fill(strings.remove, { filter: `${strings.facets[facet]}: ${text}` }));
    };
    call(label(facet, value));
    if (ready) import("./search/facets.js").then(({ chosenLabel }) => chosenLabel(facet, value)).then(call);
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
  const number = FACETS.reduce((sum, facet) => sum + filters[facet].length, 0);
  element("search-facets-count").textContent = number ? numbers.format(number) : "";
}

// ---- form and state ----

const readForm = () => ({ query: element("q").value, filters, sort: element("search-order").value });

function show(state) {
  element("q").value = state.query;
  element("search-order").value = state.sort;
  filters = state.filters;
}

function clearFilters() {
  filters = noFilters();
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
  const text = readForm().query.trim();
  if (text) recognized(text).catch(() => undefined); // what it fetches need not wait for the index
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

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  event.preventDefault();
  element("q").focus();
});
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
element("search-facets").addEventListener("toggle", () => ready && refine(turn));
onReturn(() => {
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
