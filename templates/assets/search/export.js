// Exports of what was found, or of what was chosen among it: put together here, from the files that stand beside the pages
// of works, or from the pages themselves where the portal has no such files.

import { counted, element, fill, make, numbers, parsed } from "./dom.js";
import { table } from "./table.js";

const STORE = "kartotek-selection"; // stays while the tab is open, also over a look at a page
const AT_ONCE = 8;
const MOST = 200; // works in one export: each is a file to fetch

const strings = parsed("search-strings").export;
const sheet = element("export");
const root = new URL(sheet.dataset.root, location.href);
const here = new URL(sheet.dataset.here, location.href);
const beside = sheet.dataset.beside.split(" ");
const chosen = new Set(JSON.parse(sessionStorage.getItem(STORE) ?? "[]"));

let results = { count: 0, first: async () => [] }; // what was found, and a function that gives the addresses of the first ones

// `first(number)` gives the addresses of the first works that were found, below the root.
export function offer(count, first) {
  results = { count, first };
  show();
}

// A box for one result; `url` is the address of its page below the root.
export function box(url, label) {
  const input = make("input", { type: "checkbox", value: url, checked: chosen.has(url), "aria-label": label });
  input.addEventListener("change", () => {
    if (input.checked) chosen.add(url);
    else chosen.delete(url);
    show();
  });
  return input;
}

function show() {
  sessionStorage.setItem(STORE, JSON.stringify([...chosen]));
  const count = chosen.size || results.count;
  sheet.hidden = !count;
  sheet.classList.toggle("export-chosen", chosen.size > 0);
  const shown = numbers.format(count);
  element("export-count").textContent = chosen.size ? shown : "";
  const of = fill(counted(chosen.size ? strings.chosen : strings.found, count), { count: shown });
  element("export-what").textContent = count > MOST ? fill(strings.first, { most: numbers.format(MOST), of }) : of;
  element("export-all").hidden = count <= MOST;
  element("selection-clear").hidden = !chosen.size;
  element("export-status").textContent = "";
}

const addresses = async () => (chosen.size ? [...chosen].slice(0, MOST) : results.first(MOST));

async function eachOf(urls, read) {
  const found = [];
  for (let i = 0; i < urls.length; i += AT_ONCE) found.push(...(await Promise.all(urls.slice(i, i + AT_ONCE).map(read))));
  return found;
}

async function fetchText(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
  return answer.text();
}

const page = async (address) => new DOMParser().parseFromString(await fetchText(new URL(address, here)), "text/html");

// ---- files ----

const FORMATS = {
  bib: { type: "application/x-bibtex", join: (texts) => texts.join("\n") },
  ris: { type: "application/x-research-info-systems", join: (texts) => texts.join("") },
  csv: { from: "json", type: "text/csv", join: (texts) => table(texts.flatMap((text) => JSON.parse(text))) },
};

async function textOf(address, ending) {
  if (!beside.includes(`.${ending}`)) return (await page(address)).querySelector(`pre[data-format="${ending}"]`).textContent;
  const key = decodeURIComponent(address.split("/").at(-2));
  return fetchText(new URL(`${address}${encodeURIComponent(key)}.${ending}`, root));
}

async function download(format) {
  const { type, join, from = format } = FORMATS[format];
  const texts = await eachOf(await addresses(), (address) => textOf(address, from));
  save(new Blob([join(texts)], { type: `${type};charset=utf-8` }), `publications.${format}`);
  return strings.ready;
}

function save(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// ---- citations ----

async function copyCitations() {
  const style = element("export-style").value;
  const cited = addresses()
    .then((urls) => eachOf(urls, async (address) => citation(await page(address), style)))
    .then((nodes) => nodes.filter(Boolean));
  const html = async () => new Blob([(await cited).map((node) => `<p>${node.innerHTML.trim()}</p>`).join("\n")], { type: "text/html" });
  const plain = async () => new Blob([(await cited).map((node) => node.textContent.trim()).join("\n\n")], { type: "text/plain" });
  if (navigator.clipboard?.write) {
    await navigator.clipboard.write([new ClipboardItem({ "text/html": html(), "text/plain": plain() })]);
    const count = (await cited).length;
    return fill(counted(strings.copied, count), { count: numbers.format(count) });
  }
  save(await html(), "citations.html"); // pages that came over plain http have no clipboard
  return strings.ready;
}

// Null where the style does not cite such a work.
const citation = (of, style) =>
  [...of.querySelectorAll(".citation")].find((node) => node.previousElementSibling?.textContent === style) ?? null;

// ---- events ----

for (const button of sheet.querySelectorAll("[data-format]")) {
  button.addEventListener("click", async () => {
    const status = element("export-status");
    status.textContent = strings.busy;
    try {
      status.textContent = await (button.dataset.format === "citations" ? copyCitations() : download(button.dataset.format));
    } catch (error) {
      console.error(error);
      status.textContent = strings.failed;
    }
  });
}

addEventListener("click", (event) => {
  if (!sheet.contains(event.target)) sheet.open = false;
});
sheet.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  sheet.open = false;
  sheet.querySelector("summary").focus();
});

element("selection-clear").addEventListener("click", () => {
  chosen.clear();
  for (const input of document.querySelectorAll("#search-list input:checked")) input.checked = false;
  show();
  element("search-list").querySelector("input")?.focus();
});
