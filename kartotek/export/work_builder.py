"""Publications as exports need them, put together from what the portal knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from mimetypes import guess_type
from typing import Any

from kartotek import urls
from kartotek.config.settings import Site
from kartotek.export.titles import cited_title
from kartotek.export.work import Agent, Document, Institution, LinkedWork, RelatedWork, Work
from kartotek.model.authority import Organisation
from kartotek.model.common import Contributor, in_languages
from kartotek.model.lists import DEEPEST
from kartotek.model.person import Person
from kartotek.model.portal import Links, Portal
from kartotek.model.publication import ISSUERS, OtherWork, Publication, is_open
from kartotek.model.roles import ROLES
from kartotek.model.types import TYPES
from kartotek.render.markdown import plain_blocks, spans, spans_of_blocks
from kartotek.text.identifiers import resolve
from kartotek.text.licenses import license_url
from kartotek.text.multilingual import best_of
from kartotek.text.names import in_other_script
from kartotek.text.rich import Rich, Span, before_subtitle
from kartotek.text.rich import plain as plain_text


@dataclass(frozen=True, slots=True)
class _Container:
    """What a publication appeared in, as far as that is known."""

    title: str = ""
    line: Rich = ()
    short: str = ""
    url: str = ""
    doi: str = ""
    publisher: str = ""
    place: str = ""
    issn: tuple[str, ...] = ()
    eissn: tuple[str, ...] = ()
    editors: tuple[Agent, ...] = ()


class WorkBuilder:
    """Publications as exports tell of them, for pages in all languages; the last one asked for is kept."""

    def __init__(self, portal: Portal, site: Site) -> None:
        self._portal, self._site = portal, site
        self._whole: Work | None = None
        self._short: Work | None = None

    def whole(self, key: str) -> Work:
        """A publication with its abstracts."""
        if self._whole is None or self._whole.record.key != key:
            self._whole = describe(self._portal, self._site, key, self.access(key))
        return self._whole

    def short(self, key: str) -> Work:
        """A publication without its abstracts, as lists tell of it."""
        if self._short is None or self._short.record.key != key:
            self._short = describe(self._portal, self._site, key, self.access(key), abstract=False)
        return self._short

    def open_files(self, key: str) -> tuple[bool, ...]:
        """Which of a publication's files everyone may read today."""
        return tuple(is_open(file, self._portal.today) for file in self._portal.publications[key].files)

    def access(self, key: str) -> str:
        """How open a publication is: what its entry says, else what its files allow."""
        publication = self._portal.publications[key]
        if publication.open_access or not publication.files:
            return publication.open_access
        if any(self.open_files(key)):
            return "open"
        ways = {file.access for file in publication.files}
        return next(way for way in ("embargoed", "restricted", "closed") if way in ways)


def describe(portal: Portal, site: Site, key: str, access: str, *, abstract: bool = True) -> Work:
    """A publication with all that it is linked to. `access` is how open it is, as its page says."""
    links, base = portal.links[key], site.base_url
    languages = (portal.publications[key].language, site.languages[0])
    record = in_languages(portal.publications[key], languages)
    roles = {role: _agents(portal, base, role, record, links) for role in ROLES if getattr(record, role)}
    container = _container(portal, base, record, links, languages)
    series = portal.things["journals"][links.series] if links.series else None
    return Work(
        record=record,
        title=cited_title(record),
        subtitle=spans(record.subtitle) if record.subtitle else (),
        translated_titles=tuple((tag, plain_text(spans(title))) for tag, title in record.translated_title),
        url=base + urls.item("publications", key) if base else "",
        authors=roles.get("authors", ()),
        editors=roles.get("editors", ()) or container.editors,
        translators=roles.get("translators", ()),
        supervisors=roles.get("supervisors", ()),
        contributors=roles.get("contributors", ()),
        container=container.title,
        container_line=container.line,
        container_short=record.container_title_short or container.short,
        container_url=container.url,
        container_doi=container.doi,
        series=series.title if series else record.series,
        publisher=record.publisher or container.publisher or _archive(record),
        issuers=tuple(_issuers(portal, base, record, links, languages)),
        place=record.place or container.place,
        **_issns(record, container, series),
        keywords=tuple(dict.fromkeys(record.keywords)),
        documents=documents(base, record, [is_open(file, portal.today) for file in record.files]),
        access=access,
        license_url=license_url(record.license),
        **(abstracts_of(record) if abstract else {}),
        **_other_works(portal, base, record, links, languages),
        notices=tuple(_notices(portal, base, record, links)) if record.all_notices else (),
        image_url=base + urls.file(record.image) if base and record.image else "",
        portal=site.text("title", site.languages[0]),
    )


def abstracts_of(record: Publication) -> dict[str, Any]:
    """What is said about it in a paragraph, without markup, as fields of its `Work`."""
    return {
        "abstract_line": spans_of_blocks(record.abstract) if record.abstract else (),
        "abstracts": tuple((tag, plain_blocks(text)) for tag, text in record.abstracts),
        "summaries": tuple((tag, plain_blocks(text)) for tag, text in record.plain_summary),
    }


def _issns(record: Publication, container: _Container, series: Any) -> dict[str, Any]:
    """The ISSNs that the entry gives, or else those of the journal or the series; and which are electronic."""
    if record.all_issn:
        return {"issn": record.all_issn, "eissn": record.eissn}
    if container.issn or not series:
        return {"issn": container.issn, "eissn": container.eissn}
    return {"issn": series.all_issn, "eissn": series.eissn}


def _other_works(
    portal: Portal, base: str, record: Publication, links: Links, languages: tuple[str, ...]
) -> dict[str, Any]:
    """The fields of a work about others, as far as they are not empty.

    Whoever says which work of the portal a review is about, or of which it is a translation, has given its title and
    authors, too; but not where the two have one DOI, as machines would take them for one.
    """
    found: dict[str, Any] = {}
    if links.relations or links.notice_of:
        found["related"] = tuple(_related(portal, base, links, languages))
        others = ((kind, _other_work(portal, base, OtherWork(id=key), languages)) for kind, key in links.notice_of)
        found["notice_of"] = tuple(others)
    for name, relation in (("reviewed", "Reviews"), ("original", "IsTranslationOf")):
        other = getattr(record, name)
        if other is None and links.relations:
            known = next((each.id for each in links.relations if each.relation == relation and each.id), "")
            entry = portal.publications.get(known)
            other = OtherWork(id=known) if entry and not (entry.doi and entry.doi == record.doi) else None
        if other:
            found[name] = _other_work(portal, base, other, languages)
    return found


def _other_work(portal: Portal, base: str, said: OtherWork, languages: tuple[str, ...]) -> LinkedWork:
    """What an entry says of another work, completed with what the entry of that one says."""
    entry = portal.publications.get(said.id)
    doi = said.doi or (entry.doi if entry else "")
    page = base + urls.item("publications", said.id) if entry and base else ""
    address = resolve("doi", doi) if doi else said.url or page
    authors = tuple(Agent(each.name, each.literal, each.orcid) for each in said.authors)
    if entry is None:
        return LinkedWork(said.title, authors, said.issued, said.language, said.publisher, said.place, "", address)
    entry = in_languages(entry, languages)
    between = before_subtitle(plain_text(spans(entry.title))) if entry.subtitle else ""
    return LinkedWork(
        title=said.title or f"{entry.title}{between}{entry.subtitle}",
        authors=authors or _agents(portal, base, "authors", entry, portal.links[said.id]),
        date=said.issued or entry.date,
        language=said.language or entry.language,
        publisher=said.publisher or entry.publisher,
        place=said.place or entry.place,
        key=said.id,
        address=address,
        type=TYPES[entry.type],
    )


def _agents(portal: Portal, base: str, role: str, record: Publication, links: Links) -> tuple[Agent, ...]:
    contributors: tuple[Contributor, ...] = getattr(record, role)
    keys: tuple[str, ...] = getattr(links, role)
    units = dict(links.affiliations)
    return tuple(
        Agent(
            contributor.name,
            contributor.literal,
            contributor.orcid or (portal.things["people"][key].orcid if key else ""),
            tuple(_institution(portal, name, units.get(name, "")) for name in contributor.affiliations),
            base + urls.item("people", key) if base and key else "",
            contributor.roles,
            contributor.credit,
            _also(portal.things["people"][key], contributor.display) if key else (),
        )
        for contributor, key in zip(contributors, keys, strict=True)
    )


def _also(person: Person, printed: str) -> tuple[str, ...]:
    """The names of a person in other scripts than the one in which a work has it."""
    if not person.names:  # as with nearly everybody
        return ()
    names = map(str, (person.name, *(name for _, name in person.names)))
    return tuple(dict.fromkeys(name for name in names if in_other_script(name, printed)))


def _institution(portal: Portal, name: str, key: str) -> Institution:
    unit = portal.things["organisations"][key] if key else None
    return Institution(unit.name, unit.ror, within=_within(portal, unit), key=key) if unit else Institution(name)


def _within(portal: Portal, unit: Organisation) -> Institution | None:
    """What has the ROR id for an organisation without one: registries have none for most departments and groups."""
    above: Organisation | None = unit
    for _ in range(DEEPEST):
        if above is None or above.ror:
            break
        above = portal.things["organisations"].get(above.parent)
    return Institution(above.name, above.ror) if above and above.ror and above is not unit else None


def _issuers(
    portal: Portal, base: str, record: Publication, links: Links, languages: Sequence[str]
) -> Iterator[Institution]:
    """The organisations of the portal that its entry, or that of its journal, names."""
    named = [(key, getattr(record, field)) for field in ISSUERS if (key := getattr(links, field))]
    if key := portal.publishers.get(links.container):
        named.append((key, in_languages(portal.things["journals"][links.container], languages).publisher))
    for key, name in named:
        address = base + urls.item("organisations", key) if base else ""
        yield Institution(name, portal.things["organisations"][key].ror, address)


def _container(portal: Portal, base: str, record: Publication, links: Links, languages: Sequence[str]) -> _Container:
    if links.host:
        host, its_links = portal.publications[links.host], portal.links[links.host]
        line = cited_title(host)
        if host.subtitle:
            line = (*line, Span(before_subtitle(plain_text(line))), *spans(host.subtitle))
        editors = _agents(portal, base, "editors", host, its_links)
        address = base + urls.item("publications", links.host) if base else ""
        short = plain_text(spans(host.short_title)) if host.short_title else ""
        return _Container(
            plain_text(line), line, short, address, host.doi, issn=host.all_issn, eissn=host.eissn, editors=editors
        )
    if links.container:
        journal = in_languages(portal.things["journals"][links.container], languages)
        address = base + urls.item("journals", links.container) if base else ""
        return _Container(
            journal.title,
            (),
            journal.abbreviation,
            address,
            "",
            journal.publisher,
            journal.place,
            journal.all_issn,
            journal.eissn,
        )
    retired = plain_text(spans(links.host_retired)) if links.host_retired else ""
    return _Container(record.journal or (retired if links.host_hidden else record.book))


def _archive(record: Publication) -> str:
    """Preprints with a number of arXiv are published there."""
    return "arXiv" if record.arxiv and record.type == "preprint" else ""


def _related(portal: Portal, base: str, links: Links, languages: Sequence[str]) -> Iterator[RelatedWork]:
    """Related works by DOI, else by address; one of this portal has none where the portal has none. What it is a notice
    of is one of them: DataCite has no type for that, but words (4.7, 12.b, `Other`)."""
    said = [
        (one.relation, one.id, one.doi, one.url, best_of(one.information, languages)) for one in links.relations
    ] + [("Other", key, "", "", f"Is the {kind.replace('-', ' ')} of") for kind, key in links.notice_of]
    for relation, key, doi, url, information in said:
        other = portal.publications.get(key)
        doi = other.doi if other else doi
        address = base + urls.item("publications", key) if other and base else url
        if doi:
            yield RelatedWork(relation, "DOI", doi, information)
        elif address:
            yield RelatedWork(relation, "URL", address, information)


def _notices(portal: Portal, base: str, record: Publication, links: Links) -> Iterator[str]:
    """The address of each notice: by its DOI, that of the entry too, else by its page or its own address."""
    for notice, key in zip(record.all_notices, links.notices, strict=True):
        doi = notice.doi or (portal.publications[key].doi if key else "")
        page = base + urls.item("publications", key) if key and base else ""
        yield resolve("doi", doi) if doi else page or notice.url


def documents(root: str, record: Publication, readable: Sequence[bool]) -> tuple[Document, ...]:
    """Files that everyone may read today; `root` is the way to the portal's own, which without one are left out."""
    found: list[Document] = []
    for file, is_readable in zip(record.files, readable, strict=True):
        address = file.url or (root + urls.document(record.key, file.path) if root and file.path else "")
        if address and is_readable:
            media_type = guess_type(file.path or file.url)[0] or ""
            found.append(Document(address, media_type, license_url(file.license or record.license)))
    return tuple(found)
