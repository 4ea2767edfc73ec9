"""From records to the portal: names are resolved, works are listed by what they are linked to, broken ids are reported.

The order of steps matters: people and containers that are only mentioned are known when all publications are linked,
and lists of works are made from the links.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, cast

from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.history import History
from kartotek.model import lists, visible
from kartotek.model.authority import Project
from kartotek.model.checks import check_entries
from kartotek.model.issuers import Organisations
from kartotek.model.kinds import GROUPINGS, JOURNALS, LISTING, ORGANISATIONS, PEOPLE, PROJECTS, PUBLICATIONS
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.mentions import Containers, Keywords
from kartotek.model.once_named import take_out
from kartotek.model.people import People, contributors_of
from kartotek.model.portal import Keys, Links, OnceNamed, Portal, Settled, Works
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.model.related import find_related
from kartotek.model.relations import Relations, version_of_record
from kartotek.model.roles import ROLES
from kartotek.model.selected import check_selected
from kartotek.model.settled_names import SettledNames, with_settled


def link(
    records: Records, today: date, *, drafts: bool = False, people_from: int = 1, history: History | None = None
) -> tuple[Portal, list[tuple[Source, EntryDiagnostic]]]:
    """Link all records, and return the portal with the diagnostics that concern several entries.

    `today` decides about embargoes and `publish_on`, `drafts` shows what is not published yet. `people_from` is
    how many works someone without an entry needs for a page, 0 for none; `history` has the changes of entry files.
    """
    diagnostics, history = LinkDiagnostics(records.sources), history or History()
    publications = visible.published(records.publications, today, drafts=drafts)
    things = visible.things(records, publications, drafts=drafts)
    linker = _linker(records, things, diagnostics, mentioned_people=people_from > 0)
    links = {key: linker.links_of(publication) for key, publication in publications.items()}
    people_of_project = linker.people_of_projects()
    things |= linker.with_mentioned(works := _works(links))
    once_named = linker.take_out_named_once(links, works[PEOPLE.key], people_of_project, people_from)
    works = _works(links) if once_named else works
    check_entries(records, diagnostics)
    portal = Portal(
        things=things,
        works=works | _groups(publications),
        works_below=_works_below(works, things),
        children=_children(things),
        links=links,
        related=find_related(publications, works),
        parts=lists.by_link(links, lambda links: (links.host,)),
        people_of_project=people_of_project,
        retired=(retired := visible.retired(records, things, today)),
        aliases=_aliases(records, things, retired),
        changed=visible.changed(records, publications, history.changes, today.isoformat()),
        removed=visible.removed(records, history.removed, retired if history.changes else {}),
        featured=lists.featured(publications),
        today=today.isoformat(),
        once_named=once_named,
        settled=linker.settle_names(publications, links, people_of_project),
        publishers=linker.units.publishers(things[JOURNALS.key]),
    )
    check_selected(records, portal, diagnostics)
    return portal, diagnostics.found


def _works(links: Mapping[str, Links]) -> dict[str, Works]:
    """By kind: the works of each thing."""
    return {key: lists.by_link(links, kind.linked) for key, kind in LISTING.items()}


def _groups(publications: Mapping[str, Publication]) -> dict[str, Works]:
    """The works of each year and each type."""
    return {key: lists.by_group(publications, group) for key, group in GROUPINGS.items()}


def _children(things: Mapping[str, Mapping[str, Any]]) -> dict[str, Works]:
    """By kind, for kinds that form a tree: the direct parts of each thing."""
    return {key: lists.children(things[key], kind.parent) for key, kind in LISTING.items() if kind.parent}


def _works_below(works: Mapping[str, Works], things: Mapping[str, Mapping[str, Any]]) -> dict[str, Works]:
    """By kind, for kinds that roll up: the works of each thing together with those of its parts."""
    return {
        key: lists.rolled_up(works[key], things[key], kind.parent, things["publications"])
        for key, kind in LISTING.items()
        if kind.rolls_up
    }


@dataclass(frozen=True, slots=True)
class _Linker:
    """Resolves the names and ids in a record. `things` are those that have an entry and are shown."""

    records: Records
    things: Mapping[str, Mapping[str, Any]]
    people: People
    containers: Containers
    keywords: Keywords
    relations: Relations
    units: Organisations

    def links_of(self, publication: Publication) -> Links:
        """What a publication is linked to. Names that could not be resolved are reported.

        A chapter whose book has a published entry belongs to that (`host`), and to no container. If the entry of the
        book is not published, nothing is said of the book at all.
        """
        key, publications = publication.key, self.things["publications"]
        roles: dict[str, list[str]] = {}
        affiliations: dict[str, str] = {}
        for role, i, contributor in contributors_of(publication):
            person = self.people.resolve(contributor, "publications", key, (role, i))
            roles.setdefault(role, []).append(person)
            for name in contributor.affiliations:
                if name not in affiliations:
                    affiliations[name] = self.units.find(name)
        for role, persons in roles.items():
            self.people.report_duplicates(publication, role, persons)
        by_role: dict[str, Any] = {role: tuple(keys) for role, keys in roles.items()}
        host = publication.book if publication.book in publications and publication.book != key else ""
        hidden = not host and publication.book in self.records.publications
        main = "journal" if publication.journal else "" if host or hidden else "book"
        return Links(
            **by_role,
            container=self.containers.find(publication, main) if main and getattr(publication, main) else "",
            series=self.containers.find(publication, "series") if publication.series else "",
            host=host,
            host_hidden=hidden,
            host_retired=self._retired_title(publication.book) if hidden else "",
            retired=tuple(self._retired_ids(publication)),
            keywords=self.keywords.of(publication),
            ids=tuple(self._by_ids(publication, affiliations.values())),
            affiliations=tuple(affiliations.items()),
            **self.units.issuers(publication),
            **self._related_works(publication),
        )

    def settle_names(
        self, publications: dict[str, Publication], links: Mapping[str, Links], people_of: Mapping[str, Keys]
    ) -> dict[str, Settled]:
        """Put the names of people with an entry into publications and projects as their entries settle them, and those
        of organisations into publications that give an id.

        Returns what differs in publications.
        """
        names = SettledNames(self.records.of(PEOPLE), self.people.entry_of)
        found: dict[str, Settled] = {}
        for key, publication in publications.items():
            people: Settled = names.of(publication, {role: getattr(links[key], role) for role in ROLES})
            others: Settled = names.of_others(publication)
            if settled := {**people, **others, **self.units.names(publication)}:
                found[key] = settled
                publications[key] = with_settled(publication, settled)
        projects = cast("dict[str, Project]", self.things[PROJECTS.key])
        for key, project in projects.items():
            if (named := names.of_list(project.people, people_of[key])) != project.people:
                projects[key] = replace(project, people=named)
        return found

    def _related_works(self, publication: Publication) -> dict[str, Any]:
        """The fields of `Links` about other publications, as far as they are not empty."""
        publications = self.things["publications"]
        relations, notice_of = self.relations.of(publication), self.relations.notice_of(publication)
        notices = tuple(key if key in publications else "" for key in self.relations.notices(publication))
        keys = (*(relation.id for relation in relations), *notices, *(key for _, key in notice_of))
        if not (keys or notices):
            return {}
        return {
            "relations": relations,
            "notices": notices,
            "notice_of": notice_of,
            "named": _known(keys, publications),
            "version_of_record": version_of_record(publication, relations, publications),
        }

    def _retired_title(self, key: str) -> str:
        """The title of a publication that is retired, else ""."""
        record = self.records.publications.get(key)
        return record.title if record and record.retired and not record.draft else ""

    def _retired_ids(self, publication: Publication) -> Iterator[tuple[str, str, str]]:
        """What the entry names by id and is retired: kind, id and name."""
        for relation in publication.all_related:
            if title := self._retired_title(relation.id):
                yield PUBLICATIONS.key, relation.id, title
        for kind in LISTING.values():
            ids: Iterable[str] = getattr(publication, kind.ids_in) if kind.ids_in else ()
            for id_ in ids:
                record = self.records.things[kind.key].get(id_)
                if record and record.retired and not record.draft:
                    yield kind.key, id_, kind.naming.label(record, "")

    def with_mentioned(self, works: Mapping[str, Works]) -> dict[str, Mapping[str, Any]]:
        """All things of those kinds that publications mention by name, with or without an entry.

        To be called after every publication was linked, since each may mention one more.
        """
        self.people.add_mentioned()
        return {
            "people": self.people.people,
            "journals": self.units.named(self.containers.visible(works["journals"])),
            "keywords": self.keywords.visible(works["keywords"]),
        }

    def take_out_named_once(
        self, links: dict[str, Links], works: Works, people_of_project: Mapping[str, Keys], fewest: int
    ) -> dict[str, OnceNamed]:
        """Take those out of all people and links who have no entry and fewer than `fewest` works."""
        kept = {*self.records.of(PEOPLE), *chain.from_iterable(people_of_project.values())}
        return take_out(self.people.people, links, works, kept, fewest) if fewest > 1 else {}

    def _by_ids(self, publication: Publication, units: Iterable[str]) -> Iterable[tuple[str, Keys]]:
        """What a publication names by ids, by kind; to its organisations are added those of its contributors."""
        for kind in LISTING.values():
            ids: Iterable[str] = getattr(publication, kind.ids_in) if kind.ids_in else ()
            if kind is ORGANISATIONS:
                ids = (*ids, *units)
            if ids and (keys := _known(ids, self.things[kind.key])):  # most name none
                yield kind.key, keys

    def people_of_projects(self) -> dict[str, Keys]:
        """The people of each project."""
        return {key: self._people_of(project) for key, project in self.things[PROJECTS.key].items()}

    def _people_of(self, project: Project) -> Keys:
        """The people of a project, in the order of its `people`; "" for one who has no page."""
        named = enumerate(project.people)
        return tuple(self.people.resolve(person, "projects", project.key, ("people", i)) for i, person in named)


def _linker(
    records: Records,
    things: Mapping[str, Mapping[str, Any]],
    diagnostics: LinkDiagnostics,
    *,
    mentioned_people: bool,
) -> _Linker:
    """What resolves names and ids; those that it cannot resolve are added to the diagnostics."""
    publications = things[PUBLICATIONS.key]
    people = People(records, publications, diagnostics, mentioned_too=mentioned_people)
    containers, keywords = Containers(records, diagnostics), Keywords(records, diagnostics)
    relations = Relations(publications)
    units = Organisations(records, things[ORGANISATIONS.key])
    return _Linker(records, dict(things), people, containers, keywords, relations, units)


def _known(keys: Iterable[str], visible: Mapping[str, object]) -> Keys:
    """The keys that are shown, each once, in the order given."""
    return tuple(dict.fromkeys(key for key in keys if key in visible))


def _aliases(
    records: Records, things: Mapping[str, Mapping[str, Any]], retired: Mapping[str, Any]
) -> dict[str, tuple[str, str]]:
    """The old addresses of what is shown or has a notice, each with the kind and the name of the entry that has it.

    An address that two entries claim goes to the first; `site.planned` reports the second.
    """
    aliases: dict[str, tuple[str, str]] = {}
    for kind, name in records.sources:
        record = things[kind].get(name) or retired.get(f"{kind}/{name}")
        for alias in record.aliases if record else ():
            aliases.setdefault(alias, (kind, name))
    return aliases
