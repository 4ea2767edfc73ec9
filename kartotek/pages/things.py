"""The index and the pages of every kind whose things list works (people, keywords, journals, ...).

What only one kind shows is added by its own module, as a `KindPages`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.jsonld import Json
from kartotek.model.kinds import Kind
from kartotek.model.relist import Touched
from kartotek.pages.family import Context, Family, about_things, shows_no_works
from kartotek.pages.parts.described import of_page, of_works
from kartotek.pages.parts.editing import entry_facts, entry_links
from kartotek.pages.parts.head import absolute, of_list
from kartotek.pages.parts.list_parts import by_years, first_in_list, is_long, selected_facts, selected_on
from kartotek.pages.parts.listing import (
    cards_of,
    index_context,
    index_inputs,
    listed_cards,
    pager,
    paginate,
    plan_index,
    tree_context,
    tree_inputs,
    works_fact,
)
from kartotek.pages.parts.profile import Counted, profile, profile_facts
from kartotek.render.markdown import plain_blocks
from kartotek.search.suggestions import Suggestion
from kartotek.view.fact import Fact
from kartotek.view.named import Named, own_text
from kartotek.view.page import Page
from kartotek.view.view import View

Record = TypeVar("Record")


def _no_inputs(_view: View, _record: Any) -> Iterator[Fact]:
    """No facts of its own."""
    return iter(())


def _no_context(_view: View, _record: Any) -> Context:
    """No values of its own."""
    return {}


@dataclass(frozen=True, slots=True)
class KindPages(Generic[Record]):
    """What the pages of one kind add to those of all kinds.

    `inputs` and `context` are as in `Family`, but get the record instead of the page. `schema` makes the JSON-LD of the
    thing, if it is more than names and addresses; `suggested` completes what the search suggests. `counted` says
    what its profile counts, and `own` which things of the kind are not others to it.
    """

    kind: Kind[Record]
    inputs: Callable[[View, Record], Iterator[Fact]] = _no_inputs
    context: Callable[[View, Record], Context] = _no_context
    schema: Callable[[View, Record], Json] | None = None
    suggested: Callable[[View, Record, Suggestion], Suggestion] = lambda _view, _record, suggestion: suggestion
    counted: Counted = field(default_factory=Counted)
    own: Callable[[View, Record], Collection[str]] = lambda _view, record: (record.key,)  # type: ignore[attr-defined]


def families(kind_pages: KindPages[Any]) -> tuple[Family, Family]:
    """The page families of a kind: its index, and a page for each of its things."""
    kind = kind_pages.kind

    def plan(view: View) -> Iterator[Page]:
        return pages_of(view, view.keys(kind.key))

    def plan_touched(view: View, touched: Touched) -> Iterator[Page]:
        yield from pages_of(view, touched.listed_with(kind.key))
        for key in touched.only_counted_with(kind.key):
            yield next(pages_of(view, [key]))  # the first page has the profile

    def pages_of(view: View, keys: Iterable[str]) -> Iterator[Page]:
        for key in keys:
            works = view.listed_works(kind.key, key)
            yield from paginate(kind.page, key, urls.item(kind.key, key), f"{kind.page}.html", works)

    def inputs(view: View, page: Page) -> Iterator[Fact]:
        yield (kind.key, page.key)
        yield works_fact(kind.key, page.key)
        yield from entry_facts(view, kind.key, page.key)
        record = view.thing(kind, page.key)
        yield from kind_pages.inputs(view, record)
        yield from profile_facts(view, page, kind.key, kind_pages.counted, kind_pages.own(view, record))
        yield from selected_facts(view, page, kind)
        yield from cards_of(page)

    def context(view: View, page: Page) -> Context:
        return _context(view, page, kind_pages)

    of_things = Family(kind.page, plan, inputs, context, plan_touched=plan_touched, about=about_things(kind.key))
    return (_tree if kind.index == "tree" else _letters)(kind), of_things


def _letters(kind: Kind[Any]) -> Family:
    """An index from A to Z, on as many pages as it needs."""
    return Family(
        f"{kind.key} index",
        lambda view: plan_index(view, kind.key, "index.html"),
        lambda _view, page: index_inputs(page),
        lambda view, page: _described(index_context(view, page, kind)),
        plan_touched=shows_no_works,
    )


def _tree(kind: Kind[Any]) -> Family:
    """An index in the form of a tree, on one page."""
    page = Page(f"{kind.key} index", kind.key, urls.index_of(kind.key), "tree.html")
    return Family(
        page.family,
        lambda _view: iter([page]),
        lambda view, _page: tree_inputs(view, kind),
        lambda view, _page: _described(tree_context(view, kind)),
        plan_touched=shows_no_works,
    )


def _described(values: Context) -> Context:
    """What the template of an index is given, with its description."""
    return {**values, "description": of_page(str(values["title"]), str(values["counted"]))}


def _context(view: View, page: Page, kind_pages: KindPages[Any]) -> Context:
    """What the template of a thing is given; `docs/theme.md` lists the names."""
    kind, record, code = kind_pages.kind, view.thing(kind_pages.kind, page.key), view.language.code
    title, lang = view.name_of(kind, record)
    body, body_language = own_text(record.body, record.language, kind.translations(record), code)
    text, count = view.prose(page, body, 2) if body else Markup(""), len(view.listed_works(kind.key, page.key))
    return {
        "title": title,
        "description": of_works(view, title, count, text),
        "lang": lang,
        "head": of_list(
            view, page, title, (kind_pages.schema or _schema(kind))(view, record), selected_on(view, page, kind)
        ),
        "kind": kind.key,
        "thing": record,
        "initials": getattr(record, "acronym", ""),
        "acronym": getattr(record, "acronym", ""),
        "website": getattr(record, "url", ""),
        "same_as": getattr(record, "same_as", ()),
        "text": text,
        "text_lang": view.foreign(body_language),
        "links": [Named(link.label or link.url, href=link.url) for link in getattr(record, "links", ())],
        "editing": entry_links(view, page, f"{kind.key}/{page.key}", record),
        "count": count,
        "profile": profile(view, page, kind.key, kind_pages.counted, kind_pages.own(view, record)),
        "pager": pager(page),
        **_works(view, page, kind),
        **kind_pages.context(view, record),
    }


def _works(view: View, page: Page, kind: Kind[Any]) -> Context:
    """The works of a page: those before the list, and those in it, in their parts."""
    cards = _marked(view, page, kind, listed_cards(view, page))
    if not is_long(view, page, kind.key):
        return {"selected": (), "by_years": first_in_list(view, page, kind, cards)}
    first = view.cards(selected_on(view, page, kind), urls.here_from(view.prefix, page.url))
    return {"selected": _marked(view, page, kind, first), "by_years": by_years(view, page, cards)}


def _marked(view: View, page: Page, kind: Kind[Any], cards: Iterable[Markup]) -> list[Markup]:
    """Works as a page shows them. Links to the page's own thing say so: they name the one that it is about."""
    own = f'href="{urls.here_from(view.prefix, page.url)}{urls.item(kind.key, page.key)}"'
    return [card.replace(Markup(own), Markup(f'{own} aria-current="true"')) for card in cards]


def _schema(kind: Kind[Any]) -> Callable[[View, Any], Json]:
    """Make JSON-LD with the names, addresses and text of a thing, for kinds that add nothing."""

    def schema(view: View, record: Any) -> Json:
        code = view.language.code
        text, _ = own_text(record.body, record.language, kind.translations(record), code)
        return schema_pages.thing(
            kind.schema_org,
            absolute(view, urls.item(kind.key, record.key)),
            view.name_of(kind, record)[0],
            kind.naming.all_names(record),
            (getattr(record, "url", ""), *getattr(record, "same_as", ())),
            plain_blocks(text) if text else "",
        )

    return schema


def suggestion(view: View, kind_pages: KindPages[Any], key: str) -> Suggestion:
    """What the search suggests of a thing; `view` is that of the portal's first language.

    Names that are to be shown nowhere are none of its names. They are in no file, not even as a digest: whoever knows
    an old name could try it, and would learn the new one.
    """
    kind = kind_pages.kind
    record = view.thing(kind, key)
    label, _ = view.name_of(kind, record)
    others = dict.fromkeys(kind.naming.all_names(record))
    labels = {tag: kind.naming.label(record, tag) for tag in view.site.languages[1:]}
    different = tuple((tag, text) for tag, text in labels.items() if text != label)
    found = Suggestion(
        kind=kind.key,
        key=key,
        label=label,
        weight=len(view.listed_works(kind.key, key)),
        names=tuple(name for name in others if name not in (label, *labels.values())),
        labels=different,
        whole=kind.naming.sort is not None,  # names of people; titles have too many words
    )
    return kind_pages.suggested(view, record, found)
