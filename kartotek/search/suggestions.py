"""What is suggested while a visitor types, and the three groups of files with it: by names, by numbers, by words.

What the files are made from is kept from build to build, so that an edit changes only what it concerns.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kartotek.search.folding import core, plain, tokens
from kartotek.search.shards import Filed, Files, ShardState, refiled
from kartotek.search.words import by_words

_COMMON = 100
"""Things that may have a word by which one is found that is not filed under all."""
_RAREST = 3
"""Words that such a thing is filed under, beside the first one."""

SuggestionRow = Sequence[object]


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

    @property
    def order(self) -> tuple[int, str, str, str]:
        """What counts most comes first in every file."""
        return -self.weight, self.label, self.kind, self.key

    def row(self) -> str:
        """As in the files: `[kind, key, label, weight, note, names, labels]`, without what is empty at the end."""
        row: list[object] = [self.kind, self.key, self.label, self.weight, self.note, self.names, dict(self.labels)]
        while not row[-1]:
            row.pop()
        return json.dumps(row, ensure_ascii=False, separators=(",", ":"))

    def all_words(self) -> tuple[str, ...]:
        """All words of its names, each once."""
        names = (self.label, *self.names, *(label for _, label in self.labels))
        return tuple(dict.fromkeys(word for name in names for word in tokens(name)))


class NameWords(NamedTuple):
    """All words of the names of a thing, and whether it is filed under all of them."""

    whole: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuggestionIndex:
    """What all files are made from; things are called by kind and key: "people/ada"."""

    named: Mapping[str, NameWords] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    """Of each word: how many things have it in their names."""
    names: ShardState = field(default_factory=ShardState)
    identifiers: ShardState = field(default_factory=ShardState)


@dataclass(frozen=True, slots=True)
class Renewed:
    """What all files are made from now (`made_from`), and the files of each group."""

    made_from: SuggestionIndex
    names: Files
    identifiers: Files
    words: Files


def renewed(known: SuggestionIndex, found: Iterable[Suggestion], gone: Iterable[str] = ()) -> Renewed | None:
    """The files now that some things were `found` and others are `gone`, as if all were found at once; None if that is
    what was known."""
    changes: dict[str, Suggestion | None] = dict.fromkeys(gone)
    rows: dict[str, tuple[Filed | None, Filed | None]] = dict.fromkeys(changes, (None, None))
    for each in found:
        key = f"{each.kind}/{each.key}"
        row, numbered = Filed(each.order, each.row(), ()), _numbered(each)
        before = known.names.things.get(key)
        if before is None or before[:2] != row[:2] or known.identifiers.things.get(key) != numbered:
            changes[key], rows[key] = each, (row, numbered)
    if not changes and known.named:
        return None
    named, counts = _renamed(known, changes)
    old_and_new = [*(known.named[key] for key in changes if key in known.named), *map(named.get, changes)]
    concerned = {word for each in old_and_new if each for word in each.words}
    differing = {word for word in concerned if counts.get(word) != known.counts.get(word)}
    names: dict[str, Filed | None] = {key: row for key, (row, _) in rows.items()}
    for key, now in named.items():
        if key in names or not (now.whole or differing.isdisjoint(now.words)):
            old = names.get(key) or known.names.things[key]
            names[key] = old._replace(words=_filed_under(now, counts))
    name_shards, name_files = refiled(known.names, names)
    numbers = {key: numbered for key, (_, numbered) in rows.items() if numbered or key in known.identifiers.things}
    number_shards, number_files = refiled(known.identifiers, numbers)
    return Renewed(
        SuggestionIndex(named, counts, name_shards, number_shards), name_files, number_files, by_words(counts)
    )


def _renamed(
    known: SuggestionIndex, changes: Mapping[str, Suggestion | None]
) -> tuple[Mapping[str, NameWords], Mapping[str, int]]:
    """The words of all names, and how often each is there, after some changes."""
    named, counts = {**known.named}, Counter(known.counts)
    for key, each in changes.items():
        if old := named.pop(key, None):
            counts.subtract(old.words)
        if each:
            named[key] = NameWords(each.whole, each.all_words())
            counts.update(named[key].words)
    return named, {word: count for word, count in counts.items() if count}


def _numbered(suggestion: Suggestion) -> Filed | None:
    """How a thing is found by its numbers. These begin alike and end differently, so they are filed backwards."""
    if not suggestion.identifiers:
        return None
    words = {filed(number) for number in suggestion.identifiers} - {""}
    row = replace(suggestion, names=suggestion.identifiers, labels=()).row()
    return Filed(suggestion.order, row, tuple(sorted(words)))


def filed(identifier: str) -> str:
    """An identifier as it is filed: letters and digits, from behind.

    >>> filed("10.1145/367236.367262")
    '262763632763541101'
    """
    return "".join(letter for letter in plain(identifier) if letter.isalnum())[::-1]


def _filed_under(named: NameWords, counts: Mapping[str, int]) -> tuple[str, ...]:
    """The words that a thing is filed under, in every form that people type. Of words that are equally rare the long
    ones are taken, for those are what the script looks for first."""
    words = named.words
    if not named.whole:
        some = (word for word in words if counts[word] <= _COMMON)
        rare = sorted(some, key=lambda word: (counts[word], -len(word), word))
        words = (*words[:1], *rare[:_RAREST])
    return tuple(sorted({form for word in words for form in (word, core(word)) if form}))
