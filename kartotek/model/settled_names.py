"""The names of contributors as the entries of people settle them.

A work is printed under the name that it was published with. Which part of that is the family name, its accents, and
whether it is a name that must not be shown any more, the person's entry knows better than a rule for names.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kartotek.model.common import Contributor
from kartotek.model.person import Person
from kartotek.model.portal import Settled
from kartotek.model.publication import OTHER_WORKS, OtherWork, Publication
from kartotek.model.roles import ROLES
from kartotek.text.name_matching import accents, letters
from kartotek.text.names import PersonName, parse_name


class SettledNames:
    """Names of contributors as the entries of people have them; each pair of a person and a name is settled once."""

    def __init__(self, people: Mapping[str, Person], entry_of: Callable[[Contributor], str]) -> None:
        """`people` are those with an entry, by key; `entry_of` finds the key of one to whom no link leads."""
        self._people, self._entry_of = people, entry_of
        self._known: dict[tuple[str, PersonName], PersonName] = {}

    def of_list(self, named: tuple[Contributor, ...], keys: tuple[str, ...]) -> tuple[Contributor, ...]:
        """Contributors under the names as entries have them; `keys` has one for each, "" for one who is not known."""
        return tuple(map(self._contributor, named, keys))

    def of(self, publication: Publication, keys: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Contributor, ...]]:
        """The roles of a publication in which a name is settled otherwise than its entry has it.

        `keys` are those of its contributors by role, "" for one who is not known.
        """
        found: dict[str, tuple[Contributor, ...]] = {}
        for role in ROLES:
            named: tuple[Contributor, ...] = getattr(publication, role)
            if named:
                names = self.of_list(named, keys[role])
                if names != named:
                    found[role] = names
        return found

    def of_others(self, publication: Publication) -> dict[str, OtherWork]:
        """The works that it reviews or was made of, where the name of one of their authors is settled otherwise."""
        found: dict[str, OtherWork] = {}
        for field in OTHER_WORKS:
            other: OtherWork | None = getattr(publication, field)
            if other and other.authors:
                names = self.of_list(other.authors, ("",) * len(other.authors))
                if names != other.authors:
                    found[field] = replace(other, authors=names)
        return found

    def _contributor(self, contributor: Contributor, key: str) -> Contributor:
        key = key or self._entry_of(contributor)  # what is known of a name is known of one person only
        person = self._people.get(key)
        if person is None or contributor.name is None:
            return contributor
        name = self._known.get((key, contributor.name))
        if name is None:
            name = self._known[key, contributor.name] = settled_name(contributor.name, person)
        return contributor if name == contributor.name else replace(contributor, name=name)


def with_settled(publication: Publication, names: Settled) -> Publication:
    """A publication with its names settled, those of organisations too."""
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
    if person.name.family_first and plain == letters(person.name.given + person.name.family):
        return person.name  # printed the other way round, as elsewhere in the world
    known = next((name for name in _names_of(person) if letters(str(name)) == plain), None)
    if printed.family_first and known is not None and known.family != printed.family:
        return printed  # whoever says so knows better than a line that was taken apart by rule
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
    yield from (name for _, name in person.names)
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
