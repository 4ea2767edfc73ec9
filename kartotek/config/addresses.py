"""Addresses of folders on the web, as settings have them."""

from typing import Any
from urllib.parse import urlsplit

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.yamltext import Path


@s.takes(s.SITE_URL)
def site_address(raw: Any, path: Path, diagnostics: EntryDiagnostics) -> str | None:
    """The address of a folder: http or https, no query, no fragment; a slash at its end is added."""
    address = f.url(raw, path, diagnostics)
    if address is None:
        return None
    parts = urlsplit(address)
    if parts.scheme == "mailto" or parts.query or parts.fragment:
        diagnostics.add(
            "bad-url",
            path,
            f"{address!r} is not the address of a site",
            "write https://host/ or https://host/path/",
        )
        return None
    return address if address.endswith("/") else address + "/"
