"""Names of people that can be read but are probably not meant so: with degrees, in capitals, cut at commas, of groups.

All of these are warnings. A name is read without what is no part of it (`text.name_extras`), else as it is written.
"""

import re
from typing import Any

from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.paths import ValuePath
from kartotek.text import identifiers
from kartotek.text.initials import initials_behind
from kartotek.text.name_extras import ROLE, is_titled, without_extras
from kartotek.text.several_names import by_case, is_group, may_be_company
from kartotek.text.standard_values import is_standard_value

_ORCID = re.compile(r"(?:(?:https?://)?orcid\.org/|orcid(?: id)?:? *)?\b(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\b/?", re.I)


def _warn_of_orcid(line: str, path: ValuePath, diagnostics: EntryDiagnostics) -> bool:
    """Warn of a name with an ORCID iD in it, or in its place. Returns whether there is anything like one: a group may
    have years in its name."""
    found = _ORCID.search(line)
    rest = without_extras(line[: found.start()] + line[found.end() :]) if found else ""
    is_name = re.search(r"[^\W\d_]", rest) is not None
    if not found or (is_name and not _is_orcid(found[1])):
        return found is not None
    message = f"{line!r} has more in it than a name" if is_name else f"{line!r} is an ORCID iD in the place of a name"
    hint = f"write {{name: {repr(rest) if is_name else '...'}, orcid: {found[1]}}}"
    if path[-1] == "name":
        hint = f"write {repr(rest) if is_name else 'the name'}, and `orcid: {found[1]}` beside it"
    diagnostics.add("name-extra", path, message, hint)
    return True


def _is_orcid(number: str) -> bool:
    """Whether a number is an ORCID iD, by its check digit or, if it is miscopied, by the digits it begins with."""
    try:
        return number.startswith(("0000-", "0009-")) or bool(identifiers.orcid(number))
    except ValueError:
        return False


def warn_of_extras(line: str, path: ValuePath, diagnostics: EntryDiagnostics) -> None:
    """Warn of a name with something in it that is no part of it, and of the name of a group."""
    if _warn_of_orcid(line, path, diagnostics):
        return
    plain = without_extras(line)
    if is_standard_value(line):
        diagnostics.add("empty-value", path, f"{line!r} names nobody", "leave it out")
    elif _NOBODY.fullmatch(line.strip()):
        hint = f"leave it out, or write {{literal: {line}}} if that is what stands on the work"
        diagnostics.add("empty-value", path, f"{line!r} names nobody", hint)
    elif plain and is_titled(plain):
        hint = f"write {plain.rpartition(' ')[2]!r}, or {{literal: {plain}}} if that is what they are called"
        diagnostics.add("name-extra", path, f"{line!r} has more in it than a name", hint)
    elif is_group(plain):
        hint = f"if it is a group, write {{literal: {line}}}"
        diagnostics.add("group-name", path, f"{line!r} is read as a person's name", hint)
    elif plain != " ".join(line.split()) and plain:
        message = f"{line!r} has more in it than a name"
        hint = f"write {plain!r}"
        if role := ROLE.search(line):
            field = "editors" if role["editor"] else "translators"
            hint += f" under `{field}`" if path[0] != field else ""
        diagnostics.add("name-extra", path, message, hint)
    elif (behind := initials_behind(plain)) and _are_initials(behind[1]):
        _warn_of_initials(line, *behind, path, diagnostics)
    else:
        warn_of_capitals(line, path, diagnostics)


_FAMILY_NAMES = frozenset("EIOUXY")
"""Family names of one letter, as of Malcolm X."""


def _are_initials(letters: str) -> bool:
    """Whether what stands behind a name is hardly a family name: as short as initials are."""
    return letters not in _FAMILY_NAMES and len(re.findall(r"\w", letters)) <= _INITIALS_AT_MOST


def _warn_of_initials(line: str, family: str, initials: str, path: ValuePath, diagnostics: EntryDiagnostics) -> None:
    """Warn of a name as databases of medicine have them, "Lind AB": the initials would be cited as a family name."""
    spaced = " ".join(f"{letters}." for letters in re.sub(r"[. ]+", " ", re.sub(r"(?=\w)", " ", initials)).split())
    hint = f"write '{family}, {spaced.replace(' -', '-').replace('-. ', '-')}'"
    if may_be_company(initials):
        hint = f"if it is a company, write {{literal: {line}}}; if they are initials, {hint.removeprefix('write ')}"
    elif initials.isalpha() and len(initials) > 1:
        hint += f"; if {initials} is the family name, '{family} {initials.capitalize()}'"
    message = f"{line!r} has {initials} behind the name, which is read as a family name"
    diagnostics.add("initials-behind", path, message, hint)


_NOBODY = re.compile(
    r"N\.? ?N\.?|(?i:unknown(?: author)?|ukendt|ukjent|unbekannt|anon\.?|anonym(?:ous|e)?|no author|not available|n/a"
    r"|tba|tbd|\?+)"
)
"""What stands for a name that is not known."""


def warn_of_capitals(line: str, path: ValuePath, diagnostics: EntryDiagnostics) -> None:
    """Warn of a name in capital letters, or with a family name in them, since every citation would have them."""
    if (right := without_capitals(line)) != line:
        message = f"{line!r} has a name in capital letters, and citation styles do not change that"
        hint = f"write {right!r}; if it is a group, {{literal: {line}}}"
        if before := _CAPITALS_BEFORE.fullmatch(line):  # "DUPONT Jean", or "NASA Goddard"
            inverted = f"{without_capitals(f'Name {before[1]}').removeprefix('Name ')}, {before[2]}"
            hint = f"if {before[1]} is the family name, write {inverted!r}; if it is a group, {{literal: {line}}}"
        diagnostics.add("all-capitals", path, message, hint)


_CAPITALS_BEFORE = re.compile(r"((?:[^\W\d_a-zß-ÿ]{4,}[ -]?)+) ([^\W\d_]\w*[^\W\dA-Z_]\w*)")
"""A word in capitals before one that is not in them."""


def without_capitals(line: str) -> str:
    """A name with its words in capitals written as names are; a name that has none as it is.

    Initials without points, Roman numerals and what has digits are no such words, nor is a name of one word.

    >>> without_capitals("O'BRIEN, ADA"), without_capitals("Ada LIND"), without_capitals("JRR Tolkien")
    ("O'Brien, Ada", 'Ada Lind', 'JRR Tolkien')
    """
    words = [word for word in _WORD.findall(line) if word.isupper()]
    longest = max((len(word) for word in words if not _ROMAN.fullmatch(word)), default=0)
    if " " not in line.strip() or longest < (_SHORTEST if line.isupper() else _INITIALS_AT_MOST + 1):
        return line
    return line if any(map(str.isdigit, line)) else _WORD.sub(_as_in_names, line)


_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVX]+")
_SHORTEST = 3
_INITIALS_AT_MOST = 3
"""Letters of initials without points, which are no family name in capitals."""
_PARTICLES = frozenset(
    {"DE", "LA", "LE", "DEL", "DA", "DO", "DOS", "DAS", "DI", "DU", "VAN", "VON", "DER", "DEN", "AF"}
)


def _as_in_names(word: re.Match[str]) -> str:
    text = word[0]
    if not text.isupper() or _ROMAN.fullmatch(text):
        return text
    if text in _PARTICLES:
        return text.lower()
    return f"Mc{text[2:].capitalize()}" if re.match("MC[B-DF-HJ-NP-TV-Z]", text) else text.capitalize()


_INITIALS = re.compile(r"AA?|(?:A\.[ -]?|A[ -]){1,2}A?\.?|A\.")
"""Initials, by `by_case`; three capitals together are rather the name of a group."""


def warn_of_cut_names(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> bool:
    """Warn of a list like `[Lind, Ada, Berg, Bo]`, in which every name is two items. Returns whether it is one."""
    if not isinstance(raw, list) or len(raw) % 2 or not all(isinstance(item, str) and item for item in raw):
        return False
    pairs = list(zip(raw[::2], raw[1::2], strict=True))
    initials = all(_INITIALS.fullmatch(by_case(given.strip())) for _, given in pairs)
    if any("," in item for item in raw) or not (initials or (len(raw) > _FEW and not any(" " in item for item in raw))):
        return False
    shown = ", ".join(f'"{family}, {given}"' for family, given in pairs)
    several = f"are probably {len(pairs)} names, cut at their commas"
    message = f"{', '.join(raw)} {several if len(pairs) > 1 else 'is probably one name, cut at its comma'}"
    diagnostics.add("several-names", path, message, f"write [{shown}]")
    return True


_FEW = 3
"""People with one name only may be two or three in a row."""
