// "Cite this": buttons that copy what stands beside them, with its italics where the program pasted into takes them.

const SHOWN = 2500; // milliseconds that "Copied" stays

async function copy(node) {
  const text = node.innerText.trim();
  const html = node.localName === "pre" ? "" : node.innerHTML.trim();
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

for (const button of document.querySelectorAll(".cite .copy")) {
  const status = button.parentElement.querySelector("[role=status]");
  let hide;
  button.hidden = false;
  button.addEventListener("click", async () => {
    clearTimeout(hide);
    try {
      await copy(button.closest("details").querySelector(".citation, pre"));
      status.textContent = status.dataset.done;
    } catch {
      status.textContent = status.dataset.failed;
    }
    hide = setTimeout(() => (status.textContent = ""), SHOWN);
  });
}
