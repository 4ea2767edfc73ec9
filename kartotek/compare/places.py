"""What an address is the address of, told from its form alone: a page, an export of a page, a document."""

from collections.abc import Iterable
from dataclasses import dataclass

from kartotek import urls
from kartotek.model.kinds import GROUPINGS, INDEXES, KINDS, LISTING

_OWN_FOLDERS = (urls.ASSETS, urls.PAGEFIND, urls.ADMIN)
_MACHINES = (
    *urls.SEARCH_DATA,
    urls.DIALOG,
    "sitemap",
    urls.DATA_PACKAGE,
    "robots.txt",
    "data/resourcelist",
    "data/changelist",
    ".well-known/",
    urls.NOT_FOUND,
)
"""Beginnings of paths that come and go as a portal grows; programs find them anew each time."""
WORDS = {key: kind.label.lower() for key, kind in KINDS.items()} | {key: g.page for key, g in GROUPINGS.items()}
"""What one thing of a part of the portal is called."""


LISTS = frozenset({*LISTING, *GROUPINGS})
"""The parts of the portal whose pages list publications."""


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """An address. `form` is "page", "export" or "document"; `owner` is the page it belongs to, without the language.

    `part` is the part of the portal: "people", or "pages" for free pages and all else. `ending` is that of an export.
    """

    form: str
    part: str
    owner: str
    language: str
    ending: str = ""


def languages_of(paths: Iterable[str]) -> frozenset[str]:
    """The languages of a portal besides its first: folders that have the same indexes as the root."""
    index = urls.output_path(urls.index_of("publications"))
    return frozenset(path.partition("/")[0] for path in paths if path.count("/") == 2 and path.endswith(f"/{index}"))


def place_of(path: str, languages: frozenset[str]) -> ParsedAddress | None:
    """What a path below a portal is; None for what is no address to be kept: assets, further pages of a list."""
    language, _, rest = path.partition("/")
    if language not in languages:
        language, rest = "", path
    if rest.startswith((*_OWN_FOLDERS, *_MACHINES)) or rest.rpartition("/")[2].startswith((".", "_")):
        return None
    if rest.lower() in urls.HOSTS_FILES or rest.lower().endswith(f".pdf{urls.THUMBNAIL}"):
        return None
    *folders, name = rest.split("/")
    if name == "index.html" and len(folders) > 1 and folders[-2] == "page" and folders[-1].isdigit():
        return None
    part = folders[0] if folders and folders[0] in INDEXES else "pages"
    if name == "index.html" or name.endswith((".html", ".htm")):
        return ParsedAddress("page", part, rest, language)
    owner = "/".join([*folders, "index.html"])
    if rest.startswith(urls.DATA):
        return ParsedAddress("export", "pages", owner, language, name)
    ending = next((each for each in urls.EXPORTS if folders and name == folders[-1] + each), "")
    return ParsedAddress("export" if ending else "document", part, owner, language, ending)


def address_of(path: str) -> str:
    """A file below a portal as people know it: "/people/ada-lind/"."""
    return "/" + (path[: -len("index.html")] if path == "index.html" or path.endswith("/index.html") else path)
