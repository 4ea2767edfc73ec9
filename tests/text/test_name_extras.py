"""Titles, degrees, footnote marks and brackets are no part of a name; everything that may be one stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.export.csl import csl_item
from kartotek.model.common_fields import contributors
from kartotek.model.publication import Publication
from kartotek.text.name_extras import without_extras
from tests.export.works import work

ADA = (
    "Prof. Dr. Ada Lind", "Ada Lind, Ph.D.", "Ada Lind PhD", "Dr Ada Lind", "Sir Ada Lind", "Mag. Ada Lind",
    "Dr. h.c. Ada Lind",
    "Univ.-Prof. Dr. med. Ada Lind", "Dr. rer. nat. Ada Lind", "Priv.-Doz. Dr. Ada Lind", "cand.mag. Ada Lind",
    "Ada Lind, cand.mag.", "Ing. Ada Lind, CSc.", "Ada Lind, M.D., Ph.D.", "Ada Lind, FRS",
    "Ada Lind*", "Ada Lind†", "Ada Lind1,2", "Ada Lind¹,²", "Ada Lind [1]", "Ada Lind^1", "Ada Lind a", "Ada Lind a,b",
    "Ada Lind (ed.)", "Ada Lind [red.]", "Ada (Addie) Lind", 'Ada "Addie" Lind', "Ada Lind (University of Cards)",
    "Ada Lind <ada@cards.example>",
)  # fmt: skip
INVERTED = ("Lind, Dr. Ada", "Lind, Prof. Ada", "Lind, Ada, MD", "Lind, Ada, PhD", "Lind, Ada¹", "Lind, Ada (ed.)")
NAMES = (
    "Lind, M. D.", "Lind, MD", "van der Waals, J.D.", "García Márquez, M.A.", "Lind, B.A.", "Lind MA",
    "D. R. Hofstadter", "Malcolm X", "Mag Ruane", "Hon Lik", "Ing Wong", "Rev Lind", "Louis XIV",
    "Ernst-August V", "Antoni Gaudí i Cornet",
    "Josep Puig i Cadafalch", "bell hooks", "Martin Luther King Jr.", "Snorri", "W. E. B. Du Bois", "Lind, Ada, Jr.",
    "Subject7 Group3", "St. John, M. D.", "St. Pierre, B.A.", "O'Neill-Smith Jr., J. D.",
)  # fmt: skip


@pytest.mark.parametrize("line", ADA)
def test_what_is_no_part_of_a_name_is_left_out(line: str) -> None:
    assert without_extras(line) == "Ada Lind"


@pytest.mark.parametrize("line", INVERTED)
def test_and_so_it_is_where_the_family_name_comes_first(line: str) -> None:
    assert without_extras(line) == "Lind, Ada"


@pytest.mark.parametrize("line", NAMES)
def test_what_may_be_a_name_stays(line: str) -> None:
    assert without_extras(line) == line


@pytest.mark.parametrize(
    ("raw", "family", "given_names"),
    [
        ("Prof. Dr. Ada Lind*", "Lind", "Ada"),
        ("Ada Lind, Ph.D.", "Lind", "Ada"),
        ({"given": "Dr. Ada", "family": "Lind"}, "Lind", "Ada"),
        ({"given": "Ada, PhD", "family": "Lind"}, "Lind", "Ada"),
        ("Ada (Addie) Lind", "Lind", "Ada"),
        ("Dr. Seuss", "Dr. Seuss", None),
        ("Prof. Lind", "Prof. Lind", None),
        ("Ada Lind1,*", "Lind", "Ada"),
        ("Person 3", "Person 3", None),
        ("Ada Lind 3", "Lind 3", "Ada"),
    ],
)
def test_it_is_told_and_is_no_initial(raw: object, family: str, given_names: str | None) -> None:
    diagnostics = EntryDiagnostics()
    found = contributors([raw], ("authors",), diagnostics)
    assert [each.code for each in diagnostics.found] == ["name-extra"]
    [name] = csl_item(work(Publication("k", "book", "T", authors=found or ())))["author"]
    assert (name["family"], name.get("given")) == (family, given_names)


@given(st.text(max_size=30))
def test_nothing_that_is_left_is_new(line: str) -> None:
    left = without_extras(line)
    assert set(left) <= {*line, " "}
    assert without_extras(left) in (left, "") or len(without_extras(left)) < len(left)
