"""Dates (CSL 1.0.2, "Date"): parts in the order and form of a style or a language, alone or from one to another."""

from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from kartotek.csl.formatting import text_formatter
from kartotek.csl.item import Day, read_date
from kartotek.csl.locale import NS, Locale
from kartotek.csl.numbers import ordinal_suffix

_DASH = "\u2013"
_PARTS = {"year-month-day": ("year", "month", "day"), "year-month": ("year", "month"), "year": ("year",)}

DatePart = Callable[[Day], str]
"""A `date-part` element as a function: the part of a day as text, "" if it is not known."""


def compile_date(element: Element, locale: Locale) -> Callable[[Any], str]:
    """What renders a CSL-JSON date by a `date` element, without the formatting and affixes of the element itself.

    With `form` the parts and their order are those of the locale ("localized" dates), else those of the style. A period
    is written with a dash; a date without parts is written as its `literal` or `raw` text.
    """
    form = element.get("form")
    given = {part.get("name", ""): part for part in element.findall(f"{NS}date-part")}
    localized = locale.dates.get(form or "") if form else None
    if localized is not None:
        wanted = _PARTS[element.get("date-parts", "year-month-day")]
        chosen = [
            (part.get("name", ""), _merged(part, given.get(part.get("name", ""))))
            for part in localized.findall(f"{NS}date-part")
            if part.get("name") in wanted
        ]
        delimiter = localized.get("delimiter", "")
    else:
        chosen = list(given.items()) if not form else []
        delimiter = element.get("delimiter", "")
    parts = [(name, attributes, _compile_part(name, attributes, locale)) for name, attributes in chosen]

    era = _era("bc", locale)

    def render(value: Any) -> str:
        days, literal = read_date(value)
        if not days:
            return literal
        if len(days) == 1 or days[1] == days[0]:
            return delimiter.join(text for _, _, part in parts if (text := part(days[0])))
        return _range(parts, days[0], days[1], delimiter, era)

    return render


def _merged(part: Element, own: Element | None) -> Element:
    """A date part of the locale with the attributes of the style's, except affixes (CSL 1.0.2, "Localized Date
    Formats")."""
    if own is None:
        return part
    merged = Element(part.tag, {**part.attrib})
    merged.attrib.update({name: text for name, text in own.attrib.items() if name not in ("prefix", "suffix")})
    return merged


def _range(parts: Sequence[tuple[str, Element, DatePart]], first: Day, last: Day, delimiter: str, era: str) -> str:
    """From one day to another: what both have in common is written once (CSL 1.0.2, "Date Ranges"), the era too.

    The dash is that of the largest part in which they differ. A year of 0 is the open end of a period.
    """
    differing = next((name for name in ("year", "month", "season", "day") if first.get(name) != last.get(name)), "day")
    order = ("year", "month", "season", "day")
    changes = set(order[order.index(differing) :])
    if differing == "season":
        changes.add("month")
    names = [name for name, _, _ in parts]
    inner = [i for i, name in enumerate(names) if name in changes]
    if not inner:
        return delimiter.join(text for _, _, part in parts if (text := part(first)))
    low, high = inner[0], inner[-1]
    dashes = {name: element.get("range-delimiter", _DASH) for name, element, _ in parts}
    dash = dashes.get(differing, dashes.get("month", _DASH))

    def side(day: Day, some: Sequence[tuple[str, Element, DatePart]]) -> list[str]:
        return [text for _, _, part in some if (text := part(day))]

    begins = side(first, parts[:low])
    one, other = side(first, parts[low : high + 1]), side(last, parts[low : high + 1])
    ends = side(last, parts[high + 1 :])
    if one and other:
        said = [element for _, element, part in parts[low : high + 1] if part(first)]
        one[-1] = one[-1].removesuffix(said[-1].get("suffix", ""))
        other[0] = other[0].lstrip()
        if len(one) == 1 and first["year"] < 0 and last["year"] < 0:
            one[0] = one[0].removesuffix(era)
    is_open = last.get("year") == 0
    middle = delimiter.join(one) + (dash if one and (other or is_open) else "") + delimiter.join(other)
    return delimiter.join(filter(None, [*begins, middle, *ends]))


def _compile_part(name: str, part: Element, locale: Locale) -> DatePart:
    value = {"year": _year, "month": _month, "day": _day_text}[name](part.get("form", ""), locale)
    form = text_formatter(part)
    return lambda day: form(value(day))


def _year(form: str, locale: Locale) -> DatePart:
    bc, ad = _era("bc", locale), _era("ad", locale)

    def render(day: Day) -> str:
        year = day["year"]
        if year == 0:
            return ""  # the open end of a range
        if year < 0:
            return f"{-year}{bc}"
        if 0 < year < 1000:
            return f"{year}{ad}"
        return f"{year % 100:02}" if form == "short" else str(year)

    return render


def _era(name: str, locale: Locale) -> str:
    """The term that follows a year, with a space before it: most locales begin it with one, the Danish does not."""
    term = locale.term(name)
    return f" {term}" if term[:1].isalpha() else term


def _month(form: str, locale: Locale) -> DatePart:
    def render(day: Day) -> str:
        if "month" not in day:
            return locale.term(f"season-{day['season']:02}") if "season" in day else ""
        month = day["month"]
        if form == "numeric":
            return str(month)
        if form == "numeric-leading-zeros":
            return f"{month:02}"
        return locale.term(f"month-{month:02}", form or "long")

    return render


def _day_text(form: str, locale: Locale) -> DatePart:
    only_first = locale.options.get("limit-day-ordinals-to-day-1") == "true"

    def render(day: Day) -> str:
        number = day.get("day")
        if not number or "month" not in day:
            return ""
        if form == "numeric-leading-zeros":
            return f"{number:02}"
        if form == "ordinal" and (number == 1 or not only_first):
            gender = locale.genders.get(f"month-{day['month']:02}", "")
            return f"{number}{ordinal_suffix(number, locale, gender)}"
        return str(number)

    return render
