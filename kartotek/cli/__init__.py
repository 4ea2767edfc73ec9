"""The command: parse arguments, call, print, exit status. No logic of the build lives here."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from kartotek import __version__
from kartotek.cli import build, check, serve

COMMANDS = {"build": build, "check": check, "serve": serve}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; `build` if none is named. Returns 0 done, 1 the content has errors, 2 wrong usage or settings."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "build")
    parser = argparse.ArgumentParser(
        prog="kartotek", description="Turn a folder of research outputs into a searchable static portal."
    )
    parser.add_argument("--version", action="version", version=f"kartotek {__version__}")
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    for name, module in COMMANDS.items():
        help_line = (module.__doc__ or "").splitlines()[0]
        module.add_arguments(commands.add_parser(name, help=help_line, description=help_line))
    options = parser.parse_args(given)
    if arguments is None and options.command != "serve":
        gc.disable()  # the process ends with its one command; to look for garbage before would take half a second
    try:
        status: int = COMMANDS[options.command].run(options)
    except KeyboardInterrupt:
        print("stopped; nothing that was published has changed", file=sys.stderr)
        return 130
    if arguments is None and options.command != "serve":
        _leave(status)
    return status


def _leave(status: int) -> NoReturn:
    """End at once: taking a portal apart that is in memory takes longer than many a build."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
