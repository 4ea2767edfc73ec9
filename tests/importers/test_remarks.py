"""What formats without a place for it say in words, and what comes back of that."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_in_file
from kartotek.export.datacite import datacite
from kartotek.export.ris import ris
from kartotek.export.shared_values import NOTICES_OF
from kartotek.export.work import Work
from kartotek.importers.bibtex_fields import draft as draft_of_bibtex
from kartotek.importers.formats import draft_of, find_format, read_file
from kartotek.importers.records import Raw
from kartotek.model.publication import Notice, OtherWork
from tests.export.works import ARTICLE_RECORD, article, person, tags, work

FILES: dict[str, Callable[[Work], str]] = {
    "x.bib": bibtex,
    "y.bib": lambda made: bibtex(made, biblatex=True),
    "x.ris": ris,
    "x.json": lambda made: json.dumps(datacite(made)),
}
WITH_CSL: dict[str, Callable[[Work], str]] = {**FILES, "y.json": lambda made: json.dumps([csl_in_file(made)])}


def again(file: str, made: Work) -> dict[str, Any]:
    """The fields of the entry that the export of a work becomes."""
    data = WITH_CSL[file](made).encode()
    row = find_format(file, data)
    (raw,) = read_file(row, file, data).found
    assert isinstance(raw, Raw)
    return dict(draft_of(row, raw).data)


@pytest.mark.parametrize("file", FILES)
def test_the_title_of_a_volume_comes_back(file: str) -> None:
    made = article(type="book", journal="", volume="2", volume_title="Drawers *and* boxes", note="A note")
    found = again(file, made)
    assert (found["title"], found["volume_title"]) == ("A", "Drawers and boxes")
    assert found.get("note", "A note") == "A note"


@pytest.mark.parametrize("file", FILES)
def test_the_title_of_a_special_issue_comes_back(file: str) -> None:
    made = article(volume_title="Drawers")
    assert again(file, made)["volume_title"] == "Drawers"
    assert "Issue title" not in bibtex(made, biblatex=True)  # it has a field for that


def test_a_title_with_a_semicolon_stays_whole_in_the_note_of_bibtex() -> None:
    other = OtherWork("Cards; or, boxes", authors=(person("Bo", "Berg"),))
    book = again("x.bib", article(type="book", journal="", original=OtherWork("Cards; boxes"), note="One; two"))
    assert (book["original"], book["note"]) == ({"title": "Cards; boxes"}, "One; two")
    review = again("x.bib", article(type="book-review", reviewed=other, note="One"))
    assert (review["reviewed"], review["note"]) == ({"title": "Cards; or, boxes", "authors": ["Bo Berg"]}, "One")


@pytest.mark.parametrize("kind", ["legal-case", "legislation", "standard"])
def test_a_court_is_the_creator_of_its_decisions_in_datacite(kind: str) -> None:
    made = article(type=kind, journal="", institution="Højesteret")
    assert datacite(made)["creators"] == [{"name": "Højesteret", "nameType": "Organizational"}]
    assert again("x.json", made)["institution"] == "Højesteret"
    assert datacite(article())["creators"] == [{"name": ":unkn"}]


@pytest.mark.parametrize("file", WITH_CSL)
@pytest.mark.parametrize("kind", NOTICES_OF)
def test_a_notice_says_in_every_file_which_works_it_is_of(file: str, kind: str) -> None:
    said = replace(ARTICLE_RECORD, notices=(Notice(kind, id="a"),))
    first = replace(said, key="b", title="Cards; or *boxes*", doi="10.1000/b")
    notice = work(replace(ARTICLE_RECORD, note="One"), first, replace(said, key="c", title="Drawers"))
    assert again(file, notice)["related"] == [
        {"doi": "10.1000/b", "relation": "Other", "information": f"Is the {kind.replace('-', ' ')} of"},
        {
            "url": "https://hard.example/publications/c/", "relation": "Other",
            "information": f"Is the {kind.replace('-', ' ')} of",
        },
    ]  # fmt: skip
    assert again(file, notice).get("note", "One") == "One"
    assert "notices" not in again(file, notice)


def test_a_notice_names_its_work_in_a_note_for_people() -> None:
    corrected = replace(ARTICLE_RECORD, key="b", title="Cards; or *boxes*", notices=(Notice("erratum", id="a"),))
    (note,) = tags(ris(work(ARTICLE_RECORD, corrected)), "N1")
    assert note == "Erratum to: “Cards; or boxes” (https://hard.example/publications/b/)"


def drafted(kind: str, **fields: str) -> dict[str, Any]:
    return dict(draft_of_bibtex(Raw("x.bib", 1, "a", kind, tuple(fields.items()))).data)


def test_the_number_of_a_patent_has_commas() -> None:
    made = drafted("patent", title="T", number="US 10,123,456 B2, EP 1 234 567")
    assert made["number"] == ["US 10,123,456 B2", "EP 1 234 567"]


def test_a_volume_of_a_work_is_entered_under_the_title_of_the_whole() -> None:
    book = drafted("book", title="Drawers", subtitle="A study", maintitle="Cards", volume="2")
    assert [book[name] for name in ("title", "volume_title", "volume")] == ["Cards", "Drawers: A study", "2"]
    assert "subtitle" not in book
    chapter = drafted("inbook", title="Labels", booktitle="Drawers", maintitle="Cards", mainsubtitle="A history")
    assert [chapter[name] for name in ("title", "book", "volume_title")] == ["Labels", "Cards: A history", "Drawers"]


STANDARD = (":unav", "(:unkn) unknown", "(:tba)", ":none")
IN_FILES: dict[str, Callable[[str], str]] = {
    "x.ris": lambda said: f"TY  - BOOK\nTI  - T\nAU  - Lind, Ada\nAU  - {said}\nPB  - {said}\nPY  - 2020\nER  - \n",
    "x.bib": lambda said: (
        f"@book{{a, title={{T}}, author={{Lind, Ada and {{{said}}}}}, publisher={{{said}}}, year=2020}}"
    ),
    "x.json": lambda said: json.dumps(
        [{"id": "a", "type": "book", "title": "T", "publisher": said, "issued": {"date-parts": [[2020]]},
          "author": [{"family": "Lind", "given": "Ada"}, {"literal": said}]}]
    ),
}  # fmt: skip


@pytest.mark.parametrize("file", IN_FILES)
@pytest.mark.parametrize("said", STANDARD)
def test_what_datacite_writes_for_the_unknown_is_left_out(said: str, file: str) -> None:
    data = IN_FILES[file](said).encode()
    row = find_format(file, data)
    (raw,) = read_file(row, file, data).found
    assert isinstance(raw, Raw)
    found = draft_of(row, raw).data
    assert (found["title"], found["authors"], found.get("publisher")) == ("T", ["Ada Lind"], None)


@pytest.mark.parametrize("kind", ["article-journal", "book", "software", "dataset", "map", "patent", "webpage"])
def test_the_title_alone_of_an_original_comes_back_from_ris(kind: str) -> None:
    made = work(replace(ARTICLE_RECORD, type=kind, journal="", original=OtherWork(title="Les rites; ou cartes")))
    assert again("x.ris", made)["original"] == {"title": "Les rites; ou cartes"}
