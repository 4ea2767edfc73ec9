"""The entry of a feed, read back with feedparser."""

import feedparser

from kartotek.export.atom import entry, feed
from kartotek.export.shared_values import MOST_PEOPLE
from kartotek.export.work import Work
from kartotek.roundtrip.facts import EntryFacts, given, spaced, wanted, whole_date

_ADDRESS = "https://portal.example/"
_CHANGED = "2024-01-31T12:00:00Z"


def feed_of(work: Work) -> str:
    """A feed of one work, "" where it has no address."""
    return feed("Portal", _ADDRESS + "a.atom", _ADDRESS, "en", [(entry(work), _CHANGED)]) if work.url else ""


def wanted_entry(work: Work) -> EntryFacts:
    """A feed has fewer facts. Names are those of the authors, else editors, else the portal; no years before 1."""
    facts = wanted(work)
    date = "" if facts["date"].startswith(("-", "0000")) else facts["date"]
    return {
        "title": facts["title"],
        "authors": [spaced(agent.display) for agent in (work.authors or work.editors)[:MOST_PEOPLE]] or [work.portal],
        "year": whole_date(date)[:4] if date else "",
        "address": work.url,
        "language": facts["language"] or "en",
        "keywords": [spaced(label) for _, label in work.keywords],
        "updated": _CHANGED,
    }


def read_entry(text: str) -> EntryFacts:
    """The facts in the only entry of a feed."""
    found = feedparser.parse(text.encode(), sanitize_html=False)
    (item,) = found.entries
    return given(
        title=spaced(item.title),
        authors=[spaced(author.name) for author in item.authors],
        year=item.get("published", "")[:4],
        address=item.link if item.link == item.id else f"{item.link} is not {item.id}",
        language=item.title_detail.language,
        keywords=[spaced(tag.term) for tag in item.tags[1:]],
        updated=item.updated,
    )
