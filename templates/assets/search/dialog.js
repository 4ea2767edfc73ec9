// Suggestions while a visitor types: a field with a list of options (the combobox pattern of ARIA), in a dialog.

import { counted, fill, language, make, numbers } from "./dom.js";
import { addressOf, identified, labelIn, suggest } from "./names.js";

const WORKS = 5;
const OTHERS = 6;
const TYPING_PAUSE = 60; // milliseconds
const WORK = "publications";

let built; // the promise of the dialog, once it was asked for
let dialog; // what is in it
let turn = 0; // counts what was typed, so that a slow answer never covers a newer one

export async function openDialog(search, typed, field) {
  built ??= build(search);
  dialog = await built;
  const { frame, input } = dialog;
  if (frame.open) return;
  input.value = field?.value || typed; // while it was fetched, more may have been typed
  frame.showModal();
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
  frame.onclose = () => field && (field.value = input.value);
  update();
}

async function build(search) {
  const answer = await fetch(new URL("dialog.json", search));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const texts = await answer.json();
  const here = new URL("..", search).href;
  const list = make("ul", { id: "suggest-list", role: "listbox", "aria-label": texts.suggestions });
  const status = make("p", { className: "hidden", role: "status" });
  const input = make("input", {
    id: "suggest-q",
    name: "q",
    type: "text", // Escape would empty a field of the type "search" instead of closing the dialog
    enterKeyHint: "search",
    dir: "auto",
    autocomplete: "off",
    spellcheck: false,
    role: "combobox",
    "aria-label": texts.search,
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  });
  const button = make("button", { type: "submit" }, texts.search);
  const form = make("form", { role: "search", action: search }, input, button);
  const close = make("button", { type: "button", className: "suggest-close", "aria-label": texts.close }, "×");
  const frame = make("dialog", { className: "suggest", "aria-label": texts.search }, form, close, list, status);
  close.addEventListener("click", () => frame.close());
  frame.addEventListener("click", (event) => event.target === frame && frame.close());
  let typing;
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(update, TYPING_PAUSE);
  });
  input.addEventListener("keydown", move);
  await styled();
  document.body.append(frame);
  return { frame, input, list, status, texts, here, active: -1 };
}

// The style sheet of the dialog, which pages do not need before.
const styled = () =>
  new Promise((done) => {
    const link = make("link", { rel: "stylesheet", href: new URL("dialog.css", import.meta.url).href });
    link.onload = link.onerror = done;
    document.head.append(link);
  });

async function update() {
  const mine = ++turn;
  const text = dialog.input.value.trim();
  const found = text ? await all(text) : [];
  if (mine !== turn) return;
  const { input, list, status, texts } = dialog;
  list.replaceChildren(...found.map(option));
  list.hidden = !found.length;
  input.setAttribute("aria-expanded", String(found.length > 0));
  choose(-1);
  status.textContent = text ? fill(counted(texts.counted, found.length), { count: numbers.format(found.length) }) : "";
}

async function all(text) {
  const known = /\d{4}/.test(text) ? await identified(text, () => "") : [];
  if (known.length) return known;
  const [works, others] = await Promise.all([
    suggest(text, ({ kind }) => kind === WORK),
    suggest(text, ({ kind }) => kind !== WORK),
  ]);
  return [...others.slice(0, OTHERS), ...works.slice(0, WORKS)];
}

function option(found, i) {
  const { texts, here } = dialog;
  const kind = Object.hasOwn(texts.kinds, found.kind) ? texts.kinds[found.kind] : "";
  const facts = [kind, found.note, found.weight ? numbers.format(found.weight) : ""].filter(Boolean).join(" · ");
  const link = make(
    "a",
    { id: `suggest-${i}`, role: "option", "aria-selected": "false", href: here + addressOf(found), tabIndex: -1 },
    make("span", { className: "suggest-label", dir: "auto" }, labelIn(found, language)),
    " ",
    make("span", { className: "count", dir: "auto" }, facts),
  );
  return make("li", { role: "none" }, link);
}

const optionsOf = (list) => [...list.querySelectorAll("[role=option]")];

function move(event) {
  const options = optionsOf(dialog.list);
  if (event.key === "ArrowDown") choose(dialog.active + 1 < options.length ? dialog.active + 1 : -1);
  else if (event.key === "ArrowUp") choose(dialog.active < 0 ? options.length - 1 : dialog.active - 1);
  else if (event.key === "Enter" && dialog.active >= 0) options[dialog.active].click();
  else return;
  event.preventDefault();
}

// Make an option the active one; -1 for none.
function choose(place) {
  const { input, list } = dialog;
  const options = optionsOf(list);
  options.forEach((each, i) => each.setAttribute("aria-selected", String(i === place)));
  dialog.active = place;
  if (place < 0) return input.removeAttribute("aria-activedescendant");
  options[place].scrollIntoView({ block: "nearest" });
  return input.setAttribute("aria-activedescendant", options[place].id);
}
