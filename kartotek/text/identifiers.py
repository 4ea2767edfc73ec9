"""Identifiers in every common spelling in, the canonical one out.

Each function takes what an editor pasted (bare, prefixed, or a URL) and returns the canonical form without
resolver; it raises ValueError with a sentence that says what is wrong. Check digits are verified, but nobody is asked
whether the identifier exists. Resolver addresses are in `resolve`.
"""

import re
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple
from urllib.parse import quote, unquote

Canonical = Callable[[str], str]


class _Spelling(NamedTuple):
    """How the identifiers of a scheme are written: after which words, and at which hosts and paths they stand.

    `words` is a regular expression; `places` are without `https://` and `www.`, which may be there or not.
    """

    words: str
    places: tuple[str, ...] = ()


_SPELLINGS = {
    "doi": _Spelling("doi", ("doi.org", "dx.doi.org")),
    "arxiv": _Spelling(
        "arxiv", ("arxiv.org/abs", "arxiv.org/pdf", "arxiv.org/html", "export.arxiv.org/abs", "export.arxiv.org/pdf")
    ),
    "pmid": _Spelling(
        "pmid",
        (
            "pubmed.ncbi.nlm.nih.gov",
            "ncbi.nlm.nih.gov/pubmed",
            "europepmc.org/article/med",
            "europepmc.org/abstract/med",
        ),
    ),
    "pmcid": _Spelling(
        "pmcid",
        (
            "pmc.ncbi.nlm.nih.gov/articles",
            "ncbi.nlm.nih.gov/pmc/articles",
            "europepmc.org/article/pmc",
            "europepmc.org/articles",
        ),
    ),
    "handle": _Spelling("hdl|handle", ("hdl.handle.net",)),
    "orcid": _Spelling("orcid", ("orcid.org",)),
    "ror": _Spelling("ror", ("ror.org",)),
    "isbn": _Spelling("(?:urn:)?isbn(?:-1[03](?=[: ]))?"),
    "issn": _Spelling("(?:[ep]-?|urn:)?issn(?:-l)?", ("portal.issn.org/resource/issn",)),
}


def _before(spelling: _Spelling) -> re.Pattern[str]:
    """What may stand before an identifier: a word, an address, or an address after a word."""
    places = "|".join(map(re.escape, spelling.places)) or "(?!)"
    address = rf"(?:https?://)?(?:www\.)?(?:{places})/"
    return re.compile(rf"(?:(?:{spelling.words})(?::\s*|\s+|(?=[0-9])))?(?P<address>{address})?", re.IGNORECASE)


_BEFORE = {scheme: _before(spelling) for scheme, spelling in _SPELLINGS.items()}


def _bare(scheme: str, text: str) -> tuple[str, bool]:
    """The text without a resolver or a prefix such as `doi:`, and whether it was an address."""
    text = text.strip()
    before = _BEFORE[scheme].match(text)
    return (text[before.end() :].strip(), before["address"] is not None) if before else (text, False)


_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")


def doi(text: str) -> str:
    """A DOI (ISO 26324) without resolver, lower-cased: DOIs do not tell cases apart (DOI Handbook 2.4).

    >>> doi("https://doi.org/10.1000/ABC")
    '10.1000/abc'
    """
    bare, is_address = _bare("doi", text)
    if is_address or "%2f" in bare.lower():
        bare = unquote(bare)
    if not _DOI.fullmatch(bare):
        raise ValueError(f"{text!r} is not a DOI: one begins with 10., digits and a slash")
    return bare.lower()


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
    r"https?://[^/\s]+/doi(?:/(?:abs|book|epdf|epub|figure|full|pdf|ref))?/(10\.[0-9]{4,9}/[a-z0-9._()-]*[a-z0-9])"
    r"(?:\?\S*)?",
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
    text = unquote(text.strip())
    if found := _NATURE.match(text):
        return Likely(f"10.1038/{found[1].lower()}")
    if found := _AT_PUBLISHER.fullmatch(text):
        return Likely(found[1].lower(), is_sure=True)
    if found := _WITHIN.search(text):
        return Likely(re.sub(r"(?:/(?:full|abstract|pdf|epdf|html?|meta))?(?:\.pdf)?[/.,;)]*$", "", found[0]).lower())
    letters_for_digits = re.sub(r"^[1lI][0oO](?=\.[0-9]{4,9}/)", "10", text).lower()
    return Likely(letters_for_digits, is_sure=True) if _DOI.fullmatch(letters_for_digits) else Likely()


def orcid(text: str) -> str:
    """An ORCID iD as 0000-0002-1825-0097, its check character verified (ISO/IEC 7064 MOD 11-2)."""
    bare, _ = _bare("orcid", text)
    bare = bare.rstrip("/")
    number = _checked("isni", bare, text, "an ORCID iD: one has sixteen digits, the last may be X")
    return number.replace(" ", "-")


def _checked(standard: str, bare: str, text: str, wanted: str) -> str:
    """A number as its standard writes it, its check digit verified unless `PRINTED` follows. Raises ValueError.

    `standard` is a module of python-stdnum, `wanted` completes the sentence "... is not".
    """
    from stdnum.exceptions import InvalidChecksum, ValidationError  # brings a library for networks with it

    module = import_module(f"stdnum.{standard}")
    number = bare.removesuffix(PRINTED).rstrip() if standard in _PRINTED_NUMBERS else bare
    try:
        return str(module.format(module.validate(number)))
    except InvalidChecksum:
        if number != bare:
            return str(module.format(module.compact(number)))
        raise ValueError(f"{text!r} has a wrong digit: the check digit does not match") from None
    except ValidationError:
        raise ValueError(f"{text!r} is not {wanted}") from None


PRINTED = "!"
"""What stands after a number that is printed so, although its check digit does not match."""
_PRINTED_NUMBERS = ("isbn", "issn")


def isbn(text: str) -> str:
    """An ISBN (ISO 2108) of 10 or 13 digits, hyphenated by the ranges of its registration group; its length stays."""
    bare, _ = _bare("isbn", text)
    return _checked("isbn", bare, text, "an ISBN: one has 10 or 13 digits")


def issn(text: str) -> str:
    """An ISSN (ISO 3297) as 1234-5679, its check digit verified (mod 11)."""
    bare, _ = _bare("issn", text)
    return _checked("issn", bare, text, "an ISSN: one has eight digits, the last may be X")


_ARXIV = re.compile(r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/[0-9]{7})(?:v[0-9]+)?")


def arxiv(text: str) -> str:
    """An arXiv identifier, from before April 2007 (hep-th/9901001) or after (2101.00001), with its version if any."""
    bare, _ = _bare("arxiv", text)
    bare = bare.removesuffix(".pdf")
    if not _ARXIV.fullmatch(bare):
        raise ValueError(f"{text!r} is not an arXiv identifier: one looks like 2101.00001")
    return bare


def pmid(text: str) -> str:
    """A PubMed identifier (PMID): up to nine digits, no leading zero."""
    bare, _ = _bare("pmid", text)
    bare = bare.rstrip("/")
    if not re.fullmatch(r"[1-9][0-9]{0,8}", bare):
        raise ValueError(f"{text!r} is not a PubMed identifier: one has up to nine digits")
    return bare


def pmcid(text: str) -> str:
    """A PubMed Central identifier (PMCID): PMC and digits."""
    bare, _ = _bare("pmcid", text)
    bare = bare.rstrip("/").upper()
    bare = bare if bare.startswith("PMC") else f"PMC{bare}"
    if not re.fullmatch(r"PMC[1-9][0-9]{0,9}", bare):
        raise ValueError(f"{text!r} is not a PubMed Central identifier: one looks like PMC1234567")
    return bare


def handle(text: str) -> str:
    """A Handle (RFC 3651, section 2): prefix, slash, local name."""
    bare, _ = _bare("handle", text)
    if not re.fullmatch(r"[0-9][0-9.]*(?:\.[A-Za-z0-9]+)*/\S+", bare):
        raise ValueError(f"{text!r} is not a Handle: one looks like 2043/12345")
    return bare


_ROR = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
_CROCKFORD = {letter: value for value, letter in enumerate("0123456789abcdefghjkmnpqrstvwxyz")}


def ror(text: str) -> str:
    """A ROR id: nine characters, the last two check digits (ROR identifier pattern; ISO 7064 mod 97-10)."""
    bare, _ = _bare("ror", text)
    bare = bare.lower().rstrip("/")
    if not _ROR.fullmatch(bare):
        raise ValueError(f"{text!r} is not a ROR id: one looks like 035b05819")
    number = 0
    for letter in bare[1:7]:
        number = number * 32 + _CROCKFORD[letter]
    if 98 - (number * 100) % 97 != int(bare[7:]):
        raise ValueError(f"{text!r} has a wrong character: the check digits do not match")
    return bare


SCHEMES: dict[str, Canonical] = {
    "doi": doi,
    "arxiv": arxiv,
    "pmid": pmid,
    "pmcid": pmcid,
    "handle": handle,
    "orcid": orcid,
    "ror": ror,
}

_RESOLVERS = {
    "doi": "https://doi.org/",
    "arxiv": "https://arxiv.org/abs/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/",
    "handle": "https://hdl.handle.net/",
    "orcid": "https://orcid.org/",
    "ror": "https://ror.org/",
}


_AS_IT_IS = "/:;().,@~"
_ODD = re.compile(rf"[^\w{_AS_IT_IS}-]", re.ASCII)


def resolve(scheme: str, identifier: str) -> str:
    """The address at which an identifier of one of `SCHEMES` is looked up, percent-encoded (RFC 3986) where it must be.

    `identifier` is canonical, as the functions above return it.
    """
    if _ODD.search(identifier):
        identifier = quote(identifier, safe=_AS_IT_IS)
    return _RESOLVERS[scheme] + identifier
