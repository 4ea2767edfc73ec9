// The search that is shown is the address: words, filters, order.

export const FACETS = ["year", "type", "person", "organisation", "keyword", "journal", "language", "access", "review"];

let shown = location.search; // the address of the search that is shown

export function readAddress() {
  const query = new URLSearchParams(location.search);
  const filters = Object.fromEntries(FACETS.map((facet) => [facet, query.getAll(facet)]));
  filters.year = filters.year.filter(range);
  return { query: query.get("q") ?? "", filters, sort: query.get("sort") ?? "" };
}

export function writeAddress(state, push) {
  const query = new URLSearchParams();
  if (state.query) query.set("q", state.query);
  for (const facet of FACETS) for (const value of state.filters[facet]) query.append(facet, value);
  if (state.sort) query.set("sort", state.sort);
  const address = location.pathname + (query.size ? `?${query}` : "");
  if (address === location.pathname + location.search) return;
  history[push ? "pushState" : "replaceState"](null, "", address);
  shown = location.search;
  showElsewhere();
}

// What to do when a visitor goes back or forth to another search. A jump within the page leads to none.
export function onReturn(call) {
  addEventListener("popstate", () => {
    if (shown === location.search) return;
    shown = location.search;
    showElsewhere();
    call();
  });
}

// The same search in the other languages of the portal.
export function showElsewhere() {
  for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
}

export const isFiltered = (filters) => FACETS.some((facet) => filters[facet].length);
export const noFilters = () => Object.fromEntries(FACETS.map((facet) => [facet, []]));

// Years as they stand in the address: 2010, 2010..2015, 2010.., ..2015; null for anything else.
export function range(text) {
  const [, from, dots, to] = text.match(/^(-?\d{1,5})?(?:(\.\.)(-?\d{1,5})?)?$/) ?? [];
  if (!from && !to) return null;
  return { from: Number(from ?? -Infinity), to: Number(dots ? (to ?? Infinity) : from) };
}
