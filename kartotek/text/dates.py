"""Dates as precise as they are known: EDTF level 0 (`2024`, `2024-01`, `2024-01-15`)."""

import re
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day; `month` and `day` are 0 where they are not known.

    Comparing puts the vaguer date first: `2024` < `2024-01` < `2024-01-15`.
    """

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    def first_day(self) -> date:
        """The earliest day the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)


def parse_date(text: str) -> PartialDate:
    """Read an EDTF level 0 date. Raises ValueError with a sentence for the editor."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date")
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"there is no day {text!r}: {error}") from None
    if match[2] == "00" or match[3] == "00":
        raise ValueError(f"{text!r} has a month or day 00")
    return PartialDate(year, month, day)
