"""The tags of a publication's page, read back with Python's HTML parser: `citation_*` and Dublin Core."""

import re
from collections import defaultdict
from html.parser import HTMLParser

from kartotek.export.shared_values import MOST_PEOPLE
from kartotek.export.work import Work
from kartotek.roundtrip.dublin_core import ELEMENTS, read_elements, wanted_elements
from kartotek.roundtrip.facts import EntryFacts, given, page_ends, spaced, wanted, whole_date

_TALKS = ("paper-conference", "conference-abstract", "poster", "talk", "performance")
"""Types whose event is reported where there is no container."""


_CONTAINERS = (
    "citation_journal_title", "citation_inbook_title", "citation_conference_title", "prism.publicationName",
    "z:meetingName",
)  # fmt: skip


def wanted_tags(work: Work) -> EntryFacts:
    """As for most formats, but of very many people only the first are named, dates have slashes, and a single name that
    readers would take for two is not inverted."""
    facts, record = wanted(work), work.record
    facts |= {role: facts[role][:MOST_PEOPLE] for role in ("authors", "editors")}
    facts |= {f"DC {name}": fact for name, fact in wanted_elements(work).items()}
    facts["DC creator"] = facts["DC creator"][:MOST_PEOPLE]
    for role, agents in (("authors", work.authors), ("editors", work.editors)):
        if len(agents) == 1 and agents[0].name and re.fullmatch(r".* .*, .* .*", agents[0].inverted):
            facts[role] = [agents[0].display]
    # the comma after the name of a group is not part of it
    facts |= {role: [name.removesuffix(",") for name in facts[role]] for role in ("authors", "editors")}
    facts["date"] = "" if facts["date"].startswith(("-", "0000")) else whole_date(facts["date"]).replace("-", "/")
    facts |= page_ends(facts.pop("pages") or facts["article number"])
    if record.type in _TALKS and record.event:
        facts["container"] = facts["container"] or spaced(record.event.name)
    for name in ("key", "url", "article number"):
        del facts[name]
    return facts


def read_tags(text: str) -> EntryFacts:
    """The facts in the `meta` tags of a page, names in the order of the tags."""
    tags = _Tags()
    tags.feed(text)

    def one(*names: str) -> str:
        return next((tags.found[name][0] for name in names if tags.found[name]), "")

    facts = given(
        title=one("citation_title"),
        authors=[name.removesuffix(",") for name in tags.found["citation_author"]],
        editors=[name.removesuffix(",") for name in tags.found["citation_editor"]],
        date=one("citation_publication_date"),
        container=one(*_CONTAINERS),
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
    return facts | {f"DC {name}": fact for name, fact in read_elements(elements).items()}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: defaultdict[str, list[str]] = defaultdict(list)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "meta":
            self.found[attributes.get("name") or ""].append(spaced(attributes.get("content") or ""))
