"""Time `kartotek check`: the first one, one of unchanged entries, and one after a change.

    python -m benchmarks.check [--entries 1000 10000] [--runs 5] [--content FOLDER]

Prints a table: seconds by the clock, seconds of processor time, and memory of the whole process tree, as medians.
"""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree

from benchmarks import table
from benchmarks.content import make_content
from benchmarks.contestants import Kartotek
from benchmarks.measure import Cost, run
from benchmarks.options import add_content, circumstances, load_average, say, working_folder


def _first(site: Kartotek, _number: int) -> None:
    rmtree(site.site / ".kartotek", ignore_errors=True)


def _unchanged(_site: Kartotek, _number: int) -> None:
    pass


def _abstract(site: Kartotek, number: int) -> None:
    site.change("abstract", site.pick(number), f"revision {number}")


CASES: dict[str, Callable[[Kartotek, int], None]] = {
    "first": _first,
    "second, unchanged": _unchanged,
    "one abstract changed": _abstract,
}
"""By name: what is done to a site before it is checked. Each follows the one before."""


def main() -> None:
    """Parse arguments, run, print."""
    options = _options()
    loads: list[float] = []
    rows: list[list[str]] = []
    with working_folder(options.work) as work:
        for entries in options.entries:
            make_content(work / "content", entries, options.content, options.seed)
            site = Kartotek(work / "content", work / "site")
            costs: dict[str, list[Cost]] = {}
            for case, cost in _checks(site, options.runs):
                loads.append(load_average())
                say(f"{entries:,} {case}: {cost.wall:.2f} s, CPU {cost.cpu:.2f} s, load {loads[-1]:.1f}")
                costs.setdefault(case, []).append(cost)
            rows += [[f"{entries:,}", case, table.median_cost(each)] for case, each in costs.items()]
            shutil.rmtree(work / "content")
            shutil.rmtree(work / "site")
    print(circumstances("benchmarks.check", loads))
    print()
    print(table.markdown(["entries", "check", "cost"], rows))


def _options() -> argparse.Namespace:
    doc = __doc__ or ""
    parser = argparse.ArgumentParser("python -m benchmarks.check", description=doc.partition("\n")[0])
    parser.add_argument("--entries", type=int, nargs="+", default=[1_000, 10_000], metavar="N")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="rounds of each case (default 5)")
    add_content(parser)
    return parser.parse_args()


def _checks(site: Kartotek, runs: int) -> Iterator[tuple[str, Cost]]:
    """The cost of a check in each case, round after round."""
    command: list[str | Path] = [sys.executable, "-m", "kartotek", "check", "--site", site.site]
    for number in range(runs):
        for case, prepare in CASES.items():
            prepare(site, number)
            yield case, run(command)[0]


if __name__ == "__main__":
    main()
