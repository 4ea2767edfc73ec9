"""Time Kartotek and Hugo: cold builds, builds after a change, memory, cost per entry.

    sh scripts/setup bench
    python -m benchmarks --work /dev/shm/bench

Every program builds its own copy of the same content, in turn, so that other work of the machine slows all of them.
Costs are those of the whole process tree: seconds by the clock, seconds of processor time, highest memory
(memory that several processes share is divided among them).
If the disk is slow at times, or shared, name a folder in memory as --work.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from shutil import rmtree

from benchmarks import table
from benchmarks.content import make_content
from benchmarks.contestants import CASES, Contestant, Hugo, Kartotek, WithSearch
from benchmarks.options import add_content, circumstances, load_average, say, working_folder
from benchmarks.table import Run
from benchmarks.twin import hugo_program


def main() -> None:
    """Parse arguments, run, print tables."""
    options = _options()
    runs: list[Run] = []
    described = ""
    with working_folder(options.work) as work:
        for entries in options.entries:
            for run in _compare(work / str(entries), entries, options):
                runs.append(run)
                described = circumstances("benchmarks", [run.load for run in runs])
                if options.json:
                    found = {"circumstances": described, "runs": [asdict(run) for run in runs]}
                    options.json.write_text(json.dumps(found, indent=1), "utf-8")
    print(table.report([described], runs))


def _options() -> argparse.Namespace:
    doc = __doc__ or ""
    parser = argparse.ArgumentParser("python -m benchmarks", description=doc.partition("\n")[0])
    parser.add_argument("--entries", type=int, nargs="+", default=[1_000, 10_000, 55_839], metavar="N")
    parser.add_argument("--cases", nargs="+", choices=CASES, default=CASES)
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="rounds of each case (default 3)")
    parser.add_argument(
        "--search", choices=("no", "yes", "both"), default="both", help="whether to make a search index"
    )
    parser.add_argument(
        "--styles", nargs="+", default=(), metavar="STYLE", help="citation styles, or none (default: the usual ones)"
    )
    parser.add_argument("--no-hugo", action="store_true", help="do without the twin")
    parser.add_argument(
        "--hugo-cases", nargs="+", choices=CASES, metavar="CASE", help="cases of the twin (default: all)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run there")
    add_content(parser)
    return parser.parse_args()


def _compare(work: Path, entries: int, options: argparse.Namespace) -> Iterator[Run]:
    """All cases at one number of entries."""
    say(f"making {entries:,} entries")
    make_content(work / "content", entries, options.content, options.seed)
    contestants = [make(work / "content", work / f"site-{i}") for i, make in enumerate(_contestants(options))]
    for case in options.cases:
        for number in range(options.runs):
            for contestant in contestants:
                if contestant.name == Hugo.name and case not in (options.hugo_cases or CASES):
                    continue
                contestant.ready(case)
                load = load_average()
                cost, phases = contestant.build()
                say(f"{entries:,} {case} {contestant.name}: {cost.wall:.2f} s, CPU {cost.cpu:.2f} s, load {load:.1f}")
                yield Run(entries, case, contestant.name, number, cost, phases, load)
    rmtree(work)


def _contestants(options: argparse.Namespace) -> list[Callable[[Path, Path], Contestant]]:
    program = None if options.no_hugo else hugo_program()
    if program is None and not options.no_hugo:
        sys.exit("there is no Hugo here: sh scripts/setup bench, or use --no-hugo")
    chosen: list[Callable[[Path, Path], Contestant]] = []
    if options.search != "yes":
        chosen.append(lambda content, site: Kartotek(content, site, options.styles))
    if program:
        chosen.append(lambda content, site: Hugo(content, site, program))
    if options.search != "no":
        chosen.append(lambda content, site: WithSearch(content, site, options.styles))
    return chosen


if __name__ == "__main__":
    main()
