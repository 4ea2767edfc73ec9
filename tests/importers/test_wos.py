"""The tagged format of Web of Science."""

from typing import Any

import pytest

from kartotek.importers.candidate import read_draft
from kartotek.importers.records import Candidate, Failed, Raw
from kartotek.importers.wos import read
from kartotek.importers.wos_fields import draft

HEAD = "FN Clarivate Analytics Web of Science\nVR 1.0\n"
ONE = """PT J
AU Lind, AB
   Berg, B
AF Lind, Ada B.
   Berg, B
CA Card Society
TI On cards and the drawers
   that they are kept in
SO JOURNAL OF CARDS
LA English
DT Article
DE index cards; drawers
ID CARDS; BOXES
AB One.
C1 [Lind, Ada B.] Univ Drawers, Aarhus, Denmark.
OI Lind, Ada B./0000-0002-1825-0097
FU Card Fund [17, 18]; Other Fund
CR LIND A, 1986, P NATL ACAD SCI USA, V83, P8589
   Arluison W, 2004, BIOCHEMISTRY-US, V43, P1276
PU CARD PRESS
SN 0001-0782
JI Journal of Cards
PD JUN 8
PY 2004
VL 43
IS 22
BP 341
EP 58
DI 10.1000/cards
UT WOS:000221807500020
PM 15170339
OA gold, Green Published
ER

"""


def imported(text: str) -> Candidate:
    (raw,) = read(text, "x.txt").found
    assert isinstance(raw, Raw)
    made = read_draft(draft(raw))
    assert isinstance(made, Candidate), made
    return made


def test_a_record_becomes_an_entry() -> None:
    made = imported(f"{HEAD}{ONE}EF")
    assert made.key == "WOS:000221807500020"
    assert dict(made.data) == {
        "type": "article-journal",
        "title": "On cards and the drawers that they are kept in",
        "authors": [
            {"name": "Ada B. Lind", "orcid": "0000-0002-1825-0097"},
            "B. Berg",
            {"literal": "Card Society"},
        ],
        "issued": "2004-06-08",
        "journal": "Journal of Cards",
        "volume": "43",
        "issue": "22",
        "pages": "341-358",
        "issn": ["0001-0782"],
        "doi": "10.1000/cards",
        "pmid": "15170339",
        "identifiers": ["WOS:000221807500020"],
        "language": "en",
        "abstract": "One.",
        "keywords": ["index cards", "drawers"],
        "open_access": "gold",
        "funding": [
            {"funder": "Card Fund", "grant": "17"},
            {"funder": "Card Fund", "grant": "18"},
            {"funder": "Other Fund"},
        ],
    }
    assert sorted(name for name, _ in made.unmapped) == ["C1", "ID", "publisher"]


def test_a_record_that_is_cut_off_has_failed_and_costs_no_other() -> None:
    found = read(f"{HEAD}{ONE}{ONE[:300]}", "x.txt")
    assert found.count == len(found.found) == 2
    (failed,) = [one for one in found.found if isinstance(one, Failed)]
    line = f"{HEAD}{ONE}".count("\n") + 1
    assert (failed.line, failed.reason) == (line, "no line ER ends it, so a part of it may be missing")


def test_a_record_that_only_the_next_one_ends_is_read() -> None:
    found = read(f"{HEAD}{ONE.replace('ER', '', 1)}{ONE}EF", "x.txt").found
    assert [type(one) for one in found] == [Raw, Raw]
    assert isinstance(read(f"{HEAD}PT J\nTI cut of\nEF", "x.txt").found[0], Failed)


VALUES: dict[tuple[str, ...], dict[str, Any]] = {
    ("PT J", "DT Review"): {"type": "review"},
    ("PT J", "DT Article; Proceedings Paper", "CT Card Days", "CL OSLO, NORWAY"): {
        "type": "article-journal", "event": {"name": "Card Days", "place": "Oslo, Norway"},
    },
    ("PT S", "DT Proceedings Paper", "SO CARD DAYS", "SE LECTURE NOTES"): {
        "type": "paper-conference", "book": "CARD DAYS", "series": "LECTURE NOTES",
    },
    ("PT B", "DT Book", "BN 978-0-262-51087-5", "PG 212"): {
        "type": "book", "isbn": ["978-0-262-51087-5"], "number_of_pages": "212",
    },
    ("PT J", "DT Article; Early Access", "EA JUN 2020"): {"status": "epub-ahead-of-print", "online": "2020-06"},
    ("PT J", "DT Article; Retracted Publication"): {"retracted": "true"},
    ("PT J", "DT Article", "AR 17"): {"article_number": "17"},
}  # fmt: skip


@pytest.mark.parametrize("lines", VALUES, ids="; ".join)
def test_values(lines: tuple[str, ...]) -> None:
    data = imported("\n".join([*lines, "TI T", "ER"])).data
    assert {key: data.get(key) for key in VALUES[lines]} == VALUES[lines]
