// For other sites: in the place of each link with `data-kartotek` stands what it leads to, as the portal has it now.
// Without this script, or where the portal cannot be read, the link stays. docs/profiles.md shows how it is used.

async function embed(link) {
  const address = new URL(link.href);
  const answer = await fetch(address);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById(decodeURIComponent(address.hash.slice(1)) || "works");
  if (!found) return;
  const part = found.matches(".year") ? [found, found.nextElementSibling] : [found.closest("section, figure") ?? found];
  for (const piece of part) {
    for (const extra of piece.querySelectorAll("form, script, .pager, .exports, .Z3988, .chart")) extra.remove();
    for (const inner of piece.querySelectorAll("[href]")) {
      inner.setAttribute("href", new URL(inner.getAttribute("href"), address));
    }
    for (const inner of piece.querySelectorAll("[src]")) inner.setAttribute("src", new URL(inner.getAttribute("src"), address));
    for (const named of [piece, ...piece.querySelectorAll("[id], [aria-labelledby]")]) {
      named.removeAttribute("id");
      named.removeAttribute("aria-labelledby");
    }
  }
  link.replaceWith(...part);
}

for (const link of document.querySelectorAll("a[data-kartotek]")) embed(link).catch(() => {});
