// What results are narrowed, counted and sorted by (kartotek/search/facets.py). Works have the numbers that the pages of
// the index have. Of facets with many values only those files are fetched in which there are results.

import { pagesOf, state } from "./engine.js";
import { open } from "./files.js";
import { FACETS, range } from "./state.js";

const ZERO = "0".charCodeAt(0);

let ready; // a promise of `{few, many, block, names, numbers}`

function columns() {
  ready ??= read();
  ready.catch(() => (ready = undefined)); // to be tried again
  return ready;
}

async function read() {
  // a kept file may be of other works than the index
  let listed = await open("facets");
  if (listed.state !== state()) listed = await open("facets", { cache: "reload" });
  if (listed.state !== state()) throw new Error("the facets are not those of the index");
  const numbers = new Map((await pagesOf()).map((id, number) => [id, number]));
  return { ...listed, numbers };
}

// The facets that the portal has works for.
export async function known() {
  const { few, many } = await columns();
  return FACETS.filter((facet) => Object.hasOwn(few, facet) || Object.hasOwn(many, facet));
}

// Whether a facet has few values, so that nothing more is fetched to show it.
export const isSmall = async (facet) => Object.hasOwn((await columns()).few, facet);

// Whether all works are in one block.
export const isOneBlock = async () => {
  const { count, block } = await columns();
  return count <= block;
};

// A function that gives the values of a result: keys of a facet with few, numbers of one with many.
async function reader(facet, results) {
  const { few, many, block, numbers } = await columns();
  if (Object.hasOwn(few, facet)) {
    const [values, signs] = few[facet];
    const lists = [[], ...values.map((value) => [value])];
    return ({ id }) => lists[signs.charCodeAt(numbers.get(id)) - ZERO];
  }
  if (!Object.hasOwn(many, facet)) return () => [];
  const places = new Set(results.map(({ id }) => Math.floor(numbers.get(id) / block)));
  const blocks = new Map(
    await Promise.all([...places].map(async (place) => [place, await open(`facets-${facet}-${place}`)])),
  );
  return ({ id }) => blocks.get(Math.floor(numbers.get(id) / block))[numbers.get(id) % block];
}

// The results that have what was chosen; `without` is a facet that is left out.
export async function narrow(results, filters, without) {
  let left = results;
  for (const facet of FACETS.filter((each) => each !== without && filters[each].length)) {
    const valuesOf = await reader(facet, left);
    const accepts = await accepter(facet, filters[facet]);
    left = left.filter((result) => valuesOf(result).some(accepts));
  }
  return left;
}

async function accepter(facet, chosen) {
  if (facet === "year") {
    const ranges = chosen.map(range);
    return (year) => ranges.some(({ from, to }) => Number(year) >= from && Number(year) <= to);
  }
  const wanted = new Set((await isSmall(facet)) ? chosen : await Promise.all(chosen.map((key) => numberOf(facet, key))));
  return (value) => wanted.has(value);
}

// The years of results, as a function of one: null where there is none.
export async function yearReader() {
  const valuesOf = await reader("year", []);
  return (result) => (valuesOf(result).length ? Number(valuesOf(result)[0]) : null);
}

// How many of the results have each value: pairs of a value and a number, the most frequent first.
export async function counts(facet, results) {
  const valuesOf = await reader(facet, results);
  const found = new Map();
  for (const result of results) for (const value of valuesOf(result)) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}

// ---- names of facets with many values: rows `[key, label, labels]` in the order of the keys ----

export async function nameOf(facet, number) {
  const { names } = await columns();
  return (await open(`facets-${facet}-names-${Math.floor(number / names)}`))[number % names];
}

// The number of a key, -1 if no work has it.
export async function numberOf(facet, key) {
  const { many, names } = await columns();
  const place = (many[facet] ?? []).findLastIndex((first) => first <= key);
  if (place < 0) return -1;
  const at = (await open(`facets-${facet}-names-${place}`)).findIndex(([other]) => other === key);
  return at < 0 ? -1 : place * names + at;
}

// ---- order ----

const ORDERS = { newest: ["date", 1], oldest: ["date", -1], title: ["title", 1] };

export async function sorted(results, order) {
  if (!Object.hasOwn(ORDERS, order)) return results;
  const [file, direction] = ORDERS[order];
  const { numbers } = await columns();
  const places = [];
  for (const [place, number] of (await open(`facets-by-${file}`)).entries()) places[number] = place;
  const placeOf = ({ id }) => places[numbers.get(id)];
  const yearOf = await yearReader();
  const isLast = (result) => file === "date" && yearOf(result) === null;
  return [...results].sort((a, b) => isLast(a) - isLast(b) || direction * (placeOf(a) - placeOf(b)));
}
