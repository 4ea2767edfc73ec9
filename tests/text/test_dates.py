"""Dates as editors write them and readers sort by them: EDTF, as far as entries have it."""

from contextlib import suppress
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.content import fields
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.render.language import Language
from kartotek.text.dates import DateError, Interval, PartialDate, in_order, parse_date

EN, DA = Language("en"), Language("da")
days = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))
plain = st.one_of(
    days,
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year)),
)
years = st.integers(-9999, 9999)
one = st.builds(
    PartialDate,
    years,
    st.integers(0, 12) | st.integers(21, 24),
    qualifier=st.sampled_from(("", "~", "?", "%")),
) | st.builds(PartialDate, years, st.integers(1, 12), st.integers(1, 28), st.sampled_from(("", "~", "?", "%")))
intervals = st.builds(Interval, one, one)


@given(one | intervals)
def test_a_date_is_read_as_it_is_written(date: PartialDate | Interval) -> None:
    assert parse_date(str(date)) == date


@given(st.text(alphabet="0123456789-/~?%. XY", max_size=22) | st.text(max_size=12))
def test_what_is_read_is_written_alike(text: str) -> None:
    """And anything else is no date, which is told in no other way."""
    with suppress(DateError):
        assert str(parse_date(text)) == text


@given(st.lists(plain))
def test_dates_sort_as_their_texts_do(several: list[PartialDate]) -> None:
    """The vaguer before the more precise, and never a year of three digits after one of four."""
    assert [str(date) for date in sorted(several, key=lambda date: date.order)] == sorted(str(date) for date in several)


def test_dates_of_all_kinds_sort() -> None:
    texts = (
        "-0299",
        "-0043-03-15",
        "0000",
        "0987",
        "1676~",
        "2020",
        "2020-21",
        "2020-03-01",
        "2020-06/2021",
        "2020-24",
    )
    assert all(parse_date(one).order < parse_date(other).order for one, other in pairwise(texts))


@given(plain)
def test_what_is_not_known_is_not_shown(date: PartialDate) -> None:
    shown = EN.date(date)
    assert str(date.year) in shown
    assert len(shown.split()) == 1 + bool(date.month) + bool(date.day)


@given(one | intervals)
def test_every_date_can_be_shown(date: PartialDate | Interval) -> None:
    for language in (EN, DA):
        assert str(abs(date.year if date.year > 0 else 1 - date.year)) in language.date(date)
        assert language.years(date)


@pytest.mark.parametrize(
    ("text", "english", "danish", "years"),
    [
        ("2024-21", "Spring 2024", "forår 2024", "2024"),
        ("2024-24", "Winter 2024", "vinter 2024", "2024"),
        ("1676~", "c. 1676", "ca. 1676", "c. 1676"),
        ("1676-03?", "March 1676?", "marts 1676?", "1676?"),
        ("1676%", "c. 1676?", "ca. 1676?", "c. 1676?"),
        ("0000", "1 BC", "1 f.Kr.", "1 BC"),
        ("-0299", "300 BC", "300 f.Kr.", "300 BC"),
        ("-0043-03-15", "15 March 44 BC", "15. marts 44 f.Kr.", "44 BC"),
        ("2020/2022", "2020–2022", "2020–2022", "2020–2022"),
        ("2020/2020", "2020", "2020", "2020"),
        ("2024-01/2024-03", "January\u2009–\u2009March 2024", "januar\u2009–\u2009marts 2024", "2024"),
        (
            "2018-12/2019-01",
            "December 2018\u2009–\u2009January 2019",
            "december 2018\u2009–\u2009januar 2019",
            "2018–2019",
        ),
        ("2024-05-01/2024-05-03", "1–3 May 2024", "1.–3. maj 2024", "2024"),
        (
            "2024-02-28/2024-03-01",
            "28 February\u2009–\u20091 March 2024",
            "28. februar\u2009–\u20091. marts 2024",
            "2024",
        ),
        (
            "2023-12-28/2024-12-28",
            "28 December 2023\u2009–\u200928 December 2024",
            "28. december 2023\u2009–\u200928. december 2024",
            "2023–2024",
        ),
        ("2024-21/2024-22", "Spring 2024 – Summer 2024", "forår 2024 – sommer 2024", "2024"),
        ("2024/2024-05", "2024 – May 2024", "2024 – maj 2024", "2024"),
        ("1676~/1680", "c. 1676 – 1680", "ca. 1676 – 1680", "c. 1676 – 1680"),
        ("-0299/-0199", "300 BC – 200 BC", "300 f.Kr. – 200 f.Kr.", "300 BC – 200 BC"),
        ("-0009/0010", "10 BC – 10 AD", "10 f.Kr. – 10 e.Kr.", "10 BC – 10 AD"),
    ],
)
def test_a_date_is_shown_as_people_write_it(text: str, english: str, danish: str, years: str) -> None:
    found = parse_date(text)
    assert [EN.date(found), DA.date(found), EN.years(found)] == [english, danish, years]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "write 2024"), ("24", "four digits"), ("-300", "-0300 is 301 BC"), ("2024-1", "write 2024-01"),
        ("2024-13", "21 to 24"), ("2024-25", "21 to 24"), ("2024-21-03", "without a day"), ("2024-00", "leave out"),
        ("2024-01-00", "leave out"), ("2024-02-30", "check the day"), ("2023-02-29", "check the day"),
        ("-0001-02-29", "check the day"),
        ("2024-01-1", "write 2024-01-01"), ("2024/01/15", "write 2024-01-15"), ("15.1.2024", "write 2024-01-15"),
        ("-0000", "1 BC"), ("2024-01-15T10:00", "write 2024-01-15"), (" 2024", "write 2024"), ("2024-", "write 2024"),
        ("٢٠٢٤", "write 2024"),
        ("c. 1900", "1900~"), ("1999-2000", "1999/2000"), ("2020/..", "both ends"), ("/2020", "both ends"),
        ("2020/2021/2022", "write 2024"), ("2020/2021-13", "21 to 24"), ("201X", "write 2010/2019"),
        ("300 BC", "-0299"),
        ("Spring 2024", "2024-21"), ("in press", "status: in-press"), ("Y-12000", "not supported"),
        ("12024", "not supported"), ("1/15/2024", "write 2024-01-15"), ("15 January 2024", "write 2024-01-15"),
        ("5.4.2024", "write 2024-04-05; or 2024-05-04"), ("15. maj 2024", "write 2024-05-15"), ("May 2024", "2024-05"),
        ("May 15, 2024", "write 2024-05-15"), ("forår 2024", "2024-21"), ("cards 2024", "write 2024, 2024-01"),
        ("40.40.2024", "write 2024, 2024-01"), ("40 May 2024", "write 2024, 2024-01"),
    ],
)  # fmt: skip
def test_what_is_no_date(text: str, hint: str) -> None:
    with pytest.raises(DateError, match=r"date|day|month|year") as caught:
        parse_date(text)
    assert hint in caught.value.hint


PASTED = {
    "©2019": "2019", "© 2019": "2019", "copyright 2019": "2019", "(c) 2019": "2019", "2019.": "2019",
    "[1987]": "1987", "(1987)": "1987", "[1987?]": "1987?", "[ca. 1987]": "1987~", "[May 1987]": "1987-05",
    "2019/20": "2019/2020", "1999/00": "1999/2000", "2019–20": "2019/2020",
    "05/2020": "2020-05", "5.2020": "2020-05", "11-2020": "2020-11",
    "30-Mar-2020": "2020-03-30", "3rd March 2020": "2020-03-03",
    "2020 May 12": "2020-05-12", "2020 Maj": "2020-05",
    "12-15 May 2020": "2020-05-12/2020-05-15", "May–June 2020": "2020-05/2020-06", "Jan/Feb 2020": "2020-01/2020-02",
    "30. april – 2. maj 2020": "2020-04-30/2020-05-02", "20200512": "2020-05-12",
    "18XX": "1800/1899", "1980s": "1980/1989", "1980'erne": "1980/1989", "19th century": "1801/1900",
    "19. århundrede": "1801/1900",
}  # fmt: skip


@pytest.mark.parametrize("text", PASTED)
def test_a_pasted_date_is_told_with_what_to_type(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.hint == f"write {PASTED[text]}"
    assert str(parse_date(PASTED[text])) == PASTED[text]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2010/11", "write 2010-11; or 2010/2011 for two years"), ("1999-00", "for two years write 1999/2000"),
        ("2019-20", "for two years write 2019/2020"), ("12/5/20", "four digits"), ("[n.d.]", "delete the line"),
        ("(forthcoming)", "in-press"), ("13/2020", "write 2024, 2024-01"), ("Foo-Bar 2020", "write 2024, 2024-01"),
    ],
)  # fmt: skip
def test_a_pasted_date_that_may_mean_two_things_is_not_mended(text: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert hint in caught.value.hint
    assert not caught.value.meant


@pytest.mark.parametrize("text", ["2024-02-29", "0000-02-29", "-0004-02-29"])
def test_a_leap_day_is_a_day(text: str) -> None:
    assert str(parse_date(text)) == text


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        ("2020", "2022", True),
        ("2022", "2020", False),
        ("2024-05", "2024", True),
        ("2024-05", "2024-04-30", False),
        ("2024-05-04", "2024-05-04", True),
        ("2024-05-04", "2024-05", True),
        ("2024-23", "2024-21", True),  # in the south autumn comes first
        ("2024-12", "2024-21", True),
        ("-0199", "-0299", False),
        ("-0299", "0010", True),
    ],
)
def test_a_period_ends_after_it_begins(start: str, end: str, fits: bool) -> None:
    one, other = parse_date(start), parse_date(end)
    assert isinstance(one, PartialDate)
    assert isinstance(other, PartialDate)
    assert in_order(one, other) is fits


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("2024-21", "2024"),
        ("1676-03-02%", "1676-03-02"),
        ("2020/2022", "2020"),
        ("2024-05-01/2024-05-03", "2024-05"),
        ("2024-01/2024-03", "2024"),
        ("2024-05~/2024-05", "2024-05"),
        ("-0299-05", "-0299-05"),
    ],
)
def test_formats_with_plain_dates_tell_what_is_sure(text: str, nearest: str) -> None:
    assert str(parse_date(text).level_0()) == nearest


def test_seasons_begin_somewhere() -> None:
    assert PartialDate(2024, 21).first_day() == date(2024, 3, 1)


def disagreements_of(reader: fields.Reader, text: str) -> list[str]:
    diagnostics = EntryDiagnostics()
    read = reader(text, ("issued",), diagnostics)
    assert (read is None) == bool(diagnostics.found)
    return [diagnostic.code for diagnostic in diagnostics.found]


@pytest.mark.parametrize(
    ("text", "of_periods", "of_dates", "of_calendar_days"),
    [
        ("2024-01-15", "", "", ""),
        ("2024-21", "", "", "wrong-kind"),
        ("1676~", "", "", "wrong-kind"),
        ("-0299", "", "", "wrong-kind"),
        ("0000", "", "", "wrong-kind"),
        ("2020/2022", "", "wrong-kind", "wrong-kind"),
        ("2022/2020", "date-order", "date-order", "date-order"),
        ("soon", "bad-date", "bad-date", "bad-date"),
    ],
)
def test_fields_take_their_kinds_of_dates(text: str, of_periods: str, of_dates: str, of_calendar_days: str) -> None:
    readers = (fields.date_or_interval, fields.date, fields.calendar_date)
    found = ["".join(disagreements_of(reader, text)) for reader in readers]
    assert found == [of_periods, of_dates, of_calendar_days]


@pytest.mark.parametrize(
    ("text", "hint", "meant"),
    [
        ("2010-2020", "write 2010/2020", "2010/2020"),
        ("2020 - 2020", "write 2020", "2020"),
        ("2020-2010", "it ends before it begins: check both years", ""),
    ],
)
def test_two_years_with_a_hyphen_are_a_period_if_they_can_be(text: str, hint: str, meant: str) -> None:
    with pytest.raises(DateError) as error:
        parse_date(text)
    assert (error.value.hint, error.value.meant) == (hint, meant)


def test_years_that_were_shortened_are_written_in_full_in_the_hint() -> None:
    for text, years in {"2009-13": "2009/2013", "1998-99": "1998/1999"}.items():
        with pytest.raises(DateError) as raised:
            parse_date(text)
        assert years in raised.value.hint
