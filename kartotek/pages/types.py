"""The types of publications: those that occur, by group, and the list of publications of each."""

from collections.abc import Iterable, Iterator

from kartotek import urls
from kartotek.model.relist import Touched
from kartotek.model.types import TYPES
from kartotek.pages.family import Context, Family, shows_no_works
from kartotek.pages.parts.described import of_page, of_works, shortened
from kartotek.pages.parts.head import of_list
from kartotek.pages.parts.listing import cards_of, listed_cards, pager, paginate
from kartotek.view.fact import Fact
from kartotek.view.named import Named
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan_index(_view: View) -> Iterator[Page]:
    """One page with all types that occur."""
    yield Page("types index", "types", urls.index_of("types"), "types.html")


def _index_inputs(_view: View, _page: Page) -> Iterator[Fact]:
    """How many publications there are of each type; the names of types are no facts."""
    yield ("counts", "types")


def _index_context(view: View, _page: Page) -> Context:
    """What `types.html` is given: groups in the order of the table of types."""
    counts = view.counts("types")
    groups: dict[str, list[tuple[Named, int]]] = {}
    for key, row in TYPES.items():
        if key in counts:
            group = groups.setdefault(view.language.gettext(row.group), [])
            group.append((view.named("types", key), counts[key]))
    title, named = view.language.gettext("Types"), (each.label for group in groups.values() for each, _ in group)
    return {
        "title": title,
        "description": of_page(title, shortened(", ".join(named))),
        "groups": list(groups.items()),
    }


def _plan(view: View) -> Iterator[Page]:
    """The list of each type, on as many pages as it needs."""
    return _pages_of(view, view.keys("types"))


def _plan_touched(view: View, touched: Touched) -> Iterator[Page]:
    """The same for those with a publication that lists may show otherwise."""
    return _pages_of(view, touched.listed_with("types"))


def _pages_of(view: View, keys: Iterable[str]) -> Iterator[Page]:
    for key in keys:
        yield from paginate("type", key, urls.item("types", key), "type.html", view.works("types", key))


def _inputs(_view: View, page: Page) -> Iterator[Fact]:
    """Its works and their cards."""
    yield ("works of types", page.key)
    yield from cards_of(page)


def _context(view: View, page: Page) -> Context:
    """What `type.html` is given."""
    title, count = view.label("types", page.key), len(view.works("types", page.key))
    return {
        "title": title,
        "description": of_works(view, title, count),
        "head": of_list(view, page, title),
        "group": view.language.gettext(TYPES[page.key].group),
        "count": count,
        "cards": listed_cards(view, page),
        "pager": pager(page),
    }


INDEX = Family("types index", _plan_index, _index_inputs, _index_context, plan_touched=shows_no_works)
FAMILY = Family("type", _plan, _inputs, _context, plan_touched=_plan_touched)
