"""Dates of RIS in EDTF: YYYY/MM/DD/other, and what else stands in their place."""

import re

from kartotek.importers import values
from kartotek.text.dates import DateError, parse_date

_BEFORE_CHRIST = re.compile(r"(c\. )?([0-9]{1,4}) BC(\?)?")
_SEASON = re.compile(r"\b(spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_DAYS = re.compile(r"[0-9]{1,2}\.?\s*[-–]\s*[0-9]{1,2}\.?(?=\s*[^\W\d])|(?<=[^\W\d])\s*[0-9]{1,2}\s*[-–]\s*[0-9]{1,2}")
"""Several days of one month, which are those of a conference."""
_LONGEST = 100
_DOUBT = {(True, False): "~", (False, True): "?", (True, True): "%"}


def date_of(text: str, year: str = "") -> str:
    """A date in EDTF, "" if it cannot be read. `year` is that of the record, for dates that have none ("Apr 5")."""
    said = text.strip()
    if not said or len(said) > _LONGEST:
        return ""
    if found := _BEFORE_CHRIST.fullmatch(said):
        return f"{1 - int(found[2]):05}{_DOUBT.get((bool(found[1]), bool(found[3])), '')}"
    if values.is_date(said) or values.about(said):
        return values.about(said) or said
    parts = [part.strip() for part in said.split("/", 3)]
    if len(parts) > 1 and re.fullmatch(r"[0-9]{4}", parts[0]):
        return _of_parts(*parts, *[""] * (4 - len(parts)))
    found_year = re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", said) or re.search(r"[0-9]{4}", year)
    if found_year is None:
        return ""
    rest = said.replace(found_year[0], " ", 1).strip(" ,./-")
    rest = _DAYS.sub("", rest)
    return values.date(found_year[0], rest)


def _of_parts(year: str, month: str, day: str, other: str) -> str:
    """The parts between the slashes; the last one has words: a season, doubt, or the two ends of a period."""
    start, to, end = other.partition(" to ")
    if to and values.is_date(f"{start}/{end}"):
        return f"{start}/{end}"
    season = _SEASON.search(other)
    date = values.date(year, season[1] if season and not month else month, day)
    doubt = _DOUBT.get(("circa" in other, "uncertain" in other), "")
    return f"{date}{doubt}" if date and values.is_date(f"{date}{doubt}") else date


def event_days(text: str) -> dict[str, str]:
    """First and last day of a conference, from what Pure writes ("19 August 2019 through 23 August 2019")."""
    start, through, end = text.partition(" through ")
    if not through:
        return {}
    found = {"start": date_of(start), "end": date_of(end)}
    return {name: day for name, day in found.items() if _is_day(day)}


def _is_day(text: str) -> bool:
    try:
        return bool(text) and str(parse_date(text)) == text
    except DateError:
        return False
