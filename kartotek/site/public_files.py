"""Which files below `content/files/` everyone may read.

A file is private until something published opens it: an entry that has it as an open document or as its image, a link
in a text, or `site.yaml`. If several entries say different things of one file, the strictest counts, by whatever name
each of them knows the file: symbolic and hard links lead to the same file, and a copy of a closed file is closed too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kartotek import urls
from kartotek.config.settings import FILE, Settings
from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.paths import ValuePath
from kartotek.model.kinds import KINDS, PAGES
from kartotek.model.portal import Portal
from kartotek.model.publication import File, Publication, is_open, is_published, strictness, without_withheld
from kartotek.model.records import Records
from kartotek.model.sparse import SparseRecord
from kartotek.site.content_files import ContentFiles
from kartotek.site.refused_files import RefusedFiles
from kartotek.site.unnamed_files import Identity, copies, find_unnamed, told_private, told_unportable
from kartotek.text.file_names import why_unportable
from kartotek.text.likeness import did_you_mean

SETTINGS = Source("site", "site", FILE)
"""Stands for `site.yaml` where diagnostics name an entry."""
_HINT = "give the file the same access everywhere, or put what is for everyone into a separate file"


def check_files(records: Records, files: ContentFiles, settings: Settings) -> list[tuple[Source, EntryDiagnostic]]:
    """Diagnostics for files that entries name but that do not exist, or that not every disk could hold."""
    diagnostics: list[tuple[Source, EntryDiagnostic]] = []

    def check(source: Source, path: str, place: tuple[str | int, ...]) -> None:
        if path and path not in files.paths:
            hint = did_you_mean(path, files.paths, "put the file there, or correct the path")
            diagnostics.append(
                (source, EntryDiagnostic("bad-path", place, f"there is no file content/files/{path}", hint))
            )
        elif why := why_unportable(path):
            diagnostics.append((source, _unportable(path, place, why)))

    check(SETTINGS, settings.site.logo, ("logo",))
    for (kind, name), source in records.sources.items():
        record = records.things[kind][name]
        check(source, getattr(record, "image", ""), ("image",))
        if isinstance(record, Publication):
            for i, file in enumerate(record.files):
                check(source, file.path, ("files", i, "path"))
    return diagnostics


def _unportable(name: str, place: ValuePath, why: str, body_at: int | None = None) -> EntryDiagnostic:
    """The diagnostic for a file that would be published under a name that some disks refuse."""
    return EntryDiagnostic("bad-path", place, f"content/files/{name} {why}", "rename the file", body_at=body_at)


@dataclass(frozen=True, slots=True)
class Withheld:
    """Files that are not public today, by name: the strictest access given, and the reason for messages."""

    files: Mapping[str, File]
    why: Mapping[str, str]

    def clash(self, name: str, place: ValuePath, what: str, body_at: int | None = None) -> EntryDiagnostic:
        """The diagnostic for something that would open such a file."""
        message = f"{what} content/files/{name}, but {self.why[name]}; it is not published"
        return EntryDiagnostic("access-clash", place, message, _HINT, body_at=body_at)


@dataclass(frozen=True, slots=True)
class _FileClaim:
    """What a publication says about one of its documents. `rank` is its strictness (`model.publication.strictness`)."""

    source: Source
    place: ValuePath
    file: File
    published: bool
    rank: tuple[int, str]

    def why(self, name: str) -> str:
        """The reason why the file is closed under a name, for a message."""
        access, own = self.file.access, self.file.path
        it = "it" if name == own else f"content/files/{own}, the same file or a copy,"
        return f"{self.source.file} says that {it} is {'under embargo' if access == 'embargoed' else access}"


SourceDiagnostic = tuple[Source, EntryDiagnostic]


def find_withheld(
    records: Records, files: ContentFiles, today: date, *, drafts: bool
) -> tuple[Withheld, list[SourceDiagnostic]]:
    """Files that some publication does not open today, with diagnostics for publications that are less strict about
    them.

    An entry that is not published yet opens nothing, but what it closes is closed: it may be there for that reason.
    """
    known, claims = files.identities, list(_file_claims(records, today, drafts=drafts))
    named = _by_file(claims, known)
    closed = _closed(named)
    if same := copies(files.folder, files.paths, known, closed.keys()):
        known = {name: same.get(identity, identity) for name, identity in known.items()}
        named = _by_file(claims, known)
        closed = _closed(named)
    names = [name for name, identity in known.items() if identity in closed]
    withheld = Withheld(
        {name: replace(closed[known[name]].file, path=name) for name in names},
        {name: closed[known[name]].why(name) for name in names},
    )
    diagnostics: list[SourceDiagnostic] = []
    for identity, winner in closed.items():
        for document in named[identity]:
            laxer = document.published and document.rank < winner.rank
            if laxer and (winner.published or document.rank == _OPEN):
                access = document.file.access
                what = "this opens" if document.rank == _OPEN else f"this says {access} of"
                diagnostics.append((document.source, withheld.clash(document.file.path, document.place, what)))
    return withheld, diagnostics


def _by_file(claims: Iterable[_FileClaim], known: Mapping[str, Identity]) -> dict[Identity, list[_FileClaim]]:
    """What is said of each file that is there."""
    named: dict[Identity, list[_FileClaim]] = {}
    for document in claims:
        identity = known.get(document.file.path)
        if identity is not None:
            named.setdefault(identity, []).append(document)
    return named


def _closed(named: Mapping[Identity, Sequence[_FileClaim]]) -> dict[Identity, _FileClaim]:
    """The strictest claim on each file that is not open."""
    strictest = {identity: max(all_of, key=_strictest_last) for identity, all_of in named.items()}
    return {identity: document for identity, document in strictest.items() if document.rank > _OPEN}


_OPEN = (0, "")
"""The strictness of an open file."""


def _strictest_last(document: _FileClaim) -> tuple[tuple[int, str], bool]:
    """The order by which the strictest claim is found; of equal ones, that of a published entry."""
    return document.rank, document.published


def _file_claims(records: Records, today: date, *, drafts: bool) -> Iterator[_FileClaim]:
    """What all publications say about their documents that are files of the site; and those that are retired, and
    other things that are, of their images: all their files are closed."""
    day = today.isoformat()
    for key, publication in records.publications.items():
        published = drafts or is_published(publication, today)
        for i, file in enumerate(publication.files):
            if file.path:
                source = records.sources["publications", key]
                if publication.retired:
                    file = replace(file, access="closed", embargo_until=None)
                yield _FileClaim(source, ("files", i, "path"), file, published, strictness(file, day))
    for (kind, name), source in records.sources.items():
        record = records.things[kind][name]
        if record.retired and (image := getattr(record, "image", "")):
            file = File(path=image, access="closed")
            yield _FileClaim(source, ("image",), file, published=False, rank=strictness(file, day))


def hide_withheld(records: Records, withheld: Mapping[str, File]) -> None:
    """Replace records by ones without images and open documents that are withheld. Changes `records`."""
    for things in records.things.values():
        for key, record in things.items():
            if isinstance(record, Publication):
                things[key] = without_withheld(record, withheld)
            elif getattr(record, "image", "") in withheld:
                things[key] = replace(record, image="", image_alt="")


def find_public(
    records: Records,
    portal: Portal,
    settings: Settings,
    files: ContentFiles,
    withheld: Withheld,
    refused: RefusedFiles,
) -> tuple[tuple[tuple[str, str], ...], list[SourceDiagnostic]]:
    """The public files (path below `dist/`, path below `content/files/`), and diagnostics for what would open a
    withheld one, and for files that nobody names.

    `records` are as written, with nothing hidden. The documents of a publication are published in the folder of its
    page, and all other files below `files/`, where links in texts expect them.
    """
    present = files.paths
    at, diagnostics = _open_documents(records, portal, files, refused)
    named = {file.path for publication in records.publications.values() for file in publication.files}
    for source, place, name, what, body_at, shown in _mentions(records, portal, settings):
        named.add(name)
        if not shown:
            continue
        if name in withheld.files:
            diagnostics.append((source, withheld.clash(name, place, what, body_at)))
        elif name in present:
            at[urls.file_path(name)] = name
            if diagnostic := refused.diagnostic(name, place, body_at):
                diagnostics.append((source, diagnostic))
            if what == LINKED and (why := why_unportable(name)):
                diagnostics.append((source, _unportable(name, place, why, body_at)))
    unnamed = find_unnamed(files.identities, named)
    if settings.files == "all":
        published = [name for name in unnamed if name not in withheld.files]
        at |= {urls.file_path(name): name for name in published}
        diagnostics += told_unportable(published)
        diagnostics += refused.unnamed(published)
    else:
        diagnostics += told_private(unnamed)
    return tuple((place, present[name].as_posix()) for place, name in sorted(at.items())), diagnostics


def _open_documents(
    records: Records, portal: Portal, files: ContentFiles, refused: RefusedFiles
) -> tuple[dict[str, str], list[SourceDiagnostic]]:
    """The documents of publications that are open today: path below `dist/` and name; and diagnostics for those that
    can run something."""
    at: dict[str, str] = {}
    diagnostics: list[SourceDiagnostic] = []
    for key, publication in portal.publications.items():
        for i, file in enumerate(publication.files):
            if file.path in files.paths and is_open(file, portal.today):
                at[urls.document_path(key, file.path)] = file.path
                if diagnostic := refused.diagnostic(file.path, ("files", i, "path"), None):
                    diagnostics.append((records.sources["publications", key], diagnostic))
    return at, diagnostics


LINKED = "this links to"
"""What a link in a text does, in a message."""
Mention = tuple[Source, ValuePath, str, str, int | None, bool]
"""The entry, the path of the value in it, the name of the file, words for a message, the place in the body or None, and
whether the entry is shown: if not, it opens nothing."""


def _mentions(records: Records, portal: Portal, settings: Settings) -> Iterator[Mention]:
    """Everything that names files, except for the documents of publications."""
    site = settings.site
    prefixes = [urls.prefix(code, site.languages) for code in site.languages]
    yield SETTINGS, ("logo",), site.logo, "the logo is", None, True
    for field, texts in (("description", site.description), ("footer", site.footer)):
        for tag, text in texts:
            for name, _ in _linked(_addresses(text, is_line=True), urls.HOME, prefixes[:1], site.base_url):
                yield SETTINGS, (field, tag) if tag else (field,), name, LINKED, None, True
    for (kind, name), source in records.sources.items():
        shown = name in portal.things[kind]
        record = records.things[kind][name]
        page = urls.free_page(record.key) if kind == PAGES.key else urls.item(kind, name)
        if image := getattr(record, "image", ""):
            yield source, ("image",), image, "the image is", None, shown
        for place, text in texts_of(kind, record):
            for linked, at in _linked(_addresses(text), page, prefixes, site.base_url):
                yield source, place, linked, LINKED, at if len(place) == 1 else None, shown


def texts_of(kind: str, record: Any) -> Iterator[tuple[ValuePath, str]]:
    """The Markdown texts of a record that are shown with their links, each with its path in the entry."""
    row = KINDS[kind]
    yield (row.text,), record.abstract if isinstance(record, Publication) else record.body
    for tag, text in row.translations(record):
        yield (row.texts, tag), text
    if isinstance(record, Publication):
        for tag, text in record.plain_summary:
            yield ("plain_summary", tag), text


def _linked(
    addresses: Iterable[tuple[str, int]], page: str, prefixes: Sequence[str], base_url: str
) -> Iterator[tuple[str, int]]:
    """Those addresses of a text that lead to files, seen from a page in any language: the name of the file, and the
    place of the address."""
    for address, at in addresses:
        found = (urls.linked_file(address, prefix + page, base_url) for prefix in prefixes)
        if name := next(filter(None, found), ""):
            yield name, at


_LINKS = ("](", "]:", "<")
"""What every link in Markdown has one of."""
_MAY_SAY_FILES = ("files", "%", "&", "\\")
"""What every address below `files/` has one of: the word, or the beginning of an escaped character."""


def _addresses(text: str, *, is_line: bool = False) -> Iterable[tuple[str, int]]:
    """The addresses in a text, or in one line of `site.yaml`, each with its place. Most have none of a file, and are
    not parsed."""
    if not (any(sign in text for sign in _LINKS) and any(sign in text for sign in _MAY_SAY_FILES)):
        return ()
    from kartotek.render.markdown import links, links_of_line  # most builds in a day parse no text

    return ((address, 0) for address in links_of_line(text)) if is_line else links(text)


def opened_unseen(record: SparseRecord) -> tuple[tuple[ValuePath, str, int], ...]:
    """The addresses in texts of a publication that only its own page shows: they may open files, which concerns others.

    Each has the path of the text and the offset in it, for a diagnostic that an earlier build found has to move along.
    """
    if not isinstance(record, Publication):
        return ()
    texts = texts_of("publications", record)
    return tuple((place, address, at) for place, text in texts for address, at in _addresses(text))
