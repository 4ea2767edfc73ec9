"""The facts of a portal in one language: everything that pages may be made from, each declared once.

The decorator of a method names the kind of fact it returns: "publications" of a key, "works of people" of a key.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment

from kartotek import urls
from kartotek.config.editing import Editing
from kartotek.config.settings import Settings
from kartotek.content.fields import LocalText
from kartotek.export.work import Work
from kartotek.export.work_builder import WorkBuilder, abstracts_of
from kartotek.model.authority import FreePage
from kartotek.model.common import in_languages
from kartotek.model.kinds import GROUPINGS, KINDS, PEOPLE, UNDATED, Kind
from kartotek.model.person import Person
from kartotek.model.portal import Keys, Links, OnceNamed, Portal
from kartotek.model.publication import Publication
from kartotek.model.types import TYPES
from kartotek.render.language import Language
from kartotek.text.dates import Change
from kartotek.view.fact import Fact, fact, part_of
from kartotek.view.named import Named

Record = TypeVar("Record")


def _name(family: str, key: str = "") -> list[Fact]:
    """The fact behind a name. Years and types have the same names in every portal, so theirs is no fact."""
    return [] if family in GROUPINGS else [("names", f"{family}/{key}")]


class _SiteFacts:
    """The facts of publications, and of the site itself."""

    def __init__(
        self,
        portal: Portal,
        settings: Settings,
        language: Language,
        environment: Environment,
        folder: Path = Path(),
        works: WorkBuilder | None = None,
    ) -> None:
        """`folder` is that of the site; `works` may be shared by the views of several languages."""
        self._portal = portal
        self._works = works or WorkBuilder(portal, settings.site)
        self.site = settings.site
        self.settings = settings
        self.language = language
        self.environment = environment
        self.prefix = urls.prefix(language.code, settings.site.languages)
        self.templates = folder / "templates"
        self.withheld = frozenset(portal.withheld)
        """Files that nobody may read today: part of the frame of every page, and so of every page's key."""
        self._languages = (language.code, settings.site.languages[0])
        self._of_one_language: set[tuple[str, str]] = set()
        self._named: dict[tuple[str, str], Named] = {}
        self._sorted: dict[str, list[str]] = {}
        self._initials: dict[str, dict[str, int]] = {}
        self._members: dict[str, Keys] | None = None
        self._free_pages: dict[tuple[str, str], FreePage] | None = None
        self._ = language.gettext

    # publications

    @fact("publications")
    def publication(self, key: str) -> Publication:
        """The record of a publication, its texts in the language of the view."""
        return self._in_own_language("publications", key, self._portal.publications[key])

    def _in_own_language(self, kind: str, key: str, record: Record) -> Record:
        """A record with its texts in the language of the view. Those that have them in one only are remembered: they
        are nearly all, and asked for many times."""
        if (kind, key) in self._of_one_language:
            return record
        found = in_languages(record, self._languages)
        if found is record:
            self._of_one_language.add((kind, key))
        return found

    @fact("links")
    def links(self, key: str) -> Links:
        """What a publication is linked to."""
        return self._portal.links[key]

    @fact("related")
    def related(self, key: str) -> Keys:
        """The most similar publications, best first."""
        return self._portal.related.get(key, ())

    @fact("parts")
    def parts(self, key: str) -> Keys:
        """The chapters in a publication."""
        return self._portal.parts.get(key, ())

    @fact("works")
    def work(self, key: str) -> Work:
        """A publication with everything it is linked to, as its own exports need it."""
        return self._works.whole(key)

    @part_of("works")
    def access(self, key: str) -> str:
        """How open a publication is: a key of `labels.OPEN_ACCESS`, "" if nothing is known."""
        return self._works.access(key)

    @fact("citations")
    def citation(self, key: str) -> Work:
        """A publication as the exports of lists need it: without its abstract."""
        return self._works.short(key)

    @fact("abstracts")
    def abstracts(self, key: str) -> tuple[str, Mapping[str, Any]]:
        """The language of a publication's abstract, which no list depends on, and the fields that its citation lacks:
        abstracts and summaries."""
        record = self._portal.publications[key]
        return record.abstract_language, abstracts_of(record)

    @part_of("citations")
    def entry(self, key: str) -> Publication:
        """The record of a publication, for lists that show none of the fields in `PAGE_ONLY`."""
        return self._portal.publications[key]

    @fact("open files")
    def open_files(self, key: str) -> tuple[bool, ...]:
        """For each file of a publication: whether everyone may read it today."""
        return self._works.open_files(key)

    @fact("file sizes")
    def file_sizes(self, key: str) -> tuple[int, ...]:
        """For each file of a publication: its size in bytes, 0 for one that is not here."""
        return tuple(self._portal.file_sizes.get(file.path, 0) for file in self._portal.publications[key].files)

    @fact("changed")
    def changed(self, key: str) -> Change:
        """When a publication was first and last changed, with empty values where that is not known."""
        return self._portal.changed.get(key) or Change()

    @fact("removed")
    def removed(self) -> dict[str, str]:
        """When publications were removed (ISO 8601, UTC), by key, as far as that is known."""
        return dict(self._portal.removed)

    @fact("featured")
    def featured(self) -> Keys:
        """The publications that the home page shows first, newest first."""
        return self._portal.featured

    @fact("languages of works")
    def languages_of_works(self) -> list[str]:
        """The languages that publications are in, as sorted tags."""
        return sorted({work.language for work in self._portal.publications.values() if work.language})

    # the site

    @fact("description")
    def description(self) -> str:
        """The description of the site, in the language of the view."""
        return self.site.text("description", self.language.code)

    @fact("bibtex")
    def bibtex(self) -> str:
        """Whether .bib files are for "bibtex" or "biblatex"."""
        return self.settings.bibtex

    @fact("today")
    def today(self) -> str:
        """The day of the build (ISO 8601)."""
        return self._portal.today

    @fact("harvesting")
    def harvesting(self) -> tuple[str, str]:
        """The mail address for harvesters, and the address of the OAI gateway; "" for one that is not set."""
        return self.site.contact, self.site.oai_gateway

    @fact("editing")
    def editing(self) -> tuple[Editing | None, str, LocalText]:
        """Where the entries are kept, None if that is not said; the address of the site, and its title."""
        return self.settings.editing, self.site.base_url, self.site.title

    @fact("citation styles")
    def citation_styles(self) -> Sequence[tuple[str, bytes]]:
        """The styles of "Cite this" by name, with the content of those that are files of the site, else b""."""
        names = self.settings.citation_styles
        return [(name, (self.templates / name).read_bytes() if name.endswith(".csl") else b"") for name in names]

    def name_of(self, kind: Kind[Record], record: Record) -> tuple[str, str]:
        """The name of a thing in the language of the view, else in the first of the site, else as its entry has it; and
        its language as `lang` attribute: "" if it is the page's own, or if the name has no language."""
        language = self.language_of_name(kind, record)
        found = kind.naming.language(record, language)
        return kind.naming.label(record, language), "" if found is None else self.foreign(found)

    def language_of_name(self, kind: Kind[Record], record: Record) -> str:
        """The first of the view's and the site's language in which a thing has a name; "" if there is none."""
        naming = kind.naming
        return next((tag for tag in self._languages if naming.language(record, tag) == tag), "")

    def foreign(self, language: str) -> str:
        """The value of the attribute `lang` for a text: its language, or "" if that is the page's own.

        A text without a known language is taken to be in the first language of the site.
        """
        language = language or self.site.languages[0]
        return "" if language == self.language.code else language


class Facts(_SiteFacts):
    """All that pages know of the portal. Only methods of this class read it, and each declares which fact it returns.

    Page families get nothing else, so a subclass that records the calls sees everything that a page is made from.
    """

    # things of every kind

    @fact("", lambda kind, key: [(kind.key, key)])
    def thing(self, kind: Kind[Record], key: str) -> Record:
        """The record of a thing, its texts in the language of the view."""
        record: Record = self._portal.things[kind.key][key]
        return self._in_own_language(kind.key, key, record)

    @fact("", lambda family, key: [(f"works of {family}", key)])
    def works(self, family: str, key: str) -> Keys:
        """The keys of the publications linked to one thing, newest first; `family` is a kind or a grouping."""
        return self._portal.works[family].get(key, ())

    @fact("", lambda family, key: [(f"works below {family}", key)])
    def works_below(self, family: str, key: str) -> Keys:
        """The works of a thing and of all its parts, newest first."""
        return self._portal.works_below[family].get(key) or self.works(family, key)

    @fact("", lambda family, key: [(f"children of {family}", key)])
    def children(self, family: str, key: str) -> Keys:
        """The direct parts of a thing: the units of an organisation, the narrower keywords. In no particular order."""
        return self._portal.children[family].get(key, ())

    @fact("all")
    def keys(self, family: str) -> Sequence[str]:
        """The keys of everything of a kind, or of all years or types."""
        if family in GROUPINGS:
            return list(self._portal.works[family])
        return list(self._portal.things[family])

    @part_of("all")
    def sorted_keys(self, family: str) -> list[str]:
        """The same keys, in the alphabetical order of the language."""
        return [key for key in self._order(family) if key in self._portal.things[family]]

    @fact("once named")
    def once_named(self, family: str) -> Mapping[str, OnceNamed]:
        """What has no page of its own but a line in the index of its kind."""
        return self._portal.once_named if family == PEOPLE.key else {}

    @part_of("initials")
    def indexed(self, family: str) -> list[str]:
        """The keys of everything that is in an A to Z index, in the alphabetical order of the language."""
        return self._order(family)

    @part_of("initials")
    def _order(self, family: str) -> list[str]:
        """What has a name in the portal, in the order of the names; found once, as sorting takes long."""
        keys = self._sorted.get(family)
        if keys is None:
            collate = self.language.collate
            everything = (*self._portal.things[family], *(self._portal.once_named if family == PEOPLE.key else ()))
            order = sorted((collate(self.sort_name(family, key)), key) for key in everything)
            keys = self._sorted[family] = [key for _, key in order]
        return keys

    @fact("", _name)
    def _record(self, family: str, key: str) -> Any:
        """The record of something that has a name in the portal, with or without a page."""
        return self._portal.things[family].get(key) or self._portal.once_named[key].record

    @fact("initials")
    def initials(self, family: str) -> Mapping[str, int]:
        """The letters of an A to Z index, each with the place of its first name among `indexed`."""
        initials = self._initials.get(family)
        if initials is None:
            initials = self._initials[family] = {}
            for i, key in enumerate(self.indexed(family)):
                initials.setdefault(self.language.initial(self.sort_name(family, key)), i)
        return initials

    @fact("counts")
    def counts(self, family: str) -> Mapping[str, int]:
        """How many publications each thing of a kind has."""
        works = self._portal.works[family]
        return {key: len(works.get(key, ())) for key in self.keys(family)}

    @fact("", _name)
    def exists(self, family: str, key: str) -> bool:
        """Whether there is such a thing and it is shown: drafts are not."""
        return key in self._portal.things[family]

    @fact("", lambda family, keys: [("names", f"{family}/{key}") for key in keys])
    def shown(self, family: str, keys: Keys) -> Keys:
        """Those of the keys that are shown, in their order."""
        return tuple(key for key in keys if key in self._portal.things[family])

    @fact("", _name)
    def label(self, family: str, key: str) -> str:
        """The name of a thing in the language of the view."""
        if family == "types":
            return self._(TYPES[key].plural)
        if family == "years":
            return self._("Undated") if key == UNDATED else self.language.year(int(key))
        return self.name_of(KINDS[family], self._record(family, key))[0]

    @fact("", _name)
    def sort_name(self, family: str, key: str) -> str:
        """The form of the name that indexes sort by and take the initial from: "Rømer, Ole"."""
        kind = KINDS.get(family)
        if kind is None or kind.naming.sort is None:
            return self.label(family, key)
        record = self._record(family, key)
        return kind.naming.sort(record, self.language_of_name(kind, record))

    @fact("", _name)
    def language_of_label(self, family: str, key: str) -> str:
        """The language of a name as `lang` attribute: "" if it is the page's own, or if the name has no language."""
        kind = KINDS.get(family)
        if kind is None:
            return ""
        return self.name_of(kind, self._portal.things[family][key])[1]

    @fact("", _name)
    def named(self, family: str, key: str) -> Named:
        """The name of a thing, with the address of its page."""
        named = self._named.get((family, key))
        if named is None:
            label, lang = self.label(family, key), self.language_of_label(family, key)
            named = self._named[family, key] = Named(label, urls.item(family, key), lang)
        return named

    @fact("", lambda key, _printed="": _name(PEOPLE.key, key))
    def called(self, key: str, printed: str = "") -> str:
        """What a person is called who is printed under a name: if it is theirs in one language, that in the language
        of the view; any other name stays as it is."""
        person: Person = self._portal.things[PEOPLE.key][key]
        if not person.names or printed not in map(str, (person.name, *(name for _, name in person.names))):
            return printed
        return str(person.name_in(self.language_of_name(PEOPLE, person)))

    @fact("", _name)
    def names_of(self, family: str, key: str) -> Sequence[tuple[str, object]]:
        """Pairs of a language and the name of a thing in it, as far as it has several."""
        names: Sequence[tuple[str, object]] = getattr(self._portal.things[family][key], "names", ())
        return names

    # what only some kinds have

    @fact("members")
    def members(self, organisation: str) -> Keys:
        """The people whose entries give the organisation as affiliation, in alphabetical order."""
        if self._members is None:
            members: dict[str, list[str]] = {}
            people: Mapping[str, Any] = self._portal.things[PEOPLE.key]
            for key in self.sorted_keys(PEOPLE.key):
                for unit in people[key].affiliations:
                    members.setdefault(unit, []).append(key)
            self._members = {unit: tuple(keys) for unit, keys in members.items()}
        return self._members.get(organisation, ())

    @fact("publishers")
    def publisher_of(self, journal: str) -> str:
        """The key of the organisation that is the publisher of a journal; "" if that has no page."""
        return self._portal.publishers.get(journal, "")

    @fact("project people")
    def people_of_project(self, key: str) -> Keys:
        """One key for each of a project's `people`, in the same order; "" for one who has no page."""
        return self._portal.people_of_project[key]

    @fact("free pages")
    def free_pages(self) -> Mapping[tuple[str, str], FreePage]:
        """The free pages by key and language."""
        if self._free_pages is None:
            pages: Mapping[str, FreePage] = self._portal.things["pages"]
            self._free_pages = {(page.key, page.language): page for page in pages.values()}
        return self._free_pages

    @part_of("free pages", lambda _key: "")
    def free_page(self, key: str) -> FreePage:
        """A free page in the language of the view; else the version for all languages, that of the first, or any."""
        pages = self.free_pages()
        first = self.site.languages[0]
        for language in (self.language.code, "", first):
            if (key, language) in pages:
                return pages[key, language]
        return next(page for (name, _), page in pages.items() if name == key)
