"""Feeds (RFC 4287): the newest publications of a list.

Nobody knows when an entry was changed, so what is told is when the work appeared, as far as that is known.
"""

import re
from collections.abc import Sequence
from itertools import chain

from kartotek.export.dublin_core import citation
from kartotek.export.work import Work
from kartotek.export.xml import DECLARATION, text

NEWEST = 20
_NEVER = "1970-01-01T00:00:00Z"


def feed(title: str, address: str, page: str, entries: Sequence[str]) -> str:
    """A feed at `address` of the entries of works that `page` lists, newest first."""
    updated = max((found[1] for entry in entries if (found := _UPDATED.search(entry))), default=_NEVER)
    head = (
        f'{DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom">\n<id>{text(address)}</id>\n'
        f"<title>{text(title)}</title>\n<updated>{updated}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{text(address)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{text(page)}"/>\n'
        f"<generator>Kartotek</generator>\n"
    )
    return head + "".join(entries) + "</feed>\n"


_UPDATED = re.compile("<updated>(.*?)</updated>")


def entry(work: Work) -> str:
    """The entry of a work; "" if nobody knows when it appeared, or before the year 1, which feeds do not have."""
    if not work.date or work.date.year < 1:
        return ""
    date = f"{work.date.ends[0].first_day().isoformat()}T00:00:00Z"
    people = work.authors or work.editors
    authors = "".join(f"<author><name>{text(agent.display)}</name></author>" for agent in people)
    authors = authors or f"<author><name>{text(work.portal)}</name></author>"
    terms = chain([work.type.label], (label for _, label in work.keywords))
    categories = "".join(f'<category term="{text(term)}"/>' for term in terms)
    names = ", ".join(agent.display for agent in people[:3]) + (" and others" if len(people) > 3 else "")
    summary = ". ".join(part for part in (names, citation(work) or work.publisher, str(work.date)) if part)
    lang = f' xml:lang="{text(work.record.language)}"' if work.record.language else ""
    return (
        f"<entry{lang}>\n<id>{text(work.url)}</id>\n<title>{text(work.full_title)}</title>\n{authors}\n"
        f"<published>{date}</published>\n<updated>{date}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{text(work.url)}"/>\n{categories}\n'
        f"<summary>{text(summary)}.</summary>\n</entry>\n"
    )
