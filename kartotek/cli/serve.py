"""Show the portal on this computer, and rebuild it at every save."""

import argparse
import sys
from pathlib import Path

from kartotek.diagnostics import SetupError
from kartotek.site.options import BuildOptions
from kartotek.workers import cores


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek serve`."""
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="default 8000, or the next that is free")
    parser.add_argument("--no-search", action="store_true", help="do not build the search index")


def _port(text: str) -> int:
    """The number of a port, for argparse."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: write a number from 1 to 65535")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted. Returns the exit status."""
    from kartotek.serve.live import serve  # only this command needs a web server

    options = BuildOptions(
        site=arguments.site, out=arguments.site / "dist", jobs=cores(), search=not arguments.no_search
    )
    try:
        serve(options, arguments.port, lambda line: print(line, file=sys.stderr, flush=True))
    except SetupError as error:
        hint = f"\nhelp: {error.hint}" if error.hint else ""
        print(f"error: {error.message}{hint}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0
