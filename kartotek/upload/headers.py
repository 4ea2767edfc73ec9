"""What a bucket tells browsers of a file: its media type, and how long it may be kept."""

from collections.abc import Mapping
from mimetypes import MimeTypes

from kartotek.export.formats import NAMES
from kartotek.output.caching import cache_control

_TYPES = MimeTypes()
"""Python's own table, never that of the machine, which differs from one to the next."""

_MORE: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".linkset.json": "application/linkset+json",
} | {
    suffix: media_type
    for suffix, (_, media_type) in NAMES.items()
    if suffix.count(".") > 1 or suffix in (".bib", ".ris")
}
_BY_PATH = {".well-known/resourcesync": "application/xml"}
_UNKNOWN = "application/octet-stream"


def attributes(path: str) -> dict[str, str]:
    """The headers of a file, by its path in the portal."""
    return {"Content-Type": media_type(path), "Cache-Control": cache_control(path)}


def media_type(path: str) -> str:
    """The media type of a file, by the end of its name."""
    if path in _BY_PATH:
        return _BY_PATH[path]
    name = path.rpartition("/")[2].lower()
    at = name.find(".")
    while at >= 0:
        if found := _MORE.get(name[at:]):
            return found
        at = name.find(".", at + 1)
    guessed, packed = _TYPES.guess_type(name)
    return "application/gzip" if packed == "gzip" else guessed if guessed and not packed else _UNKNOWN
