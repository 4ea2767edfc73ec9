"""Send the portal to a bucket (S3 and compatible, Google Cloud Storage, Azure): only what changed."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from kartotek.cli.common import print_error
from kartotek.cli.progress import Progress
from kartotek.diagnostics import SetupError
from kartotek.diagnostics.plain_text import one_line
from kartotek.diagnostics.render import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek publish`."""
    parser.add_argument(
        "bucket", metavar="BUCKET", help="s3://BUCKET/FOLDER, gs://BUCKET/FOLDER or az://CONTAINER/FOLDER"
    )
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the portal is (default: dist next to site.yaml)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be sent and removed, and do nothing")


def run(arguments: argparse.Namespace) -> int:
    """Send, and print what was done. Returns the exit status."""
    return send(arguments.out or arguments.site / "dist", arguments.bucket, dry=arguments.dry_run)


def check_bucket(address: str) -> None:
    """Raise SetupError if nothing could be sent to this address."""
    from kartotek.upload.target import open_target

    open_target(address)


def send(portal: Path, address: str, *, dry: bool = False) -> int:
    """Send the portal in a folder to a bucket, and print what was done. Returns the exit status."""
    from kartotek.upload.send import publish  # few commands need it, and obstore is an extra
    from kartotek.upload.target import open_target

    start = perf_counter()
    try:
        with Progress() as progress:
            done = publish(open_target(address), portal, progress, dry=dry)
    except SetupError as error:
        print_error(error)
        return 2
    except KeyboardInterrupt:
        print("stopped: some files are new, some old, each of them whole; the next run goes on", file=sys.stderr)
        return 130
    except OSError as error:
        print_error(SetupError(f"{error.filename or portal}: {error.strerror or error}", "check that it can be read"))
        return 2
    if dry:
        for file in done.send:
            print(f"send {one_line(file.path)}")
        for path in done.remove:
            print(f"remove {one_line(path)}")
    if done.strange:
        print(_note_of_strange(done.strange), file=sys.stderr)
    would = "would be " if dry else ""
    print(
        f"{address}: {counted(len(done.send), 'file')} {would}sent ({done.bytes / 1_000_000:,.1f} MB), "
        f"{len(done.remove):,} {would}removed, {done.kept:,} as they were, in {perf_counter() - start:.1f} s",
        file=sys.stderr,
    )
    return 0


_SHOWN = 5


def _note_of_strange(paths: Sequence[str]) -> str:
    """What an earlier portal may have left in the bucket: a document that was taken down must not stay there unseen."""
    shown = ", ".join(map(one_line, paths[:_SHOWN])) + (", ..." if len(paths) > _SHOWN else "")
    return (
        f"note: the bucket has {counted(len(paths), 'file')} that this portal does not have ({shown}), and no list of "
        "what was published there before; remove those of an earlier portal yourself"
    )
