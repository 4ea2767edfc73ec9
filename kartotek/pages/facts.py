"""Facts as digests: what a page is made from, in so few bytes that it can be kept and compared."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter

from jinja2 import TemplateNotFound

from kartotek.export.work import Work
from kartotek.model.publication import PAGE_ONLY
from kartotek.pages.family import Family
from kartotek.pages.frame import frame_values
from kartotek.pages.page import Fact, Page
from kartotek.pages.view import View
from kartotek.render.environment import references
from kartotek.text.digests import SIZE, of_value

_FRAME_TEMPLATES = ("partials/masthead.html", "partials/footer.html")
CARD_TEMPLATE = "partials/card.html"


def _name(view: View, key: str) -> object:
    """How something is called and sorted; nothing, if it is not there to be seen."""
    family, _, name = key.partition("/")
    if family not in ("years", "types") and not view.exists(family, name):
        return None
    return view.named(family, name), view.sort_name(family, name)


def _all(view: View, family: str) -> object:
    if family == "pages":
        return view.free_pages()
    if family == "aliases":
        return view.aliases()
    return view.keys(family)


def _work(view: View, key: str) -> object:
    """What was found by linking; who shows it shows the record too, and says so."""
    return _BESIDE_RECORD(view.work(key))


def _citation(view: View, key: str) -> object:
    """A publication as lists tell of it: without what only its own page shows."""
    work = view.citation(key)
    told = [pair for pair in vars(work.record).items() if pair[0] not in PAGE_ONLY]
    return told, _BESIDE_RECORD(work)


_BESIDE_RECORD = attrgetter(*(field.name for field in fields(Work) if field.name != "record"))

VALUES: Mapping[str, Callable[[View, str], object]] = {
    "publications": View.publication,
    "links": View.links,
    "related": View.related,
    "parts": View.parts,
    "people": View.person,
    "organisations": View.organisation,
    "projects": View.project,
    "journals": View.journal,
    "keywords": View.keyword,
    "sub units": View.sub_units,
    "narrower": View.narrower,
    "works below": View.works_below,
    "all": _all,
    "initials": View.initials,
    "counts": View.counts,
    "names": _name,
    "members": View.members,
    "project people": View.people_of_project,
    "aliases": View.alias,
    "languages of works": lambda view, _: view.languages_of_works(),
    "featured": lambda view, _: view.featured(),
    "open files": View.open_files,
    "works": _work,
    "citations": _citation,
    "description": lambda view, _: view.description(),
    "changed": View.changed,
    "removed": lambda view, _: view.removed(),
    "harvesting": lambda view, _: view.harvesting(),
    "today": lambda view, _: view.today(),
    "citation styles": lambda view, _: view.citation_styles(),
    "bibtex": lambda view, _: view.bibtex(),
}
"""The value behind each kind of fact; "works of ..." and "cards" have rules of their own."""


_BY_EXCERPTS = frozenset({"links", "citations", "cards"})
"""Facts of a publication that many lists are made from; their digests are kept with its excerpt."""
_SHARED = frozenset({"names", "all", "initials", "counts", "journals", "organisations", "keywords"})
"""Facts that many pages are made from; all others are forgotten after a few pages."""
_PASSING = 100


class PageKeys:
    """Keys of the pages of one language: pages of the same key are the same, byte for byte."""

    def __init__(self, view: View, program: bytes) -> None:
        self._view = view
        self._facts: dict[Fact, bytes] = {}
        self._passing: dict[Fact, bytes] = {}
        self._templates: dict[str, bytes] = {}
        frame = (view.language.code, frame_values(view), *map(self._template, _FRAME_TEMPLATES))
        self._frame = of_value((program, frame))
        self._card = self._template(CARD_TEMPLATE)

    def key(self, family: Family, page: Page) -> bytes:
        """The digest of everything the page is made from."""
        page_hash = blake2b(self._frame, digest_size=SIZE)
        if page.template:
            page_hash.update(self._template(page.template))
        own = (page.family, page.key, page.url, page.template, page.shows, page.number, page.total)
        page_hash.update(repr(own).encode())
        facts = self._facts
        for fact in family.inputs(self._view, page):
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
        if kind.startswith("works of "):
            return of_value(self._view.works(kind[9:], key))
        return of_value(VALUES[kind](self._view, key))

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
