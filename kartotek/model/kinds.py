"""The table of kinds: all that can have an entry, a row each. Every other list of kinds is derived from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Fields
from kartotek.model import authority
from kartotek.model.authority import FreePage, Journal, Keyword, Organisation, Person, Project
from kartotek.model.common import in_language
from kartotek.model.portal import Keys, Links
from kartotek.model.publication import PAGE_ONLY, Publication
from kartotek.model.publication_fields import FIELDS as PUBLICATION_FIELDS
from kartotek.model.publication_fields import read_publication
from kartotek.model.types import N_, NN_

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Naming(Generic[Record]):
    """How the things of a kind are called and found.

    `field` is the field that names one, `others` the one for further names. `label` is the name in a language,
    `language` the language that this name is in: "" where nobody says, None where it is a name in every language.
    `sort` is the form that indexes sort by, if it is another. `all_names` are those it is found by.
    """

    field: str
    label: Callable[[Record, str], str]
    others: str = "other_names"
    language: Callable[[Record, str], str | None] = lambda _record, _language: None
    sort: Callable[[Record], str] | None = None
    all_names: Callable[[Record], Iterable[str]] = lambda record: record.all_names  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Kind(Generic[Record]):
    """One row: a kind of entry, and what becomes of it."""

    key: str
    """In `content/`, in addresses and in facts: "people"."""
    record: type[Record]
    fields: Fields
    read: Callable[[RawEntry, EntryDiagnostics], Record | None]
    about: str
    """What the reference of the entry format says above the table of fields."""
    label: str
    """What one is called, in English; it goes through the catalogs, and so do the next two."""
    plural: str
    counted: tuple[str, str]
    """How many there are, of one and of several: `%(shown)s` stands for the number."""
    page: str
    """The page family of a thing of this kind; its template is called `<page>.html`."""
    naming: Naming[Record]
    text: str = "description"
    """The field that may stand for the text below the front matter."""
    texts: str = "descriptions"
    """The field of the translations of that text."""
    ids_in: str = ""
    """The field of publications that holds ids of this kind."""
    links: Callable[[Links], Keys] | None = None
    """Which things of this kind a publication is linked to, if it does not name them in `ids_in` alone."""
    references: tuple[tuple[str, str], ...] = ()
    """Fields of this kind's own that hold ids, each with the kind of these."""
    parent: str = ""
    """The field that names what a thing is a part of, where the things of a kind are a tree."""
    rolls_up: bool = False
    """Whether the works of the parts are works of the whole."""
    lists_works: bool = True
    """Whether each thing has a page that lists works, and the kind an index of its things."""
    index: str = "letters"
    """How that index is ordered: "letters", from A to Z, or "tree"."""
    exports: bool = True
    """Whether the lists of works are exported."""
    feed: bool = False
    """Whether they have a feed."""
    searched: bool = False
    """Whether the search finds the things themselves."""
    schema_org: str = "Thing"
    """The class of schema.org that its things are of."""
    page_only: frozenset[str] = frozenset()
    """Fields that no page shows but that of the thing itself."""

    def linked(self, links: Links) -> Keys:
        """The things of this kind that a publication is linked to, "" where one has no page."""
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
    page_only=PAGE_ONLY,
)
PEOPLE = Kind(
    key="people",
    record=Person,
    fields=authority.PERSON_FIELDS,
    read=authority.read_person,
    about="The text below the front matter is the biography. Only a name is required.",
    label=N_("Person"),
    plural=N_("People"),
    counted=NN_("%(shown)s person", "%(shown)s people"),
    page="person",
    naming=Naming("name", lambda person, _: person.label, sort=lambda person: person.name.inverted),
    text="biography",
    texts="biographies",
    links=Links.people,
    references=(("affiliations", "organisations"),),
    feed=True,
    searched=True,
    schema_org="Person",
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
    naming=Naming("label", Keyword.label_in, others="synonyms", language=Keyword.language_of_label),
    text="definition",
    texts="definitions",
    links=lambda links: links.keywords,
    references=(("broader", "keywords"),),
    parent="broader",
    feed=True,
    schema_org="DefinedTerm",
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
    naming=Naming("title", lambda journal, _: journal.title, others="other_titles"),
    links=lambda links: (links.container, links.series),
    schema_org="Periodical",
)
ORGANISATIONS = Kind(
    key="organisations",
    record=Organisation,
    fields=authority.ORGANISATION_FIELDS,
    read=authority.read_organisation,
    about="`parent` arranges them in a tree. Only a name is required.",
    label=N_("Organisation"),
    plural=N_("Organisations"),
    counted=NN_("%(shown)s organisation", "%(shown)s organisations"),
    page="organisation",
    naming=Naming("name", lambda unit, language: in_language(unit.names, language) or unit.name),
    ids_in="organisations",
    references=(("parent", "organisations"),),
    parent="parent",
    rolls_up=True,
    index="tree",
    feed=True,
    schema_org="Organization",
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
    naming=Naming(
        "title",
        lambda project, language: in_language(project.titles, language) or project.title,
        language=lambda project, language: language if in_language(project.titles, language) else "",
    ),
    ids_in="projects",
    references=(("organisations", "organisations"),),
    feed=True,
    schema_org="ResearchProject",
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
LISTING: Mapping[str, Kind[Any]] = {key: kind for key, kind in KINDS.items() if kind.lists_works}
"""Those whose things have pages that list works."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """What publications are grouped by that no entry can describe. `label` goes through the catalogs."""

    key: str
    label: str
    page: str
    """The page family of one group; its template is called `<page>.html`."""
    group_of: Callable[[Publication], str]


UNDATED = "undated"
"""The group of publications without a year."""


def _year(publication: Publication) -> str:
    return UNDATED if publication.year is None else str(publication.year)


GROUPINGS: Mapping[str, Grouping] = {
    grouping.key: grouping
    for grouping in (
        Grouping("years", N_("Years"), "year", _year),
        Grouping("types", N_("Types"), "type", lambda publication: publication.type),
    )
}
INDEXES: Mapping[str, str] = {
    **{kind.key: kind.plural for kind in (PUBLICATIONS, *LISTING.values())},
    **{key: grouping.label for key, grouping in GROUPINGS.items()},
}
"""The indexes of the portal in their order, each with what it is called, in English."""
