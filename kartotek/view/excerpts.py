"""Excerpts: what lists show of publications, made once for all lists and kept from build to build.

An excerpt is a sequence of pieces of bytes: the publication in each format of lists, its OpenURL as HTML, and its card
in each language of the site, whole and brief. `site.excerpts` stores them.
"""

from typing import Protocol

FORMATS = 6
"""How many pieces come first: one for each format of `export.formats.listed`."""
COINS = FORMATS
"""The number of the piece with the OpenURL; after it come the cards, in the order of the site's languages, then the
brief ones."""


class Excerpts(Protocol):
    """Where views find excerpts. What is not found, or is damaged, views make themselves.

    The digests are those of the facts that an excerpt is made from: the same digest means the same pieces.
    A tally stands for itself.
    """

    def digest(self, kind: str, key: str, language: str) -> bytes | None:
        """The digest of a fact of a publication ("links", "citations", "cards", "tallies"); None if it is not known."""

    def pieces(self, key: str, first: int, count: int) -> list[bytes] | None:
        """`count` pieces of a publication's excerpt from number `first` on; None if they cannot be read."""

    def tally(self, key: str) -> bytes | None:
        """What profiles count of a publication (`view.tallies`), packed; None if it is not known."""


class NoExcerpts:
    """No excerpts: every view makes what it needs."""

    def digest(self, kind: str, key: str, language: str) -> bytes | None:
        """None."""

    def pieces(self, key: str, first: int, count: int) -> list[bytes] | None:
        """None."""

    def tally(self, key: str) -> bytes | None:
        """None."""
