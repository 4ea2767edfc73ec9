"""A search that forgives: other letters, numbers, references, operators, words that are in no work."""

import re
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Portal, Visit, at_root

ARTICLE = "Data og relationer i omsorgsarbejdet"
ALGOL = "Report on the algorithmic language ALGOL 60"
REFERENCE = "Papazu, I. et al. (2024). Data og relationer i omsorgsarbejdet. Tidsskrift for Arbejdsliv, 26(1), 34-50."


def _search(visit: Visit, portal: Portal, query: str) -> list[str]:
    """The titles of the first results."""
    visit.page.goto(f"{portal.url}search/?q={quote_plus(query)}")
    count = visit.page.locator("[data-search-count]")
    expect(count).to_be_attached()
    number = int(count.get_attribute("data-search-count") or "")
    expect(visit.page.locator("[data-search-results] > li")).to_have_count(min(number, 20))
    return visit.page.locator("[data-search-results] .card-title").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("datadroemme", ARTICLE),
        ("Papazu et al. 2024", ARTICLE),
        (REFERENCE, ARTICLE),
        (
            "@article{a, author = {Papazu, Irina}, title = {{Data} og relationer i omsorgsarbejdet}, year = 2024}",
            ARTICLE,
        ),
        ("how do care workers use data for people with dementia", ARTICLE),
        ("https://doi.org/10.1145/367236.367262", ALGOL),
        ("doi: 10.1145/367236.367262.", ALGOL),
        ("Backus et al., doi:10.1145/367236.367262", ALGOL),
    ],
)
@at_root
def test_finds_the_work_first(visit: Visit, portal: Portal, query: str, title: str) -> None:
    assert _search(visit, portal, query)[0].startswith(title)


@pytest.mark.parametrize("query", ["Papazu", "papazu irina", "I Papazu", "Papazu I", "irina pap"])
@at_root
def test_people_are_named_however_they_are_typed(visit: Visit, portal: Portal, query: str) -> None:
    _search(visit, portal, query)
    link = visit.page.locator("#search-named").get_by_role("link", name="Irina Papazu")
    expect(link).to_have_attribute("href", re.compile("people/irina-papazu/$"))


@at_root
def test_operators_narrow(visit: Visit, portal: Portal) -> None:
    everything = _search(visit, portal, "algol")
    by_author = _search(visit, portal, "author:naur algol")
    assert 0 < len(by_author) < len(everything)
    assert all("Naur" in line for line in visit.page.locator("[data-search-results] .card-authors").all_inner_texts())
    assert all("SIMULA" in title for title in _search(visit, portal, "title:simula"))
    in_years = _search(visit, portal, "language year:1960-1963")
    years = visit.page.locator("[data-search-results] .card-year").all_inner_texts()
    assert in_years
    assert all(1960 <= int(year) <= 1963 for year in years)
    assert ARTICLE in _search(visit, portal, "journal:arbejdsliv")[0]
    assert any("ALGOL" in title for title in _search(visit, portal, "language"))
    assert not any("ALGOL" in title for title in _search(visit, portal, "language -algol"))
    by_naur = _search(visit, portal, "author:naur")
    assert set(_search(visit, portal, "author:naur -title:algol")) == {each for each in by_naur if "ALGOL" not in each}
    before = _search(visit, portal, "language -year:1960-1963")
    years = visit.page.locator("[data-search-results] .card-year").all_inner_texts()
    assert before
    assert not any(1960 <= int(year) <= 1963 for year in years)
    assert _search(visit, portal, '"data og relationer"')
    assert not _search(visit, portal, '"relationer og data"')


@at_root
def test_says_so_where_only_most_words_are_found(visit: Visit, portal: Portal) -> None:
    assert _search(visit, portal, "omsorgsarbejdet kommunale helikopter")[0].startswith(ARTICLE)
    expect(visit.page.locator("#search-relaxed")).to_be_visible()
    _search(visit, portal, "omsorgsarbejdet kommunale")
    expect(visit.page.locator("#search-relaxed")).to_be_hidden()


@pytest.mark.parametrize(
    ("slip", "meant", "title"),
    [
        ("omsorgsarbjedet", "omsorgsarbejdet", ARTICLE),  # two letters changed places
        ("Papzu", "papazu", ARTICLE),  # one is missing
        ("xmsorgsarbejdet", "omsorgsarbejdet", ARTICLE),  # the first one is wrong
        ("algolreport", "algol report", "Revised report"),  # two words are joined
        ("simla 67", "simula 67", "SIMULA 67"),
    ],
)
@at_root
def test_a_slip_is_mended_and_told(visit: Visit, portal: Portal, slip: str, meant: str, title: str) -> None:
    assert _search(visit, portal, slip)[0].startswith(title)
    expect(visit.page.locator("#search-doubt strong").first).to_have_text(meant)


@at_root
def test_what_was_typed_can_be_insisted_on(visit: Visit, portal: Portal) -> None:
    _search(visit, portal, "Papzu")
    visit.page.locator("#search-doubt button").click()
    expect(visit.page.locator("#search-doubt")).to_be_hidden()


@at_root
def test_words_that_are_like_none_find_nothing(visit: Visit, portal: Portal) -> None:
    assert _search(visit, portal, "qqxqqxqq") == []
    expect(visit.page.locator("[data-search-none]")).to_be_visible()
    assert _search(visit, portal, "qqxqqxqq simula")
    expect(visit.page.locator("#search-relaxed")).to_be_visible()


@pytest.mark.parametrize("query", ["simula", "language", "omsorgsarbejdet", "Papazu", "relationer"])
@at_root
def test_words_that_are_there_raise_no_doubt(visit: Visit, portal: Portal, query: str) -> None:
    _search(visit, portal, query)
    expect(visit.page.locator("#search-doubt")).to_be_hidden()
    expect(visit.page.locator("#search-relaxed")).to_be_hidden()


@pytest.mark.parametrize("number", ["10.9999/nothing", "ISBN 978-0-306-40615-7", "arXiv:2101.00001"])
@at_root
def test_a_number_of_no_work_here_finds_nothing(visit: Visit, portal: Portal, number: str) -> None:
    assert _search(visit, portal, number) == []
    expect(visit.page.locator("[data-search-none]")).to_be_visible()


@at_root
def test_what_is_left_out_is_not_offered(visit: Visit, portal: Portal) -> None:
    assert _search(visit, portal, "-bohr")
    expect(visit.page.locator("#search-named")).to_be_hidden()


@pytest.mark.parametrize("signs", ['""', "-", "%"])
@at_root
def test_signs_alone_ask_nothing(visit: Visit, portal: Portal, signs: str) -> None:
    visit.page.goto(f"{portal.url}search/?q={quote_plus(signs)}")
    expect(visit.page.locator("#search-status")).to_have_text("Type a word, or choose a filter.")
