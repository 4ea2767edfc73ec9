"""A slim HTML file for each publication: only what is searched and what results show.

Attributes are those of Pagefind 1.5 (`data-pagefind-meta`, `-filter`, `-sort`, `-weight`).
"""

from dataclasses import dataclass
from html import escape

from kartotek.search.folding import other_forms


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What the index knows of one publication.

    `name` is the stem of the file, its family and its key, of which the search page makes the address. `language` is
    BCP 47, `access` a key such as "open". `keywords` are labels in the portal's first language; `also` is other text to
    be found by. `retracted` is the kind of notice by which a work no longer counts ("retraction").
    """

    name: str
    title: str
    type: str
    language: str = ""
    authors: tuple[str, ...] = ()
    container: str = ""
    year: str = ""
    access: str = ""
    keywords: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    abstracts: tuple[str, ...] = ()
    retracted: str = ""


ABSTRACT = "¶"
"""Separates the data from the abstracts: results quote from the abstracts only."""

ORDER = "name"
"""What documents are sorted by to tell which page of the index is which (`search.sources`); it is no number."""

SHOWN = ("authors", "container", "retracted", "title")
"""What results show beside the next four, in order. All of it costs: Pagefind makes an index of these as well."""
_FILTERS = ("year", "type", "language", "access")
"""What results show that is no text. Nothing is filtered by these (`search.facets`): they only come with a result."""


def document_name(key: str) -> str:
    """What the document of a publication is called, of which the search page makes its address."""
    return f"publications-{key}"


def to_html(document: SearchDocument) -> bytes:
    """The file that Pagefind reads, in UTF-8. One element has all that is shown or filtered, as attributes.

    Weights: 6 for the title, 3 for authors and keywords, 1 (Pagefind's own) for everything else.
    """
    authors = "; ".join(document.authors)
    values = {
        "title": document.title,
        "authors": authors,
        "container": document.container,
        "year": document.year,
        "type": document.type,
        "access": document.access,
        "retracted": document.retracted,
        "language": document.language,
    }
    given = {name: value for name, value in values.items() if value}
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in given.items())
    shown = ", ".join(f"{name}[data-{name}]" for name in SHOWN if name in given)
    filters = ", ".join(f"{name}[data-{name}]" for name in _FILTERS if name in given)
    keywords = "".join(f'<p data-pagefind-weight="3">{escape(label)}</p>' for label in document.keywords)
    sort = f' data-pagefind-sort="{ORDER}[data-name]"'
    texts = [*document.also, *map(_findable, document.identifiers), document.container, document.year]
    if not _has_words(document.title, authors, *texts, *document.abstracts, *document.keywords):
        texts.append(document.name)
    return (
        '<!doctype html><html lang="en"><body data-pagefind-body>'
        f'<p{attributes} data-pagefind-meta="{shown}" data-pagefind-filter="{filters}"{sort}'
        f' data-name="{escape(document.name)}"></p>'
        f'<p data-pagefind-weight="6">{escape(document.title)}</p>'
        f'<p data-pagefind-weight="3">{escape(authors)}</p>{keywords}'
        f"<p>{escape(' · '.join(text for text in texts if text))}</p>"
        f"{_others(document)}<p>{ABSTRACT}</p>{''.join(f'<p>{escape(text)}</p>' for text in document.abstracts)}"
        "</body></html>\n"
    ).encode()


def _others(document: SearchDocument) -> str:
    """Other forms of words with letters that not everybody types, and what texts without spaces are cut into."""
    texts = (document.title, document.container, *document.keywords, *document.also, *document.abstracts)
    forms = other_forms(texts, document.authors)
    return f'<p data-pagefind-weight="2">{escape(" ".join(forms))}</p>' if forms else ""


def _findable(identifier: str) -> str:
    """An identifier as one word and in its parts, since it is pasted whole and typed in parts; a number also without
    its hyphens."""
    if "/" in identifier:
        return f"{identifier} {identifier.replace('/', ' ')}"
    digits = identifier.replace("-", "")
    return f"{identifier} {digits}" if digits != identifier and digits[:-1].isdigit() else identifier


def _has_words(*texts: str) -> bool:
    """Whether there is a letter or a digit: Pagefind leaves documents without any out of the index."""
    return any(character.isalnum() for text in texts for character in text)
