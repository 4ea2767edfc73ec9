"""Symbols of the International Patent Classification (IPC; its Guide, chapter "Complete classification symbol")."""

import re

SCHEME = "International Patent Classification"
SCHEME_ADDRESS = "https://www.wipo.int/classifications/ipc/"
_EDITION = "20240101"
"""Which edition addresses lead to: WIPO keeps them all, and has no address without one."""
_SYMBOL = re.compile(
    r"([A-H])\s*([0-9]{2})\s*([A-Z])(?:\s*([0-9]{1,4})\s*/\s*([0-9]{2,6})|([0-9]{4})([0-9]{6}))?"
    r"(?:\s*\(\s*[0-9]{4}\.[0-9]{2}\s*\))?",
    re.IGNORECASE,
)
"""A subclass, or a group in it as it is printed or with all its zeros (WIPO ST.8); the edition may follow."""


def ipc(text: str) -> str:
    """A symbol as it is printed: "A61K", "A61K 31/195". Raises ValueError if it is none."""
    found = _SYMBOL.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not a class of patents (IPC): one looks like A61K 31/195")
    subclass = "".join(found.group(1, 2, 3)).upper()
    group, sub = found[4] or found[6], found[5] or found[7]
    if group is None or (not int(group) and not int(sub)):
        return subclass
    return f"{subclass} {int(group)}/{sub if found[5] else sub[:2] + sub[2:].rstrip('0')}"


def address(symbol: str) -> str:
    """Where WIPO explains a symbol that `ipc` returned."""
    subclass, _, rest = symbol.partition(" ")
    group, _, sub = rest.partition("/")
    full = f"{subclass}{int(group):04}{sub:0<6}" if rest else subclass
    return f"https://ipcpub.wipo.int/?notion=scheme&version={_EDITION}&symbol={full}"
