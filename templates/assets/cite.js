// "Cite this": buttons that copy what stands above them, with its italics where the program pasted into takes them.
// They are made here: without a script they would do nothing.

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

const words = document.getElementById("cite")?.dataset;

for (const details of document.querySelectorAll("#cite details")) {
  const tools = document.createElement("p");
  tools.className = "cite-tools";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
  button.setAttribute("aria-label", words.name.replace("%s", details.querySelector("summary").textContent));
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  tools.append(button, " ", status);
  details.append(tools);
  let hide;
  button.addEventListener("click", async () => {
    clearTimeout(hide);
    try {
      await copy(details.querySelector(".citation, pre"));
      status.textContent = words.done;
    } catch {
      status.textContent = words.failed;
    }
    hide = setTimeout(() => (status.textContent = ""), SHOWN);
  });
}
