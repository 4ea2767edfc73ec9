"""The names of contributors as the entries of people settle them.

A work is printed under the name that it was published with. Which part of that is the family name, its accents, and
whether it is a name that must not be shown any more, the person's entry knows better than a rule for names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass, replace
from typing import Any

from kartotek.content.yamltext import Path
from kartotek.model.authority import Person
from kartotek.model.common import Contributor
from kartotek.model.kinds import KINDS, PEOPLE
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.publication import ROLES, Publication
from kartotek.model.records import Records
from kartotek.text.name_matching import accents, letters
from kartotek.text.names import PersonName, parse_name
from kartotek.text.slugs import slugify

Settled = dict[str, tuple[Contributor, ...]]
"""By role: contributors of whom at least one is named otherwise than in the entry of the work."""


class SettledNames:
    """Names of contributors as the entries of people have them; each pair of a person and a name is looked at once."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        """`people` are those with an entry, by key."""
        self._people = people
        self._known: dict[tuple[str, PersonName], PersonName] = {}

    def of_list(self, named: tuple[Contributor, ...], keys: tuple[str, ...]) -> tuple[Contributor, ...]:
        """Contributors under the names as entries have them; `keys` has one for each, "" for one who is not known."""
        return tuple(map(self._contributor, named, keys))

    def of(self, publication: Publication, keys: Mapping[str, tuple[str, ...]]) -> Settled:
        """The roles of a publication in which a name is settled otherwise than its entry has it.

        `keys` are those of its contributors by role, "" for one who is not known.
        """
        found: Settled = {}
        for role in ROLES:
            named: tuple[Contributor, ...] = getattr(publication, role)
            if named:
                names = self.of_list(named, keys[role])
                if names != named:
                    found[role] = names
        return found

    def _contributor(self, contributor: Contributor, key: str) -> Contributor:
        person = self._people.get(key)
        if person is None or contributor.name is None:
            return contributor
        name = self._known.get((key, contributor.name))
        if name is None:
            name = self._known[key, contributor.name] = settled_name(contributor.name, person)
        return contributor if name == contributor.name else replace(contributor, name=name)


def with_settled(publication: Publication, names: Mapping[str, tuple[Contributor, ...]]) -> Publication:
    """A publication with its names settled."""
    fields: Mapping[str, Any] = names
    return replace(publication, **fields)


def settled_name(printed: PersonName, person: Person) -> PersonName:
    """A printed name, taken apart as the person's entry does it; a former name becomes the present one.

    Of two spellings with the same letters, the one with more accents is shown.
    """
    text, plain = str(printed), letters(str(printed))
    hidden = [parse_name(name) for name in person.hidden_names]
    if plain in (letters(str(name)) for name in hidden):
        return person.name
    if any(_shortens(printed, name) for name in hidden) and not any(
        _shortens(printed, name) for name in _names_of(person)
    ):
        return person.name
    known = next((name for name in _names_of(person) if letters(str(name)) == plain), None)
    if known is not None and accents(str(known)) >= accents(text):
        return known
    return _split_like(text, (known or person.name).family) or known or printed


def _shortens(short: PersonName, name: PersonName) -> bool:
    """Whether one name may be another with initials: "A. F. Tarn" of "Alfred Felix Tarn"."""
    if letters(short.family) != letters(name.family):
        return False
    parts, words = _words(short.given), _words(name.given)
    return 0 < len(parts) <= len(words) and all(map(str.startswith, words, parts))


def _words(given: str) -> list[str]:
    return [letters(word) for word in given.replace(".", " ").replace("-", " ").split()]


def _names_of(person: Person) -> Iterator[PersonName]:
    """The names of an entry in parts; other names in one line are split where the family name of the first stands."""
    yield person.name
    for other in person.other_names:
        yield parse_name(other) if "," in other else _split_like(other, person.name.family) or parse_name(other)


def _split_like(text: str, family: str) -> PersonName | None:
    """A name of several words whose last words are the family name, or the first for peoples who begin with it; None
    if it is at neither end."""
    words, count, wanted = text.split(), len(family.split()), letters(family)
    if len(words) <= count or not wanted:
        return None
    if letters("".join(words[-count:])) == wanted:
        return PersonName(" ".join(words[:-count]), " ".join(words[-count:]))
    if letters("".join(words[:count])) == wanted:
        return PersonName(" ".join(words[count:]), " ".join(words[:count]))
    return None


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


def _addresses(publication: Publication, slugs: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Where a name is in what becomes an address, in words, with the path of the value."""
    places: list[tuple[str, str, Path]] = [
        (publication.key, "the name of the entry's file", ()),
        (publication.cite_key, "the citation key", ("cite_key",)),
        *((alias, "an old address", ("aliases", i)) for i, alias in enumerate(publication.aliases)),
        *((file.path, "the name of a file", ("files", i)) for i, file in enumerate(publication.files)),
    ]
    for text, where, path in places:
        if text and any(_is_in(slug, text) for slug in slugs):
            yield where, path


_NOT_SHOWN = frozenset({"hidden_names", "key", *ROLES, "people", "aliases", "cite_key"})
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
        for item in vars(value).values():
            yield from _texts(item)


def _report(collection: str, key: str, path: Path, where: str, diagnostics: LinkDiagnostics) -> None:
    message = f"{where} has a name that is to be shown nowhere (`hidden_names`)"
    diagnostics.add(collection, key, path, "hidden-name", message, "write it without that name")
