"""Tables that DSpace writes ("Export metadata"): columns such as `dc.title[en_US]`, several values in a cell.

Documented in DSpace 7's manual, "Batch Metadata Editing": values are joined by `||`, and may end in `::authority::600`.
Columns of one field in several languages stand beside each other. `table_columns` says where each goes.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from kartotek.importers import cells, values

FieldPairs = Iterable[tuple[str, str]]

_COLUMN = re.compile(r"((?:dc|dcterms|oaire|thesis|local)\.[\w.-]+)(?:\[[^\]]*\])?", re.IGNORECASE)
_AUTHORITY = re.compile(r"::[^:|]*::-?\d+$")
_NO_HANDLE = "hdl.handle.net/123456789/"
"""The prefix that DSpace has until a real one is registered: no resolver knows it."""
_LISTS = {"authors": "; ", "editors": "; ", "translators": "; ", "supervisors": "; ", "keywords": "; ", "isbn": " ",
    "issn": " ", "url": " "}  # fmt: skip
"""Where cells with several values go, and what stands between these in tables of other programs."""
_IN_OTHER_LANGUAGES = {"title": "translated_title", "abstract": "abstracts"}
"""Where a value goes that stands there in a second language."""
_FIRST_PAGE, _LAST_PAGE = "oaire.citation.startpage", "oaire.citation.endpage"


def without_language(header: str) -> str:
    """The name above a column of DSpace without its language: "dc.title" for "dc.title[en_US]"; others as they are."""
    found = _COLUMN.fullmatch(header.strip())
    return found[1] if found else header


def is_dspace(headers: Iterable[str]) -> bool:
    """Whether names of columns are those of DSpace."""
    return any(_COLUMN.fullmatch(header.strip()) for header in headers)


def joined(pairs: FieldPairs, meant_by: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """The cells of a row as tables of other programs have them; of what can be there once, the first comes first.

    `meant_by` says where a column goes. A title or an abstract in a second language has a field of its own.
    """
    lists: dict[str, list[str]] = {}
    pages: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    for name, cell in pairs:
        plain = without_language(name)
        found = [value for part in cell.split("||") if (value := _AUTHORITY.sub("", part).strip())]
        to = meant_by(plain)
        if not is_dspace([name]):
            yield name, cell
        elif plain.lower() in (_FIRST_PAGE, _LAST_PAGE):
            pages[plain.lower()] = " ".join(found)
        elif to in _LISTS:
            local = [value for value in found if _NO_HANDLE in value]
            lists.setdefault(to, []).extend(value for value in found if value not in local)
            yield from ((f"{plain}, no Handle", value) for value in local)
        elif to in texts and len(found) == 1 and (tag := _language(name)):
            texts[to].setdefault(tag, found[0])
        else:
            if to in _IN_OTHER_LANGUAGES and found:
                texts.setdefault(to, {})
            yield from ((plain, value) for value in found)
    if pages:
        yield "pages", "-".join(filter(None, (pages.get(_FIRST_PAGE), pages.get(_LAST_PAGE))))
    for to, said in texts.items():
        if said:
            yield _IN_OTHER_LANGUAGES[to], cells.write(_IN_OTHER_LANGUAGES[to], said)
    for to, words in lists.items():
        yield to, _LISTS[to].join(words) + (";" if to == "keywords" else "")  # a comma may be part of one


def _language(header: str) -> str:
    """The tag of the language of a column, "" if it says none."""
    return values.language(header.partition("[")[2].partition("]")[0])


def former_addresses(pairs: FieldPairs) -> Iterator[str]:
    """The addresses of an item's pages in DSpace, without its host: by its Handle, and since DSpace 7 by its UUID."""
    for name, cell in pairs:
        plain = without_language(name).lower()
        if plain == "dc.identifier.uri":
            yield from (
                f"/handle/{found}" for found in re.findall(r"(?:hdl\.handle\.net|/handle)/(\d[\w.]*/\w+)", cell)
            )
        elif plain == "id" and re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", cell.strip()):
            yield f"/items/{cell.strip()}"
