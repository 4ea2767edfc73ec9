// Finding works with Pagefind: all words first, then most of them.

import { yearReader } from "./columns.js";
import { ask } from "./engine.js";
import { isIn, telling } from "./query.js";

const MOST = 0.5; // of what the words say, in a result that has not all of them
const RELAXED = 8; // words that are looked for one by one

// `narrowed` leaves the results with what was chosen, `fold` are the functions of fold.js. Returns `{all, results, relaxed}`:
// what was found whatever was chosen, what of it is to be shown, and whether that has only most of the words.
export async function find(query, narrowed, fold) {
  const words = query.words.flatMap((word) => fold.words(word));
  const limits = await limitsOf(query, fold);
  const within = async (found, relaxed = false) => {
    const all = found.filter((result) => limits.every((holds) => holds(result)));
    return { all, results: await narrowed(all), relaxed };
  };
  const search = async (asked) => within(await ask(asked));
  if (!words.length) return search(firstOf(query, fold));
  const whole = await search(words.join(" "));
  const left = telling(words);
  if (whole.results.length || (words.length < 2 && left.length === words.length)) return whole;
  const some = left.length < words.length ? await search(left.join(" ")) : null;
  if (some?.results.length) return some;
  return within(await most(left.slice(0, RELAXED)), true);
}

// What to ask for where there are no words: that of which the order of the results is to come.
function firstOf(query, fold) {
  if (query.phrases.length) return phrase(query.phrases[0], fold);
  const field = query.fields.find(({ without }) => !without);
  return field ? fold.words(field.value).join(" ") : "";
}

const phrase = (text, fold) => `"${fold.plain(text.slice(1, -1))}"`;

// What a result has to be among, or must not be among: a function for each.
async function limitsOf(query, fold) {
  const idsOf = async (words, accept = () => true) => new Set((await ask(words)).filter(accept).map(({ id }) => id));
  const inField = ({ field, value }) =>
    fold.words(value).map((word) => idsOf(word, (result) => result.matchedMetaFields?.includes(field)));
  const wanted = query.fields.filter(({ without }) => !without);
  const needed = [...query.phrases.map((text) => idsOf(phrase(text, fold))), ...wanted.flatMap(inField)];
  const without = query.without.map((text) => idsOf(text.startsWith('"') ? phrase(text, fold) : fold.words(text).join(" ")));
  const unwanted = query.fields.filter((field) => field.without).map((field) => Promise.all(inField(field)));
  const has = (await Promise.all(needed)).map((ids) => ({ id }) => ids.has(id));
  const hasNot = (await Promise.all(without)).map((ids) => ({ id }) => !ids.has(id));
  const notThere = (await Promise.all(unwanted)).map((each) => ({ id }) => !each.every((ids) => ids.has(id)));
  return [...has, ...hasNot, ...notThere, ...(query.years ? [await inYears(query.years)] : [])];
}

async function inYears(years) {
  const yearOf = await yearReader();
  return (result) => yearOf(result) !== null && isIn(years, yearOf(result));
}

// Works with most of the words; rare words count more than common ones.
async function most(words) {
  const total = (await ask("")).length;
  const points = new Map();
  let possible = 0;
  for (const word of new Set(words)) {
    const results = await ask(word);
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
