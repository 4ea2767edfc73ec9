// Pagefind: a program in WebAssembly, which fetches the parts of the index that a search needs.

const FOLDER = new URL("../../pagefind/", import.meta.url);

// A word in a title says most about a work, and who wrote it more than where it appeared.
const RANKING = { diacriticSimilarity: 0.8, metaWeights: { title: 5, authors: 3, container: 0.5 } };

// Part of the address of the index's entry. With one that stays the same browsers may keep the entry from page to page,
// as long as the host allows.
const TAG = "kept";

let pagefind;
let entry; // what the index says of itself
let metadata; // its list of pages and of words, as it came

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
  const answer = await ask(`pagefind-entry.json?ts=${tag}`);
  if (!answer.ok) return false;
  entry = await answer.json();
  const [index] = Object.values(entry.languages);
  metadata = await ask(`pagefind.${index.hash}.pf_meta`);
  return metadata.ok;
}

// Which works the index is of, as a digest.
export const state = () => entry.state;

let pages;

// The pages of the index in their order, called as results are. They are in a file that a search has fetched anyway, packed
// with gzip, behind a mark, as CBOR: `[version, [[name, number of words], ...], ...]`.
export const pagesOf = () => (pages ??= readPages(metadata));

const MARK = "pagefind_dcd".length;

async function readPages(answer) {
  const unpacked = new Response(answer.body.pipeThrough(new DecompressionStream("gzip")));
  const bytes = new Uint8Array(await unpacked.arrayBuffer());
  let at = MARK;
  const number = () => {
    const small = bytes[at++] & 31;
    if (small < 24) return small;
    let value = 0;
    for (let left = 1 << (small - 24); left; left -= 1) value = value * 256 + bytes[at++];
    return value;
  };
  const text = () => {
    const length = number();
    at += length;
    return String.fromCharCode(...bytes.subarray(at - length, at)); // ASCII
  };
  number(); // how long the whole list is
  text();
  return Array.from({ length: number() }, () => {
    number(); // how long this one is
    const name = text();
    number();
    return name;
  });
}

// The results for some words, the best first; all works for none.
export const ask = async (words) => (await pagefind.search(words || null)).results;
