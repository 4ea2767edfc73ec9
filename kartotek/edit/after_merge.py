"""Whether all works of two things would be works of the one that stays: the site is linked again with all changes."""

from collections.abc import Iterable

from kartotek.content.entries import Source, parse_entry
from kartotek.diagnostics import Diagnostic
from kartotek.edit.following import ContributorPlaces
from kartotek.edit.things import Contents, Thing, unlinked
from kartotek.model.common import is_hidden
from kartotek.model.kinds import LISTING
from kartotek.model.link import link
from kartotek.model.people import contributors_of
from kartotek.model.portal import Portal
from kartotek.model.records import read_record
from kartotek.site.load import today
from kartotek.text.name_matching import letters


def lost_works(
    contents: Contents, gone: Thing, stays: Thing, changed: Iterable[tuple[Source, bytes]]
) -> dict[str, ContributorPlaces]:
    """The works that would not be those of what stays, by key, each with the contributors who would be others."""
    if gone.kind.key not in LISTING:
        return {}
    records = contents.records.copy()
    records.things[gone.kind.key].pop(gone.key, None)
    for source, raw in changed:
        entry = parse_entry(source, raw)
        record = None if isinstance(entry, Diagnostic) else read_record(entry)[0]
        if record is not None:
            records.things[source.collection][source.name] = record
    now = records.things[stays.kind.key].get(stays.key)
    if now is None or is_hidden(now):
        return {}
    portal, _ = link(records, today(), drafts=True)
    of_kind = contents.portal.works[gone.kind.key]
    works = of_kind.get(gone.key, ()) if gone.key else [key for key, _ in unlinked(contents, gone.kind.key, gone.label)]
    found = {*works, *of_kind.get(stays.key, ())}.difference(portal.works[stays.kind.key].get(stays.key, ()))
    return {key: _misled(contents.portal, portal, key, gone, stays) for key in sorted(found)}


def _misled(before: Portal, after: Portal, key: str, gone: Thing, stays: Thing) -> ContributorPlaces:
    """The contributors of a publication who were one of the two, and would be neither."""
    places = []
    for role, i, contributor in contributors_of(before.publications[key]):
        was, is_now = (getattr(portal.links[key], role)[i] for portal in (before, after))
        is_gone = was == gone.key and (gone.key or letters(contributor.display) == letters(gone.label))
        if (is_gone or was == stays.key) and is_now != stays.key:
            places.append((role, i))
    return places
