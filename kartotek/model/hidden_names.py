"""Where a name that is to be shown nowhere (`hidden_names` of a person) still stands in an entry.

Works are printed under the present name (`model.settled_names`); what an editor wrote in a text is only reported.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from typing import Any

from kartotek.content.paths import ValuePath
from kartotek.model.kinds import KINDS, PEOPLE
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.model.roles import ROLES
from kartotek.text.names import PersonName, parse_name
from kartotek.text.slugs import slugify


def find_shown(records: Records, works: Mapping[str, tuple[str, ...]], diagnostics: LinkDiagnostics) -> None:
    """Report where a name that is to be shown nowhere still is: in texts of all entries, and in the names of files and
    in old addresses of the person and their works.

    `works` are the keys of each person's publications. What an editor writes in plain text is never changed by us.
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
        for work in works.get(key, ()):
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


_NOT_SHOWN = frozenset({"hidden_names", "key", *ROLES, "people", "aliases", "cite_key", "cite_keys"})
"""Fields whose names are settled, or that are looked at as addresses."""


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
            if name != "authors":  # of another work: they are settled, too
                yield from _texts(item)


def _report(collection: str, key: str, path: ValuePath, where: str, diagnostics: LinkDiagnostics) -> None:
    message = f"{where} has a name that is to be shown nowhere (`hidden_names`)"
    diagnostics.add(collection, key, path, "hidden-name", message, "write it without that name")
