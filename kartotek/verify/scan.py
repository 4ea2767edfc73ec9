"""The addresses and anchors in one file of a static site, found without building a tree.

A page is taken apart as the HTML standard does it (WHATWG, 13.2.5): comments, elements whose content is text, tags with
their attributes. `tests/verify` compares the result with that of Python's own parser.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from html import unescape
from zlib import crc32


@dataclass(frozen=True, slots=True)
class FileLinks:
    """What a file has: addresses as written (still escaped), and the ids of its elements.

    `alternates` are the same page in other languages, as pairs of a tag and an address.
    """

    addresses: Iterable[str] = ()
    ids: frozenset[str] = frozenset()
    alternates: tuple[tuple[str, str], ...] = ()
    base: str = ""
    """The address that relative ones begin from, if the page says so (`<base href>`)."""


_ATTRIBUTES = r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+"""
_PIECE = re.compile(
    rf"""<!--.*?-->|<(script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])({_ATTRIBUTES})>(.*?)</\1"""
    rf"""|<[a-z][^\s/>]*+[\s/]({_ATTRIBUTES})>""",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, an element whose content is text, or a tag with attributes. Nothing is tried twice ("++"), which makes it
ten times as fast."""
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++))""")
_WITH_ADDRESS = frozenset(
    {"href", "src", "poster", "action", "formaction", "cite", "data", "longdesc", "background", "manifest",
     "xlink:href"}
)  # fmt: skip
_SETS = frozenset({"srcset", "imagesrcset"})
_BASE = re.compile(rf"<base[\s/]({_ATTRIBUTES})>", re.IGNORECASE)
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.IGNORECASE)
_CSS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
_SCRIPT = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"'$]*)["']""")
_LINKSET = re.compile(r'"(?:href|anchor)":\s*"([^"\\]*)"')
_BEFORE, _AFTER = frozenset('">{,- \n:;'), frozenset('"<}\n\r,;')


@cache
def _absolute(base_url: str) -> re.Pattern[str]:
    """Addresses of the portal itself, wherever they are written out in full."""
    return re.compile(re.escape(base_url) + r"""[^\s"<>{}\\,;']*""")


def _whole(text: str, base_url: str) -> set[str]:
    """The absolute addresses of the portal that are values of their own, not words of a sentence."""
    found: set[str] = set()
    for match in _absolute(base_url).finditer(text) if base_url else ():
        start, end = match.span()
        if (not start or text[start - 1] in _BEFORE) and (end == len(text) or text[end] in _AFTER):
            found.add(match[0])
    return found


def page(text: str, base_url: str) -> FileLinks:
    """Addresses, ids and alternates of an HTML page; of its JSON-LD, the portal's own addresses."""
    addresses: set[str] = set()
    ids: set[str] = set()
    pieces = set(_PIECE.findall(text))
    for name, _, content, _ in pieces:
        if content and name[:2].lower() == "st":
            addresses |= set(_style(content, base_url).addresses)
        elif content and name[:2].lower() == "sc":
            addresses |= _whole(content, base_url)
    tags = [of_tag or of_raw for _, of_raw, _, of_tag in pieces]
    for name, quoted, single, bare in _ATTRIBUTE.findall("\n".join(tags)):
        if name == "class":  # every second attribute
            continue
        key, value = name.lower(), quoted or single or bare
        if key in _WITH_ADDRESS:
            addresses.add(value)
        elif key == "id":
            ids.add(unescape(value))
        elif key == "content" and base_url and value.startswith(base_url):
            addresses.add(value)
        elif key in _SETS:
            addresses.update(part.split()[0] for part in value.split(",") if part.strip())
    if "http-equiv" in text:
        addresses |= {found[1] for tag in map(_attributes, tags) if (found := _REFRESH.match(tag.get("content", "")))}
    base = next((tag.get("href", "") for tag in map(_attributes, _BASE.findall(text))), "") if "<base" in text else ""
    return FileLinks(addresses, frozenset(ids), _alternates(tags), base)


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of one tag, with their names in small letters."""
    found = _ATTRIBUTE.findall(tag)
    return {name.lower(): quoted or single or bare for name, quoted, single, bare in found}


def _alternates(tags: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The pages that a page names as itself in other languages."""
    links = (_attributes(tag) for tag in tags if "hreflang" in tag and "alternate" in tag)
    return tuple(
        sorted(
            (link.get("hreflang", ""), link.get("href", ""))
            for link in links
            if "alternate" in link.get("rel", "").lower().split()
        )
    )


def _style(text: str, _base_url: str) -> FileLinks:
    """Addresses in a style sheet; those of data in the sheet itself are none."""
    return FileLinks({"".join(groups) for groups in _CSS.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))})


def _program(text: str, _base_url: str) -> FileLinks:
    """Modules without which a script does not run: what it imports later, with `import()`, may be missing."""
    return FileLinks(set(_SCRIPT.findall(text)))


def _linkset(text: str, base_url: str) -> FileLinks:
    """Addresses of a link set (RFC 9264): targets and anchors."""
    return FileLinks({*_LINKSET.findall(text), *_whole(text, base_url)})


def _other(text: str, base_url: str) -> FileLinks:
    """The portal's own addresses, in any format of text."""
    return FileLinks(_whole(text, base_url))


Scanner = Callable[[str, str], FileLinks]
"""Reads a text, given the address of the portal ("" if it is not known)."""

_SCANNERS: dict[str, Scanner] = {
    ".html": page, ".htm": page, ".css": _style, ".js": _program, ".mjs": _program, ".linkset.json": _linkset,
}  # fmt: skip
_ABSOLUTE_ONLY = (".json", ".xml", ".atom", ".svg", ".bib", ".ris", ".csv", ".txt", "/resourcesync")
_SKIPPED = ("pagefind/",)
"""Folders that other programs fill, with links of their own making."""


def scanner_of(path: str, base_url: str) -> Scanner | None:
    """What reads a file, given its path below the portal; None if there can be no link in it."""
    if path.startswith(_SKIPPED):
        return None
    for suffix, scanner in _SCANNERS.items():
        if path.endswith(suffix):
            return scanner
    return _other if base_url and path.endswith(_ABSOLUTE_ONLY) else None


def group_of(alternates: Iterable[tuple[str, str]]) -> int:
    """A number for a set of alternates, not 0: pages that are each other's alternates have the same one."""
    text = "\n".join(f"{tag} {target}" for tag, target in sorted(alternates))
    return crc32(text.encode()) or 1
