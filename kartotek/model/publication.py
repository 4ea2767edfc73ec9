"""A research output as a record."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kartotek.content.fields import LocalText
from kartotek.model.common import Contributor, Funding, Link
from kartotek.model.sparse import SparseRecord
from kartotek.text.dates import Edtf, PartialDate


@dataclass(frozen=True)
class Event(SparseRecord):
    """A conference, an exhibition, a première."""

    name: str
    place: str = ""
    country: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    url: str = ""


@dataclass(frozen=True)
class File(SparseRecord):
    """A document of the publication: below `content/files/` (`path`) or elsewhere (`url`)."""

    path: str = ""
    url: str = ""
    label: str = ""
    version: str = ""
    access: str = "open"
    embargo_until: PartialDate | None = None
    license: str = ""


@dataclass(frozen=True)
class Relation(SparseRecord):
    """A related work by one of `id`, `doi`, `url`; `relation` is a DataCite 4.5 relation type."""

    relation: str
    id: str = ""
    doi: str = ""
    url: str = ""


@dataclass(frozen=True)
class Retraction(SparseRecord):
    """When and why a publication was retracted, and where that is said."""

    date: PartialDate | None = None
    reason: str = ""
    notice: str = ""


@dataclass(frozen=True)
class Publication(SparseRecord):
    """One research output. `key` is its permalink; `""`, `()` and None say that the entry does not tell.

    `abstract` is Markdown in `abstract_language`; `keywords` are (language or "", label) as written.
    """

    key: str
    type: str
    title: str
    subtitle: str = ""
    translated_title: LocalText = ()
    authors: tuple[Contributor, ...] = ()
    editors: tuple[Contributor, ...] = ()
    translators: tuple[Contributor, ...] = ()
    supervisors: tuple[Contributor, ...] = ()
    issued: Edtf | None = None
    online: Edtf | None = None
    accepted: Edtf | None = None
    submitted: Edtf | None = None
    status: str = "published"
    category: str = "research"
    peer_reviewed: bool | None = None
    journal: str = ""
    book: str = ""
    series: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    article_number: str = ""
    chapter: str = ""
    edition: str = ""
    number_of_pages: str = ""
    publisher: str = ""
    place: str = ""
    issn: tuple[str, ...] = ()
    isbn: tuple[str, ...] = ()
    event: Event | None = None
    institution: str = ""
    qualification: str = ""
    awarded: Edtf | None = None
    number: tuple[str, ...] = ()
    country: str = ""
    filed: Edtf | None = None
    medium: str = ""
    version: str = ""
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
    keywords: tuple[tuple[str, str], ...] = ()
    files: tuple[File, ...] = ()
    links: tuple[Link, ...] = ()
    open_access: str = ""
    license: str = ""
    organisations: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    related: tuple[Relation, ...] = ()
    funding: tuple[Funding, ...] = ()
    sdgs: tuple[int, ...] = ()
    note: str = ""
    award: str = ""
    image: str = ""
    image_alt: str = ""
    featured: bool = False
    draft: bool = False
    publish_on: PartialDate | None = None
    retracted: Retraction | None = None
    aliases: tuple[str, ...] = ()
    cite_key: str = ""

    @property
    def date(self) -> Edtf | None:
        """The date it is sorted by: of publication, else the first one known."""
        return self.issued or self.online or self.awarded or self.filed or self.accepted or self.submitted

    @property
    def year(self) -> int | None:
        """The year it is listed under: of a period the first one."""
        date = self.date
        return date.year if date else None

    @property
    def container(self) -> str:
        """The journal, book or series it appeared in, as the entry names it."""
        return self.journal or self.book or self.series


FILE_ACCESS = ("open", "embargoed", "restricted", "closed")
"""Who may read a file, the strictest last."""
ROLES = ("authors", "editors", "translators", "supervisors")
"""Fields that hold contributors."""

PAGE_ONLY = frozenset({"abstract", "abstract_language", "abstracts", "award"})
"""Fields that only the publication's own page, its own exports and the search index show. A change of these changes
nothing else."""


def in_its_book(part: Publication, book: Publication | None) -> Publication:
    """A publication with what only the entry of its book says of both: when and where it appeared.

    The editors of a book are not those of each part, in whose lists of works it would stand once for each chapter.
    """
    if book is None or book is part:
        return part
    same = {name: getattr(part, name) or getattr(book, name) for name in ("edition", "publisher", "place", "isbn")}
    if part.date is None and part.status == "published":
        same["issued"] = book.issued or book.online
    if not (part.series or part.volume):
        same |= {"series": book.series, "volume": book.volume}
    return replace(part, **same)


def is_open(file: File, today: str) -> bool:
    """Whether everyone may read a file on a day (ISO)."""
    if file.access == "embargoed":
        return file.embargo_until is not None and file.embargo_until.first_day().isoformat() <= today
    return file.access == "open"


def strictness(file: File, today: str) -> tuple[int, str]:
    """How closely a file is kept on a day (ISO): greater is stricter, and of two embargoes the one that ends later."""
    if is_open(file, today):
        return 0, ""
    until = file.embargo_until.first_day().isoformat() if file.embargo_until else ""
    return FILE_ACCESS.index(file.access), until


def is_published(publication: Publication, today: date) -> bool:
    """Whether an entry is neither a draft nor waiting for its day."""
    waits = publication.publish_on is not None and publication.publish_on.first_day() > today
    return not (publication.draft or waits)


def without_withheld(publication: Publication, withheld: Mapping[str, File]) -> Publication:
    """A publication as it may be shown: each file is as closed as the strictest entry that names it says, and an image
    that is withheld is left out. `withheld` has the strictest word on each file that is not open, by path."""
    if not withheld or not (publication.files or publication.image):
        return publication
    files = tuple([_as_strict(file, withheld.get(file.path)) for file in publication.files])
    image = "" if publication.image in withheld else publication.image
    if (files, image) == (publication.files, publication.image):
        return publication
    return replace(publication, files=files, image=image)


def _as_strict(file: File, strictest: File | None) -> File:
    if strictest is None:
        return file
    return replace(file, access=strictest.access, embargo_until=strictest.embargo_until)
