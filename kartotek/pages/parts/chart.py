"""Publications over time, as the numbers of bar charts that need no JavaScript."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kartotek import urls
from kartotek.model.kinds import UNDATED

_MOST_BARS = 60
"""With more years than this, a bar stands for ten of them, or a hundred."""
_MOST_SERIES = 5
"""How many parts a bar may have; what is left over is one part."""
_KNOWN = 5
"""Works of which it must be known how open they are, for their share to be shown; half of all must be, too."""


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
    years = _by_year(counts)
    if not years:
        return Chart(())
    step, starts = _starts(years)
    sums: dict[int, int] = {}
    for year, count in years.items():
        start = year // step * step
        sums[start] = sums.get(start, 0) + count
    highest = max(sums.values())

    def bar(start: int) -> Bar:
        count = sums.get(start, 0)
        url = urls.item("years", str(start)) if step == 1 and count else ""
        return Bar(_name(start, step, label), url, count, round(100 * count / highest, 2))

    return Chart(tuple(map(bar, starts)), step, label(starts[0]), label(starts[-1]))


def _by_year(counts: Mapping[str, int]) -> dict[int, int]:
    """The same by number, without what has no year."""
    return {int(year): count for year, count in counts.items() if year != UNDATED}


def _starts(years: Iterable[int]) -> tuple[int, Sequence[int]]:
    """How many years a bar stands for, and the first year of each bar."""
    first, last = min(years), max(years)
    step = 1 if last - first < _MOST_BARS else 10
    while (last - first) // step >= _MOST_BARS:
        step *= 10
    return step, range(first // step * step, last // step * step + 1, step)


def _name(start: int, step: int, label: Callable[[int], str]) -> str:
    return label(start) if step == 1 else f"{label(start)}–{label(start + step - 1)}"


@dataclass(frozen=True, slots=True)
class ChartParts:
    """A bar in several parts, with its place in the chart.

    `parts` has for each the number of its series and, in percent of the highest bar, where it begins (from the top) and
    how high it is. `counts` is by series.

    `known` counts the works of which it is known how open they are, `open` those of them that everyone can read.
    """

    place: int
    label: str
    url: str
    count: int
    counts: tuple[int, ...]
    parts: tuple[tuple[int, float, float], ...]
    known: int
    open: int

    @property
    def share(self) -> int:
        """How many of those of which it is known are open, in percent."""
        return _percent(self.open, self.known)


@dataclass(frozen=True, slots=True)
class PartedChart:
    """Bars as in `Chart`. `series` has the label of each and how many works it has, the largest first."""

    bars: tuple[ChartParts, ...]
    series: tuple[tuple[str, int], ...]
    step: int
    first: str
    last: str
    highest: int
    known: int
    open: int

    @property
    def share(self) -> int:
        """How many of all works of which it is known are open, in percent."""
        return _percent(self.open, self.known)

    @property
    def shows_access(self) -> bool:
        """Whether it is known of so many works how open they are that their share says something."""
        return self.known >= _KNOWN and 2 * self.known >= sum(count for _, count in self.series)


def _percent(part: int, whole: int) -> int:
    """A percentage as a whole number, halves up."""
    return (200 * part + whole) // (2 * whole) if whole else 0


@dataclass(frozen=True, slots=True)
class ChartedWork:
    """What the chart counts of a work: its year, what kind it is, and whether everyone can read it (None: unknown)."""

    year: str
    group: str
    open: bool | None


def by_type(
    works: Sequence[ChartedWork], label: Callable[[int], str], other: str, url: Callable[[int, int], str]
) -> PartedChart:
    """The chart of a list of works, parted by what kind they are; `other` is what the rest is called.

    `url` leads to the works of a bar, given its first and its last year.
    """
    dated = [(int(work.year), work) for work in works if work.year != UNDATED]
    names = _series(dated, other)
    step, starts = _starts([year for year, _ in dated])
    counts: dict[int, Counter[str]] = {start: Counter() for start in starts}
    known, free = Counter[int](), Counter[int]()
    for year, work in dated:
        start = year // step * step
        counts[start][work.group if work.group in names else other] += 1
        known[start] += work.open is not None
        free[start] += work.open is True
    highest = max(each.total() for each in counts.values())

    def bar(start: int) -> ChartParts:
        own = tuple(counts[start][name] for name in names)
        address = url(start, start + step - 1) if any(own) else ""
        parts = _stacked(own, highest)
        return ChartParts(
            starts.index(start), _name(start, step, label), address, sum(own), own, parts, known[start], free[start]
        )

    bars = tuple(map(bar, starts))
    series = tuple((name, sum(each.counts[i] for each in bars)) for i, name in enumerate(names))
    ends = label(starts[0]), label(starts[-1])
    return PartedChart(bars, series, step, *ends, highest, known.total(), free.total())


def _series(works: Iterable[tuple[int, ChartedWork]], other: str) -> list[str]:
    """The names of the parts that bars have, the largest first."""
    groups = Counter(work.group for _, work in works)
    names = sorted(groups, key=lambda name: (-groups[name], name))
    return names if len(names) <= _MOST_SERIES else [*names[: _MOST_SERIES - 1], other]


def _stacked(counts: Sequence[int], highest: int) -> tuple[tuple[int, float, float], ...]:
    """The parts of a bar, the first at the bottom."""
    parts: list[tuple[int, float, float]] = []
    below = 0
    for i, count in enumerate(counts):
        if count:
            below += count
            parts.append((i, round(100 - 100 * below / highest, 2), round(100 * count / highest, 2)))
    return tuple(parts)
