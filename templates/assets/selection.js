// Publications that a visitor has chosen on the search page, and their export: put together here, from the files
// that stand beside their pages, or from the pages themselves where the portal has no such files.

const STORE = "kartotek-selection"; // stays while the tab is open, also over a look at a page
const AT_ONCE = 8;

const element = (id) => document.getElementById(id);
const bar = element("selection");
const root = new URL(bar.dataset.root, location.href);
const chosen = new Set(JSON.parse(sessionStorage.getItem(STORE) ?? "[]"));
const numbers = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang);

// A box for one result; `url` is the address of its page below the root.
export function box(url, label) {
  const input = document.createElement("input");
  input.type = "checkbox";
  input.value = url;
  input.checked = chosen.has(url);
  input.setAttribute("aria-label", label);
  input.addEventListener("change", () => {
    if (input.checked) chosen.add(url);
    else chosen.delete(url);
    show();
  });
  return input;
}

function show() {
  sessionStorage.setItem(STORE, JSON.stringify([...chosen]));
  bar.hidden = !chosen.size;
  element("selection-count").textContent = numbers.format(chosen.size);
  element("selection-status").textContent = "";
}

const FORMATS = {
  bib: { type: "application/x-bibtex", join: (texts) => texts.join("\n") },
  ris: { type: "application/x-research-info-systems", join: (texts) => texts.join("") },
  csv: { from: "json", type: "text/csv", join: (texts) => table(texts.flatMap((text) => JSON.parse(text))) },
};

// ---- CSV (RFC 4180), with the columns that the lists' own .csv files have, as far as CSL-JSON tells them ----

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
const plain = (html) => new DOMParser().parseFromString(html ?? "", "text/html").body.textContent;
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

function table(items) {
  const rows = items.map((item) => Object.values(COLUMNS).map((read) => cell(read(item))));
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

// ---- the files ----

const beside = bar.dataset.beside.split(" ");

async function fetchText(url, ending) {
  const key = decodeURIComponent(url.split("/").at(-2));
  const hasFile = beside.includes(`.${ending}`);
  const answer = await fetch(new URL(hasFile ? `${url}${encodeURIComponent(key)}.${ending}` : url, root));
  if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
  const text = await answer.text();
  return hasFile ? text : shownOn(text, ending);
}

// What a page shows under "Cite this" in a format.
function shownOn(page, ending) {
  return new DOMParser().parseFromString(page, "text/html").querySelector(`pre[data-format="${ending}"]`).textContent;
}

async function download(format) {
  const { type, join, from = format } = FORMATS[format];
  const urls = [...chosen];
  const texts = [];
  for (let i = 0; i < urls.length; i += AT_ONCE) {
    texts.push(...(await Promise.all(urls.slice(i, i + AT_ONCE).map((url) => fetchText(url, from)))));
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([join(texts)], { type: `${type};charset=utf-8` }));
  link.download = `publications.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

for (const button of bar.querySelectorAll("[data-format]")) {
  button.addEventListener("click", async () => {
    const status = element("selection-status");
    status.textContent = status.dataset.busy;
    try {
      await download(button.dataset.format);
      status.textContent = status.dataset.done;
    } catch (error) {
      console.error(error);
      status.textContent = status.dataset.failed;
    }
  });
}

element("selection-clear").addEventListener("click", () => {
  chosen.clear();
  for (const input of document.querySelectorAll("#search-list input:checked")) input.checked = false;
  show();
  element("search-list").querySelector("input")?.focus();
});

show();
