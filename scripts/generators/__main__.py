"""The command: `scripts/generate [--check] [docs] [catalogs] [golden] [citations]`."""

import argparse
import sys
from collections.abc import Callable

from scripts.generators import ROOT, Files, catalogs, golden, reference
from tests.csl import citations

GENERATORS: dict[str, Callable[[], Files]] = {
    "docs": reference.files,
    "catalogs": catalogs.files,
    "golden": golden.files,
    "citations": citations.files,
}


def main() -> int:
    """Write what is out of date; with `--check` only name it, and return 1 if there is any."""
    parser = argparse.ArgumentParser(prog="scripts/generate", description="Write what is made from the code anew.")
    parser.add_argument("what", nargs="*", metavar="WHAT", help=f"{', '.join(GENERATORS)}; all if none is named")
    parser.add_argument("--check", action="store_true", help="write nothing, and fail if a file is out of date")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.what if name not in GENERATORS]
    if unknown:
        parser.error(f"there is no generator {unknown[0]!r}: choose from {', '.join(GENERATORS)}")
    stale = 0
    for name in arguments.what or GENERATORS:
        for path, content in GENERATORS[name]().items():
            if content == (path.read_bytes() if path.is_file() else None):
                continue
            stale += 1
            shown = path.relative_to(ROOT)
            if arguments.check:
                print(f"{shown} is out of date: run scripts/generate {name}, and read the diff", file=sys.stderr)
            elif content is None:
                path.unlink()
                print(f"removed {shown}")
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                print(f"wrote {shown}")
    return 1 if arguments.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
