// In every page of `kartotek serve`: reloads when the portal was rebuilt, and shows diagnostics over the last good page.
const SHEET = new CSSStyleSheet(); // pages allow no style element (Content-Security-Policy)
SHEET.replaceSync(`
  :host { all: initial }
  section { position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto; z-index: 2147483647;
    font: 15px/1.5 system-ui, sans-serif; color: #fff; background: #3b0d12; padding: 1rem 1.5rem;
    box-shadow: 0 -2px 24px rgb(0 0 0 / 40%) }
  h2 { font-size: 1rem; margin: 0 0 .5rem } p { margin: 0 0 .75rem } code { font-size: .9em; opacity: .85 }`);

// the version of the portal that this page is from; the first event has the version now
const version = Number(new URL(import.meta.url).searchParams.get("version"));
let overlay = null;

function line(parent, tag, text) {
  const element = parent.appendChild(document.createElement(tag));
  element.textContent = text;
  return element;
}

function show(diagnostics) {
  overlay?.remove();
  overlay = null;
  if (!diagnostics.length) return;
  overlay = document.createElement("div");
  const root = overlay.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [SHEET];
  const section = root.appendChild(document.createElement("section"));
  section.setAttribute("role", "alert");
  line(section, "h2", "Not rebuilt. This is the last good page.");
  for (const diagnostic of diagnostics) {
    const paragraph = section.appendChild(document.createElement("p"));
    line(paragraph, "code", diagnostic.place);
    paragraph.append(document.createElement("br"), diagnostic.message);
    if (diagnostic.hint) paragraph.append(document.createElement("br"), "help: " + diagnostic.hint);
  }
  document.body.append(overlay);
}

const source = new EventSource("/-/events");
source.addEventListener("message", (event) => {
  const state = JSON.parse(event.data);
  if (state.version !== version) location.reload();
  show(state.diagnostics);
});
// a browser allows few connections to one host, and a page that was left must not hold one
addEventListener("pagehide", () => source.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());
