"""The services that records are fetched from, a row for each: its address, its format, its lists and their pages.

Pages follow each other as the documentation of each API says: by cursor (OpenAlex, Crossref, DataCite), by number
(OpenAlex without a key), by place (Zotero, Pure), or by the numbers of the works (ORCID).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, quote

from kartotek.config.sources import SourceSetting
from kartotek.fetch.answers import Request
from kartotek.sync.lists import Access, Ask, OddAnswerError, Pages, RecordList, inside, items_of, number_of


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of source on the network: the key of its format in `importers.formats` ("" to find out), its address, the
    headers of all requests, and where its key goes. `needs_key` says that nothing is given without one."""

    format: str
    address: str
    lists: Callable[[SourceSetting, Sequence[str], Access], Iterator[RecordList]]
    """Called with the source, the ORCID iDs of its people, and how it is asked."""
    headers: Mapping[str, str]
    key_header: str = ""
    key_query: str = ""
    key_prefix: str = ""
    needs_key: bool = False

    def access(self, source: SourceSetting, key: str) -> Access:
        """How a source of this kind is asked with a key, "" for none."""
        header = {self.key_header: self.key_prefix + key} if key and self.key_header else {}
        query = {self.key_query: key} if key and self.key_query else {}
        address = (source.address or self.address).rstrip("/")
        return Access(address, source.key_variable, self.headers, header, query)


_JSON = {"Accept": "application/json"}
_SEVERAL = 25
"""People that one request asks about; more would make an address too long for some servers."""


def _in_groups(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for i in range(0, len(names), _SEVERAL):
        yield names[i : i + _SEVERAL]


def _of(people: Sequence[str]) -> str:
    more = f" and {len(people) - 1} more" if len(people) > 1 else ""
    return f"works of {people[0]}{more}"


def _orcids(people: Sequence[str]) -> list[str]:
    return [f"https://orcid.org/{each}" for each in people]


def _rors(source: SourceSetting) -> list[str]:
    return [f"https://ror.org/{each}" for each in source.ror]


# OpenAlex: developers.openalex.org, "Page through results" and "Authentication"

_LARGEST_PAGE = 100
_MOST_BY_NUMBER = 10_000
"""Records that can be reached by numbers of pages; cursors need a key."""


def _openalex(source: SourceSetting, people: Sequence[str], access: Access) -> Iterator[RecordList]:
    more = [f"from_publication_date:{source.since:04}-01-01"] if source.since else []
    more += [source.filter] if source.filter else []
    conditions = [("works of the organisation", f"authorships.institutions.ror:{'|'.join(_rors(source))}")]
    conditions = conditions if source.ror else []
    conditions += [(_of(group), f"authorships.author.orcid:{'|'.join(_orcids(group))}") for group in _in_groups(people)]
    for what, condition in conditions or [("works by the filter", "")]:
        joined = ",".join([*([condition] if condition else []), *more])
        pages = _openalex_by_cursor if access.has_key else _openalex_by_number
        yield RecordList(what, partial(pages, access, {"filter": joined, "per_page": _LARGEST_PAGE}))


def _openalex_by_cursor(access: Access, query: dict[str, str | int]) -> Pages:
    page = yield access.ask("/works", {**query, "cursor": "*"})
    total = number_of(page, "meta", "count")
    while items_of(page, "results") and (cursor := inside(page, "meta", "next_cursor")):
        page = yield access.ask("/works", {**query, "cursor": str(cursor)})
    return total


def _openalex_by_number(access: Access, query: dict[str, str | int]) -> Pages:
    page = yield access.ask("/works", {**query, "page": 1})
    total = number_of(page, "meta", "count")
    if total > _MOST_BY_NUMBER:
        hint = f"get a free key at openalex.org, and put it into the environment variable {access.key_variable}"
        raise OddAnswerError(f"has {total:,} works, and without a key gives no more than {_MOST_BY_NUMBER:,}", hint)
    found, number = len(items_of(page, "results")), 1
    while found < total and items_of(page, "results"):
        number += 1
        page = yield access.ask("/works", {**query, "page": number})
        found += len(items_of(page, "results"))
    return total


# Crossref: its documentation of the REST API, "Filters" and "Deep paging with cursors"


def _crossref(source: SourceSetting, people: Sequence[str], access: Access) -> Iterator[RecordList]:
    more = [f"from-pub-date:{source.since:04}"] if source.since else []
    more += [source.filter] if source.filter else []
    conditions = [("works of the organisation", [f"ror-id:{each}" for each in _rors(source)])] if source.ror else []
    conditions += [(_of(group), [f"orcid:{each}" for each in _orcids(group)]) for group in _in_groups(people)]
    for what, condition in conditions or [("works by the filter", [])]:
        query: dict[str, str | int] = {"filter": ",".join([*condition, *more]), "rows": 200}
        yield RecordList(what, partial(_crossref_pages, access, query))


def _crossref_pages(access: Access, query: dict[str, str | int]) -> Pages:
    page = yield access.ask("/works", {**query, "cursor": "*"})
    total, found = number_of(page, "message", "total-results"), len(items_of(page, "message", "items"))
    while found < total and items_of(page, "message", "items"):
        cursor = inside(page, "message", "next-cursor")
        page = yield access.ask("/works", {**query, "cursor": str(cursor)})
        found += len(items_of(page, "message", "items"))
    return total


# DataCite: support.datacite.org, "Pagination" and "Searching for DOIs"


def _datacite(source: SourceSetting, people: Sequence[str], access: Access) -> Iterator[RecordList]:
    more = [f"publicationYear:[{source.since} TO *]"] if source.since else []
    more += [f"({source.filter})"] if source.filter else []
    unit, person = "creators.affiliation.affiliationIdentifier", "creators.nameIdentifiers.nameIdentifier"
    conditions = [("works of the organisation", _any_of(unit, _rors(source)))] if source.ror else []
    conditions += [(_of(group), _any_of(person, _orcids(group))) for group in _in_groups(people)]
    for what, condition in conditions or [("works by the query", "")]:
        joined = " AND ".join([*([condition] if condition else []), *more])
        query: dict[str, str | int] = {"query": joined, "affiliation": "true", "page[size]": 200}
        yield RecordList(what, partial(_datacite_pages, access, query))


def _any_of(field: str, values: Sequence[str]) -> str:
    either = " OR ".join(f'{field}:"{value}"' for value in values)
    return f"({either})"


def _datacite_pages(access: Access, query: dict[str, str | int]) -> Pages:
    page = yield access.ask("/dois", {**query, "page[cursor]": 1})
    total = number_of(page, "meta", "total")
    while items_of(page, "data") and (cursor := _cursor_in(page.data)):
        page = yield access.ask("/dois", {**query, "page[cursor]": cursor})
    return total


def _cursor_in(data: Any) -> str:
    """The cursor in the address of the next page; "" if this was the last."""
    links = data.get("links")
    following = links.get("next") if isinstance(links, dict) else None
    query = following.partition("?")[2] if isinstance(following, str) else ""
    return dict(parse_qsl(query)).get("page[cursor]", "")


# ORCID: its public API 3.0, "Reading works"

_MOST_WORKS = 100
"""Works that ORCID gives at once."""


def _orcid(_source: SourceSetting, people: Sequence[str], access: Access) -> Iterator[RecordList]:
    for person in people:
        yield RecordList(f"works of {person}", partial(_orcid_pages, access, person))


def _orcid_pages(access: Access, person: str) -> Pages:
    page = yield access.ask(f"/{person}/works", has_records=False)
    groups = items_of(page, "group")
    codes = [code for group in groups if (code := _preferred(group))]
    for i in range(0, len(codes), _MOST_WORKS):
        page = yield access.ask(f"/{person}/works/{','.join(codes[i : i + _MOST_WORKS])}")
        items_of(page, "bulk")
    return len(groups)


def _preferred(group: Any) -> str:
    """The number of that work of a group which its author prefers: the one with the highest display index; "" if there
    is none."""
    works = group.get("work-summary") if isinstance(group, dict) else None
    found = [work for work in works if isinstance(work, dict)] if isinstance(works, list) else []
    numbered = [(_digits(work, "display-index"), -code) for work in found if (code := _digits(work, "put-code"))]
    return str(-max(numbered)[1]) if numbered else ""


def _digits(work: Mapping[str, Any], name: str) -> int:
    """A number that may be written as a text; 0 if it is none."""
    said = str(work.get(name))
    return int(said) if said.isascii() and said.isdigit() and len(said) < _LONGEST_NUMBER else 0


_LONGEST_NUMBER = 20


# Zotero: its Web API 3, "Basics"


def _zotero(source: SourceSetting, _people: Sequence[str], access: Access) -> Iterator[RecordList]:
    library = f"/groups/{quote(source.group)}" if source.group else f"/users/{quote(source.user)}"
    part = f"/collections/{quote(source.collection)}" if source.collection else ""
    yield RecordList("the library", partial(_zotero_pages, access, f"{library}{part}/items/top"))


def _zotero_pages(access: Access, path: str) -> Pages:
    query: dict[str, str | int] = {"format": "json", "limit": 100, "sort": "dateAdded", "direction": "asc"}
    page = yield access.ask(path, {**query, "start": 0})
    total, version = page.answer.headers.get("total-results", ""), page.answer.headers.get("last-modified-version")
    if not (total.isascii() and total.isdigit()):
        raise OddAnswerError("does not say how many items it has", "check the address of its API")
    found = len(items_of(page))
    while found < int(total) and items_of(page):
        page = yield access.ask(path, {**query, "start": found})
        found += len(items_of(page))
        if page.answer.headers.get("last-modified-version") != version:
            raise OddAnswerError("was changed while it was read", "try again later", again=True)
    return int(total)


# Pure: the documentation that each installation has at /ws/api


def _pure(source: SourceSetting, _people: Sequence[str], access: Access) -> Iterator[RecordList]:
    yield RecordList("research outputs", partial(_pure_pages, access), partial(_not_wanted, source.organisation))


def _pure_pages(access: Access) -> Pages:
    page = yield access.ask("/research-outputs", {"size": _PURE_PAGE, "offset": 0})
    total, found = number_of(page, "count"), len(items_of(page, "items"))
    while found < total and items_of(page, "items"):  # an installation may give less than it is asked for
        page = yield access.ask("/research-outputs", {"size": _PURE_PAGE, "offset": found})
        found += len(items_of(page, "items"))
    return total


_PURE_PAGE = 200


def _not_wanted(organisation: str, output: Mapping[str, Any]) -> str:
    """Why an output of Pure is left out; what is not for all to see there is not shown here either."""
    visibility, workflow = output.get("visibility"), output.get("workflow")
    if isinstance(visibility, dict) and visibility.get("key", "FREE") != "FREE":
        return "it is not public in Pure"
    if isinstance(workflow, dict) and workflow.get("step") == "entryInProgress":
        return "it is not finished in Pure"
    if organisation and organisation not in _organisations(output):
        return "it is of another organisation"
    return ""


def _organisations(output: Mapping[str, Any]) -> set[str]:
    """The UUIDs of all organisations that an output names, in the present API and in those before it."""
    names = ("organizations", "organisationalUnits", "managingOrganization", "managingOrganisationalUnit")
    found: set[str] = set()
    for name in names:
        value = output.get(name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict) and isinstance(each.get("uuid"), str):
                found.add(each["uuid"])
    return found


# a file


def _url(source: SourceSetting, _people: Sequence[str], access: Access) -> Iterator[RecordList]:
    def pages() -> Pages:
        yield Ask(Request(source.address, access.headers, access.secret_headers), is_json=False)
        return None

    yield RecordList("the file", pages)


SERVICES: Mapping[str, Service] = {
    "openalex": Service("openalex", "https://api.openalex.org", _openalex, _JSON, key_query="api_key"),
    "orcid": Service(
        "orcid", "https://pub.orcid.org/v3.0", _orcid, _JSON, key_header="Authorization", key_prefix="Bearer "
    ),
    "crossref": Service(
        "crossref", "https://api.crossref.org", _crossref, _JSON,
        key_header="Crossref-Plus-API-Token", key_prefix="Bearer ",
    ),
    "datacite": Service("datacite", "https://api.datacite.org", _datacite, _JSON),
    "zotero": Service(
        "zotero", "https://api.zotero.org", _zotero, {**_JSON, "Zotero-API-Version": "3"}, key_header="Zotero-API-Key"
    ),
    "pure": Service("pure", "", _pure, _JSON, key_header="api-key", needs_key=True),
    "url": Service("", "", _url, {"Accept": "*/*"}, key_header="Authorization", key_prefix="Bearer "),
}  # fmt: skip
"""By the value of `from`. A folder is no service: it is read from the disk."""
