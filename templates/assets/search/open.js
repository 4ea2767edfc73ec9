// The key / or the field in the head opens the suggestions. What they need is fetched only then.

const { action } = document.querySelector('[role="search"]'); // the search page in the language of this one
const field = document.getElementById("masthead-q");
const isTyping = (element) => element.closest("input, textarea, select, [contenteditable], dialog") !== null;

async function open(text) {
  try {
    const { openDialog } = await import("./dialog.js");
    openDialog(action, text, field);
  } catch (error) {
    console.error(error); // the field leads to the search page without it
  }
}

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  event.preventDefault();
  open("");
});
addEventListener("pointerover", () => import("./ahead.js").catch(() => undefined), { once: true, passive: true });
field?.addEventListener("click", () => open(field.value));
field?.addEventListener("input", () => open(field.value));
