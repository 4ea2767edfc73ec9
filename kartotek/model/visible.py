"""What is shown on a day, and when it last changed."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from kartotek.content.folder import source_of
from kartotek.model.common import is_hidden
from kartotek.model.kinds import PAGES, PUBLICATIONS
from kartotek.model.publication import Publication, in_its_book, is_open, is_published
from kartotek.model.records import Records
from kartotek.text.dates import Change, PartialDate
from kartotek.text.rich import without_nocase
from kartotek.text.slugs import slugify


def sort_key(publication: Publication) -> tuple[bool, int, int, int, str, str]:
    """What publications are sorted by: newest first, those of one day by title, those without a date last."""
    when = publication.date
    year, month, day = when.order if when else (0, 0, 0)
    return when is None, -year, -month, -day, title_key(publication), publication.key


def title_key(publication: Publication) -> str:
    """What those of one day are sorted by."""
    return slugify(without_nocase(publication.title))


def published(publications: Mapping[str, Publication], today: date, *, drafts: bool) -> dict[str, Publication]:
    """The publications shown today, in order (`sort_key`).

    Chapters are completed with what the entry of their book says, if that is shown, too. `drafts` shows everything.
    """

    shown = {
        key: publication
        for key, publication in publications.items()
        if (drafts and not publication.retired) or is_published(publication, today)
    }
    completed = [in_its_book(publication, shown.get(publication.book)) for publication in shown.values()]
    return {publication.key: publication for publication in sorted(completed, key=sort_key)}


def things(records: Records, publications: Mapping[str, Publication], *, drafts: bool) -> dict[str, Mapping[str, Any]]:
    """By kind: everything that has an entry and is shown, with `publications` as they are given.

    With `drafts`, drafts of free pages are shown; people, keywords and the like stay hidden until they are published.
    """
    shown: dict[str, Mapping[str, Any]] = {
        kind: {
            key: record
            for key, record in of_kind.items()
            if not is_hidden(record) or (drafts and kind == PAGES.key and not record.retired)
        }
        for kind, of_kind in records.things.items()
    }
    return shown | {PUBLICATIONS.key: publications}


def next_change(publications: Mapping[str, Publication], today: date) -> str:
    """The next day (ISO 8601) on which something changes though nobody edits anything, "" if there is none.

    On that day an entry appears (`publish_on`), or a file becomes open (`embargo_until`). Of drafts only files that
    another entry names as well count: as long as a draft keeps them closed, they are. Those of what is retired stay
    closed.
    """
    named = Counter(file.path for publication in publications.values() for file in publication.files)
    days: list[date] = []
    for publication in publications.values():
        if publication.publish_on and not publication.draft:
            days.append(publication.publish_on.first_day())
        days += [
            file.embargo_until.first_day()
            for file in publication.files
            if file.embargo_until
            and not publication.retired
            and (not publication.draft or (file.path and named[file.path] > 1))
        ]
    return min((day.isoformat() for day in days if day > today), default="")


def retired(records: Records, things: Mapping[str, Mapping[str, Any]], today: date) -> dict[str, Any]:
    """The records of what has a notice in the place of its page, by kind and name ("people/ada").

    A free page has none as long as one of its versions is shown.
    """
    pages = {page.key for page in things[PAGES.key].values()}
    return {
        f"{kind}/{name}": record
        for kind, of_kind in records.things.items()
        for name, record in of_kind.items()
        if record.retired
        and not record.draft
        and not (kind == PAGES.key and record.key in pages)
        and not (kind == PUBLICATIONS.key and record.publish_on and record.publish_on.first_day() > today)
    }


def changed(
    records: Records, publications: Mapping[str, Publication], changes: Mapping[str, Change], today: str
) -> dict[str, Change]:
    """When what the portal shows of each publication was first and last changed.

    `changes` are the changes of files by path, `today` is a day (ISO 8601). An entry that waited for its day was
    changed on that day at the earliest; the end of an embargo is a change, too.
    """
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


def removed(records: Records, moments: Mapping[str, str], retired: Mapping[str, Any]) -> dict[str, str]:
    """When publications were removed, by key. `moments` has the last removal of each file, by path; `retired` the
    records of what was retired, by kind and name.

    A publication that has only moved to another folder has not been removed; of several files with its name, the last
    removal counts.
    """
    found: dict[str, str] = {}
    for file, moment in moments.items():
        source = source_of(file)
        if source and source.collection == "publications" and source.name not in records.publications:
            found[source.name] = max(moment, found.get(source.name, ""))
    for record in retired.values():
        if isinstance(record, Publication) and record.retired and record.retired.date:
            found[record.key] = _morning(record.retired.date)
    return found


def _morning(day: PartialDate) -> str:
    """The beginning of a day, as a moment (ISO 8601, UTC)."""
    return f"{day.first_day().isoformat()}T00:00:00Z"
