"""Links in texts to parts of pages (`#methods`) that those pages do not have, as in texts that were copied."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any, cast
from urllib.parse import unquote

from kartotek import urls
from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.paths import ValuePath
from kartotek.model.kinds import PAGES
from kartotek.site.load import Loaded
from kartotek.site.options import Job
from kartotek.site.public_files import texts_of
from kartotek.text.likeness import did_you_mean

_MAY_LINK = re.compile(r"(?:\]\(|\]:|<)[^)>\n]*#")
"""What a text with a link to a part of a page has."""
_OF_LISTS = re.compile(r"y-?\d+|undated|letter-\w+|top")
"""Parts that lists of works have, and what browsers know by themselves."""
_ID = re.compile(r"""\sid=["']?([\w-]+)""")
_Wanted = tuple[Source, ValuePath, str, str, int | None]
"""The entry with a link, the path of the text in it, the address, the part that it names, and its place in the body."""


def dead_anchors(job: Job, loaded: Loaded) -> list[tuple[Source, EntryDiagnostic]]:
    """A diagnostic for each link to a part of an entry's page that the page does not have, as far as that is known.

    Pages of people and others without an entry, and of lists, are not looked at. Raises OSError.
    """
    wanted: dict[str, list[_Wanted]] = {}
    for page, link in _links(job, loaded):
        wanted.setdefault(page, []).append(link)
    if not wanted:
        return []
    from kartotek.render.markdown import PAGE_IDS  # most portals have no such link

    of_theme = {*PAGE_IDS, *_own_ids(job)}
    found: list[tuple[Source, EntryDiagnostic]] = []
    for page, headings in _headings(loaded, wanted).items():
        for source, place, address, part, at in wanted[page]:
            if part in headings or part in of_theme or _OF_LISTS.fullmatch(part):
                continue
            message = f"{address} leads to a part of /{page} that is not there"
            otherwise = "name a heading of its text, leave out what is after #, or remove the link"
            hint = did_you_mean(part, sorted(headings), otherwise)
            found.append((source, EntryDiagnostic("dead-link", place, message, hint, body_at=at)))
    return found


def _own_ids(job: Job) -> Iterator[str]:
    """The ids in the templates of the site itself."""
    folder = job.options.site / "templates"
    for template in folder.rglob("*.html") if folder.is_dir() else ():
        if template.is_file():
            yield from _ID.findall(template.read_text("utf-8", "replace"))


def _entries(loaded: Loaded) -> Iterator[tuple[Source, Any, str]]:
    """The entries that are shown, each with its record and its page, without a language."""
    things = loaded.portal.things
    for entry in loaded.entries.values():
        source, record = entry.source, cast("Any", entry.record)
        if record is not None and source.name in things[source.collection]:
            is_page = source.collection == PAGES.key
            yield source, record, urls.free_page(record.key) if is_page else urls.item(source.collection, source.name)


def _links(job: Job, loaded: Loaded) -> Iterator[tuple[str, _Wanted]]:
    """The links of all texts that are shown to parts of pages, each with that page."""
    for source, record, page in _entries(loaded):
        for place, text in texts_of(source.collection, record):
            if not (text and _MAY_LINK.search(text)):
                continue
            from kartotek.render.markdown import links  # most texts have none

            for address, at in links(text):
                there, hash_sign, part = address.partition("#")
                part = unquote(part).partition(":~:")[0]
                target = urls.page_of(there, page, job.settings.site.base_url) if hash_sign and part else None
                if target is not None:
                    yield target, (source, place, address, part, at if len(place) == 1 else None)


def _headings(loaded: Loaded, wanted: Mapping[str, Iterable[_Wanted]]) -> Mapping[str, Set[str]]:
    """By page: the ids of the headings in the texts of its entry, in all languages."""
    from kartotek.render.markdown import heading_ids

    found: dict[str, set[str]] = {}
    for source, record, page in _entries(loaded):
        if page in wanted:
            texts = (text for _, text in texts_of(source.collection, record))
            found.setdefault(page, set()).update(heading_ids(texts))
    return found
