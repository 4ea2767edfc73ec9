"""Names of an item as they are read: in parts, also where the item has several in one field."""

import re
from collections.abc import Mapping
from typing import Any

from kartotek.csl.marks import bare

CslName = Mapping[str, Any]
"""A name as CSL-JSON: "family", "given", the particles and "suffix", or "literal" for a group."""

_PARTICLE = re.compile(r"((?:[^\W\d_A-Z]+(?:\s+|['\u2019-]))+)(?=\S)")
_SUFFIX = re.compile(r"(.+?),(!?)\s+(\S.*)")
_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")


def people_of(value: object) -> list[CslName]:
    """The names of a variable, `parsed`; a text in the list is a literal, and what has no name in it is left out."""
    given = value if isinstance(value, list) else []
    names = [{"literal": name} if isinstance(name, str) else name for name in given]
    read = [parsed(name) for name in names if isinstance(name, Mapping)]
    return [name for name in read if any(name.get(part) for part in _PARTS)]


def parsed(person: CslName) -> CslName:
    """A name with its particles and suffix apart, where the fields for them are empty, as citeproc-js reads names.

    Small words before the family name belong to it ("van Happel"), those after given names are dropped without them
    ("François Hédelin d'"), and a suffix follows a comma ("John, III"; "John,! Jr." keeps the comma). A family name in
    double quotes is not taken apart. Parts that are null are as if they were not there.
    """
    comma = person.get("comma-suffix")
    static = {"static-ordering": True} if person.get("static-ordering") in (True, 1, "1", "true") else {}
    person = {name: _curled(person[name]) for name in _PARTS if person.get(name) is not None}
    if literal := person.get("literal"):
        return {"literal": literal}
    family, given = person.get("family", ""), person.get("given", "")
    made = {**person, "family": family, "given": given} | ({"comma-suffix": True} if comma else {}) | static
    if len(family) > 2 and family[0] == family[-1] == '"':
        return {**made, "family": family[1:-1]}
    if family[:1].islower() and "non-dropping-particle" not in person:
        match = _PARTICLE.match(family)
        if match and match[1].islower() and match.end() < len(family):
            made |= {"non-dropping-particle": match[1].rstrip(), "family": family[match.end() :]}
    if "," in given and "suffix" not in person and (found := _SUFFIX.fullmatch(given)):
        made |= {"given": found[1], "suffix": found[3], "comma-suffix": bool(found[2])}
    elif given and "dropping-particle" not in person and " " in given and given.rpartition(" ")[2][:1].islower():
        names, small = _small_end(given)
        made |= {"given": names, "dropping-particle": small} if names else {}
    return made


def _small_end(given: str) -> tuple[str, str]:
    """Given names, and the small words after them."""
    words = given.split()
    small = next((i for i, word in enumerate(reversed(words)) if not word[0].islower()), len(words))
    return " ".join(words[: len(words) - small]), " ".join(words[len(words) - small :])


def _curled(part: object) -> str:
    return bare(str(part)).replace("'", "\u2019").strip()
