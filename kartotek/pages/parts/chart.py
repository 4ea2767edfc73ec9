"""Publications over time, as the numbers of a bar chart that needs no JavaScript."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kartotek import urls

_MOST_BARS = 60
"""With more years than this, a bar stands for ten of them, or a hundred."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year or several. `height` is a percentage of the highest bar; `url` is "" unless the bar is one year that has
    works."""

    label: str
    url: str
    count: int
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars for `step` years each, without gaps. `first` and `last` are the labels of the years in which the outer bars
    begin."""

    bars: tuple[Bar, ...]
    step: int = 1
    first: str = ""
    last: str = ""


def per_year(counts: Mapping[str, int], label: Callable[[int], str]) -> Chart:
    """The chart of publications per year, or per decade or century if there would be too many bars.

    `counts` is by the key of a year; publications without a year are not in the chart. `label` writes a year.
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
