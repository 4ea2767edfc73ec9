"""What was measured, as tables in Markdown. From files that `python -m benchmarks --json` wrote, they are made again by

python -m benchmarks.table FILE...
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.measure import Cost

_BAR = 40
"""The longest bar, in characters."""


@dataclass(frozen=True, slots=True)
class Run:
    """One build: of how many entries, in which case, by whom, in which round; the load of the machine before it."""

    entries: int
    case: str
    name: str
    number: int
    cost: Cost
    phases: dict[str, float]
    load: float


def report(circumstances: Sequence[str], runs: Sequence[Run]) -> str:
    """All tables."""
    parts = [*circumstances, comparison(runs)]
    for name in dict.fromkeys(run.name for run in runs if run.case == "cold" and run.phases):
        parts += [f"{name}, cold:", growth(runs, name)]
    return "\n\n".join([*parts, f"```\n{curve(runs)}\n```"])


def comparison(runs: Sequence[Run]) -> str:
    """A row for each number of entries and case, a column for each program; all figures are medians."""
    head = ["entries", "case", "Kartotek", "÷ Hugo", "with search", "of it Pagefind", "÷ Hugo", "Hugo"]
    rows = []
    for entries, case in dict.fromkeys((run.entries, run.case) for run in runs):
        of = {
            name: [run for run in runs if (run.entries, run.case, run.name) == (entries, case, name)]
            for name in ("kartotek", "with search", "hugo")
        }
        plain, search, hugo = of.values()
        cells = [_cost(plain), _ratio(plain, hugo), _cost(search), _apart(search), _ratio(search, hugo), _cost(hugo)]
        rows.append([f"{entries:,}", case, *cells])
    return markdown(head, rows)


def growth(runs: Sequence[Run], name: str) -> str:
    """What an entry costs in a cold build, in milliseconds by phase, for each number of entries."""
    runs = [run for run in runs if run.case == "cold" and run.name == name]
    sizes = sorted({run.entries for run in runs})
    rows = []
    for label, value in _parts(runs).items():
        each = [1000 * median(value(run) for run in runs if run.entries == size) / size for size in sizes]
        ratio = f"{each[-1] / each[0]:.2f}" if each[0] else ""
        rows.append([label, *(f"{cost:.3f}" for cost in each), ratio])
    return markdown(["ms per entry", *(f"{size:,}" for size in sizes), "last ÷ first"], rows)


def _parts(runs: Sequence[Run]) -> dict[str, Callable[[Run], float]]:
    """The rows of that table: each phase, the sum of all, and the process as a whole."""
    phases = dict.fromkeys(phase for run in runs for phase in run.phases)
    parts: dict[str, Callable[[Run], float]] = {phase: partial(_seconds, phase) for phase in phases}
    parts["all phases"] = lambda run: sum(run.phases.values())
    parts["process, wall"] = lambda run: run.cost.wall
    parts["process, CPU"] = lambda run: run.cost.cpu
    return parts


def _seconds(phase: str, run: Run) -> float:
    """Seconds of one phase, 0 if the build did not have it."""
    return run.phases.get(phase, 0.0)


def curve(runs: Sequence[Run]) -> str:
    """Time per entry of cold builds, as bars of characters."""
    cold = sorted((run for run in runs if run.case == "cold"), key=lambda run: (run.name, run.entries))
    costs: dict[tuple[str, int], list[float]] = {}
    for run in cold:
        costs.setdefault((run.name, run.entries), []).append(1000 * run.cost.wall / run.entries)
    unit = max(map(median, costs.values()), default=1.0) / _BAR
    return "\n".join(
        f"{name:<12}{entries:>8,}{median(each):>8.2f} ms {'█' * max(1, round(median(each) / unit))}"
        for (name, entries), each in costs.items()
    )


def _cost(runs: Sequence[Run]) -> str:
    return median_cost([run.cost for run in runs]) if runs else ""


def median_cost(costs: Sequence[Cost]) -> str:
    """A cell: seconds by the clock, seconds of processor, memory."""
    wall, cpu = median(cost.wall for cost in costs), median(cost.cpu for cost in costs)
    return f"{wall:.2f} s, {cpu:.1f} s, {_megabytes(median(cost.memory for cost in costs))}"


def _apart(runs: Sequence[Run]) -> str:
    """A cell: what Pagefind took of it."""
    if not any(run.cost.apart_memory for run in runs):
        return ""
    cpu, memory = median(run.cost.apart_cpu for run in runs), median(run.cost.apart_memory for run in runs)
    return f"{cpu:.1f} s, {_megabytes(memory)}"


def _ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> str:
    """A cell: the medians of the ratios of runs in the same round, by the clock and of processor time."""
    other = {run.number: run.cost for run in theirs}
    pairs = [(run.cost, other[run.number]) for run in ours if run.number in other]
    if not pairs:
        return ""
    wall, cpu = median(our.wall / its.wall for our, its in pairs), median(our.cpu / its.cpu for our, its in pairs)
    return f"{wall:.2f}, {cpu:.2f}"


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Read files, print tables."""
    circumstances: list[str] = []
    runs: list[Run] = []
    for name in sys.argv[1:]:
        found = json.loads(Path(name).read_text("utf-8"))
        circumstances.append(found["circumstances"])
        runs += [Run(**{**run, "cost": Cost(**run["cost"])}) for run in found["runs"]]
    print(report(circumstances, runs))


if __name__ == "__main__":
    main()
