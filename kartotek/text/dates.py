"""Dates as precise as they are known, in the Extended Date/Time Format (EDTF, ISO 8601-2).

The grammar is that of the specification of the Library of Congress (2019), which ISO 8601-2:2019 took over.

All of level 0 but times of day: `2024`, `2024-01`, `2024-01-15`, `2020/2022`, and years before 1, which count from
zero as astronomers do (`0000` is 1 BC, `-0299` is 300 BC). Of level 1 seasons (`2024-21` is spring) and what is
approximate (`1676~`), uncertain (`1676?`) or both (`1676%`).

The library `edtf` reads all levels by a grammar, which takes 3 ms a date and minutes for 50,000 entries; this, 1 µs.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kartotek.text.date_words import number_like, number_of

_FORM = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_HINT = "write 2024, 2024-01, 2024-01-15, 2024-21 (spring), 2020/2022, 1676~ (about 1676) or -0299 (300 BC)"


class Change(NamedTuple):
    """The moments (ISO 8601, UTC) when something was made and last changed; "" if that is not known."""

    created: str = ""
    last: str = ""


class DateError(ValueError):
    """What is wrong with a date, for the editor, and what to write instead.

    `meant` is the date in EDTF if it can only be this one, else "".
    """

    def __init__(self, message: str, hint: str = _HINT, meant: str = "") -> None:
        super().__init__(message)
        self.hint, self.meant = hint, meant


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or season of a year, or a day; `month` and `day` are 0 where they are not known.

    A `month` of 21 to 24 is spring to winter. `qualifier` is "~", "?" or "%", as in EDTF.
    """

    year: int
    month: int = 0
    day: int = 0
    qualifier: str = ""

    def __str__(self) -> str:
        year = f"{self.year:04}" if self.year >= 0 else f"{self.year:05}"
        if self.day:
            return f"{year}-{self.month:02}-{self.day:02}{self.qualifier}"
        return f"{year}-{self.month:02}{self.qualifier}" if self.month else year + self.qualifier

    @property
    def season(self) -> int:
        """1 to 4 for spring to winter, else 0."""
        return self.month - 20 if self.month > 12 else 0

    @property
    def ends(self) -> "tuple[PartialDate, ...]":
        """The date itself: it begins and ends in itself."""
        return (self,)

    @property
    def order(self) -> tuple[int, int, int]:
        """What it sorts by: the vaguer before the more precise, seasons as in the north.

        Year, month and day, 0 for what is not known; a season counts as its first month (spring is 3).
        """
        return self.year, self.season * 3 or self.month, self.day

    def first_day(self) -> date:
        """The earliest day the date can mean. There are none before the year 1 in Python."""
        return date(self.year, self.season * 3 or self.month or 1, self.day or 1)

    def level_0(self) -> "PartialDate":
        """The date for formats that know years, months and days only: without its season and its qualifier."""
        return PartialDate(self.year, 0 if self.season else self.month, self.day)


@dataclass(frozen=True)
class Interval:
    """From one date to another, both included. In lists it is sorted by its start."""

    start: PartialDate
    end: PartialDate

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    @property
    def year(self) -> int:
        """The year it begins in."""
        return self.start.year

    @property
    def ends(self) -> tuple[PartialDate, ...]:
        """Where it begins and where it ends."""
        return self.start, self.end

    @property
    def order(self) -> tuple[int, int, int]:
        """What it sorts by."""
        return self.start.order

    def level_0(self) -> PartialDate:
        """What the two ends have in common, at least the year it begins in: for formats that have but one date."""
        one, other = self.start.level_0(), self.end.level_0()
        if one == other:
            return one
        same_month = (one.year, one.month) == (other.year, other.month)
        return PartialDate(one.year, one.month if same_month else 0)


Edtf = PartialDate | Interval


def in_order(start: PartialDate, end: PartialDate) -> bool:
    """Whether a period can begin at `start` and end at `end`, both included.

    Only what both dates say is compared, so 2024 and 2024-05 are in order either way. Seasons are not compared: they
    fall in other months in the southern hemisphere.
    """
    for first, last in zip(_known(start), _known(end), strict=False):
        if first != last:
            return first < last
    return True


def _known(one: PartialDate) -> tuple[int, ...]:
    if not one.month or one.season:
        return (one.year,)
    return (one.year, one.month, one.day) if one.day else (one.year, one.month)


def parse_date(text: str) -> Edtf:
    """Read a date or an interval in EDTF. Raises DateError, with a hint that fits what was written.

    Days must exist in the (proleptic) Gregorian calendar. The order of the ends of an interval is not checked: see
    `in_order`.

    >>> parse_date("2020/2022-05").ends[1].month, parse_date("1676~").qualifier
    (5, '~')
    """
    match = _FORM.fullmatch(text)
    if match:
        return _read(text, match)
    parts = text.split("/")
    ends = [_FORM.fullmatch(part) for part in parts]
    if len(ends) == 2 and ends[0] and ends[1]:
        return Interval(_read(parts[0], ends[0]), _read(parts[1], ends[1]))
    raise _no_date(text)


def _read(text: str, match: re.Match[str]) -> PartialDate:
    year_text, month_text, day_text, qualifier = match.groups()
    year = int(year_text)
    if year_text == "-0000":
        raise DateError("there is no year '-0000'", "0000 is 1 BC, -0001 is 2 BC")
    if month_text is None:
        return PartialDate(year, 0, 0, qualifier)
    month, day = int(month_text), int(day_text or 0)
    two_years = f"for two years write {year}/{year + 1}; " if not day_text and month == (year + 1) % 100 else ""
    if not day_text and not two_years and month > max(12, year % 100):
        two_years = f"for several years write {year}/{year // 100 * 100 + month}; "
    if month_text == "00" or day_text == "00":
        raise DateError(f"{text!r} has a month or day 00", f"{two_years}leave out what is not known: 2024, 2024-01")
    if month > 12 and (day or not 21 <= month <= 24):
        said = f"{text!r} has a day in a season" if 21 <= month <= 24 else f"there is no month {month}"
        hint = "months are 01 to 12; 21 to 24 are spring, summer, autumn and winter, without a day"
        raise DateError(said, two_years + hint)
    if day:
        try:
            date(year if year > 0 else year % 400 + 400, month, day)  # the calendar comes round every 400 years
        except ValueError:
            raise DateError(f"there is no day {text!r}", "check the day and the month") from None
    return PartialDate(year, month, day, qualifier)


def _write(year: str, month: int, day: int = 0) -> str:
    return f"write {PartialDate(int(year), month, day)}" if month <= 12 and day <= 31 else _HINT


def _in_numbers(found: re.Match[str]) -> str:
    """Day and month in either order: most of the world says the day first."""
    one, other, year = int(found[1]), int(found[2]), found[3]
    if one == other or one > 12:
        return _write(year, other, one)
    return _write(year, one, other) if other > 12 else f"{_write(year, other, one)}; or {_write(year, one, other)[6:]}"


def _in_words(year: str, month: str, day: str | None) -> str:
    number = number_like(month)
    return f"write {year}-{number}" if number > 12 and not day else _write(year, number or 99, int(day or 0))


def _period(year: str, first: tuple[str, str | None], last: tuple[str, str | None]) -> str:
    """From one month (in words) and day to another in one year."""
    ends = [_in_words(year, month, day) for month, day in (first, last)]
    return _HINT if _HINT in ends else f"{ends[0]}/{ends[1].removeprefix('write ')}"


def _year_and_number(year: str, number: str, day: str | None) -> str:
    """`2019/20` is two years, `2019/5` a month, and `2010/11` may be either."""
    two_years = f"{year}/{int(year) + 1}"
    if day or int(number) != (int(year) + 1) % 100:
        return _write(year, int(number), int(day or 0))
    return (
        f"write {two_years}"
        if not 1 <= int(number) <= 12
        else f"{_write(year, int(number))}; or {two_years} for two years"
    )


def _within(text: str) -> str:
    """The hint for what is in brackets."""
    if _is_date(text):
        return f"write {text}"
    return _no_date(text).hint


def _hundred(century: int) -> str:
    return f"write {century * 100 - 99:04}/{century * 100:04}"


def _in_years(first: str, last: str) -> str:
    if first > last:
        return "it ends before it begins: check both years"
    return f"write {first}" if first == last else f"write {first}/{last}"


def _with_month(text: str) -> bool:
    """Whether the one word in a date is a month or a season in full, or a known abbreviation."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"(?<=[0-9])(?:st|nd|rd|th)\b", "", text.lower()))
    return len(words) == 1 and number_of(words[0]) > 0


_NEVER, _ALWAYS = re.compile("(?!)").fullmatch, re.compile(".*").fullmatch
_DAY, _WORD = "([0-9]{1,2})(?:st|nd|rd|th)?", r"([^\W\d_]{3,10})"
_MEANT: tuple[tuple[str, Callable[[re.Match[str]], str], Callable[[str], object]], ...] = (
    (r"([0-9]{1,3})", lambda found: f"years have four digits: {found[1]:0>4} is the year {int(found[1])}", _NEVER),
    (r"-([0-9]{1,3})", lambda found: f"years have four digits: -{found[1]:0>4} is {int(found[1]) + 1} BC", _NEVER),
    (
        r"((?:1[5-9]|20)[0-9]{2})((?:0[1-9]|1[0-2]))((?:0[1-9]|[12][0-9]|3[01]))",
        lambda found: _write(found[1], int(found[2]), int(found[3])),
        _ALWAYS,
    ),
    (
        r"y?-?[0-9]{5,}|y-?[0-9].*",
        lambda _: "years of more than four digits are not supported; put them in `note`",
        _NEVER,
    ),
    (r"([0-9]{4}) ?[-–—] ?([0-9]{4})", lambda found: _in_years(found[1], found[2]), _ALWAYS),
    (r"(?:\.\.|unknown|open)?/.*|.*/(?:\.\.|unknown|open)?", lambda _: "write both ends, as in 2020/2022", _NEVER),
    (r"(?:c|ca|circa|about)\.? ?([0-9]{4})", lambda found: f"write {found[1]}~", _ALWAYS),
    (
        r"(?:©|℗|\(c\)|copyright|cop\.) ?©? ?([0-9]{4})|([0-9]{4})[.,]",
        lambda found: f"write {found[1] or found[2]}",
        _ALWAYS,
    ),
    (r"([0-9]{1,4}) ?(?:bc|bce|f\. ?kr\.?)", lambda found: f"write {PartialDate(1 - int(found[1]))}", _ALWAYS),
    # another time of day may be on another day where the editor is
    (
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*",
        lambda found: f"write {found[1]}",
        re.compile(".{10}[T ]00:00(:00([.]0+)?)?Z?", re.IGNORECASE).fullmatch,
    ),
    (
        r"([0-9]{4})[-–—./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?",
        lambda found: _year_and_number(found[1], found[2], found[3]),
        re.compile("(?![0-9]{4}[/–—][0-9]{1,2}$).*").fullmatch,  # 2010/11 may be two years
    ),
    (r"([0-9]{1,2})[-./] ?([0-9]{1,2})[-./] ?([0-9]{4})", _in_numbers, _ALWAYS),
    (r"([0-9]{1,2})[-./] ?([0-9]{4})", lambda found: _write(found[2], int(found[1])), _ALWAYS),
    (
        r"[0-9]{1,2}[-./] ?[0-9]{1,2}[-./] ?[0-9]{2}",
        lambda _: "write the year first, with four digits: 2024-01-15",
        _NEVER,
    ),
    (
        rf"(?:{_DAY}[. -] ?)?{_WORD}(?:\.?,? |-)([0-9]{{4}})",
        lambda found: _in_words(found[3], found[2], found[1]),
        _with_month,
    ),
    (rf"{_WORD}\.? {_DAY},? ([0-9]{{4}})", lambda found: _in_words(found[3], found[1], found[2]), _with_month),
    (rf"([0-9]{{4}}),? {_WORD}\.?(?: {_DAY})?", lambda found: _in_words(*found.groups()), _with_month),
    (
        rf"{_DAY}\.? ?[-–—] ?{_DAY}\.? {_WORD}\.?,? ([0-9]{{4}})",
        lambda found: _period(found[4], (found[3], found[1]), (found[3], found[2])),
        _NEVER,
    ),
    (
        rf"(?:{_DAY}\.? )?{_WORD}\.? ?[-–—/] ?(?:{_DAY}\.? )?{_WORD}\.?,? ([0-9]{{4}})",
        lambda found: _period(found[5], (found[2], found[1]), (found[4], found[3])),
        _NEVER,
    ),
    (
        r"([0-9]{3})x|([0-9]{2})xx",
        lambda found: f"write {found[1]}0/{found[1]}9" if found[1] else f"write {found[2]}00/{found[2]}99",
        _NEVER,
    ),
    (r"([0-9]{3})0['’]?(?:s|erne)", lambda found: f"write {found[1]}0/{found[1]}9", _NEVER),
    (r"([0-9]{1,2})(?:st|nd|rd|th|\.) (?:century|århundrede|c\.)", lambda found: _hundred(int(found[1])), _NEVER),
    (
        r"\[?(?:n\.? ?d\.?|s\.? ?d\.?|s\.? ?a\.?|u\.? ?å\.?|o\.? ?j\.?|no date|undated|uden år)\]?",
        lambda _: "delete the line: a work without a date is listed as undated",
        _NEVER,
    ),
    (
        r"[([]?(?:in[ -]?press|i trykk?|im druck|sous presse|forthcoming|to appear|under u[dt]givelse|udkommer snart"
        r"|im erscheinen|erscheint(?: demnächst)?|à paraître)(?:,? (?:in )?[(]?[0-9]{4})?[)\]]?",
        lambda _: "write `status: in-press`, and no date until there is one",
        _NEVER,
    ),
    (r"[\[(]\s*([^\[\]()]+?)\s*[\])]", lambda found: _within(found[1]), _ALWAYS),
)
"""Forms that editors write and EDTF does not have, each with the hint that fits it best, and which of these can mean
nothing else than the hint says. The first match counts."""


def _no_date(text: str) -> DateError:
    for form, say, clear in _MEANT:
        if found := re.fullmatch(form, text, re.IGNORECASE):
            hint = say(found)
            meant = hint.removeprefix("write ") if clear(text) else ""
            return DateError(f"{text!r} is not a date", hint, meant if _is_date(meant) else "")
    return DateError(f"{text!r} is not a date")


def _is_date(text: str) -> bool:
    try:
        return any(map(_FORM.fullmatch, text.split("/"))) and bool(parse_date(text))
    except DateError:
        return False
