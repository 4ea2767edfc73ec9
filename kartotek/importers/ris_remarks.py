"""Notes of RIS records: which belong on the page of a work, and which say something that has a field."""

import re

from kartotek.importers import values
from kartotek.importers.draft_from_pairs import DraftFromPairs
from kartotek.importers.markdown_text import without_tags
from kartotek.importers.notes import take_remarks, without_notices

_OF_DATABASES = re.compile(
    r"cited by(?: \(.*?\))? ?:? ?\d|export date|coden|correspondence address|references:|funding (?:details|text)|"
    r"copyright|©|times cited|cited references|publisher copyright|[A-Z]?[0-9]{6,}$|<|doi:",
    re.IGNORECASE,
)
_OF_PUBMED = re.compile(r"^(?:Journal Article|[a-z]{3})$", re.MULTILINE)
"""EndNote puts languages and types of PubMed into notes, each on a line of its own."""
_LONGEST = 1000


def read_remarks(making: DraftFromPairs) -> None:
    """N1: retraction, numbers, and what `take_remarks` knows have fields; of other notes those are left that databases
    add and people write for themselves."""
    data = making.data
    notes: list[str] = []
    for said in values.without_repeats(making.take("N1")):
        text = without_tags(said) if len(said) <= _LONGEST else said
        rest, notices = without_notices(text)
        number = re.fullmatch(r"(PMID|PMCID|arXiv):\s*(\S+)(?: \[\S+\])?", text)
        if len(text) > _LONGEST or _OF_DATABASES.match(said) or _OF_PUBMED.search(said):
            making.leave("N1", [said])
        elif notices and not rest:
            for field in ("notices", "related"):
                notices[field] = [*data.get(field, ()), *notices.get(field, ())]
            data.update({field: value for field, value in notices.items() if value})
        elif number:
            making.put(number[1].lower(), number[2], "N1")
        else:
            notes.append(text)
    making.put("note", "; ".join(notes))
    take_remarks(data)
    if data.get("status") in ("submitted", "in-preparation") and "issued" in data:
        data["submitted"] = data.pop("issued")
