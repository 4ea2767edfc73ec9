"""What differs between two portals, as data."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from sys import maxsize

from kartotek import urls
from kartotek.compare.changes import changed
from kartotek.compare.facts import PageFacts, read_facts
from kartotek.compare.places import LISTS, WORDS, ParsedAddress, address_of, languages_of, place_of
from kartotek.compare.sides import Side
from kartotek.verify.scan import page as scan_page
from kartotek.workers import chunks, parallel_map

_PER_TASK = 100
_HEAVIER_BYTES, _HEAVIER_RATIO = 10_000, 1.2
"""A page is called heavier if it grew by so many bytes and by a fifth."""
_SHORT = LISTS - {"years"}
"""The parts of the portal in which only pages with enough works may have exports (`config.profiles`)."""
_ExportKind = tuple[str, str, bool]
"""The part of the portal, the ending, and whether it is the export of the whole part."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A thing with a page that was added, changed, removed, moved, retired, or is only listed now.

    `change` is one of these words; `words` say what has changed, in English: "title changed". What is only `listed` has
    a line in an index in the place of its page, since too few of its works are left for one (`output: lean`).
    """

    change: str
    part: str
    name: str
    path: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """Addresses of one form that are gone, without a redirect or a notice: an error, unless it was meant.

    `profile` says that none of that form is left, or of lists only for longer ones, so that a setting has changed and
    not the content: no error.
    """

    what: str
    paths: tuple[str, ...]
    profile: bool = False


@dataclass(frozen=True, slots=True)
class Switched:
    """Files that a setting of site.yaml asks for and that one side has none of: what they are called, the setting, and
    how many there were before and are now."""

    what: str
    setting: str
    before: int
    now: int


@dataclass(slots=True)
class Difference:
    """Everything that differs. Paths are those of files below the portals."""

    old: str
    new: str
    entries: list[EntryChange] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    appeared: dict[str, list[str]] = field(default_factory=dict)
    """By form of address, in words: those that are new."""
    heavier: list[tuple[str, int, int]] = field(default_factory=list)
    """Pages whose weight grew, with their sizes in bytes before and now."""
    emptied: list[str] = field(default_factory=list)
    """Pages whose list has nothing in it any more."""
    files_opened: list[str] = field(default_factory=list)
    files_closed: list[str] = field(default_factory=list)
    switched: list[Switched] = field(default_factory=list)
    looks: int = 0
    """Pages that say the same as before and look different: another theme, another program, other lists."""
    languages: tuple[str, ...] = ()
    """Of the pages without a language in their address, before and now, if it is another: then what they say is not
    compared."""

    @property
    def errors(self) -> list[Gone]:
        """The addresses that should not be gone."""
        return [gone for gone in self.gone if not gone.profile]


def compare(old: Side, new: Side, jobs: int) -> Difference:
    """Compare two portals, in `jobs` processes. Raises OSError if a file cannot be read."""
    return _Comparison(old, new, jobs).made()


class _Comparison:
    """The two sides, and the facts of the pages that differ."""

    def __init__(self, old: Side, new: Side, jobs: int) -> None:
        self._old, self._new, self._jobs = old, new, jobs
        languages = languages_of(old.files) | languages_of(new.files)
        pages_only = old.folder is None or new.folder is None
        self._before = _places(old, languages, pages_only=pages_only)
        self._now = _places(new, languages, pages_only=pages_only)
        self._difference = Difference(old.name, new.name)
        self._was: Mapping[str, PageFacts] = {}
        self._is: Mapping[str, PageFacts] = {}
        self._listed: Mapping[str, str] = {}

    def made(self) -> Difference:
        """The whole comparison, a line for each part of it."""
        only_old = [path for path in self._before if path not in self._new.files]
        only_new = [path for path in self._now if path not in self._old.files]
        both = [path for path in self._now if path in self._before and self._now[path].kind == urls.PAGE]
        differing = self._differing(path for path in both if not self._now[path].language)
        self._was = self._facts(self._old, [*self._of_first_language(only_old, self._before), *differing])
        self._is = self._facts(self._new, [*self._of_first_language(only_new, self._now), *differing])
        self._listed = self._lines_in_place_of(only_old)
        self._find_entries(only_old, only_new, differing)
        self._find_translations(self._differing(path for path in both if self._now[path].language))
        self._find_gone(only_old)
        self._find_appeared(only_new)
        self._find_switched()
        self._find_weights()
        return self._difference

    def _of_first_language(self, paths: Iterable[str], places: Mapping[str, ParsedAddress]) -> list[str]:
        return [path for path in paths if places[path].kind == urls.PAGE and not places[path].language]

    def _differing(self, paths: Iterable[str]) -> list[str]:
        """Those of some pages, which both sides have, that have other bytes."""
        if self._old.folder is None or self._new.folder is None:
            return []
        both = list(paths)
        same = parallel_map(_same, (self._old, self._new), chunks(both, _PER_TASK), self._jobs)
        return [path for path, equal in zip(both, (each for task in same for each in task), strict=True) if not equal]

    def _facts(self, side: Side, paths: Sequence[str]) -> dict[str, PageFacts]:
        read = parallel_map(read_facts, side, chunks(paths, _PER_TASK), self._jobs)
        return dict(zip(paths, (facts for task in read for facts in task), strict=True))

    def _find_entries(self, only_old: Sequence[str], only_new: Sequence[str], differing: Sequence[str]) -> None:
        """What was added, removed, moved, retired, and changed."""
        found = self._difference.entries
        for path in self._of_first_language(only_new, self._now):
            facts = self._is[path]
            if not facts.moved:
                found.append(EntryChange("added", self._now[path].part, facts.name, path, self._news(path)))
        for path in self._of_first_language(only_old, self._before):
            facts, part, line = self._was[path], self._before[path].part, self._listed.get(path)
            if line:
                found.append(EntryChange("listed", part, facts.name, path, (f"is at {line} now",)))
            elif not facts.moved:
                found.append(EntryChange("removed", part, facts.name, path))
        for path in differing:
            was, now, part = self._was[path], self._is[path], self._now[path].part
            if was.language and now.language and was.language != now.language:
                self._difference.languages = (was.language, now.language)
            if now.moved and not was.moved:
                found.append(
                    EntryChange(
                        "moved",
                        part,
                        was.name,
                        path,
                        (f"leads to {now.moved if '://' in now.moved else address_of(now.moved)}",),
                    )
                )
            elif now.hidden and not was.hidden:
                found.append(EntryChange("retired", part, was.name, path))
            elif path != _index_of(part) and (words := (*changed(was, now, part), *self._news(path))):
                found.append(EntryChange("changed", part, now.name, path, words))
            else:
                self._difference.looks += 1
            if was.works and not now.works and part in LISTS and not (now.moved or now.hidden):
                self._difference.emptied.append(path)

    def _find_translations(self, differing: Sequence[str]) -> None:
        """What has changed in another language alone: of the others the page in the first language tells."""
        told = {entry.path for entry in self._difference.entries}
        paths = [path for path in differing if self._now[path].owner not in told]
        was, now = (self._facts(side, paths) for side in (self._old, self._new))
        for path in paths:
            part, owner = self._now[path].part, self._now[path].owner
            if owner not in (_index_of(part), urls.output_path(urls.HOME)) and (
                words := changed(was[path], now[path], part)
            ):
                self._difference.entries.append(EntryChange("changed", part, now[path].name, path, words))

    def _news(self, path: str) -> tuple[str, ...]:
        """Pages that came or went with a change of a publication: 'new keyword page "Cards"'."""
        if self._now[path].part != "publications":
            return ()
        now, was = self._is[path], self._was.get(path, PageFacts("", ""))
        words = [
            f"new {_word(self._now[each])} page “{self._is[each].title}”"
            for each in sorted(now.links - was.links)
            if each in self._is and each not in self._old.files and now.names(self._is[each])
        ]
        words += (
            f"no {_word(self._before[each])} page “{self._was[each].title}” any more"
            for each in sorted(was.links - now.links)
            if each in self._was and each not in self._new.files and was.names(self._was[each])
        )
        return tuple(words)

    def _lines_in_place_of(self, only_old: Iterable[str]) -> Mapping[str, str]:
        """Pages of several works that are gone, of things that an index still lists: the address of the line.

        A page of a single work goes only with another choice of `output`, and that is no news of its works.
        """
        if self._new.folder is None:
            return {}
        lost = {path: self._before[path] for path in only_old if (was := self._was.get(path)) and was.works > 1}
        parts = {place.part for place in lost.values() if place.part in LISTS}
        indexes = [path for path in sorted(self._new.files) if _part_of_index(path) in parts]
        read = parallel_map(_ids, self._new, chunks(indexes, _PER_TASK), self._jobs)
        at = dict(zip(indexes, (ids for task in read for ids in task), strict=True))
        of_name = {name: f"{address_of(page)}#{name}" for page, ids in at.items() for name in ids}
        names = {path: urls.line_id(place.part, path.split("/")[-2]) for path, place in lost.items() if "/" in path}
        return {path: of_name[name] for path, name in names.items() if name in of_name}

    def _find_gone(self, only_old: Iterable[str]) -> None:
        """Addresses without a successor, a line for each form of them; those of one page are one with it."""
        left = self._exported_from()
        tongues = {place.language for place in self._now.values()}
        groups: dict[tuple[str, bool], list[str]] = {}
        for path in only_old:
            place = self._before[path]
            if place.kind == urls.DOCUMENT:
                self._difference.files_closed.append(path)
            if path in self._listed:
                continue
            if (path != place.owner or place.language) and self._is_told_elsewhere(place):
                continue
            facts = self._is.get(place.owner)
            works = facts.works if facts else 0
            profile = place.kind == urls.EXPORT and works < left.get(_kind_of(place), maxsize)
            groups.setdefault((_form(place, tongues), profile), []).append(path)
        self._difference.gone += [Gone(what, tuple(sorted(of)), profile) for (what, profile), of in groups.items()]

    def _exported_from(self) -> Mapping[_ExportKind, int]:
        """By kind of export: how many works a page has at least that has such an export now; 0 if it need have none.

        An export of a page with fewer is gone because no such page has one any more.
        """
        owners: dict[_ExportKind, list[str]] = {}
        for place in self._now.values():
            if place.kind == urls.EXPORT:
                owners.setdefault(_kind_of(place), []).append(place.owner)
        pages = {page for (part, _, _), of in owners.items() if part in _SHORT for page in of} & self._new.files.keys()
        known = self._facts(self._new, sorted(pages - self._is.keys())) if pages else {}
        works = {page: facts.works for page, facts in (*known.items(), *self._is.items())}
        return {
            form: min((works.get(page, 0) for page in of), default=0) if form[0] in _SHORT else 0
            for form, of in owners.items()
        }

    def _is_told_elsewhere(self, place: ParsedAddress) -> bool:
        """Whether an address that belongs to a page is gone with that page, or the page says what became of it."""
        facts = self._is.get(place.owner)
        if facts and (facts.moved or facts.hidden):
            return True
        if facts and place.kind == urls.EXPORT and place.part in LISTS and facts.works <= 1:
            return True  # the page of a thing with one work offers the exports of that work
        gone = place.owner in self._old.files and place.owner not in self._new.files
        return gone and place.kind != urls.DOCUMENT

    def _find_appeared(self, only_new: Iterable[str]) -> None:
        for path in only_new:
            place = self._now[path]
            if place.kind == urls.DOCUMENT:
                self._difference.files_opened.append(path)
            self._difference.appeared.setdefault(_form(place, {place.language}), []).append(path)

    def _find_switched(self) -> None:
        """Pictures that there are none of any more, or were none of before: one is no news beside its page."""
        if self._old.folder is None or self._new.folder is None:
            return
        before, now = (
            Counter(urls.file_kind(path, side.files) for path in side.files) for side in (self._old, self._new)
        )
        self._difference.switched += [
            Switched(kind.name, kind.setting, before[kind], now[kind])
            for kind in urls.OPTIONAL
            if bool(before[kind]) != bool(now[kind])
        ]

    def _find_weights(self) -> None:
        """Pages that grew, those that grew most first."""
        grown: list[tuple[str, int, int]] = []
        for path, place in self._now.items():
            before, now = self._old.files.get(path, 0), self._new.files[path]
            if place.kind == urls.PAGE and before and now - before > _HEAVIER_BYTES and now > _HEAVIER_RATIO * before:
                grown.append((path, before, now))
        self._difference.heavier = sorted(grown, key=lambda row: (row[1] - row[2], row[0]))


def _is_packed(path: str, files: Collection[str]) -> bool:
    """Whether a file is the packed form of another, which servers send in its place: nobody knows it by its address."""
    return path.endswith(urls.PACKED) and path.rpartition(".")[0] in files


def _places(side: Side, languages: frozenset[str], *, pages_only: bool) -> dict[str, ParsedAddress]:
    """The addresses of a portal that are to be kept, in order; a sitemap lists pages only."""
    files = (path for path in sorted(side.files) if not _is_packed(path, side.files))
    places = {path: place for path in files if (place := place_of(path, languages, side.files))}
    return {path: place for path, place in places.items() if place.kind == urls.PAGE} if pages_only else places


def _same(sides: tuple[Side, Side], paths: Sequence[str]) -> list[bool]:
    """Whether each of some files has the same bytes on both sides, in a worker."""
    old, new = sides
    return [old.at(path).read_bytes() == new.at(path).read_bytes() for path in paths]


def _ids(side: Side, paths: Sequence[str]) -> list[frozenset[str]]:
    """The ids in some pages, in a worker."""
    return [scan_page(side.at(path).read_text("utf-8", "replace"), side.base_url).ids for path in paths]


def _part_of_index(path: str) -> str:
    """The part of the portal that a page of an index lists; "" for any other file."""
    part, _, rest = path.partition("/")
    return part if rest == "index.html" or _FURTHER.fullmatch(rest) else ""


_FURTHER = re.compile(r"page/\d+/index\.html")
"""A further page of an index, below its part of the portal."""


def _index_of(part: str) -> str:
    """The page that lists everything of a part."""
    return f"{part}/index.html"


def _kind_of(place: ParsedAddress) -> _ExportKind:
    """The kind of an export."""
    return place.part, place.ending, place.owner == _index_of(place.part)


def _word(place: ParsedAddress) -> str:
    """What a page is the page of: "keyword"."""
    return WORDS.get(place.part, "free")


def _form(place: ParsedAddress, languages: Iterable[str]) -> str:
    """The form of an address in words, as a line of the report: ".ris of publications"."""
    if place.language not in languages:
        return f"pages in the language {place.language}"
    if place.kind == urls.DOCUMENT:
        return "files"
    of = f"{place.ending} of {place.part}" if place.ending else f"pages of {place.part}"
    return of if place.part != "pages" or place.ending else "other pages"
