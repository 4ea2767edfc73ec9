"""What is special about the page of a keyword: broader and narrower ones, synonyms, and keywords used together with
it."""

from collections import Counter
from collections.abc import Iterator

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.jsonld import Json
from kartotek.model.authority import Keyword
from kartotek.model.kinds import KEYWORDS
from kartotek.pages.family import Context
from kartotek.pages.parts.head import absolute
from kartotek.pages.things import KindPages
from kartotek.render.markdown import plain_blocks
from kartotek.view.fact import Fact
from kartotek.view.named import Named, own_text
from kartotek.view.view import View

_MOST = 10
"""How many keywords are named that are used together with one."""
_LOOKED_AT = 200
"""How many publications these are taken from: of a keyword that has thousands, the newest are enough."""


def _inputs(view: View, keyword: Keyword) -> Iterator[Fact]:
    """The links of its publications, and the names of all keywords that the page mentions."""
    yield ("children of keywords", keyword.key)
    for work in view.works("keywords", keyword.key)[:_LOOKED_AT]:
        yield ("links", work)
    for key in (*view.children("keywords", keyword.key), *_used_with(view, keyword.key), keyword.broader):
        if key:
            yield ("names", f"keywords/{key}")


def _used_with(view: View, keyword: str) -> list[str]:
    """The keys of the keywords most often used together with one; of those used equally often, by key."""
    counter: Counter[str] = Counter()
    for work in view.works("keywords", keyword)[:_LOOKED_AT]:
        counter.update(key for key in dict.fromkeys(view.links(work).keywords) if key)
    del counter[keyword]
    return sorted(counter, key=lambda key: (-counter[key], key))[:_MOST]


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
        "used_with": [view.named("keywords", key) for key in _used_with(view, keyword.key)],
    }


def _schema(view: View, keyword: Keyword) -> Json:
    """The keyword as a DefinedTerm of schema.org, in the portal's own set of terms."""
    code = view.language.code
    definition, _ = own_text(keyword.body, keyword.language, keyword.definitions, code)
    terms = schema_pages.term_set(absolute(view, urls.index_of("keywords")), view.language.gettext(KEYWORDS.plural))
    address = absolute(view, urls.item("keywords", keyword.key))
    text = plain_blocks(definition) if definition else ""
    return schema_pages.defined_term(keyword, address, view.name_of(KEYWORDS, keyword)[0], terms, text)


KIND_PAGES = KindPages(KEYWORDS, _inputs, _context, _schema)
