"""ISBN and ISSN in fields where they stand with others, and with words about them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kartotek.text import identifiers

ISBN = re.compile(r"(?<![0-9-])(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx](?![0-9-])!?")
ISSN = re.compile(r"(?<![0-9-])[0-9]{4}-?[0-9]{3}[0-9Xx](?![0-9-])!?")
"""Both with the sign that says that a wrong check digit is printed so."""
_WORDS = re.compile(r"\([^()0-9]*\)|\b(?:e-?)?(?:ISSN|ISBN)(?:-1[03])?:?|[\s,;|/]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StandardNumbers:
    """What a text has of both, in canonical form if their check digits fit, and what it says besides."""

    isbn: tuple[str, ...]
    issn: tuple[str, ...]
    rest: str


def standard_numbers(text: str, *, hyphens: bool = False) -> StandardNumbers:
    """The numbers in a text. With `hyphens`, numbers without one are left in the rest, for they may be other ones."""
    found: dict[str, list[str]] = {"isbn": [], "issn": []}
    rest = text
    for name, shape, canonical in (("isbn", ISBN, identifiers.isbn), ("issn", ISSN, identifiers.issn)):
        for number in shape.findall(rest):
            if "-" in number or not hyphens:
                rest = rest.replace(number, " ", 1)
                found[name].append(_as(canonical, number))
    any_found = found["isbn"] or found["issn"]
    rest = _WORDS.sub(" ", rest).strip() if any_found else text
    return StandardNumbers(tuple(dict.fromkeys(found["isbn"])), tuple(dict.fromkeys(found["issn"])), rest)


def _as(canonical: Callable[[str], str], number: str) -> str:
    try:
        return canonical(number) if not number.endswith(identifiers.PRINTED) else number
    except ValueError:
        return number
