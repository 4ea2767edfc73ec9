"""Names that some file system refuses, and names that one takes for the same.

A portal is built on one machine and copied to others: what Linux stores is not always what macOS, Windows or a web host
does.
"""

import re
import unicodedata

_LONGEST_NAME = 250
"""Bytes in one name. File systems take 255, and copies are compressed under names that end in `.gz`."""
LONGEST_PATH = 800
"""Bytes in an address without its host. Windows and macOS take paths of some 1,000, `dist/` and all."""

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|$)", re.IGNORECASE)
"""The names of devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces")."""
_OBEYED = ("web.config", ".htaccess", ".user.ini")
"""Names of settings that web servers obey in every folder (IIS, Apache, PHP)."""
_CONTROL = r"\x00-\x1f\x7f"
_HAS_CONTROL = re.compile(f"[{_CONTROL}]")
_REFUSED = re.compile(rf'[<>:"|?*\\{_CONTROL}]')


def has_control(name: str) -> bool:
    """Whether a name has a line break or another control character. A file with an address must not: headers and
    settings of hosts have a line for each file."""
    return _HAS_CONTROL.search(name) is not None


def is_device(name: str) -> bool:
    """Whether Windows takes a file or folder of that name for a device: `nul`, `aux.pdf`."""
    return _DEVICES.match(name) is not None


_NOT_UTF_8 = re.compile("[\ud800-\udfff]")
"""What Python makes of the bytes of such a name."""


def why_unportable(path: str) -> str:
    """Why some disk or web host would refuse a path with slashes, to follow "it"; "" if none would.

    >>> why_unportable("theses/aux.pdf")
    "has the name 'aux.pdf', which is that of a device on Windows"
    """
    if _NOT_UTF_8.search(path):
        return "has a name that is not in UTF-8, as web addresses are"
    for name in path.split("/"):
        if len(name.encode()) > _LONGEST_NAME:
            return f"has a name of {len(name.encode())} bytes, and disks take no more than {_LONGEST_NAME} safely"
        if sign := _REFUSED.search(name):
            return f"has {sign[0]!r} in the name {name!r}, which Windows refuses"
        if name.lower() in _OBEYED:
            return f"has the name {name!r}, which web servers take for settings of theirs"
        if is_device(name):
            return f"has the name {name!r}, which is that of a device on Windows"
        if name.endswith((".", " ")):
            return f"has the name {name!r}, and Windows drops dots and spaces at the end of names"
    if len(path.encode()) > LONGEST_PATH:
        return f"has an address of {len(path.encode())} bytes, and disks and web hosts take {LONGEST_PATH} safely"
    return ""


def folded(path: str) -> str:
    """What two paths have in common that one disk may take for the same: they differ in capital letters, or in how
    letters with accents are written (Unicode 16, definition D145, "canonical caseless match")."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())
