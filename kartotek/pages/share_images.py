"""Pictures of publications and people, for messengers and social networks that show links to their pages.

They are made once, for the first language of the site, and only if `share_images` in site.yaml asks for them.
"""

from collections.abc import Callable, Iterator

from kartotek import urls
from kartotek.model.kinds import PEOPLE as PEOPLE_KIND
from kartotek.model.kinds import PUBLICATIONS
from kartotek.model.relist import Touched
from kartotek.pages.family import Family, about_things, shows_no_works
from kartotek.pages.parts.accents import accent_facts
from kartotek.pages.parts.share import card_of_person, card_of_work, has_share_image, is_drawing, units_of_work
from kartotek.pictures.share import ShareCard, drawn_by, share_image
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan(name: str, kind: str) -> Callable[[View], Iterator[Page]]:
    """Plan a picture for everything of a kind; those with a picture of their own have none (`suffixes`)."""
    return lambda view: (_page_of(name, kind, key) for key in (view.keys(kind) if _is_made_for(view) else ()))


def _plan_touched(view: View, touched: Touched) -> Iterator[Page]:
    """The pictures of publications that were edited."""
    keys = sorted(touched.works) if _is_made_for(view) else ()
    return (_page_of(_WORK, PUBLICATIONS.key, key) for key in keys if view.exists(PUBLICATIONS.key, key))


def _is_made_for(view: View) -> bool:
    return not view.prefix and is_drawing(view)


def _page_of(name: str, kind: str, key: str) -> Page:
    return Page(name, key, urls.exports(kind, key), "")


def _inputs_of_work(view: View, page: Page) -> Iterator[Fact]:
    """The record, what linking found, and the colours of its organisations."""
    yield ("publications", page.key)
    yield ("works", page.key)
    yield ("links", page.key)
    yield from accent_facts(view, units_of_work(view, page.key))


def _inputs_of_person(view: View, page: Page) -> Iterator[Fact]:
    """The record, and names and colours of organisations."""
    yield ("people", page.key)
    units = view.thing(PEOPLE_KIND, page.key).affiliations
    yield from (("names", f"organisations/{key}") for key in units)
    yield from accent_facts(view, units)


def _family(
    name: str,
    kind: str,
    inputs: Callable[[View, Page], Iterator[Fact]],
    card: Callable[[View, str], ShareCard],
    plan_touched: Callable[[View, Touched], Iterator[Page]],
) -> Family:
    """The pictures of a kind. Drawing one takes as long as a hundred pages, so it depends on what it says alone."""

    def suffixes(view: View, page: Page) -> tuple[str, ...]:
        record = view.publication(page.key) if kind == PUBLICATIONS.key else view.thing(PEOPLE_KIND, page.key)
        return (urls.SHARE_IMAGE,) if has_share_image(view, record) else ()

    return Family(
        name,
        _plan(name, kind),
        inputs,
        record=kind if kind == PUBLICATIONS.key else "",
        plan_touched=plan_touched,
        suffixes=suffixes,
        kind=lambda _page: urls.SHARE_IMAGES,
        about=about_things(kind),
        files=lambda view, page: [share_image(card(view, page.key))],
        made_from=lambda view, page: (drawn_by(), card(view, page.key)),
    )


_WORK = "share image"
WORKS = _family(_WORK, PUBLICATIONS.key, _inputs_of_work, card_of_work, _plan_touched)
PEOPLE = _family("share image of a person", PEOPLE_KIND.key, _inputs_of_person, card_of_person, shows_no_works)
