"""Every link of a built portal, checked: does the file exist, has the page that anchor, do alternates agree.

Only files that changed since the last check are read; what the others link to is remembered (`verify.memory`).
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from kartotek.diagnostics import Diagnostic, SetupError
from kartotek.verify.addresses import OUTSIDE, Resolver, split_target
from kartotek.verify.memory import Memory, Rows, read_memory, write_memory
from kartotek.verify.places import AddressPlaces
from kartotek.verify.scan import FileLinks, group_of, scanner_of
from kartotek.workers import chunks, parallel_map

_PER_TASK = 300
OnProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class LinksChecked:
    """What was checked: how many files there are, how many of them were read, how many links they have together."""

    files: int
    read: int
    links: int
    diagnostics: list[Diagnostic]

    @property
    def notes(self) -> list[str]:
        """Nothing to say besides."""
        return []

    def as_data(self) -> dict[str, object]:
        """The counts, for programs."""
        return {"files": self.files, "read": self.read, "links": self.links}


@dataclass(frozen=True, slots=True)
class Remembered:
    """The file in which a check leaves what it read for the next one, and the version of the program, which decides
    what counts as a link."""

    file: Path
    version: str


def check_links(
    dist: Path, jobs: int, remembered: Remembered | None = None, progress: OnProgress = lambda _what, _done, _all: None
) -> LinksChecked:
    """Check all links within a portal that was built into `dist`, in `jobs` processes.

    `remembered` says where it is remembered what each file links to. `progress` is called with what is done, how much
    of it, and how much there is. Raises SetupError if there is no portal, OSError if a file cannot be read.
    """
    if not (dist / "index.html").is_file():
        raise SetupError(f"there is no portal in {dist}", "build it first, or name the folder that it was built into")
    base_url = base_url_of(dist)
    files = files_of(dist)
    stamp = f"{remembered.version} {base_url}" if remembered else ""
    last = read_memory(remembered.file, stamp) if remembered else Memory()
    same = [row for row, path in enumerate(last.paths) if files.get(path) == last.stat(row)]
    known = {last.paths[row] for row in same}
    fresh = sorted(files.keys() - known)
    memory = last.only(same) if len(same) < len(last.paths) else last
    done = len(known)
    for rows in parallel_map(_scan_all, (str(dist), base_url), chunks(fresh, _PER_TASK), jobs):
        memory.merge(rows, files)
        done += len(rows.paths)
        progress("checking links", done, len(files))
    if remembered and (fresh or len(same) < len(last.paths)) and not memory.is_mostly_old():
        write_memory(remembered.file, stamp, memory)
    diagnostics = _Judge(dist, base_url, memory, files, jobs).diagnostics()
    return LinksChecked(len(files), len(fresh), len(memory.links), diagnostics)


def base_url_of(dist: Path) -> str:
    """The address that a portal was built for: robots.txt names the sitemap by it; "" if it was built for none."""
    try:
        robots = (dist / "robots.txt").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    found = [line.partition(":")[2].strip() for line in robots.splitlines() if line.startswith("Sitemap:")]
    return next((each.removesuffix("sitemap.xml") for each in found if each.endswith("/sitemap.xml")), "")


def files_of(dist: Path) -> dict[str, tuple[int, int]]:
    """All files below a folder, each with its size and the time of its last change (ns). Pipes and devices are none."""
    base = str(dist)
    files: dict[str, tuple[int, int]] = {}
    folders = [""]
    while folders:
        prefix = folders.pop()
        with os.scandir(f"{base}/{prefix}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != ".git":
                        folders.append(f"{prefix}{entry.name}/")
                    continue
                with suppress(FileNotFoundError):  # a link that leads nowhere
                    stat = entry.stat()
                    if S_ISREG(stat.st_mode):
                        files[prefix + entry.name] = (stat.st_size, stat.st_mtime_ns)
    return files


def _scan(shared: tuple[str, str], path: str) -> FileLinks:
    """What is in one file."""
    dist, base_url = shared
    scanner = scanner_of(path, base_url)
    if scanner is None:
        return FileLinks()
    return scanner(_text(dist, path), base_url)


def _text(dist: str, path: str) -> str:
    """The text of a file below a portal. Raises OSError."""
    with open(f"{dist}/{path}", encoding="utf-8", errors="replace") as file:  # noqa: PTH123  # a hundred thousand times
        return file.read()


def _scan_all(shared: tuple[str, str], paths: Sequence[str]) -> Rows:
    """Read some files, in a worker: where their links lead. Anchors of the page itself are checked here."""
    rows, resolver = Rows(), Resolver(shared[1])
    for path in paths:
        found = _scan(shared, path)
        page = found.base or path
        targets = {resolver.target(address, page) for address in found.addresses}
        targets -= {"", path}
        targets -= {f"{path}#{name}" for name in found.ids}
        alternates = {(tag, resolver.target(address, page)) for tag, address in found.alternates}
        rows.add(
            path, targets, [target for _, target in alternates if target], group_of(alternates) if alternates else 0
        )
    return rows


def _anchors(shared: tuple[str, str], paths: Sequence[str]) -> list[frozenset[str]]:
    """The ids in some pages, in a worker."""
    return [_scan(shared, path).ids for path in paths]


class _Judge:
    """Which of the targets in a memory are not there."""

    def __init__(
        self, dist: Path, base_url: str, memory: Memory, files: Mapping[str, tuple[int, int]], jobs: int
    ) -> None:
        self._dist, self._base_url, self._memory, self._files, self._jobs = dist, base_url, memory, files, jobs

    def diagnostics(self) -> list[Diagnostic]:
        """One for each target that is missing, at the first page that links to it."""
        missing = self._missing()
        by_page: dict[str, list[tuple[str, int]]] = {}
        for number, pages in self._sources(missing).items() if missing else ():
            by_page.setdefault(pages[0], []).append((self._memory.targets[number], len(pages)))
        found = [each for page, targets in by_page.items() for each in self._broken(page, targets)]
        found += self._one_sided()
        return sorted(found, key=Diagnostic.sort_key)

    def _missing(self) -> set[int]:
        files = self._files
        missing: set[int] = set()
        anchors: dict[str, list[tuple[int, str]]] = {}
        for number, target in enumerate(self._memory.targets):
            path, anchor = split_target(target)
            if path not in files:
                path += "/index.html"  # hosts lead from a folder to its page
                if path not in files:
                    missing.add(number)
                    continue
            if anchor and path.endswith((".html", ".htm")):
                anchors.setdefault(path, []).append((number, anchor))
        pages = list(anchors)
        read = parallel_map(_anchors, (str(self._dist), self._base_url), chunks(pages, _PER_TASK), self._jobs)
        for path, ids in zip(pages, (ids for of_task in read for ids in of_task), strict=True):
            missing.update(number for number, anchor in anchors[path] if anchor not in ids)
        return missing

    def _sources(self, missing: set[int]) -> dict[int, list[str]]:
        """By missing target: the files that link to it, in their order. A target that nothing links to any more has
        none."""
        sources: dict[int, list[str]] = {}
        for path, links in self._memory.rows():
            for number in missing.intersection(links):
                sources.setdefault(number, []).append(path)
        return {number: sorted(paths) for number, paths in sorted(sources.items())}

    def _broken(self, page: str, targets: Iterable[tuple[str, int]]) -> Iterator[Diagnostic]:
        """What is said of missing targets with the number of pages that link to it, the first of which is `page`."""
        text = _text(str(self._dist), page)
        scanner = scanner_of(page, self._base_url)
        found = scanner(text, self._base_url) if scanner else FileLinks()
        resolver, here = Resolver(self._base_url), found.base or page
        places = AddressPlaces(text, found.addresses, lambda address: resolver.target(address, here))
        for target, count in targets:
            yield self._diagnostic(page, target, count, places.of(target))

    def _diagnostic(self, page: str, target: str, count: int, place: tuple[str, int, int]) -> Diagnostic:
        """What is said of one missing target."""
        address, line, column = place
        more = f"; {count - 1:,} more files have it too" if count > 1 else ""
        file, anchor = split_target(target)
        where = f"{self._dist.name}/{page}"
        if target == OUTSIDE:
            message = f"{address!r} leads out of the portal's folder{more}"
            return Diagnostic(where, line, column, "broken-link", message, "write an address within the portal")
        if anchor and (file in self._files or f"{file}/index.html" in self._files):
            message = f"{address!r} leads to a part of /{file.removesuffix('index.html')} that is not there{more}"
            hint = f"no element of that page has the id {anchor!r}: correct the link, or leave out what is after #"
            return Diagnostic(where, line, column, "broken-anchor", message, hint)
        message = f"{address!r} leads to {self._dist.name}/{file}, which is not there{more}"
        hint = "correct the link in the entry, in site.yaml or in the template that it comes from"
        return Diagnostic(where, line, column, "broken-link", message, hint)

    def _one_sided(self) -> Iterator[Diagnostic]:
        """A diagnostic for each page whose alternate does not name it in turn (Google: "return links")."""
        groups = self._memory.groups_by_path()
        for path, group, alternates in self._memory.of_alternates():
            for number in alternates:
                other = self._memory.targets[number]
                if other in self._files and groups.get(other) != group:
                    message = f"names /{other.removesuffix('index.html')} as the same page in another language"
                    message += ", which does not name the same pages in turn"
                    hint = "the link tags with hreflang must be the same in all languages: see base.html of the theme"
                    yield Diagnostic(f"{self._dist.name}/{path}", 0, 0, "one-sided-alternate", message, hint)
                    break
