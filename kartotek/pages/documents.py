"""The document by which the search index finds a publication."""

from kartotek.model.kinds import KEYWORDS
from kartotek.pages.suggestions import identifiers_of
from kartotek.render.markdown import plain, plain_blocks
from kartotek.search.documents import SearchDocument, document_name
from kartotek.text.multilingual import texts_of
from kartotek.view.named import plain_title
from kartotek.view.view import View


def publication_document(view: View, key: str) -> SearchDocument:
    """What is searched and shown of a publication; `view` is that of the portal's first language."""
    publication, links = view.publication(key), view.links(key)
    container = view.container(publication, links)
    first = view.language.code
    keywords = [(name, view.label("keywords", name)) for name in dict.fromkeys(links.keywords) if name]
    others = [label for name, _ in keywords for _, label in _other_labels(view, name)]
    abstracts = [publication.abstract, *(text for _, text in (*publication.abstracts, *publication.plain_summary))]
    return SearchDocument(
        name=document_name(key),
        title=plain_title(publication),
        language=publication.language,
        authors=tuple(contributor.display for contributor in (*publication.authors, *publication.editors)),
        container=container.label if container else "",
        year="" if publication.year is None else str(publication.year),
        type=publication.type,
        access=view.access(key),
        keywords=tuple(label for _, label in keywords),
        also=(
            *(plain(title) for _, title in publication.translated_title),
            *others,
            *(label for tag, label in publication.keywords if tag not in ("", first)),
            *publication.programming_language,
            *publication.ipc,
            *(text for area in publication.spatial_coverage for _, text in texts_of(area.place)),
            *(text for _, text in texts_of(publication.publisher)),
            *(contributor.display for contributor in publication.contributors),
        ),
        identifiers=identifiers_of(publication),
        abstracts=tuple(plain_blocks(text) for text in abstracts if text),
        retracted=publication.withdrawn.kind if publication.withdrawn else "",
    )


def _other_labels(view: View, key: str) -> list[tuple[str, str]]:
    """The labels and synonyms of a keyword in all languages, so that it is found by any of them."""
    keyword = view.thing(KEYWORDS, key)
    return [*keyword.labels, *keyword.synonyms]
