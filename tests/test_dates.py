"""Dates as editors write them and readers sort by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.render.language import Language
from kartotek.text.dates import PartialDate, parse_date

days = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))
dates = st.one_of(
    days,
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year)),
)


@given(dates)
def test_a_date_is_read_as_it_is_written(date: PartialDate) -> None:
    assert parse_date(str(date)) == date


@given(st.lists(dates))
def test_dates_sort_as_their_texts_do(several: list[PartialDate]) -> None:
    """The vaguer before the more precise, and never a year of three digits after one of four."""
    assert [str(date) for date in sorted(several)] == sorted(str(date) for date in several)


@given(dates)
def test_what_is_not_known_is_not_shown(date: PartialDate) -> None:
    shown = Language("en").date(date)
    assert str(date.year) in shown
    assert len(shown.split()) == 1 + bool(date.month) + bool(date.day)


@pytest.mark.parametrize(
    "text",
    [
        "", "24", "2024-1", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "2024-01-00", "2024-01-1", "2024/01/15",
        "15.1.2024", "0000", "2024-01-15T10:00", " 2024", "2024-", "٢٠٢٤", "c. 1900", "1999-2000",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|day"):
        parse_date(text)


def test_a_leap_day_is_a_day() -> None:
    assert parse_date("2024-02-29") == PartialDate(2024, 2, 29)
