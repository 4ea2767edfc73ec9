"""The files of a site that name what becomes part of something else: they name that."""

import json
from collections.abc import Collection
from typing import Any, NamedTuple

from kartotek.content.entries import RawEntry, Source, parse_entry
from kartotek.content.paths import ValuePath
from kartotek.content.splice import Spliced, SpliceError
from kartotek.diagnostics import Diagnostic
from kartotek.edit.new_name import update_links, update_references
from kartotek.edit.references import ids_in
from kartotek.edit.things import Contents, Thing
from kartotek.model.kinds import KEYWORDS, PEOPLE, PUBLICATIONS
from kartotek.model.publication_fields import FIELDS

ContributorPlaces = Collection[tuple[str, int]]
"""Contributors of a publication: the field, and the place in it from 0."""


class Followed(NamedTuple):
    """A file as it was read, its new content, and how many references were mended in it."""

    before: bytes
    content: bytes
    mended: int


def followed(contents: Contents, source: Source, gone: Thing, stays: Thing, named: ContributorPlaces = ()) -> Followed:
    """The new content of a file.

    A list that named both names one; the contributors at `named` get an id. Raises SpliceError if the file cannot be
    read or changed in place.
    """
    raw = before = (contents.site / source.file).read_bytes()
    count = 0
    if gone.key and gone.key.encode() in raw:
        names = (gone.kind.key, gone.key, stays.key)
        text = Spliced(contents.site / source.file, raw)
        if gone.source or gone.kind is PEOPLE:  # what has no entry is named by its name, which stays as it is printed
            count = update_references(text, _entry(source, raw), contents.settings, names)
        else:
            count = update_links(text, contents.settings, names)
        raw = text.content()
        if gone.kind is not PEOPLE:  # someone who is listed twice is for an editor to decide
            raw = _without(contents, source, raw, _doubled(_entry(source, raw), stays))
    if gone.key and gone.kind is KEYWORDS and source.collection == PUBLICATIONS.key:
        removed = _doubled_labels(contents, source, gone, stays)
        raw, count = _without(contents, source, raw, removed), count + len(removed)
    if named:
        raw, count = _identified(contents, source, raw, stays, named), count + len(named)
    return Followed(before, raw, count)


def _entry(source: Source, raw: bytes) -> RawEntry:
    entry = parse_entry(source, raw)
    if isinstance(entry, Diagnostic):
        raise SpliceError(f"{source.file}:{entry.line} cannot be read: {entry.message}")
    return entry


def _without(contents: Contents, source: Source, raw: bytes, paths: Collection[ValuePath]) -> bytes:
    """The file without these items of its lists."""
    if not paths:
        return raw
    text = Spliced(contents.site / source.file, raw)
    lists: dict[ValuePath, set[int]] = {}
    for path in paths:
        lists.setdefault(path[:-1], set()).add(int(path[-1]))
    for path, places in lists.items():
        text.remove_items(path, places)
    return text.content()


def _doubled(entry: RawEntry, stays: Thing) -> list[ValuePath]:
    """Items of lists that say the same as one before them, now that two names have become one."""
    seen: set[tuple[ValuePath, str]] = set()
    doubled: list[ValuePath] = []
    for path in ids_in(entry.source.collection, entry.data, stays.kind.key, stays.key):
        at = path[:-1] if path[-1] == "id" else path
        if not at or not isinstance(at[-1], int):
            continue
        said = (at[:-1], json.dumps(_at(entry.data, at), sort_keys=True))
        if said in seen:
            doubled.append(at)
        seen.add(said)
    return doubled


def _doubled_labels(contents: Contents, source: Source, gone: Thing, stays: Thing) -> list[ValuePath]:
    """The labels of a keyword that goes, in a list that has the one that stays, too."""
    links = contents.portal.links.get(source.name)
    if links is None or not {gone.key, stays.key} <= {*links.keywords}:
        return []
    keywords = contents.records.publications[source.name].keywords
    data = _entry(source, (contents.site / source.file).read_bytes()).data
    kept = {language for (language, _), key in zip(keywords, links.keywords, strict=True) if key == stays.key}
    found: list[ValuePath] = []
    for i, ((language, label), key) in enumerate(zip(keywords, links.keywords, strict=True)):
        at = [tag for tag, _ in keywords[:i]].count(language)
        path: ValuePath = ("keywords", language, at) if language else ("keywords", at)
        if key == gone.key and language in kept and _at(data, path) == label:
            found.append(path)
    return found


def _at(data: Any, path: ValuePath) -> Any:
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        else:
            data = data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None
    return data


def _identified(contents: Contents, source: Source, raw: bytes, stays: Thing, named: ContributorPlaces) -> bytes:
    """The file, in which some contributors have the id of a person."""
    text, data = Spliced(contents.site / source.file, raw), _entry(source, raw).data
    for field in dict.fromkeys(field for field, _ in named):
        value = data[field]
        people = list(value) if isinstance(value, list) else [value]
        for i in (i for name, i in named if name == field):
            people[i] = {**(people[i] if isinstance(people[i], dict) else {"name": people[i]}), "id": stays.key}
        text.set_field(field, people, list(FIELDS))
    return text.content()
