// A result as a card, like those of the portal's lists.

import { fill, language, make, parsed } from "./dom.js";
import { box } from "./export.js";
import { addressOf as addressOfThing, labelIn } from "./names.js";

const EXCERPT = 28; // words
const BEFORE = 8; // of them, before the first that was found
const ABSTRACT = "¶"; // stands between the data and the abstracts (kartotek/search/documents.py)
const SHOWN_AUTHORS = 8;

const labels = parsed("search-labels");
const strings = parsed("search-strings");
const LABELS = { type: "types", year: "years", access: "access", language: "languages", review: "review" };

// What a value of a facet is called; a value may be called like a method that every object has. Years may be several.
export function label(facet, value) {
  const known = labels[LABELS[facet]] ?? {};
  if (value.includes("..")) return value.split("..").map((year) => year && label(facet, year)).join("–");
  return Object.hasOwn(known, value) ? known[value] : value;
}

// `here` is the way to the start of the portal in the language of the page.
export function card(data, here, quoting) {
  const { meta, filters } = data;
  const [type, year, access, tag] = ["type", "year", "access", "language"].map((facet) => filters[facet]?.[0]);
  const address = addressOf(data);
  const link = make("a", { href: here + address, dir: "auto" }, meta.title);
  const facts = make("div");
  const fact = (tag, className, text) => text && facts.append(make(tag, { className, dir: "auto" }, text), " ");
  fact("span", "retracted-tag", meta.retracted ? strings[meta.retracted] : "");
  fact("b", "card-year", year && label("year", year));
  fact("i", "type-tag", label("type", type));
  fact("cite", "card-container", meta.container);
  fact("span", `access access-${access}`, access ? label("access", access) : "");
  const title = make("h3", { className: "card-title" }, link);
  if (tag && tag !== language) title.lang = tag;
  return make(
    "li",
    { className: "card card-choosable" },
    title,
    meta.authors ? make("p", { className: "card-authors" }, ...authors(meta.authors)) : null,
    facts,
    quoting ? excerpt(data) : null,
    box(address, fill(strings.select, { title: meta.title })),
  );
}

// What was found by its name or number: a work, or what its page is of.
export function shortCard(found, here, kinds) {
  const link = make("a", { href: here + addressOfThing(found), dir: "auto" }, labelIn(found, language));
  const isWork = found.kind === "publications";
  const note = [isWork ? "" : kinds[found.kind], found.note].filter(Boolean).join(" · ");
  return make(
    "li",
    { className: "card" },
    make("h3", { className: "card-title" }, link),
    note ? make("p", { className: "card-authors", dir: "auto" }, note) : null,
  );
}

// What was indexed is called publications-some-key.html, and stands at publications/some-key/.
export const addressOf = (data) => data.raw_url.replace(/^\/(\w+)-(.*)\.html$/, "$1/$2/");

function authors(line) {
  const names = line.split("; ");
  const shown = names.slice(0, SHOWN_AUTHORS).flatMap((name, i) => [i ? ", " : "", make("bdi", {}, name)]);
  return names.length > SHOWN_AUTHORS ? [...shown, " …"] : shown;
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
