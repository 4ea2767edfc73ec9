// Finding works with Pagefind: all words first, then most of them.

import { ask, chosen, yearsOf } from "./engine.js";
import { isIn, telling } from "./query.js";

const MOST = 0.5; // of what the words say, in a result that has not all of them
const RELAXED = 8; // words that are looked for one by one

// `fold` are the functions of fold.js. Returns `{results, relaxed, words}`: whether results have only most of the words, and
// what Pagefind was asked for, null if the results are not all of that.
export async function find(query, filters, sort, fold) {
  const none = { results: [], relaxed: false, words: null };
  const narrowed = await withYears(chosen(filters), query.years);
  if (!narrowed) return none;
  const words = query.words.flatMap((word) => fold.words(word));
  const limits = await limitsOf(query, narrowed, fold);
  const search = async (asked) => {
    const { results } = await ask(asked, narrowed, sort);
    const within = results.filter((result) => limits.every((holds) => holds(result.id)));
    return { results: within, relaxed: false, words: limits.length || query.years ? null : asked };
  };
  if (!words.length) return search(firstOf(query, fold));
  const all = await search(words.join(" "));
  const left = telling(words);
  if (all.results.length || (words.length < 2 && left.length === words.length)) return all;
  const some = left.length < words.length ? await search(left.join(" ")) : none;
  if (some.results.length) return some;
  const relaxed = await most(left.slice(0, RELAXED), narrowed);
  return { results: relaxed.filter((result) => limits.every((holds) => holds(result.id))), relaxed: true, words: null };
}

// What to ask for where there are no words: that of which the order of the results is to come.
function firstOf(query, fold) {
  if (query.phrases.length) return phrase(query.phrases[0], fold);
  const field = query.fields.find(({ without }) => !without);
  return field ? fold.words(field.value).join(" ") : "";
}

const phrase = (text, fold) => `"${fold.plain(text.slice(1, -1))}"`;

// The filters with one of some years, as far as there are works of them; null if there is none.
async function withYears(filters, years) {
  if (!years) return filters;
  const there = (filters.year?.any ?? (await yearsOf())).filter((year) => isIn(years, Number(year)));
  return there.length ? { ...filters, year: { any: there } } : null;
}

// What a result has to be among, or must not be among: a function for each.
async function limitsOf(query, filters, fold) {
  const idsOf = async (words, accept = () => true) =>
    new Set((await ask(words, filters)).results.filter(accept).map((result) => result.id));
  const inField = ({ field, value }) =>
    fold.words(value).map((word) => idsOf(word, (result) => result.matchedMetaFields?.includes(field)));
  const wanted = query.fields.filter(({ without }) => !without);
  const needed = [...query.phrases.map((text) => idsOf(phrase(text, fold))), ...wanted.flatMap(inField)];
  const without = query.without.map((text) => idsOf(text.startsWith('"') ? phrase(text, fold) : fold.words(text).join(" ")));
  const unwanted = query.fields.filter((field) => field.without).map((field) => Promise.all(inField(field)));
  const has = (await Promise.all(needed)).map((ids) => (id) => ids.has(id));
  const hasNot = (await Promise.all(without)).map((ids) => (id) => !ids.has(id));
  const notThere = (await Promise.all(unwanted)).map((each) => (id) => !each.every((ids) => ids.has(id)));
  return [...has, ...hasNot, ...notThere];
}

// Works with most of the words; rare words count more than common ones.
async function most(words, filters) {
  const total = (await ask("", filters)).results.length;
  const points = new Map();
  let possible = 0;
  for (const word of new Set(words)) {
    const { results } = await ask(word, filters);
    if (!results.length) continue;
    const weight = Math.log(1 + total / results.length);
    possible += weight;
    for (const result of results) {
      const known = points.get(result.id) ?? { result, sum: 0 };
      points.set(result.id, { result, sum: known.sum + weight });
    }
  }
  return [...points.values()]
    .filter(({ sum }) => sum >= MOST * possible)
    .sort((a, b) => b.sum - a.sum || b.result.score - a.result.score)
    .map(({ result }) => result);
}
