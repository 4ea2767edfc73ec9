"""The entry of a feed, read back with feedparser."""

import feedparser

from kartotek.export.atom import entry, feed
from kartotek.export.work import Work
from kartotek.roundtrip.facts import Told, given, spaced, wanted, whole_date

_ADDRESS = "https://portal.example/"
_CHANGED = "2024-01-31T12:00:00Z"


def feed_of(work: Work) -> str:
    """A feed of one work, "" where it has no address."""
    return feed("Portal", _ADDRESS + "a.atom", _ADDRESS, "en", [(entry(work), _CHANGED)]) if work.url else ""


def wanted_entry(work: Work) -> Told:
    """Names are those of the authors, else of the editors, else of the portal. Years before 1 are left out."""
    told = wanted(work)
    date = "" if told["date"].startswith(("-", "0000")) else told["date"]
    return {
        "title": told["title"],
        "authors": [spaced(agent.display) for agent in work.authors or work.editors] or [work.portal],
        "year": whole_date(date)[:4] if date else "",
        "address": work.url,
        "language": told["language"] or "en",
        "keywords": [spaced(label) for _, label in work.keywords],
        "updated": _CHANGED,
    }


def read_entry(text: str) -> Told:
    """The one entry of a feed."""
    found = feedparser.parse(text.encode(), sanitize_html=False)
    (told,) = found.entries
    return given(
        title=spaced(told.title),
        authors=[spaced(author.name) for author in told.authors],
        year=told.get("published", "")[:4],
        address=told.link if told.link == told.id else f"{told.link} is not {told.id}",
        language=told.title_detail.language,
        keywords=[spaced(tag.term) for tag in told.tags[1:]],
        updated=told.updated,
    )
