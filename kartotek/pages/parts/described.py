"""The description of a page: what search engines show below its title."""

from markupsafe import Markup

from kartotek.export.work import Work
from kartotek.model.kinds import PUBLICATIONS
from kartotek.pages.parts.listing import counted
from kartotek.view.view import View

_SHOWN = 300
"""Characters of a description; search engines show fewer, and cut at a word themselves."""
_NAMED = 3
"""People of a description."""
_NO_TEXT = Markup()


def shortened(text: str) -> str:
    """The beginning of a text, of about the length that search engines show, cut at a space."""
    if len(text) <= _SHOWN:
        return text
    words = text[:_SHOWN].rpartition(" ")[0]
    return f"{words} …" if len(words) > _SHOWN // 2 else f"{text[:_SHOWN]}…"  # Chinese and Japanese have no spaces


def of_works(view: View, title: str, count: int, text: Markup = _NO_TEXT) -> str:
    """The description of a list of works: whose it is, how many there are, and what is written about it."""
    return of_page(title, counted(view, PUBLICATIONS, count), text)


def of_page(title: str, said: str, text: Markup = _NO_TEXT) -> str:
    """The description of any other page: `said` is what it has, `text` is what is written about it, if anything is."""
    return shortened(f"{title}: {said}. {text.striptags()}") if text else f"{title}: {said}"


def of_work(view: View, work: Work, abstract: Markup) -> str:
    """The description of a publication: its abstract as far as there is room, or what it is, whose, where and when."""
    if abstract:
        return shortened(abstract.striptags())
    people = [person.display for person in work.creators]
    named = "; ".join(people[:_NAMED]) + (" …" if len(people) > _NAMED else "")
    year = view.language.years(work.date) if work.date else ""
    facts = (view.language.gettext(work.type.label), named, work.container or work.publisher or work.issuer, year)
    return shortened(" · ".join(filter(None, facts)))
