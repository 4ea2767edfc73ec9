"""The files of a portal, by the hundred thousand: what a build knows of each, in columns rather than as objects.

A portal of 50,000 publications has half a million files: an object for each would fill the memory.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, MutableSequence
from itertools import compress
from typing import Any, NamedTuple

from kartotek.text.digests import SIZE


class Output(NamedTuple):
    """A file of the portal as the build leaves it; `new` if it still waits in the stage.

    `path` is relative to `dist/`, with slashes; `size` is in bytes, `mtime_ns` in nanoseconds since 1970.

    `digest` is of its bytes; `mtime_ns` shows, together with `size`, whether somebody has written to it since. `key` is
    the digest of all it is made from, b"" where it is not known: the same key means the same bytes.
    """

    path: str
    size: int
    mtime_ns: int
    digest: bytes
    new: bool
    key: bytes = b""


_NO_KEY = bytes(SIZE)
_BETWEEN = "\0"
"""Separates paths, as no path contains it."""


_ROWS = 1000
"""Rows that are compared at once."""


class Outputs(Mapping[str, Output]):
    """Files by path, in the order they were added. A path must not be added twice.

    A mapping of path to Output, which is made when it is asked for. Iterating over paths is cheap, over values dear.
    """

    __slots__ = ("_digests", "_keys", "_new", "_paths", "_places", "_shared", "_sizes", "_times")

    def __init__(self, files: Iterable[Output] = ()) -> None:
        self._paths: list[str] = []
        self._sizes = array("Q")
        self._times = array("q")  # there are files from before 1970
        self._digests = bytearray()
        self._keys = bytearray()
        self._new = bytearray()
        self._places: dict[str, int] | None = None
        self._shared = False
        """Whether others have the same paths, so that they must not change."""
        self.add(files)

    def add(self, files: "Iterable[Output] | Outputs") -> None:
        """Add files at the end. Their paths must be new here."""
        if self._shared:
            self._paths, self._shared = list(self._paths), False
        self._places = None
        if isinstance(files, Outputs):
            paths, *columns = files._columns()
            self._paths += paths
            for mine, others in zip(self._columns()[1:], columns, strict=True):
                mine += others
            return
        for path, size, mtime_ns, digest, new, key in files:
            self._paths.append(path)
            self._sizes.append(size)
            self._times.append(mtime_ns)
            self._digests += digest
            self._keys += key or _NO_KEY
            self._new.append(new)

    def _columns(self) -> tuple[MutableSequence[Any], ...]:
        return self._paths, self._sizes, self._times, self._digests, self._keys, self._new

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, self.packed()

    @classmethod
    def restored(cls, paths: str, columns: tuple[bytes, ...]) -> "Outputs":
        """The outputs that `packed` took apart to be stored or sent to another process."""
        made = cls()
        made._paths = paths.split(_BETWEEN) if paths else []
        for column, content in zip(made._columns()[1:], columns, strict=True):
            if isinstance(column, array):
                column.frombytes(content)
            else:
                column += content
        return made

    def _index(self) -> dict[str, int]:
        if self._places is None:
            self._places = {path: place for place, path in enumerate(self._paths)}
        return self._places

    def _at(self, place: int) -> Output:
        at = place * SIZE
        key = bytes(self._keys[at : at + SIZE])
        return Output(
            self._paths[place],
            self._sizes[place],
            self._times[place],
            bytes(self._digests[at : at + SIZE]),
            bool(self._new[place]),
            b"" if key == _NO_KEY else key,
        )

    def __getitem__(self, path: str) -> Output:
        return self._at(self._index()[path])

    def __contains__(self, path: object) -> bool:
        return path in self._index()

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def made_from(self, key: bytes, path: str) -> Output | None:
        """The file at a path, if it was made from inputs with this key; else None, and it has to be made."""
        place = self._index().get(path)
        if place is None or self._keys[place * SIZE : (place + 1) * SIZE] != key:
            return None
        return self._at(place)

    def below(self, folders: str | tuple[str, ...]) -> dict[str, Output]:
        """The files of some folders (their paths with a slash at the end), or those whose paths begin so."""
        return {path: self._at(place) for place, path in enumerate(self._paths) if path.startswith(folders)}

    def unlike(self, other: "Outputs") -> dict[str, Output] | None:
        """The files that differ in size, time, digest, key or newness from those in `other`.

        None if the two do not share one list of paths (see `changed`), so that they cannot be compared row by row.
        """
        if self._paths is not other._paths:
            return None
        places: set[int] = set()
        for mine, others in zip(self._columns()[1:], other._columns()[1:], strict=True):
            width = len(mine) // len(self) if self else 1
            for start in range(0, len(self), _ROWS):
                if mine[start * width : (start + _ROWS) * width] == others[start * width : (start + _ROWS) * width]:
                    continue
                for place in range(start, min(start + _ROWS, len(self))):
                    at = slice(place * width, (place + 1) * width)
                    if mine[at] != others[at]:
                        places.add(place)
        return {self._paths[place]: self._at(place) for place in sorted(places)}

    @property
    def size(self) -> int:
        """How large all files are together, in bytes."""
        return sum(self._sizes)

    @property
    def largest(self) -> tuple[str, int]:
        """The path and the size of the largest file; ("", 0) if there is none."""
        size = max(self._sizes, default=0)
        return (self._paths[self._sizes.index(size)], size) if self._paths else ("", 0)

    def packed(self) -> tuple[str, tuple[bytes, ...]]:
        """The paths, joined by NUL, and a column of bytes for each fact; `restored` makes the same outputs of both."""
        paths, *columns = self._columns()
        return _BETWEEN.join(paths), tuple(map(bytes, columns))

    def waiting(self) -> list[str]:
        """The paths of those that are new."""
        return list(compress(self._paths, self._new))

    def settle(self) -> None:
        """Mark all files as published: nothing waits in the stage any more."""
        self._new = bytearray(len(self._paths))

    def stats(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Path, size and time (ns) of the files from row `start` up to but not including row `end`."""
        return zip(self._paths[start:end], self._sizes[start:end], self._times[start:end], strict=True)

    def changed(self, gone: Iterable[str], files: Iterable[Output]) -> "Outputs":
        """New outputs without those at the paths `gone`, and with `files`, which replace those at their paths.

        If nothing is gone, both share one list of paths until one of them is added to.
        """
        made, index = Outputs(), self._index()
        dropped = sorted(index[path] for path in set(gone) & index.keys())
        if dropped:
            for start, end in zip([0, *(place + 1 for place in dropped)], [*dropped, len(self)], strict=True):
                for mine, others in zip(made._columns(), self._columns(), strict=True):
                    width = len(others) // len(self)
                    mine += others[start * width : end * width]
        else:
            made.add(self)
            made._paths, made._places = self._paths, self._index()
            made._shared = self._shared = True
        new: list[Output] = []
        index = made._index()
        for file in files:
            place = index.get(file.path)
            if place is None:
                new.append(file)
                continue
            at = slice(place * SIZE, (place + 1) * SIZE)
            made._sizes[place], made._times[place], made._new[place] = file.size, file.mtime_ns, file.new
            made._digests[at], made._keys[at] = file.digest, file.key or _NO_KEY
        if new:
            made.add(new)
        return made


def _restored(paths: str, columns: tuple[bytes, ...]) -> Outputs:
    return Outputs.restored(paths, columns)
