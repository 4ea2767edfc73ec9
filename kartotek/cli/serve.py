"""Show the portal on this computer, and rebuild it at every save."""

import argparse
import re
import sys
from pathlib import Path

from kartotek.cli.common import print_error
from kartotek.diagnostics import SetupError
from kartotek.site.begin import plain_errors
from kartotek.site.options import BuildOptions
from kartotek.workers import cores


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek serve`."""
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")
    parser.add_argument(
        "--port",
        type=_port,
        metavar="N",
        help="default: the one that this site had last, or else 8000; or the next that is free",
    )
    parser.add_argument(
        "--allow-host",
        type=_host,
        action="append",
        default=[],
        metavar="NAME",
        help="answer requests that name this host, too (for a tunnel or a proxy before the preview); repeatable",
    )
    parser.add_argument("--no-search", action="store_true", help="do not build the search index")


def _port(text: str) -> int:
    """The number of a port, for argparse."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: write a number from 1 to 65535")
    return int(text)


def _host(text: str) -> str:
    """The name of a host, for argparse: without scheme and port."""
    if not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not the name of a host: write it as preview.example.org")
    return text


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted. Returns the exit status."""
    from kartotek.serve.live import PreviewAddress, serve  # only this command needs a web server

    options = BuildOptions(
        site=arguments.site, out=arguments.site / "dist", jobs=cores(), search=not arguments.no_search
    )
    try:
        address = PreviewAddress(arguments.port, tuple(arguments.allow_host))
        with plain_errors(arguments.site):
            serve(options, address, lambda line: print(line, file=sys.stderr, flush=True))
    except SetupError as error:
        print_error(error)
        return 2
    except KeyboardInterrupt:
        pass
    return 0
