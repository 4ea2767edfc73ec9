"""A draft in the making from a record that is a map: what was read of it, what has no place, and what is left.

Formats in JSON and YAML are alike in this: every field is taken once, and what nobody took is reported as unmapped.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kartotek.importers import values
from kartotek.importers.fitting import as_text, fitted
from kartotek.importers.json_scan import load
from kartotek.importers.markdown_text import without_tags
from kartotek.importers.records import Draft, Raw
from kartotek.text import identifiers

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff]")
_EMPTY: tuple[Any, ...] = (None, False, "", [], {})


@dataclass(frozen=True, slots=True)
class MapRow:
    """One field there: the field here, and how its value is read."""

    to: str
    read: Callable[[Any], Any]


def record_of(raw: Raw) -> dict[str, Any]:
    """The map of a record, from its text in JSON or as it is."""
    value = raw.pairs[0][1]
    made = load(value) if isinstance(value, str) else value
    return made if isinstance(made, dict) else {}


def text_of(value: Any) -> str:
    """A text or a number, in Unicode NFC and without what cannot be printed; of a list the first that says something.

    "" for what is no text.
    """
    if isinstance(value, str):
        whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return unicodedata.normalize("NFC", _CONTROL.sub("", whole)).strip()
    if isinstance(value, list):
        return next(filter(None, map(text_of, value)), "")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def plain_of(value: Any) -> str:
    """A text in one line without tags."""
    return without_tags(text_of(value))


def texts_of(value: Any) -> list[str]:
    """All texts of a list, or of a text alone."""
    return [text for text in map(text_of, value if isinstance(value, list) else [value]) if text]


def maps_of(value: Any) -> list[dict[str, Any]]:
    """All maps of a list, or a map alone."""
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]


def inner(value: Any, *names: str) -> Any:
    """What is found by going from map to map; None if there is nothing."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def identifiers_in(value: Any) -> list[str]:
    """Identifiers such as ISSN and ISBN: a list of them, or a text with spaces, commas or semicolons between."""
    found = (part for text in texts_of(value) for part in re.split(r"[\s,;]+", text))
    return values.without_repeats(part for part in found if re.search(r"[0-9]", part))


def date_in(text: str) -> str:
    """A date from a text that is one, begins with one, or says one in words ("12 May 2010"); "" if none is found.

    Days in figures whose order is not certain ("5/12/2010") give the year alone. An older date in brackets, as in
    "[1922] 2010", is that of another edition.
    """
    text = re.sub(r"\[[^\]]*\]\s*(?=\S)", "", text.strip())
    if values.is_date(text):
        return text
    if (years := re.fullmatch(r"([0-9]{4})\s*[-–—]\s*([0-9]{4})", text)) and years[1] <= years[2]:
        return f"{years[1]}/{years[2]}"
    if parts := re.match(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?![0-9])", text):
        return values.date(*parts.groups(""))
    if parts := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{4})", text):
        return values.date(parts[2], parts[1])
    year = re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", text)
    return values.date(text, f"{text[: year.start()]} {text[year.end() :]}" if year else "")


def orcid_of(value: Any) -> str:
    """An ORCID iD without its address; what is none stays as it is, to be reported later."""
    return _canonical(identifiers.orcid, text_of(value))


def doi_of(value: Any) -> str:
    """A DOI without its address; what is none stays as it is, to be reported later."""
    return _canonical(identifiers.doi, text_of(value))


def _canonical(read: Callable[[str], str], text: str) -> str:
    try:
        return read(text)
    except ValueError:
        return text


class DraftFromMap:
    """A draft in the making. `record` is as the source has it, `data` what an entry will have."""

    def __init__(self, raw: Raw, record: Mapping[str, Any]) -> None:
        self.raw = raw
        self.record = record
        self.data: dict[str, Any] = {}
        self.unmapped: list[tuple[str, str]] = []
        self._left = {name: value for name, value in record.items() if not _is_empty(value)}

    def take(self, *names: str) -> Any:
        """The value of the first of these fields that has one; it counts as read. None if none has."""
        given = [name for name in names if name in self._left]
        return self._left.pop(given[0]) if given else None

    def text(self, *names: str) -> str:
        """The same as text."""
        return text_of(self.take(*names))

    def put(self, field: str, value: Any, name: str = "") -> None:
        """Give a field its value; where it has another already, that stays and this is reported as unmapped."""
        if _is_empty(value):
            return
        if field not in self.data:
            self.data[field] = value
        elif self.data[field] != value:
            self.lose(name or field, value)

    def lose(self, name: str, value: Any) -> None:
        """Tell that a value has no place."""
        if not _is_empty(value) and (text := " ".join(_plain(value).split())):
            self.unmapped.append((name, text))

    def put_address(self, address: str, name: str = "url") -> None:
        """Put an address where it belongs; one that is no address is reported as unmapped."""
        found: dict[str, Any] = {}
        values.put_address(found, address)
        for field, value in found.items():
            self.put(field, value, name)
        if not found:
            self.lose(name, address)

    def read_rows(self, rows: Mapping[str, MapRow]) -> None:
        """Read the fields that a table has; a value that says nothing when it is read is reported as unmapped."""
        for name in [name for name in self._left if name in rows]:
            value = self._left.pop(name)
            made = rows[name].read(value)
            if _is_empty(made):
                self.lose(name, value)
            else:
                self.put(rows[name].to, made, name)

    def done(self, ignored: frozenset[str]) -> Draft:
        """The draft; fields that nobody took are unmapped, but for those that say nothing about the work."""
        for name, value in self._left.items():
            if name not in ignored:
                self.lose(name, value)
        return fitted(self.raw, self.data, self.unmapped)


def _is_empty(value: Any) -> bool:
    return any(value is one or (value == one and type(value) is type(one)) for one in _EMPTY)


def _plain(value: Any) -> str:
    """A value as text for people, without what is empty in it."""
    if isinstance(value, dict):
        return as_text({key: _plain(each) for key, each in value.items() if not _is_empty(each)})
    if isinstance(value, list):
        return as_text([_plain(each) for each in value if not _is_empty(each)])
    return text_of(value) if isinstance(value, str) else str(value)
