"""People: their record, the fields of their entries, and how these are read."""

from dataclasses import dataclass
from typing import Any

from kartotek.content import fields as f
from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field, LocalText
from kartotek.content.multilingual_text import multilingual
from kartotek.model.common import Link, Retirement
from kartotek.model.common_fields import COMMON_FIELDS, links, person_name
from kartotek.model.elsewhere import same_as
from kartotek.model.entry_reader import LANGUAGE, OTHER_NAMES, URL, reader
from kartotek.model.sparse import SparseRecord
from kartotek.text import identifiers
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName


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


PERSON_FIELDS = {
    "name": Field(person_name, "The name in one line."),
    "given": Field(f.text, "Given names, if not in `name`."),
    "family": Field(f.text, "Family name, if not in `name`."),
    "other_names": OTHER_NAMES,
    "hidden_names": Field(f.list_of(f.text), "Former names: works printed under them show the present name instead."),
    "orcid": Field(f.identifier(identifiers.orcid), "ORCID iD."),
    "affiliations": Field(f.list_of(f.entry_id), "Ids of organisations."),
    "position": Field(multilingual, "Position or profession."),
    "positions": Field(f.local_texts, "The position in other languages."),
    "born": Field(f.date, "Date of birth."),
    "died": Field(f.date, "Date of death."),
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
    return _read_person(entry, diagnostics)


def _person(given: str = "", family: str = "", **values: Any) -> Person:  # noqa: ARG001  # both are part of the name
    """A person without the fields `given` and `family`, which `read_person` has made part of the name."""
    return Person(**values)


_read_person = reader(_person, PERSON_FIELDS, "name", "biography")
