"""Tables that DSpace writes ("Export metadata"): columns such as `dc.title[en_US]`, several values in a cell.

Documented in DSpace 7's manual, "Batch Metadata Editing": values are joined by `||`, and may end in `::authority::600`.
Columns of one field in several languages stand beside each other. `table_columns` says where each goes.
"""

import re
from collections.abc import Callable, Iterable, Iterator

Pairs = Iterable[tuple[str, str]]

_COLUMN = re.compile(r"((?:dc|dcterms|oaire|thesis|local)\.[\w.-]+)(?:\[[^\]]*\])?", re.IGNORECASE)
_AUTHORITY = re.compile(r"::[^:|]*::-?\d+$")
_NO_HANDLE = "hdl.handle.net/123456789/"
"""The prefix that DSpace has until a real one is registered: no resolver knows it."""
_LISTS = {"authors": "; ", "editors": "; ", "translators": "; ", "supervisors": "; ", "keywords": "; ", "isbn": " ",
    "issn": " ", "url": " "}  # fmt: skip
"""Where cells with several values go, and what stands between these in tables of other programs."""
_FIRST_PAGE, _LAST_PAGE = "oaire.citation.startpage", "oaire.citation.endpage"


def without_language(header: str) -> str:
    """The name above a column of DSpace without its language: "dc.title" for "dc.title[en_US]"; others as they are."""
    found = _COLUMN.fullmatch(header.strip())
    return found[1] if found else header


def is_dspace(headers: Iterable[str]) -> bool:
    """Whether names of columns are those of DSpace."""
    return any(_COLUMN.fullmatch(header.strip()) for header in headers)


def joined(pairs: Pairs, meant_by: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """The cells of a row as tables of other programs have them; of what can be there once, the first comes first."""
    lists: dict[str, list[str]] = {}
    pages: dict[str, str] = {}
    for name, cell in pairs:
        plain = without_language(name)
        values = [value for part in cell.split("||") if (value := _AUTHORITY.sub("", part).strip())]
        if not is_dspace([name]):
            yield name, cell
        elif plain.lower() in (_FIRST_PAGE, _LAST_PAGE):
            pages[plain.lower()] = " ".join(values)
        elif (to := meant_by(plain)) in _LISTS:
            local = [value for value in values if _NO_HANDLE in value]
            lists.setdefault(to, []).extend(value for value in values if value not in local)
            yield from ((f"{plain}, no Handle", value) for value in local)
        else:
            yield from ((plain, value) for value in values)
    if pages:
        yield "pages", "-".join(filter(None, (pages.get(_FIRST_PAGE), pages.get(_LAST_PAGE))))
    for to, values in lists.items():
        mark = _LISTS[to]
        yield to, mark.join(values) + (";" if to == "keywords" else "")  # a comma may be part of one


def former_addresses(pairs: Pairs) -> Iterator[str]:
    """The addresses of an item's pages in DSpace, without its host: by its Handle, and since DSpace 7 by its UUID."""
    for name, cell in pairs:
        plain = without_language(name).lower()
        if plain == "dc.identifier.uri":
            yield from (
                f"/handle/{found}" for found in re.findall(r"(?:hdl\.handle\.net|/handle)/(\d[\w.]*/\w+)", cell)
            )
        elif plain == "id" and re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", cell.strip()):
            yield f"/items/{cell.strip()}"
