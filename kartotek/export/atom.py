"""Atom feeds (RFC 4287): the newest publications of a list."""

import re
from collections.abc import Iterable, Iterator

from kartotek.export.dublin_core import citation
from kartotek.export.shared_values import MOST_PEOPLE
from kartotek.export.work import Work
from kartotek.export.xml import DECLARATION, text

NEWEST = 20
"""Entries of a feed."""
_NEVER = "1970-01-01T00:00:00Z"
_MOMENT = "\0moment\0"
"""Placeholder in an entry for the moment of its change, filled in later; no text of an editor can contain it."""
_PUBLISHED = re.compile("<published>(.*?)</published>")


def feed(title: str, address: str, page: str, language: str, entries: Iterable[tuple[str, str]]) -> str:
    """A feed at `address` of works that `page` lists, newest first; `language` (BCP 47) is that of the portal.

    `entries` are pairs of what `entry` made and the moment its file was changed (ISO 8601, UTC; "" if it is not known).
    Each must have an `updated` (RFC 4287, 4.1.2): that moment, else the day the work appeared; without either the work
    is left out.
    """
    dated = list(_dated(entries))
    updated = max((moment for moment, _ in dated), default=_NEVER)
    head = (
        f'{DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{text(language)}">\n'
        f"<id>{text(address)}</id>\n<title>{text(title)}</title>\n<updated>{updated}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{text(address)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{text(page)}"/>\n'
        f"<generator>Kartotek</generator>\n"
    )
    return head + "".join(xml.replace(_MOMENT, moment) for moment, xml in dated) + "</feed>\n"


def _dated(entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for xml, changed in entries:
        published = _PUBLISHED.search(xml)
        moment = changed or (published[1] if published else "")
        if moment:
            yield moment, xml


def entry(work: Work) -> str:
    """The entry of a work, without the moment of its change. `published` needs a year from 1 on (RFC 3339)."""
    published = ""
    if work.date and work.date.year >= 1:
        published = f"<published>{work.date.ends[0].first_day().isoformat()}T00:00:00Z</published>\n"
    people = (work.authors or work.editors)[:MOST_PEOPLE]
    authors = "".join(f"<author><name>{text(agent.display)}</name></author>" for agent in people)
    authors = authors or f"<author><name>{text(work.portal)}</name></author>"
    kind = f'<category term="{work.type.key}" label="{text(work.type.label)}"/>'
    categories = kind + "".join(f'<category term="{text(label)}"/>' for _, label in work.keywords)
    names = ", ".join(agent.display for agent in people[:3]) + (" and others" if len(people) > 3 else "")
    summary = ". ".join(part for part in (names, citation(work) or work.publisher, str(work.date or "")) if part)
    summary = summary.rstrip(".") or work.type.label
    lang = f' xml:lang="{text(work.record.language)}"' if work.record.language else ""
    return (
        f"<entry{lang}>\n<id>{text(work.url)}</id>\n<title>{text(work.full_title)}</title>\n{authors}\n"
        f"{published}<updated>{_MOMENT}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{text(work.url)}"/>\n{categories}\n'
        f"<summary>{text(summary)}.</summary>\n</entry>\n"
    )
