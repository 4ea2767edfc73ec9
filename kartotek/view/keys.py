"""Keys of pages: digests of everything a page is made from, so short that they can be kept and compared.

A page whose key is the same as in the last build is not made again. So a key must depend on all that can change a byte
of the page: the program, the frame, the template with all it includes, and the facts that the family declares.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import partial
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from jinja2 import TemplateNotFound

from kartotek.export.work import Work
from kartotek.model.kinds import GROUPINGS, KINDS, LISTING, PEOPLE, Kind
from kartotek.model.publication import PAGE_ONLY
from kartotek.render.environment import references
from kartotek.text.digests import SIZE, of_bytes, of_value
from kartotek.view.fact import Fact, declarations
from kartotek.view.page import Page
from kartotek.view.view import BRIEF_TEMPLATE, CARD_TEMPLATE, View

FactValue = Callable[[View, str], object]
"""Finds the value of a fact of one kind, from a view and the key of the fact."""


def _name(view: View, key: str) -> object:
    """The name of a thing, the form it is sorted by, and its names in other languages; None if it is not shown."""
    family, _, name = key.partition("/")
    if family not in GROUPINGS and not view.exists(family, name):
        return None
    if family in GROUPINGS:
        return view.named(family, name)
    return view.named(family, name), view.sort_name(family, name), view.names_of(family, name)


def _work(view: View, key: str) -> object:
    """What linking found. The record itself is left out: pages that show it declare it as a fact of its own."""
    return _ALL_BUT_RECORD(view.work(key))


def _citation(view: View, key: str) -> object:
    """A publication as lists have it, without what only its own page shows."""
    work = view.citation(key)
    shown = [pair for pair in vars(work.record).items() if pair[0] not in PAGE_ONLY]
    return shown, _ALL_BUT_RECORD(work)


_ALL_BUT_RECORD = attrgetter(*(field.name for field in fields(Work) if field.name != "record"))


def _declared(method: str) -> FactValue:
    """The value of a fact that a method of the view returns; one without a key is the same for every key."""

    def value(view: View, key: str) -> object:
        return getattr(view, method)(*([key] if key else []))

    return value


def _thing(kind: Kind[Any], view: View, key: str) -> object:
    """The record of a thing."""
    return view.thing(kind, key)


def _by_family(method: str, family: str, view: View, key: str) -> object:
    """The value of a fact whose kind names a family: "works of people"."""
    return getattr(view, method)(family, key)


_VALUES: Mapping[str, FactValue] = {
    **{key: partial(_thing, kind) for key, kind in KINDS.items()},
    **{
        f"{kind} {family}": partial(_by_family, method, family)
        for kind, method in (("works of", "works"), ("works below", "works_below"), ("children of", "children"))
        for family in (*KINDS, *GROUPINGS)
    },
    **{declared.kind: _declared(method) for method, declared in declarations(View).items() if declared.kind},
    "names": _name,
    "works": _work,
    "citations": _citation,
}
"""How to find the value of each kind of fact. "cards" are not here: see `PageKeys.card`."""

_BY_EXCERPTS = frozenset({"links", "citations", "cards", "tallies"})
"""Facts of a publication that many lists are made from; their digests are stored with its excerpt."""
_SHARED = frozenset({"names", "all", "initials", "counts", *LISTING}) - {PEOPLE.key}
"""Facts that many pages are made from, so that their digests are kept. Those of people are too many to keep."""
_PASSING = 100
"""How many digests of other facts are kept: enough for the pages of one list, which come one after the other."""


class PageKeys:
    """The keys of the pages in one language. Two pages with the same key are the same, byte for byte."""

    def __init__(self, view: View, program: bytes, frame: object, frame_templates: Iterable[str]) -> None:
        """`program` stands for all code; `frame` and `frame_templates` for what is around every page."""
        self._view = view
        self._facts: dict[Fact, bytes] = {}
        self._passing: dict[Fact, bytes] = {}
        self._templates: dict[str, bytes] = {}
        around = (view.language.code, frame, *map(self._template, frame_templates))
        self._frame = of_value((program, around))
        self._card = self._template(CARD_TEMPLATE) + self._template(BRIEF_TEMPLATE)

    def key(self, page: Page, inputs: Iterable[Fact]) -> bytes:
        """The digest of everything the page is made from; `inputs` are the facts that its family declares."""
        page_hash = blake2b(self._frame, digest_size=SIZE)
        if page.template:
            page_hash.update(self._template(page.template))
        own = (page.family, page.key, page.url, page.template, page.shows, page.number, page.total)
        page_hash.update(repr(own).encode())
        facts = self._facts
        for fact in inputs:
            page_hash.update(facts.get(fact) or self._kept(fact))
        return page_hash.digest()

    def _kept(self, fact: Fact) -> bytes:
        """The digest of a fact, from memory or from the excerpts if it is there."""
        kind, key = fact
        if kind in _BY_EXCERPTS:
            return self._view.excerpts.digest(kind, key, self._view.language.code) or self.digest(fact)
        if kind in _SHARED or not key:
            made = self._facts[fact] = self.digest(fact)
            return made
        known = self._passing.get(fact)
        if known is None:
            if len(self._passing) >= _PASSING:
                self._passing.clear()
            known = self._passing[fact] = self.digest(fact)
        return known

    def digest(self, fact: Fact) -> bytes:
        """The digest of a fact, computed from its value now."""
        kind, key = fact
        if kind == "cards":
            return self.card(key, self.digest(("citations", key)))
        if kind == "tallies":
            return of_bytes(self._view.tally(key).packed())
        return of_value(_VALUES[kind](self._view, key))

    def card(self, key: str, citation: bytes) -> bytes:
        """The digest of a publication's card, with its OpenURL; `citation` is the digest of its citation."""
        return of_value((self._card, self._view.card(key), citation))

    def _template(self, name: str) -> bytes:
        """The digest of a template with everything it extends, includes and imports. Raises TemplateNotFound."""
        known = self._templates.get(name)
        if known is None:
            self._templates[name] = b""  # so that two templates that include each other come to an end
            known = self._templates[name] = self._read_template(name)
        return known

    def _read_template(self, name: str) -> bytes:
        """The digest of a template that was not asked for before."""
        environment = self._view.environment
        if environment.loader is None:
            raise TemplateNotFound(name)
        source = environment.loader.get_source(environment, name)[0]
        return of_value((source, [self._template(other) for other in references(environment, source)]))
