"""Who is asked for a work, by the identifier that it is known by."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from kartotek.diagnostics import SetupError
from kartotek.fetch.answers import Request, Trouble
from kartotek.fetch.client import Client
from kartotek.text import identifiers

_CSL = "application/vnd.citationstyles.csl+json"
_NOTHING = frozenset({400, 404, 410})
"""Statuses that say that there is no such work; arXiv and NCBI have 400 for numbers that they never gave."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The addresses of those who are asked, without a slash at the end."""

    doi: str = "https://doi.org"
    crossref: str = "https://api.crossref.org"
    datacite: str = "https://api.datacite.org"
    arxiv: str = "https://export.arxiv.org"
    ncbi: str = "https://eutils.ncbi.nlm.nih.gov"
    open_library: str = "https://openlibrary.org"


HOSTS = Hosts()


class UnreachableError(SetupError):
    """Nobody can be asked: there is no network, or a server is in trouble."""


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """An answer: a key of `importers.formats.FORMATS`, and the bytes."""

    format: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Asker:
    """A client, whom it asks, and the mail address of the portal, which some want to know ("" for none)."""

    client: Client
    hosts: Hosts
    contact: str = ""

    def get(self, url: str, accept: str = "", **query: str) -> bytes | None:
        """The body of an answer; None if there is nothing at the address. Raises UnreachableError for all other
        troubles."""
        asked = f"{url}?{urlencode(query)}" if query else url
        found = self.client.get(Request(asked, {"Accept": accept} if accept else {}))
        if not isinstance(found, Trouble):
            return found.body
        if found.status in _NOTHING:
            return None
        hint = "or leave the identifier out: `kartotek new publication` then writes an empty entry to fill in"
        raise UnreachableError(
            f"{found.sentence}; nothing was written", f"{found.hint}; {hint}" if found.hint else hint
        )


def _by_doi(asker: Asker, doi: str) -> HostAnswer | None:
    """What the agency that registered the DOI says; those whose records no reader is for speak CSL-JSON (DOI Content
    Negotiation, citation.doi.org)."""
    part = quote(doi, safe="/")
    agency = _agency(asker.get(f"{asker.hosts.doi}/ra/{part}"))
    if agency is None:
        return None
    whom = {
        "crossref": ("crossref", f"{asker.hosts.crossref}/works/{quote(doi, safe='')}"),
        "datacite": ("datacite", f"{asker.hosts.datacite}/dois/{part}"),
    }
    if agency in whom:
        format_, url = whom[agency]
        polite = {"mailto": asker.contact} if asker.contact and agency == "crossref" else {}
        if data := asker.get(url, **polite):
            return HostAnswer(format_, data)
    data = asker.get(f"{asker.hosts.doi}/{part}", _CSL)
    return HostAnswer("csl", data) if data else None


def _agency(data: bytes | None) -> str | None:
    """Who registered a DOI, in small letters, "" if that is not known; None if nobody did."""
    try:
        answer = json.loads(data or b"[]")
    except (ValueError, RecursionError):
        return ""
    first = answer[0] if isinstance(answer, list) and answer and isinstance(answer[0], dict) else {}
    if first.get("status") in ("DOI does not exist", "Invalid DOI"):
        return None
    return str(first.get("RA", "")).lower()


def _by_arxiv(asker: Asker, number: str) -> HostAnswer | None:
    data = asker.get(f"{asker.hosts.arxiv}/api/query", id_list=number, max_results="1")
    return HostAnswer("arxiv", data) if data else None


def _by_pmid(asker: Asker, number: str) -> HostAnswer | None:
    """The usage guidelines of NCBI's E-utilities ask for the name of the tool and a mail address."""
    who = {"tool": "kartotek"} | ({"email": asker.contact} if asker.contact else {})
    asks = {"db": "pubmed", "id": number, "rettype": "medline", "retmode": "text", **who}
    data = asker.get(f"{asker.hosts.ncbi}/entrez/eutils/efetch.fcgi", **asks)
    return HostAnswer("medline", data) if data else None


def _by_isbn(asker: Asker, number: str) -> HostAnswer | None:
    key = f"ISBN:{number.replace('-', '')}"
    data = asker.get(f"{asker.hosts.open_library}/api/books", bibkeys=key, format="json", jscmd="data")
    return HostAnswer("openlibrary", data) if data else None


@dataclass(frozen=True, slots=True)
class LookupScheme:
    """A kind of identifier: what it is called, how it is read (raises ValueError), who is asked, and by which name
    people know them."""

    label: str
    canonical: Callable[[str], str]
    ask: Callable[[Asker, str], HostAnswer | None]
    whom: str


SCHEMES: Mapping[str, LookupScheme] = {
    "doi": LookupScheme("DOI", identifiers.doi, _by_doi, "the DOI resolver"),
    "arxiv": LookupScheme("arXiv identifier", identifiers.arxiv, _by_arxiv, "arXiv"),
    "pmid": LookupScheme("PubMed identifier", identifiers.pmid, _by_pmid, "PubMed"),
    "isbn": LookupScheme("ISBN", identifiers.isbn, _by_isbn, "Open Library"),
}
"""By the field of publications that has the identifier."""
