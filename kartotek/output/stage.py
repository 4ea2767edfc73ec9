"""Staged files: written beside `dist/` and moved into it only when the whole build has succeeded."""

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from errno import EACCES, ENOSPC
from functools import partial
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR

from kartotek.diagnostics import SetupError
from kartotek.output.outputs import Output, Outputs
from kartotek.text import digests

MARKER = ".built-by-kartotek"
"""A file in `dist/` that says who built it; without it a folder that is not empty is not touched."""

STAGE = ".stage-"
"""What the names of stages begin with."""

HOSTS_OWN = (".git", "CNAME", "_headers", "_redirects")
"""At the top of `dist/`: what hosts and version control put there. It stays."""

WRITTEN_HERE = "# written by Kartotek"
"""The first line of such a file begins so if a build wrote it: then it is none of the host's."""

_MARKER_TEXT = b"Built by Kartotek. Each build replaces the files of this folder and removes those it did not make.\n"


def _is_empty(out: Path) -> bool:
    return all(entry.name in HOSTS_OWN for entry in out.iterdir())


def check_out(out: Path, site: Path, cache: Path) -> None:
    """Make sure that a build may fill the folder `out`. Raises SetupError otherwise.

    It may if `out` is missing, empty or marked as built by Kartotek, and neither holds nor lies in what a build reads.
    """
    for path in (out, *out.parents):
        if path.is_symlink() and not path.exists():
            raise SetupError(f"{path} is a link that leads to nothing", "remove it or choose another --out")
        if path.exists() and not path.is_dir():
            needed = "the portal needs a folder of that name" if path == out else "it cannot hold the portal's folder"
            raise SetupError(f"{path} is a file, and {needed}", "remove it or choose another --out")
    inside = [out.resolve(), *out.resolve().parents]
    for folder in (site / "content", site / "templates"):
        if folder.resolve() in inside:
            raise SetupError(f"{out} is inside {folder.name}/, which a build never changes", "choose another --out")
    if cache.resolve() in inside:
        raise SetupError(f"{out} is inside {cache.name}/, where builds keep their cache", "choose another --out")
    if out.resolve() in (site.resolve(), *site.resolve().parents):
        raise SetupError(f"{out} contains the site itself", "choose another --out, such as dist")
    if any((out / name).exists() for name in ("site.yaml", "content")):
        raise SetupError(f"{out} contains another site", "choose another --out, such as dist")
    if out.is_dir() and not (out / MARKER).is_file() and not _is_empty(out):
        raise SetupError(
            f"{out} is not empty and was not built by Kartotek, so nothing there was touched",
            "empty it or choose another --out",
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the files of a build wait, laid out as they will be in `out`.

    `whole` says that `out` is empty, so that the whole tree moves there in one step. `anew` says that files which
    are there already, byte for byte, are to be written all the same.
    """

    folder: Path
    out: Path
    whole: bool
    anew: bool

    @property
    def tree(self) -> Path:
        """The folder that is laid out like `out`."""
        return self.folder / "tree"

    def put(self, path: str, data: bytes | Iterable[bytes], key: bytes = b"") -> Output:
        """Stage a file, whole or in portions, unless `out` has the same bytes already.

        `path` is relative to `out`; `key` is the digest of all the file is made from. Raises OSError, as on a full
        disk.
        """
        if not isinstance(data, bytes):
            return self._put_portions(path, data, key)
        digest = digests.of_bytes(data)
        if not self.whole and not self.anew:
            target = f"{self.out}/{path}"
            with suppress(OSError):  # it is not there, or is a folder: then it is new
                found = os.stat(target)  # noqa: PTH116  # a hundred thousand times
                if found.st_size == len(data) and Path(target).read_bytes() == data:
                    return Output(path, found.st_size, found.st_mtime_ns, digest, new=False, key=key)
        waiting = f"{self.folder}/tree/{path}"
        file = _create(waiting)
        try:
            if os.write(file, data) != len(data):
                raise OSError(ENOSPC, os.strerror(ENOSPC), waiting)
            mtime_ns = os.fstat(file).st_mtime_ns
        finally:
            os.close(file)
        return Output(path, len(data), mtime_ns, digest, new=True, key=key)

    def _put_portions(self, path: str, data: Iterable[bytes], key: bytes) -> Output:
        made = self._write(path, data)
        old = self._same(path, made.size, made.digest)
        if old is not None:
            os.unlink(f"{self.folder}/tree/{path}")  # noqa: PTH108
        return (old or made)._replace(key=key)

    def _write(self, path: str, data: Iterable[bytes]) -> Output:
        """Write portions into a staged file; its digest is made on the way."""
        waiting = f"{self.folder}/tree/{path}"
        digest = blake2b(digest_size=digests.SIZE)
        with os.fdopen(_create(waiting), "wb") as file:
            for portion in data:
                digest.update(portion)
                file.write(portion)
            file.flush()
            found = os.fstat(file.fileno())
        return Output(path, found.st_size, found.st_mtime_ns, digest.digest(), new=True)

    def put_file(
        self, path: str, source: Path, *, link: bool = False, key: bytes = b"", known: Output | None = None
    ) -> Output:
        """Stage a copy of a file, unless `out` has the same; with `link`, a hard link to it, where there are any.

        A file that was linked must not be written to any more: it is the published one. `known` is what is sure to be
        in `out` at that path; then it need not be read. `key` is as for `put`. Raises OSError.
        """
        if not self.whole and not self.anew and (old := self._same_as(path, source, known)):
            return old._replace(key=key)
        waiting = f"{self.folder}/tree/{path}"
        if link:
            os.makedirs(waiting.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
            if _linked(source, waiting):
                return described(path, waiting, new=True)._replace(key=key)
        with source.open("rb") as file:
            return self._write(path, iter(partial(file.read, _PORTION), b""))._replace(key=key)

    def _same_as(self, path: str, source: Path, known: Output | None) -> Output | None:
        """The file that is in `out` already, if it is the same as the source; read only if it is as large."""
        try:
            size = known.size if known else (self.out / path).stat().st_size
        except OSError:  # it is not there, or is a folder
            return None
        if size != source.stat().st_size:
            return None
        digest = described(path, source, new=True).digest
        if known:
            return known if known.digest == digest else None
        return self._same(path, size, digest)

    def _same(self, path: str, size: int, digest: bytes) -> Output | None:
        """The file that is in `out` already, if it is the same; its bytes are read, whatever its times say."""
        target = self.out / path
        if self.whole or self.anew or not target.is_file() or target.stat().st_size != size:
            return None
        found = described(path, target, new=False)
        return found if found.digest == digest else None


def _create(path: str) -> int:
    """Create an empty file, and the folders it is in; returns its descriptor. Without pathlib, which is slow here."""
    try:
        return os.open(path, _NEW, 0o666)
    except FileNotFoundError:
        os.makedirs(path.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
        return os.open(path, _NEW, 0o666)


_PORTION = 1 << 20
"""Bytes of a file that are copied at a time."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def _linked(source: Path, target: str) -> bool:
    try:
        os.link(source, target)
    except (OSError, NotImplementedError):  # on another disk, or where there are no links
        return False
    return True


def described(path: str, file: Path | str, *, new: bool) -> Output:
    """The output for a file that is there: its size, time and digest, but no key. Raises OSError."""
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123
        digest = digests.of_stream(stream)
        found = os.fstat(stream.fileno())
    return Output(path, found.st_size, found.st_mtime_ns, digest, new)


def published(out: Path, folder: str) -> Iterator[Output]:
    """The files that are in a folder of `out` (its path with a slash at the end)."""
    for path in sorted((out / folder).rglob("*")):
        if path.is_file():
            yield described(path.relative_to(out).as_posix(), path, new=False)


def make_stage(out: Path, cache: Path, *, anew: bool = False) -> Stage:
    """An empty stage on the same file system as `out`, so that moving is atomic.

    It is a folder in `cache`, or in `out` where that is another file system. Stages that killed builds left are
    removed. `anew` writes files that are there already too. Raises OSError when none can be made.
    """
    out.mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    base = cache if _on_one_disk(cache, out) else out
    if base == out:
        _mark(out)  # a build that is killed now leaves its stage there, which the mark makes ours
    for old in base.glob(f"{STAGE}*"):
        shutil.rmtree(old, ignore_errors=True)
    whole = not any(out.iterdir())  # not even what a host put there, as that stays
    folder = Path(tempfile.mkdtemp(prefix=STAGE, dir=base))
    (folder / "tree").mkdir()
    return Stage(folder, out, whole, anew)


def _on_one_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def publish(stage: Stage, outputs: Outputs) -> int:
    """Move what waits into place, in the order given; returns how many files were new or changed.

    Raises OSError before anything in `out` has changed, PublishError after.
    """
    out = stage.out
    if stage.whole:
        _mark(stage.tree)
        with suppress(OSError):  # `out` may be a link or a mount: then each file moves by itself
            stage.tree.chmod(out.stat().st_mode)
            stage.tree.rename(out)
            return len(outputs)
    waiting = outputs.waiting()
    folders = dict.fromkeys(path.rpartition("/")[0] for path in waiting)
    for folder in folders:
        if os.path.isdir(out / folder) and not os.access(out / folder, os.W_OK | os.X_OK):  # noqa: PTH112
            raise PermissionError(EACCES, os.strerror(EACCES), str(out / folder))
    _mark(out)
    real: set[str] = set()
    try:
        for folder in folders:
            _make_folder(out, folder, real)
        for path in waiting:
            _move(f"{stage.tree}/{path}", f"{out}/{path}")
    except OSError as error:
        raise PublishError(error) from error
    return len(waiting)


def _mark(out: Path) -> None:
    """Mark a folder as built by Kartotek. The file is whole or is not there."""
    marker = out / MARKER
    with suppress(FileNotFoundError):
        if marker.read_bytes() == _MARKER_TEXT:
            return
    waiting = out / f"{MARKER}-new"
    waiting.write_bytes(_MARKER_TEXT)
    waiting.replace(marker)


class PublishError(SetupError):
    """Moving files into place stopped half-way: each file is whole, but some are new and some old."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            f"{error.filename2 or error.filename}: {error.strerror or error}; "
            "the update stopped half-way: some pages are new, some old",
            "no page is damaged; fix the cause and build again",
        )


def _move(source: str, target: str) -> None:
    try:
        os.replace(source, target)  # noqa: PTH105  # a hundred thousand times
    except IsADirectoryError:
        shutil.rmtree(target)
        os.replace(source, target)  # noqa: PTH105


def _make_folder(out: Path, folder: str, real: set[str]) -> None:
    """Make a folder and those around it, in place of files and links there; `real` are those that were made already."""
    if not folder or folder in real:
        return
    _make_folder(out, folder.rpartition("/")[0], real)
    real.add(folder)
    at = f"{out}/{folder}"
    try:
        mode = os.lstat(at).st_mode
    except FileNotFoundError:
        os.mkdir(at)  # noqa: PTH102  # a hundred thousand times
        return
    if not S_ISDIR(mode):
        os.unlink(at)  # noqa: PTH108  # a link may lead to a folder that is none of ours
        os.mkdir(at)  # noqa: PTH102


def remove(out: Path, paths: Iterable[str]) -> int:
    """Remove files, and folders that are empty then; returns how many files went. Raises PublishError."""
    try:
        return _remove(out, paths)
    except OSError as error:
        raise PublishError(error) from error


def _remove(out: Path, paths: Iterable[str]) -> int:
    removed = 0
    folders: set[str] = set()
    for path in paths:
        # a file may have become a folder by now, or a folder a file
        with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
            (out / path).unlink()
            removed += 1
        folders.add(path.rpartition("/")[0])
    for folder in sorted(folders, key=len, reverse=True):
        at = folder
        while at:
            try:
                (out / at).rmdir()
            except FileNotFoundError:
                pass
            except OSError:  # something is in it
                break
            at = at.rpartition("/")[0]
    return removed


def orphans(out: Path, expected: Collection[str]) -> Iterator[str]:
    """The paths of all files in `out` that are not `expected`, except the mark and what hosts put there.

    A link to a folder is a file as well, unless something expected is in it: no build puts links there, and whoever
    copies the portal may follow them. Raises OSError where a folder cannot be read: what is in it would stay published.
    """
    base = len(str(out)) + 1
    for folder, folders, files in os.walk(out, onerror=_refuse):
        prefix = f"{folder[base:]}/" if len(folder) >= base else ""
        links = [name for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114
        files += [name for name in links if not any(path.startswith(f"{prefix}{name}/") for path in expected)]
        if prefix.partition("/")[0] not in HOSTS_OWN:
            yield from (
                prefix + name
                for name in files
                if prefix + name not in expected and not (prefix + name == MARKER or is_hosts_own(out, prefix + name))
            )


def _refuse(error: OSError) -> None:
    """For `os.walk`, which would otherwise skip folders that cannot be read; one that is gone has no files."""
    if not isinstance(error, FileNotFoundError):
        raise error


def is_hosts_own(out: Path, path: str) -> bool:
    """Whether a file in `out` was put there by a host, or by whoever publishes."""
    if path not in HOSTS_OWN:
        return False
    with suppress(OSError), (out / path).open("rb") as file:
        return file.read(len(WRITTEN_HERE)) != WRITTEN_HERE.encode()
    return True
