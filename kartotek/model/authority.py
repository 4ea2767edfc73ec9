"""Records of what publications are linked to (people, organisations, projects, journals, keywords), and of free pages.

The key of a record is the name of its entry file without the ending: `content/people/ole-romer.md` is "ole-romer".
Languages are BCP 47 tags ("da", "en-GB"). An empty value ("", () or None) says that the entry does not give it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from kartotek.content import fields as f
from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field, Fields, LocalText
from kartotek.content.maps import given_otherwise, read_fields
from kartotek.content.pasted import warn_of_tags
from kartotek.model.common import Contributor, Funding, Link, Retirement, in_language
from kartotek.model.common_fields import COMMON_FIELDS, contributors, funding, links, person_name
from kartotek.model.sparse import SparseRecord
from kartotek.text import identifiers
from kartotek.text.dates import PartialDate, in_order
from kartotek.text.names import PersonName

Record = TypeVar("Record")


@dataclass(frozen=True)
class Person(SparseRecord):
    """Someone who contributed to publications: with an entry of their own, or only named in those of publications.

    `orcid` is the iD without an address, `affiliations` are keys of organisations, `body` is the biography in Markdown.
    """

    key: str
    name: PersonName
    other_names: tuple[str, ...] = ()
    hidden_names: tuple[str, ...] = ()
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    position: str = ""
    positions: LocalText = ()
    born: PartialDate | None = None
    died: PartialDate | None = None
    url: str = ""
    image: str = ""
    image_alt: str = ""
    links: tuple[Link, ...] = ()
    same_as: tuple[str, ...] = ()
    language: str = ""
    body: str = ""
    biographies: LocalText = ()
    draft: bool = False
    aliases: tuple[str, ...] = ()
    retired: Retirement | None = None

    @property
    def label(self) -> str:
        """The name as pages print it, given names first."""
        return str(self.name)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name the person goes by."""
        return (self.label, *self.other_names)


@dataclass(frozen=True)
class Organisation(SparseRecord):
    """A university, an institute, a group.

    `parent` is the key of what it is part of, `ror` the id without an address, `country` a code of ISO 3166-1.
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
    """Work with a beginning and an end that publications came from; `organisations` are keys."""

    key: str
    title: str
    titles: LocalText = ()
    acronym: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    people: tuple[Contributor, ...] = ()
    organisations: tuple[str, ...] = ()
    funding: tuple[Funding, ...] = ()
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
    other_titles: tuple[str, ...] = ()
    abbreviation: str = ""
    kind: str = "journal"
    issn: tuple[str, ...] = ()
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
    def all_names(self) -> tuple[str, ...]:
        """Every title it goes by."""
        names = (self.title, *self.other_titles)
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

    def label_in(self, language: str) -> str:
        """The label in a language, or else the main one."""
        return in_language(self.labels, language) or self.label

    def language_of_label(self, language: str) -> str:
        """The language of what `label_in` returns; "" if the entry does not say."""
        shown = self.label_in(language)
        return next((tag for tag, text in self.labels if text == shown), "")


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


_SAME_AS = Field(f.list_of(f.url), "Addresses of the same thing elsewhere (Wikidata, VIAF).")
_LANGUAGE = Field(f.language, "Language of the text below the front matter.")
_OTHER_NAMES = Field(f.list_of(f.text), "Other names it is known by.")
_URL = Field(f.url, "Its own web page.")

PERSON_FIELDS = {
    "name": Field(person_name, "The name in one line."),
    "given": Field(f.text, "Given names, if not in `name`."),
    "family": Field(f.text, "Family name, if not in `name`."),
    "other_names": _OTHER_NAMES,
    "hidden_names": Field(f.list_of(f.text), "Former names: works printed under them show the present name instead."),
    "orcid": Field(f.identifier(identifiers.orcid), "ORCID iD."),
    "affiliations": Field(f.list_of(f.entry_id), "Ids of organisations."),
    "position": Field(f.text, "Position or profession."),
    "positions": Field(f.local_texts, "The position in other languages."),
    "born": Field(f.date, "Date of birth."),
    "died": Field(f.date, "Date of death."),
    "url": _URL,
    "image": Field(f.file_path, "A portrait in content/files/."),
    "image_alt": Field(f.text, "What the image shows."),
    "links": Field(links, "Other links."),
    "same_as": _SAME_AS,
    "language": _LANGUAGE,
    "biography": Field(f.markdown, "The biography, in entries that are all YAML."),
    "biographies": Field(f.local_markdown, "The biography in other languages."),
    **COMMON_FIELDS,
}
"""The fields of a person's entry, with the sentences that the reference of the entry format prints; so for all
`*_FIELDS`."""
ORGANISATION_FIELDS = {
    "name": Field(f.text, "The name."),
    "names": Field(f.local_texts, "The name in other languages."),
    "other_names": _OTHER_NAMES,
    "acronym": Field(f.text, "Acronym."),
    "parent": Field(f.entry_id, "Id of the organisation it is part of."),
    "ror": Field(f.identifier(identifiers.ror), "ROR id."),
    "url": _URL,
    "place": Field(f.text, "City."),
    "country": Field(f.country, "ISO 3166 code of the country."),
    "founded": Field(f.date, "Date of foundation."),
    "closed": Field(f.date, "Date it ceased to exist."),
    "same_as": _SAME_AS,
    "language": _LANGUAGE,
    "description": Field(f.markdown, "The description, in entries that are all YAML."),
    "descriptions": Field(f.local_markdown, "The description in other languages."),
    **COMMON_FIELDS,
}
PROJECT_FIELDS = {
    "title": Field(f.text, "The title."),
    "titles": Field(f.local_texts, "The title in other languages."),
    "acronym": Field(f.text, "Acronym."),
    "start": Field(f.date, "First day."),
    "end": Field(f.date, "Last day."),
    "people": Field(contributors, "People, as authors are given."),
    "organisations": Field(f.list_of(f.entry_id), "Ids of organisations."),
    "funding": Field(funding, "Funders and grants."),
    "url": _URL,
    "links": Field(links, "Other links."),
    "same_as": _SAME_AS,
    "language": _LANGUAGE,
    "description": Field(f.markdown, "The description, in entries that are all YAML."),
    "descriptions": Field(f.local_markdown, "The description in other languages."),
    **COMMON_FIELDS,
}
CONTAINER_KINDS = ("journal", "series", "proceedings", "book", "newspaper", "magazine")
"""Values of `kind` in the entry of a container."""
JOURNAL_FIELDS = {
    "title": Field(f.text, "The title."),
    "other_titles": Field(f.list_of(f.text), "Former titles, and others it is known by."),
    "abbreviation": Field(f.text, "The title abbreviated, as by ISO 4."),
    "kind": Field(f.choice(CONTAINER_KINDS), "What kind of container it is; journal if not given."),
    "issn": Field(f.list_of(f.identifier(identifiers.issn, "bad-issn")), "ISSN, one or several."),
    "publisher": Field(f.text, "Publisher."),
    "place": Field(f.text, "Place of publication."),
    "url": _URL,
    "founded": Field(f.date, "Date of foundation."),
    "same_as": _SAME_AS,
    "language": _LANGUAGE,
    "description": Field(f.markdown, "The description, in entries that are all YAML."),
    "descriptions": Field(f.local_markdown, "The description in other languages."),
    **COMMON_FIELDS,
}
KEYWORD_FIELDS = {
    "label": Field(f.text, "The preferred label."),
    "labels": Field(f.local_texts, "The label in other languages."),
    "synonyms": Field(f.local_lists, "Labels that mean the same: a list, or a map of language to lists."),
    "broader": Field(f.entry_id, "Id of the keyword that includes this one."),
    "same_as": _SAME_AS,
    "language": _LANGUAGE,
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


def reader(
    record: Callable[..., Record], fields: Fields, name: str, text: str
) -> Callable[[RawEntry, EntryDiagnostics], Record | None]:
    """Make the function that reads the entries of one kind.

    `record` is called with the key of the entry and the values of all fields that were given. `name` is the field
    without which there is no record; `text` is the field that may hold the text, if it is not below the front matter.
    The function returns None when there can be no record; all that is wrong goes to the diagnostics, and nothing is
    raised.
    """

    def read(entry: RawEntry, diagnostics: EntryDiagnostics) -> Record | None:
        values = read_fields(entry.data, fields, (), diagnostics, needed=(name,))
        values["body"] = _body(entry, text, values.pop(text, ""), diagnostics)
        if name not in values:
            if f.is_blank(entry.data.get(name)) and not given_otherwise(name, entry.data, fields):
                diagnostics.add("missing-key", (), f"every entry here needs a {name}", f"add `{name}: ...`")
            return None
        for first, last in _PERIODS:
            start, end = values.get(first), values.get(last)
            if start and end and not in_order(start, end):
                diagnostics.add("date-order", (last,), f"{start} is later than {end}", "check both dates")
        if values.get("image") and not values.get("image_alt"):
            diagnostics.add(
                "missing-key", ("image",), "the image has no description", "add `image_alt: ...`", at_key=True
            )
        return record(key=entry.source.name, **values)

    return read


_PERIODS = (("founded", "closed"), ("start", "end"), ("born", "died"))
"""Pairs of fields of which the first date must not be later than the second."""


def _body(entry: RawEntry, field: str, text: str, diagnostics: EntryDiagnostics) -> str:
    """The text of an entry: what is below the front matter, or else the value of the field."""
    if text and entry.body:
        hint = "keep one of the two"
        diagnostics.add(
            "contradiction",
            (field,),
            f"there is one {field} here and another below the front matter",
            hint,
            at_key=True,
        )
    warn_of_tags(entry.body, (), diagnostics, body=True)
    return entry.body or text


def read_person(entry: RawEntry, diagnostics: EntryDiagnostics) -> Person | None:
    """The record of a person's entry.

    The name may be given in parts, as `given` and `family`: they are put together as one line before the fields are
    read.
    """
    given, family = entry.data.get("given"), entry.data.get("family")
    if "name" not in entry.data and isinstance(family, str) and isinstance(given, str | None):
        entry.data["name"] = f"{family}, {given}" if given else family
    return _read_person(entry, diagnostics)


def _person(given: str = "", family: str = "", **values: Any) -> Person:  # noqa: ARG001  # both are part of the name
    """A person without the fields `given` and `family`, which `read_person` has made part of the name."""
    return Person(**values)


def _free_page(key: str, **values: Any) -> FreePage:
    """The record of a free page; the language is part of the file's name: `about.da.md` is `about` in Danish."""
    key, _, language = key.partition(".")
    return FreePage(key=key, language=language, **values)


_read_person = reader(_person, PERSON_FIELDS, "name", "biography")
read_organisation = reader(Organisation, ORGANISATION_FIELDS, "name", "description")
read_project = reader(Project, PROJECT_FIELDS, "title", "description")
read_journal = reader(Journal, JOURNAL_FIELDS, "title", "description")
read_keyword = reader(Keyword, KEYWORD_FIELDS, "label", "definition")
read_free_page = reader(_free_page, PAGE_FIELDS, "title", "text")
