"""What may be seen on a day, and since when it was as it is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kartotek.content.folder import source_of
from kartotek.model.kinds import PAGES, PUBLICATIONS
from kartotek.model.publication import Publication, in_its_book, is_open, is_published
from kartotek.model.records import Records
from kartotek.text.dates import Change, PartialDate
from kartotek.text.slugs import slugify


def published(publications: Mapping[str, Publication], today: date, *, drafts: bool) -> dict[str, Publication]:
    """What may be seen today, newest first and without a date last; of one day, by title."""

    def order(publication: Publication) -> tuple[bool, int, int, int, str, str]:
        when = publication.date
        year, month, day = when.order if when else (0, 0, 0)
        return when is None, -year, -month, -day, slugify(publication.title), publication.key

    shown = {
        key: publication for key, publication in publications.items() if drafts or is_published(publication, today)
    }
    completed = [in_its_book(publication, shown.get(publication.book)) for publication in shown.values()]
    return {publication.key: publication for publication in sorted(completed, key=order)}


def things(records: Records, publications: Mapping[str, Publication], *, drafts: bool) -> dict[str, Mapping[str, Any]]:
    """By kind: all with an entry that may be seen, beside `publications`. Of drafts, a preview shows free pages."""
    shown: dict[str, Mapping[str, Any]] = {
        kind: {key: record for key, record in of_kind.items() if not record.draft or (drafts and kind == PAGES.key)}
        for kind, of_kind in records.things.items()
    }
    return shown | {PUBLICATIONS.key: publications}


def changed(
    records: Records, publications: Mapping[str, Publication], changes: Mapping[str, Change], today: str
) -> dict[str, Change]:
    """When what the portal shows was changed: an entry that waited for its day, on that day at the earliest, and one
    of which a file did, on that day too. `changes` are by file, `today` is ISO."""
    if not changes:
        return {}
    found: dict[str, Change] = {}
    for key, publication in publications.items():
        change = changes.get(records.sources["publications", key].file)
        if change and publication.publish_on:
            day = _morning(publication.publish_on)
            change = Change(change.created and max(change.created, day), max(change.last, day))
        if change and publication.files:
            ended = [file.embargo_until for file in publication.files if file.embargo_until and is_open(file, today)]
            change = Change(change.created, max(change.last, *map(_morning, ended)) if ended else change.last)
        if change:
            found[key] = change
    return found


def removed(records: Records, moments: Mapping[str, str]) -> dict[str, str]:
    """When publications were removed: of a file by which none can be found, the last time it went."""
    found: dict[str, str] = {}
    for file, moment in moments.items():
        source = source_of(file)
        if source and source.collection == "publications" and source.name not in records.publications:
            found[source.name] = max(moment, found.get(source.name, ""))
    return found


def _morning(day: PartialDate) -> str:
    return f"{day.first_day().isoformat()}T00:00:00Z"
