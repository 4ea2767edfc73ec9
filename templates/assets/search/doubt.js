// Slips: whether a word is in what was found, and which word was meant if it is in none.

import { ask } from "./engine.js";
import { open } from "./files.js";

const LOOKED_AT = 3; // results
const SHORTEST = 4; // letters of a word that may have a slip
const LONG = 8; // letters of a word that may have two
const MEANT = 3; // words that may have been meant
const PART = 3; // letters of each of two words that were joined

// The words of one length, with how often each is there; of those in several files, the ones with these first letters.
async function ofLength(length, letters) {
  const first = await open("words");
  const names = first.files.filter((name) => name === String(length) || letters.some((letter) => name === `${length}${letter}`));
  const parts = first.files.length ? await Promise.all(names.map((name) => open(`words-${name}`))) : [first];
  return parts.flatMap(({ words }) => {
    const [text, often] = words[length] ?? ["", ""];
    return text ? text.split(" ").map((word, i) => [word, Number(often[i])]) : [];
  });
}

// The words of a query that are in no work. `fold` are the functions of fold.js.
export async function unknown(words, results, fold) {
  const shown = await Promise.all(results.slice(0, LOOKED_AT).map((result) => result.data()));
  const missing = [];
  for (const word of new Set(words)) {
    if (word.length < SHORTEST || /\d/.test(word) || shown.some((data) => isIn(word, data, fold))) continue;
    const [best] = await ask(word);
    if (best && isIn(word, await best.data(), fold)) continue;
    const listed = await ofLength(word.length, [word[0]]);
    if (!listed.some(([other]) => other === word)) missing.push(word);
  }
  return missing;
}

// Whether a text has a word, its beginning, or another form of it: Pagefind takes the longest beginning that there is.
function isIn(word, { content }, fold) {
  const stem = word.length > SHORTEST + 1 ? word.slice(0, -2) : word;
  return fold.words(content).some((other) => other.startsWith(word) || (other.startsWith(stem) && other.length <= word.length + 1));
}

// The words that may have been meant by one that is in no work, the likeliest first; two words that were joined are one
// of them, with a space.
export async function meant(word) {
  const alphabet = [..."abcdefghijklmnopqrstuvwxyz"];
  const reach = word.length >= LONG ? 2 : 1;
  const near = await within(word, 1, [word[0], word[1]]);
  const slips = near.length ? near : await within(word, 1, alphabet);
  if (slips.length) return slips;
  const parted = await joined(word);
  if (parted.length) return parted;
  return reach > 1 ? within(word, reach, [word[0]]) : [];
}

async function within(word, reach, letters) {
  const lengths = Array.from({ length: 2 * reach + 1 }, (_, i) => word.length - reach + i);
  const listed = (await Promise.all(lengths.map((length) => ofLength(length, letters)))).flat();
  return listed
    .map(([other, often]) => [distance(word, other, reach), often, other])
    .filter(([far]) => far <= reach)
    .sort(([a, often, one], [b, oftener, other]) => a - b || oftener - often || (one < other ? -1 : 1))
    .slice(0, MEANT)
    .map(([, , other]) => other);
}

async function joined(word) {
  const found = [];
  for (let i = PART; i <= word.length - PART; i += 1) {
    const [one, other] = [word.slice(0, i), word.slice(i)];
    const first = (await ofLength(one.length, [one[0]])).find(([known]) => known === one);
    const second = first && (await ofLength(other.length, [other[0]])).find(([known]) => known === other);
    if (second) found.push([Math.min(first[1], second[1]), `${one} ${other}`]);
  }
  return found.sort(([a], [b]) => b - a).slice(0, 1).map(([, pair]) => pair);
}

// How many letters have to be added, left out, changed or swapped with the next one (Damerau, optimal alignment); more
// than `most` is Infinity.
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return Infinity;
    [before, last] = [last, row];
  }
  return last[other.length] > most ? Infinity : last[other.length];
}
