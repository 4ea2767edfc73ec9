"""`citation_*` tags, by which Google Scholar and Zotero read a page.

Names are those of Google Scholar's "Inclusion Guidelines for Webmasters" and of Highwire Press, from whom they come.
"""

from collections.abc import Iterator

from kartotek.export.parts import first_page, labels, last_page
from kartotek.export.work import Agent, Work
from kartotek.text.dates import PartialDate

Tags = Iterator[tuple[str, str]]


def highwire(work: Work) -> list[tuple[str, str]]:
    """Names and contents of the tags; what belongs to an author follows the author."""
    return [(f"citation_{name}", content) for name, content in (*_about(work), *_home(work), *_where(work)) if content]


def _about(work: Work) -> Tags:
    record = work.record
    yield "title", work.full_title
    for author in work.authors:
        yield from _agent("author", author)
    for editor in work.editors:
        yield from _agent("editor", editor)
    date = work.date
    yield "publication_date", slashed(date) if date else ""
    yield "online_date", slashed(record.online) if record.online else ""
    yield "language", record.language
    for label in labels(work):
        yield "keywords", label


def _agent(role: str, agent: Agent) -> Tags:
    yield role, agent.inverted
    for unit in agent.affiliations:
        yield f"{role}_institution", unit.name
    yield f"{role}_orcid", f"https://orcid.org/{agent.orcid}" if agent.orcid else ""


def slashed(date: PartialDate) -> str:
    """A date as Scholar reads it, as far as it is known: "2024/01/15"."""
    return str(date).replace("-", "/")


def _home(work: Work) -> Tags:
    record = work.record
    match record.type:
        case "thesis":
            yield "dissertation_institution", record.institution or work.publisher
            yield "dissertation_name", record.qualification
        case "report" | "working-paper":
            yield "technical_report_institution", record.institution or work.publisher
            yield "technical_report_number", ", ".join(record.number)
        case _ if record.journal:
            yield "journal_title", work.container
        case "paper-conference" | "conference-abstract" | "poster":
            yield "conference_title", work.container or (record.event.name if record.event else "")
        case "chapter":
            yield "inbook_title", work.container
    yield "volume", record.volume
    yield "issue", record.issue
    if record.pages:
        yield "firstpage", first_page(record.pages)
        yield "lastpage", last_page(record.pages)
    else:
        yield "firstpage", record.article_number
    yield "publisher", work.publisher
    for issn in work.issn:
        yield "issn", issn
    for isbn in work.isbn:
        yield "isbn", isbn


def _where(work: Work) -> Tags:
    record = work.record
    yield "doi", record.doi
    yield "arxiv_id", record.arxiv
    yield "pmid", record.pmid
    yield "abstract_html_url", work.url
    for document in work.documents:
        if document.media_type == "application/pdf":
            yield "pdf_url", document.url
