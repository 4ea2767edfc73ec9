"""What can go wrong with Pagefind, in words for those who build."""

from pathlib import Path

from kartotek.diagnostics import SetupError

KNOWN = "1.5.2"
"""The version of Pagefind whose files are read and put in order here."""


class SearchError(SetupError):
    """The search index cannot be made: Pagefind is missing, fails, or writes what this room cannot read."""


class LayoutError(SearchError):
    """A file of a bundle is not there, or not what it should be."""


def unknown_layout(path: Path) -> LayoutError:
    """The error for a file of the bundle that is not there, or not what it should be."""
    return LayoutError(
        f"the search program Pagefind made an index that Kartotek cannot read: {path.name} is missing, damaged or from "
        "another version",
        f"install the version that Kartotek knows, `pip install pagefind-bin=={KNOWN}`, or build with --no-search",
    )
