"""What is special about the page of a keyword: broader and narrower ones, and synonyms."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.jsonld import Json
from kartotek.model.authority import Keyword
from kartotek.model.kinds import JOURNALS, KEYWORDS, PEOPLE
from kartotek.pages.family import Context
from kartotek.pages.parts.head import absolute
from kartotek.pages.parts.profile import Counted
from kartotek.pages.things import KindPages
from kartotek.render.markdown import plain_blocks
from kartotek.text.translated import N_
from kartotek.view.fact import Fact
from kartotek.view.named import Named, own_text
from kartotek.view.view import View


def _inputs(view: View, keyword: Keyword) -> Iterator[Fact]:
    """The names of the keywords above and below it."""
    yield ("children of keywords", keyword.key)
    for key in (*view.children("keywords", keyword.key), keyword.broader):
        if key:
            yield ("names", f"keywords/{key}")


def _broader(view: View, key: str) -> Named | None:
    """The keyword that includes this one, if it is shown."""
    return view.named("keywords", key) if key and view.exists("keywords", key) else None


def _context(view: View, keyword: Keyword) -> Context:
    """What `keyword.html` is given. Synonyms are those in the language of the page and those without a language."""
    code = view.language.code
    label = view.name_of(KEYWORDS, keyword)[0]
    synonyms = [
        text
        for tag, text in (("", keyword.label), *keyword.labels, *keyword.synonyms)
        if text != label and tag in ("", code)
    ]
    return {
        "synonyms": list(dict.fromkeys(synonyms)),
        "broader": _broader(view, keyword.broader),
        "narrower": [view.named("keywords", key) for key in view.children("keywords", keyword.key)],
    }


def _schema(view: View, keyword: Keyword) -> Json:
    """The keyword as a DefinedTerm of schema.org, in the portal's own set of terms."""
    code = view.language.code
    definition, _ = own_text(keyword.body, keyword.language, keyword.definitions, code)
    terms = schema_pages.term_set(absolute(view, urls.index_of("keywords")), view.language.gettext(KEYWORDS.plural))
    address = absolute(view, urls.item("keywords", keyword.key))
    text = plain_blocks(definition) if definition else ""
    return schema_pages.defined_term(keyword, address, view.name_of(KEYWORDS, keyword)[0], terms, text)


_COUNTED = Counted(
    ((KEYWORDS.key, N_("Often used with")), (PEOPLE.key, N_("People")), (JOURNALS.key, N_("Journals and books")))
)
KIND_PAGES = KindPages(KEYWORDS, _inputs, _context, _schema, counted=_COUNTED)
