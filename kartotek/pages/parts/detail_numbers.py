"""The rows of the table of details that have identifiers and standard numbers."""

from collections.abc import Sequence

from kartotek.model.kinds import JOURNALS
from kartotek.model.portal import Links
from kartotek.model.publication import Publication
from kartotek.pages.parts.detail_value import DetailValue, Values, ValuesOf
from kartotek.render.escape import breakable, ranges
from kartotek.text import identifiers, ipc
from kartotek.view.view import View


def numbers(kind: str) -> ValuesOf:
    """The ISBNs or ISSNs, of which electronic ones are told apart."""

    def values(view: View, publication: Publication, _links: Links) -> Values:
        yield from _told_apart(view, "", getattr(publication, kind), getattr(publication, f"e{kind}"))

    return values


def issns(view: View, container: str, publication: Publication | None = None) -> Values:
    """The ISSNs that the entry gives, or else those of the container's own entry."""
    if publication and publication.all_issn:
        yield from _told_apart(view, "ISSN ", publication.issn, publication.eissn)
    elif container:
        journal = view.thing(JOURNALS, container)
        yield from _told_apart(view, "ISSN ", journal.issn, journal.eissn)


def _told_apart(view: View, label: str, usual: Sequence[str], electronic: Sequence[str]) -> Values:
    """Numbers of both kinds; where none is known to be electronic, the others may be anything."""
    kinds = (view.language.gettext("printed"), view.language.gettext("electronic")) if electronic else ("", "")
    for numbers_of_kind, kind in zip((usual, electronic), kinds, strict=True):
        for number in numbers_of_kind:
            yield DetailValue(ranges(f"{label}{number}"), after=f" ({kind})" if kind else "")


def doi(_view: View, publication: Publication, _links: Links) -> Values:
    """The DOI, linked to doi.org."""
    if publication.doi:
        yield DetailValue(breakable(publication.doi), href=identifiers.resolve("doi", publication.doi))


_SCHEMES = (("arxiv", "arXiv"), ("pmid", "PubMed"), ("pmcid", "PubMed Central"), ("handle", "Handle"))
"""Fields with identifiers, each with what to call them."""


def other_identifiers(_view: View, publication: Publication, _links: Links) -> Values:
    """Identifiers that can be resolved, with links; then the others, with links if their scheme is known."""
    for scheme, label in _SCHEMES:
        identifier = getattr(publication, scheme)
        if identifier:
            yield DetailValue(breakable(f"{label}: {identifier}"), href=identifiers.resolve(scheme, identifier))
    for text in publication.identifiers:
        known = identifiers.recognised(text, "publications")
        yield DetailValue(breakable(known.said), href=known.address) if known else DetailValue(text)


def patent_classes(_view: View, publication: Publication, _links: Links) -> Values:
    """The classes of a patent, linked to what WIPO says of them."""
    for symbol in publication.ipc:
        yield DetailValue(symbol, href=ipc.address(symbol))
