// "Report a mistake": from what visitors change in the form to the text of an issue, with a block that a program reads.
// The address says what it is about: ?entry=people/ada-lind, or ?page=years/2024/ for a page without an entry.

const LONGEST = 7500; // letters of an address: GitHub takes 8,191
const LONGEST_TITLE = 150; // letters of the title of an issue: GitHub takes 256
const MOST_PAGES = 20; // of a list of works
const form = document.getElementById("report-form");
const part = (name) => document.getElementById(`report-${name}`);
const data = JSON.parse(part("data").textContent);
const { words } = data;
const query = new URLSearchParams(location.search);
const entry = /^[a-z]+\/[a-z0-9]+(?:[-_.][a-z0-9]+)*$/.test(query.get("entry") ?? "") ? query.get("entry") : "";
const [kind, name] = entry.split("/");
const page = /^(?!\/)(?!.*\.\.)[\w.~/-]*$/.test(query.get("page") ?? "") ? query.get("page") : null;
const about = new URL(form.dataset.here + (kind === "pages" ? `${name.split(".")[0]}/` : entry ? `${entry}/` : page ?? ""), location.href);
let title = decodeURI(about.pathname);

const lines = (text) => text.split("\n").map((line) => line.trim().replace(/\s+/g, " ")).filter(Boolean);
const isList = (field) => data.lists.includes(field);
const valueOf = (control) => (isList(control.dataset.field) ? lines(control.value) : lines(control.value).join(" "));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

async function documentAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} is not there`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function addField(parent, field, label, value) {
  const row = document.createElement("div");
  const control = document.createElement(isList(field) || field.endsWith("title") ? "textarea" : "input");
  const text = Array.isArray(value) ? value.join("\n") : value;
  row.className = "report-field";
  row.append(document.createElement("label"), control);
  row.firstChild.textContent = label;
  row.firstChild.htmlFor = control.id = `report-field-${field}`;
  control.value = text;
  control.rows = Math.min(12, Math.max(isList(field) ? 2 : 1, text.split("\n").length + (isList(field) ? 1 : 0)));
  control.dataset.field = field;
  control.was = valueOf(control);
  if (data.people.includes(field)) {
    const hint = document.createElement("p");
    hint.className = "report-hint";
    hint.id = `${control.id}-how`;
    hint.textContent = words.oneLine;
    control.setAttribute("aria-describedby", hint.id);
    row.append(hint);
  }
  parent.append(row);
}

function offerFields(values) {
  const [filled, empty] = ["fields", "empty"].map((which) => part(which).querySelector(":scope > div"));
  for (const [field, label] of data.fields[kind] ?? []) {
    if (values[field] !== null) addField(field in values ? filled : empty, field, label, values[field] ?? "");
  }
  part("empty").hidden = !empty.firstChild;
  show("fields", true);
}

async function offerWorks() {
  const list = part("split").querySelector("ul");
  let next = about;
  for (let i = 0; next && i < MOST_PAGES; i++) {
    const read = await documentAt(next);
    for (const link of read.querySelectorAll(".cards h3 a")) {
      const key = link.getAttribute("href").match(/publications\/([^/]+)\/$/)?.[1];
      const row = document.createElement("li");
      row.innerHTML = '<label><input type="checkbox"> <span></span></label>';
      row.querySelector("input").value = key;
      row.querySelector("span").textContent = link.textContent;
      if (key) list.append(row);
    }
    const step = read.querySelector('.pager a[rel="next"]')?.getAttribute("href");
    next = step && new URL(step, next);
  }
}

function show(which, on) {
  part(which).hidden = part(which).disabled = !on;
}

const chosen = () => form.querySelector("#report-how:enabled input:checked")?.value ?? "mistake";

let worksAsked = false;
function choose() {
  show("fields", chosen() === "mistake" && Boolean(part("fields").querySelector("[data-field]")));
  for (const which of ["you", "split", "merge"]) show(which, chosen() === which);
  if (chosen() === "split" && !worksAsked) {
    worksAsked = true;
    offerWorks().catch(() => {});
  }
  update();
}

const personAt = (address) => address.trim().match(/people\/([a-z0-9]+(?:[-_.][a-z0-9]+)*)\/?(?:page\/\d+\/)?(?:[?#].*)?$/)?.[1] ?? "";

function isOrcid(text) {
  const digits = text.replace(/^.*orcid\.org\//, "").replaceAll("-", "").toUpperCase();
  let sum = 0; // ISO 7064 MOD 11-2
  for (const digit of digits.slice(0, 15)) sum = (sum + Number(digit)) * 2;
  const check = (12 - (sum % 11)) % 11;
  return /^\d{15}[\dX]$/.test(digits) && digits[15] === (check === 10 ? "X" : String(check));
}

// What the program is asked to do: an object without `kartotek` and `entry`, or a sentence that says what is wrong.
function action() {
  if (!entry) return {};
  if (chosen() === "you") {
    const orcid = part("orcid").value.trim();
    const names = lines(part("names").value);
    if (orcid && !isOrcid(orcid)) return part("said").dataset.orcid;
    return orcid || names.length ? { claim: { orcid, names } } : {};
  }
  if (chosen() === "split") {
    const works = [...part("split").querySelectorAll("input:checked")].map((box) => box.value);
    const to = personAt(part("to").value);
    if (part("to").value.trim() && !to) return part("said").dataset.person;
    return works.length ? { split: { works, to } } : {};
  }
  if (chosen() === "merge") {
    const other = personAt(part("same").value);
    if (part("same").value.trim() && !other) return part("said").dataset.person;
    return other ? { merge: `people/${other}` } : {};
  }
  const controls = [...part("fields").querySelectorAll("[data-field]")];
  const changes = controls
    .map((control) => ({ field: control.dataset.field, from: control.was, to: valueOf(control) }))
    .filter(({ from, to }) => !same(from, to));
  return changes.length ? { changes } : {};
}

const code = (value) => {
  const text = [value].flat().join("; ");
  const fence = "`".repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  return text ? `${fence}${/^`|`$/.test(text) ? ` ${text} ` : text}${fence}` : words.nothing;
};

// Words of a visitor without HTML and code: reports in which something can be hidden are refused.
const plain = (text) => text.replace(/<(?=[A-Za-z/!?])/g, "< ").replace(/[`\\]|~(?=~~)/g, "\\$&");

function issueText(asked) {
  const source = lines(part("source").value).join(" ");
  const labels = Object.fromEntries(data.fields[kind] ?? []);
  const paragraphs = [`${words.page}: ${about.href}`];
  const said = part("words").value.trim();
  if (said) paragraphs.push(plain(said));
  if (asked.changes) {
    const rows = asked.changes.map(({ field, from, to }) => `- **${labels[field]}** ${words.was} ${code(from)}, ${words.to} ${code(to)}`);
    paragraphs.push(rows.join("\n"));
  }
  if (source) paragraphs.push(`${words.source}: ${plain(source)}`);
  if (Object.keys(asked).length) {
    const block = { kartotek: 1, entry, ...asked, ...(source ? { source } : {}) };
    const json = JSON.stringify(block, null, 1).replaceAll("<", "\\u003c");
    paragraphs.push(words.machine, `\`\`\`json\n${json}\n\`\`\``);
  }
  return `${paragraphs.join("\n\n")}\n`;
}

function composed() {
  const asked = action();
  if (typeof asked === "string") return { problem: asked };
  if (!Object.keys(asked).length && !part("words").value.trim()) return { problem: part("said").dataset.nothing };
  return { heading: words[chosen()].replace("{title}", () => title.slice(0, LONGEST_TITLE)), text: issueText(asked) };
}

function update() {
  const { text, problem } = composed();
  part("preview").hidden = !text;
  part("preview").querySelector("pre").textContent = text ?? "";
  if (!problem) part("said").textContent = "";
}

async function send(event) {
  event.preventDefault();
  const { heading, text, problem } = composed();
  if (problem) {
    part("said").textContent = problem;
    return;
  }
  const address = new URL(form.action);
  address.searchParams.set(data.title, heading);
  const full = new URL(address);
  full.searchParams.set(data.body, text);
  if (full.href.length <= LONGEST) {
    location.assign(full);
    return;
  }
  part("said").textContent = part("said").dataset.long;
  part("preview").open = true;
  window.open(address, "_blank", "noopener");
  await navigator.clipboard?.writeText(text).catch(() => {});
}

async function begin() {
  const label = part("words").labels[0];
  if (!entry && page === null) return;
  part("about").hidden = false;
  part("about").querySelector("a").href = about;
  part("about").querySelector("a").textContent = title;
  part("source-field").hidden = false;
  const read = await documentAt(about);
  title = read.querySelector("h1")?.textContent.trim() || title;
  part("about").querySelector("a").textContent = title;
  const block = read.getElementById("entry-values");
  if (!entry) return;
  if (block) {
    offerFields(JSON.parse(block.textContent));
    label.textContent = label.dataset.more;
  }
  if (kind === "people") {
    show("how", true);
    if (location.hash === "#report-you") form.querySelector('input[value="you"]').checked = true;
    label.textContent = label.dataset.more;
  }
}

form.addEventListener("submit", send);
form.addEventListener("input", update);
form.addEventListener("change", choose);
for (const link of document.querySelectorAll(".languages a")) link.href += location.search + location.hash;
begin().catch(() => {}).finally(choose);
