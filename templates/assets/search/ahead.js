// A page whose link a visitor points at is fetched before they follow it, once, unless they wish to save data.

const POINTED = 80; // milliseconds: whoever passes over a list asks for nothing
const fetched = new Set([location.pathname]);
let waiting;

function aim({ target }) {
  clearTimeout(waiting);
  const link = target.closest?.("a[href]");
  if (!link || link.origin !== location.origin || link.search || !link.pathname.endsWith("/") || fetched.has(link.pathname)) return;
  waiting = setTimeout(() => {
    fetched.add(link.pathname);
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: link.pathname }));
  }, POINTED);
}

if (!navigator.connection?.saveData) addEventListener("pointerover", aim, { passive: true });
