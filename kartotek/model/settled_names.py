"""The names of contributors as the entries of people settle them.

A work is printed under the name that it was published with. Which part of that is the family name, its accents, and
whether it is a name that must not be shown any more, the person's entry knows better than a rule for names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kartotek.content.yamltext import Path
from kartotek.model.authority import Person
from kartotek.model.common import Contributor
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.publication import ROLES, Publication
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

    def of(self, publication: Publication, keys: Mapping[str, tuple[str, ...]]) -> Settled:
        """The roles of a publication in which a name is settled otherwise than its entry has it.

        `keys` are those of its contributors by role, "" for one who is not known.
        """
        found: Settled = {}
        for role in ROLES:
            named: tuple[Contributor, ...] = getattr(publication, role)
            if named:
                names = tuple(map(self._contributor, named, keys[role]))
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
    if plain in map(letters, person.hidden_names):
        return person.name
    known = next((name for name in _names_of(person) if letters(str(name)) == plain), None)
    if known is not None and accents(str(known)) >= accents(text):
        return known
    return _split_like(text, (known or person.name).family) or known or printed


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


def find_shown(
    publications: Mapping[str, Publication],
    works: Mapping[str, tuple[str, ...]],
    people: Mapping[str, Person],
    diagnostics: LinkDiagnostics,
) -> None:
    """Report where a name that is to be shown nowhere still is: in names of entries, old addresses, files and texts.

    `works` are the keys of each person's publications. What an editor writes in plain text is never changed by us.
    """
    for key, person in people.items():
        for name in person.hidden_names:
            slug, spelled = slugify(name), name.casefold()
            if slug == key or slug in person.aliases or f"people/{slug}" in person.aliases:
                path: Path = () if slug == key else ("aliases",)
                _report("people", key, path, "its address", diagnostics)
            for work in works.get(key, ()):
                for where, path in _shown_in(publications[work], slug, spelled):
                    _report("publications", work, path, where, diagnostics)


def _shown_in(publication: Publication, slug: str, spelled: str) -> Iterator[tuple[str, Path]]:
    """Where a name is in an entry, in words, with the path of the value."""
    if slug in slugify(publication.key):
        yield "the name of the entry's file", ()
    if slug in slugify(publication.cite_key):
        yield "the citation key", ("cite_key",)
    for i, alias in enumerate(publication.aliases):
        if slug in slugify(alias):
            yield "an old address", ("aliases", i)
    for i, file in enumerate(publication.files):
        if slug in slugify(file.path):
            yield "the name of a file", ("files", i)
    for field in ("title", "subtitle", "abstract", "note"):
        if spelled in getattr(publication, field).casefold():
            yield f"the {field}", (field,)


def _report(collection: str, key: str, path: Path, where: str, diagnostics: LinkDiagnostics) -> None:
    message = f"{where} has a name that is to be shown nowhere (`hidden_names`)"
    diagnostics.add(collection, key, path, "hidden-name", message, "write it without that name")
