"""Names in BibTeX and biblatex files as contributors."""

import re
from collections.abc import Iterator
from typing import Any

from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString, Person

from kartotek.importers.name_lines import contributor, taken_apart
from kartotek.importers.tex import plain
from kartotek.importers.values import group, name_in_one_line, person, without_entities
from kartotek.text.initials import all_initials_behind
from kartotek.text.names import PREPOSITIONS
from kartotek.text.rulers import is_numbered, is_ruler
from kartotek.text.several_names import is_no_person

_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|useprefix|id|hash|sortingnamekeytemplate)\s*=", re.IGNORECASE)


def contributors(value: str) -> tuple[list[Any], bool]:
    """The people and groups in a field, and whether it ends in "and others". Raises TexError."""
    lines = [name for name in split_name_list(" ".join(without_entities(value).split())) if name.strip()]
    names = [(_spaced(name), len(several) > 1) for several in map(_without_and, lines) for name in several]
    others = bool(names) and names[-1][0].lower() in ("others", "et al.", "et al")
    return list(_read_all(names[:-1] if others else names)), others


def _without_and(line: str) -> list[str]:
    """The names in what BibTeX takes for one, where they are kept apart by semicolons, by "&" or, each "Family, Given",
    by commas, as other programs have them; braces keep together."""
    if "{" in line and re.search(r"\{[^{}]*(?:;|&|, )[^{}]*\}", line):
        return [line]
    if ";" in line:
        return [name.strip() for name in line.split(";") if name.strip()]
    return taken_apart(line)


def _spaced(name: str) -> str:
    """A name with a space after its initials, without which BibTeX takes "A.Lind" for a family name."""
    if "{" in name or is_no_person(name):
        return name
    return _CLOSE.sub(r"\1 ", name)


_CLOSE = re.compile(rf"(?<![^\W\d_])([^\W\d_]\.)(?=[^\W\d_]{{2}})(?!(?:{PREPOSITIONS})\b)")
"""An initial with no space after it."""


def _read_all(names: list[tuple[str, bool]]) -> Iterator[Any]:
    """Each name as a contributor; those of other programs, not kept apart by "and", by the rules of these."""
    with_initials = _with_initials([name for name, _ in names])
    for at, (name, is_of_others) in enumerate(names):
        if at in with_initials:
            yield contributor(with_initials[at], numerals_too=True)
        elif is_of_others and "{" not in name and "\\" not in name and (found := contributor(name)):
            yield found
        elif _EXTENDED.match(name):
            yield _in_parts(name)
        elif _is_one_group(name):
            yield group(plain(name))
        else:
            yield _by_rules(name)


def _with_initials(names: list[str]) -> dict[int, str]:
    """The names that are "Lind A" and no "Given Family", by their places: all that have no comma are so, or the
    initials have full stops. One letter alone may be a name ("Malcolm X") where no others say what is usual here."""
    bare = {i: plain(name) for i, name in enumerate(names) if "," not in name and not _KEPT_TOGETHER.search(name)}
    parts = zip(bare, all_initials_behind(list(bare.values())), strict=True)
    found = {i: both for i, both in parts if both}
    if len(found) == len(bare) and not (len(names) == 1 and found.get(0, ("", ""))[1] == "X"):
        return {i: bare[i] for i in found}
    return {i: bare[i] for i, (_, initials) in found.items() if initials.endswith(".")}


_KEPT_TOGETHER = re.compile(r"(?:^|[ ~])\{[^\\]|^\s*(?:family|given)\s*=", re.IGNORECASE)
"""Braces around a word, which say that it is one part of a name; those of accents do not begin one."""


def _is_one_group(name: str) -> bool:
    """Whether all of it is in one pair of braces, which says that it is no person's name."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for i, letter in enumerate(name):
        depth += (letter == "{") - (letter == "}")
        if not depth and i < len(name) - 1:
            return False
    return True


def _by_rules(name: str) -> Any:
    """A name taken apart by the rules of BibTeX ("BibTeXing", section 4). A group has no given names."""
    if is_no_person(text := plain(name)):
        return group(text)
    if is_ruler(text) or is_numbered(text):
        return name_in_one_line(text)
    try:
        parts = Person(name)
    except InvalidNameString:
        return group(plain(name))
    given = " ".join((*parts.first_names, *parts.middle_names))
    family = " ".join((*parts.prelast_names, *parts.last_names))
    suffix = " ".join(parts.lineage_names)
    if suffix and _SUFFIX.fullmatch(given) and not _SUFFIX.fullmatch(suffix):  # "Lind, Ada, Jr.", as people write it
        given, suffix = suffix, given
    if not given and "," not in name and "{" not in name and name.islower():  # particles have capitals behind them
        return name_in_one_line(plain(name))
    return person(plain(given), plain(family), plain(suffix))


_SUFFIX = re.compile(r"(?:jr|sr)\.?|[IV]+|[234](?:nd|rd|th)", re.IGNORECASE)


def _in_parts(name: str) -> Any:
    """A name in biblatex's extended form: `family=Harman, given=Hans, prefix=von` (its manual, section 3.14)."""
    found: dict[str, str] = {}
    for part in re.split(r",\s*(?=[\w-]+\s*=)", name):
        key, _, value = part.partition("=")
        found[key.strip().lower()] = plain(value.strip().strip('"'))
    family = " ".join(filter(None, (found.get("prefix", ""), found.get("family", ""))))
    return person(found.get("given", ""), family, found.get("suffix", ""))
