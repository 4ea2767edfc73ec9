"""The words of titles and names, in small files by length: from these the script finds what a visitor meant by a slip.

One letter too many, too few, another one, or two that changed places: what was meant is at most one letter longer
or shorter. A file that would be too large is parted by the first letter.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby

SHORTEST = 3
"""Letters of a word that is listed; shorter ones are too much like each other."""
_LONGEST = 40
_LARGEST = 30_000
"""Bytes of a file: some 12 KB when packed."""
_OFTEN = "0123456789"
"""How often a word is there: the logarithm of the number to the base 2, as one digit."""


def by_words(counts: Mapping[str, int]) -> Mapping[str, bytes]:
    """The files of words, of which `counts` says how many things have each: the end of the name of each file, and its
    content.

    `files` are the names of the other files: a length, or a length and a first letter. `words` are, by length, all
    words with spaces between them, and how often each is there.

    >>> by_words({"ada": 1, "lind": 2})[".json"]
    b'{"files":[],"words":{"3":["ada","0"],"4":["lind","1"]}}\\n'
    """
    counts = {word: count for word, count in counts.items() if _is_listed(word)}
    lengths = {length: list(words) for length, words in groupby(sorted(counts, key=lambda w: (len(w), w)), len)}
    if len(counts) + sum(map(len, counts)) <= _LARGEST:
        return {".json": _packed([], lengths, counts)}
    files: dict[str, bytes] = {}
    for length, words in lengths.items():
        if len(words) * (length + 2) <= _LARGEST:
            files[str(length)] = _packed([], {length: words}, counts)
            continue
        for letter, some in groupby(words, lambda word: word[0]):
            files[f"{length}{letter}"] = _packed([], {length: list(some)}, counts)
    return {".json": _packed(list(files), {}, counts), **{f"-{name}.json": content for name, content in files.items()}}


def _is_listed(word: str) -> bool:
    """Whether a word is one of letters that have file names; a number has no spelling."""
    return SHORTEST <= len(word) <= _LONGEST and word.isascii() and word.isalpha()


def _packed(files: Sequence[str], lengths: Mapping[int, Sequence[str]], counts: Mapping[str, int]) -> bytes:
    words = {
        length: [" ".join(some), "".join(_OFTEN[min(9, counts[word].bit_length() - 1)] for word in some)]
        for length, some in lengths.items()
    }
    return json.dumps({"files": files, "words": words}, separators=(",", ":")).encode() + b"\n"
