"""Where an address leads, seen from a page: a file of the portal, or elsewhere (RFC 3986, section 5)."""

import posixpath
import re
from html import unescape
from urllib.parse import unquote, urlsplit

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_HASH = "\x01"
"""Stands for # in the name of a file; no file of a portal has it in its name."""
OUTSIDE = "../"
"""The target of a link that leaves the portal's folder: nothing is there."""


class Resolver:
    """Targets of addresses: "people/ada/index.html", or with an anchor "people/index.html#m"; "" for one elsewhere.

    `base_url` is the address of the portal with a slash at its end, or "" if it is not known.
    """

    def __init__(self, base_url: str) -> None:
        self._root = urlsplit(base_url).path or "/" if base_url else "/"
        self._host = base_url.removesuffix(self._root).lower()
        self._base = self._host + self._root if base_url else ""

    def target(self, address: str, page: str) -> str:
        """The target of an address as a page has it, whose path below the portal is `page`."""
        if "&" in address:
            address = unescape(address)
        if address[:3] == "../":
            return _file(_joined(page, address.rstrip()))
        address = address.strip()
        if self._host and address[: len(self._host)].lower() == self._host:  # it may be in capitals
            address = self._host + address[len(self._host) :]
        if self._base and address.startswith(self._base):
            path = address[len(self._base) :]
        elif _SCHEME.match(address):
            return ""
        elif address.startswith("/"):
            if not address.startswith(self._root):
                return ""  # another site of the same host
            path = address[len(self._root) :]
        elif not address:
            return ""
        elif address[0] in "#?":
            path = page + address
        else:
            path = _joined(page, address)
        return _file(path)


def split_target(target: str) -> tuple[str, str]:
    """The file of a target, and the anchor in it, or ""."""
    path, _, anchor = target.partition("#")
    return path.replace(_HASH, "#"), anchor


def _joined(page: str, address: str) -> str:
    """A relative address, seen from a page; most go up to the root and down again."""
    folder = page[: page.rfind("/") + 1]
    while folder and address.startswith("../"):
        folder, address = folder[: folder.rfind("/", 0, -1) + 1], address[3:]
    return folder + address


def _file(path: str) -> str:
    """The file for a path with query and fragment; the anchor "top" needs no element, and "/..." is a place in a
    program, such as `/admin/`."""
    fragment = ""
    if "#" in path:
        path, _, fragment = path.partition("#")
        fragment = unquote(fragment).partition(":~:")[0]
    if "?" in path:
        path = path.partition("?")[0]
    if "%" in path:
        path = unquote(path).replace("#", _HASH)
    if path[:1] == "." or "/." in path:
        slash = "/" if path.endswith(("/", "/.", "/..")) else ""
        path = posixpath.normpath(path)
        if path == ".." or path.startswith("../"):
            return OUTSIDE
        path = "" if path == "." else path + slash
    if not path or path[-1] == "/":
        path += "index.html"
    return f"{path}#{fragment}" if fragment and fragment != "top" and fragment[0] != "/" else path
