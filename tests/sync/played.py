"""Services as they answer, with works of our own making: pages, cursors and counts are those of their APIs."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.fetch.server import Answers, Asked, Reply

ADA, BO = "0000-0002-1825-0097", "0000-0001-5109-3700"
ROR = "01aj84f44"
JSON = {"Content-Type": "application/json"}


def reply(data: Any, headers: Mapping[str, str] = JSON) -> Reply:
    return Reply(json.dumps(data), headers={**JSON, **headers})


def title_of(number: int) -> str:
    """A title that is like no other: the number in words of letters."""
    return "On " + " ".join("abcdefghij"[int(digit)] * 5 for digit in str(number))


def openalex_work(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/10.1000/{number}",
        "title": title_of(number),
        "publication_year": 2020,
        "type": "article",
        "authorships": [{"author": {"display_name": "Ada Lind", "orcid": f"https://orcid.org/{ADA}"}}],
        "is_retracted": False,
        **more,
    }


def openalex(works: Callable[[Asked], Sequence[Mapping[str, Any]]], key: str = "") -> dict[str, Answers]:
    """`/works`, by cursor with a key, and by number without."""

    def answer(asked: Asked) -> Reply:
        if asked.query.get("api_key", "") != key:
            return Reply('{"message": "Invalid key"}', 401, JSON)
        found, size = works(asked), int(asked.query["per_page"])
        if "cursor" in asked.query:
            start = 0 if asked.query["cursor"] == "*" else int(asked.query["cursor"].removeprefix("at"))
            page = found[start : start + size]
            return reply({"meta": {"count": len(found), "next_cursor": f"at{start + size}" if page else None},
                          "results": page})  # fmt: skip
        start = (int(asked.query["page"]) - 1) * size
        return reply({"meta": {"count": len(found)}, "results": found[start : start + size]})

    return {"/works": answer}


def crossref_work(number: int) -> dict[str, Any]:
    return {
        "DOI": f"10.1000/{number}",
        "title": [title_of(number)],
        "type": "journal-article",
        "author": [{"given": "Ada", "family": "Lind", "ORCID": f"http://orcid.org/{ADA}"}],
        "issued": {"date-parts": [[2020]]},
        "indexed": {"timestamp": 1},
    }


def crossref(works: Sequence[Mapping[str, Any]]) -> dict[str, Answers]:
    """`/works`, where the cursor is the same for all pages but the first, as it may be."""
    at = [0]

    def answer(asked: Asked) -> Reply:
        size = int(asked.query["rows"])
        at[0] = 0 if asked.query["cursor"] == "*" else at[0] + size
        items = works[at[0] : at[0] + size]
        message = {"total-results": len(works), "items": items, "next-cursor": "DnF1+/=="}
        return reply({"status": "ok", "message-type": "work-list", "message": message})

    return {"/works": answer}


def datacite_work(number: int) -> dict[str, Any]:
    attributes = {
        "doi": f"10.1000/{number}",
        "titles": [{"title": title_of(number)}],
        "creators": [{"givenName": "Ada", "familyName": "Lind", "name": "Lind, Ada"}],
        "publicationYear": 2020,
        "types": {"resourceTypeGeneral": "Dataset"},
    }
    return {"id": f"10.1000/{number}", "type": "dois", "attributes": attributes}


def datacite(works: Sequence[Mapping[str, Any]]) -> dict[str, Answers]:
    def answer(asked: Asked) -> Reply:
        size, cursor = int(asked.query["page[size]"]), asked.query["page[cursor]"]
        start = 0 if cursor == "1" else int(cursor.removeprefix("c"))
        page = works[start : start + size]
        links = {"next": f"https://elsewhere.test/dois?page%5Bcursor%5D=c{start + size}"} if page else {}
        return reply({"data": page, "meta": {"total": len(works)}, "links": links})

    return {"/dois": answer}


def orcid_work(code: int, number: int) -> dict[str, Any]:
    return {
        "put-code": code,
        "title": {"title": {"value": title_of(number)}},
        "type": "journal-article",
        "publication-date": {"year": {"value": "2020"}},
        "external-ids": {
            "external-id": [
                {
                    "external-id-type": "doi",
                    "external-id-value": f"10.1000/{number}",
                    "external-id-relationship": "self",
                }
            ]
        },
        "contributors": {"contributor": [{"credit-name": {"value": "Ada Lind"}}]},
    }


def orcid(works: Mapping[str, Mapping[int, int]]) -> dict[str, Answers]:
    """For each person the works by put-code; each is in a group with a copy that somebody else has put there."""
    found: dict[str, Answers] = {}
    for person, numbers in works.items():
        groups = [
            {
                "work-summary": [
                    {"put-code": code + 5_000_000, "display-index": "0"},
                    {"put-code": code, "display-index": "1"},
                ]
            }
            for code in numbers
        ]
        found[f"/{person}/works"] = reply({"group": groups})
        codes = list(numbers)
        for i in range(0, len(codes), 100):
            some = codes[i : i + 100]
            bulk = [{"work": orcid_work(code, numbers[code])} for code in some]
            found[f"/{person}/works/{','.join(map(str, some))}"] = reply({"bulk": bulk})
    return found


def zotero_item(number: int) -> dict[str, Any]:
    data = {
        "key": f"ITEM{number:04}",
        "itemType": "journalArticle",
        "title": title_of(number),
        "creators": [{"creatorType": "author", "firstName": "Ada", "lastName": "Lind"}],
        "date": "2020",
        "DOI": f"10.1000/{number}",
    }
    return {"key": data["key"], "version": 1, "data": data}


LIBRARY = "/groups/1/items/top"


def zotero(
    items: Sequence[Mapping[str, Any]], versions: Sequence[int] = (7,), path: str = LIBRARY
) -> dict[str, Answers]:
    """A library; its version is the next of `versions` at each request."""
    asked_for: list[int] = []

    def answer(asked: Asked) -> Reply:
        version = versions[min(len(asked_for), len(versions) - 1)]
        asked_for.append(version)
        start, size = int(asked.query["start"]), int(asked.query["limit"])
        headers = {"Total-Results": str(len(items)), "Last-Modified-Version": str(version)}
        if asked.headers.get("if-modified-since-version") == str(version):
            return Reply(status=304, headers=headers)
        return reply(items[start : start + size], headers)

    return {path: answer}


def pure_output(number: int, **more: Any) -> dict[str, Any]:
    return {
        "uuid": f"0000-{number}",
        "pureId": number,
        "title": {"value": title_of(number)},
        "type": {"uri": "/dk/atira/pure/researchoutput/researchoutputtypes/contributiontojournal/article"},
        "contributors": [{"name": {"firstName": "Ada", "lastName": "Lind"}, "role": {"uri": "/x/author"}}],
        "publicationStatuses": [{"current": True, "publicationStatus": {"uri": "/x/published"},
                                 "publicationDate": {"year": 2020}}],
        "visibility": {"key": "FREE"},
        "managingOrganization": {"uuid": "our-unit"},
        **more,
    }  # fmt: skip


def pure(outputs: Sequence[Mapping[str, Any]], key: str = "") -> dict[str, Answers]:
    def answer(asked: Asked) -> Reply:
        if asked.headers.get("api-key") != key:
            return Reply('{"title": "Unauthorized"}', 401, JSON)
        start, size = int(asked.query["offset"]), min(int(asked.query["size"]), 50)  # as an installation may set it
        return reply({"count": len(outputs), "items": outputs[start : start + size]})

    return {"/ws/api/research-outputs": answer}


def below(path: str, answers: Mapping[str, Answers]) -> dict[str, Answers]:
    """The same answers below a path, so that one server plays several services."""
    return {f"{path}{name}": each for name, each in answers.items()}
