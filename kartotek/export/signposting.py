"""Signposting (FAIR Signposting Profile, signposting.org/FAIR): typed links by which machines find their way from a
page.

Level 1 is in the head of the page (links of RFC 8288), level 2 in a link set of its own (RFC 9264).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from kartotek.export.work import Document, Work
from kartotek.text.identifiers import resolve


class TypedLink(NamedTuple):
    """A link from the page of a work: its relation (RFC 8288), its address, and the media type of what is there."""

    relation: str
    address: str
    media_type: str = ""


LINKSET = "application/linkset+json"
_HTML = "text/html"
_ABOUT_PAGE = "https://schema.org/AboutPage"


def signposts(
    work: Work,
    files: Sequence[Document],
    exports: Sequence[tuple[str, str]],
    collection: str,
    most: int | None = None,
) -> list[TypedLink]:
    """All links of a work: `cite-as`, `type`, `author`, `item`, `describedby`, `license`, `collection`.

    `files` are the documents of the work with the addresses they have on the page, `exports` pairs of address and media
    type, `collection` is the address of the portal. Links without an address are left out.
    `most` is how many authors are named, None for all.
    """
    handle = resolve("handle", work.record.handle) if work.record.handle else ""
    links = [TypedLink("cite-as", work.doi_url or handle or work.url)]
    links += [TypedLink("type", _ABOUT_PAGE), TypedLink("type", f"https://schema.org/{work.type.schema_org}")]
    for agent in work.creators[:most]:
        address = resolve("orcid", agent.orcid) if agent.orcid else agent.url
        links.append(TypedLink("author", address))
    links += [TypedLink("item", document.url, document.media_type) for document in files]
    links += [TypedLink("describedby", address, media_type) for address, media_type in exports]
    links += [TypedLink("license", work.license_url), TypedLink("collection", collection, _HTML if collection else "")]
    return [link for link in links if link.address]


def linkset(anchor: str, links: Sequence[TypedLink]) -> dict[str, Any]:
    """The link set (RFC 9264, section 4.2) of a page at `anchor`; files and exports have links back to it."""
    context: dict[str, Any] = {"anchor": anchor}
    back: list[dict[str, Any]] = []
    for link in links:
        target = {"href": link.address, **({"type": link.media_type} if link.media_type else {})}
        context.setdefault(link.relation, []).append(target)
        if link.relation in ("item", "describedby"):
            relation = "collection" if link.relation == "item" else "describes"
            back.append({"anchor": link.address, relation: [{"href": anchor, "type": _HTML}]})
    return {"linkset": [context, *back]}
