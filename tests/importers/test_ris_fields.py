"""RIS records in the fields of entries, as reference managers and databases write them."""

from typing import Any

import pytest

from kartotek.importers.candidate import read_draft
from kartotek.importers.records import Candidate, Raw
from kartotek.importers.ris import read
from kartotek.importers.ris_fields import draft


def imported(text: str) -> Candidate:
    (raw,) = read(text, "x.ris").found
    assert isinstance(raw, Raw)
    made = read_draft(draft(raw))
    assert isinstance(made, Candidate), made
    return made


def record(kind: str, *lines: str) -> Candidate:
    """A record of a kind with a title, and lines "TAG value"."""
    tags = "".join(f"{line[:2]}  - {line[3:]}\n" for line in lines)
    return imported(f"TY  - {kind}\nTI  - T\n{tags}ER  - \n")


def fields(kind: str, *lines: str) -> dict[str, Any]:
    """The fields of the entry that it becomes, without type and title."""
    return {key: value for key, value in record(kind, *lines).data.items() if key not in ("type", "title")}


KINDS = {
    ("JOUR",): "article-journal",
    ("JOUR", "M3 Review article"): "review",
    ("JOUR", "M3 Article"): "article-journal",
    ("JOUR", "M3 Editorial"): "editorial",
    ("EJOUR",): "article-journal",
    ("MGZN",): "article-magazine",
    ("BOOK", "AU A, B"): "book",
    ("BOOK", "A3 A, B"): "anthology",
    ("EDBOOK", "AU A, B"): "anthology",
    ("CHAP", "M3 Article in proceedings"): "paper-conference",
    ("CHAP", "M3 Chapter"): "chapter",
    ("CONF",): "paper-conference",
    ("CONF", "M3 Poster"): "poster",
    ("THES", "M3 Dissertation"): "thesis",
    ("RPRT", "M3 Working paper"): "working-paper",
    ("UNPB", "DO 10.1000/x"): "preprint",
    ("UNPB", "AN arXiv:2001.00001"): "preprint",
    ("UNPB",): "other",
    ("COMP",): "software",
    ("DATA",): "dataset",
    ("GEN", "M3 Exhibition"): "exhibition",
    ("Journal Article",): "article-journal",
    ("NONSENSE",): "other",
}


@pytest.mark.parametrize("lines", KINDS, ids=" ".join)
def test_types(lines: tuple[str, ...]) -> None:
    assert record(*lines).publication.type == KINDS[lines]


NAMES = {
    ("Lind, Ada",): ["Ada Lind"],
    ("Strand, Ada B, Jr.",): ["Ada B Strand Jr."],
    ("King, Jr., Martin L.",): ["Martin L. King Jr."],
    ("Fanning E.", "Smith JA"): ["E. Fanning", "J. A. Smith"],
    ("Lind, Ada", "World Health Organization"): ["Ada Lind", {"literal": "World Health Organization"}],
    ("Lind, Ada", "Friends of Cards"): ["Ada Lind", {"literal": "Friends of Cards"}],
    ("Lind, Ada; Berg, Bo",): ["Ada Lind", "Bo Berg"],
    ("Lind, Ada and Berg, Bo",): ["Ada Lind", "Bo Berg"],
    ("Card Society,",): [{"literal": "Card Society"}],
    ("University of Boxes",): [{"literal": "University of Boxes"}],
    ("Plato",): ["Plato"],
    ("Ada Lind",): ["Ada Lind"],
    ("Wang, Wei", "Wang, Wei"): ["Wei Wang", "Wei Wang"],
    ("Lind, Ada\nBerg, Bo",): ["Ada Lind", "Bo Berg"],
}


@pytest.mark.parametrize("lines", NAMES, ids="; ".join)
def test_names(lines: tuple[str, ...]) -> None:
    assert fields("JOUR", *(f"AU {line}" for line in lines))["authors"] == NAMES[lines]


DATES = {
    ("PY 2014//",): "2014",
    ("PY 1948/07//",): "1948-07",
    ("PY 2018/4/25", "Y1 2018/4/25"): "2018-04-25",
    ("PY 2020", "DA 2020/05/04/"): "2020-05-04",
    ("PY 2020", "DA 2020///Spring"): "2020-21",
    ("PY 2020", "DA Oct 12"): "2020-10-12",
    ("PY 2011", "DA 19-21 May"): "2011-05",
    ("PY 2011", "DA 2011/05/05/ 2011 May 05"): "2011-05-05",
    ("PY 2011", "DA 2012/05/05/"): "2011",
    ("Y1 2009-03",): "2009-03",
    ("PY 2020", "DA 2020///2020 to 2022"): "2020/2022",
    ("PY 1676", "DA 1676///circa"): "1676~",
    ("PY 300 BC",): "-0299",
}


@pytest.mark.parametrize("lines", DATES, ids="; ".join)
def test_dates(lines: tuple[str, ...]) -> None:
    assert fields("JOUR", *lines)["issued"] == DATES[lines]


VALUES: dict[tuple[str, ...], dict[str, Any]] = {
    ("JOUR", "SP 341", "EP 58"): {"pages": "341-358"},
    ("JOUR", "SP 379-423", "EP 423"): {"pages": "379-423"},
    ("JOUR", "SP e123"): {"pages": "e123"},
    ("BOOK", "SP xii, 345 p."): {"number_of_pages": "xii, 345"},
    ("BOOK", "SP 1", "EP 345"): {"number_of_pages": "345"},
    ("JOUR", "JF Journal of Cards", "JA J. Cards"): {
        "journal": "Journal of Cards", "container_title_short": "J. Cards",
    },
    ("JOUR", "T2 J. Cards", "J2 Journal of Cards"): {"journal": "J. Cards"},
    ("JOUR", "JO Cards", "T2 Cards"): {"journal": "Cards"},
    ("NEWS", "T2 The Card", "SE Culture"): {"journal": "The Card", "section": "Culture"},
    ("JOUR", "SE 41"): {},
    ("CHAP", "T2 The Book", "SE 4", "NV 3", "SV 17", "T3 Studies"): {
        "book": "The Book", "series": "Studies", "series_number": "17", "number_of_volumes": "3", "chapter": "4",
    },
    ("BOOK", "T2 Studies", "M1 41", "VL 2", "ST Short"): {
        "short_title": "Short", "series": "Studies", "series_number": "41", "volume": "2",
    },
    ("JOUR", "JO J. Cards"): {"journal": "J. Cards"},
    ("JOUR", "SN 0001-0782 (electronic)"): {"issn": ["0001-0782"]},
    ("BOOK", "AU A, B", "SN 0262510871 (pbk.); 9780262510875"): {
        "authors": ["B A"], "isbn": ["0-262-51087-1", "978-0-262-51087-5"],
    },
    ("RPRT", "SN TR-17", "PB Institute"): {"number": ["TR-17"], "institution": "Institute"},
    ("PAT", "SN 12345678", "CY US"): {"number": ["12345678"], "country": "US"},
    ("JOUR", "DO http://dx.doi.org/10.1000/X", "DO 10.1000/X"): {"doi": "10.1000/X"},
    ("JOUR", "M3 doi: 10.1000/x"): {"doi": "10.1000/x"},
    ("JOUR", "UR https://doi.org/10.1000/x"): {"doi": "10.1000/x"},
    ("JOUR", "AN 123", "DP PubMed"): {"pmid": "123"},
    ("JOUR", "AN WOS:0001"): {"identifiers": ["WOS:0001"]},
    ("JOUR", "UR http://hdl.handle.net/1721.1/12"): {"handle": "1721.1/12"},
    ("JOUR", "KW one; two, three"): {"keywords": ["one", "two, three"]},
    ("JOUR", "KW *one", "KW two; three"): {"keywords": ["one", "two; three"]},
    ("JOUR", "KW one\ntwo"): {"keywords": ["one", "two"]},
    ("JOUR", "LA English"): {"language": "en"},
    ("JOUR", "N2 The same.", "AB The same."): {"abstract": "The same."},
    ("JOUR", "AB One<br>two <i>three</i>"): {"abstract": "One\n\ntwo *three*"},
    ("JOUR", "L1 https://a.test/a.pdf"): {"links": [{"url": "https://a.test/a.pdf", "label": "PDF"}]},
    ("JOUR", "N1 In press"): {"status": "in-press"},
    ("JOUR", "N1 PMID: 123"): {"pmid": "123"},
    ("JOUR", "N1 Retracted 2021-02: wrong"): {"retracted": {"date": "2021-02", "reason": "wrong"}},
    ("THES", "PB University", "M3 PhD thesis", "A3 Lind, Ada"): {
        "institution": "University", "qualification": "PhD thesis", "supervisors": ["Ada Lind"],
    },
    ("CPAPER", "T2 Card Days", "C3 Proceedings", "CY Tórshavn", "C1 New York"): {
        "book": "Proceedings", "place": "New York", "event": {"name": "Card Days", "place": "Tórshavn"},
    },
    ("CONF", "T2 Card Days", "SP 1", "CY Paris"): {"book": "Card Days", "pages": "1", "place": "Paris"},
    ("CONF", "T2 Card Days", "CY Paris"): {"event": {"name": "Card Days", "place": "Paris"}},
    ("JOUR", "T2 Journal of Cards", "VL 3", "IS 4", "C7 12"): {
        "journal": "Journal of Cards", "volume": "3", "issue": "4", "article_number": "12",
    },
    ("BOOK", "AU A, B", "A2 Of, Series", "A3 Of, Volume", "A4 Lator, Trans", "T2 Series"): {
        "authors": ["B A"], "editors": ["Volume Of"], "translators": ["Trans Lator"], "series": "Series",
        "contributors": [{"name": "Series Of", "role": "series-editor"}],
    },
    ("SLIDE", "T2 Card Days", "CY Oslo"): {"event": {"name": "Card Days", "place": "Oslo"}},
    ("JOUR", "PY in press"): {"status": "in-press"},
    ("JOUR", "ET 2018/03/30"): {"online": "2018-03-30"},
    ("COMP", "ET 1.2"): {"version": "1.2"},
    ("JOUR", "ID lind2020"): {"cite_key": "lind2020"},
    ("JOUR", "ID 12345"): {},
}  # fmt: skip


@pytest.mark.parametrize("lines", VALUES, ids="; ".join)
def test_values(lines: tuple[str, ...]) -> None:
    assert fields(*lines) == VALUES[lines]


PURE = """TY  - CHAP
T1  - On cards
AU  - Lind, Ada
PY  - 2019/8/20
Y1  - 2019/8/20
M3  - Article in proceedings
BT  - Proceedings of Card Days
A2  - Berg, Bo
CY  - Cham
T2  - Card Days 2019
Y2  - 19 August 2019 through 23 August 2019
ER  -
"""


def test_a_conference_of_pure_has_its_days_and_the_place_is_that_of_the_publisher() -> None:
    made = imported(PURE)
    assert made.data["event"] == {"name": "Card Days 2019", "start": "2019-08-19", "end": "2019-08-23"}
    assert (made.data["book"], made.data["place"], made.data["editors"]) == (
        "Proceedings of Card Days",
        "Cham",
        ["Bo Berg"],
    )
    assert made.unmapped == ()


def test_pure_writes_subtitles_as_second_titles_and_article_numbers_as_m1() -> None:
    made = imported(
        "TY  - JOUR\nT1  - On cards\nT2  - and boxes\nPY  - 2020\nY1  - 2020\nJF  - Journal\nM1  - 045001\nER  -\n"
    )
    assert (made.data["title"], made.data["subtitle"]) == ("On cards", "and boxes")
    assert (made.data["journal"], made.data["article_number"]) == ("Journal", "045001")


def test_a_record_of_scopus_keeps_its_number_but_not_the_address_that_needs_a_subscription() -> None:
    made = record("JOUR", "UR https://www.scopus.com/inward/record.uri?eid=2-s2.0-85061007483&doi=10.1&md5=a")
    assert made.data["identifiers"] == ["Scopus 2-s2.0-85061007483"]
    assert "url" not in made.data


LEFT = {
    ("JOUR", "DO 10.1000/one", "DO 10.1000/two"): ["DO"],
    ("JOUR", "XX what is this"): ["XX"],
    ("JOUR", "AD Department of Cards"): ["AD"],
    ("JOUR", "N1 <p>My own thoughts</p>"): ["N1"],
    ("JOUR", "N1 Cited By :3"): ["N1"],
    ("JOUR", "N1 Cited by Smith in 1999"): [],
    ("JOUR", "L1 files/12/a.pdf"): ["L1"],
    ("JOUR", "UR https://a.test", "UR https://b.test"): ["UR"],
    ("JOUR", "PY no year"): ["PY"],
    ("JOUR", "TT Translated"): ["TT"],
    ("JOUR", "LA Martian"): ["LA"],
    ("JOUR", "RN private"): ["RN"],
    ("NONSENSE",): ["TY"],
}


@pytest.mark.parametrize("lines", LEFT, ids="; ".join)
def test_what_has_no_place_is_told(lines: tuple[str, ...]) -> None:
    assert [name for name, _ in record(*lines).unmapped] == LEFT[lines]


def test_bookkeeping_is_no_loss() -> None:
    assert record("JOUR", "DB Scopus", "Y2 2020/05/01/", "ID 1", "ST Short").unmapped == ()


def test_what_pure_says_twice_is_said_once() -> None:
    made = record(
        "JOUR", "JO Journal of Indexes", "JF Journal of Indexes", "DO 10.1234/cards", "U2 10.1234/cards",
        "AN SCOPUS:85012345678",
    )  # fmt: skip
    assert made.data["identifiers"] == ["Scopus 2-s2.0-85012345678"]
    assert (made.data["journal"], made.data["doi"], made.unmapped) == ("Journal of Indexes", "10.1234/cards", ())
