"""Notes of RIS records: which belong on the page of a work, and which say something that has a field."""

import re

from kartotek.export.shared_values import STATUS
from kartotek.importers import values
from kartotek.importers.making import Making
from kartotek.importers.markdown_text import without_tags

_STATUSES = {words: status for status, words in reversed(STATUS.items())}
_RETRACTED = re.compile(
    r"Retracted(?: (?P<date>[0-9]{4}(?:-[0-9]{2}){0,2}))?(?:: (?P<reason>.*?))?(?: \((?P<notice>https?://\S+)\))?"
)
_OF_DATABASES = re.compile(
    r"cited by|export date|coden|correspondence address|references:|funding (?:details|text)|copyright|©|"
    r"times cited|cited references|publisher copyright|[A-Z]?[0-9]{6,}$|<|doi:",
    re.IGNORECASE,
)
_OF_PUBMED = re.compile(r"^(?:Journal Article|[a-z]{3})$", re.MULTILINE)
"""EndNote puts languages and types of PubMed into notes, each on a line of its own."""
_LONGEST = 1000


def read_remarks(making: Making, kind: str) -> None:
    """N1: filing date, status, retraction and numbers where a note is nothing else; of others the first ones are the
    note, but not what databases add and what people write for themselves."""
    data = making.data
    notes: list[str] = []
    for said in values.without_repeats(making.take("N1")):
        text = without_tags(said)
        retracted = _RETRACTED.fullmatch(text)
        filed = re.fullmatch(r"Filed (\S+)", text)
        number = re.fullmatch(r"(PMID|PMCID|arXiv):\s*(\S+)(?: \[\S+\])?", text)
        if text.lower() in _STATUSES and "status" not in data:
            data["status"] = _STATUSES[text.lower()]
        elif filed and kind == "patent" and values.is_date(filed[1]):
            data["filed"] = filed[1]
        elif retracted:
            found = {name: value for name, value in retracted.groupdict().items() if value}
            data["retracted"] = found or "true"
        elif number:
            making.put(number[1].lower(), number[2], "N1")
        elif _OF_DATABASES.match(said) or _OF_PUBMED.search(said) or len(text) > _LONGEST:
            making.leave("N1", [said])
        else:
            notes.append(text)
    making.put("note", "; ".join(notes))
    if data.get("status") in ("submitted", "in-preparation") and "issued" in data:
        data["submitted"] = data.pop("issued")
