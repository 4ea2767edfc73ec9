"""What is said to editors in their own files, in English or Danish: sentences about fields, and limits of web hosts."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from kartotek.config.hosts import Host

CATALOGS = Path(__file__).parent.parent / "locale/fields"
"""Translations of the sentences about fields, apart from those of the interface, which every build reads."""


@cache
def translator(language: str) -> Callable[[str], str]:
    """A function that gives a sentence about a field in a language; English is what it is given."""
    path = CATALOGS / f"{language}.po"
    if not path.is_file():
        return lambda sentence: sentence
    with path.open("rb") as stream:
        said = {str(message.id): str(message.string) for message in read_po(stream, locale=language) if message.id}
    return lambda sentence: said.get(sentence) or sentence


_LIMITS = {
    "en": ("{} files", "{} MB together", "{} MiB for each file", "{} files in one folder"),
    "da": ("{} filer", "{} MB i alt", "{} MiB for hver fil", "{} filer i én mappe"),
}
_TAKES = {
    "en": "{} takes at most {}; a build warns before it is too much. A publication makes some ten files.",
    "da": "{} tager højst {}; der kommer en advarsel, før det er for meget. En publikation bliver til cirka ti filer.",
}


def limits_of(host: Host, language: str) -> str:
    """A sentence about what a web host takes; "" if no limit is known."""
    sizes = (host.files, host.bytes // 1_000_000, host.file_bytes // 1024**2, host.per_folder)
    said = [
        words.format(format_decimal(size, locale=language))
        for words, size in zip(_LIMITS[language], sizes, strict=True)
        if size
    ]
    return _TAKES[language].format(host.name, ", ".join(said)) if said else ""
