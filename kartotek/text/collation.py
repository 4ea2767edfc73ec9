"""Sort order of a language: letters that come after z in its alphabet are put there, and those of its own script stay.

A part of the Unicode Collation Algorithm (UTS 10): letters of other scripts are transliterated, accents and case count
only where nothing else differs, and numbers stand in the order of what they count (CLDR's "kn"). Babel has none of
CLDR's rules for it, so the head of a catalog says what differs from English: `X-After-Z: æ ä, ø ö, å aa` has the
letters after z, each with what is sorted as if it were that letter.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from anyascii import anyascii
from babel.core import get_global

from kartotek.text.catalogs import ENGLISH, head, locale_of

Collate = Callable[[str], tuple[str, str]]
"""Makes a text a sort key: the letters as they sort, and the text itself."""
_AFTER_Z = "{|}~\x7f"
"""Signs that follow "z" in ASCII: they stand for letters after z in keys."""


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """What differs from the alphabet of English.

    `letters` are those that come last, and those sorted like them, each with its sign; `pairs` are two letters that are
    written for one of them; `initials` are the letters in capitals, by sign. `script` is how the names of its letters
    begin in Unicode ("HEBREW"), "" for Latin.
    """

    letters: Mapping[int, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()
    initials: Mapping[str, str] = field(default_factory=dict)
    script: str = ""

    def ascii(self, text: str) -> str:
        """A text in small letters with other letters than those of ASCII, as it is sorted."""
        translated = text.translate(self.letters) if self.letters else text
        if not self.script:
            return anyascii(translated).lower()
        return "".join(map(self._own_or_ascii, unicodedata.normalize("NFD", translated)))

    def _own_or_ascii(self, letter: str) -> str:
        if unicodedata.combining(letter):
            return ""
        return letter if unicodedata.name(letter, "").startswith(self.script) else anyascii(letter).lower()


@lru_cache(maxsize=8)
def _alphabet(language: str) -> _Alphabet:
    """The alphabet of a language, as its catalog and CLDR's likely script say."""
    groups = [group.split() for group in head(language).get("X-After-Z", "").split(",") if group.strip()]
    signs = dict(zip(_AFTER_Z, groups, strict=False))
    return _Alphabet(
        {ord(letter): sign for sign, group in signs.items() for letter in group if len(letter) == 1},
        tuple((letters, group[0]) for group in groups for letters in group if len(letters) > 1),
        {sign: group[0].upper() for sign, group in signs.items()},
        _script(language),
    )


def _script(language: str) -> str:
    """How Unicode calls letters of the script that a language is most written in; "" for Latin."""
    likely: str = get_global("likely_subtags").get(language.partition("-")[0], "")
    script = likely.split("_")[1] if likely.count("_") == 2 else "Latn"
    return "" if script == "Latn" else str(locale_of(ENGLISH).scripts.get(script, script)).upper()


@lru_cache(maxsize=8)
def collation(language: str) -> Collate:
    """The sort key function of a language (BCP 47): letters first, the exact spelling to settle ties.

    Keys compare as tuples of texts do.
    """
    alphabet = _alphabet(language)

    def key(text: str) -> tuple[str, str]:
        folded = text.lower()
        for pair, letter in alphabet.pairs:
            folded = folded.replace(pair, letter)
        folded = folded if folded.isascii() else alphabet.ascii(folded)
        return by_numbers(folded), text

    return key


def by_numbers(text: str) -> str:
    """A text in which numbers sort by what they count: "Part 2" before "Part 10".

    >>> by_numbers("part 2") < by_numbers("part 10")
    True
    """
    return _NUMBER.sub(lambda found: found[0].zfill(_DIGITS), text)


_NUMBER = re.compile("[0-9]+")
_DIGITS = 8
"""Up to so many digits a number is compared with others; longer ones are no numbers of which there is a row."""


def initial(text: str, language: str) -> str:
    """The letter under which an A to Z index shows the text; "#" for what begins with no letter."""
    first = collation(language)(text.lstrip("“”\"'«»‹›„‘’״([{-–—. "))[0][:1]
    if letter := _alphabet(language).initials.get(first):
        return letter
    return first.upper() if first.isalpha() else "#"
