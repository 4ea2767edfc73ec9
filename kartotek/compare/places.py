"""What an address is the address of, told from its form alone: a page, an export of a page, a document."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kartotek import urls
from kartotek.model.kinds import GROUPINGS, INDEXES, KINDS, LISTING

WORDS = {key: kind.label.lower() for key, kind in KINDS.items()} | {key: g.page for key, g in GROUPINGS.items()}
"""What one thing of a part of the portal is called."""


LISTS = frozenset({*LISTING, *GROUPINGS})
"""The parts of the portal whose pages list publications."""


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """An address, of a `kind` that lasts; `owner` is the page it belongs to, without the language.

    `part` is the part of the portal: "people", or "pages" for free pages and all else. `ending` is that of an export.
    """

    kind: urls.FileKind
    part: str
    owner: str
    language: str
    ending: str = ""


def languages_of(paths: Iterable[str]) -> frozenset[str]:
    """The languages of a portal besides its first: folders that have the same indexes as the root."""
    index = urls.output_path(urls.index_of("publications"))
    return frozenset(path.partition("/")[0] for path in paths if path.count("/") == 2 and path.endswith(f"/{index}"))


def place_of(path: str, languages: frozenset[str], files: Collection[str]) -> ParsedAddress | None:
    """What a path below a portal is, of which all `files` are given; None for what is no address to be kept: what comes
    and goes, and further pages of a list."""
    language, _, rest = path.partition("/")
    if language not in languages:
        language, rest = "", path
    kind = urls.file_kind(rest, files)
    *folders, name = rest.split("/")
    is_further = name == "index.html" and len(folders) > 1 and folders[-2] == "page" and folders[-1].isdigit()
    if is_further or not kind.lasts:
        return None
    part = folders[0] if folders and folders[0] in INDEXES else "pages"
    if kind is urls.PAGE:
        return ParsedAddress(kind, part, rest, language)
    owner = "/".join([*folders, "index.html"])
    if rest.startswith(urls.DATA):
        return ParsedAddress(kind, "pages", owner, language, name)
    return ParsedAddress(kind, part, owner, language, name.removeprefix(folders[-1]) if kind is urls.EXPORT else "")


def address_of(path: str) -> str:
    """A file below a portal as people know it: "/people/ada-lind/"."""
    return "/" + (path[: -len("index.html")] if path == "index.html" or path.endswith("/index.html") else path)
