"""The reader of old addresses within the portal, which entries keep as `aliases`."""

import re
import unicodedata
from typing import Any
from urllib.parse import unquote

from kartotek.content import schema as s
from kartotek.content.entries import LONGEST_NAME
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import expected_text
from kartotek.content.paths import ValuePath
from kartotek.content.schema import takes
from kartotek.text.file_names import LONGEST_PATH, why_unportable


@takes(s.TEXT)
def local_address(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """An old address within this portal, such as `/node/17/`; returned without slashes at its ends, percent-decoded."""
    if not isinstance(raw, str):
        expected_text(raw, path, diagnostics)
        return None
    inner = unicodedata.normalize("NFC", unquote(raw)).strip("/")
    inner = inner.removesuffix("/index.html")
    parts = inner.split("/")
    if inner == "index.html" or any(part[:1] in ("", ".") or not re.fullmatch(r"[\w.~-]+", part) for part in parts):
        diagnostics.add("bad-url", path, f"{raw!r} is not an address within this portal", "write it as /old/address/")
        return None
    if max(len(part.encode()) for part in parts) > LONGEST_NAME or len(inner.encode()) > LONGEST_PATH:
        message = f"an address of {len(inner)} letters is longer than disks and web hosts take"
        diagnostics.add("bad-url", path, message, "leave this old address out, or shorten it")
        return None
    if why := why_unportable(inner):
        diagnostics.add("bad-url", path, f"{raw!r} {why}", "leave this old address out, or give it to your web host")
        return None
    return inner
