"""One interface language: its catalog, dates, numbers, names of languages and countries, sort order."""

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from kartotek.text.catalogs import locale_of, translations
from kartotek.text.collation import Collate, collation, initial
from kartotek.text.dates import Edtf, Interval, PartialDate

_FIELD = re.compile(r"'[^']*'|(y+|M+|L+|d+)[^\sA-Za-z']*")
"""A field of a date pattern with what belongs to it, as the point in "3. maj" does; or a quoted text with no group."""

_THOUSAND = 999.5
"""What is shown as 1,000 of a unit is one of the next."""
_DECIMAL = 9.95
"""Sizes below this many of a unit are shown with a decimal."""


class Language:
    """Everything that differs between languages: texts, dates, numbers, names of languages and countries, sort order.

    `code` is the key of a catalog ("da") or "en". Words and patterns are those of CLDR, through Babel. Immutable in
    effect: it only remembers what it was asked.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.locale = locale_of(code)
        self.translations = translations(code)
        self.gettext = self.translations.gettext
        self.ngettext = self.translations.ngettext
        self.collate: Collate = collation(code)
        self.date = lru_cache(maxsize=4096)(self._date)
        self.years = lru_cache(maxsize=4096)(self._years)
        self.number = lru_cache(maxsize=4096)(self._number)

    def words(self, message: str | tuple[str, str]) -> str:
        """The translation of a text that was marked with `N_`, or with its context by `NP_`."""
        return self.gettext(message) if isinstance(message, str) else self.translations.pgettext(*message)

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    def _date(self, date: Edtf) -> str:
        """A date or a period, as precise as it is known: "c. 1676", "Spring 2024", "1–3 May 2024", "300 BC"."""
        if isinstance(date, Interval):
            return self._interval(date.start, date.end)
        said = self._whole(date)
        if date.qualifier in ("~", "%"):
            said = self.gettext("c. %(date)s") % {"date": said}
        return f"{said}?" if date.qualifier in ("?", "%") else said

    def _whole(self, date: PartialDate) -> str:
        if date.season:
            seasons = {
                1: self.gettext("Spring %(year)s"),
                2: self.gettext("Summer %(year)s"),
                3: self.gettext("Autumn %(year)s"),
                4: self.gettext("Winter %(year)s"),
            }
            return seasons[date.season] % {"year": self.year(date.year)}
        if date.year < 1:
            return self._with_era(date)
        if date.day:
            return format_date(date.first_day(), "long", locale=self.locale)
        if date.month:
            return format_skeleton("yMMMM", date.first_day(), locale=self.locale)
        return str(date.year)

    def _with_era(self, date: PartialDate) -> str:
        """A date with its era, by CLDR's pattern for that; Python has no years before 1, so a leap year is
        formatted."""
        skeleton = "GyMMMMd" if date.day else "GyMMMM" if date.month else "Gy"
        eras = self.locale.eras["abbreviated"]
        said = {"y": str(date.year), "G": eras[1]} if date.year > 0 else {"y": str(1 - date.year), "G": eras[0]}
        pattern = self.locale.datetime_skeletons[skeleton].pattern
        pattern = re.sub("y+|G+", lambda found: f"'{said[found[0][0]]}'", pattern)
        return format_date(datetime.date(2000, date.month or 1, date.day or 1), pattern, locale=self.locale)

    def _interval(self, start: PartialDate, end: PartialDate) -> str:
        """A period. What both ends have in common is written once, if both are of one precision and without
        qualifiers."""
        if start == end:
            return self.date(start)
        plain = not (start.season or end.season or start.qualifier or end.qualifier) and min(start.year, end.year) > 0
        if plain and (start.month > 0, start.day > 0) == (end.month > 0, end.day > 0):
            return self._plain_interval(start, end)
        over = start.year < 1 <= end.year and not (end.season or end.qualifier)
        return f"{self.date(start)} – {self._with_era(end) if over else self.date(end)}"

    def _plain_interval(self, start: PartialDate, end: PartialDate) -> str:
        """Two dates of one precision: "1–3 May 2024", "28 Feb – 1 Mar 2024", "2020–2022".

        The order of days, months and years is the language's, the dash is ours: releases of CLDR differ in it.
        """
        differs = "yMLd" if start.year != end.year else "MLd" if start.month != end.month else "d"
        pattern = self._pattern(start)
        fields = [field for field in _FIELD.finditer(pattern) if field[1] and field[1][0] in differs]
        first, last = fields[0].start(), fields[-1].end()
        ends = {
            "start": format_date(start.first_day(), pattern[:last], locale=self.locale),
            "end": format_date(end.first_day(), pattern[first:], locale=self.locale),
        }
        numbers = len(fields) == 1 and fields[0][1][0] in "dy"
        return ("%(start)s–%(end)s" if numbers else self.gettext("%(start)s\u2009–\u2009%(end)s")) % ends

    def _pattern(self, date: PartialDate) -> str:
        """How the language writes a date of this precision, in the letters of CLDR."""
        if date.day:
            return str(self.locale.date_formats["long"].pattern)
        return str(self.locale.datetime_skeletons["yMMMM"].pattern) if date.month else "y"

    def year(self, year: int) -> str:
        """A year: "2024", "300 BC"."""
        return self.date(PartialDate(year))

    def _years(self, date: Edtf) -> str:
        """The year of a date, or the first and the last one of a period."""
        first, *last = (PartialDate(end.year, qualifier=end.qualifier) for end in date.ends)
        return self._interval(first, last[0]) if last else self.date(first)

    def period(self, start: PartialDate | None, end: PartialDate | None) -> str:
        """From one date to another; one that is unknown is left out."""
        if start and end:
            return self._interval(start, end)
        known = start or end
        return self.date(known) if known else ""

    def _number(self, number: int) -> str:
        return format_decimal(number, locale=self.locale)

    def size(self, size: int) -> str:
        """The size of a file, given in bytes, in units of a thousand: "812 kB", "2.9 MB"."""
        unit, value = "byte", float(size)
        for larger in ("kilobyte", "megabyte", "gigabyte"):
            if value < _THOUSAND:
                break
            unit, value = larger, value / 1000
        digits = "#,##0.#" if value < _DECIMAL else "#,##0"
        return format_unit(value, f"digital-{unit}", "long" if unit == "byte" else "short", digits, self.locale)

    def language_name(self, tag: str) -> str:
        """The name of a language, with a capital first: "Danish", "Dansk"."""
        names = self.locale.languages
        name = names.get(tag.replace("-", "_")) or names.get(tag.split("-")[0]) or tag
        return name[:1].upper() + name[1:]

    def country_name(self, code: str) -> str:
        """The name of a country."""
        return self.locale.territories.get(code) or code

    def money(self, amount: str, currency: str) -> str:
        """A sum of money: "€1,850.00"."""
        return format_currency(Decimal(amount), currency, locale=self.locale)

    def listed(self, names: Sequence[str]) -> str:
        """Several names in one line: "Ada Lind, Bo Berg and Cy Dahl"."""
        return format_list(list(names), locale=self.locale)

    def initial(self, text: str) -> str:
        """The letter an A to Z index shows the text under."""
        return initial(text, self.code)


@lru_cache(maxsize=8)
def language(code: str) -> Language:
    """The Language of a code for which there is a catalog (or "en"), made once in the life of a process."""
    return Language(code)
