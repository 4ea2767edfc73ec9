"""Identifiers in every common spelling in, the canonical one out.

Each function takes what an editor pasted (bare, prefixed, or a URL) and returns the canonical form without
resolver; it raises ValueError with a sentence that says what is wrong. Check digits are verified, but nobody is asked
whether the identifier exists. How each scheme is spelled stands in `text.schemes`.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple
from urllib.parse import quote, unquote

from kartotek.text.schemes import SCHEMES, Scheme, before, whole
from kartotek.text.surplus import trimmed

Canonical = Callable[[str], str]

_BEFORE = {key: re.compile(before(scheme), re.IGNORECASE) for key, scheme in SCHEMES.items()}
_WHOLE = {key: re.compile(whole(scheme)) for key, scheme in SCHEMES.items()}
_CASES: dict[str, Callable[[str], str]] = {"lower": str.lower, "upper": str.upper, "": str}

PRINTED = "!"
"""What stands after a number that is printed so, although its check digit does not match."""
_PRINTED_NUMBERS = ("isbn", "issn")


def canonical(key: str, text: str) -> str:
    """The canonical form of an identifier of one of `SCHEMES`. Raises ValueError for what is none."""
    scheme = SCHEMES[key]
    bare, _ = _bare(key, text)
    if scheme.standard:
        return _checked(key, bare, text)
    found = _WHOLE[key].fullmatch(_CASES[scheme.case](bare))
    if not found:
        raise ValueError(f"{text!r} is not {scheme.wanted}")
    value = scheme.kept.format(found[1])
    return _checked_ror(value, text) if key == "ror" else value


def _bare(key: str, text: str) -> tuple[str, bool]:
    """The text without a resolver, a prefix such as `doi:` and what surrounds it; and whether any of these said what
    it is."""
    text = trimmed(text)
    found = _BEFORE[key].match(text)
    end = found.end() if found else 0
    bare = text[end:].strip()
    if "%" in bare and ("/" in text[:end] or "%2f" in bare.lower()):
        bare = unquote(bare)
    return bare, end > 0


def _checked(key: str, bare: str, text: str) -> str:
    """A number as its standard writes it, its check digit verified unless `PRINTED` follows. Raises ValueError."""
    from stdnum.exceptions import InvalidChecksum, ValidationError  # brings a library for networks with it

    scheme = SCHEMES[key]
    module = import_module(f"stdnum.{scheme.standard}")
    bare = bare.rstrip("/")
    number = bare.removesuffix(PRINTED).rstrip() if key in _PRINTED_NUMBERS else bare
    try:
        return _WRITTEN.get(key, str)(module.format(module.validate(number)))
    except InvalidChecksum:
        if number != bare:
            return str(module.format(module.compact(number)))
        raise ValueError(f"{text!r} has a wrong digit: the check digit does not match") from None
    except ValidationError:
        raise ValueError(f"{text!r} is not {scheme.wanted}") from None


_WRITTEN: dict[str, Callable[[str], str]] = {
    "orcid": lambda number: number.replace(" ", "-"),
    "isni": lambda number: number.replace(" ", ""),
}
"""How numbers are written, where it is not as python-stdnum does."""


def doi(text: str) -> str:
    """A DOI (ISO 26324) without resolver, lower-cased: DOIs do not tell cases apart (DOI Handbook 2.4).

    >>> doi("https://doi.org/10.1000/ABC")
    '10.1000/abc'
    """
    return canonical("doi", text)


def in_own_letters(written: str, kept: str) -> str:
    """A canonical identifier, but as it was written where that is as good: the capitals of a DOI, which publishers
    print, and an ISBN in digits alone, as most programs write it.

    >>> in_own_letters("https://doi.org/10.1103/PhysRev.48.696", "10.1103/physrev.48.696")
    '10.1103/PhysRev.48.696'
    """
    if len(written) in _ISBN_DIGITS and kept.replace("-", "") == written:
        return written
    own = written[-len(kept) :]
    return own if kept.startswith("10.") and own.lower() == kept else kept


_ISBN_DIGITS = (10, 13)


_WITHIN = re.compile(r"10\.[0-9]{4,9}/[^\s?#]+")
_NATURE = re.compile(r"https?://(?:www\.)?nature\.com/articles/([a-z0-9-]+)", re.IGNORECASE)


_AT_PUBLISHER = re.compile(
    r"(?:https?://)?[^/\s]+/doi(?:/(?:abs|book|epdf|epub|figure|full|pdf|ref))?/"
    r"(10\.[0-9]{4,9}/[a-z0-9._()-]*[a-z0-9])(?:\?\S*)?",
    re.IGNORECASE,
)
"""The address of a work on the platform Atypon, which many publishers use; a DOI with another slash may be part of a
longer path elsewhere."""


class Likely(NamedTuple):
    """What is probably meant by something that is no identifier, and whether nothing else can be; "" if it is not
    known."""

    text: str = ""
    is_sure: bool = False


def likely_doi(text: str) -> Likely:
    """The DOI that is meant by what is none, as by the address of an article at its publisher.

    >>> likely_doi("https://www.nature.com/articles/nature12345").text
    '10.1038/nature12345'
    """
    text = unquote(trimmed(text, closely=True))
    if found := _NATURE.match(text):
        return Likely(f"10.1038/{found[1].lower()}")
    if found := _AT_PUBLISHER.fullmatch(text):
        return Likely(found[1].lower(), is_sure=True)
    if found := _WITHIN.search(text):
        return Likely(re.sub(r"(?:/(?:full|abstract|pdf|epdf|html?|meta))?(?:\.pdf)?[/.,;)]*$", "", found[0]).lower())
    letters_for_digits = re.sub(r"^[1lI][0oO](?=\.[0-9]{4,9}/)", "10", text).lower()
    return Likely(letters_for_digits, is_sure=True) if _WHOLE["doi"].fullmatch(letters_for_digits) else Likely()


def orcid(text: str) -> str:
    """An ORCID iD as 0000-0002-1825-0097, its check character verified (ISO/IEC 7064 MOD 11-2)."""
    return canonical("orcid", text)


def isbn(text: str) -> str:
    """An ISBN (ISO 2108) of 10 or 13 digits, hyphenated by the ranges of its registration group; its length stays."""
    return canonical("isbn", text)


def forms_of_isbn(isbn: str) -> tuple[str, ...]:
    """A canonical ISBN, and its digits in the other length, if it has one: ISBNs of ten digits are those of thirteen
    that begin with 978 (ISO 2108, annex A).

    >>> forms_of_isbn("0-306-40615-2")
    ('0-306-40615-2', '9780306406157')
    """
    digits = isbn.replace("-", "")
    if len(digits) == _ISBN_DIGITS[0]:
        body = f"978{digits[:9]}"
        return isbn, body + str(-sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(body)) % 10)
    if not digits.startswith("978"):
        return (isbn,)
    body = digits[3:12]
    return isbn, body + "0123456789X"[-sum(int(digit) * (10 - i) for i, digit in enumerate(body)) % 11]


def issn(text: str) -> str:
    """An ISSN (ISO 3297) as 1234-5679, its check digit verified (mod 11)."""
    return canonical("issn", text)


def arxiv(text: str) -> str:
    """An arXiv identifier, from before April 2007 (hep-th/9901001) or after (2101.00001), with its version if any."""
    return canonical("arxiv", text)


def pmid(text: str) -> str:
    """A PubMed identifier (PMID): up to nine digits, no leading zero."""
    return canonical("pmid", text)


def pmcid(text: str) -> str:
    """A PubMed Central identifier (PMCID): PMC and digits."""
    return canonical("pmcid", text)


def handle(text: str) -> str:
    """A Handle (RFC 3651, section 2): prefix, slash, local name."""
    return canonical("handle", text)


def ror(text: str) -> str:
    """A ROR id: nine characters, the last two check digits (ROR identifier pattern; ISO 7064 mod 97-10)."""
    return canonical("ror", text)


_CROCKFORD = {letter: value for value, letter in enumerate("0123456789abcdefghjkmnpqrstvwxyz")}


def _checked_ror(value: str, text: str) -> str:
    number = 0
    for letter in value[1:7]:
        number = number * 32 + _CROCKFORD[letter]
    if 98 - (number * 100) % 97 != int(value[7:]):
        raise ValueError(f"{text!r} has a wrong character: the check digits do not match")
    return value


class Identifier(NamedTuple):
    """An identifier whose scheme is known: a key of `SCHEMES`, and the canonical form."""

    key: str
    value: str

    @property
    def scheme(self) -> Scheme:
        """What is known of its scheme."""
        return SCHEMES[self.key]

    @property
    def address(self) -> str:
        """Where it is looked up; "" for an ISBN."""
        return resolve(self.key, self.value)

    @property
    def shown(self) -> str:
        """How people write it after the name of its scheme."""
        return " ".join(re.findall("....", self.value)) if self.key == "isni" else self.value

    @property
    def said(self) -> str:
        """The same with the name of its scheme, unless it begins with it, as a URN does."""
        return self.value if ":" in self.scheme.kept else f"{self.scheme.label}: {self.shown}"


@lru_cache(maxsize=4096)
def recognised(
    text: str, kind: str = "", *, bare: tuple[str, ...] = (), among: tuple[str, ...] = ()
) -> Identifier | None:
    """The identifier that a text is, told by a word, an address or its own shape; None if it is none of these.

    `kind` is that of the entry that has it, such as "people", for what is only digits may be one thing of a person and
    another of a work. Of the schemes in `bare` the shape is enough. `among` are the schemes looked for, or all.
    """
    for key in among or SCHEMES:
        scheme = SCHEMES[key]
        if kind and scheme.of and kind not in scheme.of:
            continue
        rest, is_said = _bare(key, text)
        if is_said or key in bare or (scheme.alone and re.fullmatch(scheme.alone, rest)):
            try:
                return Identifier(key, canonical(key, text))
            except ValueError:
                continue
    return None


def miscopied(text: str, kind: str = "") -> str:
    """What is wrong with a text that says it is an identifier of a scheme and is none; "" if it says nothing so."""
    reasons = []
    for key, scheme in SCHEMES.items():
        if (not kind or not scheme.of or kind in scheme.of) and _bare(key, text)[1]:
            try:
                canonical(key, text)
            except ValueError as error:
                reasons.append(str(error))
            else:
                return ""
    return reasons[0] if reasons else ""


_AS_IT_IS = "/:;().,@~"
_ODD = re.compile(rf"[^\w{_AS_IT_IS}-]", re.ASCII)


def resolve(key: str, identifier: str) -> str:
    """The address at which an identifier of one of `SCHEMES` is looked up, percent-encoded (RFC 3986) where it must be.

    `identifier` is canonical, as the functions above return it. What might be taken for surplus behind it is encoded as
    well. "" if there is no such address.
    """
    if _ODD.search(identifier):
        identifier = quote(identifier, safe=_AS_IT_IS)
    start = SCHEMES[key].address
    if identifier[-1:] in _LAST and trimmed(start + identifier) != start + identifier:
        rest = identifier.rstrip(_LAST)
        identifier = rest + "".join(f"%{ord(letter):02X}" for letter in identifier[len(rest) :])
    return start + identifier if start else ""


_LAST = ".,;:)"
