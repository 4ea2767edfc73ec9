"""The chunks of the index of words: those of one or several bundles, put together and cut anew.

What an index says of a page hangs on the document of that page alone. So an index of all pages is the sum of indexes
of some; and after an edit, what is new of a few pages takes the place of what was said of them before.

Words themselves decide where chunks end, together with the size of the chunk: so an edit changes few chunks, and a
build from nothing cuts at the same places.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from kartotek.search.bundle import CHUNK, encoded, list_of, pack, unpack
from kartotek.search.errors import unknown_layout
from kartotek.search.sources import PartialIndex
from kartotek.workers import collector_at_rest, parallel_map

_FEW = 8
"""Chunks that are read without other processes."""

_LEAST, _ENOUGH = 3_000, 9_000
"""Places in texts: no chunk is smaller than the first, and few are larger than the second. The search page fetches a
chunk for each word that is looked for: with some 6,000 places it has 10 KB."""
_SELDOM, _OFTEN = 256, 16
"""Of how many words one can end a chunk, before it has enough and after that."""

_LAST = "\U0010ffff"
"""What sorts after all that follows a beginning."""

Postings = list[list[Any]]
Words = dict[str, tuple[Postings, dict[str, Postings]]]


class WordSpan(NamedTuple):
    """Words from `first` on that sort before `end`; None: all that follow."""

    first: str
    end: str | None


class _Word(NamedTuple):
    """A word of a chunk: its text, how many places it has, and its CBOR."""

    text: str
    size: int
    data: bytes


@dataclass(frozen=True, slots=True)
class _Found:
    """The words in a span, in order; and the first and the last of them that the first source has."""

    words: Sequence[_Word]
    first: str
    last: str


def put_together(
    bundle: Path, sources: Sequence[PartialIndex], changed: Collection[str] | None, jobs: int
) -> list[tuple[str, str, str]]:
    """Write the chunks of an index into the bundle; returns their rows in the metadata.

    The index has what the sources say of their pages. If the first is the bundle itself, its chunks stay as they are
    where they have none of the words `changed` (None: where that is not known). Raises SearchError.
    """
    spans = list(_spans(sources[0].chunks))
    touched = _touched(spans, changed)
    tasks = [spans[i] for i in touched]
    stream = parallel_map(_words_in, sources, tasks, jobs if len(tasks) > _FEW else 1)
    made = _Chunks(bundle, sources[0].chunks)
    known = set(touched)
    for i, span in enumerate(spans):
        if i in known:
            made.add(i, next(stream))
        elif made.is_open:
            made.add(i, _words_in(sources, span))
        else:
            made.keep(i)
    return _with_ends(made.done())


def _spans(chunks: Sequence[tuple[str, str]]) -> Iterator[WordSpan]:
    """The spans of chunks: together all words that there can be."""
    beginnings = ["", *(beginning for beginning, _ in chunks[1:])]
    ends: list[str | None] = [*beginnings[1:], None]
    return map(WordSpan, beginnings, ends)


def _touched(spans: Sequence[WordSpan], words: Collection[str] | None) -> list[int]:
    """The spans with any of the words."""
    if words is None:
        return list(range(len(spans)))
    beginnings = [span.first for span in spans]
    return sorted({bisect_right(beginnings, word) - 1 for word in words})


class _Chunks:
    """Chunks as they are written one after the other, and those that stay."""

    def __init__(self, bundle: Path, old: Sequence[tuple[str, str]]) -> None:
        self._bundle, self._old = bundle, old
        self._rows: list[tuple[str, str]] = []
        self._open: list[_Word] = []
        self._size = 0
        self._begin = ""
        self._last: str | None = ""
        """The last word of the chunk before; None if that stayed, and nobody has looked."""
        self._as_before = True
        """Whether that is also the last word before the next old chunk."""

    @property
    def is_open(self) -> bool:
        """Whether words wait for the end of their chunk."""
        return bool(self._open)

    def keep(self, i: int) -> None:
        """Leave the old chunk `i` as it is."""
        beginning, name = self._old[i]
        if not self._rows:
            beginning = ""
        elif not self._as_before:
            beginning = _beginning(self._known_last(), _ends_of(self._bundle, name)[0])
        self._rows.append((beginning, name))
        self._last, self._as_before = None, True

    def add(self, i: int, found: _Found) -> None:
        """Add the words of the span of the old chunk `i`."""
        for word in found.words:
            if not self._open:
                same = self._as_before and word.text == found.first and bool(self._rows)
                self._begin = self._old[i][0] if same else _beginning(self._known_last(), word.text)
            self._open.append(word)
            self._size += word.size
            if _ends_with(word.text, self._size):
                self._write()
            self._as_before = False
        self._as_before = not self._open and self._last == found.last and bool(found.last)

    def done(self) -> list[tuple[str, str]]:
        """The beginning and the name of each chunk, when all words are there."""
        if self._open:
            self._write()
        return self._rows

    def _known_last(self) -> str:
        if self._last is None:
            self._last = _ends_of(self._bundle, self._rows[-1][1])[1]
        return self._last

    def _write(self) -> None:
        name = pack(self._bundle, CHUNK, list_of([list_of([word.data for word in self._open])]))
        self._rows.append((self._begin if self._rows else "", name))
        self._last = self._open[-1].text
        self._open, self._size = [], 0


def _ends_with(word: str, size: int) -> bool:
    """Whether a chunk with so many places ends with this word."""
    return size >= _LEAST and crc32(word.encode()) % (_SELDOM if size < _ENOUGH else _OFTEN) == 0


def _beginning(before: str, word: str) -> str:
    """The shortest beginning of a word that sorts after the word before: who types that much finds its chunk."""
    return next(word[:end] for end in range(1, len(word) + 1) if word[:end] > before)


def _with_ends(chunks: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Rows as the metadata has them, with an end that leaves no gap before the next beginning: a word that is in no
    chunk would be looked for in none, also if others begin like it."""
    ends = [*(_before(beginning) for beginning, _ in chunks[1:]), _LAST]
    return [(beginning, end, name) for (beginning, name), end in zip(chunks, ends, strict=True)]


def _before(beginning: str) -> str:
    """What sorts after all words before this beginning, and before that."""
    code = ord(beginning[-1]) - 1
    return f"{beginning[:-1]}{chr(0xD7FF if 0xD800 <= code < 0xE000 else code)}{_LAST}"  # no half of a pair


def _words_in(sources: Sequence[PartialIndex], span: WordSpan) -> _Found:
    """The words of a span, in a worker. Raises SearchError."""
    words: Words = {}
    ends = ("", "")
    with collector_at_rest():
        for i, source in enumerate(sources):
            here = [row for name in _chunks_in(source, span) for row in _rows_in(source.bundle, name, span)]
            if i == 0 and here:
                ends = here[0][0], here[-1][0]
            _collect(here, source, words)
        return _Found([word for text in sorted(words) for word in _word(text, *words[text])], *ends)


def _chunks_in(source: PartialIndex, span: WordSpan) -> Iterator[str]:
    """The names of the chunks that may have words of the span."""
    beginnings = [beginning for beginning, _ in source.chunks]
    for i in range(max(bisect_right(beginnings, span.first) - 1, 0), len(beginnings)):
        if span.end is not None and beginnings[i] >= span.end:
            return
        yield source.chunks[i][1]


def _rows_in(bundle: Path, name: str, span: WordSpan) -> list[list[Any]]:
    """The words of a chunk that are in the span, as they stand. Raises SearchError."""
    first, end = span
    return [row for row in read_chunk(bundle, name) if row[0] >= first and (end is None or row[0] < end)]


def read_chunk(bundle: Path, name: str) -> list[list[Any]]:
    """The words of a chunk: `[word, postings, [[variant, postings], ...]]`. Raises SearchError."""
    path = bundle / CHUNK.format(name)
    value = unpack(path)
    words = value[0] if isinstance(value, list) and len(value) == 1 else None
    if not (isinstance(words, list) and words and all(map(_is_word, words))):
        raise unknown_layout(path)
    return words


def _is_word(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 3 and isinstance(row[0], str)


def differing_words(source: PartialIndex, pairs: Mapping[int, int]) -> set[str]:
    """The words of which an index does not say the same of two of its pages, for pairs of such pages."""
    return {
        word
        for _, name in source.chunks
        for word, postings, variants in read_chunk(source.bundle, name)
        for some in (postings, *(found for _, found in variants))
        if _differ(some, pairs)
    }


def _differ(postings: Postings, pairs: Mapping[int, int]) -> bool:
    said, page = {}, 0
    for row in postings:
        page += row[0]
        said[page] = row[1:]
    return any(said.get(one) != said.get(other) for one, other in pairs.items())


def _ends_of(bundle: Path, name: str) -> tuple[str, str]:
    words = read_chunk(bundle, name)
    return words[0][0], words[-1][0]


def _collect(rows: Iterable[list[Any]], source: PartialIndex, into: Words) -> None:
    """Add what a source says of words, with the numbers that its pages and fields get. Raises SearchError."""
    try:
        for word, postings, variants in rows:
            plain, others = into.setdefault(word, ([], {}))
            plain += _renumbered(postings, source)
            for name, found in variants:
                others.setdefault(name, []).extend(_renumbered(found, source))
    except (AttributeError, IndexError, TypeError, ValueError):
        raise unknown_layout(source.bundle) from None


def _renumbered(postings: Postings, source: PartialIndex) -> Postings:
    """The postings of pages that are not left out; each with its own number. The rows themselves are changed."""
    page, numbers, fields = 0, source.numbers, source.fields
    other_fields = any(i != field for i, field in enumerate(fields))
    found: Postings = []
    for row in postings:
        page += row[0]
        number = numbers[page]
        if number is not None:
            row[0] = number
            if other_fields and row[2]:
                row[2] = [place if place >= 0 else -1 - fields[-1 - place] for place in row[2]]
            found.append(row)
    return found


def _word(text: str, postings: Postings, variants: Mapping[str, Postings]) -> Iterator[_Word]:
    """A word with its postings in the order of pages; nothing if no page has it."""
    others = [[name, _in_order(found)] for name, found in sorted(variants.items()) if found]
    if postings or others:
        size = sum(len(row[1]) + len(row[2]) + 1 for some in (postings, *variants.values()) for row in some)
        yield _Word(text, size, encoded([text, _in_order(postings), others]))


def _in_order(postings: Postings) -> Postings:
    """Postings by page, each counted from the one before it. The rows themselves are changed."""
    postings.sort(key=itemgetter(0))
    page = 0
    for row in postings:
        row[0], page = row[0] - page, row[0]
    return postings
