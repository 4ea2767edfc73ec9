"""Write an entry to fill in: the fields of its kind and type, each explained."""

import argparse
import sys
from pathlib import Path
from typing import Protocol

from kartotek.cli.ask import ask
from kartotek.cli.common import report_errors
from kartotek.config.settings import LANGUAGES
from kartotek.diagnostics import SetupError
from kartotek.diagnostics.plain_text import one_line

_IDENTIFIERS = {"DOI": "10.1234/cards", "arXiv": "2101.00001", "PMID": "12345678", "ISBN": "978-87-02-12345-6"}
"""Identifiers by which works are looked up, each with an example."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek new`."""
    about = "publication, person, organisation, project, journal, keyword or page"
    parser.add_argument("kind", metavar="KIND", help=about)
    parser.add_argument("--type", metavar="TYPE", help="of a publication, such as article-journal")
    parser.add_argument("--title", "--name", metavar="TEXT", help="its title, or the name of a person or organisation")
    parser.add_argument("--author", action="append", metavar="NAME", help="an author (or editor); repeatable")
    parser.add_argument("--year", metavar="DATE", help="when it was published: 2024, 2024-05 or 2024-05-31")
    parser.add_argument("--id", default="", metavar="NAME", help="the name of the file, which becomes the web address")
    known_by = parser.add_mutually_exclusive_group()
    for name, example in _IDENTIFIERS.items():
        about = f"look a publication up by its {name}, such as {example}, and fill in all that is known of it"
        known_by.add_argument(f"--{name.lower()}", metavar=name, help=about)
    parser.add_argument(
        "--language", choices=LANGUAGES, default="", help="of the comments (default: the first language of the site)"
    )
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")


def run(arguments: argparse.Namespace) -> int:
    """Write the entry, and print what is to be filled in. Returns the exit status."""
    from kartotek.start.new import NewEntry, name_field, new_entry, type_names  # every command imports this module

    with report_errors() as status:
        scheme = next((name for name in map(str.lower, _IDENTIFIERS) if getattr(arguments, name) is not None), "")
        if scheme and _look_up(arguments, scheme):
            return status()
        type_, authors, year = arguments.type, arguments.author, arguments.year
        types = type_names(arguments.kind)
        if types:
            type_ = ask(type_, "Type", "", types)
        title = ask(arguments.title, name_field(arguments.kind).capitalize(), "")
        if types:
            authors = authors or ask(None, "Authors, with ; between them", "").split(";")
            year = ask(year, "Date of publication", "")
        given = tuple(name.strip() for name in authors or () if name.strip())
        number = (scheme, getattr(arguments, scheme)) if scheme else ("", "")
        made = new_entry(
            arguments.site,
            NewEntry(arguments.kind, type_ or "", title, given, year or "", arguments.id, arguments.language, number),
        )
        _tell(arguments.site, made)
    return status()


def _look_up(arguments: argparse.Namespace, scheme: str) -> bool:
    """Write the entry of a work that is known by an identifier. Raises SetupError; returns whether it is written.

    It is not if nobody can be asked, and whoever is at the terminal would rather fill in an empty one.
    """
    from kartotek.lookup.hosts import HOSTS, UnreachableError  # these read from the network, which few commands do
    from kartotek.lookup.new_work import AskedWork, new_work

    given = arguments.type or arguments.title or arguments.author or arguments.year
    if arguments.kind not in ("publication", "publications") or given:
        hint = f"write `kartotek new publication --{scheme} ...`, and change the entry that it writes"
        raise SetupError(f"--{scheme} says all of a publication, and nothing else is needed", hint)
    asked = AskedWork(scheme, getattr(arguments, scheme), arguments.id, arguments.language)
    try:
        made = new_work(arguments.site, asked, HOSTS)
    except UnreachableError as error:
        question = f"{one_line(error.message)}. Fill in an entry yourself?"
        if ask(None, question, "no", ("yes", "no")) == "yes":
            return False
        raise
    for note in made.notes:
        print(f"note: {one_line(note)}", file=sys.stderr)
    _tell(arguments.site, made)
    return True


class _WrittenEntry(Protocol):
    """The file of a new entry, and the fields in it that are still empty."""

    @property
    def file(self) -> str: ...

    @property
    def empty(self) -> tuple[str, ...]: ...


def _tell(site: Path, made: _WrittenEntry) -> None:
    print(f"{site / made.file} is written", file=sys.stderr)
    if made.empty:
        print(f"it is a draft until you fill in {', '.join(made.empty)}", file=sys.stderr)
