"""Outputs over time, as the numbers of a bar chart that needs no JavaScript."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kartotek import urls

_MOST_BARS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or several; `height` is in per cent of the highest. `url` is "" where the bar is no one year."""

    label: str
    url: str
    count: int
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of `step` years without gaps from the first to the last, which begin in the years `first` and `last`."""

    bars: tuple[Bar, ...]
    step: int = 1
    first: str = ""
    last: str = ""


def per_year(counts: Mapping[str, int], label: Callable[[int], str]) -> Chart:
    """The chart of publications per year, per decade or century where years would be too many.

    What has no year is not in it. `label` is what a year is called.
    """
    years = {int(year): count for year, count in counts.items() if year != "undated"}
    if not years:
        return Chart(())
    step = 1 if max(years) - min(years) < _MOST_BARS else 10
    while (max(years) - min(years)) // step >= _MOST_BARS:
        step *= 10
    sums: dict[int, int] = {}
    for year, count in years.items():
        start = year // step * step
        sums[start] = sums.get(start, 0) + count
    highest = max(sums.values())

    def bar(start: int) -> Bar:
        count = sums.get(start, 0)
        name = label(start) if step == 1 else f"{label(start)}–{label(start + step - 1)}"
        url = urls.item("years", str(start)) if step == 1 and count else ""
        return Bar(name, url, count, round(100 * count / highest, 2))

    first, last = min(sums), max(sums)
    return Chart(tuple(map(bar, range(first, last + 1, step))), step, label(first), label(last))
