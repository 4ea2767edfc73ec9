"""Outputs over time, as the numbers of a bar chart that needs no JavaScript."""

from collections.abc import Mapping
from dataclasses import dataclass

_MOST_BARS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or a decade; `height` is in per cent of the highest. `year` is "" where the bar is no one year."""

    label: str
    year: str
    count: int
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars without gaps from the first year to the last; by decade where years would be too many."""

    bars: tuple[Bar, ...]
    by_decade: bool


def per_year(counts: Mapping[str, int]) -> Chart:
    """The chart of publications per year; what has no year is not in it."""
    years = {int(year): count for year, count in counts.items() if year.isdigit()}
    if not years:
        return Chart((), False)
    first, last = min(years), max(years)
    if last - first < _MOST_BARS:
        highest = max(years.values())
        return Chart(tuple(_bar(str(y), str(y), years.get(y, 0), highest) for y in range(first, last + 1)), False)
    step = 10
    while (last - first) // step >= _MOST_BARS:
        step *= 10
    sums: dict[int, int] = {}
    for year, count in years.items():
        sums[year // step * step] = sums.get(year // step * step, 0) + count
    highest = max(sums.values())
    starts = range(min(sums), max(sums) + 1, step)
    return Chart(tuple(_bar(f"{start}–{start + step - 1}", "", sums.get(start, 0), highest) for start in starts), True)


def _bar(label: str, year: str, count: int, highest: int) -> Bar:
    return Bar(label, year if count else "", count, round(100 * count / highest, 2))
