"""Keywords with commas and semicolons: what our exports say comes back, and lists of other programs are lists."""

from collections.abc import Callable
from functools import partial

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.formats import WHOLE, alone_in_table
from kartotek.export.work import Work
from kartotek.importers.bibtex_fields import draft as draft_of_bibtex
from kartotek.importers.formats import draft_of, find_format, read_file
from kartotek.importers.records import Draft, Raw
from kartotek.importers.ris import read as read_ris
from kartotek.importers.ris_fields import draft as draft_of_ris
from tests.export.works import article

FILES: dict[str, Callable[[Work], str]] = {
    "x.bib": bibtex, "y.bib": partial(bibtex, biblatex=True), "x.ris": WHOLE[".ris"],
    "x.json": WHOLE[".json"], "x.csv": alone_in_table,
}  # fmt: skip


def drafts(file: str, text: str) -> list[Draft]:
    row = find_format(file, text.encode())
    return [draft_of(row, raw) for raw in read_file(row, file, text.encode()).found if isinstance(raw, Raw)]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "words", [("Cards, playing",), ("Heart, Artificial, Total",), ("a", "Cards, playing"), ("cards",), ("α;β", "b, c")]
)
def test_keywords_come_back_from_our_exports(file: str, words: tuple[str, ...]) -> None:
    text = FILES[file](article(keywords=tuple(("en", word) for word in words)))
    assert [made.data["keywords"] for made in drafts(file, text)] == [list(words)]


@pytest.mark.parametrize("file", ["x.bib", "y.bib", "x.json", "x.csv"])
def test_one_keyword_with_a_semicolon_comes_back(file: str) -> None:
    text = FILES[file](article(keywords=(("en", "α;β-diketones"),)))
    assert [made.data["keywords"] for made in drafts(file, text)] == [["α;β-diketones"]]


def test_a_list_of_the_web_of_science_is_in_braces_as_a_whole() -> None:
    raw = Raw("x.bib", 1, "WOS:1", "article", (("title", "T"), ("keywords", "{Cards, playing; boxes}")))
    assert draft_of_bibtex(raw).data["keywords"] == ["Cards, playing", "boxes"]


RECORD = "TY  - JOUR\nTI  - T\n{}ER  - \n"


def keywords_in_ris(*records: str) -> tuple[list[list[str]], tuple[str, ...]]:
    found = read_ris("".join(RECORD.format(each) for each in records), "x.ris")
    drafts = [draft_of_ris(each) for each in found.found if isinstance(each, Raw)]
    return [made.data.get("keywords", []) for made in drafts], found.notes


def test_commas_in_ris_part_keywords_only_in_files_that_never_have_a_second_line() -> None:
    line, other = "KW  - cards, boxes, old rooms\n", "KW  - drawers, shelves\n"
    found, notes = keywords_in_ris(line, other, line, "")
    assert found == [["cards", "boxes", "old rooms"], ["drawers", "shelves"], ["cards", "boxes", "old rooms"], []]
    assert notes == (
        "x.ris:1: 'cards, boxes, old rooms' was read as several keywords: no record of the file has two lines KW",
    )
    assert keywords_in_ris(line, line, "KW  - a\nKW  - b\n") == (
        [["cards, boxes, old rooms"]] * 2 + [["a", "b"]], (),
    )  # fmt: skip


def test_one_line_of_keywords_in_ris_is_told() -> None:
    found, notes = keywords_in_ris("KW  - cards, boxes, old rooms\n")
    assert found == [["cards, boxes, old rooms"]]
    assert notes == (
        "x.ris:1: 'cards, boxes, old rooms' is one keyword, as RIS has a line KW for each; "
        "if it is several, part them in the entry",
    )
