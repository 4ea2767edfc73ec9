"""Personal names: read from one line, shown in two orders."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kartotek.text.rulers import is_numbered, is_ruler

# Two words, each with a capital first: nothing in them can be a title, a particle or a suffix worth a parser's time.
_PLAIN = re.compile(r"([A-ZÀ-ÖØ-Þ][^\W\d_A-Z]+(?:-[^\W\d_]+)?) ([A-ZÀ-ÖØ-Þ][^\W\d_]{2,}(?:-[^\W\d_]+)?)")
# Letters of Chinese, Japanese and Korean names. Katakana is for foreign names, in their own order.
_EAST_ASIAN = re.compile(
    "[\u3005\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_JOINING = frozenset({"y", "e", "i", "und", "og", "och"})
"""Small words between two family names; the one before belongs to them: Ramón y Cajal."""
_OF_ONE_NAME = frozenset({"of", "the"})
"""Small words of those who are known by one name and where they came from: William of Ockham."""
_BEFORE_AN_ARTICLE = frozenset({"abd", "ʿabd", "‘abd", "abu", "abū", "umm", "ibn"})
"""Beginnings of Arabic names that are nothing without what follows: Abd el-Krim."""
_MARIAN = re.compile(
    r"((?:\w+ )?Mar[ií]a (?:de|del|de la|de las|de los|do|da|dos|das) \w+|Juan de Dios|José de Jesús) (?=\w)"
)
"""Given names of several words: María del Carmen García."""
_ELIDED = re.compile(r"[^\W\d_A-Z]{1,4}['’ʼ-][^\W\d_]")
"""A part that begins with its particle: d'Alembert, al-Khwarizmi."""
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|2nd|3rd|4th)\.?", re.IGNORECASE)


@dataclass(frozen=True)
class PersonName:
    """A name in the parts that catalogues sort by; a name of one word has only a family name.

    `family` begins with its particles ("van der Waals"); `suffix` is "Jr.", "III" or "". East Asian names in their own
    letters are printed family name first, in one word; others whose people write the family name first
    (`family_first`), in two: Nagy Tünde, Mao Zedong.
    """

    given: str
    family: str
    suffix: str = ""
    family_first: bool = False

    def __str__(self) -> str:
        if not self.given:
            name = self.family
        elif self.family_first and not _EAST_ASIAN.fullmatch(self.family + self.given):
            name = f"{self.family} {self.given}"
        elif _EAST_ASIAN.fullmatch(self.family + self.given):
            name = self.family + self.given
        else:
            name = f"{self.given} {self.family}"
        return f"{name} {self.suffix}" if self.suffix else name

    @property
    def inverted(self) -> str:
        """Family name first, as in an index: "Papazu, Irina"."""
        parts = [part for part in (self.family, self.given, self.suffix) if part]
        return ", ".join(parts)


@lru_cache(maxsize=20_000)
def in_other_script(name: str, other: str) -> bool:
    """Whether two names are written in different scripts, by their first letters: Wang Xiaoming and 王小明.

    >>> in_other_script("Lev Tolstoj", "Лев Толстой")
    True
    """
    return _script(name) != _script(other)


def _script(text: str) -> str:
    """The first word of the name that Unicode has for the first letter: LATIN. Signs such as the Hawaiian ʻ (Lm) belong
    to many scripts, and letters of full width are those of their script."""
    letters = filter(str.isalpha, unicodedata.normalize("NFKC", text))
    letter = next((each for each in letters if unicodedata.category(each) != "Lm"), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


@lru_cache(maxsize=200_000)
def parse_name(text: str) -> PersonName:
    """Read "Given Family", "Family, Given" or "Family, Jr., Given" (BibTeX's forms); East Asian names family first.

    Never fails, and never loses a word: what the library `nameparser` drops is put back. A name that is taken apart
    wrongly is written as "Family, Given" by the editor.

    >>> parse_name("Johannes Diderik van der Waals").inverted
    'van der Waals, Johannes Diderik'
    """
    text = " ".join(text.split())
    if is_ruler(text) or is_numbered(text):
        return PersonName("", text)
    if "," in text:
        return _parse_inverted([part.strip() for part in text.split(",")])
    if " " not in text:
        initials = _INITIALS_BEFORE.fullmatch(text)
        return PersonName(initials[1], initials[2]) if initials else PersonName("", text)
    if numbered := _NUMBERED.fullmatch(text):
        return PersonName(numbered[1] or "", numbered[2])
    first, _, last = text.partition(" ")
    if _EAST_ASIAN.fullmatch(first + last):
        return PersonName(last, first)
    if particles := _parse_particles(text.split()):
        return particles
    if maria := _MARIAN.match(text):
        family = parse_name(text[maria.end() :])
        return PersonName(f"{maria[1]} {family.given}".strip(), family.family, family.suffix)
    if (plain := _PLAIN.fullmatch(text)) and not _SUFFIX.fullmatch(plain[2]):
        return PersonName(plain[1], plain[2])
    return _parse_with_library(text)


PREPOSITIONS = "AT|IN|IT|ON|UP"
"""What companies play on, which are nobody: E.ON."""
_INITIALS_BEFORE = re.compile(rf"((?:[^\W\d_]\.-?)+)(?!(?:{PREPOSITIONS})$)([^\W\d_]{{2,}}(?:['’-][^\W\d_]+)*)")
"""A.Lind and X.LI: initials without a space after them."""
_NUMBERED = re.compile(r"(?:(.+) )?(\S+ \d+)")
"""A number belongs to the word before it: alone it would be cited as a family name."""


def family_comes_first(line: str) -> str:
    """A name in one line that begins with the family name, as "Family, Given"; one with a comma is so already.

    >>> family_comes_first("Nguyễn Văn An")
    'Nguyễn, Văn An'
    """
    family, _, given = line.strip().partition(" ")
    return line if "," in line or not given else f"{family}, {given.strip()}"


def _parse_inverted(parts: list[str]) -> PersonName:
    family, *rest = parts
    suffix = ""
    if len(rest) > 1:
        at = next((i for i, part in enumerate(rest) if _SUFFIX.fullmatch(part) or part == "V"), None)
        if at is not None:
            suffix = rest.pop(at)
    elif rest and _SUFFIX.fullmatch(rest[0]):
        name = parse_name(family)
        return PersonName(name.given, name.family, rest[0])
    given = ", ".join(part for part in rest if part)
    if not suffix:
        given, suffix = _without_suffix(given)
    if not suffix:
        family, suffix = _without_suffix(family)
    return PersonName(given, family, suffix)


def _without_suffix(words: str) -> tuple[str, str]:
    """Other words, and the suffix at their end: "Martin Luther Jr." in "King, Martin Luther Jr."."""
    before, _, last = words.rpartition(" ")
    return (before, last) if before and _SUFFIX.fullmatch(last) else (words, "")


def _parse_particles(words: list[str]) -> PersonName | None:
    """A name whose last part has small words before it: an unbroken run of them belongs to the family name, whatever
    the language. None if there are no such words, or if all words are small.

    >>> _parse_particles("Willem in 't Veld".split())
    PersonName(given='Willem', family="in 't Veld", suffix='')
    """
    suffix = words[-1] if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    *words, last = words[:-1] if suffix else words
    if not (_is_small(words[-1]) if words else False) and not _ELIDED.match(last):
        return None
    at = len(words)
    while at and _is_small(words[at - 1]):
        at -= 1
    run = [word.lower() for word in words[at:]]
    if not (last[:1].isupper() or _ELIDED.match(last)) or not _OF_ONE_NAME.isdisjoint(run):
        return None
    joins = bool(run) and run[0] in _JOINING
    if joins and at < 2:
        return None  # there would be no given name
    if at and (joins or words[at - 1].lower() in _BEFORE_AN_ARTICLE):
        at -= 1
        while at and _is_small(words[at - 1]) and words[at - 1].lower() not in _JOINING:
            at -= 1
    return PersonName(" ".join(words[:at]), " ".join([*words[at:], last]), suffix)


def _is_small(word: str) -> bool:
    """Whether a word is a particle by its look: small letters, perhaps after an apostrophe ('t, d', ’s)."""
    inner = word.strip("'’ʼ")
    return inner.islower() and inner.replace(".", "").isalpha() and "." not in inner


def _parse_with_library(text: str) -> PersonName:
    from nameparser import HumanName  # half of all names never need it, so neither does every start

    name = HumanName(text)
    given = " ".join(part for part in (name.title, name.first, name.middle) if part)
    family, suffix = name.last, name.suffix
    # The parser may drop what it does not understand; a name is never shown shorter than it was written.
    if sorted(f"{given} {family} {suffix}".split()) != sorted(text.split()):
        given, _, family = text.rpartition(" ")
        suffix = ""
    if not family:
        given, family = "", given
    return PersonName(given, family, suffix)
