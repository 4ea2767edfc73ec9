"""Does the preview grow? Rebuild again and again in one process, as `kartotek serve` does, and look at its memory.

    python -m benchmarks.steady [--entries 200] [--rebuilds 1000]

Each time an abstract is edited, each tenth time a title. Prints the resident set, which should level off.
"""

import argparse
import gc
from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

import psutil

from benchmarks.content import make_content
from benchmarks.contestants import Kartotek
from benchmarks.options import add_content, circumstances, load_average, working_folder
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.workers import cores


def main() -> None:
    """Parse arguments, run, print."""
    options = _options()
    with working_folder(options.work) as work:
        make_content(work / "content", options.entries, options.content, options.seed)
        rows = list(_rebuild(Kartotek(work / "content", work / "site"), options.rebuilds))
    print(circumstances("benchmarks.steady", [load_average()]))
    print("| rebuilds | resident set | growth a rebuild | seconds a rebuild |", "|---|---|---|---|", *rows, sep="\n")


def _options() -> argparse.Namespace:
    doc = __doc__ or ""
    parser = argparse.ArgumentParser("python -m benchmarks.steady", description=doc.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=200, metavar="N")
    parser.add_argument("--rebuilds", type=int, default=1000, metavar="N")
    add_content(parser)
    return parser.parse_args()


def _rebuild(site: Kartotek, rebuilds: int) -> Iterator[str]:
    """A row after 1, 10, 100, 200, ... rebuilds."""
    options = BuildOptions(site.site, site.site / "dist", jobs=cores(), search=False, drafts=True)
    build(options)
    options = replace(options, exclusive=True)
    last, before, start = 0, resident(), perf_counter()
    for number in range(1, rebuilds + 1):
        site.change("abstract" if number % 10 else "title", site.pick(number), f"revision {number}")
        build(options)
        gc.collect()
        if number in (1, 10) or number % 100 == 0 or number == rebuilds:
            now, done = resident(), number - last
            growth, seconds = (now - before) / done, (perf_counter() - start) / done
            yield f"| {number:,} | {now / 1e6:.1f} MB | {growth / 1e3:.1f} kB | {seconds:.3f} |"
            last, before, start = number, now, perf_counter()


def resident() -> int:
    """Bytes of this process that are in memory."""
    return int(psutil.Process().memory_info().rss)


if __name__ == "__main__":
    main()
