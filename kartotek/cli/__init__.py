"""The command `kartotek`: parse arguments, call, print, exit status. There is no logic of the build here."""

import argparse
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import NoReturn, Protocol

from kartotek import __version__
from kartotek.cli.parser import Parser, parse

COMMANDS: Mapping[str, str] = {
    "init": "init",
    "new": "new",
    "build": "build",
    "check": "check",
    "serve": "serve",
    "publish": "publish",
    "diff": "diff",
    "import": "import_",
    "export": "export",
    "sync": "sync",
    "suggest": "suggest",
    "rename": "rename",
    "merge": "merge",
    "retire": "retire",
    "correct": "correct",
    "hosting": "hosting",
    "schema": "schema",
}
"""The commands, and their modules in this room. One is imported when it is asked for: all take twice as long."""


class _Command(Protocol):
    """What the module of a command has. The first line of its docstring is the help text."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; without a name, `build`. Returns the exit status.

    It is 0 if all went well, 1 if the content has errors, 2 for wrong usage or settings, and 130 after Ctrl+C, as
    shells have it.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "build")
    parser = Parser(prog="kartotek", description="Turn a folder of research outputs into a searchable static portal.")
    parser.add_argument("--version", action="version", version=f"kartotek {__version__}")
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    modules: dict[str, _Command] = {}
    for name in given[:1] if given[0] in COMMANDS else COMMANDS:
        modules[name] = import_module(f"{__name__}.{COMMANDS[name]}")
        help_line = (modules[name].__doc__ or "").splitlines()[0]
        modules[name].add_arguments(commands.add_parser(name, help=help_line, description=help_line))
    options = parse(parser, commands.choices, given)
    if arguments is None and options.command != "serve":
        gc.disable()  # the process ends after this command, and collecting garbage would take half a second
    try:
        status = modules[options.command].run(options)
    except KeyboardInterrupt:
        print("stopped; nothing that was published has changed", file=sys.stderr)
        return 130
    if arguments is None and options.command != "serve":
        _leave(status)
    return status


def _leave(status: int) -> NoReturn:
    """End the process at once: freeing the memory of a large portal takes longer than many a build."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
