"""Print what entries and site.yaml may have, as JSON Schema for editors' programs."""

import argparse
import sys
from pathlib import Path

from kartotek.cli.common import report_errors
from kartotek.config.settings import LANGUAGES
from kartotek.diagnostics import SetupError
from kartotek.diagnostics.render import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek schema`."""
    about = "what it is of: site (for site.yaml), or an entry, such as publication or person"
    parser.add_argument("kind", nargs="?", metavar="KIND", help=about)
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the descriptions (default: en)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write all of them into this folder")


def run(arguments: argparse.Namespace) -> int:
    """Print one schema, or write all. Returns the exit status."""
    from kartotek.start.schemas import all_schemas, named_schema  # every command imports this module

    with report_errors() as status:
        if (arguments.kind is None) == (arguments.out is None):
            raise SetupError(
                "it is not said which schema", "name a kind, such as publication, or write --out DIR for all"
            )
        if arguments.kind:
            print(named_schema(arguments.kind, arguments.language), end="")
            return 0
        schemas = all_schemas(arguments.language)
        arguments.out.mkdir(parents=True, exist_ok=True)
        for name, text in schemas.items():
            (arguments.out / name).write_bytes(text.encode())
        print(f"{counted(len(schemas), 'schema')} written to {arguments.out}", file=sys.stderr)
    return status()
