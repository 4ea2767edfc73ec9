// The search that is shown is the address: words, filters, order.

export const FACETS = ["type", "year", "keyword", "language", "access"];

export function readAddress() {
  const query = new URLSearchParams(location.search);
  const filters = Object.fromEntries(FACETS.map((facet) => [facet, query.getAll(facet)]));
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
  showElsewhere();
}

// The same search in the other languages of the portal.
export function showElsewhere() {
  for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
}

export const isFiltered = (filters) => FACETS.some((facet) => filters[facet].length);
