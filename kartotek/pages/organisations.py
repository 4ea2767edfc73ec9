"""What is special about the page of an organisation: what it is part of, its units and its members."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.jsonld import Json
from kartotek.model.authority import Organisation
from kartotek.model.kinds import ORGANISATIONS
from kartotek.pages.family import Context
from kartotek.pages.parts.head import absolute, unit
from kartotek.pages.parts.listing import branch_facts
from kartotek.pages.things import KindPages
from kartotek.text import identifiers
from kartotek.view.fact import Fact
from kartotek.view.view import View

_KEY = ORGANISATIONS.key


def _inputs(view: View, organisation: Organisation) -> Iterator[Fact]:
    """Everything about the organisations above it, and about the units directly below it."""
    yield ("names", f"{_KEY}/{organisation.parent}")
    yield ("members", organisation.key)
    yield from branch_facts(ORGANISATIONS, organisation.key)
    for key in view.children(_KEY, organisation.key):
        yield (_KEY, key)
        yield from branch_facts(ORGANISATIONS, key)
    for above in _line_of(view, organisation):
        yield (_KEY, above)
        yield ("names", f"{_KEY}/{above}")
    yield from (("names", f"people/{key}") for key in view.members(organisation.key))


def _line_of(view: View, organisation: Organisation) -> list[str]:
    """The keys of what an organisation is part of, the widest first; the line ends at one that is not shown."""
    line: list[str] = []
    above = organisation.parent
    while above and view.exists(_KEY, above):
        line.insert(0, above)
        above = view.thing(ORGANISATIONS, above).parent
    return line


def _context(view: View, organisation: Organisation) -> Context:
    """What `organisation.html` is given. Units are in alphabetical order, each with the number of its works."""
    parts = sorted(view.children(_KEY, organisation.key), key=lambda key: view.language.collate(view.label(_KEY, key)))
    country = view.language.country_name(organisation.country) if organisation.country else ""
    return {
        "line": [view.named(_KEY, key) for key in _line_of(view, organisation)],
        "where": [part for part in (organisation.place, country) if part],
        "years": view.language.period(organisation.founded, organisation.closed),
        "ror_url": identifiers.resolve("ror", organisation.ror) if organisation.ror else "",
        "units": [(view.named(_KEY, key), len(view.listed_works(_KEY, key))) for key in parts],
        "members": [view.named("people", key) for key in view.members(organisation.key)],
    }


def _schema(view: View, organisation: Organisation) -> Json:
    """The organisation as an Organization of schema.org, with what it is part of and its units."""
    parent = organisation.parent
    above = unit(view, parent) if parent and view.exists(_KEY, parent) else None
    parts = [unit(view, key) for key in view.children(_KEY, organisation.key)]
    address = absolute(view, urls.item(_KEY, organisation.key))
    return schema_pages.organisation(organisation, address, view.label(_KEY, organisation.key), above, parts)


KIND_PAGES = KindPages(ORGANISATIONS, _inputs, _context, _schema)
