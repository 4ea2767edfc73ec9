"""Names that are nearly the same, of things that have two pages therefore, or are printed in two ways.

Names are grouped by what they have in common (`text.near_names`), so the time grows with their number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from kartotek.content.paths import ValuePath
from kartotek.model.kinds import JOURNALS, KEYWORDS, ORGANISATIONS, Kind
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.mentions import keyword_path
from kartotek.model.person import Person
from kartotek.model.portal import Portal
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.model.references import CONTAINERS
from kartotek.text.multilingual import texts_of
from kartotek.text.name_matching import letters
from kartotek.text.names import PersonName
from kartotek.text.near_names import near_key
from kartotek.text.slugs import slugify

_TEXTS = ("publisher", "institution")
"""Fields with names that have no pages."""


def find_near_names(records: Records, portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Report names of journals, keywords, organisations and publishers that are nearly the same."""
    for kind in (JOURNALS, KEYWORDS, ORGANISATIONS):
        _of_kind(kind, records, portal, diagnostics)
    for text in _TEXTS:
        _of_field(text, portal.publications, diagnostics)


def _of_kind(kind: Kind[Any], records: Records, portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Two things with pages of their own: reported at the one that has fewer works."""
    works = portal.works[kind.key]
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, thing in portal.things[kind.key].items():
        names = {_near(kind, name): name for name in kind.naming.all_names(thing)}
        for near, name in names.items():
            groups.setdefault(near, []).append((key, name))
    for near, found in groups.items():
        by_key = dict(found)
        if not near or len(by_key) == 1:
            continue
        best, *others = sorted(by_key, key=lambda key: (-len(works.get(key, ())), -len(by_key[key]), key))
        for key in others:
            if _are_told_apart(kind, key, best, records, portal):
                continue
            place = _place_of(kind, key, by_key[key], records, portal)
            if place is None:
                continue
            collection, name, path = place
            message = f"{by_key[key]!r} is nearly {by_key[best]!r}, and has a page of its own"
            one = best if (kind.key, best) in records.sources or (kind.key, key) not in records.sources else key
            two = key if one is best else best
            name_of_best = kind.naming.label(portal.things[kind.key][best], "")
            hint = (
                f"if they are one, write {name_of_best!r}, or run `kartotek merge {kind.key}/{two} {kind.key}/{one}`; "
                "if not, `# kartotek: ignore near-name` after it says so"
            )
            diagnostics.add(collection, name, path, "near-name", message, hint)


_FEW = 2
"""Words of a title that are all a journal is called by: Cell and Cells, Gene and Genes are four journals."""


def _near(kind: Kind[Any], name: str) -> str:
    return near_key(name, plural=kind is not JOURNALS or len(name.split()) > _FEW)


def _are_told_apart(kind: Kind[Any], one: str, other: str, records: Records, portal: Portal) -> bool:
    """Whether somebody has decided that two things are two: keywords with an entry each, journals with other ISSNs."""
    if kind is KEYWORDS:
        return {(kind.key, one), (kind.key, other)} <= records.sources.keys()
    here, there = (set(getattr(portal.things[kind.key][key], "all_issn", ())) for key in (one, other))
    return bool(here and there and here.isdisjoint(there))


def _place_of(
    kind: Kind[Any], key: str, name: str, records: Records, portal: Portal
) -> tuple[str, str, ValuePath] | None:
    """Where the name of a thing is written: in its entry, or in that of the first work that mentions it."""
    if (kind.key, key) in records.sources:
        return kind.key, key, (kind.naming.field,)
    for work in portal.works[kind.key].get(key, ()):
        publication = portal.publications[work]
        if kind is KEYWORDS:
            for i, (_, label) in enumerate(publication.keywords):
                if slugify(label) == key:
                    return "publications", work, keyword_path(publication, i)
        for field_name in CONTAINERS:
            if getattr(publication, field_name) == name:
                return "publications", work, (field_name,)
    return None


def _of_field(field_name: str, publications: Mapping[str, Publication], diagnostics: LinkDiagnostics) -> None:
    """Two ways of writing a name that has no page: reported at the first work with the one that is rarer."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[str, ValuePath]] = {}
    for key in sorted(publications):
        for tag, value in texts_of(getattr(publications[key], field_name)):
            counts[value] += 1
            first.setdefault(value, (key, (field_name, tag) if tag else (field_name,)))
    groups: dict[str, list[str]] = {}
    for value in counts:
        groups.setdefault(near_key(value), []).append(value)
    for near, values in groups.items():
        if not near or len(values) == 1:
            continue
        best, *others = sorted(values, key=lambda value: (-counts[value], -len(value), value))
        for value in others:
            often = "more often" if counts[best] > counts[value] else "as often"
            message = f"{value!r} is nearly {best!r}, which is written {often}"
            hint = f"if they are one, write {best!r} everywhere"
            diagnostics.add("publications", *first[value], "near-name", message, hint)


_MOST = 40
"""People of one family name and initial: of more, as with Y. Wang, nothing can be concluded."""


_MANY = 60
"""Authors of a work of which most do not know each other."""


def find_name_variants(records: Records, portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Report two names of which one may be short for the other, if they share a co-author and no work."""
    groups: dict[tuple[str, str], dict[str, PersonName]] = {}
    people: Mapping[str, Person] = portal.things["people"]
    for key, person in people.items():
        if person.name.given and person.name.family:
            plain = (person.name.family.casefold(), person.name.given[0].casefold())
            groups.setdefault(plain, {})[key] = person.name
    alike = [group for group in groups.values() if 1 < len(group) <= _MOST]
    beside: dict[str, set[str]] = {key: set() for group in alike for key in group}
    for links in portal.links.values():
        authors = links.authors
        for key in authors if len(authors) <= _MANY else ():
            if key in beside:
                beside[key].update(authors)
    for group in alike:
        _report_variants(group, beside, people, records, portal, diagnostics)


def _report_variants(
    group: Mapping[str, PersonName],
    beside: Mapping[str, set[str]],
    people: Mapping[str, Person],
    records: Records,
    portal: Portal,
    diagnostics: LinkDiagnostics,
) -> None:
    """Report the names of one group that may be short for another; `beside` has all co-authors of each."""
    works = portal.works["people"]

    def order(key: str) -> tuple[int, int, str]:
        return -len(works.get(key, ())), -len(people[key].label), key

    for one, other in combinations(sorted(group, key=order), 2):
        if other in beside[one] or beside[one].isdisjoint(beside[other] - {one, other, ""}):
            continue
        if (people[one].orcid and people[other].orcid) or {
            ("people", one),
            ("people", other),
        } <= records.sources.keys():
            continue
        if not _may_be_short(group[one], group[other]):
            continue
        place = _author_place(other, portal)
        if place is not None:
            message = (
                f"{people[other].label} and {people[one].label} have a co-author in common, and are probably one person"
            )
            where = "to" if ("people", one) in records.sources else "to an entry"
            hint = f"if so, add `other_names: [{people[other].label}]` {where} content/people/{one}.md"
            diagnostics.add("publications", *place, "name-variant", message, hint)


def find_swapped_names(records: Records, portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Report a name whose family name stands first, if it is that of a person with an entry in another order.

    Without an entry, two people who write together with somebody may be called Thomas James and James Thomas.
    """
    people: Mapping[str, Person] = portal.things["people"]
    works = portal.works["people"]
    for key, person in people.items():
        name = person.name
        meant = slugify(f"{name.family} {name.given}") if name.given and ("people", key) not in records.sources else ""
        if meant == key or ("people", meant) not in records.sources or meant not in people:
            continue
        place = None if set(works.get(key, ())) & set(works.get(meant, ())) else _author_place(key, portal)
        if place is not None:
            right = people[meant]
            message = f"{person.label!r} is probably {right.label!r}, who has an entry, and has a page of its own"
            two = "if they are two, `# kartotek: ignore name-variant` after it says so"
            hint = f"write {right.label!r} or {right.name.inverted!r}; {two}"
            diagnostics.add("publications", *place, "name-variant", message, hint)


def _author_place(key: str, portal: Portal) -> tuple[str, ValuePath] | None:
    """The first work, by name, that has a person among its authors, and the place there."""
    for work in sorted(portal.works["people"].get(key, ())):
        authors = portal.links[work].authors
        if key in authors:
            return work, ("authors", authors.index(key))
    return None


def _may_be_short(one: PersonName, other: PersonName) -> bool:
    """Whether one name may be short for the other: `A.` for `Ada`, or without a middle name."""
    here, there = (_parts(name.given) for name in (one, other))
    if letters(one.given) == letters(other.given) or one.suffix != other.suffix:
        return False
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(here, there, strict=False))


def _parts(given: str) -> list[str]:
    words: Iterable[str] = given.replace(".", ". ").replace("-", " ").split()
    return [letters(word) for word in words if letters(word)]
