"""The rows of the table of details of a publication.

Which rows a type has, and in which order, is said by the table of types (`PublicationType.rows`).
"""

import re
from dataclasses import dataclass

from kartotek.export.shared_values import imprint_of, with_dash
from kartotek.export.work import LinkedWork
from kartotek.model.common import own_language_first
from kartotek.model.portal import Links
from kartotek.model.publication import Publication
from kartotek.model.types import PATENT_OFFICES, TYPES
from kartotek.pages.parts import detail_numbers
from kartotek.pages.parts.detail_value import DetailValue, Values, ValuesOf
from kartotek.render.escape import whole
from kartotek.render.markdown import inline, plain
from kartotek.text.translated import N_, NP_
from kartotek.view.named import Named
from kartotek.view.view import View


@dataclass(frozen=True, slots=True)
class DetailRow:
    """A row: a label in the language of the page, and its values."""

    label: str
    values: tuple[DetailValue, ...]


_Label = str | tuple[str, str]
"""English, for the catalogs: a text, or a text with its context (`NP_`)."""


def _field(name: str) -> ValuesOf:
    """The values of a field as they are."""

    def values(_view: View, publication: Publication, _links: Links) -> Values:
        value = getattr(publication, name)
        for text in value if isinstance(value, tuple) else (value,):
            if text:
                yield DetailValue(text if isinstance(text, str) else str(text))

    return values


def _issuer(name: str) -> ValuesOf:
    """Who published, awarded or commissioned it, linked to its page if it is an organisation of the portal."""

    def values(view: View, publication: Publication, links: Links) -> Values:
        written: str = getattr(publication, name)
        if written:
            yield _linked(view.unit(getattr(links, name), written))

    return values


def _pages(_view: View, publication: Publication, _links: Links) -> Values:
    """The pages, with an en dash."""
    if publication.pages:
        yield DetailValue(whole(with_dash(publication.pages, "\u2013")))


def _date(name: str) -> ValuesOf:
    """A date in the language of the page."""

    def values(view: View, publication: Publication, _links: Links) -> Values:
        date = getattr(publication, name)
        if date:
            yield DetailValue(whole(view.language.date(date)))

    return values


def _contributors(role: str) -> ValuesOf:
    """The contributors of a role, linked to their pages."""

    def values(view: View, publication: Publication, links: Links) -> Values:
        for contributor, key in zip(getattr(publication, role), getattr(links, role), strict=True):
            named = view.contributor(contributor, key)
            yield DetailValue(named.label, named.url)

    return values


def _editors(view: View, publication: Publication, links: Links) -> Values:
    """The editors of the work, or else those of the book it is a chapter of."""
    if links.host and not publication.editors:
        publication, links = view.publication(links.host), view.links(links.host)
    return _contributors("editors")(view, publication, links)


def _language(view: View, publication: Publication, _links: Links) -> Values:
    """The language of the work, by name."""
    if publication.language:
        yield DetailValue(view.language.language_name(publication.language))


def _translated_title(view: View, publication: Publication, _links: Links) -> Values:
    """The title in other languages, each marked with its language."""
    for tag, title in own_language_first(publication.translated_title, view.language.code):
        yield DetailValue(inline(title), lang=tag)


def _reviewed(view: View, publication: Publication, _links: Links) -> Values:
    """The work that is reviewed, as a bibliography has it."""
    other = view.work(publication.key).reviewed
    if other and other.title:
        authors = [agent.display for agent in other.authors]
        yield _other_work(view, other, before=f"{view.language.listed(authors)}: " if authors else "")


def _original(view: View, publication: Publication, _links: Links) -> Values:
    """What it is a reprint or a translation of: title, place, publisher and year, and the language."""
    other = view.work(publication.key).original
    if other and (other.title or imprint_of(other)):
        imprint = f", {imprint_of(other)}" if other.title and imprint_of(other) else ""
        language = f" ({view.language.language_name(other.language)})" if other.language else ""
        yield _other_work(view, other, after=imprint + language)


def _other_work(view: View, other: LinkedWork, before: str = "", after: str = "") -> DetailValue:
    """A work as a value: its title in its language, with a link to its page here or elsewhere."""
    url, href = (view.host(other.key).url, "") if other.key else ("", other.address)
    lang = view.foreign(other.language) if other.title and other.language else ""
    return DetailValue(inline(other.title) or imprint_of(other), url, href, lang, before=before, after=after)


def _linked(named: Named) -> DetailValue:
    """A name as a value, with its link."""
    return DetailValue(named.label, named.url, withdrawn=named.withdrawn)


def _journal(view: View, publication: Publication, links: Links) -> Values:
    """The journal, linked to its page, then its ISSNs."""
    if publication.journal:
        named = view.named("journals", links.container) if links.container else Named(publication.journal)
        yield _linked(named)
    yield from detail_numbers.issns(view, links.container if publication.journal else "", publication)


def _book(view: View, publication: Publication, links: Links) -> Values:
    """The book it appeared in, unless the entry of the book is not published; one that is retired is not linked."""
    if links.host:
        yield _linked(view.host(links.host))
    elif links.host_retired:
        yield _linked(Named(plain(links.host_retired)))
    elif publication.book and not links.host_hidden:
        named = view.named("journals", links.container) if links.container else Named(publication.book)
        yield _linked(named)


def _series(view: View, publication: Publication, links: Links) -> Values:
    """The series, with those of its ISSNs that the row of ISSNs does not have already."""
    if publication.series:
        yield _linked(view.named("journals", links.series) if links.series else Named(publication.series))
        for value in detail_numbers.issns(view, links.series):
            if value.text.removeprefix("ISSN ") not in publication.all_issn:
                yield value


def _volume(of_journal: bool) -> ValuesOf:
    """The volume: of a journal, or of a book, where it has another label in some languages."""

    def values(_view: View, publication: Publication, _links: Links) -> Values:
        if publication.volume and bool(publication.journal) == of_journal:
            yield DetailValue(publication.volume)

    return values


def _of_its_own_language(field: str) -> ValuesOf:
    """A title in inline Markdown, marked with the language of the work."""

    def values(view: View, publication: Publication, _links: Links) -> Values:
        if title := getattr(publication, field):
            yield DetailValue(inline(title), lang=view.foreign(publication.language))

    return values


def _event(_view: View, publication: Publication, _links: Links) -> Values:
    """The event by name, linked to its own web page."""
    if publication.event:
        yield DetailValue(publication.event.name, href=publication.event.url)


def _event_place(_view: View, publication: Publication, _links: Links) -> Values:
    """The city or venue of the event."""
    if publication.event and publication.event.place:
        yield DetailValue(publication.event.place)


def _event_country(view: View, publication: Publication, _links: Links) -> Values:
    """The country of the event, by name."""
    if publication.event and publication.event.country:
        yield DetailValue(view.language.country_name(publication.event.country))


def _event_period(view: View, publication: Publication, _links: Links) -> Values:
    """The days of the event, as one period."""
    event = publication.event
    if event and (period := view.language.period(event.start, event.end)):
        yield DetailValue(whole(period))


def _country(view: View, publication: Publication, _links: Links) -> Values:
    """A country by name; of a patent this may be an office for several countries."""
    code = publication.country
    if code:
        office = PATENT_OFFICES.get(code)
        yield DetailValue(view._(office) if office else view.language.country_name(code))


def _repository(_view: View, publication: Publication, _links: Links) -> Values:
    """Where the source code is, linked."""
    if address := publication.code_repository:
        yield DetailValue(re.sub("^https?://", "", address).rstrip("/"), href=address)


def _areas(_view: View, publication: Publication, _links: Links) -> Values:
    """The places that data are about: names, with latitude and longitude, linked to a map."""
    for area in publication.spatial_coverage:
        where = at = ""
        if area.north:
            where = f"({area.south}, {area.west} – {area.north}, {area.east})"
            at = f"https://www.openstreetmap.org/?box=yes&bbox={area.west},{area.south},{area.east},{area.north}"
        elif area.latitude:
            where = f"({area.latitude}, {area.longitude})"
            at = f"https://www.openstreetmap.org/?mlat={area.latitude}&mlon={area.longitude}"
        yield DetailValue(f"{area.place} {where}".strip(), href=at)


def _status(view: View, publication: Publication, _links: Links) -> Values:
    """The status and since when: the date that belongs to it, or else that of publication."""
    label = view.status_label(publication.status)
    names = (*_STATUS_DATES.get(publication.status, ()), "issued", "awarded")
    dates = (getattr(publication, name) for name in names)
    date = next((date for date in dates if date), None)
    yield DetailValue(whole(f"{label} – {view.language.date(date)}") if date else label)


_STATUS_DATES = {
    "in-press": ("accepted",),
    "epub-ahead-of-print": ("online",),
    "accepted": ("accepted",),
    "submitted": ("submitted",),
}
"""By status: the date at which a work got it."""


def _sdgs(view: View, publication: Publication, _links: Links) -> Values:
    """The Sustainable Development Goals of the United Nations, by number."""
    for number in publication.sdgs:
        yield DetailValue(view.language.gettext("Goal %(number)s") % {"number": number})


def _charge(view: View, publication: Publication, _links: Links) -> Values:
    """What it cost to publish it, and who paid."""
    if charge := publication.apc:
        who = view.language.gettext("paid by %(name)s") % {"name": charge.paid_by} if charge.paid_by else ""
        yield DetailValue(view.language.money(charge.amount, charge.currency), after=f" ({who})" if who else "")


_ROWS: dict[str, tuple[_Label, ValuesOf]] = {
    "language": (N_("Language"), _language),
    "translated_title": (N_("Translated title"), _translated_title),
    "short_title": (N_("Short title"), _of_its_own_language("short_title")),
    "reviewed": (N_("Reviewed work"), _reviewed),
    "original": (N_("Original"), _original),
    "journal": (N_("Journal"), _journal),
    "book": (N_("Title of host publication"), _book),
    "container_title_short": (N_("Abbreviated title"), _field("container_title_short")),
    "editors": (N_("Editors"), _editors),
    "translators": (N_("Translators"), _contributors("translators")),
    "supervisors": (N_("Supervisors"), _contributors("supervisors")),
    "qualification": (N_("Qualification"), _field("qualification")),
    "institution": (N_("Institution"), _issuer("institution")),
    "awarded": (N_("Award date"), _date("awarded")),
    "publisher": (N_("Publisher"), _issuer("publisher")),
    "place": (N_("Place of publication"), _field("place")),
    "edition": (N_("Edition"), _field("edition")),
    "volume": (N_("Volume"), _volume(of_journal=True)),
    "volume_title": (N_("Title of the volume or issue"), _of_its_own_language("volume_title")),
    "number_of_volumes": (N_("Number of volumes"), _field("number_of_volumes")),
    "section": (N_("Section"), _field("section")),
    "issue": (N_("Issue number"), _field("issue")),
    "chapter": (N_("Chapter"), _field("chapter")),
    "pages": (N_("Pages (from-to)"), _pages),
    "article_number": (N_("Article number"), _field("article_number")),
    "number_of_pages": (N_("Number of pages"), _field("number_of_pages")),
    "isbn": (N_("ISBN"), detail_numbers.numbers("isbn")),
    "issn": (N_("ISSN"), detail_numbers.numbers("issn")),
    "series": (N_("Publication series"), _series),
    "series_number": (N_("Number in series"), _field("series_number")),
    "event": (N_("Event"), _event),
    "number": (N_("Number"), _field("number")),
    "country": (N_("Country/Territory"), _country),
    "filed": (N_("Filing date"), _date("filed")),
    "medium": (N_("Medium"), _field("medium")),
    "version": (N_("Version"), _field("version")),
    "programming_language": (N_("Programming language"), _field("programming_language")),
    "code_repository": (N_("Code repository"), _repository),
    "temporal_coverage": (N_("Period covered"), _date("temporal_coverage")),
    "spatial_coverage": (N_("Area covered"), _areas),
    "ipc": (N_("Patent classes (IPC)"), detail_numbers.patent_classes),
    "commissioned_by": (N_("Commissioned by"), _issuer("commissioned_by")),
    "submitted": (N_("Submitted"), _date("submitted")),
    "accepted": (N_("Accepted"), _date("accepted")),
    "online": (N_("First online"), _date("online")),
    "doi": (N_("DOI"), detail_numbers.doi),
    "identifiers": (N_("Other identifiers"), detail_numbers.other_identifiers),
    "status": (N_("Publication status"), _status),
    "apc": (N_("Publication charge"), _charge),
    "sdgs": (N_("UN Sustainable Development Goals"), _sdgs),
}
"""By row of the table of types: its label, and where its values come from."""


_ADDED_ROWS: dict[str, tuple[tuple[_Label, ValuesOf], ...]] = {
    "volume": ((NP_("of a book", "Volume"), _volume(of_journal=False)),),
    "event": (
        (N_("Place"), _event_place),
        (N_("Country/Territory"), _event_country),
        (N_("Period"), _event_period),
    ),
}
"""Rows that follow another one."""

_OF_TYPE: dict[str, tuple[tuple[_Label, ValuesOf], ...]] = {
    type_key: tuple(
        row
        for key in type_row.rows
        if key in _ROWS  # electronic numbers are in the rows of the others
        for row in ((dict(type_row.called).get(key, _ROWS[key][0]), _ROWS[key][1]), *_ADDED_ROWS.get(key, ()))
    )
    for type_key, type_row in TYPES.items()
}
"""The rows of each type, put together once."""


def detail_rows(view: View, publication: Publication, links: Links) -> list[DetailRow]:
    """The rows of a publication that have values, in the order of its type."""
    rows: list[DetailRow] = []
    for label, values_of in _OF_TYPE[publication.type]:
        values = tuple(values_of(view, publication, links))
        if values:
            rows.append(DetailRow(view.language.words(label), values))
    return rows
