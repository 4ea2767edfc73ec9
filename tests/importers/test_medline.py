"""MEDLINE files: every record is found, the last one too, and becomes an entry."""

from typing import Any

import pytest

from kartotek.importers.candidate import read_draft
from kartotek.importers.medline import read
from kartotek.importers.medline_fields import draft
from kartotek.importers.records import Candidate, Raw

ONE = """PMID- 30042925
OWN - NLM
TI  - On cards and the drawers that they
      are kept in.
FAU - Lind, Ada B
AU  - Lind AB
AUID- ORCID: 0000-0002-1825-0097
AD  - Department of Cards, University of Drawers, Aarhus, Denmark. Electronic address:
      ada@drawers.example.
FAU - Berg, Bo Jr
AU  - Berg B Jr
CN  - Card Study Group
LA  - dan
PT  - Journal Article
PT  - Systematic Review
DP  - 2018 Jul-Aug
DEP - 20180330
TA  - J Cards
JT  - Journal of Cards
VI  - 5
IP  - 4
PG  - 283-98
IS  - 2215-0161 (Electronic)
IS  - 0001-0782 (Linking)
LID - 10.1000/cards [doi]
AB  - BACKGROUND: Cards. RESULTS: <i>Drawers</i>.
OT  - index cards
OT  - drawers
MH  - *Cards/history
MH  - Humans
GR  - MR/L01/1/MRC_/Medical Research Council/United Kingdom
PHST- 2017/10/17 00:00 [received]
PHST- 2018/03/28 00:00 [accepted]
PHST- 2018/03/29 00:00 [entrez]
AID - S2215-0161(18)30045-1 [pii]
AID - 10.1000/cards [doi]
PST - ppublish
SO  - J Cards. 2018 Jul-Aug;5(4):283-98."""


def imported(text: str) -> Candidate:
    (raw,) = read(text, "x.nbib").found
    assert isinstance(raw, Raw)
    made = read_draft(draft(raw))
    assert isinstance(made, Candidate), made
    return made


def record(*lines: str) -> Candidate:
    """A record with a title, and lines "TAG value"."""
    text = "".join(f"{tag:4}- {value}\n" for tag, _, value in (line.partition(" ") for line in lines))
    return imported(f"PMID- 1\nTI  - A title.\n{text}")


def keys(text: str) -> list[str]:
    found = read(text, "x.nbib")
    assert found.count == len(found.found)
    return [one.key for one in found.found]


FORMS = {
    "empty lines between": "PMID- 1\nTI  - a\n\nPMID- 2\nTI  - b\n",
    "one before the first": "\nPMID- 1\nTI  - a\n\n\n\nPMID- 2\nTI  - b\n\n",
    "none between": "PMID- 1\nTI  - a\nPMID- 2\nTI  - b",
    "PMC before PMID, as PubMed Central": "PMC - PMC7\nPMID- 1\nTI  - a\n\nPMC - PMC8\nPMID- 2\nTI  - b\n",
    "PMC after it, as PubMed": "PMID- 1\nTI  - a\nPMC - PMC7\n\nPMID- 2\nTI  - b\nPMC - PMC8\n",
    "two numbers of one record": "PMID- 1\nPMID- 9\nTI  - a\n\nPMID- 2\nTI  - b\n",
    "the rest of another one first": "of drawers.\nPMID- 1\nTI  - a\n\nPMID- 2\nTI  - b\n",
    "an abstract with an empty line": "PMID- 1\nAB  - a\n\n      more\nTI  - a\n\nPMID- 2\nTI  - b\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_every_record_is_found_with_the_last_one(text: str) -> None:
    assert keys(text) == ["1", "2"]


def test_what_has_no_number_is_a_record_as_well() -> None:
    assert keys("TI  - a\nDP  - 2018\n\nPMID- 2\nTI  - b\n") == ["", "2"]


def test_a_record_becomes_an_entry() -> None:
    made = imported(ONE)
    assert made.key == "30042925"
    assert dict(made.data) == {
        "type": "review",
        "title": "On cards and the drawers that they are kept in",
        "authors": [
            {
                "name": "Ada B Lind",
                "orcid": "0000-0002-1825-0097",
                "affiliations": ["Department of Cards, University of Drawers, Aarhus, Denmark"],
            },
            "Bo Berg Jr.",
            {"literal": "Card Study Group"},
        ],
        "issued": "2018-07",
        "online": "2018-03-30",
        "accepted": "2018-03-28",
        "submitted": "2017-10-17",
        "journal": "Journal of Cards",
        "container_title_short": "J Cards",
        "volume": "5",
        "issue": "4",
        "pages": "283-298",
        "issn": ["2215-0161"],
        "doi": "10.1000/cards",
        "pmid": "30042925",
        "language": "da",
        "abstract": "BACKGROUND: Cards. RESULTS: *Drawers*.",
        "keywords": ["index cards", "drawers"],
        "funding": [{"funder": "Medical Research Council", "grant": "MR/L01/1"}],
    }
    assert made.unmapped == (
        ("AID", "S2215-0161(18)30045-1 [pii]"),
        ("MH", "*Cards/history"),
        ("MH", "Humans"),
    )


VALUES: dict[tuple[str, ...], dict[str, Any]] = {
    ("AU Lind AB", "AU Berg B"): {"authors": ["A. B. Lind", "B. Berg"]},
    ("DP 2018 Winter",): {"issued": "2018-24"},
    ("DP 2019 Jan 3",): {"issued": "2019-01-03"},
    ("LID e17",): {"article_number": "e17"},
    ("IS 0001-0782 (Linking)",): {"issn": ["0001-0782"]},
    ("MH *Cards/history", "MH Humans"): {"keywords": ["Cards"]},
    ("PST aheadofprint",): {"status": "epub-ahead-of-print"},
    ("PT Letter",): {"type": "letter"},
    ("PT Preprint",): {"type": "preprint"},
    ("PT Retracted Publication",): {"retracted": "true"},
    ("RIN J Cards. 2020;1:2. PMID: 12345",): {"retracted": {"notice": "https://pubmed.ncbi.nlm.nih.gov/12345/"}},
    ("BTI The Book of Cards.", "PB Card Press", "PL Aarhus"): {
        "type": "chapter", "book": "The Book of Cards", "publisher": "Card Press", "place": "Aarhus",
    },
    ("FAU Lind, Ada", "AD 0000 0000 9939 5719grid.1029.aInstitute (A.L., B.-C.D.), Town; Other Place."): {
        "authors": [{"name": "Ada Lind", "affiliations": ["Institute, Town", "Other Place"]}],
    },
}  # fmt: skip


@pytest.mark.parametrize("lines", VALUES, ids="; ".join)
def test_values(lines: tuple[str, ...]) -> None:
    data = record(*lines).data
    assert {key: data.get(key) for key in VALUES[lines]} == VALUES[lines]


def test_a_title_in_brackets_is_a_translation() -> None:
    made = imported("PMID- 1\nTI  - [On cards].\nTT  - Om kort.\nLA  - dan\n")
    assert (made.data["title"], made.data["translated_title"]) == ("Om kort", {"en": "On cards"})
    assert imported("PMID- 1\nTI  - [On cards].\nLA  - dan\n").data["title"] == "On cards"


def test_a_note_that_there_is_an_abstract_is_none() -> None:
    made = record("AB ", "OAB Publisher: Abstract available from the publisher.", "OABL fre")
    assert "abstract" not in made.data
    assert made.unmapped == ()
