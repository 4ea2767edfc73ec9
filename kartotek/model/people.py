"""Which person a contributor is: by id, by ORCID iD, or by name, and never by a guess.

- An `id` decides, whether a person's entry has it or not: the same id is the same person.

- An ORCID iD is the same person everywhere, under the key that `_settle_orcids` chose.

- A name that one entry has is that person. A name that no entry has gets a page under its slug.

- A name that several entries have, or whose address belongs to another name, links to nobody, and is reported.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from kartotek.model.common import Contributor, is_hidden
from kartotek.model.kinds import PEOPLE, PROJECTS
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.naming import NameIndex
from kartotek.model.person import Person
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.model.roles import ROLES
from kartotek.text.likeness import nearest
from kartotek.text.name_matching import accents, letters
from kartotek.text.names import PersonName, parse_name
from kartotek.text.slugs import slugify


@dataclass(slots=True)
class _Mentioned:
    """Someone without an entry: each spelling of the name, with how often it is used."""

    names: Counter[PersonName] = field(default_factory=Counter)
    orcid: str = ""


@dataclass(slots=True)
class _NameStatistics:
    """What must be known of all names before the first of them is resolved, so that the order of entries does not
    matter."""

    owners: dict[str, str] = field(default_factory=dict)
    """By slug, where different names have the same: the name used most often, which gets the address."""
    orcids: dict[str, list[str]] = field(default_factory=dict)
    """By the slug of a name: the ORCID iDs that it was given with."""
    names: dict[str, Counter[str]] = field(default_factory=dict)
    """By ORCID iD: the names it was given with, and how often."""
    invented: dict[str, set[str]] = field(default_factory=dict)
    """By id that no entry has: the slugs of the names it was given with."""
    ids: dict[str, str] = field(default_factory=dict)
    """By ORCID iD: the id that was given with it."""


def _count_names(records: Records, publications: Mapping[str, Publication]) -> _NameStatistics:
    """Go through all contributors once.

    They are sorted before they are evaluated, so the result does not depend on the order of the entries.
    """
    plain: Counter[PersonName] = Counter()
    identified: Counter[tuple[str, str, PersonName]] = Counter()
    by_role = (getattr(publication, role) for publication in publications.values() for role in ROLES)
    by_project = (project.people for project in records.of(PROJECTS).values())
    for contributor in chain.from_iterable(chain(by_role, by_project)):
        if contributor.name is None:
            continue
        if contributor.orcid or contributor.id:
            identified[contributor.id, contributor.orcid, contributor.name] += 1
        else:
            plain[contributor.name] += 1
    statistics = _NameStatistics()
    for (id_, orcid, name), count in sorted(identified.items(), key=lambda item: (*item[0][:2], str(item[0][2]))):
        if not id_:
            plain[name] += count
            statistics.names.setdefault(orcid, Counter())[str(name)] += count
            orcids = statistics.orcids.setdefault(slugify(str(name)), [])
            if orcid not in orcids:
                orcids.append(orcid)
            continue
        if orcid:
            statistics.ids.setdefault(orcid, id_)
        if id_ not in records.of(PEOPLE):
            statistics.invented.setdefault(id_, set()).add(slugify(str(name)))
    statistics.owners = _owners(plain)
    return statistics


def _owners(names: Counter[PersonName]) -> dict[str, str]:
    """By slug, where different names have the same one: the name used most often.

    Spellings with the same letters (`text.name_matching`) are one name here.
    """
    by_slug: dict[str, list[PersonName]] = {}
    for name in names:
        by_slug.setdefault(slugify(str(name)), []).append(name)
    owners: dict[str, str] = {}
    for slug, rivals in by_slug.items():
        if len(rivals) > 1 and len({letters(str(name)) for name in rivals}) > 1:
            counts: Counter[str] = Counter()
            for name in rivals:
                counts[letters(str(name))] += names[name]
            best = min(rivals, key=lambda name: (-counts[letters(str(name))], -names[name], str(name)))
            owners[slug] = str(best)
    return owners


class People:
    """Resolves contributors to keys of people.

    `people` holds everyone who gets a page: from the beginning those with an entry, and after `add_mentioned` the
    others, too.
    """

    def __init__(
        self,
        records: Records,
        publications: Mapping[str, Publication],
        diagnostics: LinkDiagnostics,
        *,
        mentioned_too: bool,
    ) -> None:
        self.people: dict[str, Person] = {
            key: person for key, person in records.of(PEOPLE).items() if not is_hidden(person)
        }
        self._entries = records.of(PEOPLE)
        self._diagnostics = diagnostics
        self._mentioned_too = mentioned_too
        self._mentioned: dict[str, _Mentioned] = {}
        self._names = NameIndex()
        self._by_orcid: dict[str, str] = {}
        self._memo: dict[tuple[str, str, str], str] = {}
        self._reported: set[str] = set()
        for key, person in records.of(PEOPLE).items():
            more = (*person.all_names, *person.hidden_names)
            if person.name.family_first:
                more = (*more, f"{person.name.given} {person.name.family}")
            self._names.add(key, (*more, *(str(parse_name(name)) for name in more if "," in name)))
            if person.orcid:
                first = self._by_orcid.setdefault(person.orcid, key)
                if first != key:
                    message = f"{first} has the same ORCID iD, {person.orcid}"
                    diagnostics.add("people", key, ("orcid",), "name-clash", message, "one of the two is wrong")
        self._statistics = _count_names(records, publications)
        self._settle_orcids()

    def _settle_orcids(self) -> None:
        """Choose the key of the person behind each ORCID iD.

        It is, in this order: that of the entry with the iD; an id given with it; the entry of the same name, if only
        one claims it; the slug of a name that nobody else uses; and else that slug with the last four digits of the iD,
        "jane-doe-0097".
        """
        for orcid, id_ in self._statistics.ids.items():
            self._by_orcid.setdefault(orcid, id_)
        new = {orcid: names for orcid, names in self._statistics.names.items() if orcid not in self._by_orcid}
        entries = {
            orcid: {keys[0] for name in names if len(keys := self._names.find(name)) == 1}
            for orcid, names in new.items()
        }
        claims = Counter(chain.from_iterable(entries.values()))
        for orcid, names in new.items():
            free = [key for key in entries[orcid] if claims[key] == 1 and not self._entries[key].orcid]
            if len(entries[orcid]) == len(free) == 1:
                self._by_orcid[orcid] = free[0]
                continue
            best = sorted(names, key=lambda name: (-names[name], name))
            own = [slugify(name) for name in best if self._is_own(slugify(name), name, orcid)]
            self._by_orcid[orcid] = own[0] if own else f"{slugify(best[0])}-{orcid[-4:].lower()}"

    def _is_own(self, slug: str, name: str, orcid: str) -> bool:
        """Whether the slug of a name can be the address of the person with this ORCID iD: nobody else has a claim to
        it."""
        return (
            self._statistics.orcids[slug] == [orcid]
            and slug not in self._entries
            and not self._names.find(name)
            and not self._rival(slug, name)
        )

    def _rival(self, slug: str, name: str) -> str:
        """Who else has the address of a name: another name (quoted) or the person of an id; "" if nobody does."""
        owner = self._statistics.owners.get(slug)
        if owner and letters(owner) != letters(name):
            return repr(owner)
        # an id may belong to another spelling of the name ("Y. Wilks"), but hardly to a name without a word in common
        words = set(slug.split("-"))
        others = self._statistics.invented.get(slug, ())
        if others and all(words.isdisjoint(other.split("-")) for other in others):
            return f"the person with the id {slug!r}"
        return ""

    def resolve(self, contributor: Contributor, collection: str, entry: str, path: tuple[str, int]) -> str:
        """The person's key; "" for a group, for a name that may be several people, and for someone who gets no page.

        `collection`, `entry` and `path` say where the name is, for diagnostics. The same question gets the same answer
        and is reported only the first time.
        """
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

    def entry_of(self, contributor: Contributor) -> str:
        """The key of the entry of someone whose name is settled by it, though nothing leads to the person from here: an
        author of a work that another one reviews, or somebody whose entry is retired. "" for all others.

        Unlike `resolve`, it gives nobody a page, and reports nothing.
        """
        if contributor.name is None:
            return ""
        key = contributor.id or (self._by_orcid.get(contributor.orcid, "") if contributor.orcid else "")
        if not key:
            keys = self._names.find(str(contributor.name))
            others = [each for each in keys if contributor.orcid and self._entries[each].orcid]
            key = keys[0] if len(keys) == 1 and not others else ""
        return key if key in self._entries and not self._entries[key].draft else ""

    def _identify(self, contributor: Contributor, name: str, collection: str, entry: str, path: tuple[str, int]) -> str:
        """The key for a contributor who was not asked for before: see the rules at the top of this module."""
        if contributor.id:
            if contributor.id not in self._entries and (near := nearest(contributor.id, self._entries, 0.85)):
                message, hint = f"there is no person entry {contributor.id!r}", f"did you mean {near!r}?"
                self._diagnostics.add(collection, entry, (*path, "id"), "near-id", message, hint)
            return contributor.id
        slug, keys = slugify(name), self._names.find(name)
        orcids = self._statistics.orcids.get(slug, [])
        if contributor.orcid:
            key = self._by_orcid[contributor.orcid]
            known = [self._entries[key].orcid for key in keys if self._entries[key].orcid]
            if key not in self._entries and (keys or len(orcids) > 1):
                self._report_namesakes(name, [*known, *sorted(orcids)], collection, entry, path)
            return key
        if len(keys) > 1:
            hint = f"add `id:` with one of {', '.join(keys)}"
            self._diagnostics.add(
                collection, entry, path, "namesakes", f"{name} may be any of {len(keys)} people", hint
            )
            return ""
        if keys:
            return keys[0]
        if slug in self._entries:
            other = self._entries[slug].label
            message = f"{name!r} and {other!r} would both get the address /people/{slug}/"
            hint = f"if they are the same person, add {name!r} to other_names in content/people/{slug}.md"
            self._diagnostics.add(collection, entry, path, "address-clash", message, hint)
            return ""
        if rival := self._rival(slug, name):
            message = f"{name!r} and {rival} would share the page /people/{slug}/; are they the same person?"
            hint = f"if they are, write the name the same way everywhere; if not, add an `id` such as {slug}-2"
            self._diagnostics.add(collection, entry, path, "namesakes", message, hint)
            return ""
        if len(orcids) > 1:
            self._report_namesakes(name, sorted(orcids), collection, entry, path)
            return slug
        return self._by_orcid[orcids[0]] if orcids else slug

    def report_duplicates(self, publication: Publication, role: str, keys: list[str]) -> None:
        """Report everyone who is listed twice in one role, even under two spellings; `keys` are those of the role's
        list."""
        if len({*keys}) == len(keys):
            return
        named = getattr(publication, role)
        places: dict[tuple[str, str], int] = {}
        for i, (key, contributor) in enumerate(zip(keys, named, strict=True)):
            # the same person may be among the contributors once for each role
            first = min(places.setdefault((key, each), i) for each in contributor.roles or ("",))
            if not key or first == i:
                continue
            written = "" if named[first].display == contributor.display else f", {named[first].display}"
            message = f"{contributor.display} is listed twice under {role} (first as number {first + 1}{written})"
            hint = f"delete one; if they are two people, give one an `id` such as {key}-2"
            self._diagnostics.add("publications", publication.key, (role, i), "person-twice", message, hint)

    def _report_namesakes(
        self, name: str, orcids: list[str], collection: str, entry: str, path: tuple[str, int]
    ) -> None:
        """Report a name that was given with several ORCID iDs, or with one and without: once for each name."""
        slug = slugify(name)
        if slug in self._reported:
            return
        self._reported.add(slug)
        message = (
            f"{name} appears with several ORCID iDs ({', '.join(orcids)}) or with none; this may be several people"
        )
        self._diagnostics.add(
            collection,
            entry,
            path,
            "namesakes",
            message,
            "give each an entry in content/people/ and use `id`",
        )

    def add_mentioned(self) -> None:
        """Give everyone without an entry a record, with the spelling used most often as their name.

        To be called when all contributors are resolved.
        """
        for key, mentioned in sorted(self._mentioned.items()):
            name = min(mentioned.names, key=lambda name: (-accents(str(name)), -mentioned.names[name], str(name)))
            others = tuple(sorted(str(other) for other in mentioned.names if other != name))
            self.people[key] = Person(key, name, other_names=others, orcid=mentioned.orcid)


def contributors_of(publication: Publication) -> Iterator[tuple[str, int, Contributor]]:
    """All contributors of a publication: the role, the place in it from 0, and who it is."""
    for role in ROLES:
        for i, contributor in enumerate(getattr(publication, role)):
            yield role, i, contributor
