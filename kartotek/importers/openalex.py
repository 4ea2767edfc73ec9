"""Works of OpenAlex in the fields of entries: one of them, the answer to a query, or one a line as in its snapshots.

Fields are those of its documentation ("work object"). What its programs have guessed - topics, concepts, keywords,
goals - is not taken over, and neither are counts and the works that are cited.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kartotek.importers import values
from kartotek.importers.draft_from_map import (
    DraftFromMap,
    doi_of,
    inner,
    maps_of,
    orcid_of,
    plain_of,
    record_of,
    text_of,
    texts_of,
)
from kartotek.importers.json_people import named
from kartotek.importers.json_scan import json_records
from kartotek.importers.markdown_text import line_of, paragraphs_of
from kartotek.importers.records import Draft, Found, Raw, Skipped, SourceRecords
from kartotek.model.types import TYPES
from kartotek.text.licenses import license_id

_PATHS = (("results",),)

KINDS = {
    "article": "article-journal", "book": "book", "book-chapter": "chapter", "book-section": "chapter",
    "conference-paper": "paper-conference", "conference-abstract": "conference-abstract", "database": "dataset",
    "dataset": "dataset", "dissertation": "thesis", "editorial": "editorial", "letter": "letter", "other": "other",
    "peer-review": "other", "preprint": "preprint", "reference-entry": "entry-encyclopedia", "report": "report",
    "report-component": "report", "retraction": "other", "review": "review", "book-review": "book-review",
    "software": "software", "standard": "standard", "supplementary-materials": "other", "erratum": "other",
}  # fmt: skip
"""Types of works there, and the type here; those that have no row become `other`."""

_NO_WORKS = {"paratext": "it is part of a volume, not a work", "libguides": "it is a guide of a library",
    "grant": "it is a grant"}  # fmt: skip

OPEN_ACCESS = ("diamond", "gold", "hybrid", "green", "bronze", "closed")
"""Values of `oa_status`, which entries have as well."""

_IGNORED = frozenset(
    {
        "id", "display_name", "publication_year", "type", "type_crossref", "indexed_in", "countries_distinct_count",
        "institutions_distinct_count", "corresponding_author_ids", "corresponding_institution_ids", "apc_list",
        "apc_paid", "fwci", "has_fulltext", "fulltext_origin", "cited_by_count", "cited_by_percentile_year",
        "citation_normalized_percentile", "primary_topic", "topics", "keywords", "concepts", "mesh",
        "locations_count", "locations", "best_oa_location", "sustainable_development_goals", "referenced_works_count",
        "referenced_works", "related_works", "counts_by_year", "cited_by_api_url", "updated_date", "created_date",
        "is_paratext", "is_xpac", "has_content", "content_urls", "abstract_inverted_index_v3", "is_authors_truncated",
        "relevance_score", "versions", "datasets", "authors_count", "ngrams_url", "institutions", "host_venue",
        "primary_location", "open_access", "institution_assertions", "awards", "is_oa",
    }
)  # fmt: skip


def read(text: str, file: str) -> SourceRecords:
    """All works of a file."""

    def make(record: dict[str, Any], said: str, line: int) -> Found:
        key, kind = _short(text_of(record.get("id"))), text_of(record.get("type"))
        reason = _NO_WORKS.get("paratext" if record.get("is_paratext") is True else kind)
        if reason:
            return Skipped(file, line, reason, key)
        return Raw(file, line, key, kind, (("record", said),))

    return json_records(text, file, _PATHS, make)


def _short(address: str) -> str:
    """What stands behind the last slash: "W123" of "https://openalex.org/W123"."""
    return address.rstrip("/").rpartition("/")[2]


def draft(raw: Raw) -> Draft:
    """A work in the fields of entries."""
    made = DraftFromMap(raw, record_of(raw))
    kind = _kind_of(made, raw.kind)
    made.data["type"] = kind
    made.put("title", line_of(made.text("title") or text_of(made.record.get("display_name"))))
    made.put("authors", list(_authors(made)))
    made.put("issued", made.text("publication_date") or text_of(made.record.get("publication_year")))
    made.put("language", values.language(made.text("language")))
    made.put("abstract", paragraphs_of(_abstract(made.take("abstract_inverted_index"))))
    _read_source(made, kind)
    _read_numbers(made)
    _read_identifiers(made)
    _read_access(made)
    made.put("retracted", "true" if made.take("is_retracted") is True else "")
    return made.done(_IGNORED)


def _kind_of(made: DraftFromMap, there: str) -> str:
    """The type; an article in proceedings is a paper, which OpenAlex does not tell apart."""
    kind = KINDS.get(there, "other")
    if there not in KINDS:
        made.lose("type", there)
    is_paper = text_of(made.record.get("type_crossref")) == "proceedings-article"
    in_proceedings = text_of(inner(made.record, "primary_location", "source", "type")) == "conference"
    return "paper-conference" if kind == "article-journal" and (is_paper or in_proceedings) else kind


def _authors(made: DraftFromMap) -> Iterator[Any]:
    for each in maps_of(made.take("authorships")):
        author = each.get("author")
        name = inner(author, "display_name") or each.get("raw_author_name")
        units = values.without_repeats(plain_of(unit.get("display_name")) for unit in maps_of(each.get("institutions")))
        units = units or list(map(plain_of, texts_of(each.get("raw_affiliation_strings"))))
        orcid = orcid_of(inner(author, "orcid"))
        main = "true" if each.get("is_corresponding") is True else ""
        if (person := named(name, orcid=orcid, affiliations=units, corresponding=main)) is not None:
            yield person


def _abstract(index: Any) -> str:
    """The abstract from its words with their places: `{"On": [0], "cards": [1]}`."""
    places = index.items() if isinstance(index, dict) else ()
    words = [(at, word) for word, those in places if isinstance(those, list) for at in those if isinstance(at, int)]
    return " ".join(text_of(word) for _, word in sorted(words))


def _read_source(made: DraftFromMap, kind: str) -> None:
    """Where it appeared. An archive is the publisher of a preprint; of other works it is only where a copy is."""
    place = made.record.get("primary_location") or made.record.get("host_venue")
    source = inner(place, "source") or place
    title, what = plain_of(inner(source, "display_name")), text_of(inner(source, "type"))
    rows = TYPES[kind].rows
    if what == "repository":
        made.put("publisher", title if kind in ("preprint", "dataset", "software") else "")
    elif what == "book series" and "book" in rows:
        made.put("series", title)
    else:
        in_book = "book" in rows and not (what == "journal" and "journal" in rows)
        made.put("book" if in_book else "journal" if "journal" in rows else "series", title)
        made.put("issn", texts_of(inner(source, "issn")))
        host = plain_of(inner(source, "host_organization_name"))
        made.put("publisher", host if "publisher" in rows and kind != "thesis" else "")
    if kind == "thesis":
        made.put("institution", plain_of(inner(source, "host_organization_name")))


def _read_numbers(made: DraftFromMap) -> None:
    numbers = made.take("biblio")
    made.put("volume", plain_of(inner(numbers, "volume")))
    made.put("issue", plain_of(inner(numbers, "issue")))
    first, last = plain_of(inner(numbers, "first_page")), plain_of(inner(numbers, "last_page"))
    made.put("pages", values.full_range(first, last))


def _read_identifiers(made: DraftFromMap) -> None:
    ids = made.take("ids") or {}
    made.put("doi", doi_of(made.take("doi") or inner(ids, "doi")))
    made.put("pmid", _short(text_of(inner(ids, "pmid"))))
    if pmcid := _short(text_of(inner(ids, "pmcid"))):
        made.put("pmcid", pmcid if pmcid.upper().startswith("PMC") else f"PMC{pmcid}")
    places = [*maps_of(made.record.get("primary_location")), *maps_of(made.record.get("locations"))]
    for place in places:
        address = text_of(place.get("landing_page_url"))
        if re.match(r"https?://(?:arxiv\.org|hdl\.handle\.net)/", address) and "arxiv" not in made.data:
            found: dict[str, Any] = {}
            values.put_address(found, address)
            for field, value in found.items():
                made.data.setdefault(field, value)
    first = text_of(inner(made.record.get("primary_location"), "landing_page_url"))
    if first and not made.data.keys() & {"doi", "arxiv", "handle", "pmid", "pmcid"}:
        made.put_address(first, "landing_page_url")


def _read_access(made: DraftFromMap) -> None:
    """How open it is, under which licence, and who paid."""
    status = text_of(inner(made.record.get("open_access"), "oa_status"))
    made.put("open_access", status if status in OPEN_ACCESS else "")
    licence = text_of(inner(made.record.get("primary_location"), "license"))
    made.put("license", license_id(licence))
    made.lose("license", "" if license_id(licence) or "license" in made.data else licence)
    made.put("apc", _charge(made.record))
    grants = [*maps_of(made.take("grants")), *maps_of(made.record.get("awards"))]
    funding = []
    for each in grants:
        funder, grant = plain_of(each.get("funder_display_name")), each.get("award_id") or each.get("funder_award_id")
        given = {"funder": funder, "grant": plain_of(grant)}
        funding += [{field: value for field, value in given.items() if value}] if funder else []
    named_ones = {each["funder"] for each in funding}
    more = [plain_of(each.get("display_name")) for each in maps_of(made.take("funders"))]
    made.put("funding", [*_once(funding), *({"funder": name} for name in more if name not in named_ones)])


def _charge(record: Mapping[str, Any]) -> dict[str, str]:
    """What was paid to publish it, by OpenAPC; for others OpenAlex puts the price in the list of the journal."""
    paid, price = inner(record, "apc_paid") or {}, inner(record, "apc_list") or {}
    source = text_of(inner(paid, "provenance"))
    sums = [(text_of(inner(each, "value")), text_of(inner(each, "currency"))) for each in (paid, price)]
    is_price = source != "openapc" if source else sums[0] == sums[1]
    return {} if is_price or not all(sums[0]) else {"amount": sums[0][0], "currency": sums[0][1]}


def _once(funding: list[dict[str, str]]) -> list[dict[str, str]]:
    return [each for i, each in enumerate(funding) if each not in funding[:i]]
