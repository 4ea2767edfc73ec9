"""Books as the Books API of Open Library gives them with `jscmd=data`: a map of what was asked for to what is known.

Its subjects mix headings of libraries with what readers have tagged, and are reported as unmapped.
"""

import re
from collections.abc import Iterator
from typing import Any

from kartotek.importers.draft_from_map import (
    DraftFromMap,
    date_in,
    inner,
    maps_of,
    plain_of,
    record_of,
    text_of,
    texts_of,
)
from kartotek.importers.json_people import named
from kartotek.importers.json_scan import load
from kartotek.importers.markdown_text import line_of
from kartotek.importers.records import Draft, Failed, Found, Raw, SourceRecords
from kartotek.importers.values import without_repeats

_KEYS = re.compile(r'"(?:ISBN|OCLC|LCCN|OLID):[^"]*"\s*:\s*\{')
_IGNORED = frozenset(
    {
        "url", "key", "cover", "ebooks", "classifications", "excerpts", "links", "table_of_contents", "weight",
        "pagination", "identifiers",
    }
)  # fmt: skip


def read(text: str, file: str) -> SourceRecords:
    """All books of an answer."""
    try:
        books = load(text)
    except (ValueError, RecursionError):
        return SourceRecords(
            (Failed(file, 1, "it is not JSON, or was cut off"),), max(1, len(_KEYS.findall(text))), breaks_off=True
        )
    found: list[Found] = []
    for key, book in books.items() if isinstance(books, dict) else ():
        if isinstance(book, dict):
            found.append(Raw(file, 0, str(key), "book", (("record", book),)))
        else:
            found.append(Failed(file, 0, "it has no fields", str(key)))
    return SourceRecords(tuple(found), len(_KEYS.findall(text)))


def draft(raw: Raw) -> Draft:
    """A book in the fields of entries."""
    made = DraftFromMap(raw, record_of(raw))
    made.data["type"] = "book"
    made.put("title", line_of(made.text("title")))
    made.put("subtitle", line_of(made.text("subtitle")))
    people = (named(each.get("name")) for each in maps_of(made.take("authors")))
    made.put("authors", [person for person in people if person is not None])
    made.put("issued", date_in(made.text("publish_date")))
    made.put("number_of_pages", made.text("number_of_pages"))
    for name, field in (("publishers", "publisher"), ("publish_places", "place")):
        first, *others = [plain_of(each.get("name")) for each in maps_of(made.take(name))] or [""]
        made.put(field, first)
        made.lose(name, others)
    made.put("isbn", list(_isbns(raw.key, made.record)))
    numbers = texts_of(inner(made.record, "identifiers", "oclc"))
    made.put("identifiers", [f"OCLC {number}" for number in without_repeats(numbers)])
    made.lose("subjects", [plain_of(each.get("name")) for each in maps_of(made.take("subjects"))])
    return made.done(_IGNORED)


def _isbns(key: str, record: Any) -> Iterator[str]:
    """The ISBN that was asked for, and further ones of thirteen digits; those of ten say the same as these."""
    kind, _, asked = key.partition(":")
    long = texts_of(inner(record, "identifiers", "isbn_13"))
    first = [asked] if kind == "ISBN" else []
    yield from without_repeats(text_of(number) for number in (*first, *long))
