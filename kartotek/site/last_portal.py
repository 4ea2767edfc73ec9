"""The portal of the last build with some publications edited, put together from what was stored of it.

Its mappings read from the store only what is looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from kartotek.content.entries import Source
from kartotek.model.kinds import PUBLICATIONS
from kartotek.model.portal import Portal
from kartotek.model.publication import Publication
from kartotek.model.relist import Relisted
from kartotek.site.cache import PORTAL_BY_KEY, PORTAL_BY_KIND, LastBuild
from kartotek.site.stored_publications import StoredPublications
from kartotek.store.store import Store, StoredMapping


def last_portal(last: LastBuild, sources: Sequence[Source], edited: Mapping[str, Publication]) -> Portal:
    """The portal of the last build, with the records of the `edited` publications as they are now.

    Allowed only if the edits concern no link. Lists are in the order of before.
    """
    store = cast("Store", last.store)
    parts: dict[str, Any] = {name: StoredMapping(store, f"portal/{name}") for name in PORTAL_BY_KEY}
    for name, kinds in PORTAL_BY_KIND.items():
        parts[name] = {kind: StoredMapping(store, f"portal/{name}/{kind}") for kind in kinds}
    files = {source.name: source.file for source in sources if source.collection == PUBLICATIONS.key}
    order = store.get("portal/order")
    publications = StoredPublications(order, files, last.entries, edited, parts["withheld"], parts["settled"])
    parts["things"][PUBLICATIONS.key] = publications
    return Portal(**parts, featured=store.get("portal/featured"), today=store.get("portal/today"))


def with_relisted(portal: Portal, relisted: Relisted) -> Portal:
    """Such a portal with its lists in their new order. What was read of it is not read again."""

    def now(part: str, stored: Any) -> Any:
        values = relisted.changes.get(part)
        return stored.instead(values) if values else stored

    parts: dict[str, Any] = {name: now(name, getattr(portal, name)) for name in PORTAL_BY_KEY}
    for name, kinds in PORTAL_BY_KIND.items():
        parts[name] = {kind: now(f"{name}/{kind}", getattr(portal, name)[kind]) for kind in kinds}
    publications = cast("StoredPublications", portal.publications)
    parts["things"][PUBLICATIONS.key] = publications.in_order(relisted.order) if relisted.order else publications
    featured = portal.featured if relisted.featured is None else relisted.featured
    return replace(portal, **parts, featured=featured)
