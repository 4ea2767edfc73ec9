"""Where a publication can be read: its files, its DOI, its addresses, and the one of them that comes first."""

from collections.abc import Iterator
from dataclasses import dataclass

from kartotek import urls
from kartotek.model.kinds import PAGES
from kartotek.model.publication import Publication
from kartotek.pages.parts.listing import counted
from kartotek.pictures.first_page import FirstPage
from kartotek.text import identifiers
from kartotek.text.licenses import license_name, license_url
from kartotek.view import labels
from kartotek.view.named import Named
from kartotek.view.view import View


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A line of "Access to document": `url` is relative to the root of the site, `href` leads elsewhere. Both are ""
    for a file that is not open.

    `facts` are said of the file: its version, who may read it, when an embargo ends, how many pages it has and how
    large it is if it is here.
    """

    label: str
    url: str
    href: str
    facts: tuple[str, ...]
    license: Named | None
    first_page: FirstPage | None = None
    """The size of the picture of its first page, if there is one."""

    @property
    def thumbnail(self) -> str:
        """The address of that picture, relative to the root of the site; "" if there is none."""
        return urls.thumbnail(self.url) if self.url and self.first_page and self.first_page.width else ""


def documents_of(view: View, publication: Publication) -> list[DocumentLink]:
    """The lines of "Access to document": the DOI, the files in their order, the address, then further links."""
    documents: list[DocumentLink] = []
    gettext = view.language.gettext
    key = publication.key
    known = zip(view.open_files(key), view.file_sizes(key), view.first_pages(key), strict=True)
    for file, (readable, size, first_page) in zip(publication.files, known, strict=True):
        facts = [gettext(labels.VERSIONS[file.version])] if file.version else []
        if not readable and file.embargo_until:
            until = view.language.date(file.embargo_until)
            facts.append(gettext("Embargo until %(date)s") % {"date": until})
        elif not readable:
            facts.append(gettext(labels.ACCESS[file.access]))
        facts += [view.language.date(file.date)] if file.date else []
        facts += [file.description] if file.description else []
        if readable:
            facts += _extent(view, size, first_page)
        label = file.label or file.path.rpartition("/")[2] or gettext("Document")
        documents.append(
            DocumentLink(
                label,
                urls.document(publication.key, file.path) if readable and file.path else "",
                file.url if readable else "",
                tuple(facts),
                license_of(file.license) if file.license else None,
                first_page if readable else None,
            )
        )
    if publication.doi:
        documents.insert(
            0, DocumentLink(publication.doi, "", identifiers.resolve("doi", publication.doi), ("DOI",), None)
        )
    if publication.url:
        documents.append(DocumentLink(urls.host_of(publication.url), "", publication.url, (), None))
    documents += [
        DocumentLink(link.label or urls.host_of(link.url), "", link.url, (), None) for link in publication.links
    ]
    return documents


def _extent(view: View, size: int, first_page: FirstPage | None) -> Iterator[str]:
    """How long a document is, as far as that is known: "PDF", "12 pages", "1.2 MB"."""
    if first_page and first_page.pages:
        yield "PDF"
        yield counted(view, PAGES, first_page.pages).replace(" ", "\N{NO-BREAK SPACE}")
    if size:
        yield view.language.size(size)


def license_of(name: str) -> Named:
    """A licence, given by its SPDX id, with a link to its text."""
    return Named(license_name(name), href=license_url(name))


def opened(view: View, publication: Publication) -> Named | None:
    """What the first button of the page opens: a file that everyone may read, else the DOI, else the address."""
    for file, readable in zip(publication.files, view.open_files(publication.key), strict=True):
        if readable:
            is_pdf = (file.path or file.url).lower().endswith(".pdf")
            label = view.language.gettext("Open PDF") if is_pdf else view.language.gettext("Open document")
            url = urls.document(publication.key, file.path) if file.path else ""
            return Named(label, url, href="" if url else file.url)
    address = identifiers.resolve("doi", publication.doi) if publication.doi else publication.url
    if not address:
        return None
    return Named(view.language.gettext("Open at %(host)s") % {"host": urls.host_of(address)}, href=address)
