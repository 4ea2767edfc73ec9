// Works, people, keywords and all else that has a page, by name and by number: from small files (kartotek/search/shards.py).

import { open } from "./files.js";
import { folder } from "./fold.js";

const TRIED = 3; // words of a query whose files are looked at

let made;

// The folding of the portal; see fold.js.
export const folding = async () => (made ??= folder((await open("names")).folding));

// The rows that may have a word with this beginning.
async function rowsOf(family, beginning) {
  const first = await open(family);
  if (!first.files || !beginning) return first.rows;
  const isTop = first.tops.includes(beginning);
  const start = isTop ? beginning : first.files.findLast((file) => file <= beginning);
  if (start === undefined) return [];
  return (await open(`${family}-${safe(start)}${isTop ? "-top" : ""}`)).rows;
}

const safe = (text) =>
  [...text].map((sign) => (/^[a-z0-9]$/i.test(sign) ? sign : `_${sign.codePointAt(0).toString(16)}_`)).join("");

const thing = ([kind, key, label, weight = 0, note = "", names = [], labels = {}]) => ({
  kind,
  key,
  label,
  weight,
  note,
  names,
  labels,
});

export const addressOf = (found) => `${found.kind}/${found.key}/`;
export const labelIn = (found, language) =>
  Object.hasOwn(found.labels, language) ? found.labels[language] : found.label;

// What has all words of a text in one of its names, the best first. `accept` says of a thing whether it counts.
export async function suggest(text, accept = () => true) {
  const fold = await folding();
  const words = fold.words(text);
  const longest = [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, TRIED);
  for (const word of longest) {
    const found = (await rowsOf("names", word)).map(thing).filter(accept);
    const scored = found.map((each) => [score(each, words, fold), each]).filter(([points]) => points > 0);
    if (scored.length) return scored.sort(([a, one], [b, other]) => b - a || other.weight - one.weight).map(([, each]) => each);
    if (word.length < 2) break;
  }
  return [];
}

// The works that have all words of a text in their titles, as they stand.
export async function titled(text) {
  const fold = await folding();
  const words = fold.words(text);
  const found = await suggest(text, ({ kind }) => kind === "publications");
  return found.filter(({ label }) => {
    const title = new Set(fold.words(label));
    return words.every((word) => title.has(word));
  });
}

// How well one of the names fits all words: whole words count more than beginnings, and initials least.
function score(each, words, fold) {
  const names = [each.label, ...Object.values(each.labels), ...each.names];
  return Math.max(...names.map((name) => scoreOf(fold.words(name), words, fold)));
}

function scoreOf(name, words, fold) {
  const initials = name.map((word) => word[0]).join("");
  let points = 0;
  for (const word of words) {
    const core = fold.core(word);
    if (name.includes(word)) points += 4;
    else if (name.some((other) => fold.core(other) === core)) points += 3;
    else if (name.some((other) => other.startsWith(word) || fold.core(other).startsWith(core))) points += 2;
    else if (word.length <= 3 && initials.includes(word)) points += 1; // "Hobbs JR"
    else return 0;
  }
  return points / Math.max(words.length, 1) - name.length / 100;
}

// ---- numbers ----

const SHORTEST = 5; // signs of a number that names one thing

// What a number names that is the whole text or one of its words. `read` gives the canonical form of what was typed, "" if
// it is no identifier (identifiers.js).
export async function identified(text, read) {
  const fold = await folding();
  const filed = (number) => [...fold.plain(number)].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).reverse().join("");
  const found = new Map();
  const words = text.split(/[\s,;<>"{}]+/).filter((word) => /\d/.test(word));
  for (const spelling of new Set([text, ...words].flatMap((typed) => [read(typed), typed]).filter(Boolean))) {
    const wanted = filed(spelling);
    if (wanted.length < SHORTEST) continue;
    for (const each of (await rowsOf("ids", wanted)).map(thing)) {
      if (each.names.some((number) => filed(number) === wanted)) found.set(addressOf(each), each);
    }
  }
  return [...found.values()];
}

// ---- references ----

const ENOUGH = 3; // words in a title that is known from a reference
const AT_ONCE = 4;
const LOOKED_AT = 16;

// The works whose titles are in a pasted reference.
export async function referred(text) {
  const fold = await folding();
  const words = new Set(fold.words(text));
  const longest = [...words].filter((word) => !/^\d+$/.test(word)).sort((a, b) => b.length - a.length).slice(0, LOOKED_AT);
  const whole = ` ${fold.words(text).join(" ")} `;
  for (let i = 0; i < longest.length; i += AT_ONCE) {
    const rows = await Promise.all(longest.slice(i, i + AT_ONCE).map((word) => rowsOf("names", word)));
    const found = new Map();
    for (const each of rows.flat().map(thing)) {
      if (each.kind !== "publications") continue;
      // with its subtitle, or without
      for (const title of new Set([each.label, each.label.split(/[:.?!]\s/)[0]]).values()) {
        const own = fold.words(title);
        if (own.length < ENOUGH || !whole.includes(` ${own.join(" ")} `)) continue;
        found.set(addressOf(each), [own.length, each]);
        break;
      }
    }
    if (found.size) return [...found.values()].sort(([a], [b]) => b - a).map(([, each]) => each);
  }
  return [];
}
