// Pagefind: a program in WebAssembly, which fetches the parts of the index that a search needs.

import { FACETS } from "./state.js";

const FOLDER = new URL("../../pagefind/", import.meta.url);

// A word in a title says most about a work, and who wrote it more than where it appeared.
const RANKING = { diacriticSimilarity: 0.8, metaWeights: { title: 5, authors: 3, container: 0.5 } };

// Part of the address of the index's entry. With one that stays the same browsers may keep the entry from page to page,
// as long as the host allows.
const TAG = "kept";

let pagefind;

export async function load() {
  const program = import(new URL("pagefind.js", FOLDER));
  // a kept entry may name an index that a newer one has replaced
  const tag = (await isThere(TAG)) ? TAG : String(Date.now());
  if (tag !== TAG && !(await isThere(tag))) throw new Error("there is no index");
  pagefind = await program;
  await pagefind.options({ ranking: RANKING, metaCacheTag: tag });
  await pagefind.init();
}

// Whether the index can be fetched: Pagefind does not tell. What it asks for one after the other, in a worker where
// `<link rel="preload">` has no effect, is on its way by then, and in the cache that both share.
async function isThere(tag) {
  const ask = (name) => fetch(new URL(name, FOLDER)).catch(() => ({ ok: false }));
  ask("wasm.en.pagefind");
  const entry = await ask(`pagefind-entry.json?ts=${tag}`);
  if (!entry.ok) return false;
  const [index] = Object.values((await entry.json()).languages);
  return (await ask(`pagefind.${index.hash}.pf_meta`)).ok;
}

export const allFilters = () => pagefind.filters();

// The years that works are of. Its filter is fetched with a search that uses it.
export async function yearsOf() {
  await pagefind.search(null, { filters: { year: { any: ["0"] } } });
  return Object.keys((await pagefind.search(null)).filters.year ?? {});
}

// What was chosen, as Pagefind wants it; `without` is a facet that is left out.
export const chosen = (filters, without) =>
  Object.fromEntries(
    FACETS.filter((facet) => facet !== without && filters[facet].length).map((facet) => [
      facet,
      { any: filters[facet] },
    ]),
  );

export const ask = (words, filters, sort) =>
  pagefind.search(words || null, {
    filters,
    ...(sort && { sort: { date: sort === "newest" ? "desc" : "asc" } }),
  });
