"""Organisations: the tree, and a page for each with the outputs of its sub-units."""

from collections.abc import Iterator
from dataclasses import dataclass

from kartotek import urls
from kartotek.pages.family import Context, Family
from kartotek.pages.head import of_list, organisation_thing
from kartotek.pages.listing import cards_of, listed_cards, pager, paginate
from kartotek.pages.page import Fact, Page
from kartotek.pages.view import Named, View, own_text
from kartotek.text import identifiers


@dataclass(frozen=True, slots=True)
class Branch:
    """An organisation in the tree: how many publications it and its sub-units have."""

    name: Named
    count: int
    below: tuple["Branch", ...]


def _plan_index(_view: View) -> Iterator[Page]:
    yield Page("organisations index", "organisations", urls.index_of("organisations"), "organisations.html")


def _index_inputs(view: View, _page: Page) -> Iterator[Fact]:
    yield ("all", "organisations")
    for key in view.keys("organisations"):
        yield from _facts_of(key)


def _facts_of(key: str) -> Iterator[Fact]:
    yield ("names", f"organisations/{key}")
    yield ("sub units", key)
    yield ("works below", key)


def _index_context(view: View, _page: Page) -> Context:
    keys = view.sorted_keys("organisations")
    below = {unit for key in keys for unit in view.sub_units(key)}
    return {
        "title": view.language.gettext("Organisations"),
        "count": len(keys),
        "branches": [_branch(view, key) for key in keys if key not in below],
    }


def _branch(view: View, key: str) -> Branch:
    below = sorted(view.sub_units(key), key=lambda unit: view.language.collate(view.label("organisations", unit)))
    count = len(view.works_below(key))
    return Branch(view.named("organisations", key), count, tuple(_branch(view, unit) for unit in below))


def _plan(view: View) -> Iterator[Page]:
    for key in view.keys("organisations"):
        works = view.works_below(key)
        yield from paginate("organisation", key, urls.item("organisations", key), "organisation.html", works)


def _inputs(view: View, page: Page) -> Iterator[Fact]:
    yield ("organisations", page.key)
    yield ("names", f"organisations/{view.organisation(page.key).parent}")
    yield ("members", page.key)
    yield from _facts_of(page.key)
    for unit in view.sub_units(page.key):
        yield ("organisations", unit)
        yield from _facts_of(unit)
    for above in _line_of(view, page.key):
        yield ("organisations", above)
        yield ("names", f"organisations/{above}")
    yield from (("names", f"people/{key}") for key in view.members(page.key))
    yield from cards_of(page)


def _line_of(view: View, key: str) -> list[str]:
    """What an organisation is part of, the widest first."""
    line: list[str] = []
    above = view.organisation(key).parent
    while above and view.exists("organisations", above):
        line.insert(0, above)
        above = view.organisation(above).parent
    return line


def _context(view: View, page: Page) -> Context:
    unit = view.organisation(page.key)
    body, lang = own_text(unit.body, unit.language, unit.descriptions, view.language.code)
    units = [
        (view.named("organisations", key), len(view.works_below(key)))
        for key in sorted(
            view.sub_units(page.key), key=lambda key: view.language.collate(view.label("organisations", key))
        )
    ]
    country = view.language.country_name(unit.country) if unit.country else ""
    return {
        "title": view.label("organisations", page.key),
        "head": of_list(view, page, view.label("organisations", page.key), organisation_thing(view, unit)),
        "organisation": unit,
        "line": [view.named("organisations", key) for key in _line_of(view, page.key)],
        "where": ", ".join(part for part in (unit.place, country) if part),
        "years": view.language.period(unit.founded, unit.closed),
        "ror_url": identifiers.resolve("ror", unit.ror) if unit.ror else "",
        "units": units,
        "members": [view.named("people", key) for key in view.members(page.key)],
        "text": view.prose(page, body, 2) if body else "",
        "text_lang": view.foreign(lang),
        "count": len(view.works_below(page.key)),
        "cards": listed_cards(view, page),
        "pager": pager(page),
    }


INDEX = Family("organisations index", _plan_index, _index_inputs, _index_context)
FAMILY = Family("organisation", _plan, _inputs, _context)
