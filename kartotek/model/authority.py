"""Records of what publications are linked to (organisations, projects, journals, keywords), and of free pages.

People have a module of their own (`model.person`). The key of a record is the name of its entry file without the
ending: `content/organisations/observatory.md` is "observatory". Languages are BCP 47 tags ("da", "en-GB"). An empty
value ("", () or None) says that the entry does not give it.
"""

from dataclasses import dataclass
from typing import Any

from kartotek.content import fields as f
from kartotek.content.colors import readable_color
from kartotek.content.fields import Field, LocalText
from kartotek.content.multilingual_text import multilingual
from kartotek.model.common import Contributor, Funding, Link, Retirement
from kartotek.model.common_fields import COMMON_FIELDS, contributors, funding, links
from kartotek.model.elsewhere import same_as
from kartotek.model.entry_reader import LANGUAGE, OTHER_NAMES, SELECTED, URL, reader
from kartotek.model.sparse import SparseRecord
from kartotek.text import identifiers
from kartotek.text.dates import PartialDate


@dataclass(frozen=True)
class Organisation(SparseRecord):
    """A university, an institute, a group.

    `parent` is the key of what it is part of, `ror` the id without an address, `country` a code of ISO 3166-1,
    `selected` are keys of publications, `accent` is #rrggbb.
    """

    key: str
    name: str
    names: LocalText = ()
    other_names: tuple[str, ...] = ()
    acronym: str = ""
    parent: str = ""
    ror: str = ""
    url: str = ""
    place: str = ""
    country: str = ""
    founded: PartialDate | None = None
    closed: PartialDate | None = None
    selected: tuple[str, ...] = ()
    accent: str = ""
    same_as: tuple[str, ...] = ()
    language: str = ""
    body: str = ""
    descriptions: LocalText = ()
    draft: bool = False
    aliases: tuple[str, ...] = ()
    retired: Retirement | None = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name it goes by, in all languages; the acronym is one of them."""
        names = (self.name, *(name for _, name in self.names), *self.other_names)
        return (*names, self.acronym) if self.acronym else names


@dataclass(frozen=True)
class Project(SparseRecord):
    """Work with a beginning and an end that publications came from.

    `organisations` are keys, `selected` those of publications.
    """

    key: str
    title: str
    titles: LocalText = ()
    acronym: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    people: tuple[Contributor, ...] = ()
    organisations: tuple[str, ...] = ()
    funding: tuple[Funding, ...] = ()
    selected: tuple[str, ...] = ()
    url: str = ""
    links: tuple[Link, ...] = ()
    same_as: tuple[str, ...] = ()
    language: str = ""
    body: str = ""
    descriptions: LocalText = ()
    draft: bool = False
    aliases: tuple[str, ...] = ()
    retired: Retirement | None = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name it goes by, in all languages; the acronym is one of them."""
        names = (self.title, *(title for _, title in self.titles))
        return (*names, self.acronym) if self.acronym else names


@dataclass(frozen=True)
class Journal(SparseRecord):
    """A container: a journal, a series, proceedings, a book with chapters; `kind` is one of `CONTAINER_KINDS`."""

    key: str
    title: str
    titles: LocalText = ()
    other_titles: tuple[str, ...] = ()
    abbreviation: str = ""
    kind: str = "journal"
    issn: tuple[str, ...] = ()
    eissn: tuple[str, ...] = ()
    publisher: str = ""
    place: str = ""
    url: str = ""
    founded: PartialDate | None = None
    same_as: tuple[str, ...] = ()
    language: str = ""
    body: str = ""
    descriptions: LocalText = ()
    draft: bool = False
    aliases: tuple[str, ...] = ()
    retired: Retirement | None = None

    @property
    def all_issn(self) -> tuple[str, ...]:
        """Its ISSNs, those of electronic editions last."""
        return self.issn + self.eissn

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every title it goes by."""
        names = (self.title, *(title for _, title in self.titles), *self.other_titles)
        return (*names, self.abbreviation) if self.abbreviation else names


@dataclass(frozen=True)
class Keyword(SparseRecord):
    """A subject. `labels` and `synonyms` are pairs of a language ("" if none is given) and a text.

    `broader` is the key of the keyword that includes this one (SKOS: broader).
    """

    key: str
    label: str
    labels: LocalText = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    broader: str = ""
    same_as: tuple[str, ...] = ()
    language: str = ""
    body: str = ""
    definitions: LocalText = ()
    draft: bool = False
    aliases: tuple[str, ...] = ()
    retired: Retirement | None = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every label it goes by, in all languages, and its synonyms."""
        return (self.label, *(label for _, label in (*self.labels, *self.synonyms)))


@dataclass(frozen=True)
class FreePage(SparseRecord):
    """A page of prose such as About. `language` is "" for the version that all languages fall back to.

    `key` has no language: `about.md` and `about.da.md` are two records with the key "about".
    """

    key: str
    title: str
    description: str = ""
    language: str = ""
    order: int = 0
    body: str = ""
    draft: bool = False
    aliases: tuple[str, ...] = ()
    retired: Retirement | None = None


ORGANISATION_FIELDS = {
    "name": Field(multilingual, "The name."),
    "names": Field(f.local_texts, "The name in other languages."),
    "other_names": OTHER_NAMES,
    "acronym": Field(f.text, "Acronym."),
    "parent": Field(f.entry_id, "Id of the organisation it is part of."),
    "ror": Field(f.identifier(identifiers.ror), "ROR id."),
    "url": URL,
    "place": Field(multilingual, "City."),
    "country": Field(f.country, "ISO 3166 code of the country."),
    "founded": Field(f.date, "Date of foundation."),
    "closed": Field(f.date, "Date it ceased to exist."),
    "selected": SELECTED,
    "accent": Field(
        readable_color,
        "The colour of its pages, and of those of its units that have none: six digits in quotes.",
    ),
    "same_as": same_as("organisations"),
    "language": LANGUAGE,
    "description": Field(f.markdown, "The description, in entries that are all YAML."),
    "descriptions": Field(f.local_markdown, "The description in other languages."),
    **COMMON_FIELDS,
}
PROJECT_FIELDS = {
    "title": Field(multilingual, "The title."),
    "titles": Field(f.local_texts, "The title in other languages."),
    "acronym": Field(f.text, "Acronym."),
    "start": Field(f.date, "First day."),
    "end": Field(f.date, "Last day."),
    "people": Field(contributors, "People, as authors are given."),
    "organisations": Field(f.list_of(f.entry_id), "Ids of organisations."),
    "funding": Field(funding, "Funders and grants."),
    "selected": SELECTED,
    "url": URL,
    "links": Field(links, "Other links."),
    "same_as": same_as("projects"),
    "language": LANGUAGE,
    "description": Field(f.markdown, "The description, in entries that are all YAML."),
    "descriptions": Field(f.local_markdown, "The description in other languages."),
    **COMMON_FIELDS,
}
CONTAINER_KINDS = ("journal", "series", "proceedings", "book", "newspaper", "magazine")
"""Values of `kind` in the entry of a container."""
JOURNAL_FIELDS = {
    "title": Field(multilingual, "The title."),
    "titles": Field(f.local_texts, "The title in other languages."),
    "other_titles": Field(f.list_of(f.text), "Former titles, and others it is known by."),
    "abbreviation": Field(f.text, "The title abbreviated, as by ISO 4."),
    "kind": Field(f.choice(CONTAINER_KINDS), "What kind of container it is; journal if not given."),
    "issn": Field(f.list_of(f.identifier(identifiers.issn, "bad-issn")), "ISSN, one or several."),
    "eissn": Field(f.list_of(f.identifier(identifiers.issn, "bad-issn")), "ISSN of the electronic edition."),
    "publisher": Field(multilingual, "Publisher, by name or by the id of an organisation."),
    "place": Field(multilingual, "Place of publication."),
    "url": URL,
    "founded": Field(f.date, "Date of foundation."),
    "same_as": same_as("journals"),
    "language": LANGUAGE,
    "description": Field(f.markdown, "The description, in entries that are all YAML."),
    "descriptions": Field(f.local_markdown, "The description in other languages."),
    **COMMON_FIELDS,
}
KEYWORD_FIELDS = {
    "label": Field(multilingual, "The preferred label."),
    "labels": Field(f.local_texts, "The label in other languages."),
    "synonyms": Field(f.local_lists, "Labels that mean the same: a list, or a map of language to lists."),
    "broader": Field(f.entry_id, "Id of the keyword that includes this one."),
    "same_as": same_as("keywords"),
    "language": LANGUAGE,
    "definition": Field(f.markdown, "The definition, in entries that are all YAML."),
    "definitions": Field(f.local_markdown, "The definition in other languages."),
    **COMMON_FIELDS,
}
PAGE_FIELDS = {
    "title": Field(f.text, "The title."),
    "description": Field(f.text, "A sentence for search engines."),
    "order": Field(f.integer(0, 9999), "Its place among the pages, as a number."),
    "text": Field(f.markdown, "The text, in entries that are all YAML."),
    **COMMON_FIELDS,
}


def _free_page(key: str, **values: Any) -> FreePage:
    """The record of a free page; the language is part of the file's name: `about.da.md` is `about` in Danish."""
    key, _, language = key.partition(".")
    return FreePage(key=key, language=language, **values)


read_organisation = reader(Organisation, ORGANISATION_FIELDS, "name", "description", "names")
read_project = reader(Project, PROJECT_FIELDS, "title", "description", "titles")
read_journal = reader(Journal, JOURNAL_FIELDS, "title", "description", "titles")
read_keyword = reader(Keyword, KEYWORD_FIELDS, "label", "definition", "labels")
read_free_page = reader(_free_page, PAGE_FIELDS, "title", "text")
