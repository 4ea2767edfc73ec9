"""The entry that stays when two become one: what it takes over from the other, and what has no place in it."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from kartotek import urls
from kartotek.config.settings import Site
from kartotek.content.entries import RawEntry, Source, parse_entry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.splice import Spliced, SpliceError
from kartotek.content.yaml_output import entry_text
from kartotek.diagnostics import Diagnostic, Severity
from kartotek.diagnostics.codes import SEVERITIES
from kartotek.edit.joining import Joined, add_to_language, as_list, as_text, join
from kartotek.edit.references import address_of
from kartotek.edit.things import Contents, Thing, has_page
from kartotek.model.kinds import PEOPLE, PUBLICATIONS
from kartotek.model.publication import Publication, is_published
from kartotek.model.roles import ROLES
from kartotek.site.load import today
from kartotek.text.name_matching import letters


@dataclass(frozen=True, slots=True)
class Surviving:
    """The entry that stays: its file and content, the fields that it takes over, and what has no place in it."""

    file: str
    content: bytes
    taken: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def surviving(contents: Contents, gone: Thing, stays: Thing, raw: bytes, other: bytes) -> Surviving:
    """Join the entry of what goes to that of what stays; `raw` and `other` are their files, in which references were
    mended already, and which are made of names for what has no entry.

    Raises SpliceError if the file cannot be changed in place.
    """
    here, there = (_parsed(source_of(thing), content) for thing, content in ((stays, raw), (gone, other)))
    withheld = _is_withheld(gone) and not _is_withheld(stays)
    joined = join(stays.kind, here, there, one_home=_one_home(contents, gone, stays), withheld=withheld)
    _join_parent(here, there, stays, joined)
    _drop_itself(here, stays, joined)
    _drop_wrong(here, there, stays, joined)
    _join_names(contents, here, gone, stays, joined)
    addresses = _new_addresses(contents.settings, here, there, gone) if has_page(contents, gone) else ()
    joined.added["aliases"] = list(addresses)
    content = _spliced(contents, here, raw, stays, joined)
    taken = [
        *joined.set,
        *(key for key in joined.added if key != "aliases"),
        *([stays.kind.text] if joined.body else []),
    ]
    return Surviving(here.source.file, content, tuple(taken), tuple(joined.left))


def source_of(thing: Thing) -> Source:
    """The file of the entry of a thing, or that which it would have."""
    name = thing.key or "without-page"
    return thing.source or Source(thing.kind.key, name, f"content/{thing.kind.key}/{name}.md")


def entry_of_mention(thing: Thing) -> bytes:
    """The file of an entry for what publications only mention: its names, and the ORCID iD of a person."""
    data: dict[str, Any] = {thing.kind.naming.field: thing.label}
    if labels := getattr(thing.record, "labels", ()):
        data["labels"] = dict(labels)
    if thing.kind is PEOPLE:
        data |= {"other_names": list(thing.record.other_names), "orcid": thing.record.orcid}
    return entry_text({key: value for key, value in data.items() if value}, "").encode()


def _parsed(source: Source, raw: bytes) -> RawEntry:
    entry = parse_entry(source, raw)
    if isinstance(entry, Diagnostic):
        raise SpliceError(f"{source.file}:{entry.line} cannot be read: {entry.message}")
    return entry


def _is_withheld(thing: Thing) -> bool:
    """Whether nobody may see it yet."""
    record = thing.record
    return not is_published(record, today()) if isinstance(record, Publication) else bool(record.draft)


def _one_home(contents: Contents, gone: Thing, stays: Thing) -> bool:
    """Whether two publications appeared in one journal or book, as far as both say where."""
    if gone.kind is not PUBLICATIONS:
        return True
    homes = []
    for thing in (gone, stays):
        links = contents.portal.links.get(thing.key)
        named = thing.record.journal or thing.record.book
        homes.append((links and (links.container or links.host)) or letters(named))
    return not all(homes) or homes[0] == homes[1]


def _join_parent(here: RawEntry, there: RawEntry, stays: Thing, joined: Joined) -> None:
    """What the thing is part of; neither of the two can be a part of itself."""
    field = stays.kind.parent
    own, other = (str(entry.data.get(field) or "") for entry in (here, there))
    other = "" if other == stays.key else other
    if not field or other == own:
        return
    if own == stays.key and not other:
        joined.removed.append(field)
    elif own in ("", stays.key):
        joined.set[field] = other
    elif other:
        joined.left.append((field, other))


def _drop_itself(here: RawEntry, stays: Thing, joined: Joined) -> None:
    """No publication is related to itself."""
    if stays.kind is not PUBLICATIONS:
        return
    for field in {*here.data, *joined.set, *joined.added}.difference(ROLES):
        own, items = as_list(here.data.get(field)), as_list(joined.expected(here.data).get(field))
        others = [item for item in items if not (isinstance(item, dict) and item.get("id") == stays.key)]
        if field == "related":
            others = [item for item in others if item != stays.key]
        if len(others) == len(items):
            continue
        joined.set.pop(field, None)
        joined.added.pop(field, None)
        if others != own and others:
            joined.set[field] = others
        elif not others and own:
            joined.removed.append(field)


def _drop_wrong(here: RawEntry, there: RawEntry, stays: Thing, joined: Joined) -> None:
    """Leave out what contradicts the entry that stays: one project does not end before another begins."""
    known = _errors(here, here.data, stays)
    while count := len(_errors(here, joined.expected(here.data), stays) - known):
        for key in list(joined.set):
            value = joined.set.pop(key)
            if len(_errors(here, joined.expected(here.data), stays) - known) < count:
                joined.left.append((key, as_text(there.data.get(key, value))))
                break
            joined.set[key] = value
        else:
            return


def _errors(here: RawEntry, data: dict[str, Any], stays: Thing) -> set[tuple[str, str]]:
    """The errors of an entry with these fields: code and message of each."""
    diagnostics = EntryDiagnostics()
    stays.kind.read(replace(here, data=deepcopy(data)), diagnostics)
    return {(found.code, found.message) for found in diagnostics.found if SEVERITIES[found.code] is Severity.ERROR}


def _join_names(contents: Contents, here: RawEntry, gone: Thing, stays: Thing, joined: Joined) -> None:
    """Keep the names of what goes as further names, so that works that print them are found."""
    kind, naming = stays.kind, stays.kind.naming
    if naming.others not in kind.fields:
        if kind is not PUBLICATIONS and letters(gone.label) != letters(stays.label):
            joined.left.append((naming.field, gone.label))
        return
    entry = replace(here, data=deepcopy(joined.expected(here.data)))
    record = kind.read(entry, EntryDiagnostics())
    names = (*naming.all_names(record), *getattr(record, "hidden_names", ())) if record is not None else ()
    known = {letters(name) for name in names}
    missing: dict[str, str] = {}
    for name in naming.all_names(gone.record):
        if letters(name) not in known and not _is_anothers(contents, name, gone, stays):
            missing.setdefault(letters(name), name)
    if not missing:
        return
    own = entry.data.get(naming.others)
    if isinstance(own, dict):
        add_to_language(naming.others, own, list(missing.values()), joined)
    else:
        joined.added[naming.others] = list(missing.values())


def _is_anothers(contents: Contents, name: str, gone: Thing, stays: Thing) -> bool:
    """Whether works that say nothing but this name mean somebody else: someone may have been given an id for it."""
    if gone.kind is not PEOPLE or gone.source:
        return False
    for key, links in contents.portal.links.items():
        publication = contents.portal.publications[key]
        for role in ROLES:
            for contributor, person in zip(getattr(publication, role), getattr(links, role), strict=False):
                if contributor.id or contributor.orcid or person in (gone.key, stays.key):
                    continue
                if letters(contributor.display) == letters(name):
                    return True
    return False


def _new_addresses(settings: Site, here: RawEntry, there: RawEntry, gone: Thing) -> Iterator[str]:
    """The addresses of what goes, in each language, and its older ones, as far as they do not lead here already."""
    known = {alias.strip("/") for alias in as_list(here.data.get("aliases"))}
    prefixes = [urls.prefix(each, settings.languages) for each in settings.languages]
    address = address_of(gone.kind.key, gone.key)
    for alias in (*(f"/{prefix}{address}" for prefix in prefixes), *as_list(there.data.get("aliases"))):
        if alias.strip("/") not in known:
            known.add(alias.strip("/"))
            yield alias


def _spliced(contents: Contents, here: RawEntry, raw: bytes, stays: Thing, joined: Joined) -> bytes:
    """The file with all that was joined. Raises SpliceError if it could not be changed in place."""
    order = list(stays.kind.fields)
    text = Spliced(contents.site / here.source.file, raw)
    for key in sorted({*joined.set, *joined.added}, key=order.index):
        if key in joined.set:
            text.set_field(key, joined.set[key], order)
        elif joined.added[key]:
            text.append(key, joined.added[key], order)
    for key in joined.removed:
        text.remove_field(key)
    if joined.body is not None:
        if here.source.file.endswith(".md"):
            text.set_body(joined.body)
        else:
            text.set_field(stays.kind.text, joined.body, order)
    content = text.content()
    parsed = parse_entry(here.source, content)
    expected = joined.expected(here.data)
    if joined.body and not here.source.file.endswith(".md"):
        expected[stays.kind.text] = joined.body
    if isinstance(parsed, Diagnostic) or parsed.data != {key: value for key, value in expected.items() if value != []}:
        raise SpliceError(f"{here.source.file} cannot be changed in place")
    return content
