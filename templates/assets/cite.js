// The bar of actions and "Cite this". Without this script nothing can be copied, and all else works.

const SHOWN = 2500; // milliseconds that "Copied" stays
const CHOSEN = "citation style"; // where browsers keep the choice
const ONE_BOX = CSS.supports("selector(::details-content)"); // as in theme.css

const box = document.querySelector(".cite-box");
const panels = [...box.querySelectorAll("details")];

async function copy(node) {
  const text = node.innerText.trim();
  const html = node.localName === "p" ? node.innerHTML.trim() : "";
  if (navigator.clipboard?.write && html) {
    const part = (type, content) => ({ [type]: new Blob([content], { type }) });
    await navigator.clipboard.write([new ClipboardItem({ ...part("text/plain", text), ...part("text/html", html) })]);
  } else if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
  } else {
    copySelected(node); // pages that came over plain http have no clipboard
  }
}

function copySelected(node) {
  const selection = getSelection();
  selection.selectAllChildren(node);
  const done = document.execCommand("copy");
  selection.removeAllRanges();
  if (!done) throw new Error("the browser does not let pages copy");
}

function copyOnClick(button, find) {
  const status = button.parentElement.querySelector("[role=status]");
  let hide;
  button.addEventListener("click", async () => {
    clearTimeout(hide);
    const node = find();
    try {
      await copy(node);
      status.textContent = box.dataset.done;
    } catch {
      status.textContent = box.dataset.failed;
    }
    if (node?.dataset.made) node.remove();
    hide = setTimeout(() => (status.textContent = ""), SHOWN);
  });
}

// The address that lasts: of the DOI, if there is one, else of this page.
function address() {
  const said = (relation) => document.querySelector(`link[rel="${relation}"]`)?.href;
  return said("cite-as") ?? said("canonical") ?? location.href;
}

function addressAsText() {
  const node = document.createElement("span");
  node.dataset.made = "true";
  node.textContent = address();
  document.querySelector(".actions").append(node);
  return node;
}

function remember(label) {
  try {
    localStorage.setItem(CHOSEN, label);
  } catch {
    // the browser keeps nothing, and the first style comes first
  }
}

function remembered() {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

copyOnClick(document.getElementById("copy-link"), addressAsText);
copyOnClick(box.querySelector(".cite-tools button"), () => box.querySelector("[open] :is(.citation, pre)"));

const chosen = remembered();
for (const panel of panels) {
  const summary = panel.querySelector("summary");
  if (summary.textContent === chosen) panel.open = true;
  summary.addEventListener("click", (event) => {
    if (panel.open && ONE_BOX) event.preventDefault(); // one is always chosen
    else if (!panel.open) remember(summary.textContent);
  });
}

if (navigator.share) {
  document.getElementById("share")?.addEventListener("click", (event) => {
    event.preventDefault();
    navigator.share({ title: document.title, url: address() }).catch(() => {}); // whoever closes the dialog shares nothing
  });
}
