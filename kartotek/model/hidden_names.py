"""Where a name that is to be shown nowhere (`hidden_names` of a person) still stands in an entry.

Works are printed under the present name (`model.settled_names`), where it is clear whose name it is; groups, names that
several people have, and what an editor wrote in a text are only reported.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from typing import Any

from kartotek.content.paths import ValuePath
from kartotek.model.common import Contributor
from kartotek.model.kinds import KINDS, PEOPLE, PROJECTS, PUBLICATIONS
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.portal import Portal
from kartotek.model.publication import OTHER_WORKS, OtherWork, Publication
from kartotek.model.records import Records
from kartotek.model.roles import ROLES
from kartotek.model.settled_names import with_settled
from kartotek.text.names import PersonName, parse_name
from kartotek.text.slugs import slugify


def find_shown(records: Records, portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Report where a name that is to be shown nowhere still is: in texts of all entries, among those they name, and in
    the names of files and in old addresses of the person and their works.

    What an editor writes in plain text is never changed by us.
    """
    people = {key: person for key, person in records.of(PEOPLE).items() if person.hidden_names}
    if not people:
        return
    for key, person in people.items():
        slugs = [slugify(str(parse_name(name))) for name in person.hidden_names]
        if any(_is_in(slug, key) for slug in slugs):
            _report("people", key, (), "the name of the file", diagnostics)
        for i, alias in enumerate(person.aliases):
            if any(_is_in(slug, alias) for slug in slugs):
                _report("people", key, ("aliases", i), "an old address", diagnostics)
        for work in portal.works[PEOPLE.key].get(key, ()):
            for where, path in _addresses(records.publications[work], slugs):
                _report("publications", work, path, where, diagnostics)
    names = {form for person in people.values() for name in person.hidden_names for form in _forms(name)}
    if not names:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")
    for kind in KINDS.values():
        for key, record in records.of(kind).items():
            for field in dict.fromkeys(_fields_with(record, pattern)):
                _report(kind.key, key, (field,), f"`{field}`", diagnostics)
    for collection, key, path, contributor in _everybody(records, portal):
        if _is_printed(contributor, pattern):
            hint = f"{_HINT}, or say with `id:` who it is" if contributor.name else _HINT
            _report(collection, key, path, f"`{path[0]}`", diagnostics, hint)


def _forms(name: str) -> Iterator[str]:
    """A name as it may stand in a text, in small letters; one of a single word may be anybody's."""
    parts = parse_name(name)
    yield from (text.casefold() for text in (name, str(parts), parts.inverted) if " " in text)


def _is_in(slug: str, text: str) -> bool:
    """Whether the words of a slug stand together in a text that is made an address, not within other words."""
    return bool(slug) and re.search(rf"(?<![a-z]){re.escape(slug)}(?![a-z])", slugify(text)) is not None


def _addresses(publication: Publication, slugs: Sequence[str]) -> Iterator[tuple[str, ValuePath]]:
    """Where a name is in what becomes an address, in words, with the path of the value."""
    places: list[tuple[str, str, ValuePath]] = [
        (publication.key, "the name of the entry's file", ()),
        (publication.cite_key, "the citation key", ("cite_key",)),
        *((key, "a citation key", ("cite_keys", i)) for i, key in enumerate(publication.cite_keys)),
        *((alias, "an old address", ("aliases", i)) for i, alias in enumerate(publication.aliases)),
        *((file.path, "the name of a file", ("files", i)) for i, file in enumerate(publication.files)),
    ]
    for text, where, path in places:
        if text and any(_is_in(slug, text) for slug in slugs):
            yield where, path


def _everybody(records: Records, portal: Portal) -> Iterator[tuple[str, str, ValuePath, Contributor]]:
    """Whom works and projects name, as they are printed: kind and key of the entry, and where in it.

    Of an entry that is not shown only groups are looked at: nobody has settled its names.
    """
    for key, work in records.publications.items():
        settled = with_settled(work, portal.settled.get(key, {}))
        for path, contributors in _lists(settled):
            for i, contributor in enumerate(contributors):
                if not contributor.name or key in portal.publications:
                    yield PUBLICATIONS.key, key, (*path, i), contributor
    shown = portal.things[PROJECTS.key]
    for key, project in records.of(PROJECTS).items():
        for i, contributor in enumerate(shown.get(key, project).people):
            if not contributor.name or key in shown:
                yield PROJECTS.key, key, ("people", i), contributor


def _lists(work: Publication) -> Iterator[tuple[ValuePath, tuple[Contributor, ...]]]:
    """Whom a work names, by role, and the authors of the works that it reviews or was made of."""
    for role in ROLES:
        yield (role,), getattr(work, role)
    for field in OTHER_WORKS:
        other: OtherWork | None = getattr(work, field)
        if other:
            yield (field, "authors"), other.authors


def _is_printed(contributor: Contributor, pattern: re.Pattern[str]) -> bool:
    """Whether a name is to be shown nowhere; who has an id or an ORCID iD and still has it, is somebody else."""
    if not contributor.name:
        return pattern.search(contributor.literal.casefold()) is not None
    return not (contributor.id or contributor.orcid) and pattern.fullmatch(str(contributor.name).casefold()) is not None


_NOT_SHOWN = frozenset({"hidden_names", "key", *ROLES, "people", "aliases", "cite_key", "cite_keys"})
"""Fields that name people, whom `_everybody` finds, or that are looked at as addresses."""


def _fields_with(record: Any, pattern: re.Pattern[str]) -> Iterator[str]:
    for field, value in vars(record).items():
        if field not in _NOT_SHOWN and any(pattern.search(text.casefold()) for text in _texts(value)):
            yield field


def _texts(value: Any) -> Iterator[str]:
    """All texts in a value of a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, PersonName):
        yield str(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for name, item in vars(value).items():
            if name != "authors":  # of another work: `_everybody` finds them
                yield from _texts(item)


_HINT = "write it without that name"


def _report(
    collection: str, key: str, path: ValuePath, where: str, diagnostics: LinkDiagnostics, hint: str = _HINT
) -> None:
    message = f"{where} has a name that is to be shown nowhere (`hidden_names`)"
    diagnostics.add(collection, key, path, "hidden-name", message, hint)
