"""Entries of every type with every field that the type has, from real papers: for the proof that exports come back."""

import json
import lzma
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from kartotek.model.roles import OTHER_ROLES
from kartotek.model.types import TYPED_FIELDS, TYPES
from tests.corpus import CORPUS

_ISBN = "978-0-306-40615-7"
_WORDS = ("cards", "drawers", "boxes", "indexes", "catalogues", "shelves", "labels", "rooms")


_ROLES = list(OTHER_ROLES)


def entries(count: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """So many entries as their files have them, one type after the other; each has half of the fields of its type."""
    random = Random(seed)
    kinds = list(TYPES)
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines]
    for number in range(count):
        paper = papers[number % len(papers)]
        round_ = number // len(papers)
        kind = kinds[number % len(kinds)]
        people = paper.get("authors", []) or ["Ada Lind"]
        entry: dict[str, Any] = {
            "type": kind,
            "title": paper["title"] + (f" {round_ + 1}" if round_ else ""),
            "authors": people,
            "issued": _date(random, str(paper.get("issued", "2001"))[:4]),
            "cite_key": f"work{number}",
        }
        values = _values(number, random, people)
        for field, value in values.items():
            if field in TYPED_FIELDS and field not in TYPES[kind].rows:
                continue
            if random.random() < 0.5:
                entry[field] = value
        if "series" in entry and "series_number" in TYPES[kind].rows and number % 3:
            entry["series_number"] = str(number % 90 + 1)
        if number % 3 == 0:
            role = _ROLES[number // 3 % len(_ROLES)]
            entry["contributors"] = [{"name": "Dan Dal", "role": role}, {"name": "Fie Friis", "role": role}]
        yield _sensible(entry)


def _date(random: Random, year: str) -> str:
    form = random.randrange(4)
    month, day = random.randint(1, 12), random.randint(1, 28)
    return (year, f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}")[form]


def _values(number: int, random: Random, people: list[Any]) -> Mapping[str, Any]:
    first, second = random.sample(_WORDS, 2)
    other = people[-1:] if len(people) > 1 else ["Bo Berg"]
    return {
        "subtitle": f"A study of {first}",
        "translated_title": {"da": f"Om {first}"},
        "editors": [f"Eva Elm-{second.title()}", "Bo Berg"],
        "translators": ["Cy Dahl"],
        "supervisors": other,
        "status": random.choice(["in-press", "epub-ahead-of-print", "accepted"]),
        "journal": f"Journal of {first.title()}",
        "book": f"The Book of {second.title()}",
        "series": f"Studies in {second.title()}",
        "volume": str(number % 60 + 1),
        "issue": str(number % 12 + 1),
        "pages": f"{number + 1}-{number + 9}",
        "article_number": f"e{number}",
        "chapter": str(number % 9 + 1),
        "edition": str(number % 5 + 2),
        "number_of_pages": str(number % 400 + 20),
        "publisher": f"{first.title()} Press",
        "place": random.choice(["Aarhus", "Oslo", "New York"]),
        "issn": ["1234-5679"],
        "isbn": [_ISBN],
        "event": {"name": f"Meeting on {first}", "place": "Oslo", "start": "2004-05-01", "end": "2004-05-03"},
        "institution": f"University of {second.title()}",
        "qualification": random.choice(["PhD", "Master’s"]),
        "number": [str(number)],
        "country": "DK",
        "medium": "Oil on wood",
        "version": f"{number % 9}.1",
        "doi": f"10.1234/work.{number}",
        "arxiv": f"{1001 + number % 10}.{number:05}",
        "pmid": str(10_000_000 + number),
        "pmcid": f"PMC{1_000_000 + number}",
        "handle": f"1887/{number}",
        "url": f"https://works.example/{number}",
        "language": random.choice(["en", "da", "de", "fr"]),
        "keywords": [first.title(), f"{second.title()}, old" if number % 3 else second.title()],
        "abstract": f"What {first} are for.\n\nAnd {second}.",
        "note": f"With {number % 7 + 2} maps",
        "license": "CC-BY-4.0",
    }


def _sensible(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry without what an editor would not write: two containers, supervisors of what is no thesis."""
    if "journal" in entry and "book" in entry:
        del entry["book"]
    if entry["type"] != "thesis":
        entry.pop("supervisors", None)
    if "status" in entry and entry["status"] != "epub-ahead-of-print":
        entry.pop("pages", None)
    return entry
