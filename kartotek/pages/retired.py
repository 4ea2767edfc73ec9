"""Notices in the place of what was retired: what it was, since when and why it is gone, and whom to ask.

The address goes on to work, as DataCite's Best Practices for Tombstone Pages ask; nothing else of the entry is shown.
"""

from collections.abc import Iterator
from typing import Any

from kartotek import urls
from kartotek.model.kinds import KINDS, PAGES, PUBLICATIONS
from kartotek.model.publication import Publication
from kartotek.pages.family import Context, Family
from kartotek.render.markdown import plain
from kartotek.text import identifiers
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan(view: View) -> Iterator[Page]:
    """A notice for each; for a free page one, whatever languages it was written in. Lines of `redirects.csv` without a
    target have one, too; their keys begin with a slash. If an old address and the same one below a language both have a
    line, each gives the reason in its language."""
    seen: set[str] = set()
    for name in view.all_retired():
        kind, _, key = name.partition("/")
        address = urls.free_page(view.retired(name).key) if kind == PAGES.key else urls.item(kind, key)
        if address not in seen:
            seen.add(address)
            yield Page("retired", name, address, "retired.html")
    gone = {old for old, leads in view.redirects() if not leads}
    for old in sorted(gone):
        language, _, rest = old.partition("/")
        if language in view.site.languages[1:] and rest in gone:
            continue  # the notice of the other line, in that language
        own = view.prefix + old
        yield Page("retired", f"/{own if own in gone else old}", urls.redirect(old), "retired.html")


def _inputs(_view: View, page: Page) -> Iterator[Fact]:
    """The record, and the address to write to."""
    yield ("redirect", page.key[1:]) if page.key.startswith("/") else ("retired", page.key)
    yield ("harvesting", "")


def _context(view: View, page: Page) -> Context:
    """What `retired.html` is given."""
    contact, _ = view.harvesting()
    if page.key.startswith("/"):
        _, reason = view.redirect(page.key[1:])
        said = {"title": page.key, "kind": "", "reason": reason, "date": None, "lang": "", "citation": None}
        return {**said, "contact": contact}
    record = view.retired(page.key)
    kind = KINDS[page.key.partition("/")[0]]
    title = plain(kind.naming.label(record, view.language.code))
    return {
        "title": title,
        "kind": view.language.gettext(kind.label),
        "reason": record.retired.reason,
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


FAMILY = Family("retired", _plan, _inputs, _context)
