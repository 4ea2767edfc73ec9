"""Identifiers of other works and their types, as DataCite has them."""

from kartotek.text.identifiers import recognised

_RELATED = ("doi", "arxiv", "handle", "pmid", "issn", "urn", "ark", "swhid", "raid", "rrid")
"""Schemes that are types of related identifiers (DataCite 4.7, relatedIdentifierType), by the same name."""


def identifier_of(address: str, scheme: str = "URL") -> tuple[str, str]:
    """An identifier and its type: what an address stands for, if there is a type for it."""
    known = recognised(address, among=_RELATED) if scheme == "URL" else None
    if known is None:
        return address, scheme
    return f"arXiv:{known.value}" if known.key == "arxiv" else known.value, known.scheme.label
