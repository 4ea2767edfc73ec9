"""JSON Lines read back: valid by the schema that is published, and read as a program of one's own would."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from kartotek.export.work import Work
from kartotek.export.work_json import own_title, work_schema
from kartotek.roundtrip.facts import EntryFacts, given, range_of, spaced, wanted, wanted_by_managers
from kartotek.text.identifiers import resolve
from kartotek.text.rich import plain, with_subtitle


def wanted_line(work: Work) -> EntryFacts:
    """As for most formats, with all dates, names and titles as entries have them."""
    record = work.record
    facts = wanted(work) | wanted_by_managers(work) | {"abbreviated container": spaced(work.container_short)}
    return facts | {
        "type": record.type,
        "title": spaced(with_subtitle(own_title(work), plain(work.subtitle))),
        "peer reviewed": "" if record.peer_reviewed is None else record.peer_reviewed,
        "number": ", ".join(record.number),
        "translators": [agent.inverted for agent in work.translators],
        "related": [
            (each.relation, resolve("doi", each.address) if each.scheme == "DOI" else each.address)
            for each in work.related
        ],
        "notices": [notice.kind for notice in record.all_notices],
        "reviewed work": spaced(work.reviewed.full_title) if work.reviewed else "",
        "original work": spaced(work.original.full_title) if work.original else "",
    }


def read_line(text: str) -> EntryFacts:
    """The facts in the only line of a file."""
    (line,) = text.splitlines()
    item: dict[str, Any] = json.loads(line)
    _validator().validate(item)
    field, container = item.get, item.get("container", {})
    return given(
        key=field("cite_key"),
        type=field("type"),
        title=spaced(with_subtitle(item["title"], item.get("subtitle", ""))),
        short_title=spaced(field("short_title", "")),
        authors=[_inverted(agent) for agent in field("authors", ())],
        editors=[_inverted(agent) for agent in field("editors", ())],
        translators=[_inverted(agent) for agent in field("translators", ())],
        date=field("date"),
        container=spaced(container.get("title", "")),
        abbreviated_container=spaced(container.get("short_title", "")),
        volume=spaced(field("volume", "")),
        number_of_volumes=spaced(field("number_of_volumes", "")),
        issue=spaced(field("issue", "")),
        pages=range_of(field("pages", "")),
        article_number=spaced(field("article_number", "")),
        number=", ".join(field("number", ())),
        doi=field("doi"),
        isbn=" ".join(field("isbn", ())),
        issn=" ".join(field("issn", ())),
        url=_url(item),
        language=field("language"),
        peer_reviewed=field("peer_reviewed"),
        related=[(each["relation"], each["address"]) for each in field("related", ())],
        notices=[each["kind"] for each in field("notices", ())],
        reviewed_work=spaced(field("reviewed", {}).get("title", "")),
        original_work=spaced(field("original", {}).get("title", "")),
    )


def _url(item: dict[str, Any]) -> str | None:
    """Where a work is found: at its own address, at that of its handle or preprint, or on its page."""
    if "url" in item:
        return str(item["url"])
    if "handle" in item:
        return resolve("handle", item["handle"])
    archived = "arxiv" in item and item["type"] == "preprint"
    return resolve("arxiv", item["arxiv"]) if archived else item.get("address")


def _inverted(agent: dict[str, Any]) -> str:
    """A name as an index has it."""
    if "family" not in agent:
        return str(agent["name"])
    return ", ".join(agent[part] for part in ("family", "given", "suffix") if part in agent)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(work_schema(""), format_checker=FormatChecker())
