"""The demo's statement of accessibility says what is tested, and nothing else."""

import re

import pytest

from tests.conftest import ROOT

PAGES = ROOT / "content/pages"
TESTED = {
    "By rules": [
        "browser/test_pages.py::test_axe_finds_no_violation",
        "browser/test_access.py::test_axe_finds_no_violation_in_forced_colours",
        "browser/test_access.py::test_axe_finds_no_violation_on_paper",
        "browser/test_lighthouse.py::test_lighthouse_gives_full_marks",
    ],
    "By keyboard": [
        "browser/test_access.py::test_search_filter_article_copy_and_file_by_keyboard",
        "browser/test_pages.py::test_the_skip_link_comes_first",
    ],
    "On narrow screens": ["browser/test_pages.py::test_every_kind_of_page_fits_a_phone_and_keeps_to_its_host"],
    "In words": [
        "browser/test_access.py::test_facets_say_their_numbers_in_words",
        "pages/test_multilingual.py::test_a_text_that_is_not_in_the_language_of_the_page_says_which_it_is_in",
    ],
    "Without JavaScript": [
        "browser/test_search.py::test_without_javascript_there_are_lists_to_browse",
        "browser/test_cite.py::test_citations_can_be_read_without_a_script",
    ],
}
"""The points of the statement, each with the tests that hold it."""


def points(name: str) -> list[str]:
    """The bold words that points of a page begin with."""
    return re.findall(r"^- \*\*(.+?)\.\*\*", (PAGES / name).read_text("utf-8"), re.MULTILINE)


def test_the_statement_has_exactly_the_points_that_tests_hold() -> None:
    assert points("accessibility.md") == list(TESTED)


def test_it_has_as_many_points_in_danish() -> None:
    assert len(points("accessibility.da.md")) == len(TESTED)


@pytest.mark.parametrize("test", [test for tests in TESTED.values() for test in tests])
def test_what_the_statement_promises_is_tested(test: str) -> None:
    file, name = test.split("::")
    assert re.search(rf"^def {name}\(", (ROOT / "tests" / file).read_text("utf-8"), re.MULTILINE)
