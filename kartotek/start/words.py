"""What is said to editors in their own files, in a language of the interface: sentences about fields, README, examples,
limits of web hosts. Where a catalog for them is missing, or a sentence in it, it is said in English."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from kartotek.config.hosts import Host
from kartotek.text import catalogs

CATALOGS = catalogs.CATALOGS / "fields"
"""Translations of all this, apart from those of the interface, which every build reads."""
FILES = Path(__file__).parent / "files"
TEMPLATES = ("README.md", "readme/*.md", "content/*.md", "github/mistake.yml")
"""Those of the files that are templates of Jinja, as they are said in several languages."""


@cache
def translator(language: str) -> Callable[[str], str]:
    """A function that gives a sentence in a language; English is what it is given."""
    path = CATALOGS / f"{language}.po"
    if not path.is_file():
        return lambda sentence: sentence
    with path.open("rb") as stream:
        said = {str(message.id): str(message.string) for message in read_po(stream) if message.id}
    return lambda sentence: said.get(sentence) or sentence


def file_in(language: str, source: str, **values: str) -> str:
    """One of the `TEMPLATES` in a language, with these values."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # for new portals alone

    environment: Any = Environment(
        loader=FileSystemLoader(FILES),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.install_gettext_callables(translator(language), lambda one, _several, _number: one, newstyle=True)
    return str(environment.get_template(source).render(language=language, **values))


def limits_of(host: Host, language: str) -> str:
    """A sentence about what a web host takes; "" if no limit is known."""
    _ = translator(language)
    limits = (
        (host.files, _("{} files")),
        (host.bytes // 1_000_000, _("{} MB together")),
        (host.file_bytes // 1024**2, _("{} MiB for each file")),
        (host.per_folder, _("{} files in one folder")),
    )
    said = [words.format(format_decimal(size, locale=catalogs.locale_of(language))) for size, words in limits if size]
    takes = _("{} takes at most {}; a build warns before it is too much. A publication makes some ten files.")
    return takes.format(host.name, ", ".join(said)) if said else ""
