"""Folding: what people type, and what was written, as the same letters: Søgaard is found by Sogaard and Soegaard.

The table is here alone; the script of the search gets it with the page (`as_data`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

PLAIN: Mapping[str, str] = {
    "ø": "o", "æ": "ae", "å": "a", "ö": "o", "ä": "a", "ü": "u", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "đ": "d",
    "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ſ": "s", "ə": "e", "’": "'", "ʼ": "'",
}  # fmt: skip
"""Letters that are no accented ones for Unicode, and those that have two ways to be written without accents."""
LONG: Mapping[str, str] = {**PLAIN, "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue", "þ": "th"}
"""The same, as Danes, Germans and others write them where they lack the letters."""
PAIRS: Mapping[str, str] = {"aa": "a", "ae": "a", "oe": "o", "ue": "u"}
"""Two letters that may stand for one; the second letter of the pair is left out."""

_WORD = re.compile(r"[^\W_]+(?:['’.+#-]*[^\W_]+)*[+#]*")
_PART = re.compile(r"[^\W_]+")
_PAIR = re.compile("|".join(PAIRS))
_NO_SPACES = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(f"[{_NO_SPACES}]+")


def as_data() -> Mapping[str, object]:
    """The table for the script: letters, longer forms, pairs, and the range of scripts without spaces, as a class of a
    regular expression."""
    return {"plain": PLAIN, "long": LONG, "pairs": PAIRS, "unspaced": _NO_SPACES}


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Small letters without accents; subscripts and superscripts as digits.

    >>> plain("Søgaard, H₂O"), plain("Straße")
    ('sogaard, h2o', 'strasse')
    """
    return _folded(text, PLAIN)


def _folded(text: str, table: Mapping[str, str]) -> str:
    small = text.lower()
    if small.isascii():
        return small
    composed = unicodedata.normalize("NFC", small)
    spelled = "".join(table.get(letter, letter) for letter in composed)
    return "".join(letter for letter in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(letter))


def core(text: str) -> str:
    """What all ways to write a name have in common.

    >>> core("Søgård"), core("Soegaard"), core("Sogaard")
    ('sogard', 'sogard', 'sogard')
    """
    return _PAIR.sub(lambda pair: PAIRS[pair[0]], plain(text))


def tokens(text: str) -> list[str]:
    """The words of a text, folded; texts without spaces between words are cut into pairs of signs.

    >>> tokens("Ole Rømer’s H₂O"), tokens("机器翻译")
    (['ole', 'romer', 's', 'h2o'], ['机器', '器翻', '翻译'])
    """
    found: list[str] = []
    for part in _PART.findall(plain(text)):
        run = None if part.isascii() else _RUN.search(part)
        found += [part] if run is None else _cut(part)
    return found


def _cut(part: str) -> Iterator[str]:
    """A word with signs of a script without spaces: pairs of those, and what is between them."""
    end = 0
    for run in _RUN.finditer(part):
        if run.start() > end:
            yield part[end : run.start()]
        signs = run[0]
        yield from (signs[i : i + 2] for i in range(max(1, len(signs) - 1)))
        end = run.end()
    if end < len(part):
        yield part[end:]


def other_forms(texts: Iterable[str], names: Iterable[str] = ()) -> list[str]:
    """Words that are not in the texts as they stand, by which these are to be found: each once, in order.

    Of a word with letters of its own: without them, and in the longer form. Of a `name`, also what all ways to write it
    have in common. Of texts without spaces: the pairs of signs.

    >>> other_forms(["Ørsted og Müller"], ["Anders Søgaard", "Bo Aagaard"])
    ['orsted', 'oersted', 'muller', 'mueller', 'sogaard', 'soegaard', 'sogard', 'agard']
    """
    found: dict[str, None] = {}
    for text in texts:
        for word in () if text.isascii() else _PART.findall(text):
            found.update(dict.fromkeys(_forms(word)))
    for name in names:
        for word in _PART.findall(name):
            found.update(dict.fromkeys((*_forms(word), *_core_form(word))))
    return list(found)


def _forms(word: str) -> Iterator[str]:
    """Other forms of a word, if it has other letters than those of ASCII."""
    if word.isascii():
        return
    if _RUN.search(word):
        yield from _cut(plain(word))
        return
    small = word.lower()
    for form in dict.fromkeys((plain(word), _folded(word, LONG))):
        if form != small:
            yield form


def _core_form(word: str) -> Iterator[str]:
    form = core(word)
    if form != plain(word):
        yield form
