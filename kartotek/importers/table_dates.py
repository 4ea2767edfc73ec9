"""Dates and years in the cells of tables."""

import re

from kartotek.importers import values

_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_WITH_WORD = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]+)\.?(?:\s+(\d{1,2}))?,?\s+(\d{4})")
_TWO_YEARS = re.compile(r"(\d{4}) ?([-–/]) ?(\d\d)")


def date(cell: str) -> str:
    """A date in EDTF from the ways in which people and spreadsheets write it; "" if it is none.

    Of a date in which day and month cannot be told apart (`3/4/2024`) only the year is known; with dots or hyphens the
    day comes first, as it does wherever these are used.
    """
    said = cell.strip()
    said = re.sub(r"[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?Z?$", "", said)
    if values.is_date(said) or values.about(said):
        return values.about(said) or said
    if found := _DAY_FIRST.fullmatch(said):
        day, month = int(found[1]), int(found[3])
        if found[2] == "/" and month > 12:
            day, month = month, day
        elif found[2] == "/" and day <= 12 and day != month:
            return found[4]
        return values.date(found[4], str(month), str(day))
    if found := _WITH_WORD.fullmatch(said):
        return values.date(found[4], found[2], found[1] or found[3] or "")
    if years := re.fullmatch(r"(\d{4})/(\d\d)", said):
        if 1 <= int(years[2]) <= 12 and int(years[2]) == (int(years[1]) + 1) % 100:
            return years[1]  # a month, or the next year
        return values.date(said) if not 1 <= int(years[2]) <= 12 else values.date(years[1], years[2])
    if found := re.fullmatch(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?|(\d{1,2})[/.](\d{4})", said):
        return values.date(found[1] or found[5], found[2] or found[4], found[3] or "")
    return ""


def is_cut(said: str, found: str) -> bool:
    """Whether only the year was read of a date that says more."""
    return len(found) == 4 and re.fullmatch(rf"\d{{4}}/\d\d|{_DAY_FIRST.pattern}", said) is not None


def years(said: str) -> tuple[str, str]:
    """The years in a cell for a year, with a sentence where they are not certain: both of "2009/10" and "2009-13",
    which nobody means for a month; the first of "2009-12", of which 12 may be the month. "" for others."""
    shortened = _TWO_YEARS.fullmatch(said)
    first, last = (int(shortened[1]), int(shortened[3])) if shortened else (0, 0)
    if not shortened or last <= first % 100:
        return "", ""
    if last <= 12 and not (shortened[2] == "/" and last == first % 100 + 1):
        return shortened[1], ""
    whole = values.date(said)
    return whole, f"the year {said!r} was read as {whole}" if last > first % 100 + 1 else ""
