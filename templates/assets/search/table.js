// CSV (RFC 4180), with the columns that the lists' own .csv files have, as far as CSL-JSON tells them.

const COLUMNS = {
  key: (item) => item["citation-key"] ?? item.id,
  type: (item) => item.type,
  title: (item) => plain(item.title),
  authors: (item) => names(item.author),
  editors: (item) => names(item.editor),
  year: (item) => astronomical(item.issued?.["date-parts"]?.[0][0]),
  container: (item) => item["container-title"],
  volume: (item) => item.volume,
  issue: (item) => item.issue,
  pages: (item) => item.page,
  publisher: (item) => item.publisher,
  doi: (item) => item.DOI,
  isbn: (item) => item.ISBN,
  issn: (item) => item.ISSN,
  url: (item) => item.URL,
  language: (item) => item.language,
};

// CSL counts 1 BC as -1; the lists' files have it as 0, as ISO 8601 has.
const astronomical = (year) => (year < 0 ? year + 1 : year);
// Without the marks that CSL knows in titles; any other bracket is the title's own.
const plain = (text) => (text ?? "").replace(/<\/?(?:i|b|sub|sup|span)(?: [a-z]+="[^"<>]*")*>/g, "");
const joined = (...parts) => parts.filter(Boolean).join(" ");
const name = (person) =>
  person.literal ??
  [joined(person["non-dropping-particle"], person.family), joined(person.given, person["dropping-particle"]), person.suffix]
    .filter(Boolean)
    .join(", ");
const names = (people) => (people ?? []).map(name).join("; ");

function cell(value) {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function table(items) {
  const rows = items.map((item) => Object.values(COLUMNS).map((read) => cell(read(item))));
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

