"""What a check of links remembers: for each file its size and time, and where its links lead.

Half a million files have millions of links, so all of it is in columns of numbers; targets have numbers, too. The file
in the cache holds numbers and text only, with a digest.
"""

import json
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, pairwise
from pathlib import Path

from kartotek.text import digests

_BETWEEN = "\0"


class Rows:
    """What a worker found in some files; targets are numbered within these rows."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.targets: list[str] = []
        self.counts, self.links = array("I"), array("I")
        self.alternate_counts, self.alternates, self.groups = array("I"), array("I"), array("I")
        self._numbers: dict[str, int] = {}

    def number(self, target: str) -> int:
        """The number of a target, a new one if need be."""
        found = self._numbers.get(target)
        if found is None:
            found = self._numbers[target] = len(self.targets)
            self.targets.append(target)
        return found

    def add(self, path: str, targets: Iterable[str], alternates: Sequence[str], group: int) -> None:
        """Add a file with the targets of its links; alternates with the number of their group, 0 if there are none."""
        before = len(self.links)
        self.paths.append(path)
        self.links.extend(map(self.number, targets))
        self.counts.append(len(self.links) - before)
        self.alternates.extend(map(self.number, alternates))
        self.alternate_counts.append(len(alternates))
        self.groups.append(group)

    def __reduce__(self) -> tuple[object, ...]:
        return _rows, (self.paths, self.targets, *self.columns())

    def columns(self) -> "tuple[array[int], ...]":
        """All numbers, as they are stored."""
        return self.counts, self.links, self.alternate_counts, self.alternates, self.groups


def _rows(paths: list[str], targets: list[str], *columns: "array[int]") -> Rows:
    made = Rows()
    made.paths, made.targets = paths, targets
    made.counts, made.links, made.alternate_counts, made.alternates, made.groups = columns
    return made


class Memory(Rows):
    """All files of a portal as they were when they were last read."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes, self.times = array("Q"), array("Q")

    def columns(self) -> "tuple[array[int], ...]":
        """All numbers, as they are stored."""
        return *super().columns(), self.sizes, self.times

    def restore(self, paths: str, targets: str, columns: Sequence[bytes]) -> None:
        """Fill an empty memory with what was stored."""
        self.paths = paths.split(_BETWEEN) if paths else []
        self.targets = targets.split(_BETWEEN) if targets else []
        self._numbers = {target: number for number, target in enumerate(self.targets)}
        for column, content in zip(self.columns(), columns, strict=True):
            column.frombytes(content)

    def stat(self, row: int) -> tuple[int, int]:
        """Size and time (ns) of the file in a row."""
        return self.sizes[row], self.times[row]

    def merge(self, rows: Rows, files: Mapping[str, tuple[int, int]]) -> None:
        """Add what a worker found; `files` has size and time of each."""
        numbers = array("I", map(self.number, rows.targets))
        self.paths += rows.paths
        self.links.extend(map(numbers.__getitem__, rows.links))
        self.alternates.extend(map(numbers.__getitem__, rows.alternates))
        self.counts += rows.counts
        self.alternate_counts += rows.alternate_counts
        self.groups += rows.groups
        for path in rows.paths:
            size, time = files[path]
            self.sizes.append(size)
            self.times.append(time)

    def only(self, kept: Sequence[int]) -> "Memory":
        """A memory with some of the rows alone. Targets keep their numbers, also those that nothing leads to now."""
        made = Memory()
        made.targets, made._numbers = self.targets, self._numbers
        starts, alternates = [0, *accumulate(self.counts)], [0, *accumulate(self.alternate_counts)]
        for first, end in _spans(kept):
            made.paths += self.paths[first:end]
            made.links += self.links[starts[first] : starts[end]]
            made.alternates += self.alternates[alternates[first] : alternates[end]]
            for mine, others in zip(made._by_row(), self._by_row(), strict=True):
                mine += others[first:end]
        return made

    def _by_row(self) -> "tuple[array[int], ...]":
        """The columns that have a number for each file."""
        return self.counts, self.alternate_counts, self.groups, self.sizes, self.times

    def rows(self) -> "Iterator[tuple[str, array[int]]]":
        """Each file with the numbers of its targets, those of alternates too."""
        at = 0
        for path, count in zip(self.paths, self.counts, strict=True):
            yield path, self.links[at : at + count]
            at += count

    def of_alternates(self) -> "Iterator[tuple[str, int, array[int]]]":
        """Each file that has alternates, with the number of their group and the numbers of these targets."""
        at = 0
        for path, count, group in zip(self.paths, self.alternate_counts, self.groups, strict=True):
            if count:
                yield path, group, self.alternates[at : at + count]
            at += count

    def groups_by_path(self) -> dict[str, int]:
        """The number of the group of alternates of each file that has any."""
        return {path: group for path, group in zip(self.paths, self.groups, strict=True) if group}

    def is_mostly_old(self) -> bool:
        """Whether so many targets are left over from earlier that beginning again is better."""
        return len(self.targets) > 1000 and 2 * len(set(self.links)) < len(self.targets)


def _spans(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows in ascending order as spans: the first, and the one after the last."""
    first = end = -1
    for row in rows:
        if row != end:
            if end > first:
                yield first, end
            first = row
        end = row + 1
    if end > first:
        yield first, end


def read_memory(file: Path, stamp: str) -> Memory:
    """What was remembered under the same stamp; nothing if there is no such file, or it cannot be used."""
    memory = Memory()
    with suppress(OSError, ValueError, KeyError, TypeError, EOFError):
        data = file.read_bytes()
        if digests.of_bytes(data[digests.SIZE :]) != data[: digests.SIZE]:
            return memory
        end = data.index(b"\n", digests.SIZE)
        head = json.loads(data[digests.SIZE : end])
        if head["stamp"] != stamp:
            return memory
        ends = [end + 1, *accumulate(head["lengths"], initial=end + 1)][1:]
        parts = [data[start:stop] for start, stop in pairwise(ends)]
        paths, targets = (part.decode("utf-8", "surrogateescape") for part in parts[:2])
        read = Memory()
        read.restore(paths, targets, parts[2:])
        memory = read
    return memory


def write_memory(file: Path, stamp: str, memory: Memory) -> None:
    """Write it, whole or not at all. Raises OSError."""
    parts = [_BETWEEN.join(texts).encode("utf-8", "surrogateescape") for texts in (memory.paths, memory.targets)]
    parts += [column.tobytes() for column in memory.columns()]
    head = json.dumps({"stamp": stamp, "lengths": [len(part) for part in parts]})
    data = b"".join((head.encode(), b"\n", *parts))
    waiting = file.with_name(f"{file.name}-new")
    waiting.write_bytes(digests.of_bytes(data) + data)
    os.replace(waiting, file)  # noqa: PTH105
