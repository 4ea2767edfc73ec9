"""What is special about the page of an organisation: what it is part of, its units and its members."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.jsonld import Json
from kartotek.model.authority import Organisation
from kartotek.model.kinds import JOURNALS, KEYWORDS, ORGANISATIONS, PEOPLE
from kartotek.pages.family import Context
from kartotek.pages.parts.accents import accent_of, line_of
from kartotek.pages.parts.head import absolute, unit
from kartotek.pages.parts.listing import branch_facts
from kartotek.pages.parts.profile import Counted
from kartotek.pages.things import KindPages
from kartotek.render.accents import Accent, accent
from kartotek.text import identifiers
from kartotek.text.translated import N_
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
    for above in line_of(view, organisation):
        yield (_KEY, above)
        yield ("names", f"{_KEY}/{above}")
    yield from (("names", f"people/{key}") for key in view.members(organisation.key))
    yield from ((f"children of {_KEY}", key) for key in _below(view, organisation.key))


def _below(view: View, key: str) -> Iterator[str]:
    """An organisation and all its parts."""
    yield key
    for part in view.children(_KEY, key):
        yield from _below(view, part)


def _own(view: View, organisation: Organisation) -> list[str]:
    """What is no partner of an organisation: itself, what it is part of, and its parts."""
    return [*line_of(view, organisation), *_below(view, organisation.key)]


def _context(view: View, organisation: Organisation) -> Context:
    """What `organisation.html` is given. Units are in alphabetical order, each with the number of its works."""
    parts = sorted(view.children(_KEY, organisation.key), key=lambda key: view.language.collate(view.label(_KEY, key)))
    country = view.language.country_name(organisation.country) if organisation.country else ""
    return {
        "accent": _accent(view, organisation),
        "line": [view.named(_KEY, key) for key in line_of(view, organisation)],
        "where": [part for part in (organisation.place, country) if part],
        "years": view.language.period(organisation.founded, organisation.closed),
        "ror_url": identifiers.resolve("ror", organisation.ror) if organisation.ror else "",
        "units": [(view.named(_KEY, key), len(view.listed_works(_KEY, key))) for key in parts],
        "members": [view.named("people", key) for key in view.members(organisation.key)],
    }


def _accent(view: View, organisation: Organisation) -> Accent | None:
    """The style sheet with its colour, if it has one."""
    color = accent_of(view, organisation)
    return accent(color, view.integrity) if color else None


def _schema(view: View, organisation: Organisation) -> Json:
    """The organisation as an Organization of schema.org, with what it is part of and its units."""
    parent = organisation.parent
    above = unit(view, parent) if parent and view.exists(_KEY, parent) else None
    parts = [unit(view, key) for key in view.children(_KEY, organisation.key)]
    address = absolute(view, urls.item(_KEY, organisation.key))
    return schema_pages.organisation(organisation, address, view.label(_KEY, organisation.key), above, parts)


_COUNTED = Counted(
    (
        (KEYWORDS.key, N_("Keywords")),
        (ORGANISATIONS.key, N_("Partner organisations")),
        (PEOPLE.key, N_("Most works here")),
        (JOURNALS.key, N_("Journals and books")),
    ),
    network_of=ORGANISATIONS.key,
    around=True,
    countries=True,
)
KIND_PAGES = KindPages(ORGANISATIONS, _inputs, _context, _schema, counted=_COUNTED, own=_own)
