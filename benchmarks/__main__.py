"""Kartotek and Hugo on the same content, in turn, in one run.

    python -m benchmarks [--entries N ...] [--content FOLDER] [--runs N] [--work FOLDER]

Prints a table of medians and a curve of cost per entry. Without --content the content is made: see `benchmarks.corpus`.
A folder in memory such as /dev/shm for --work spares the disk, and the figures its moods.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import hugo
from benchmarks.corpus import write_corpus
from benchmarks.entries import change_abstract, change_title, find_publications
from benchmarks.measure import Cost, run
from kartotek.render.theme import default_theme

CASES = ("cold", "no-op", "abstract", "title", "template")
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """The median cost of one case of one builder."""

    entries: int
    builder: str
    case: str
    runs: int
    cost: Cost


@dataclass(frozen=True, slots=True)
class _Builder:
    """A site and the command that builds it; `made` is what a cold build has to make anew."""

    name: str
    site: Path
    command: Sequence[str]
    made: tuple[str, ...]
    publications: Path
    template: Path

    def prepare(self, case: str, turn: int) -> None:
        """Bring about what the case is about, each turn another."""
        paths = find_publications(self.publications.parent)
        some = paths[random.Random(turn).randrange(len(paths))]
        match case:
            case "cold":
                for name in self.made:
                    shutil.rmtree(self.site / name, ignore_errors=True)
            case "abstract":
                change_abstract(some, f"turn {turn}")
            case "title":
                change_title(some, f"turn {turn}")
            case "template":
                text = self.template.read_text("utf-8")
                self.template.write_text(text.replace("<article", f'<article data-turn="{turn}"', 1), "utf-8")


STYLES = {
    "none": "citation_styles: none\n",
    "one": "citation_styles: apa\n",
    "five": "",
}


def builders(work: Path, content: Path, *, with_hugo: bool, styles: str) -> Iterator[_Builder]:
    """Kartotek without and with search, and Hugo, each with a site of its own."""
    program = (sys.executable, "-m", "kartotek", "build", "--site", ".")
    for name, options in (("kartotek", ("--no-search",)), ("kartotek, search", ())):
        site = work / name.replace(", ", "-")
        shutil.copytree(content, site / "content")
        (site / "site.yaml").write_text("title: Corpus\nbase_url: https://portal.example/\n" + styles, "utf-8")
        (site / "templates").mkdir()
        template = site / "templates" / "publication.html"
        shutil.copy(default_theme() / "publication.html", template)
        yield _Builder(name, site, (*program, *options), ("dist", ".kartotek"), site / "content/publications", template)
    if with_hugo:
        site = work / "hugo"
        hugo.write_twin(content, site)
        layout = site / "layouts" / "page.html"
        yield _Builder("hugo", site, hugo.command(), ("public", "resources"), site / "content/publications", layout)


def compare(entries: int, content: Path, options: argparse.Namespace, tell: Callable[[str], None]) -> list[Row]:
    """All cases of all builders, in turn, so that what else the machine does meets all alike."""
    work = Path(tempfile.mkdtemp(prefix="kartotek-benchmark-", dir=options.work))
    costs: defaultdict[tuple[str, str], list[Cost]] = defaultdict(list)
    try:
        sites = list(builders(work, content, with_hugo=options.hugo, styles=STYLES[options.styles]))
        for turn in range(options.runs):
            for case in CASES:
                if case not in options.cases and case != "cold":
                    continue
                for builder in sites:
                    builder.prepare(case, turn)
                    cost, _ = run(builder.command, builder.site)
                    costs[builder.name, case].append(cost)
                    tell(f"{entries:,} {builder.name}, {case}: {cost.wall:.2f} s")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return [Row(entries, name, case, len(found), _median(found)) for (name, case), found in costs.items()]


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(statistics.median(values) for values in zip(*(asdict(cost).values() for cost in costs), strict=True)))


def as_table(rows: Sequence[Row]) -> str:
    """The rows in Markdown, each with its ratio to Hugo."""
    lines = [
        "| entries | case | builder | wall, s | of Hugo | processor, s | memory, MiB | Pagefind, MiB |",
        "|---:|---|---|---:|---:|---:|---:|---:|",
    ]
    walls = {(row.entries, row.case): row.cost.wall for row in rows if row.builder == "hugo"}
    for row in sorted(rows, key=lambda row: (row.entries, CASES.index(row.case))):
        cost, of = row.cost, walls.get((row.entries, row.case))
        ratio = f"{cost.wall / of:.2f}" if of and row.builder != "hugo" else ""
        apart = f"{cost.apart_memory / _MIB:,.0f}" if cost.apart_memory else ""
        lines.append(
            f"| {row.entries:,} | {row.case} | {row.builder} | {cost.wall:.2f} | {ratio} | {cost.cpu:.1f} "
            f"| {cost.memory / _MIB:,.0f} | {apart} |"
        )
    return "\n".join(lines)


def as_curve(rows: Sequence[Row]) -> str:
    """What an entry costs in a cold build, in milliseconds of processor time, by how many there are."""
    lines = ["| entries | builder | ms of processor an entry | of the smallest |", "|---:|---|---:|---:|"]
    smallest: dict[str, float] = {}
    for row in sorted((row for row in rows if row.case == "cold"), key=lambda row: (row.builder, row.entries)):
        each = 1000 * (row.cost.cpu - row.cost.apart_cpu) / row.entries
        first = smallest.setdefault(row.builder, each)
        lines.append(f"| {row.entries:,} | {row.builder} | {each:.2f} | {each / first:.2f} |")
    return "\n".join(lines)


def _contents(options: argparse.Namespace, work: Path) -> Iterator[tuple[int, Path]]:
    for count in options.entries:
        content = work / f"content-{count}"
        if options.content:
            _sample(options.content, content, count)
        else:
            write_corpus(content, count)
        yield len(find_publications(content)), content
        shutil.rmtree(content)


def _sample(source: Path, content: Path, count: int) -> None:
    """So many publications of a content folder, spread evenly over it."""
    paths = find_publications(source)
    for path in paths[:: max(1, len(paths) // count)][:count]:
        target = content / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, nargs="+", default=[1000, 10_000], metavar="N")
    parser.add_argument("--content", type=Path, metavar="FOLDER", help="a content folder instead of a made one")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--cases", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--styles", choices=STYLES, default="none", help="citation styles of Kartotek's pages")
    parser.add_argument("--no-hugo", dest="hugo", action="store_false")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="where the sites are made")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
    options = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        for count, content in _contents(options, Path(work)):
            rows += compare(count, content, options, lambda line: print(line, file=sys.stderr, flush=True))
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(
        f"{os.cpu_count()} cores, load {load}, medians of {options.runs} runs\n\n{as_table(rows)}\n\n{as_curve(rows)}"
    )
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1), "utf-8")


if __name__ == "__main__":
    main()
