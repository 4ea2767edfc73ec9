"""argparse's messages, with what was probably meant."""

import argparse
import re
from collections.abc import Mapping, Sequence
from typing import NoReturn

from kartotek.text.likeness import nearest

_CHOICE = re.compile(r"invalid choice: '([^']*)' \(choose from (.*)\)$", re.DOTALL)
_UNKNOWN = re.compile(r"unrecognized arguments: (--?[\w-]+)")
_OPTION = re.compile(r"(?<![\w-])--?[a-z][\w-]*")


class Parser(argparse.ArgumentParser):
    """A parser that says for an unknown command, option or value which one is like it."""

    def error(self, message: str) -> NoReturn:
        """End with status 2, after the usage and the message."""
        like = None
        if found := _CHOICE.search(message):
            like = nearest(found[1], re.findall(r"[\w-]+", found[2]))
        elif found := _UNKNOWN.search(message):
            like = nearest(found[1], _OPTION.findall(self.format_help()))
        super().error(f"{message}; did you mean {like!r}?" if like else message)


def parse(parser: Parser, commands: Mapping[str, Parser], arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line. What a command does not know is told with the usage of that command."""
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        commands[options.command].error(f"unrecognized arguments: {' '.join(unknown)}")
    return options
