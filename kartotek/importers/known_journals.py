"""Journals that the portal has an entry of, found by ISSN: records call one journal by many names."""

from collections.abc import Iterable, Mapping
from typing import Any

from kartotek.model.authority import Journal
from kartotek.model.common import is_hidden
from kartotek.model.publication import Publication
from kartotek.text.name_matching import letters

Journals = Mapping[str, Journal]
"""By each ISSN of each journal."""


def journals_by_issn(records: Iterable[Any]) -> Journals:
    """The journals among the records of a portal, of which visitors see the pages; the first one has an ISSN that two
    have."""
    made: dict[str, Journal] = {}
    for record in records:
        if isinstance(record, Journal) and not is_hidden(record):
            for issn in record.all_issn:
                made.setdefault(issn, record)
    return made


def known_journal(work: Publication, journals: Journals) -> str:
    """The id of the journal that a work calls by another name than its entry does; "" if there is none."""
    found = next((journals[issn] for issn in work.all_issn if issn in journals), None) if work.journal else None
    if found is None or letters(work.journal) in map(letters, found.all_names):
        return ""
    return found.key
