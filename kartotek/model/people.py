"""Names to people: by id, by ORCID iD, by name; never by guess."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kartotek.model.authority import Person
from kartotek.model.common import Contributor
from kartotek.model.faults import LinkFaults
from kartotek.model.naming import NameIndex
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.text.likeness import nearest
from kartotek.text.names import PersonName
from kartotek.text.slugs import slugify

ROLES = ("authors", "editors", "translators", "supervisors")


@dataclass(slots=True)
class _Mentioned:
    """Someone without an entry: the spellings met, and how often."""

    names: Counter[PersonName] = field(default_factory=Counter)
    orcid: str = ""


class People:
    """Resolves contributors to keys; `people` holds everyone who gets a page."""

    def __init__(self, records: Records, faults: LinkFaults, *, mentioned_too: bool) -> None:
        self.people: dict[str, Person] = {key: person for key, person in records.people.items() if not person.draft}
        self._entries = records.people
        self._faults = faults
        self._mentioned_too = mentioned_too
        self._mentioned: dict[str, _Mentioned] = {}
        self._names = NameIndex()
        self._by_orcid: dict[str, str] = {}
        self._memo: dict[tuple[str, str, str], str] = {}
        self._told: set[str] = set()
        for key, person in records.people.items():
            self._names.add(key, (person.label, *person.other_names))
            if person.orcid:
                first = self._by_orcid.setdefault(person.orcid, key)
                if first != key:
                    message = f"the ORCID iD {person.orcid} is that of {first} too"
                    faults.add("people", key, ("orcid",), "name-clash", message, "one of the two is wrong")
        self._orcids_by_slug = self._count_orcids(records)

    @staticmethod
    def _count_orcids(records: Records) -> dict[str, list[str]]:
        """ORCID iDs by the slug of the name they were given with, in order of appearance."""
        found: dict[str, list[str]] = {}
        for publication in records.publications.values():
            for _, _, contributor in contributors_of(publication):
                if contributor.orcid and not contributor.id:
                    orcids = found.setdefault(slugify(contributor.display), [])
                    if contributor.orcid not in orcids:
                        orcids.append(contributor.orcid)
        return {slug: sorted(orcids) for slug, orcids in found.items()}

    def resolve(self, contributor: Contributor, collection: str, entry: str, path: tuple[str, int]) -> str:
        """The person's key, or "" for a group, a doubtful name, or someone who gets no page."""
        if contributor.name is None:
            return ""
        name = str(contributor.name)
        question = (contributor.id, contributor.orcid, name)
        key = self._memo.get(question)
        if key is None:
            key = self._memo[question] = self._identify(contributor, name, collection, entry, path)
        if not key or key in self._entries:
            return key if key in self.people else ""
        if not self._mentioned_too:
            return ""
        mentioned = self._mentioned.get(key)
        if mentioned is None:
            mentioned = self._mentioned[key] = _Mentioned()
        mentioned.names[contributor.name] += 1
        mentioned.orcid = mentioned.orcid or contributor.orcid
        return key

    def _identify(self, contributor: Contributor, name: str, collection: str, entry: str, path: tuple[str, int]) -> str:
        if contributor.id:
            if contributor.id not in self._entries and (near := nearest(contributor.id, self._entries, 0.85)):
                message, hint = f"there is no person entry {contributor.id!r}", f"did you mean {near!r}?"
                self._faults.add(collection, entry, (*path, "id"), "near-id", message, hint)
            return contributor.id
        if contributor.orcid in self._by_orcid:
            return self._by_orcid[contributor.orcid]
        slug = slugify(name)
        keys = self._names.find(name)
        if len(keys) > 1:
            hint = f"add `id:` with one of {', '.join(keys)}"
            self._faults.add(collection, entry, path, "namesakes", f"{name} may be any of {len(keys)} people", hint)
            return ""
        if keys:
            known = self._entries[keys[0]].orcid
            if contributor.orcid and known and known != contributor.orcid:
                self._tell_namesakes(name, [known, contributor.orcid], collection, entry, path)
                return f"{slug}-{contributor.orcid[-4:].lower()}"
            return keys[0]
        if slug in self._entries:
            other = self._entries[slug].label
            message = f"{name!r} and {other!r} would both stand at /people/{slug}/"
            hint = f"if they are one person, add {name!r} to other_names in content/people/{slug}.md"
            self._faults.add(collection, entry, path, "address-clash", message, hint)
            return ""
        orcids = self._orcids_by_slug.get(slug, [])
        if len(orcids) > 1:
            self._tell_namesakes(name, orcids, collection, entry, path)
            if contributor.orcid:
                return f"{slug}-{contributor.orcid[-4:].lower()}"
        return slug

    def _tell_namesakes(self, name: str, orcids: list[str], collection: str, entry: str, path: tuple[str, int]) -> None:
        slug = slugify(name)
        if slug in self._told:
            return
        self._told.add(slug)
        message = f"{name} stands with several ORCID iDs ({', '.join(orcids)}): these are several people"
        self._faults.add(
            collection,
            entry,
            path,
            "namesakes",
            message,
            "give each an entry in content/people/ and use `id`",
        )

    def add_mentioned(self) -> None:
        """Give everyone who was only mentioned a record, under the spelling that was met most often."""
        for key, mentioned in self._mentioned.items():
            name = min(mentioned.names, key=lambda name: (-mentioned.names[name], str(name)))
            others = tuple(sorted(str(other) for other in mentioned.names if other != name))
            person = Person(key, name, other_names=others, orcid=mentioned.orcid, listed=False)
            self.people[key] = person


def contributors_of(publication: Publication) -> Iterator[tuple[str, int, Contributor]]:
    """Every contributor with role and place in it."""
    for role in ROLES:
        for i, contributor in enumerate(getattr(publication, role)):
            yield role, i, contributor
