"""Records in JSON (RFC 8259): an array of them, a single one, one after the other, or any of these in an envelope.

A record that is broken costs no other, as far as its end can be found: by its brackets, or by the next line that begins
as its own does. Of each record the text is kept, not the values, which would need several times as much memory.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from json import JSONDecodeError, JSONDecoder
from typing import Any

from kartotek.importers.records import Failed, Found, SourceRecords

Paths = Sequence[tuple[str, ...]]
"""Names of the fields that lead to the records, such as ("message", "items")."""
Make = Callable[[dict[str, Any], str, int], Found]
"""What becomes of an object: called with it, with its text and with its line."""

_STRING = r'"[^"\\\n]*+(?:\\[\s\S][^"\\\n]*+)*+(?:"|(?=\n)|\Z)'
"""A string ends at the end of its line, so that one without its closing mark swallows no more than that."""
_TO_BRACKET = re.compile(rf'(?:[^{{}}\[\]"]++|{_STRING})*+([{{}}\[\]]|\Z)')
_SCALAR = re.compile(rf"{_STRING}|[^\s,{{}}\[\]]+")
_BETWEEN = re.compile(r"[\s,]*")
_SPACE = re.compile(r"\s*")
_PARTNER = {"}": "{", "]": "["}
_MOST_SEARCHED = 40_000_000
_LONGEST = 5_000
"""So far the end of a broken record is searched when so much was searched in vain, both in characters."""
REPEATED = "repeated "
"""What stands before the names of fields that an object has twice; the last one has the name itself."""


@dataclass(frozen=True, slots=True)
class _Array:
    """Where the elements begin, whether a bracket closes them, and how lines look that begin one.

    `searched` is how far was searched in vain for the ends of broken elements, in characters. If each of many records
    has no end, the whole file would be searched for each.
    """

    text: str
    start: int
    closed: bool
    begins: re.Pattern[str]
    searched: list[int] = field(default_factory=lambda: [0])


@dataclass(slots=True)
class _End:
    """How reading ended: where, whether the text did so too early, and what is to be said of the text as a whole."""

    at: int = 0
    breaks_off: bool = False
    notes: list[str] = field(default_factory=list)


def json_records(text: str, file: str, paths: Paths, make: Make) -> SourceRecords:
    """All records of a text; `paths` say in which envelopes of the format they may be."""
    array = _find(text, paths)
    end = _End()
    found = tuple(_read(array, file, make, end))
    breaks_off = end.breaks_off or not _is_envelope_closed(text, array, end.at)
    return SourceRecords(found, _count(replace(array, searched=[0])), tuple(end.notes), breaks_off)


def load(text: str) -> Any:
    """The value of a text in JSON; fields that an object has twice are kept under another name."""
    return _DECODER.decode(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        for i, (name, value) in enumerate(pairs):
            if any(name == other for other, _ in pairs[i + 1 :]) and value != made[name]:
                made[REPEATED + name] = value
    return made


_DECODER = JSONDecoder(object_pairs_hook=_object, strict=False)


def _find(text: str, paths: Paths) -> _Array:
    """The array of records; an object alone, or objects one after the other, are one without brackets."""
    start = _space(text, 0)
    if text[start : start + 1] == "[":
        return _array(text, start + 1, closed=True)
    try:
        inside = _descend(text, start, paths) if text[start : start + 1] == "{" else None
    except (ValueError, RecursionError):
        inside = None
    if inside is not None and text[inside] == "[":
        return _array(text, inside + 1, closed=True)
    if inside is not None:
        return _array(text[: _end_of(_array(text, inside, closed=False), inside)], inside, closed=False)
    return _array(text, start, closed=False)


def _array(text: str, start: int, *, closed: bool) -> _Array:
    first = _between(text, start)
    before = text[text.rfind("\n", 0, first) + 1 : first]
    indent = "" if before.strip() else before
    return _Array(text, start, closed, re.compile(rf"^{indent}\{{", re.MULTILINE))


def _descend(text: str, at: int, paths: Paths) -> int | None:
    """Where the value is that one of the paths leads to, from the object at `at`; None if there is none.

    Raises ValueError if the text before it is broken.
    """
    at = _space(text, at + 1)
    while text[at : at + 1] == '"':
        name, at = _DECODER.raw_decode(text, at)
        at = _space(text, at)
        if text[at : at + 1] != ":":
            raise ValueError("a colon is missing")
        at = _space(text, at + 1)
        further = [path[1:] for path in paths if path[0] == name]
        inner = [path for path in further if path]
        if inner and text[at : at + 1] == "{" and (deeper := _descend(text, at, inner)) is not None:
            return deeper
        if () in further and text[at : at + 1] in ("{", "["):
            return at
        _, at = _DECODER.raw_decode(text, at)
        at = _between(text, at)
    return None


def _read(array: _Array, file: str, make: Make, reached: _End) -> Iterator[Found]:
    text, notes = array.text, reached.notes
    line, last = 1 + text.count("\n", 0, array.start), len(text.rstrip())
    at = array.start
    while True:
        following = _between(text, at)
        line += text.count("\n", at, following)
        at = following
        if at >= len(text) or (array.closed and text[at] == "]"):
            break
        if text[at] in "]}":
            notes.append(f"{file}:{line}: a bracket {text[at]} that belongs to nothing")
            at += 1
            continue
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            end = _end_of(array, at)
            reached.breaks_off = end >= len(text) and _is_cut(error, last)
            yield Failed(file, line, _reason(error))
        else:
            yield make(value, text[at:end], line) if isinstance(value, dict) else Failed(file, line, _no_record(value))
        line += text.count("\n", at, end)
        at = end
    reached.at = at + array.closed
    if array.closed and at >= len(text):
        reached.breaks_off = True
        notes.append(f"{file} ends before its list does: it may have been cut off")
    elif array.closed and _is_followed(array, at + 1):
        notes.append(f"{file}:{line}: the list ends here, and what follows was not read")


def _is_followed(array: _Array, end: int) -> bool:
    """Whether there is text behind the list that does not belong there; in an envelope further fields do."""
    following = array.text[(at := _space(array.text, end)) : at + 1]
    return following != "" and (not array.text[: array.start - 1].strip() or following not in ",}")


def _is_envelope_closed(text: str, array: _Array, end: int) -> bool:
    """Whether as many brackets are closed behind the records as are opened before them."""
    depth = 0
    for at, stop in ((0, array.start - array.closed), (end, len(text))):
        while (found := _TO_BRACKET.match(text, at, stop)) and (sign := found[1]):
            depth += 1 if sign in ("{", "[") else -1
            at = found.end()
    return depth <= 0


def _is_cut(error: Exception, last: int) -> bool:
    """Whether an element cannot be read because the text, whose last sign is before `last`, has no more of it."""
    return isinstance(error, JSONDecodeError) and (error.pos >= last or error.msg.startswith("Unterminated string"))


def _reason(error: Exception) -> str:
    if isinstance(error, JSONDecodeError):
        return f"{_REASONS.get(error.msg, 'it cannot be read as JSON')} (line {error.lineno}, column {error.colno})"
    return "it is nested too deeply" if isinstance(error, RecursionError) else "it has a number of too many digits"


_REASONS = {
    "Expecting ',' delimiter": "a comma or a closing bracket is missing",
    "Expecting property name enclosed in double quotes": "the name of a field is missing, or a comma is too many",
    "Illegal trailing comma before end of object": "a comma is too many",
    "Illegal trailing comma before end of array": "a comma is too many",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting value": "a value is missing",
    "Unterminated string starting at": "a quotation mark is never closed",
    "Invalid \\escape": "a backslash stands before a character that it says nothing of",
    "Invalid \\uXXXX escape": "four hexadecimal digits are missing behind \\u",
}


def _no_record(value: Any) -> str:
    kind = "a list" if isinstance(value, list) else "a text" if isinstance(value, str) else "a single value"
    return f"{kind} is in the place of a record"


def _count(array: _Array) -> int:
    """How many elements there are, by their brackets alone."""
    count = 0
    at = _between(array.text, array.start)
    while at < len(array.text) and not (array.closed and array.text[at] == "]"):
        if array.text[at] in "]}":
            at += 1
        else:
            count += 1
            at = _end_of(array, at)
        at = _between(array.text, at)
    return count


def _end_of(array: _Array, start: int) -> int:
    """Where an element ends by its brackets; if one is missing, where the next begins, else the end of the text."""
    text = array.text
    if text[start] not in "{[":
        scalar = _SCALAR.match(text, start)
        return scalar.end() if scalar else start + 1
    open_ones = [text[start]]
    at = start + 1
    to = len(text) if array.searched[0] < _MOST_SEARCHED else min(len(text), start + _LONGEST)
    while (found := _TO_BRACKET.match(text, at, to)) and (sign := found[1]):
        at = found.end()
        if sign in ("{", "["):
            open_ones.append(sign)
        elif open_ones[-1] == _PARTNER[sign]:
            open_ones.pop()
        elif _PARTNER[sign] not in open_ones:
            break
        else:
            while open_ones.pop() != _PARTNER[sign]:
                pass
        if not open_ones:
            return at
    array.searched[0] += at - start
    following = array.begins.search(text, start + 1)
    return following.end() - 1 if following else len(text)


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _between(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at
