"""Initials behind and before family names, what only looks like them, and names that no person has."""

from time import process_time

import pytest

from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.importers.bibtex_names import contributors
from kartotek.importers.name_lines import contributor, taken_apart
from kartotek.importers.name_lines import contributors as of_lines
from kartotek.model.common_fields import contributors as read
from kartotek.model.likely_mistakes import journal_title
from kartotek.text.initials import has_initials_before, initials_behind
from kartotek.text.names import parse_name
from kartotek.text.several_names import is_no_person

BEHIND = {
    "Lind A": ("Lind", "A"), "Lind AB": ("Lind", "AB"), "van der Berg A.": ("van der Berg", "A."),
    "García Márquez G. J.": ("García Márquez", "G. J."), "O'Brien J-P": ("O'Brien", "J-P"), "LIND A": ("LIND", "A"),
    "St. John M": ("St. John", "M"),
}  # fmt: skip


def test_initials_behind_a_family_name() -> None:
    assert {line: initials_behind(line) for line in BEHIND} == BEHIND
    others = ("Ada Lind", "Louis XIV", "Pope John XXIII", "RWE AG", "World Bank", "IMF", "Lind, A", "Studies 3",
        "Henry IV", "Margrethe II", "Frederik X", "Friedrich Wilhelm IV")  # fmt: skip
    assert [line for line in others if initials_behind(line)] == []
    assert [line for line in (*BEHIND, *others, "A. Lind", "Aa. B. van Lind") if has_initials_before(line)] == [
        "A. Lind", "Aa. B. van Lind",
    ]  # fmt: skip


BIBTEX = {
    "Lind A and Berg B": ["A. Lind", "B. Berg"],
    'van der Berg AB and M{\\"u}ller HJ': ["A. B. van der Berg", "H. J. Müller"],
    "Lind A. and Bo Berg": ["A. Lind", "Bo Berg"],
    "Berg, Bo and Lind A": ["Bo Berg", "A. Lind"],
    "Malcolm X and Alex Haley": ["Malcolm X", "Alex Haley"],
    "Malcolm X": ["Malcolm X"],
    "{Volvo} AB and Lind A": ["Volvo AB", "A. Lind"],
    "E.ON": ["E.ON"],
    "E.ON SE and A.Lind": [{"literal": "E.ON SE"}, "A. Lind"],
    "Ada Lind, Bo Berg, Carl Clausen": ["Ada Lind", "Bo Berg", "Carl Clausen"],
    "Studies in Bind 3": [{"literal": "Studies in Bind 3"}],
    "Smith, S.A. and Jansen, B.V. and de Vries, N.V. and Chan, PLC": [
        "S.A. Smith", "B.V. Jansen", "N.V. de Vries", "PLC Chan",
    ],
    "Henry IV": ["Henry IV"],
    "Frederik X and Ada Lind": ["Frederik X", "Ada Lind"],
    "George V and Lind A": ["V. George", "A. Lind"],
    "X.LI and J.-P.WU": ["X. LI", "J.-P. WU"],
    "DNB Bank ASA and IKEA of Sweden AB and Lind A": [
        {"literal": "DNB Bank ASA"}, {"literal": "IKEA of Sweden AB"}, "A. Lind",
    ],
    "Bosch GmbH {\\&} Co. KG and Lind, Ada": [{"literal": "Bosch GmbH & Co. KG"}, "Ada Lind"],
    "SMITH SA and Nguyen, Oy and Cards, Inc.": ["S. A. SMITH", "Oy Nguyen", {"literal": "Cards, Inc."}],
}  # fmt: skip


@pytest.mark.parametrize("names", BIBTEX)
def test_names_with_initials_behind_them_in_bibtex(names: str) -> None:
    assert contributors(names)[0] == BIBTEX[names]


def test_other_sources_have_kings_where_nothing_says_that_they_are_initials() -> None:
    assert of_lines(["Christian X", "Lind, Ada"]) == ["Christian X", "Ada Lind"]
    assert of_lines(["Pius X, Pope"]) == contributors("Pius X, Pope")[0] == ["Pius X, Pope"]
    assert of_lines(["George V", "Lind A"]) == ["V. George", "A. Lind"]
    assert [contributor("Paul VI", numerals_too=told) for told in (False, True)] == ["Paul VI", "V. I. Paul"]
    assert taken_apart("George V, Lind A & Berg B") == ["George V", "Lind A", "Berg B"]


def test_names_with_hyphens_or_without_spaces_cost_no_more_than_others() -> None:
    begun = process_time()
    assert initials_behind("-".join("A" * 130) + "!") is None
    assert not is_no_person("a" * 50_000)
    assert process_time() - begun < 2


def test_a_company_with_a_point_in_its_name_has_no_initials() -> None:
    people = {"A.Lind": "A. Lind", "J.Li": "J. Li", "X.LI": "X. LI", "D.NG": "D. NG", "J.-P.WU": "J.-P. WU"}
    assert {line: str(parse_name(line)) for line in people} == people
    assert (parse_name("E.ON").given, parse_name("E.ON").family) == ("", "E.ON")


TOLD = {
    "E.ON SE": ("group-name", "if it is a group, write {literal: E.ON SE}"),
    "Novo Nordisk A/S": ("group-name", "if it is a group, write {literal: Novo Nordisk A/S}"),
    "Studies in Bind 3": ("group-name", "if it is a group, write {literal: Studies in Bind 3}"),
    "Nokia Oy": ("group-name", "if it is a group, write {literal: Nokia Oy}"),
    "SINTEF Energi AS": ("group-name", "if it is a group, write {literal: SINTEF Energi AS}"),
    "Volvo AB": (
        "initials-behind",
        "if it is a company, write {literal: Volvo AB}; if they are initials, 'Volvo, A. B.'",
    ),
    "van Lind J.-P.": ("initials-behind", "write 'van Lind, J.-P.'"),
    "Berg CD": ("initials-behind", "write 'Berg, C. D.'; if CD is the family name, 'Berg Cd'"),
    "NASA Goddard": (
        "all-capitals",
        "if NASA is the family name, write 'Nasa, Goddard'; if it is a group, {literal: NASA Goddard}",
    ),
}


@pytest.mark.parametrize("line", TOLD)
def test_what_is_rather_a_group_is_told_as_one(line: str) -> None:
    diagnostics = EntryDiagnostics()
    read([line], ("authors",), diagnostics)
    assert [(found.code, found.hint) for found in diagnostics.found] == [TOLD[line]]


@pytest.mark.parametrize(
    "names", [["World Bank", "IMF"], ["J. Xi", "K. Li"], ["Jan in 't Veld"], ["Malcolm X"], ["Harald V", "Henry IV"]]
)
def test_nothing_is_told_of_names_that_are_right(names: list[str]) -> None:
    diagnostics = EntryDiagnostics()
    read(names, ("authors",), diagnostics)
    assert diagnostics.found == []


def test_a_journal_on_binding_has_no_volume_in_its_title() -> None:
    for title, codes in {"Studies in Bind 3": [], "Kort, bind 3": ["label-in-value"]}.items():
        diagnostics = EntryDiagnostics()
        journal_title(title, ("journal",), diagnostics)
        assert [found.code for found in diagnostics.found] == codes
