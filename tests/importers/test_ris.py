"""RIS files as they are found: reading goes on, and every record is accounted for."""

from pathlib import Path

import pytest
import rispy

from kartotek.importers.records import Failed, Raw
from kartotek.importers.ris import read

GOOD = "TY  - JOUR\nTI  - On cards\nAU  - Lind, Ada\nAU  - Berg, Bo\nAB  - One\ntwo\nER  - \n"


def titles(text: str) -> list[str]:
    """The titles of all records, "failed" for those that are; their number is that counted in another way."""
    read_ones = read(text, "x.ris")
    assert read_ones.count == len(read_ones.found)
    return [
        dict(one.pairs).get("TI", "") if isinstance(one, Raw) else "failed" if isinstance(one, Failed) else "skipped"
        for one in read_ones.found
    ]


FORMS = {
    "no ER": "TY  - JOUR\nTI  - a\nTY  - JOUR\nTI  - b\n",
    "no ER, but numbers": "1.\nTY  - JOUR\nTI  - a\n\n2.\nTY  - JOUR\nTI  - b",
    "one space": "TY - JOUR\nTI - a\nER -\n\nTY - JOUR\nTI - b\nER -\n",
    "one space in TY only": "TY -  JOUR\nTI  - a\nER  -\nTY -  JOUR\nTI  - b\nER  -\n",
    "no space after the hyphen": "TY  -JOUR\nTI  -a\nER  -\nTY  -JOUR\nTI  -b\nER  -",
    "indented": "  TY  - JOUR\n  TI  - a\n  ER  - \n  TY  - JOUR\n  TI  - b\n  ER  - \n",
    "texts between": "Record #1 of 2\nTY  - JOUR\nTI  - a\nER  - \nRecord #2 of 2\nTY  - JOUR\nTI  - b\nER  - \n",
    "no line break at the end": "TY  - JOUR\nTI  - a\nER  - \nTY  - JOUR\nTI  - b",
    "empty lines": "\n\nTY  - JOUR\n\nTI  - a\n\nER  - \n\n\n\nTY  - JOUR\nTI  - b\nER  - \n\n",
    "files that were put together": "TY  - JOUR\nTI  - a\nER  - TY  - JOUR\nTI  - b\nER  - ",
    "ER in a text": "TY  - JOUR\nTI  - a\nAB  - one,\nER then two\nER  -\nTY  - JOUR\nTI  - b\nER  -\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_records_are_found_however_they_are_written(text: str) -> None:
    assert titles(text) == ["a", "b"]


def test_what_begins_without_a_type_has_failed_at_its_line() -> None:
    text = f"TI  - lost\nER  - \n{GOOD}TI  - also lost\nAU  - X, Y\nER  - \n{GOOD}"
    assert titles(text) == ["failed", "On cards", "failed", "On cards"]
    failed = [one for one in read(text, "x.ris").found if isinstance(one, Failed)]
    assert [(one.line, one.reason) for one in failed] == [
        (1, "no line TY says where it begins and what it is"),
        (10, "no line TY says where it begins and what it is"),
    ]


def test_lines_outside_of_records_are_told_but_not_their_numbers() -> None:
    text = f"1.\n{GOOD}2.\nA stray remark\n\nand another one\n{GOOD}"
    assert read(text, "x.ris").notes == ("x.ris: 2 lines outside of records were left out, the first is line 10",)
    assert read(f"1.\n{GOOD}\n2.\n{GOOD}", "x.ris").notes == ()


def test_lines_that_go_on_and_tags_that_stand_several_times_stay() -> None:
    text = "TY  - JOUR\nDO  - 10.1/a\nDO  - 10.1/b\nAB  - One\n      two\n\nthree\nUK - no tag\nXX  - ?\nER  - \n"
    (raw,) = read(text, "x.ris").found
    assert isinstance(raw, Raw)
    assert (raw.kind, raw.line) == ("JOUR", 1)
    assert raw.pairs == (
        ("DO", "10.1/a"),
        ("DO", "10.1/b"),
        ("AB", "One\ntwo\n\nthree\nUK - no tag"),
        ("XX", "?"),
    )


def test_a_well_formed_file_is_read_as_rispy_reads_it() -> None:
    text = GOOD + GOOD.replace("cards", "boxes") + GOOD.replace("Lind, Ada", "Strand, Ada B., Jr.")
    theirs = [(one["title"], one["authors"], one["abstract"].split()) for one in rispy.loads(text)]
    ours = [
        (
            dict(one.pairs)["TI"],
            [value for tag, value in one.pairs if tag == "AU"],
            dict(one.pairs)["AB"].split(),
        )
        for one in read(text, "x.ris").found
        if isinstance(one, Raw)
    ]
    assert ours == theirs


def test_a_file_of_a_hundred_thousand_lines_is_no_burden() -> None:
    text = GOOD * 15_000
    assert read(text, Path("x.ris").name).count == 15_000


@pytest.mark.parametrize("end", ["ER  - 7", "ER  - Lind, Ada"])
def test_an_end_with_a_text_behind_it_is_counted_as_one(end: str) -> None:
    """Lines behind it, up to the next TY, are a record that lost its beginning."""
    records = read(GOOD.replace("ER  - ", f"{end}\nAU  - Berg, Bo\nER  - ") + GOOD, "x.ris")
    assert records.count == len(records.found) == 3
