"""Notices in the place of what was retired: what it was, since when and why it is gone, and whom to ask.

The address goes on to work, as DataCite's Best Practices for Tombstone Pages ask; nothing else of the entry is shown.
"""

from collections.abc import Iterator
from typing import Any

from kartotek import urls
from kartotek.model.kinds import KINDS, PAGES, PUBLICATIONS
from kartotek.model.publication import Publication
from kartotek.pages.family import Context, Family, about_any, shows_no_works
from kartotek.render.markdown import plain
from kartotek.text import identifiers
from kartotek.text.multilingual import language_of
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan(view: View) -> Iterator[Page]:
    """A notice for each; for a free page one, whatever languages it was written in."""
    seen: set[str] = set()
    for name in view.all_retired():
        kind, _, key = name.partition("/")
        address = urls.free_page(view.retired(name).key) if kind == PAGES.key else urls.item(kind, key)
        if address not in seen:
            seen.add(address)
            yield Page("retired", name, address, "retired.html")


def _inputs(_view: View, page: Page) -> Iterator[Fact]:
    """The record, and the address to write to."""
    yield "retired", page.key
    yield "harvesting", ""


def _context(view: View, page: Page) -> Context:
    """What `retired.html` is given."""
    contact, _ = view.harvesting()
    record = view.retired(page.key)
    kind = KINDS[page.key.partition("/")[0]]
    title = plain(view.name_of(kind, record)[0])
    return {
        "title": title,
        "kind": "" if kind is PAGES else view.language.gettext(kind.label),  # "Page" says nothing of a page
        "reason": record.retired.reason,
        "reason_lang": view.foreign(language_of(record.retired.reason)),
        "date": record.retired.date,
        "contact": contact,
        "lang": view.foreign(record.language) if kind is PUBLICATIONS else "",
        "citation": _citation(view, record) if kind is PUBLICATIONS else None,
    }


def _citation(view: View, publication: Publication) -> dict[str, Any]:
    """What a reader who was led here by a citation needs to recognise the work: who, when, and its identifier."""
    people = publication.authors or publication.editors
    when = view.language.year(publication.year) if publication.year is not None else ""
    publisher = publication.publisher or publication.institution
    return {
        "said": ", ".join(filter(None, (*(person.display for person in people), when, publisher))),
        "doi": publication.doi,
        "doi_url": identifiers.resolve("doi", publication.doi) if publication.doi else "",
    }


FAMILY = Family("retired", _plan, _inputs, _context, plan_touched=shows_no_works, about=about_any, is_read=False)


def _plan_gone(view: View) -> Iterator[Page]:
    """A notice for each line of `redirects.csv` that leads nowhere, at that address alone: the language that it begins
    with is that of the notice. The keys begin with a slash."""
    others = [f"{tag}/" for tag in view.site.languages[1:]]
    for old, leads in view.redirects():
        language = next((prefix for prefix in others if old.startswith(prefix)), "")
        if not leads and language == view.prefix:
            yield Page("gone", f"/{old}", urls.redirect(old.removeprefix(language)), "retired.html")


def _inputs_gone(_view: View, page: Page) -> Iterator[Fact]:
    """The reason, and the address to write to."""
    yield "redirect", page.key[1:]
    yield "harvesting", ""


def _context_gone(view: View, page: Page) -> Context:
    """What `retired.html` is given: less than for an entry."""
    contact, _ = view.harvesting()
    _, reason = view.redirect(page.key[1:])
    said = {"title": page.key, "kind": "", "reason": reason, "reason_lang": "", "date": None, "lang": ""}
    return {**said, "citation": None, "contact": contact}


GONE = Family("gone", _plan_gone, _inputs_gone, _context_gone, plan_touched=shows_no_works, is_read=False)
