"""The tags of a publication's page, read back with Python's HTML parser: `citation_*` and Dublin Core."""

import re
from collections import defaultdict
from html.parser import HTMLParser

from kartotek.export.work import Work
from kartotek.roundtrip.dublin_core import ELEMENTS, read_elements, wanted_elements
from kartotek.roundtrip.facts import Told, given, page_ends, spaced, wanted, whole_date

_NO_CONTAINER = ("thesis", "report", "working-paper", "patent")
"""Types that have a tag for who is behind them, and none for what they stand in."""
_TALKS = ("paper-conference", "conference-abstract", "poster")


def wanted_tags(work: Work) -> Told:
    """Dates have slashes. One name alone stands as it is printed where readers would take it for two."""
    told, record = wanted(work), work.record
    told |= {f"DC {name}": fact for name, fact in wanted_elements(work).items()}
    for role, agents in (("authors", work.authors), ("editors", work.editors)):
        if len(agents) == 1 and agents[0].name and re.fullmatch(r".* .*, .* .*", agents[0].inverted):
            told[role] = [agents[0].display]
    told["date"] = "" if told["date"].startswith(("-", "0000")) else whole_date(told["date"]).replace("-", "/")
    told |= page_ends(told.pop("pages") or told["article number"])
    if record.type in _NO_CONTAINER:
        told["container"] = ""
    elif record.type in _TALKS and record.event:
        told["container"] = told["container"] or spaced(record.event.name)
    for name in ("key", "url", "article number"):
        del told[name]
    return told


def read_tags(text: str) -> Told:
    """What the tags say, in the order they stand in."""
    tags = _Tags()
    tags.feed(text)

    def one(*names: str) -> str:
        return next((tags.found[name][0] for name in names if tags.found[name]), "")

    told = given(
        title=one("citation_title"),
        authors=tags.found["citation_author"],
        editors=tags.found["citation_editor"],
        date=one("citation_publication_date"),
        container=one("citation_journal_title", "citation_inbook_title", "citation_conference_title"),
        volume=one("citation_volume"),
        issue=one("citation_issue"),
        first_page=one("citation_firstpage"),
        last_page=one("citation_lastpage"),
        doi=one("citation_doi"),
        isbn=" ".join(tags.found["citation_isbn"]),
        issn=" ".join(tags.found["citation_issn"]),
        language=one("citation_language"),
    )
    elements = {name: tags.found[f"DC.{name}"] for name in ELEMENTS}
    return told | {f"DC {name}": fact for name, fact in read_elements(elements).items()}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: defaultdict[str, list[str]] = defaultdict(list)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "meta":
            self.found[attributes.get("name") or ""].append(spaced(attributes.get("content") or ""))
