"""Every file that a build would write, and which of them cannot be in one folder: what passes here can be built.

The pages are those that a build plans, in all languages, and so are the files of harvesters and the exports: a new page
family needs nothing here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from kartotek import urls
from kartotek.admin.bundle import admin_files
from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.folder import FILES
from kartotek.content.paths import ValuePath
from kartotek.content.redirects import FILE as REDIRECTS
from kartotek.diagnostics import ContentError, Diagnostic
from kartotek.diagnostics.codes import SEVERITIES
from kartotek.model.kinds import ORGANISATIONS, PAGES, PUBLICATIONS
from kartotek.model.publication import Publication
from kartotek.pages import FAMILIES
from kartotek.render.theme import assets
from kartotek.site.editions import Editions, LocalizedPage
from kartotek.site.load import Loaded, located
from kartotek.site.options import Job
from kartotek.site.packed_files import PACKED_TEXT, packed_suffixes
from kartotek.site.public_files import SETTINGS
from kartotek.site.theme_files import accent_sheets
from kartotek.site.unnamed_files import has_same_bytes
from kartotek.text.file_names import folded, why_unportable
from kartotek.view.page import Page


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who wants an address. `what` names it in messages.

    Of two claimants of one place the one with the higher `rank` is reported, at `place` in its entry (`source`); or, if
    it is in no entry, at `file`, a path relative to the site, and `line`. `hint` says what to do. What only a later day
    brings, or an edit, is not `there` today: the place is kept for it.
    """

    what: str
    rank: int
    hint: str
    source: Source | None = None
    place: ValuePath = ()
    file: str = ""
    line: int = 0
    there: bool = True


_PORTALS_OWN = Claimant("a file of the portal", 0, "change its address in the entry that has it", SETTINGS)
_RENAME = "rename the file"


def without_clashes(
    job: Job, loaded: Loaded, editions: Editions, pages: Sequence[LocalizedPage]
) -> Sequence[LocalizedPage]:
    """The planned pages, if all files can be there together. Raises ContentError otherwise."""
    if clashes := find_clashes(job, loaded, editions, pages):
        raise ContentError(sorted([*job.report.diagnostics, *clashes], key=Diagnostic.sort_key))
    return pages


def find_clashes(job: Job, loaded: Loaded, editions: Editions, pages: Sequence[LocalizedPage]) -> list[Diagnostic]:
    """A diagnostic for each two things whose files cannot both be there.

    Nothing is looked at if only publications' own pages are made again, for these stay where they were.
    """
    if loaded.touched is not None:
        return []
    clashes = urls.find_clashes(partial(planned_files, job, loaded, editions, pages))
    refused = _refused_assets(job, loaded)
    return sorted([*refused, *_diagnostics(job, loaded, clashes)], key=Diagnostic.sort_key) if clashes else refused


def _refused_assets(job: Job, loaded: Loaded) -> list[Diagnostic]:
    """A diagnostic for each asset of the site that some disk or host would refuse, or that is a file an entry closes.

    Raises OSError.
    """
    found: list[Diagnostic] = []
    folder = job.options.site / "content" / FILES
    closed = [path for path in map(folder.joinpath, loaded.portal.withheld) if path.is_file()]
    for name, path in assets(job.options.site):
        if path.is_relative_to(job.options.site / "templates"):
            why, hint = why_unportable(name), _RENAME
            if same := next((other for other in closed if has_same_bytes(path, other)), None):
                closed_name = f"content/{FILES}/{same.relative_to(folder).as_posix()}"
                why, hint = f"is the same as {closed_name}, which an entry keeps closed", "remove it"
            if why:
                file = f"templates/{urls.ASSETS}{name}"
                found.append(Diagnostic(file, 0, 0, "bad-path", f"{file} {why}", hint))
    return found


def planned_files(
    job: Job, loaded: Loaded, editions: Editions, pages: Iterable[LocalizedPage]
) -> Iterator[tuple[str, Page | Claimant]]:
    """The same as `_planned`, with the packed forms of files, which have their owners; and with documents, which have
    no packed form."""
    suffixes = packed_suffixes(job.settings.precompressed)
    for path, owner in _planned(job, loaded, editions, pages):
        yield path, owner
        if at := _search_data_at(path, suffixes):
            yield at, _PORTALS_OWN
        if suffixes and path.endswith(PACKED_TEXT):
            yield from ((path + suffix, owner) for suffix in suffixes)
    for path, owner in _files(loaded, packed=bool(suffixes)):
        yield path, owner
        if job.settings.thumbnails and urls.has_thumbnail(path):
            yield urls.thumbnail(path), owner


def written_files(job: Job, loaded: Loaded, editions: Editions, pages: Iterable[LocalizedPage]) -> Iterator[str]:
    """The path below `dist/` of every file that a build would write today, without the places kept for other days."""
    for path, owner in planned_files(job, loaded, editions, pages):
        if not isinstance(owner, Claimant) or owner.there:
            yield path


def _search_data_at(path: str, packed: Iterable[str]) -> str:
    """The file of suggestions or facets that might be where a path begins, packed too if there are such endings, else
    "". Which of them there are depends on titles and counts, and an edit must not make two files clash."""
    at = folded("/".join(path.split("/", 2)[:2]))
    endings = (".json", *(f".json{suffix}" for suffix in packed))
    return at if at.startswith(urls.SEARCH_DATA) and at.endswith(endings) else ""


def _planned(
    job: Job, loaded: Loaded, editions: Editions, pages: Iterable[LocalizedPage]
) -> Iterator[tuple[str, Page | Claimant]]:
    """The path below `dist/` of every file but documents, with who wants it there. Pages are turned into claimants only
    if they clash: there may be hundreds of thousands."""
    aliases = loaded.portal.aliases
    for code, page in pages:
        if page.family == "redirect" and page.key in aliases:
            continue  # entries claim them below, so that two that claim one are told apart
        view, suffixes = editions.views[code], FAMILIES[page.family].suffixes
        for suffix in suffixes(view, page):
            yield urls.output_path(view.prefix + page.url + suffix), page
    for name in urls.STATIC_FILES:
        yield name, _PORTALS_OWN
    for name, _ in accent_sheets(loaded.portal.things[ORGANISATIONS.key]):
        yield urls.ASSETS + name, _PORTALS_OWN
    for name, _ in admin_files(job.settings.editing):
        yield urls.ADMIN + name, _PORTALS_OWN
    for name, path in assets(job.options.site):
        file = f"templates/{urls.ASSETS}{name}"
        own = path.is_relative_to(job.options.site / "templates")
        yield urls.ASSETS + name, Claimant(file if own else f"the theme's {file}", 2 if own else 0, _RENAME, file=file)
    yield from _old_addresses(loaded)


def _coming(loaded: Loaded) -> Iterator[tuple[Source, Any]]:
    """The records that are shown now or have a notice, and the publications that wait for their day: on that day nobody
    is there to mend a clash."""
    things, retired = loaded.portal.things, loaded.portal.retired
    for entry in loaded.entries.values():
        source, record = entry.source, entry.record
        if record is None:
            continue  # it has errors, and another entry of its name may be shown
        shown = source.name in things[source.collection] or f"{source.collection}/{source.name}" in retired
        if shown or (isinstance(record, Publication) and not record.draft):
            yield source, record


def _old_addresses(loaded: Loaded) -> Iterator[tuple[str, Claimant]]:
    """The pages that redirect from the old addresses of entries."""
    for source, record in _coming(loaded):
        for i, alias in enumerate(record.aliases):
            what = f"the old address /{alias} of {source.collection}/{source.name}"
            there = alias in loaded.portal.aliases
            claimant = Claimant(what, 4, "remove it, or keep it in one entry", source, ("aliases", i), there=there)
            yield urls.output_path(urls.redirect(alias)), claimant


def _files(loaded: Loaded, *, packed: bool) -> Iterator[tuple[str, Claimant]]:
    """The documents of publications, those that are closed today too, for they may be open tomorrow; other files that
    are public; and the exports of publications that wait for their day. If files are `packed`, one that looks like a
    packed file claims the place of that file as well."""
    seen: set[str] = set()
    public = {at for at, _ in loaded.content.files}
    for source, record in _coming(loaded):
        if not isinstance(record, Publication) or record.retired:
            continue
        if record.key not in loaded.portal.publications:
            waiting = Claimant(f"the page of {source.collection}/{source.name}", 1, _RENAME, source, there=False)
            yield from ((path, waiting) for path in urls.of_publication(record.key))
        places: dict[str, int] = {}
        for i, file in enumerate(record.files):
            if file.path:
                places.setdefault(file.path, i)
        for path, i in places.items():
            at = urls.document_path(record.key, path)
            seen.add(at)
            claimant = Claimant(path, 3, _RENAME, source, ("files", i, "path"), there=at in public)
            yield at, claimant
            if packed and at.endswith(urls.PACKED):
                yield at[:-3], replace(claimant, there=False)
    for at, path in loaded.content.files:
        if at not in seen:
            name = f"content/{FILES}/{path}"
            yield at, Claimant(name, 2, _RENAME, file=name)


class _Owners:
    """Finds who is behind a planned file."""

    def __init__(self, loaded: Loaded) -> None:
        self._portal = loaded.portal
        sources = (entry.source for entry in loaded.entries.values())
        self._sources = {(source.collection, source.name): source for source in sources}

    def of(self, owner: Page | Claimant) -> Claimant:
        """The claimant of a page, or the claimant itself."""
        if isinstance(owner, Claimant):
            return owner
        if owner.key.startswith("/"):
            _, _, line = self._portal.redirects[owner.key[1:]]
            what = f"the old address {owner.key}"
            return Claimant(what, 4, "delete this line", file=REDIRECTS, line=line)
        kind, key = FAMILIES[owner.family].about(owner)
        if not (key and kind in self._portal.things):
            return _PORTALS_OWN
        if owner.family == PAGES.page:
            return self._free_page(key)
        what = f"{'the page' if owner.template else 'an export'} of {kind}/{key}"
        if source := self._sources.get((kind, key)):
            return Claimant(what, 1, _RENAME, source)
        works = self._portal.works[kind].get(key, ())
        mentioned = self._sources.get((PUBLICATIONS.key, next(iter(works), "")), SETTINGS)
        hint = f"give it an entry of another name in content/{kind}/"
        return Claimant(what, 1, hint, mentioned)

    def _free_page(self, key: str) -> Claimant:
        """The claimant of a free page: the first of its entries, if it is in several languages."""
        pages = self._portal.things[PAGES.key]
        name = next(name for name, page in pages.items() if page.key == key)
        return Claimant(f"the free page {key}", 1, _RENAME, self._sources[PAGES.key, name])


def _diagnostics(job: Job, loaded: Loaded, clashes: Iterable[urls.Clash[Any]]) -> list[Diagnostic]:
    """One diagnostic for each claimant that cannot have its place."""
    owners = _Owners(loaded)
    in_entries: dict[tuple[Source, ValuePath], EntryDiagnostic] = {}
    elsewhere: dict[str, Diagnostic] = {}
    for clash in clashes:
        one, other = (owners.of(clash.owner), clash.path), (owners.of(clash.other), clash.other_path)
        reported, there = (one, other) if one[0].rank >= other[0].rank else (other, one)
        claimant, message = reported[0], _message(*reported, *there)
        if claimant.source:
            found = EntryDiagnostic("address-clash", claimant.place, message, claimant.hint)
            in_entries.setdefault((claimant.source, claimant.place), found)
        else:
            at = (claimant.file, claimant.line, 1 if claimant.line else 0)
            diagnostic = Diagnostic(*at, "address-clash", message, claimant.hint, SEVERITIES["address-clash"])
            elsewhere.setdefault(f"{claimant.file}:{claimant.line}", diagnostic)
    found_in_entries = located(job.options.site, [(source, found) for (source, _), found in in_entries.items()])
    return [*found_in_entries, *elsewhere.values()]


def _message(reported: Claimant, path: str, other: Claimant, other_path: str) -> str:
    """What is wrong, in words: where two things would be."""
    if path == other_path:
        return f"/{path} would be the address of both {reported.what} and {other.what}"
    if folded(path) == folded(other_path):
        same = "are one address on disks that do not tell them apart"
        return f"/{path} ({reported.what}) and /{other_path} ({other.what}) {same}"
    first, second = (f"/{path} ({reported.what})", f"/{other_path} ({other.what})")
    deep, file = (first, second) if len(path) > len(other_path) else (second, first)
    return f"{deep} would need a folder where {file} is"
