"""Addresses on the web, as settings have them: everybody sees them, and the policies of pages are made of them."""

import re
from typing import Any
from urllib.parse import urlsplit

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.paths import ValuePath


@s.takes(s.SITE_URL)
def site_address(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """The address of a folder: http or https, no query, no fragment; a slash at its end is added."""
    address = f.url(raw, path, diagnostics)
    if address is None:
        return None
    if not check_host(address, path, diagnostics):
        return None
    parts = urlsplit(address)
    if parts.query or parts.fragment:
        diagnostics.add(
            "bad-url",
            path,
            f"{address!r} is not the address of a site",
            "write https://host/ or https://host/path/",
        )
        return None
    return address if address.endswith("/") else address + "/"


_HOST = re.compile(s.HOST_PATTERN)


def check_host(address: str, path: ValuePath, diagnostics: EntryDiagnostics, *, instead: str = "take it out") -> bool:
    """Whether an address is one of http or https, of a host and perhaps a port, and nothing else: no user, no password.

    What is wrong is reported; `instead` says what to do about a password.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        diagnostics.add("bad-url", path, f"{address!r} is no address on the web", "write https://...")
    elif "@" in parts.netloc:
        diagnostics.add("bad-url", path, "a password in an address is seen by all who see this file", instead)
    elif not _HOST.fullmatch(parts.netloc):
        diagnostics.add("bad-url", path, f"{parts.netloc!r} is not the name of a host", "write https://host/")
    else:
        return True
    return False
