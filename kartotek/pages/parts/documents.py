"""Where a publication can be read: its files, its DOI, its addresses, and the one of them that comes first."""

from dataclasses import dataclass

from kartotek import urls
from kartotek.model.publication import Publication
from kartotek.text import identifiers
from kartotek.text.licenses import license_name, license_url
from kartotek.view import labels
from kartotek.view.named import Named
from kartotek.view.view import View


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A line of "Access to document": `url` is relative to the root of the site, `href` leads elsewhere. Both are ""
    for a file that is not open.

    `facts` are said of the file: its version, who may read it, when an embargo ends, how large it is if it is here.
    """

    label: str
    url: str
    href: str
    facts: tuple[str, ...]
    license: Named | None


def documents_of(view: View, publication: Publication) -> list[DocumentLink]:
    """The lines of "Access to document": the DOI, the files in their order, the address, then further links."""
    documents: list[DocumentLink] = []
    gettext = view.language.gettext
    files = zip(publication.files, view.open_files(publication.key), view.file_sizes(publication.key), strict=True)
    for file, readable, size in files:
        facts = [gettext(labels.VERSIONS[file.version])] if file.version else []
        if not readable and file.embargo_until:
            until = view.language.date(file.embargo_until)
            facts.append(gettext("Embargo until %(date)s") % {"date": until})
        elif not readable:
            facts.append(gettext(labels.ACCESS[file.access]))
        facts += [view.language.date(file.date)] if file.date else []
        facts += [file.description] if file.description else []
        facts += [view.language.size(size)] if readable and size else []
        label = file.label or file.path.rpartition("/")[2] or gettext("Document")
        documents.append(
            DocumentLink(
                label,
                urls.document(publication.key, file.path) if readable and file.path else "",
                file.url if readable else "",
                tuple(facts),
                license_of(file.license) if file.license else None,
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
