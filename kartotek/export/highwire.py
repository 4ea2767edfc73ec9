"""The `citation_*` tags of a page, by which Google Scholar and reference managers recognise a publication.

Names and order are those of Google Scholar's "Inclusion Guidelines for Webmasters" (section "Indexing"), with further
ones of HighWire Press and of DSpace that reference managers read.
"""

from collections.abc import Iterator, Sequence

from kartotek.export.shared_values import MOST_PEOPLE, first_page, iso, labels, last_page, one_line
from kartotek.export.work import Agent, Work
from kartotek.export.zotero_tags import IN_BOOK, IN_JOURNAL, IN_PROCEEDINGS, zotero_type
from kartotek.text.dates import Edtf
from kartotek.text.identifiers import resolve

MetaTags = Iterator[tuple[str, str]]


def highwire(work: Work) -> list[tuple[str, str]]:
    """Name and content of each `meta` tag, in order: ORCID iD and institutions follow their author.

    Of very many authors, only the first are named: 3,000 would make a head of more than a megabyte.
    """
    found = (*_people(work), *_dates(work), *_container(work), *_place(work), *_identifiers(work), *_rest(work))
    return [(f"citation_{name}", one_line(text)) for name, text in found if text]


def slashed(date: Edtf | None) -> str:
    """A date as far as it is known: 2024/05/31, 2024/05, 2024; "" for years before 1, which readers do not
    understand."""
    return iso(date, before_christ=False).replace("-", "/")


def _people(work: Work) -> MetaTags:
    yield "title", work.full_title
    for agent in work.authors[:MOST_PEOPLE]:
        yield "author", _name(agent, work.authors)
        for unit in agent.affiliations:
            yield "author_institution", unit.name
        if agent.orcid:
            yield "author_orcid", resolve("orcid", agent.orcid)
    for agent in work.editors[:MOST_PEOPLE]:
        yield "editor", _name(agent, work.editors)


def _name(agent: Agent, among: Sequence[Agent]) -> str:
    """Family name first; but readers take a single "A B, C D" for two people, so that is written as it is printed.

    A comma after the name of a group, as EndNote has it, keeps readers from taking its last word for a family name.
    """
    name = agent.name
    if name is None:
        return f"{agent.literal}," if " " in agent.literal and "," not in agent.literal else agent.literal
    if len(among) == 1 and " " in name.family and " " in name.given:
        return agent.display
    return agent.inverted


def _dates(work: Work) -> MetaTags:
    yield "publication_date", slashed(work.date)
    yield "online_date", slashed(work.record.online)


def _container(work: Work) -> MetaTags:
    """What it appeared in. Zotero derives the type of the work from the last of these tags, so that there are none for
    types of which it would make something else (`zotero_tags` has their container)."""
    record, kind = work.record, zotero_type(work)
    event = record.event.name if record.event and work.type.zotero == IN_PROCEEDINGS else ""
    if work.type.is_thesis:
        yield "dissertation_institution", work.issuer
        yield "dissertation_name", record.qualification
    elif kind == "report":
        yield "technical_report_institution", record.institution or work.publisher
        yield "technical_report_number", ", ".join(record.number)
    elif kind == "patent":
        for number in record.number:
            yield "patent_number", number
        yield "patent_country", record.country
    elif kind == IN_JOURNAL:
        yield "conference", event
        yield "journal_title", work.container
        yield "journal_abbrev", work.container_short
    elif kind == IN_PROCEEDINGS:
        yield "inbook_title", work.container
        yield "conference_title", work.container or event
        yield "conference", event if work.container else ""
    elif kind == IN_BOOK:
        yield "inbook_title", work.container
    yield "series_title", work.series


def _place(work: Work) -> MetaTags:
    record = work.record
    yield "volume", record.volume
    yield "issue", record.issue
    yield "firstpage", first_page(record.pages) or record.article_number
    yield "lastpage", last_page(record.pages)


def _identifiers(work: Work) -> MetaTags:
    record = work.record
    yield "doi", record.doi
    for issn in work.issn:
        yield "issn", issn
    for isbn in record.all_isbn:
        yield "isbn", isbn
    yield "arxiv_id", record.arxiv
    yield "pmid", record.pmid


def _rest(work: Work) -> MetaTags:
    """Publisher, language, keywords, and the addresses of the page and of open PDF files."""
    yield "publisher", work.publisher
    yield "language", work.record.language
    for label in labels(work):
        yield "keywords", label
    yield "abstract_html_url", work.url
    yield "abstract", work.abstract
    for file in work.documents:
        if file.media_type == "application/pdf":
            yield "pdf_url", file.url
