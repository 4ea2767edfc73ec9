"""Small files by the beginnings of words, from which suggestions come while a visitor types.

All words in their order are parted into files that are small, at places where a beginning ends, so that a new word
changes few of them. Of a beginning that is in more than one file, another file (`-top`) has what counts most, for those
who have typed no more yet. A small portal has one file. The first file lists the others, so that the script knows what
to fetch.

The state is kept from build to build: of beginnings below which nothing has changed, nothing is looked at.
"""

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import groupby
from typing import NamedTuple

from kartotek.search.folding import as_data

_LARGEST = 24_000
"""Bytes of rows in a file: some 8 KB when packed."""
_DEEPEST = 6
"""Letters after which files are not parted any more."""
_MOST = 30
"""Rows that stand for all with one beginning."""
_MOST_ALIKE = 250
"""Rows that have one and the same word."""


class Filed(NamedTuple):
    """A row with the words that it is found by. What counts most has the lowest `order`."""

    order: tuple[int, str, str, str]
    row: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShardState:
    """Rows by the keys of their things, and how they are parted into files.

    `starts` are the beginnings that files are called by, and `tops` those that are in more than one file, each with the
    keys of what counts most.
    """

    things: Mapping[str, Filed] = field(default_factory=dict)
    starts: frozenset[str] = frozenset()
    tops: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


Files = Mapping[str, bytes | None]
"""By the end of its name: what is in a file, None if that is the same as before."""


def refiled(before: ShardState, changes: Mapping[str, Filed | None]) -> tuple[ShardState, Files]:
    """The state after some things were put in, changed or, where there is None, taken out; and its files.

    They are the same as if everything were put into an empty one.
    """
    things = {**before.things, **{key: filed for key, filed in changes.items() if filed}}
    for key in (key for key, filed in changes.items() if filed is None):
        things.pop(key, None)
    parts = _Parts(before, things, _concerned(before.things, changes))
    parts.part("", sorted(parts.under))
    listed: dict[str, object] = {"folding": as_data()}
    if parts.tops:
        listed |= {"files": sorted(parts.files), "tops": sorted(parts.tops)}
    listing = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))[1:-1] + ","
    first = parts.tops[""] if "" in parts.tops else parts.files.get("") or ()
    files: dict[str, bytes | None] = {".json": parts.written(first, listing)}
    for start, keys in parts.files.items():
        if start:
            files[_name(start)] = None if keys is None else parts.written(keys)
    for start, best in parts.tops.items():
        if start:
            files[_name(start, top=True)] = None if start in parts.same else parts.written(best)
    return ShardState(things, frozenset(parts.files), parts.tops), files


def _name(start: str, *, top: bool = False) -> str:
    return f"-{_safe(start)}{'-top' if top else ''}.json"


def _safe(beginning: str) -> str:
    """A beginning as part of the name of a file, on every disk.

    >>> _safe("ab1"), _safe("李")
    ('ab1', '_674e_')
    """
    return "".join(sign if sign.isascii() and sign.isalnum() else f"_{ord(sign):x}_" for sign in beginning)


def _concerned(before: Mapping[str, Filed], changes: Mapping[str, Filed | None]) -> set[str]:
    """The beginnings of words below which something has changed."""
    words: set[str] = set()
    for key, now in changes.items():
        old = before.get(key)
        if old and now and old[:2] == now[:2]:
            words.update(set(old.words) ^ set(now.words))
        else:
            words.update(old.words if old else (), now.words if now else ())
    return {word[:i] for word in words for i in range(_DEEPEST + 1)}


class _Parts:
    """Which rows are in each file. `files` are called by the beginning of the first word, and have None where a file
    stays as it was; `tops` are called by that of all."""

    def __init__(self, before: ShardState, things: Mapping[str, Filed], concerned: Set[str]) -> None:
        self._before, self._things = before, things
        self.same = before.tops.keys() - concerned
        """Beginnings that are in several files, as before, and below which nothing has changed."""
        self.under: dict[str, list[str]] = {}
        """The keys of things by word, for all words that are not below one of these beginnings."""
        for key, (_, _, words) in things.items():
            for word in words:
                if not self._stays(word):
                    self.under.setdefault(word, []).append(key)
        self.files: dict[str, list[str] | None] = {}
        self.tops: dict[str, tuple[str, ...]] = {}

    def _stays(self, word: str) -> bool:
        return any(word[:i] in self.same for i in range(1, _DEEPEST))

    def part(self, beginning: str, words: Iterable[str]) -> None:
        """Put words with this beginning into one file, or into several and what counts most into a file of its own.

        `words` are those of them, in order, that are not below a beginning that stays as it is.
        """
        depth = len(beginning)
        words = list(words)
        kept = [start for start in self.same if len(start) > depth and start.startswith(beginning)]
        keys = self._of(words)
        if not kept and (depth == _DEEPEST or self._fits(keys)):
            self.files[beginning] = self._best(keys, _MOST_ALIKE if depth == _DEEPEST else len(keys))
            return
        best = keys.union(*(self._before.tops[start][:_MOST] for start in kept))
        alike = self._best(self.under.get(beginning, ()), _MOST_ALIKE)
        self.tops[beginning] = tuple(self._best({*self._best(best, _MOST), *alike}, _MOST + _MOST_ALIKE))
        longer = {start: list(some) for start, some in groupby(words, lambda word: word[: depth + 1])}
        longer.pop(beginning, None)
        parted = {start[: depth + 1] for start in kept}
        start, together = "", set[str]()
        for more in sorted(parted.union(longer)):
            found = set[str]() if more in parted else self._of(longer[more])
            small = more not in parted and self._fits(found)
            if small and start and self._fits(together | found):
                together |= found
                continue
            self._close(start, together)
            start, together = (more, found) if small else ("", set())
            if more in self.same:
                self._keep(more)
            elif not small:
                self.part(more, longer.get(more, ()))
        self._close(start, together)

    def _of(self, words: Iterable[str]) -> set[str]:
        return {key for word in words for key in self.under[word]}

    def _best(self, keys: Iterable[str], count: int) -> list[str]:
        """Those that count most, in order."""
        things = self._things
        return nsmallest(count, keys, key=lambda key: things[key].order)

    def _close(self, start: str, keys: Set[str]) -> None:
        if start:
            self.files[start] = self._best(keys, len(keys))

    def _keep(self, beginning: str) -> None:
        """Keep all files with this beginning as they are."""
        self.files.update((start, None) for start in self._before.starts if start.startswith(beginning))
        tops = self._before.tops
        self.tops.update((start, keys) for start, keys in tops.items() if start.startswith(beginning))

    def _fits(self, keys: Set[str]) -> bool:
        left = _LARGEST
        for key in keys:  # stops early: most sets that do not fit are many times too large
            left -= len(self._things[key].row)
            if left < 0:
                return False
        return True

    def written(self, keys: Iterable[str], listing: str = "") -> bytes:
        """A file as JSON, in UTF-8."""
        return f'{{{listing}"rows":[{",".join(self._things[key].row for key in keys)}]}}\n'.encode()
