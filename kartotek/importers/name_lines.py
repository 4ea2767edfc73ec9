"""Names of contributors as databases write them: "Family, Given", "Family GB", or a group."""

import re
from collections.abc import Sequence
from typing import Any

from kartotek.importers.values import group, name_in_one_line, person
from kartotek.text.initials import all_initials_behind, has_initials_before, initials_behind
from kartotek.text.rulers import is_ruler
from kartotek.text.several_names import BEFORE_LAST, by_case, inverted_names, is_no_person

_SUFFIX = re.compile(r"(.*?)[, ]+(Jr|Sr|II|III|IV|2nd|3rd|4th)\.?", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:universit\w+|institut\w*|department|faculty|college|school|academy|museum|library|archives?|hospital|"
    r"consorti\w+|collaboration|group|team|network|committee|commission|council|ministry|ministerium|agency|"
    r"organi[sz]ation|society|association|federation|union|foundation|cent(?:re|er)|board|bureau|office|company|"
    r"corporation|laborator\w+|project|initiative|investigators|participants|nations|government|styrelsen?|"
    r"ministeriet|selskab\w*|forening\w*|udvalg\w*|inc\.?|ltd\.?|gmbh|a/s)(?!\w)|&",
    re.IGNORECASE,
)
"""Words that no name of a person has."""
_LONGEST = 300
"""Letters of the longest name that is taken apart."""


def contributors(lines: Sequence[str]) -> list[Any]:
    """The contributors of these lines, one in each.

    A name without a comma among others that have one is a group, as the RIS specification wants "Family, Given" for
    people. A comma at the end says that it is a group (EndNote).
    """
    inverted = any("," in line.strip(" ,") for line in lines)
    initials = any(map(initials_behind, lines))
    found = (contributor(line, inverted=inverted, numerals_too=initials) for line in lines)
    return [each for each in found if each]


def taken_apart(line: str) -> list[str]:
    """The names in one line, where commas, "and" or "&" stand between them: "Lind A, Berg B & Hansen E",
    "A. Lind, B. Berg", "Ada Lind og Bo Berg", "Lind, A., Berg, B. & Hansen, E."; "et al." is the last of them. The line
    alone if that is not sure.

    >>> taken_apart("Lind A, Berg B & Hansen E"), taken_apart("Garcia Marquez, Gabriel")
    (['Lind A', 'Berg B', 'Hansen E'], ['Garcia Marquez, Gabriel'])
    """
    if len(line) <= _LONGEST and (others := _OTHERS.search(line)) and others.start():
        return [*taken_apart(line[: others.start()]), "et al."]
    if len(line) > _LONGEST or _GROUP.search(line.replace("&", "")):
        return inverted_names(line) or [line]
    if pairs := inverted_names(line):
        return pairs
    ends = BEFORE_LAST.split(line.strip(" ,"))
    parts = [part.strip() for end in ends for part in end.split(",") if part.strip()]
    by_strokes = [part.strip() for part in line.split("/")]
    if len(by_strokes) > 1 and all(_GIVEN_AND_FAMILY.fullmatch(by_case(part)) for part in by_strokes):
        return by_strokes
    has_and = len(ends) > 1
    behind = all_initials_behind(parts)
    short = all(found or has_initials_before(part) for part, found in zip(parts, behind, strict=True))
    whole = (has_and or len(parts) > 2) and all(_WHOLE.fullmatch(by_case(part)) for part in parts)
    return parts if len(parts) > 1 and (short or whole) else [line]


def are_others(line: str) -> bool:
    """Whether a line stands for people who are not named: "et al.".

    >>> are_others("et al."), are_others("m.fl."), are_others("Al, Et")
    (True, True, False)
    """
    return _OTHERS.fullmatch(line.strip()) is not None


def two_people(line: str) -> list[str]:
    """The two names in a line such as "Ada Lind, Bo Berg", which might be one "Family, Given" of two words each; none
    in others.

    >>> two_people("Ada Lind, Bo van Berg"), two_people("Garcia Marquez, Gabriel")
    (['Ada Lind', 'Bo van Berg'], [])
    """
    parts = [part.strip() for part in line.split(",")]
    are_names = len(parts) == 2 and all(_GIVEN_AND_FAMILY.fullmatch(by_case(part)) for part in parts)
    return parts if are_names and not _GROUP.search(line) else []


_GIVEN_AND_FAMILY = re.compile(r"[A-Z][\w'’-]+(?: A\.?)*(?: [a-z]{1,4}){0,3} [A-Z]['’]?[A-Z]?[\w-]*[a-z][\w'’-]*")
_OTHERS = re.compile(r"(?:^|,? )(?:et al\.?|m\. ?fl\.?|u\. ?a\.|and others|og andre|und andere),?$", re.IGNORECASE)
_WHOLE = re.compile(r"[A-Z][\w.'’-]*(?: [\w.'’-]+){1,4}")


def contributor(
    line: str, *, inverted: bool = False, initials: bool = False, numerals_too: bool = False, **rest: Any
) -> Any:
    """One contributor, with further fields in `rest`; None if the line names nobody.

    `inverted` says that the source writes the names of people with a comma, `initials` that capitals that stand
    together are no name ("Lind, AB"), `numerals_too` that "George V" is no king.
    """
    text = " ".join(line.split()).strip(" ;")
    bare = text.strip(",. ") if text.endswith(",") else text
    if not bare or bare.lower() in ("anonymous", "anon", "anon.", "n/a", "[anonymous]", "et al", "et al."):
        return None
    if len(bare) > _LONGEST:
        return group(bare)
    if "," not in bare or is_ruler(bare):
        is_institution = _GROUP.search(bare) is not None or is_no_person(bare)
        if (found := initials_behind(bare, numerals_too=numerals_too)) and not (is_institution and " " in found[0]):
            return person(_spaced(found[1]), found[0], **rest)
        if text.endswith(",") or is_institution or (inverted and " " in bare and not is_ruler(bare)):
            return {**group(bare), **{key: value for key, value in rest.items() if value}}
        return name_in_one_line(bare) if not any(rest.values()) else {"name": bare, **_given(rest)}
    family, _, given = bare.partition(",")
    return _inverted(family.strip(), _spaced(given) if initials else given.strip(), rest)


def _inverted(family: str, given: str, rest: dict[str, Any]) -> Any:
    """A person by what stands before and after the first comma."""
    suffix = ""
    if found := _SUFFIX.fullmatch(f" {given}"):
        given, suffix = found[1].strip(" ,"), found[2]
        suffix += "." if suffix.lower() in ("jr", "sr") else ""
    first, _, second = given.partition(",")
    if first and second.strip() and _SUFFIX.fullmatch(f" {first.strip()}"):
        suffix, given = first.strip(), second.strip()
    elif first and second.strip() == "V":  # elsewhere it is an initial
        suffix, given = "V", first.strip()
    return person(given, family, suffix, **rest) if family or given else None


def _spaced(given: str) -> str:
    """Initials that stand together, each with its full stop: "J. A." for "JA"."""
    return (
        ". ".join(given.strip()) + "."
        if re.fullmatch(r"[A-Z]{1,4}", by_case(given.strip()))
        else " ".join(given.split())
    )


def _given(rest: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in rest.items() if value}


def full_names(short: Sequence[str], full: Sequence[str]) -> list[str]:
    """Full names where a source gives both, else the short ones."""
    return list(full) if len(full) >= len(short) else list(short)


def separated(names: str) -> list[str]:
    """Names that "and" joins, if each of them is inverted."""
    parts = names.split(" and ")
    return parts if len(parts) > 1 and all("," in part for part in parts) else [names]
