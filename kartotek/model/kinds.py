"""The table of kinds: everything that can have an entry, one row each.

Every other list of kinds in the code is derived from it: folders below `content/`, indexes, lists, feeds, exports,
search, JSON-LD. `tests/model/test_new_kind.py` adds a kind in a few lines and shows what follows from its row.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Fields, LocalText
from kartotek.model import authority
from kartotek.model.authority import FreePage, Journal, Keyword, Organisation, Project
from kartotek.model.common import in_language, language_among
from kartotek.model.person import PERSON_FIELDS, Person, read_person
from kartotek.model.portal import Keys, Links
from kartotek.model.publication import Publication
from kartotek.model.publication_fields import FIELDS as PUBLICATION_FIELDS
from kartotek.model.publication_fields import read_publication
from kartotek.model.types import TYPES
from kartotek.text.translated import N_, NN_

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Naming(Generic[Record]):
    """How the things of a kind are named, sorted and found."""

    field: str
    """The field with the main name."""
    label: Callable[[Record, str], str]
    """The name in a language, from the record and the language's tag."""
    others: str = "other_names"
    """The field for further names; messages suggest it where two spellings may be one thing."""
    language: Callable[[Record, str], str | None] = lambda _record, _language: None
    """The language that `label` returns the name in: "" if the entry does not say, None if the name has no language
    (people)."""
    sort: Callable[[Record, str], str] | None = None
    """The form that indexes sort by, if it is not the label: "Rømer, Ole"."""
    all_names: Callable[[Record], Iterable[str]] = lambda record: record.all_names  # type: ignore[attr-defined]
    """All names by which publications may mention it, in any language."""


def _naming(field: str, names: str, *, proper: bool = False, **more: Any) -> Naming[Any]:
    """How things are named whose name is in one field, and in other languages in another. A `proper` name without
    translations is of no language."""

    def label(record: Any, language: str) -> str:
        return in_language(getattr(record, names), language) or getattr(record, field)

    def language_of_label(record: Any, language: str) -> str | None:
        others = getattr(record, names)
        return None if proper and not others else language_among(others, label(record, language))

    return Naming(field, label, language=language_of_label, **more)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Record]):
    """One row: a kind of entry, how it is read and named, and where the portal shows it."""

    key: str
    """Its folder below `content/`, the first part of its addresses, and its name in facts: "people"."""
    record: type[Record]
    """The class of its records; `fields` are what its entries may have, and `read` makes the one from the other."""
    fields: Fields
    read: Callable[[RawEntry, EntryDiagnostics], Record | None]
    about: str
    """What the reference of the entry format says above the table of fields."""
    label: str
    """What one is called, in English. The catalogs translate it, and the next two."""
    plural: str
    counted: tuple[str, str]
    """How many there are, for one and for several; `%(shown)s` is replaced by the number."""
    page: str
    """The page family of a thing of this kind; its template is called `<page>.html`."""
    naming: Naming[Record]
    text: str = "description"
    """The field that may hold the text, if it is not below the front matter."""
    texts: str = "descriptions"
    """The field with translations of that text; "" if there is none."""
    ids_in: str = ""
    """The field of publications that holds ids of this kind; "" if publications do not name it by id."""
    links: Callable[[Links], Keys] | None = None
    """Finds the things of this kind among the links of a publication, if `ids_in` does not say it all."""
    references: tuple[tuple[str, str], ...] = ()
    """Fields of this kind's own entries that hold ids, each with the kind that the ids are of."""
    parent: str = ""
    """For kinds that form a tree: the field with the id of what a thing is part of."""
    rolls_up: bool = False
    """Whether the works of a part are listed at the whole, too: a department's at its university."""
    lists_works: bool = True
    """Whether each thing has a page that lists works, and the kind an index of its things."""
    index: str = "letters"
    """How that index is ordered: "letters", from A to Z, or "tree"."""
    exports: bool = True
    """Whether its lists of works can be downloaded in the formats of `export.formats`."""
    feed: bool = False
    """Whether its lists of works have an Atom feed."""
    searched: bool = False
    """Whether the search suggests the things themselves, by their names."""
    schema_org: str = "Thing"
    """The class of schema.org that its things are of, without the address before it."""
    relates: float = 0
    """How much it counts that two publications are linked to the same thing, when related works are found
    (`model.related`); `relates_by` says so on pages."""
    relates_by: str = ""
    reportable: tuple[str, ...] = ()
    """The fields that visitors may report as wrong, in the order of the form; () if that is only its name."""

    def translations(self, record: Record) -> LocalText:
        """The text of a record in other languages, as far as its kind has a field for them."""
        texts: LocalText = getattr(record, self.texts) if self.texts else ()
        return texts

    def linked(self, links: Links) -> Keys:
        """The keys of the things of this kind that a publication is linked to; "" for one that has no page."""
        return self.links(links) if self.links else links.by_id(self.key)


PUBLICATIONS = Kind(
    key="publications",
    record=Publication,
    fields=PUBLICATION_FIELDS,
    read=read_publication,
    about="The abstract is the text below the front matter. Only `type` and `title` are required.",
    label=N_("Publication"),
    plural=N_("Publications"),
    counted=NN_("%(shown)s publication", "%(shown)s publications"),
    page="publication",
    naming=Naming("title", lambda publication, _: publication.title),
    text="abstract",
    texts="abstracts",
    lists_works=False,
    feed=True,
    searched=True,
    reportable=(
        *("title", "subtitle", "authors", "editors", "issued", "journal", "book", "series", "series_number", "volume"),
        *("issue", "pages", "article_number", "edition", "publisher", "place", "institution", "doi", "isbn", "issn"),
        *("url", "language"),
    ),
)
PEOPLE = Kind(
    key="people",
    record=Person,
    fields=PERSON_FIELDS,
    read=read_person,
    about="The text below the front matter is the biography. Only a name is required.",
    label=N_("Person"),
    plural=N_("People"),
    counted=NN_("%(shown)s person", "%(shown)s people"),
    page="person",
    naming=Naming(
        "name",
        lambda person, language: str(person.name_in(language)),
        language=lambda person, language: next((tag for tag, _ in person.names if tag == language), None),
        sort=lambda person, language: person.name_in(language).inverted,
    ),
    text="biography",
    texts="biographies",
    links=Links.people,
    references=(("affiliations", "organisations"), ("selected", "publications")),
    feed=True,
    searched=True,
    schema_org="Person",
    relates=1.5,
    relates_by=N_("Same people"),
    reportable=("name", "other_names", "orcid", "position", "url"),
)
KEYWORDS = Kind(
    key="keywords",
    record=Keyword,
    fields=authority.KEYWORD_FIELDS,
    read=authority.read_keyword,
    about="The text is the definition. Only a label is required.",
    label=N_("Keyword"),
    plural=N_("Keywords"),
    counted=NN_("%(shown)s keyword", "%(shown)s keywords"),
    page="keyword",
    naming=_naming("label", "labels", others="synonyms"),
    text="definition",
    texts="definitions",
    links=lambda links: links.keywords,
    references=(("broader", "keywords"),),
    parent="broader",
    feed=True,
    searched=True,
    schema_org="DefinedTerm",
    relates=1,
    relates_by=N_("Same keywords"),
)
JOURNALS = Kind(
    key="journals",
    record=Journal,
    fields=authority.JOURNAL_FIELDS,
    read=authority.read_journal,
    about="Journals, series, proceedings and books. Only a title is required.",
    label=N_("Journal or book"),
    plural=N_("Journals and books"),
    counted=NN_("%(shown)s journal, book or series", "%(shown)s journals, books and series"),
    page="journal",
    naming=_naming("title", "titles", proper=True, others="other_titles"),
    links=lambda links: (links.container, links.series),
    searched=True,
    schema_org="Periodical",
    relates=0.5,
    relates_by=N_("Same journal or book"),
    reportable=("title", "abbreviation", "other_titles", "issn", "publisher", "place", "url"),
)
ORGANISATIONS = Kind(
    key="organisations",
    record=Organisation,
    fields=authority.ORGANISATION_FIELDS,
    read=authority.read_organisation,
    about="`parent` arranges them in a tree. Only a name is required. An affiliation, `institution` or `publisher`\n"
    "that is its id, or one of its names, leads to it. Its list has what its people made, not what it published.",
    label=N_("Organisation"),
    plural=N_("Organisations"),
    counted=NN_("%(shown)s organisation", "%(shown)s organisations"),
    page="organisation",
    naming=_naming("name", "names", proper=True),
    ids_in="organisations",
    references=(("parent", "organisations"), ("selected", "publications")),
    parent="parent",
    rolls_up=True,
    index="tree",
    feed=True,
    searched=True,
    schema_org="Organization",
    reportable=("name", "other_names", "acronym", "ror", "url", "place", "country"),
)
PROJECTS = Kind(
    key="projects",
    record=Project,
    fields=authority.PROJECT_FIELDS,
    read=authority.read_project,
    about="Only a title is required.",
    label=N_("Project"),
    plural=N_("Projects"),
    counted=NN_("%(shown)s project", "%(shown)s projects"),
    page="project",
    naming=_naming("title", "titles"),
    ids_in="projects",
    references=(("organisations", "organisations"), ("selected", "publications")),
    feed=True,
    searched=True,
    schema_org="ResearchProject",
    reportable=("title", "acronym", "start", "end", "url"),
)
PAGES = Kind(
    key="pages",
    record=FreePage,
    fields=authority.PAGE_FIELDS,
    read=authority.read_free_page,
    about="Free pages: `about.md` is shown at `/about/`, `about.da.md` is the same page in Danish.",
    label=N_("Page"),
    plural=N_("Pages"),
    counted=NN_("%(shown)s page", "%(shown)s pages"),
    page="page",
    naming=Naming("title", lambda page, _: page.title),
    text="text",
    texts="",
    lists_works=False,
    exports=False,
)

_TABLE: tuple[Kind[Any], ...] = (PUBLICATIONS, PEOPLE, KEYWORDS, JOURNALS, ORGANISATIONS, PROJECTS, PAGES)

KINDS: Mapping[str, Kind[Any]] = {kind.key: kind for kind in _TABLE}
"""The rows by key, in the order in which the portal shows them."""
LISTING: Mapping[str, Kind[Any]] = {key: kind for key, kind in KINDS.items() if kind.lists_works}
"""The kinds whose things have pages that list works."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way of grouping publications that has no entries: by year, by type. `label` goes through the catalogs."""

    key: str
    label: str
    page: str
    """The page family of one group; its template is called `<page>.html`."""
    group_of: Callable[[Publication], str]
    """The key of the group that a publication is in: "2024", "article-journal"."""
    order: Callable[[str], tuple[int, ...]]
    """What the keys of groups are sorted by."""


UNDATED = "undated"
"""The group, among the years, of publications without a year."""


def _year(publication: Publication) -> str:
    """The group of a publication among the years."""
    return UNDATED if publication.year is None else str(publication.year)


def _year_order(key: str) -> tuple[int, ...]:
    """Newest first, the undated last."""
    return (1,) if key == UNDATED else (0, -int(key))


_PLACES = {key: i for i, key in enumerate(TYPES)}

GROUPINGS: Mapping[str, Grouping] = {
    grouping.key: grouping
    for grouping in (
        Grouping("years", N_("Years"), "year", _year, _year_order),
        Grouping("types", N_("Types"), "type", lambda publication: publication.type, lambda key: (_PLACES[key],)),
    )
}
INDEXES: Mapping[str, str] = {
    **{kind.key: kind.plural for kind in (PUBLICATIONS, *LISTING.values())},
    **{key: grouping.label for key, grouping in GROUPINGS.items()},
}
"""The indexes of the portal in their order, by the first part of their address, each with its English name."""
