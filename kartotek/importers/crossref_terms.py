"""Licences, funding, relations and updates of works in Crossref's XML, as its REST API has them in JSON.

The schemas are AccessIndicators, FundRef and relations; in records with Crossmark they are one level further in.
"""

from collections.abc import Iterator
from typing import Any

from kartotek.importers.xml_records import Element, child, local, text_in


def terms_of(work: Element) -> dict[str, Any]:
    """All of it, as far as there is any."""
    programs = [each for holder in (work, child(work, "crossmark", "custom_metadata")) for each in _programs(holder)]
    inside = [each for program in programs for each in program.iter()]
    relations: dict[str, list[dict[str, str]]] = {}
    for each in inside:
        if local(each.tag) in ("inter_work_relation", "intra_work_relation"):
            said = {"id-type": each.get("identifier-type", ""), "id": text_in(each)}
            relations.setdefault(each.get("relationship-type", ""), []).append(said)
    licences = [
        {"URL": text_in(each), "content-version": each.get("applies_to", "")}
        for each in inside
        if local(each.tag) == "license_ref"
    ]
    updates = [
        {"type": each.get("type", ""), "DOI": text_in(each)} for each in child(work, "crossmark", "updates") or ()
    ]
    funders: list[dict[str, Any]] = []
    for funder in (funder for program in programs for funder in _funders(program)):
        if funder not in funders:
            funders.append(funder)
    made = {"license": licences, "relation": relations, "update-to": updates, "funder": funders}
    return {field: value for field, value in made.items() if value}


def _programs(holder: Element | None) -> Iterator[Element]:
    yield from (each for each in (holder if holder is not None else ()) if local(each.tag) == "program")


def _funders(program: Element) -> Iterator[dict[str, Any]]:
    """Funders with their grants; a funder stands in a group with its grants, or they stand in the program alone."""
    groups = [each for each in program if each.get("name") == "fundgroup"] or [program]
    for group in groups:
        grants = [text_in(each) for each in group if each.get("name") == "award_number"]
        for each in group:
            if each.get("name") == "funder_name":  # the identifier is within the name
                yield {"name": " ".join((each.text or "").split()), "award": grants}
