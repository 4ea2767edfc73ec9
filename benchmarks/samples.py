"""Read a folder of records of other programs, write nothing, and say what became of each file and record.

python -m benchmarks.samples FOLDER
"""

import argparse
from collections import Counter
from pathlib import Path

from kartotek.diagnostics import SetupError
from kartotek.importers.candidate import read_draft
from kartotek.importers.formats import draft_of, find_format, read_file
from kartotek.importers.records import Candidate, Failed, Raw

_ABOUT = frozenset({"README.md", "MANIFEST.tsv"})


def tell(folder: Path) -> Counter[str]:
    """Print a line for each file and record that cannot be imported, and return how many there are of each kind.

    `records` are counted in the text, `imported`, `skipped` and `failed` one by one: their sum must be the same.
    """
    counts: Counter[str] = Counter()
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name in _ABOUT:
            continue
        name, data = path.relative_to(folder).as_posix(), path.read_bytes()
        try:
            row = find_format(path.name, data)
            records = read_file(row, path.name, data)
        except SetupError as error:
            counts["files not read"] += 1
            print(f"{name}: {error.message}; {error.hint}")
            continue
        counts["files"] += 1
        counts["records"] += records.count
        for found in records.found:
            made = read_draft(draft_of(row, found)) if isinstance(found, Raw) else found
            counts["imported" if isinstance(made, Candidate) else type(made).__name__.lower()] += 1
            if isinstance(made, Failed):
                print(f"{name}:{made.line}: {made.key} {made.reason}")
    return counts


def main() -> None:
    """Tell of the folder that is named; end with a sentence where there is none."""
    parser = argparse.ArgumentParser("python -m benchmarks.samples", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a folder of exports of other programs")
    folder = parser.parse_args().folder
    if not folder.is_dir():
        parser.error(f"{folder} is not a folder")
    print(", ".join(f"{count:,} {what}" for what, count in tell(folder).items()))


if __name__ == "__main__":
    main()
