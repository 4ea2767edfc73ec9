"""The record of a publication, and what decides whether it and its files may be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kartotek.content.fields import LocalText
from kartotek.model.common import Contributor, Funding, Link, Retirement
from kartotek.model.sparse import SparseRecord
from kartotek.text.dates import Edtf, PartialDate


@dataclass(frozen=True)
class Event(SparseRecord):
    """A conference, an exhibition, a performance; `country` is a code of ISO 3166-1."""

    name: str
    place: str = ""
    country: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    url: str = ""


@dataclass(frozen=True)
class File(SparseRecord):
    """A document of the publication: `path` is below `content/files/`, or `url` is an address elsewhere.

    `access` is one of `FILE_ACCESS`, `license` an SPDX id. An embargoed file is open from the day `embargo_until` on.
    `date` is that of this version, `description` says what is special about it.
    """

    path: str = ""
    url: str = ""
    label: str = ""
    version: str = ""
    access: str = "open"
    embargo_until: PartialDate | None = None
    license: str = ""
    date: PartialDate | None = None
    description: str = ""


@dataclass(frozen=True)
class Relation(SparseRecord):
    """A related work, by one of `id`, `doi` and `url`; `relation` is a relationType of DataCite 4.7 (appendix 1), and
    `information` says more of it (relationTypeInformation)."""

    relation: str
    id: str = ""
    doi: str = ""
    url: str = ""
    information: str = ""


@dataclass(frozen=True)
class CoveredPlace(SparseRecord):
    """Where data are from: a place by name, a point, or an area. Coordinates are decimal degrees (WGS 84) as text."""

    place: str = ""
    latitude: str = ""
    longitude: str = ""
    north: str = ""
    south: str = ""
    east: str = ""
    west: str = ""


NOTICES = (
    "retraction", "removal", "withdrawal", "expression-of-concern", "correction", "erratum", "corrigendum", "addendum",
)  # fmt: skip
"""What may be said of a publication after it appeared, in the words of NISO RP-45 (CREC) and of Crossref's updates."""
WITHDRAWN = ("retraction", "removal", "withdrawal")
"""The notices after which a work no longer counts."""


@dataclass(frozen=True)
class Notice(SparseRecord):
    """What was said of a publication after it appeared: `kind` is one of `NOTICES`.

    The notice itself is a publication of this portal (`id`), or it has a DOI or an address; or it has none of these.
    """

    kind: str
    date: PartialDate | None = None
    reason: str = ""
    id: str = ""
    doi: str = ""
    url: str = ""


@dataclass(frozen=True)
class OtherWork(SparseRecord):
    """Another work, as far as the entry describes it: what it reviews, or what it is a reprint or a translation of.

    It may be a publication of this portal (`id`), which then says what is not given here, or have a DOI or an address.
    """

    title: str = ""
    authors: tuple[Contributor, ...] = ()
    issued: Edtf | None = None
    language: str = ""
    publisher: str = ""
    place: str = ""
    id: str = ""
    doi: str = ""
    url: str = ""


OTHER_WORKS = ("reviewed", "original")
"""The fields of a publication that describe another work."""


@dataclass(frozen=True)
class Charge(SparseRecord):
    """What it cost to publish a work (APC, BPC): a decimal number, a currency (ISO 4217), and who paid."""

    amount: str
    currency: str
    paid_by: str = ""


@dataclass(frozen=True)
class Publication(SparseRecord):
    """One research output. `key` is its permalink, the name of its entry file.

    An empty value ("", () or None) says that the entry does not give the field. `type` is a key of the table of types,
    `language` a BCP 47 tag. `title` and `subtitle` may have inline Markdown and formulas; `abstract` is Markdown, in
    `abstract_language`; `keywords` are pairs of a language ("" if none is given) and a label. Identifiers are in their
    canonical form, without an address: "10.1000/182". Dates are EDTF (`text.dates`).
    """

    key: str
    type: str
    title: str
    subtitle: str = ""
    short_title: str = ""
    translated_title: LocalText = ()
    authors: tuple[Contributor, ...] = ()
    editors: tuple[Contributor, ...] = ()
    translators: tuple[Contributor, ...] = ()
    supervisors: tuple[Contributor, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    issued: Edtf | None = None
    online: Edtf | None = None
    accepted: Edtf | None = None
    submitted: Edtf | None = None
    status: str = "published"
    category: str = "research"
    peer_reviewed: bool | None = None
    journal: str = ""
    book: str = ""
    container_title_short: str = ""
    series: str = ""
    series_number: str = ""
    volume: str = ""
    volume_title: str = ""
    number_of_volumes: str = ""
    issue: str = ""
    pages: str = ""
    article_number: str = ""
    section: str = ""
    chapter: str = ""
    edition: str = ""
    number_of_pages: str = ""
    publisher: str = ""
    place: str = ""
    issn: tuple[str, ...] = ()
    eissn: tuple[str, ...] = ()
    isbn: tuple[str, ...] = ()
    eisbn: tuple[str, ...] = ()
    event: Event | None = None
    institution: str = ""
    qualification: str = ""
    awarded: Edtf | None = None
    number: tuple[str, ...] = ()
    country: str = ""
    filed: Edtf | None = None
    medium: str = ""
    version: str = ""
    code_repository: str = ""
    programming_language: tuple[str, ...] = ()
    ipc: tuple[str, ...] = ()
    temporal_coverage: Edtf | None = None
    spatial_coverage: tuple[CoveredPlace, ...] = ()
    commissioned_by: str = ""
    doi: str = ""
    arxiv: str = ""
    pmid: str = ""
    pmcid: str = ""
    handle: str = ""
    url: str = ""
    identifiers: tuple[str, ...] = ()
    language: str = ""
    abstract: str = ""
    abstract_language: str = ""
    abstracts: LocalText = ()
    plain_summary: LocalText = ()
    keywords: tuple[tuple[str, str], ...] = ()
    files: tuple[File, ...] = ()
    links: tuple[Link, ...] = ()
    open_access: str = ""
    license: str = ""
    apc: Charge | None = None
    organisations: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    related: tuple[Relation, ...] = ()
    reviewed: OtherWork | None = None
    original: OtherWork | None = None
    funding: tuple[Funding, ...] = ()
    sdgs: tuple[int, ...] = ()
    note: str = ""
    award: str = ""
    image: str = ""
    image_alt: str = ""
    featured: bool = False
    draft: bool = False
    publish_on: PartialDate | None = None
    retracted: Notice | None = None
    notices: tuple[Notice, ...] = ()
    aliases: tuple[str, ...] = ()
    retired: Retirement | None = None
    cite_key: str = ""
    cite_keys: tuple[str, ...] = ()

    @property
    def all_isbn(self) -> tuple[str, ...]:
        """Its ISBNs, those of electronic editions last."""
        return self.isbn + self.eisbn

    @property
    def all_issn(self) -> tuple[str, ...]:
        """The ISSNs that its entry gives, those of electronic editions last."""
        return self.issn + self.eissn

    @property
    def all_notices(self) -> tuple[Notice, ...]:
        """Its notices; `retracted` is short for one of them."""
        short = self.retracted
        if short is None or short.kind in {notice.kind for notice in self.notices}:
            return self.notices
        return (short, *self.notices)

    @property
    def all_related(self) -> tuple[Relation, ...]:
        """Its related works; what it reviews and what it was made of are among them, if they can be found."""
        if self.reviewed is None and self.original is None:
            return self.related
        said = {(relation.id, relation.doi, relation.url) for relation in self.related}
        more = (("Reviews", self.reviewed), (self.to_original, self.original))
        return self.related + tuple(
            Relation(name, other.id, other.doi, other.url)
            for name, other in more
            if other and (other.id or other.doi or other.url) and (other.id, other.doi, other.url) not in said
        )

    @property
    def to_original(self) -> str:
        """What it is to its original: a translation or a reprint, which the languages tell, or else some version."""
        there, here = self.original.language if self.original else "", self.language
        if not (there and here):
            return "IsVersionOf"
        same = there.partition("-")[0] == here.partition("-")[0]
        return "IsVariantFormOf" if same else "IsTranslationOf"

    @property
    def withdrawn(self) -> Notice | None:
        """The notice by which it no longer counts, if there is one."""
        return next((notice for notice in self.all_notices if notice.kind in WITHDRAWN), None)

    @property
    def date(self) -> Edtf | None:
        """The date it is sorted by: that of publication, or else the first of the others that is given."""
        return self.issued or self.online or self.awarded or self.filed or self.accepted or self.submitted

    @property
    def year(self) -> int | None:
        """The year it is listed under, of a period the first; None if it has no date. Years before 1 are 0, -1, ..."""
        date = self.date
        return date.year if date else None

    @property
    def container(self) -> str:
        """The name or id of the journal, book or series it appeared in, as the entry has it."""
        return self.journal or self.book or self.series


FILE_ACCESS = ("open", "embargoed", "restricted", "closed")
"""Who may read a file, from the least strict to the strictest."""
ISSUERS = ("institution", "publisher", "commissioned_by")
"""The fields that may name an organisation of the portal, which `model.issuers` finds."""

PAGE_ONLY = frozenset({"abstract", "abstract_language", "abstracts", "plain_summary", "award"})
"""Fields that only the publication's own page, its own exports and the search index show. If nothing else changed, all
other pages stay as they are but for fingerprints, which count what abstracts are about (`Touched.counting`): builds
rely on it, and `tests/laws/test_every_field.py` checks it."""
UNLINKED = PAGE_ONLY | {
    "title", "subtitle", "translated_title", "category", "peer_reviewed", "volume", "issue", "pages", "article_number",
    "chapter", "edition", "number_of_pages", "place", "isbn", "eisbn", "event", "qualification", "number", "country",
    "medium", "version", "arxiv", "pmid", "pmcid", "handle", "url", "identifiers", "open_access", "license",
    "apc", "note", "image_alt",
}  # fmt: skip
"""Fields that linking does not read, but for the order of lists. If nothing else changed, the portal is not linked
again (`model.relist`): builds rely on it, and the same test checks it. A field that is not here is only slower."""


_SHARED = ("edition", "publisher", "place")
_NUMBERS = ("isbn", "eisbn")
_IN_VOLUMES = ("series", "series_number", "volume", "volume_title", "number_of_volumes")
FROM_ITS_BOOK = ("issued", *_IN_VOLUMES, *_SHARED, *_NUMBERS)
"""What a chapter may have from the entry of its book."""


def in_its_book(part: Publication, book: Publication | None) -> Publication:
    """A chapter, completed with what only the entry of its book says: when and where it appeared, and in which series.

    The editors are not taken over: a book of twenty chapters would be in their lists of works twenty-one times.
    """
    if book is None or book is part:
        return part
    same = {name: getattr(part, name) or getattr(book, name) for name in _SHARED}
    if part.date is None and part.status == "published":
        same["issued"] = book.issued or book.online
    if not part.all_isbn:
        same |= {name: getattr(book, name) for name in _NUMBERS}
    if not (part.series or part.series_number or part.volume):
        same |= {name: getattr(book, name) for name in _IN_VOLUMES}
    return replace(part, **same)


def is_open(file: File, today: str) -> bool:
    """Whether everyone may read a file on a day (ISO 8601). An embargo without an end never ends."""
    if file.access == "embargoed":
        return file.embargo_until is not None and file.embargo_until.first_day().isoformat() <= today
    return file.access == "open"


def strictness(file: File, today: str) -> tuple[int, str]:
    """How strictly a file is kept on a day (ISO 8601), as a value that can be compared: greater is stricter.

    It is (0, "") for an open file, else the place in `FILE_ACCESS` and the day an embargo ends.
    """
    if is_open(file, today):
        return 0, ""
    until = file.embargo_until.first_day().isoformat() if file.embargo_until else ""
    return FILE_ACCESS.index(file.access), until


def is_published(publication: Publication, today: date) -> bool:
    """Whether an entry is neither a draft nor retired, nor to be published on a later day than `today`."""
    waits = publication.publish_on is not None and publication.publish_on.first_day() > today
    return not (publication.draft or waits or publication.retired)


def without_withheld(publication: Publication, withheld: Mapping[str, File]) -> Publication:
    """A publication as it may be shown: its files as closed as the strictest entry says, and without a closed image.

    `withheld` has the strictest statement about each file that is not public today, by path.
    """
    if not withheld or not (publication.files or publication.image):
        return publication
    files = tuple([_as_strict(file, withheld.get(file.path)) for file in publication.files])
    image = "" if publication.image in withheld else publication.image
    if (files, image) == (publication.files, publication.image):
        return publication
    return replace(publication, files=files, image=image)


def _as_strict(file: File, strictest: File | None) -> File:
    """A file with the access of the strictest statement about it, if there is one."""
    if strictest is None:
        return file
    return replace(file, access=strictest.access, embargo_until=strictest.embargo_until)
