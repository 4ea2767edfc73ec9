"""Small files by the beginnings of words, from which suggestions come while a visitor types.

All words in their order are parted into files that are small, at places where a beginning ends, so that a new word
changes few of them. Of a beginning that is in more than one file, another file (`-top`) has what counts most, for those
who have typed no more yet. A small portal has one file. The first file lists the others, so that the script knows what
to fetch.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kartotek.search.folding import as_data, core, plain, tokens

_LARGEST = 24_000
"""Bytes of rows in a file: some 8 KB when packed."""
_DEEPEST = 6
"""Letters after which files are not parted any more."""
_MOST = 30
"""Rows that stand for all with one beginning."""
_MOST_ALIKE = 250
"""Rows that have one and the same word."""
_COMMON = 100
"""Things that may have a word by which one is found that is not filed under all."""
_RAREST = 3
"""Words that such a thing is filed under, beside the first one."""

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing that can be gone to by its name.

    `kind` is the first part of its address, and `key` the second. `names` are others it is found by; `labels` are pairs
    of a language and what it is called there, if that differs. `weight` is how many works it has; `note` tells it from
    others of the same name. `identifiers` are numbers that name it. It is filed under all words of its names if
    `whole`, else under the first one and the rarest.
    """

    kind: str
    key: str
    label: str
    weight: int = 0
    note: str = ""
    names: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    whole: bool = True
    identifiers: tuple[str, ...] = ()

    def row(self) -> Row:
        """As in the files: `[kind, key, label, weight, note, names, labels]`, without what is empty at the end."""
        row: list[object] = [self.kind, self.key, self.label, self.weight, self.note, self.names, dict(self.labels)]
        while not row[-1]:
            row.pop()
        return row

    def all_words(self) -> list[str]:
        """All words of its names, each once."""
        names = (self.label, *self.names, *(label for _, label in self.labels))
        return list(dict.fromkeys(word for name in names for word in tokens(name)))


def by_names(suggestions: Sequence[Suggestion]) -> Mapping[str, bytes]:
    """The files by which things are found by their names: the end of the name of each file, and its content.

    >>> list(by_names([Suggestion("people", "ada", "Ada Lind")]))
    ['.json']
    """
    words = [each.all_words() for each in suggestions]
    common = Counter(word for each in words for word in each)
    return _files(suggestions, [_filed_under(each, own, common) for each, own in zip(suggestions, words, strict=True)])


def by_identifiers(suggestions: Sequence[Suggestion]) -> Mapping[str, bytes]:
    """The files by which things are found by their numbers. These begin alike and end differently, so they are filed
    backwards."""
    numbered = [replace(each, names=each.identifiers, labels=()) for each in suggestions if each.identifiers]
    return _files(numbered, [{filed(number) for number in each.identifiers} for each in numbered])


def filed(identifier: str) -> str:
    """An identifier as it is filed: letters and digits, from behind.

    >>> filed("10.1145/367236.367262")
    '262763632763541101'
    """
    return "".join(letter for letter in plain(identifier) if letter.isalnum())[::-1]


def _filed_under(suggestion: Suggestion, words: Sequence[str], common: Mapping[str, int]) -> set[str]:
    """The words that a thing is filed under, in every form that people type."""
    if not suggestion.whole:
        rare = sorted((word for word in words if common[word] <= _COMMON), key=lambda word: (common[word], word))
        words = (*words[:1], *rare[:_RAREST])
    return {form for word in words for form in (word, core(word))}


def _files(suggestions: Sequence[Suggestion], words: Iterable[Iterable[str]]) -> Mapping[str, bytes]:
    # what counts most comes first in every file
    pairs = list(zip(suggestions, words, strict=True))
    pairs.sort(key=lambda pair: (-pair[0].weight, pair[0].label, pair[0].kind, pair[0].key))
    rows = [json.dumps(each.row(), ensure_ascii=False, separators=(",", ":")) for each, _ in pairs]
    filed_under = sorted((word, number) for number, (_, own) in enumerate(pairs) for word in own if word)
    parts = _Parts(rows)
    parts.part("", filed_under)
    listed = {"folding": as_data()} | ({"files": sorted(parts.files), "tops": sorted(parts.tops)} if parts.tops else {})
    listing = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))[1:-1] + ","
    first = parts.tops.get("") or parts.files.get("") or []
    return {
        ".json": parts.written(first, listing),
        **{f"-{_safe(start)}.json": parts.written(numbers) for start, numbers in parts.files.items() if start},
        **{f"-{_safe(start)}-top.json": parts.written(numbers) for start, numbers in parts.tops.items() if start},
    }


def _safe(beginning: str) -> str:
    """A beginning as part of the name of a file, on every disk.

    >>> _safe("ab1"), _safe("李")
    ('ab1', '_674e_')
    """
    return "".join(sign if sign.isascii() and sign.isalnum() else f"_{ord(sign):x}_" for sign in beginning)


class _Parts:
    """The numbers of the rows in each file. `files` are called by the beginning of the first word, `tops` by that of
    all."""

    def __init__(self, rows: Sequence[str]) -> None:
        self._rows = rows
        self.files: dict[str, list[int]] = {}
        self.tops: dict[str, list[int]] = {}

    def part(self, beginning: str, filed_under: Sequence[tuple[str, int]]) -> None:
        """Put words with this beginning into one file, or into several and what counts most into a file of its own.

        `filed_under` are the words in order, each with a row.
        """
        numbers = {number for _, number in filed_under}
        depth = len(beginning)
        if depth == _DEEPEST or self._fits(numbers):
            self.files[beginning] = sorted(numbers)[: _MOST_ALIKE if depth == _DEEPEST else None]
            return
        alike = sorted({number for word, number in filed_under if word == beginning})
        self.tops[beginning] = sorted({*sorted(numbers)[:_MOST], *alike[:_MOST_ALIKE]})
        start, together = "", set[int]()
        for longer, group in groupby(
            (pair for pair in filed_under if pair[0] != beginning), lambda pair: pair[0][: depth + 1]
        ):
            pairs = list(group)
            more = {number for _, number in pairs}
            if start and self._fits(together | more):
                together |= more
                continue
            self._close(start, together)
            start, together = "", set()
            if self._fits(more):
                start, together = longer, more
            else:
                self.part(longer, pairs)
        self._close(start, together)

    def _close(self, start: str, numbers: set[int]) -> None:
        if start:
            self.files[start] = sorted(numbers)

    def _fits(self, numbers: set[int]) -> bool:
        return sum(len(self._rows[number]) for number in numbers) <= _LARGEST

    def written(self, numbers: Iterable[int], listing: str = "") -> bytes:
        """A file as JSON, in UTF-8."""
        return f'{{{listing}"rows":[{",".join(self._rows[number] for number in numbers)}]}}\n'.encode()
