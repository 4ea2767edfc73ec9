"""Excerpts: what lists show of publications, made once for all lists and kept from build to build."""

from typing import Protocol

FORMATS = 5
"""The first pieces of an excerpt: the publication in each format of `formats.listed`."""
COINS = FORMATS
"""The piece that is its OpenURL in HTML; after it come its cards, one for each language of the site."""


class Excerpts(Protocol):
    """Pieces by the key of their publication. An excerpt that was not kept, or was damaged, is made where it is needed.

    The digests are those of the facts behind it: the same digest means the same pieces.
    """

    def digest(self, kind: str, key: str, language: str) -> bytes | None:
        """The digest of a fact ("links", "citations", "cards") of a publication, if it is kept."""

    def pieces(self, key: str, first: int, count: int) -> list[bytes] | None:
        """Some pieces of a publication's excerpt, if they are kept."""


class NoExcerpts:
    """Nothing is kept."""

    def digest(self, kind: str, key: str, language: str) -> bytes | None:
        """None."""

    def pieces(self, key: str, first: int, count: int) -> list[bytes] | None:
        """None."""
