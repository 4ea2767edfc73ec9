"""Keys of pages: what a page is made from, as digests of so few bytes that they can be kept and compared."""

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
from kartotek.text.digests import SIZE, of_value
from kartotek.view.fact import Fact, declarations
from kartotek.view.page import Page
from kartotek.view.view import View

CARD_TEMPLATE = "partials/card.html"
Value = Callable[[View, str], object]
"""What a fact of some kind is, by its key."""


def _name(view: View, key: str) -> object:
    """How something is called and sorted; nothing, if it is not there to be seen."""
    family, _, name = key.partition("/")
    if family not in GROUPINGS and not view.exists(family, name):
        return None
    return view.named(family, name), view.sort_name(family, name)


def _work(view: View, key: str) -> object:
    """What was found by linking; who shows it shows the record too, and says so."""
    return _ALL_BUT_RECORD(view.work(key))


def _citation(view: View, key: str) -> object:
    """A publication as lists have it: without what only its own page shows."""
    work = view.citation(key)
    shown = [pair for pair in vars(work.record).items() if pair[0] not in PAGE_ONLY]
    return shown, _ALL_BUT_RECORD(work)


_ALL_BUT_RECORD = attrgetter(*(field.name for field in fields(Work) if field.name != "record"))


def _declared(method: str) -> Value:
    """The value of a fact that a method of the view returns; one without a key is the same for every key."""

    def value(view: View, key: str) -> object:
        return getattr(view, method)(*([key] if key else []))

    return value


def _thing(kind: Kind[Any], view: View, key: str) -> object:
    return view.thing(kind, key)


def _by_family(method: str, family: str, view: View, key: str) -> object:
    return getattr(view, method)(family, key)


_VALUES: Mapping[str, Value] = {
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
"""The value behind each kind of fact; "cards" have a rule of their own."""

_BY_EXCERPTS = frozenset({"links", "citations", "cards"})
"""Facts of a publication that many lists are made from; their digests are kept with its excerpt."""
_SHARED = frozenset({"names", "all", "initials", "counts", *LISTING}) - {PEOPLE.key}
"""Facts that many pages are made from; all others, those of people too, are forgotten after a few pages."""
_PASSING = 100


class PageKeys:
    """Keys of the pages of one language: pages of the same key are the same, byte for byte."""

    def __init__(self, view: View, program: bytes, frame: object, frame_templates: Iterable[str]) -> None:
        """`program` stands for all code, `frame` and its templates for what is around every page."""
        self._view = view
        self._facts: dict[Fact, bytes] = {}
        self._passing: dict[Fact, bytes] = {}
        self._templates: dict[str, bytes] = {}
        around = (view.language.code, frame, *map(self._template, frame_templates))
        self._frame = of_value((program, around))
        self._card = self._template(CARD_TEMPLATE)

    def key(self, page: Page, inputs: Iterable[Fact]) -> bytes:
        """The digest of everything the page is made from: its frame, its template and the facts that it declares."""
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
        """The digest of a fact, kept as long as more pages may be made from it."""
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
        """The digest of a fact as it is now."""
        kind, key = fact
        if kind == "cards":
            return self.card(key, self.digest(("citations", key)))
        return of_value(_VALUES[kind](self._view, key))

    def card(self, key: str, citation: bytes) -> bytes:
        """The digest of the card of a publication, with its OpenURL; `citation` is that of its citation."""
        return of_value((self._card, self._view.card(key), citation))

    def _template(self, name: str) -> bytes:
        """The digest of a template with all that it extends, includes and imports."""
        known = self._templates.get(name)
        if known is None:
            self._templates[name] = b""  # two that include each other would never end
            known = self._templates[name] = self._read_template(name)
        return known

    def _read_template(self, name: str) -> bytes:
        environment = self._view.environment
        if environment.loader is None:
            raise TemplateNotFound(name)
        source = environment.loader.get_source(environment, name)[0]
        return of_value((source, [self._template(other) for other in references(environment, source)]))
