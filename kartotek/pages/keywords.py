"""Keywords: the A to Z index, and a page for each."""

from collections import Counter
from collections.abc import Iterator

from kartotek import urls
from kartotek.pages.family import Context, Family
from kartotek.pages.head import keyword_thing, of_list
from kartotek.pages.listing import cards_of, index_context, index_inputs, listed_cards, pager, paginate, plan_index
from kartotek.pages.page import Fact, Page
from kartotek.pages.view import Named, View, own_text

_MOST = 10
_LOOKED_AT = 200
"""Of a keyword with thousands of publications, the newest tell well enough what it is met with."""


def _plan_index(view: View) -> Iterator[Page]:
    return plan_index(view, "keywords", "keywords.html")


def _index_inputs(_view: View, page: Page) -> Iterator[Fact]:
    return index_inputs(page)


def _index_context(view: View, page: Page) -> Context:
    return index_context(view, page, view.language.gettext("Keywords"))


def _plan(view: View) -> Iterator[Page]:
    for key in view.keys("keywords"):
        works = view.works("keywords", key)
        yield from paginate("keyword", key, urls.item("keywords", key), "keyword.html", works)


def _inputs(view: View, page: Page) -> Iterator[Fact]:
    keyword = view.keyword(page.key)
    yield ("keywords", page.key)
    yield ("narrower", page.key)
    yield ("works of keywords", page.key)
    for work in view.works("keywords", page.key)[:_LOOKED_AT]:
        yield ("links", work)
    for key in (*view.narrower(page.key), *_met_with(view, page.key), keyword.broader):
        if key:
            yield ("names", f"keywords/{key}")
    yield from cards_of(page)


def _met_with(view: View, keyword: str) -> list[str]:
    """The keywords most often met together with one."""
    counter: Counter[str] = Counter()
    for work in view.works("keywords", keyword)[:_LOOKED_AT]:
        counter.update(key for key in dict.fromkeys(view.links(work).keywords) if key)
    del counter[keyword]
    return sorted(counter, key=lambda key: (-counter[key], key))[:_MOST]


def _broader(view: View, key: str) -> Named | None:
    return view.named("keywords", key) if key and view.exists("keywords", key) else None


def _context(view: View, page: Page) -> Context:
    keyword = view.keyword(page.key)
    body, lang = own_text(keyword.body, keyword.language, keyword.definitions, view.language.code)
    label = keyword.label_in(view.language.code)
    synonyms = [
        text
        for tag, text in (("", keyword.label), *keyword.labels, *keyword.synonyms)
        if text != label and tag in ("", view.language.code)
    ]
    return {
        "title": label,
        "head": of_list(view, page, label, keyword_thing(view, keyword)),
        "lang": view.foreign(keyword.language_of_label(view.language.code)),
        "keyword": keyword,
        "definition": view.prose(page, body, 2) if body else "",
        "definition_lang": view.foreign(lang),
        "synonyms": list(dict.fromkeys(synonyms)),
        "broader": _broader(view, keyword.broader),
        "narrower": [view.named("keywords", key) for key in view.narrower(page.key)],
        "met_with": [view.named("keywords", key) for key in _met_with(view, page.key)],
        "count": len(view.works("keywords", page.key)),
        "cards": listed_cards(view, page),
        "pager": pager(page),
    }


INDEX = Family("keywords index", _plan_index, _index_inputs, _index_context)
FAMILY = Family("keyword", _plan, _inputs, _context)
