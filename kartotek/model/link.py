"""Records in, portal out: every name resolved, every list of works made, every broken id reported."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kartotek.content.entries import Source
from kartotek.content.faults import Fault
from kartotek.content.folder import source_of
from kartotek.content.history import History
from kartotek.model.authority import Journal, Keyword, Organisation, Project
from kartotek.model.faults import LinkFaults
from kartotek.model.naming import NameIndex
from kartotek.model.people import People, contributors_of
from kartotek.model.portal import Keys, Links, Portal, Works
from kartotek.model.publication import Publication, in_its_book, is_open, is_published
from kartotek.model.records import Records
from kartotek.model.related import find_related
from kartotek.text.dates import Change, PartialDate
from kartotek.text.letters import letters
from kartotek.text.likeness import did_you_mean
from kartotek.text.slugs import slugify

_CONTAINER_KINDS = {"journal": "journal", "book": "proceedings", "series": "series"}


def link(
    records: Records,
    today: date,
    *,
    drafts: bool = False,
    mentioned_people: bool = True,
    history: History | None = None,
) -> tuple[Portal, list[tuple[Source, Fault]]]:
    """Link all records. `drafts` shows what is not published yet; `mentioned_people` gives people without an
    entry a page; `history` is that of the files."""
    faults = LinkFaults(records)
    history = history or History()
    publications = _published(records.publications, today, drafts=drafts)
    people = People(records, publications, faults, mentioned_too=mentioned_people)
    containers = _Containers(records, faults)
    keywords = _Keywords(records, faults)
    organisations = _visible(records.organisations)
    projects = _visible(records.projects)
    linker = _Linker(records, publications, people, containers, keywords, organisations, projects, _units(records))
    links = {key: linker.links_of(publication) for key, publication in publications.items()}
    people_of_project = {key: linker.people_of(project) for key, project in projects.items()}
    people.add_mentioned()
    _check_ids(records, faults)
    _check_cite_keys(records.publications, faults)
    _check_cycles("organisations", "parent", records.organisations, faults)
    _check_cycles("keywords", "broader", records.keywords, faults)

    works_of_person = _works(links, lambda link: link.people())
    works_of_keyword = _works(links, lambda link: link.keywords)
    works_of_journal = _works(links, lambda link: (link.container, link.series))
    visible_keywords = keywords.visible(works_of_keyword)
    works_of_organisation = _works(links, lambda link: link.organisations)
    portal = Portal(
        publications=publications,
        people=people.people,
        organisations=organisations,
        projects=projects,
        journals=containers.visible(works_of_journal),
        keywords=visible_keywords,
        pages={(page.key, page.language): page for page in records.pages.values() if drafts or not page.draft},
        links=links,
        related=find_related(publications, [(works_of_person, 1.5), (works_of_keyword, 1.0), (works_of_journal, 0.5)]),
        works_of_person=works_of_person,
        works_of_keyword=works_of_keyword,
        works_of_journal=works_of_journal,
        works_of_organisation=works_of_organisation,
        works_below=_works_below(works_of_organisation, organisations, publications),
        works_of_project=_works(links, lambda link: link.projects),
        works_of_year=_group(
            publications, lambda publication: "undated" if publication.year is None else str(publication.year)
        ),
        works_of_type=_group(publications, lambda publication: publication.type),
        parts=_works(links, lambda link: (link.host,)),
        people_of_project=people_of_project,
        aliases=_aliases(records, publications, faults),
        changed=_changed(records, publications, history.changes, today.isoformat()),
        removed=_removed(records, history.removed),
        sub_units=_children(organisations, "parent"),
        narrower=_children(visible_keywords, "broader"),
        today=today.isoformat(),
    )
    return portal, faults.found


@dataclass(frozen=True, slots=True)
class _Linker:
    """Everything that the names and ids in a record may mean."""

    records: Records
    publications: Mapping[str, Publication]
    people: People
    containers: "_Containers"
    keywords: "_Keywords"
    organisations: Mapping[str, Organisation]
    projects: Mapping[str, Project]
    units: NameIndex

    def links_of(self, publication: Publication) -> Links:
        """What a publication is linked to."""
        key = publication.key
        roles: dict[str, list[str]] = {}
        affiliations: dict[str, str] = {}
        for role, i, contributor in contributors_of(publication):
            person = self.people.resolve(contributor, "publications", key, (role, i))
            roles.setdefault(role, []).append(person)
            for name in contributor.affiliations:
                if name not in affiliations:
                    affiliations[name] = _unit(name, self.organisations, self.units)
        for role, persons in roles.items():
            self.people.tell_twice(publication, role, persons)
        series = self.containers.find(publication, "series") if publication.series else ""
        host = publication.book if publication.book in self.publications and publication.book != key else ""
        hidden = not host and publication.book in self.records.publications
        main = "journal" if publication.journal else "" if host or hidden else "book"
        return Links(
            **{role: tuple(keys) for role, keys in roles.items()},
            container=self.containers.find(publication, main) if main and getattr(publication, main) else "",
            series=series,
            host=host,
            host_hidden=hidden,
            keywords=self.keywords.of(publication),
            organisations=_known((*publication.organisations, *affiliations.values()), self.organisations),
            affiliations=tuple(affiliations.items()),
            projects=_known(publication.projects, self.projects),
            named=_known((relation.id for relation in publication.related), self.publications),
        )

    def people_of(self, project: Project) -> Keys:
        """The people of a project."""
        named = enumerate(project.people)
        return tuple(self.people.resolve(person, "projects", project.key, ("people", i)) for i, person in named)


def _units(records: Records) -> NameIndex:
    """The organisations by all their names."""
    units = NameIndex()
    for key, unit in records.organisations.items():
        names = (unit.name, *(name for _, name in unit.names), *unit.other_names)
        units.add(key, (*names, unit.acronym) if unit.acronym else names)
    return units


def _published(publications: Mapping[str, Publication], today: date, *, drafts: bool) -> dict[str, Publication]:
    """What may be seen today, newest first and without a date last; of one day, by title."""

    def order(publication: Publication) -> tuple[bool, int, int, int, str, str]:
        when = publication.date
        year, month, day = when.order if when else (0, 0, 0)
        return when is None, -year, -month, -day, slugify(publication.title), publication.key

    shown = {
        key: publication for key, publication in publications.items() if drafts or is_published(publication, today)
    }
    told = [in_its_book(publication, shown.get(publication.book)) for publication in shown.values()]
    return {publication.key: publication for publication in sorted(told, key=order)}


def _changed(
    records: Records, publications: Mapping[str, Publication], changes: Mapping[str, Change], today: str
) -> dict[str, Change]:
    """When what the portal shows was changed: an entry that waited for its day, on that day at the earliest, and one
    of which a file did, on that day too."""
    if not changes:
        return {}
    found: dict[str, Change] = {}
    for key, publication in publications.items():
        change = changes.get(records.sources["publications", key].file)
        if change and publication.publish_on:
            day = _morning(publication.publish_on)
            change = Change(change.created and max(change.created, day), max(change.last, day))
        if change and publication.files:
            ended = [file.embargo_until for file in publication.files if file.embargo_until and is_open(file, today)]
            change = Change(change.created, max(change.last, *map(_morning, ended)) if ended else change.last)
        if change:
            found[key] = change
    return found


def _removed(records: Records, removed: Mapping[str, str]) -> dict[str, str]:
    """When publications were removed: of a file by which none can be found, the last time it went."""
    found: dict[str, str] = {}
    for file, moment in removed.items():
        source = source_of(file)
        if source and source.collection == "publications" and source.name not in records.publications:
            found[source.name] = max(moment, found.get(source.name, ""))
    return found


def _morning(day: PartialDate) -> str:
    return f"{day.first_day().isoformat()}T00:00:00Z"


def _visible(records: Mapping[str, Any]) -> dict[str, Any]:
    return {key: record for key, record in records.items() if not record.draft}


def _unit(name: str, organisations: Mapping[str, Any], units: NameIndex) -> str:
    """The organisation that an affiliation names by key or name; "" where there is none, or are several."""
    found = [name] if name in organisations else units.find(name)
    return found[0] if len(found) == 1 and found[0] in organisations else ""


def _known(keys: Iterable[str], visible: Mapping[str, object]) -> Keys:
    return tuple(dict.fromkeys(key for key in keys if key in visible))


def _works(links: Mapping[str, Links], linked: Callable[[Links], Keys]) -> Works:
    works: dict[str, list[str]] = {}
    for publication, link_ in links.items():
        for key in dict.fromkeys(linked(link_)):
            if key:
                works.setdefault(key, []).append(publication)
    return {key: tuple(keys) for key, keys in works.items()}


def _group(publications: Mapping[str, Publication], of: Callable[[Publication], str]) -> Works:
    works: dict[str, list[str]] = {}
    for key, publication in publications.items():
        works.setdefault(of(publication), []).append(key)
    return {key: tuple(keys) for key, keys in works.items()}


def _works_below(works: Works, organisations: Mapping[str, Any], publications: Iterable[str]) -> Works:
    """Works of each organisation that has sub-units and of all of these, each once, newest first."""
    below: dict[str, set[str]] = {}
    for start in organisations:
        line = [start]
        while (above := organisations[line[-1]].parent) in organisations and above not in line:
            line.append(above)
            below.setdefault(above, set()).update(works.get(start, ()))
    for unit, keys in below.items():
        keys.update(works.get(unit, ()))
    rank = {key: i for i, key in enumerate(publications)} if below else {}
    return {unit: tuple(sorted(keys, key=rank.__getitem__)) for unit, keys in below.items()}


def _children(records: Mapping[str, Any], upward: str) -> dict[str, Keys]:
    children: dict[str, list[str]] = {}
    for key, record in records.items():
        above = getattr(record, upward)
        if above in records:
            children.setdefault(above, []).append(key)
    return {key: tuple(keys) for key, keys in children.items()}


def _aliases(
    records: Records, publications: Mapping[str, Publication], faults: LinkFaults
) -> dict[str, tuple[str, str]]:
    """Old addresses of what is there to be seen."""
    aliases: dict[str, tuple[str, str]] = {}
    for collection, name in records.sources:
        record = getattr(records, collection)[name]
        hidden = name not in publications if collection == "publications" else record.draft
        for i, alias in enumerate(() if hidden else record.aliases):
            if alias in aliases:
                message = f"/{alias}/ already redirects to {'/'.join(aliases[alias])}"
                faults.add(collection, name, ("aliases", i), "address-clash", message, "keep it in one entry")
            else:
                aliases[alias] = (collection, name)
    return aliases


def _check_ids(records: Records, faults: LinkFaults) -> None:
    """Ids that name no entry, drafts included: a draft is not there yet, but it is no mistake."""

    def check(collection: str, name: str, path: tuple[str | int, ...], wanted: str, id_: str) -> None:
        known: Mapping[str, object] = getattr(records, wanted)
        if id_ not in known:
            what = f"there is no content/{wanted}/{id_}.md"
            hint = did_you_mean(id_, known, f"add that entry, or remove {id_!r} here")
            faults.add(collection, name, path, "unknown-id", what, hint)

    for name, publication in records.publications.items():
        for wanted in ("organisations", "projects"):
            for i, id_ in enumerate(getattr(publication, wanted)):
                check("publications", name, (wanted, i), wanted, id_)
        for i, relation in enumerate(publication.related):
            if relation.id:
                check("publications", name, ("related", i, "id"), "publications", relation.id)
    for name, person in records.people.items():
        for i, id_ in enumerate(person.affiliations):
            check("people", name, ("affiliations", i), "organisations", id_)
    for name, unit in records.organisations.items():
        if unit.parent:
            check("organisations", name, ("parent",), "organisations", unit.parent)
    for name, project in records.projects.items():
        for i, id_ in enumerate(project.organisations):
            check("projects", name, ("organisations", i), "organisations", id_)
    for name, keyword in records.keywords.items():
        if keyword.broader:
            check("keywords", name, ("broader",), "keywords", keyword.broader)


def _check_cite_keys(publications: Mapping[str, Publication], faults: LinkFaults) -> None:
    """Citation keys that are given twice, or that are another's permalink. BibTeX does not tell cases apart."""
    taken = {name: name for name, publication in publications.items() if not publication.cite_key}
    for name, publication in publications.items():
        if not publication.cite_key:
            continue
        other = taken.setdefault(publication.cite_key.lower(), name)
        if other != name:
            message = f"{publication.cite_key!r} is the citation key of {other} too"
            hint = "give another, such as one with a letter after the year, or delete the line"
            faults.add("publications", name, ("cite_key",), "duplicate-cite-key", message, hint)


def _check_cycles(collection: str, upward: str, records: Mapping[str, Any], faults: LinkFaults) -> None:
    told: set[str] = set()
    for start in records:
        path = [start]
        while (above := getattr(records[path[-1]], upward)) in records and above not in path:
            path.append(above)
        if above in path and not told & set(path):
            circle = path[path.index(above) :]
            told.update(circle)
            first = min(circle)
            turn = circle[circle.index(first) :] + circle[: circle.index(first)]
            message = f"{upward} leads in a circle: {' → '.join([*turn, first])}"
            faults.add(collection, first, (upward,), "circular-parent", message, "remove one of these")


class _Containers:
    """Journals, books and series by name or id."""

    def __init__(self, records: Records, faults: LinkFaults) -> None:
        self._entries = records.journals
        self._faults = faults
        self._mentioned: dict[str, Journal] = {}
        self._found: dict[str, str] = {}
        self._names = NameIndex()
        for key, journal in records.journals.items():
            self._names.add(key, (journal.title, *journal.other_titles))
        for title, keys in self._names.clashes():
            message = f"{keys[0]} and {keys[1]} both go by the title {title!r}"
            faults.add("journals", keys[1], (), "name-clash", message, "one title belongs to one entry")

    def find(self, publication: Publication, field: str) -> str:
        """The key of the container, "" where there can be no page."""
        name: str = getattr(publication, field)
        key = self._found.get(name)
        if key is None:
            key = self._identify(name, publication, field)
            if key:
                self._found[name] = key
        return key

    def _identify(self, name: str, publication: Publication, field: str) -> str:
        if keys := [name] if name in self._entries else self._names.find(name):
            return "" if self._entries[keys[0]].draft else keys[0]
        slug = slugify(name)
        known = self._entries.get(slug) or self._mentioned.get(slug)
        if known and (slug in self._entries or letters(known.title) != letters(name)):
            message = f"{name!r} and {known.title!r} would both stand at /journals/{slug}/"
            hint = f"if they are one, give one as title and one in other_titles of content/journals/{slug}.md"
            self._faults.add("publications", publication.key, (field,), "address-clash", message, hint)
            return ""
        if slug and slug not in self._mentioned:
            issn = publication.issn if field == "journal" else ()
            kind = _CONTAINER_KINDS[field]
            if field == "book" and publication.type == "chapter":
                kind = "book"
            self._mentioned[slug] = Journal(slug, name, kind=kind, issn=issn, publisher=publication.publisher)
        return slug

    def visible(self, works: Works) -> dict[str, Journal]:
        entries = {key: journal for key, journal in self._entries.items() if not journal.draft}
        return entries | {key: journal for key, journal in self._mentioned.items() if key in works}


class _Keywords:
    """Keywords by label, synonym or id; what differs in case only is one."""

    def __init__(self, records: Records, faults: LinkFaults) -> None:
        self._entries = records.keywords
        self._faults = faults
        self._mentioned: dict[str, Keyword] = {}
        self._found: dict[str, str] = {}
        self._names = NameIndex()
        for key, keyword in records.keywords.items():
            labels = (label for _, label in (*keyword.labels, *keyword.synonyms))
            self._names.add(key, (keyword.label, *labels))
        for label, keys in self._names.clashes():
            message = f"{keys[0]} and {keys[1]} both claim the label or synonym {label!r}"
            faults.add("keywords", keys[1], (), "name-clash", message, "one label belongs to one entry")

    def of(self, publication: Publication) -> Keys:
        """The keys beside the keywords as written, "" where there can be no page."""
        return tuple(
            self._find(label, language, publication, i) for i, (language, label) in enumerate(publication.keywords)
        )

    def _find(self, label: str, language: str, publication: Publication, i: int) -> str:
        key = self._found.get(label)
        if key is None:
            key = self._identify(label, language, publication, i)
            if key:
                self._found[label] = key
        return key

    def _identify(self, label: str, language: str, publication: Publication, i: int) -> str:
        if keys := self._names.find(label):
            return "" if self._entries[keys[0]].draft else keys[0]
        slug = slugify(label)
        known = self._entries.get(slug) or self._mentioned.get(slug)
        if known and (slug in self._entries or letters(known.label) != letters(label)):
            message = f"{label!r} and {known.label!r} would both stand at /keywords/{slug}/"
            hint = f"if they mean the same, give one as label and one as synonym in content/keywords/{slug}.md"
            at = [tag for tag, _ in publication.keywords[:i]].count(language)
            path = ("keywords", language, at) if language else ("keywords", at)
            self._faults.add("publications", publication.key, path, "address-clash", message, hint)
            return ""
        if slug and not known:
            self._mentioned[slug] = Keyword(slug, label, labels=((language, label),) if language else ())
        return slug

    def visible(self, works: Works) -> dict[str, Keyword]:
        entries = {key: keyword for key, keyword in self._entries.items() if not keyword.draft}
        return entries | {key: keyword for key, keyword in self._mentioned.items() if key in works}
