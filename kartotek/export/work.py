"""A publication as the formats need it: with what it is linked to, and with addresses. All formats are made of this."""

from collections.abc import Iterator
from dataclasses import dataclass

from kartotek.model.publication import Publication
from kartotek.model.roles import MAKERS, OTHER_ROLES, Role
from kartotek.model.type_row import PublicationType
from kartotek.model.types import TYPES
from kartotek.render.markdown import readable, spans
from kartotek.text.dates import Edtf
from kartotek.text.identifiers import resolve
from kartotek.text.names import PersonName
from kartotek.text.rich import Rich, plain, with_subtitle

_NOT_YET = frozenset({"in-press", "accepted", "submitted", "in-preparation"})
"""Statuses of works that have not appeared: they may have been submitted and accepted on known days."""


@dataclass(frozen=True)
class Institution:
    """Where a contributor works, or who published a work: its name, its ROR id, the address of a page about it; "" for
    what is not known. Of one without a ROR id, `within` is the nearest that it is a part of and that has one. `key` is
    that of its entry."""

    name: str
    ror: str = ""
    url: str = ""
    within: "Institution | None" = None
    key: str = ""


@dataclass(frozen=True)
class Agent:
    """A contributor: a person by `name`, or a group by `literal`.

    `orcid` is an ORCID iD without its address, `url` the address of a page about them; "" where there is none. `roles`
    (of those among the contributors) and `credit` are keys of the tables in `model.roles`.
    """

    name: PersonName | None
    literal: str = ""
    orcid: str = ""
    affiliations: tuple[Institution, ...] = ()
    url: str = ""
    roles: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """The same name in other scripts, as the entry of the person has it."""

    @property
    def display(self) -> str:
        """The name as it is printed."""
        return str(self.name) if self.name else self.literal

    @property
    def inverted(self) -> str:
        """The name as an index has it: "Papazu, Irina"."""
        return self.name.inverted if self.name else self.literal


@dataclass(frozen=True)
class Document:
    """A file that everyone may read today.

    `media_type` is one of IANA's ("application/pdf"), "" where the name of the file has no known suffix; `license` is
    an SPDX id.
    """

    url: str
    media_type: str
    license: str = ""


@dataclass(frozen=True)
class RelatedWork:
    """Another work: this one `IsPartOf` it, say (a DataCite 4.7 relationType); `scheme` of its address is "DOI" or
    "URL", and `information` says more of the relation."""

    relation: str
    scheme: str
    address: str
    information: str = ""


@dataclass(frozen=True)
class LinkedWork:
    """A work that this one reviews, reprints or translates, as far as it is known.

    `title` may have inline Markdown, as that of a record. `key` is that of its publication, if it is one of this
    portal, `address` that of its DOI, of its page or its own, and `type` its type; "" and None where that is not known.
    """

    title: str = ""
    authors: tuple[Agent, ...] = ()
    date: Edtf | None = None
    language: str = ""
    publisher: str = ""
    place: str = ""
    key: str = ""
    address: str = ""
    type: PublicationType | None = None

    @property
    def line(self) -> Rich:
        """The title with its markup."""
        return spans(self.title) if self.title else ()

    @property
    def full_title(self) -> str:
        """The title without markup."""
        return plain(self.line)


@dataclass(frozen=True)
class Work:
    """One publication with what it is linked to.

    `record` is what its entry says, and what that of its book says of both. The other fields were found by linking: a
    chapter has the editors of its book, an article the ISSN of its journal. Addresses are absolute, or "" where the
    site has no `base_url`. Files that are not open today are not mentioned anywhere in it.
    """

    record: Publication
    title: Rich
    subtitle: Rich
    translated_titles: tuple[tuple[str, str], ...] = ()
    """The title in other languages, without markup."""
    url: str = ""
    authors: tuple[Agent, ...] = ()
    editors: tuple[Agent, ...] = ()
    translators: tuple[Agent, ...] = ()
    supervisors: tuple[Agent, ...] = ()
    contributors: tuple[Agent, ...] = ()
    container: str = ""
    """The journal, or the book (proceedings too) that it is a part of."""
    container_line: Rich = ()
    """The same with the markup of its title, if it is a publication of this portal."""
    container_url: str = ""
    container_doi: str = ""
    container_short: str = ""
    """Its abbreviated title; "" where that is not known."""
    series: str = ""
    publisher: str = ""
    issuers: tuple[Institution, ...] = ()
    """Those who published, awarded or commissioned it and have an entry, under the name that is printed here."""
    place: str = ""
    issn: tuple[str, ...] = ()
    eissn: tuple[str, ...] = ()
    """Those of its ISSNs that are known to be of an electronic edition."""
    keywords: tuple[tuple[str, str], ...] = ()
    """Language ("" if it is not known) and label, each once."""
    documents: tuple[Document, ...] = ()
    access: str = ""
    """"open", "embargoed", "restricted", "closed", or "" where it is not known."""
    license_url: str = ""
    abstract_line: Rich = ()
    """The abstract in one line, in pieces: formulas, and what is between them; () in lists."""
    abstracts: tuple[tuple[str, str], ...] = ()
    """The same in further languages."""
    summaries: tuple[tuple[str, str], ...] = ()
    """Summaries in plain language, likewise."""
    related: tuple[RelatedWork, ...] = ()
    reviewed: LinkedWork | None = None
    original: LinkedWork | None = None
    notices: tuple[str, ...] = ()
    """The address of each of its notices, "" for one that has none."""
    notice_of: tuple[tuple[str, LinkedWork], ...] = ()
    """The works that it is a notice of, each with the kind of notice."""
    image_url: str = ""
    portal: str = ""
    """The name of the portal, in its first language."""

    @property
    def key(self) -> str:
        """The citation key: the one its entry gives, else its permalink, which is as stable."""
        return self.record.cite_key or self.record.key

    @property
    def type(self) -> PublicationType:
        """Its row in the type table."""
        return TYPES[self.record.type]

    @property
    def date(self) -> Edtf | None:
        """When it appeared, as far as that is known. A work that has not appeared yet has no such date."""
        record = self.record
        if record.status in _NOT_YET:
            return record.issued or record.online or record.awarded or record.filed
        return record.date

    @property
    def in_periodical(self) -> bool:
        """Whether it appeared in a journal, a newspaper or a magazine, and not on a website, say."""
        return bool(self.record.journal) and self.type.in_periodicals

    @property
    def creators(self) -> tuple[Agent, ...]:
        """The authors; of a work without, its editors, but not those of the book it is in, or else those who made it
        otherwise: the curators of an exhibition."""
        editors = self.editors if self.record.editors else ()
        return (
            self.authors or editors or tuple([each for each in self.contributors if not MAKERS.isdisjoint(each.roles)])
        )

    def by_role(self) -> Iterator[tuple[Role, tuple[Agent, ...]]]:
        """The contributors by their roles, in the order of the table; someone with several is in each."""
        if self.contributors:
            for key, role in OTHER_ROLES.items():
                if agents := self.in_role(key):
                    yield role, agents

    def in_role(self, role: str) -> tuple[Agent, ...]:
        """The contributors with a role."""
        return tuple(agent for agent in self.contributors if role in agent.roles)

    @property
    def issuer(self) -> str:
        """Who published it: of a thesis the institution that awarded the degree, else the publisher, if it is known.

        A court, a parliament or a standards body is no publisher (`PublicationType.authority`).
        """
        institution = "" if self.type.authority else self.record.institution
        return (institution if self.type.is_thesis else "") or self.publisher or institution

    @property
    def authority(self) -> str:
        """Who decided, adopted or keeps it: the court of a decision."""
        return self.record.institution if self.type.authority else ""

    @property
    def issuer_or_authority(self) -> str:
        """Who issued it, where a format has one place for all: of a decision rather the court than the publisher of
        the law report."""
        return self.authority if self.authority and not self.record.publisher else self.issuer

    def issued_by(self, name: str) -> Institution:
        """What is known of the publisher, the institution or whoever else has this name."""
        return next((unit for unit in self.issuers if unit.name == name), Institution(name))

    @property
    def short_title(self) -> Rich:
        """The short form of the title."""
        return spans(self.record.short_title) if self.record.short_title else ()

    @property
    def volume_title(self) -> Rich:
        """The title of the volume or of the special issue."""
        return spans(self.record.volume_title) if self.record.volume_title else ()

    @property
    def full_title(self) -> str:
        """Title and subtitle, without markup."""
        return with_subtitle(plain(self.title), plain(self.subtitle))

    @property
    def readable_title(self) -> str:
        """The same for people alone: formulas are in characters, where programs get them in TeX."""
        return with_subtitle(readable(self.title), readable(self.subtitle))

    @property
    def abstract(self) -> str:
        """The abstract without markup, in one line; "" in lists."""
        return plain(self.abstract_line) if self.abstract_line else ""

    @property
    def doi_url(self) -> str:
        """The address that the DOI stands for."""
        return resolve("doi", self.record.doi) if self.record.doi else ""
