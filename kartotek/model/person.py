"""People: their record, the fields of their entries, and how these are read."""

from dataclasses import dataclass, replace
from typing import Any

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field, LocalText
from kartotek.content.multilingual_text import multilingual
from kartotek.content.paths import ValuePath
from kartotek.model.common import Link, Retirement
from kartotek.model.common_fields import COMMON_FIELDS, FAMILY_FIRST, in_their_order, links, person_name
from kartotek.model.elsewhere import same_as
from kartotek.model.entry_reader import LANGUAGE, OTHER_NAMES, SELECTED, URL, reader
from kartotek.model.sparse import SparseRecord
from kartotek.text import identifiers
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName

NamesByLanguage = tuple[tuple[str, PersonName], ...]
"""Pairs of a language (BCP 47) and a name."""


@dataclass(frozen=True)
class Person(SparseRecord):
    """Someone who contributed to publications: with an entry of their own, or only named in those of publications.

    `names` are pairs of a language (BCP 47) and the name in it: Carl Linnaeus is Carl von Linné in Danish. `orcid` is
    the iD without an address, `affiliations` are keys of organisations, `selected` those of publications, `body` is the
    biography in Markdown.
    """

    key: str
    name: PersonName
    names: NamesByLanguage = ()
    other_names: tuple[str, ...] = ()
    hidden_names: tuple[str, ...] = ()
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    position: str = ""
    positions: LocalText = ()
    born: PartialDate | None = None
    died: PartialDate | None = None
    selected: tuple[str, ...] = ()
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
        """Every name the person goes by, in all languages."""
        return (*dict.fromkeys(map(str, (self.name, *(name for _, name in self.names)))), *self.other_names)

    def name_in(self, language: str) -> PersonName:
        """The name in a language, or else the main one."""
        return next((name for tag, name in self.names if tag == language), self.name)


@s.takes(s.map_of_languages(s.TEXT))
def names_by_language(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> NamesByLanguage | None:
    """A map of language to a personal name in one line."""
    read: Any = f.local_texts(raw, path, diagnostics, person_name)
    found: NamesByLanguage | None = read
    return found


@s.takes(s.either(s.TEXT, s.map_of_languages(s.TEXT)))
def name_or_names(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> PersonName | NamesByLanguage | None:
    """A personal name in one line, or a map of language to such names."""
    read = names_by_language if isinstance(raw, dict) else person_name
    found: PersonName | NamesByLanguage | None = read(raw, path, diagnostics)
    return found


PERSON_FIELDS = {
    "name": Field(name_or_names, "The name in one line."),
    "names": Field(names_by_language, "The name in other languages, if it is another there."),
    "given": Field(f.text, "Given names, if not in `name`."),
    "family": Field(f.text, "Family name, if not in `name`."),
    "family_first": FAMILY_FIRST,
    "other_names": OTHER_NAMES,
    "hidden_names": Field(f.list_of(f.text), "Former names: works printed under them show the present name instead."),
    "orcid": Field(f.identifier(identifiers.orcid), "ORCID iD."),
    "affiliations": Field(f.list_of(f.entry_id), "Ids of organisations."),
    "position": Field(multilingual, "Position or profession."),
    "positions": Field(f.local_texts, "The position in other languages."),
    "born": Field(f.date, "Date of birth."),
    "died": Field(f.date, "Date of death."),
    "selected": SELECTED,
    "url": URL,
    "image": Field(f.file_path, "A portrait in content/files/."),
    "image_alt": Field(multilingual, "What the image shows."),
    "links": Field(links, "Other links."),
    "same_as": same_as("people"),
    "language": LANGUAGE,
    "biography": Field(f.markdown, "The biography, in entries that are all YAML."),
    "biographies": Field(f.local_markdown, "The biography in other languages."),
    **COMMON_FIELDS,
}
"""The fields of a person's entry, with the sentences that the reference of the entry format prints; so for all
`*_FIELDS`."""


def read_person(entry: RawEntry, diagnostics: EntryDiagnostics) -> Person | None:
    """The record of a person's entry.

    The name may be given in parts, as `given` and `family`: they are put together as one line before the fields are
    read.
    """
    given, family = entry.data.get("given"), entry.data.get("family")
    if "name" not in entry.data and isinstance(family, str) and isinstance(given, str | None):
        entry.data["name"] = f"{family}, {given}" if given else family
    entry.data.update(in_their_order(entry.data))
    return _read_person(entry, diagnostics)


def _person(
    key: str,
    name: PersonName | NamesByLanguage,
    names: NamesByLanguage = (),
    given: str = "",  # noqa: ARG001  # both are part of the name
    family: str = "",  # noqa: ARG001
    family_first: bool = False,
    **values: Any,
) -> Person:
    """A person without the fields `given` and `family`, which `read_person` has made part of the name; the first of
    several names is the main one."""
    if isinstance(name, tuple):
        return Person(key, name[0][1], (*name, *names), **values)
    return Person(key, replace(name, family_first=family_first), names, **values)


_read_person = reader(_person, PERSON_FIELDS, "name", "biography")
