"""Does a large build work on this machine? Builds synthetic entries with several jobs; fails if something is wrong.

    python -m benchmarks.smoke [--entries 1000] [--jobs 2]

It builds three times: anew, again (there is nothing left to do), and elsewhere with one job (the same bytes).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.corpus import SEED, write_corpus


def main() -> None:
    """Parse arguments, build, compare."""
    parser = argparse.ArgumentParser("python -m benchmarks.smoke", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=1000, metavar="N")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    parser.add_argument("--seed", default=SEED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kartotek-smoke-") as folder:
        smoke(Path(folder), options.entries, options.jobs, options.seed)


def smoke(folder: Path, entries: int, jobs: int, seed: str = SEED) -> None:
    """Build a portal of so many entries in an empty folder. Ends the program if something is wrong."""
    (folder / "site.yaml").write_text("title: Smoke\nlanguages: [en, da]\n", "utf-8")
    write_corpus(folder / "content", entries, seed)
    first = _build(folder, "dist", jobs)
    again = _build(folder, "dist", jobs)
    _build(folder, "one", 1, "--clean")
    files = _files(folder / "dist")
    if first["publications"] != entries:
        sys.exit(f"{first['publications']:,} publications were built, not {entries:,}")
    if again["written"] or again["removed"]:
        sys.exit(f"a second build wrote {again['written']:,} files and removed {again['removed']:,}")
    one = _files(folder / "one")
    if different := sorted(path for path in files.keys() | one.keys() if files.get(path) != one.get(path)):
        sys.exit(f"{len(different):,} files depend on the number of jobs, such as {different[0]}")
    print(f"{entries:,} entries, {len(files):,} files, {jobs} jobs: all is well")


def _build(folder: Path, out: str, jobs: int, *more: str) -> dict[str, Any]:
    """Build, and return the report of the build."""
    command = [
        sys.executable, "-m", "kartotek", "build", "--site", str(folder), "--out", str(folder / out),
        "--jobs", str(jobs), "--format", "json", *more,
    ]  # fmt: skip
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"the build ended with status {done.returncode}: {done.stdout}")
    report: dict[str, Any] = json.loads(done.stdout)["report"]
    return report


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main()
