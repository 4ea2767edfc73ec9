// What a visitor means: words, "phrases", -words, author:, title:, journal: and year:.

const FIELDS = { author: "authors", title: "title", journal: "container" }; // as the index calls them
const TERM = /(-?)(?:\b(author|title|journal|year):\s*)?(?:"([^"]*)"|“([^”]*)”|(\S+))/giu;
const YEARS = /^(\d{1,4})?(?:(\.\.|[-–])(\d{1,4})?)?$/;

// Words that are in a question and in no title of its answer, in the languages of the portals there are.
const SMALL = new Set(
  (
    "a an and any are as at be by can do does for from has have how i in into is it its of on or that the their there " +
    "these this to was were what when where which who why will with about between al et " +
    "af at den der det de dem en er et fra for har hvad hvem hvilke hvilken hvor hvordan hvorfor i kan med når og om på " +
    "som til ved være mellem das dem den der des die ein eine und von zu für im ist mit über wie was auf " +
    "å av ei enn hva hvilket ikke le la les du des et en un une pour dans sur que el los las y en para"
  ).split(" "),
);

export function understand(text) {
  const query = { words: [], phrases: [], without: [], fields: [], years: null };
  for (const [, minus, field, quoted, curly, word] of text.matchAll(TERM)) {
    const value = quoted ?? curly ?? word ?? "";
    const isPhrase = quoted !== undefined || curly !== undefined;
    if (!/[\p{L}\p{N}]/u.test(value)) continue;
    if (minus && !field) query.without.push(isPhrase ? `"${value}"` : value);
    else if (field?.toLowerCase() === "year" && YEARS.test(value)) query.years = years(value, Boolean(minus)) ?? query.years;
    else if (field?.toLowerCase() === "year") query.words.push(value);
    else if (field) query.fields.push({ field: FIELDS[field.toLowerCase()], value, without: Boolean(minus) });
    else if (isPhrase) query.phrases.push(`"${value}"`);
    else query.words.push(value);
  }
  return query;
}

export function asksNothing({ words, phrases, without, fields, years: limit }) {
  return !words.length && !phrases.length && !without.length && !fields.length && !limit;
}

// The words that results are to have, wherever they are to stand.
export function wanted({ words, phrases, fields }) {
  return [...words, ...phrases, ...fields.flatMap(({ value, without }) => (without ? [] : value))].join(" ");
}

// Whether there are words and nothing else.
export function isPlain(text) {
  const { words, phrases, without, fields, years: limit } = understand(text);
  return words.length > 0 && !phrases.length && !without.length && !fields.length && !limit;
}

// `without` says that the years are those that are not wanted.
function years(text, without) {
  const [, from, range, to] = text.match(YEARS) ?? [];
  if (!from && !to) return null;
  return { from: Number(from ?? -Infinity), to: Number(range ? (to ?? Infinity) : from), without };
}

export const isIn = (years, year) => (year >= years.from && year <= years.to) !== years.without;

// Those of some words that say something: without "et al." and the words of a question, but not without any.
export function telling(words) {
  const left = words.filter((word) => !SMALL.has(word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")));
  return left.length ? left : words;
}

// A reference as people paste it, or as BibTeX: the text in which to look for titles. "" for other queries.
export function reference(text) {
  const bibtex = text.match(/\btitle\s*=\s*[{"](.+?)[}"]\s*(?:,|\}|$)/isu);
  if (/^\s*@\w+\s*\{/.test(text) && bibtex) return bibtex[1].replace(/[{}]/g, "");
  return text.trim().split(/\s+/).length >= 6 ? text : "";
}
