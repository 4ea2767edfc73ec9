// The works of a profile, filtered, in another order, and printed by type. Without a script they are there as they are.
const form = document.getElementById("list-tools");
const box = form.nextElementSibling;
const { sort, type, words } = form.elements;
const kinds = new Map([...type.options].map((option, place) => [option.value, { place, heading: option.text }]));
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const text = (card, part) => card.querySelector(part).textContent.trim();
const works = taken(box);
let loading;

// each work of a page with the heading of its year
function taken(page) {
  return [...page.querySelectorAll(".year")].flatMap((year) =>
    [...year.nextElementSibling.children].map((card) => ({
      card,
      year,
      all: fold(card.textContent),
      title: text(card, "h3"),
      type: text(card, "i"),
    })));
}

// the other pages of the list, once; if one cannot be had, what is here is all there is
const load = () => (loading ??= loadPages());

async function loadPages() {
  for (let number = 2; number <= form.dataset.pages; number++) {
    const address = new URL(`page/${number}/`, location.href.split("#")[0]);
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const link of page.querySelectorAll(".cards a")) link.href = new URL(link.getAttribute("href"), address);
    works.push(...taken(page));
  }
  form.parentElement.querySelector(".pager")?.remove();
}

function show() {
  const wanted = fold(words.value).split(/\s+/);
  const found = works.filter((work) =>
    (!type.value || work.type === type.value) && wanted.every((word) => work.all.includes(word)));
  if (sort.value === "old") found.reverse().sort((a, b) => isUndated(a) - isUndated(b)); // they stay last
  if (sort.value === "title") found.sort((a, b) => a.title.localeCompare(b.title, document.documentElement.lang, { numeric: true }));
  if (sort.value === "type") found.sort((a, b) => kinds.get(a.type).place - kinds.get(b.type).place);
  box.replaceChildren();
  let last;
  for (const work of found) {
    const heading = { title: "", type: kinds.get(work.type).heading }[sort.value] ?? work.year.textContent;
    if (heading !== last) begin((last = heading), sort.value === "type" ? "" : work.year.id);
    box.lastElementChild.append(work.card);
  }
  const said = form.dataset.found.replace("{found}", found.length).replace("{all}", works.length);
  form.querySelector("output").textContent = found.length < works.length ? said : "";
}

const isUndated = (work) => !/^y/.test(work.year.id);

// a new part of the list
function begin(heading, id) {
  if (heading) box.append(Object.assign(document.createElement("h2"), { className: "year", textContent: heading, ...(id && { id }) }));
  box.append(Object.assign(document.createElement("ol"), { className: "cards" }));
}

form.addEventListener("input", () => load().then(show));
form.addEventListener("submit", (event) => event.preventDefault());
form.querySelector("button").addEventListener("click", () => {
  sort.value = "type";
  load().then(show).then(() => print());
});
form.hidden = false;
