"""argparse's messages in plain words, with what was probably meant."""

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from kartotek.text.likeness import nearest

_CHOICE = re.compile(r"(?:argument (.*?): )?invalid choice: '([^']*)' \(choose from (.*)\)$", re.DOTALL)
_UNKNOWN = re.compile(r"unrecognized arguments: (.+)$")
_SENTENCES: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = (
    (
        re.compile(r"the following arguments are required: (.*)$"),
        lambda found: f"{found[1]} {'are' if ',' in found[1] else 'is'} missing",
    ),
    (
        re.compile(r"one of the arguments (.*) is required$"),
        lambda found: f"write {' or '.join(found[1].split())}",
    ),
    (
        re.compile(r"argument (.*?): expected (?:one|at least one|1) argument$"),
        lambda found: f"a value is missing after {found[1]}",
    ),
    (
        re.compile(r"argument (.*?): ignored explicit argument"),
        lambda found: f"{found[1]} takes no value: write {found[1].split('/')[0]} alone",
    ),
    (
        re.compile(r"argument (.*?): not allowed with argument (.*)$"),
        lambda found: f"{found[1]} and {found[2]} cannot be together: write one of the two",
    ),
    (
        re.compile(r"ambiguous option: (\S+) could match (.*)$"),
        lambda found: f"{found[1]} may be several options: write one of {found[2]}",
    ),
    (re.compile(r"argument (.*?): (.*)$", re.DOTALL), lambda found: f"{found[1]}: {found[2]}"),
)
"""What argparse says, in words of ours; the first that fits."""
_OPTION = re.compile(r"(?<![\w-])--?[a-z][\w-]*")


class Parser(argparse.ArgumentParser):
    """A parser that says for an unknown command, option or value which one is like it."""

    def error(self, message: str) -> NoReturn:
        """End with status 2, after the usage and the message."""
        super().error(_in_plain_words(message, self.format_help()))


def _in_plain_words(message: str, usage: str) -> str:
    """A message of argparse, whose words differ from one version of Python to the next."""
    like = None
    if found := _CHOICE.search(message):
        offered = re.findall(r"[\w-]+", found[3])
        like = nearest(found[2], offered)
        what = f"there is no command {found[2]!r}" if found[1] == "COMMAND" else f"{found[1]} cannot be {found[2]!r}"
        message = f"{what}: write one of {', '.join(offered)}"
        message += "; `kartotek COMMAND --help` explains each" if found[2] == "help" else ""
    elif found := _UNKNOWN.search(message):
        first = found[1].split()[0]
        like = nearest(first.partition("=")[0], _OPTION.findall(usage)) if first.startswith("-") else None
        message = f"there is no option {first}" if first.startswith("-") else f"{found[1]} is more than is asked for"
    else:
        said = ((sentence, pattern.search(message)) for pattern, sentence in _SENTENCES)
        message = next((sentence(found) for sentence, found in said if found), message)
    return f"{message}; did you mean {like!r}?" if like else message


def parse(parser: Parser, commands: Mapping[str, Parser], arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line. What a command does not know is reported with the usage of that command."""
    options, unknown = parser.parse_known_args(arguments)
    if unknown := [each for each in unknown if each != "--"]:
        commands[options.command].error(f"unrecognized arguments: {' '.join(unknown)}")
    return options
