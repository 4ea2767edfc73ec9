"""Sending a portal to a bucket: only what differs, in an order that leaves every page with what it needs.

Files that pages load come first, then pages, then what leads to them; what is gone is removed last. The list in the
bucket (`manifest`) is written before, between and after, so that it never says more than is true: a run that is killed
is followed by one that sends what is missing.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from stat import S_ISREG

from kartotek.diagnostics import SetupError
from kartotek.output.outputs import Output
from kartotek.output.stage import MARKER, STAGE, described, orphans
from kartotek.text.digests import of_value
from kartotek.upload import manifest
from kartotek.upload.headers import attributes
from kartotek.upload.manifest import Manifest
from kartotek.upload.target import Target, UploadError, plain_errors
from kartotek.workers import chunks

_AT_ONCE = 32
"""Requests that wait for their answers at the same time."""
_PER_ROUND = 1000
"""Files that are sent before the list in the bucket is written again."""
_NO_NAME = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""What no build leaves in the name of a file, and no store takes."""

OnProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class UploadPlan:
    """What has to be done so that the bucket has the files of the portal and none that the portal had before.

    `send` are files in the order of sending, `remove` are paths. `digests` has all files of the portal (hexadecimal).
    `strange` are paths in the bucket that the portal does not have, where nothing says who put them there.
    """

    send: Sequence[Output]
    remove: Sequence[str]
    digests: Mapping[str, str]
    strange: Sequence[str] = ()

    @property
    def bytes(self) -> int:
        """How much is sent."""
        return sum(file.size for file in self.send)

    @property
    def kept(self) -> int:
        """How many files are in the bucket as they are here."""
        return len(self.digests) - len(self.send)


def files_of(portal: Path) -> Iterator[Output]:
    """The files of a portal that was built here. Raises SetupError if it was not, OSError if one cannot be read."""
    if not (portal / MARKER).is_file():
        raise SetupError(f"{portal} is not a portal that Kartotek built", "run `kartotek build` first")
    for path in sorted(orphans(portal, ())):
        if path.startswith(STAGE) or _NO_NAME.search(path) or not S_ISREG((portal / path).lstat().st_mode):
            raise SetupError(
                f"{portal / path} is no file that a build left there, so nothing was sent",
                "links, pipes and what a killed build leaves are removed by `kartotek build`; then publish again",
            )
        yield described(path, portal / path, new=False)


def plan(files: Collection[Output], there: Manifest) -> UploadPlan:
    """What differs between the files of a portal and those of a bucket. What others put into the bucket stays."""
    digests = {file.path: _digest(file) for file in files}
    changed = [file for file in files if there.files.get(file.path) != digests[file.path]]
    changed.sort(key=lambda file: (_turn(file.path), file.path))
    return UploadPlan(changed, sorted(there.files.keys() - digests.keys()), digests)


def _digest(file: Output) -> str:
    """What tells apart what a bucket has of a file: its content, and what is said of it (hexadecimal)."""
    return of_value((file.digest, *attributes(file.path).values())).hex()


def _turn(path: str) -> int:
    """When a file is sent: what pages need, pages, what leads to pages."""
    if path.endswith((".html", "pagefind-entry.json")):
        return 2 if path.count("/") == 0 else 1
    return 2 if path.count("/") == 0 or path.startswith("data/") else 0


def publish(target: Target, portal: Path, progress: OnProgress, *, dry: bool = False) -> UploadPlan:
    """Bring the bucket up to date, and return what was done; with `dry`, what would be done.

    Raises UploadError or OSError: then some files are new and some old, each of them whole, and the next run goes on.
    """
    there = manifest.read(target)
    todo = plan(list(files_of(portal)), there)
    if not there.is_known:
        todo = replace(todo, strange=sorted(_others(target, {*todo.digests, *there.files})))
    if dry or (there.is_known and not (todo.send or todo.remove)):
        return todo
    there = manifest.write(target, there.while_sending(file.path for file in todo.send), there)
    done = 0
    for portion in _rounds(todo.send):
        sent: dict[str, str] = {}
        try:
            _send(target, portal, portion, sent)
        except BaseException:  # Ctrl+C, too: what arrived need not be sent again
            with suppress(UploadError):
                manifest.write(target, {**there.files, **sent}, there)
            raise
        there = manifest.write(target, {**there.files, **sent}, there)
        done += len(portion)
        progress("sending files", done, len(todo.send))
    _remove(target, todo.remove)
    manifest.write(target, todo.digests, there, ended=True)
    return todo


def _others(target: Target, files: Collection[str]) -> Iterator[str]:
    """What is in the bucket besides these files of ours: without our list, what earlier runs left may be anybody's."""
    with plain_errors(target.address):
        for portion in target.store.list():
            yield from (one["path"] for one in portion if one["path"] not in files and one["path"] != manifest.NAME)


def _rounds(files: Iterable[Output]) -> Iterator[Sequence[Output]]:
    """Files that are sent together: those of a turn, not too many."""
    for _, turn in groupby(files, lambda file: _turn(file.path)):
        yield from chunks(list(turn), _PER_ROUND)


def _send(target: Target, portal: Path, files: Sequence[Output], sent: dict[str, str]) -> None:
    """Send files, several at once; `sent` gets the digest of each that arrived.

    After the first error none is begun, and those that are under way arrive; then it is raised.
    """
    errors: list[BaseException] = []

    def send(file: Output) -> None:
        if errors:
            return
        try:
            with plain_errors(target.address):
                target.store.put(file.path, portal / file.path, attributes=attributes(file.path))
            _check_unchanged(file, portal / file.path)
        except (UploadError, OSError) as error:
            errors.append(error)
        else:
            sent[file.path] = _digest(file)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            for _ in pool.map(send, files):
                pass
        except BaseException as error:  # Ctrl+C: what is waiting is not begun
            errors.append(error)
    if errors:
        raise errors[0]


def _check_unchanged(file: Output, path: Path) -> None:
    """Raise UploadError if a file that was sent may be another than the one that was read, or OSError if it is gone."""
    found = path.stat()
    if (found.st_size, found.st_mtime_ns) != (file.size, file.mtime_ns):
        raise UploadError(f"{path} was changed while it was sent", "wait until the build is done, then publish again")


def _remove(target: Target, paths: Sequence[str]) -> None:
    """Remove files, one by one where some are gone already."""
    for start in range(0, len(paths), _PER_ROUND):
        portion = list(paths[start : start + _PER_ROUND])
        with plain_errors(target.address):
            try:
                target.store.delete(portion)
            except FileNotFoundError:
                for path in portion:
                    with suppress(FileNotFoundError):
                        target.store.delete(path)
