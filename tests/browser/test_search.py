"""Searching, as a visitor does it, in both languages, at the root of a host and below a path."""

import re
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import Portal, Visit, at_root, both_languages, served, under_sub

ARTICLE = "Data og relationer i omsorgsarbejdet"


def _titles(visit: Visit) -> list[str]:
    return visit.page.locator("#search-list .card-title").all_inner_texts()


def _number(visit: Visit) -> int:
    """The number of results that the page announces."""
    status = visit.page.locator("#search-status")
    expect(status).to_have_text(re.compile(r"\d+ result"))
    found = re.search(r"\d+", status.inner_text())
    assert found is not None
    return int(found[0])


QUERIES = ["dementia", "datadrømme", "datadromme", "Papazu", "tidsskrift for arbejdsliv", "care work", "omsorgsarbejde"]


@both_languages
@at_root
def test_finds_by_abstract_title_author_container_and_keyword(visit: Visit, portal: Portal, prefix: str) -> None:
    for query in QUERIES:
        visit.page.goto(f"{portal.url}{prefix}search/?q={quote_plus(query)}")
        expect(visit.page.locator("#search-list .card", has_text=ARTICLE).first, query).to_be_visible()


@both_languages
@under_sub
def test_a_result_leads_to_its_page(visit: Visit, portal: Portal, prefix: str) -> None:
    visit.page.goto(portal.url + prefix)
    visit.page.get_by_role("searchbox").fill("dementia")
    visit.page.keyboard.press("Enter")
    hit = visit.page.locator("#search-list .card", has_text=ARTICLE).first
    expect(hit).to_be_visible()
    hit.get_by_role("link", name=re.compile(ARTICLE)).click()
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text(ARTICLE)
    assert visit.page.url == f"{portal.url}{prefix}publications/data-og-relationer-i-omsorgsarbejdet/"


def _extract(visit: Visit, title: str) -> tuple[str, list[str]]:
    """What a result quotes from the abstract, and which words of it are marked."""
    card = visit.page.locator("#search-list .card", has_text=title).first
    expect(card.locator(".card-excerpt")).to_be_visible()
    return card.locator(".card-excerpt").inner_text().strip(), card.locator("mark").all_inner_texts()


@pytest.mark.parametrize(("prefix", "width"), [("", 1440), ("da/", 360)], ids=["english", "danish on a phone"])
@at_root
def test_shows_where_in_the_abstract_words_were_found(visit: Visit, portal: Portal, prefix: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.page.goto(f"{portal.url}{prefix}search/?q=dementia")
    text, marked = _extract(visit, ARTICLE)
    assert text.startswith("… that offers interventions for citizens with diabetes and dementia. Using the term pair")
    assert text.endswith(" …")
    assert marked == ["dementia"]
    visit.page.goto(f"{portal.url}{prefix}search/?q=classes+objects")
    text, marked = _extract(visit, "SIMULA 67")
    assert text == "The definition of SIMULA 67, with classes, objects, subclasses and virtual procedures."
    assert marked == ["classes", "objects"]


@at_root
def test_quotes_the_abstract_alone(visit: Visit, portal: Portal) -> None:
    visit.page.goto(f"{portal.url}search/?q=language")  # in the title, in keywords, and early in the abstract
    text, marked = _extract(visit, "The development of the SIMULA languages")
    assert text == "The makers of SIMULA tell how the two languages of that name came about."
    assert marked == ["languages"]
    visit.page.goto(f"{portal.url}search/?q=papazu")  # not in the abstract
    text, marked = _extract(visit, ARTICLE)
    assert text.startswith("While data has been used as management information")
    assert marked == []
    expect(visit.page.locator("[data-search-results] > li")).to_have_count(1)
    expect(visit.page.locator("#search-named")).to_contain_text("Irina Papazu")


@pytest.mark.parametrize("form", ["10.1145/367236.367262", "https://doi.org/10.1145/367236.367262"])
@at_root
def test_finds_by_doi_however_it_was_copied(visit: Visit, portal: Portal, form: str) -> None:
    visit.page.goto(f"{portal.url}search/")
    visit.page.get_by_role("searchbox").fill(form)
    expect(visit.page.locator("#search-list .card-title").first).to_contain_text("ALGOL 60")


@at_root
def test_results_wait_for_no_facet(visit: Visit, portal: Portal) -> None:
    filters: list[Route] = []
    visit.page.route("**/search/facets.json", lambda route: filters.append(route))  # it waits
    visit.page.goto(f"{portal.url}search/?q=language")
    expect(visit.page.locator("[data-search-results] > li")).to_have_count(20)
    number = visit.page.locator("[data-search-count]")
    assert int(number.inner_text()) == _number(visit) == int(number.get_attribute("data-search-count") or "")
    expect(visit.page.locator("[data-search-none]")).to_be_hidden()
    expect(visit.page.locator("#search-facet-list fieldset")).to_have_count(0)
    for route in filters:
        route.continue_()
    visit.page.unroute("**/search/facets.json")
    expect(visit.page.locator("#search-facet-list fieldset").first).to_be_visible()


_SHIFTS = """() => new Promise((done) => new PerformanceObserver((list) => done(
  list.getEntries().filter((shift) => !shift.hadRecentInput).reduce((sum, shift) => sum + shift.value, 0)
)).observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done(0), 300))"""


@pytest.mark.parametrize("width", [360, 1280])
@at_root
def test_nothing_moves_when_results_come(visit: Visit, portal: Portal, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 740})
    visit.page.goto(f"{portal.url}search/?q=language&type=book")
    expect(visit.page.locator("[data-search-results] > li").first).to_be_visible()
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate(_SHIFTS) < 0.01


@at_root
def test_an_index_that_was_replaced_is_asked_for_anew(visit: Visit, portal: Portal) -> None:
    """A browser may have kept the entry of an index whose files are gone."""
    old = '{"version": "1.5.2", "languages": {"en": {"hash": "en_0000000000", "wasm": "en", "page_count": 1}}}'
    visit.page.route("**/pagefind-entry.json?ts=kept", lambda route: route.fulfill(body=old))
    visit.page.goto(f"{portal.url}search/?q=dementia")
    expect(visit.page.locator("[data-search-results] > li", has_text=ARTICLE).first).to_be_visible()
    visit.complaints.clear()  # that a file is missing


@both_languages
@under_sub
def test_a_facet_narrows_and_the_address_restores_it(visit: Visit, portal: Portal, prefix: str) -> None:
    visit.page.goto(f"{portal.url}{prefix}search/?q=language")
    before = _number(visit)
    box = visit.page.locator('input[name="type"][value="book"]')
    promised = int(visit.page.locator("label", has=box).locator(".count").inner_text().split()[0])
    box.check()
    expect(visit.page.locator("#search-status")).to_have_text(re.compile(rf"^{promised} "))
    assert 0 < promised < before
    expect(visit.page.locator("[data-search-results] > li")).to_have_count(promised)
    narrowed = _titles(visit)
    assert "type=book" in visit.page.url
    assert "q=language" in visit.page.url

    visit.page.reload()
    expect(box).to_be_checked()
    assert _number(visit) == promised
    expect(visit.page.locator("[data-search-results] > li")).to_have_count(promised)
    assert _titles(visit) == narrowed

    visit.page.locator('input[name="type"][value="chapter"]').check()  # one or the other: more
    expect(visit.page.locator("#search-status")).not_to_have_text(re.compile(rf"^{promised} "))
    assert _number(visit) > promised
    visit.page.go_back()
    expect(visit.page.locator("#search-status")).to_have_text(re.compile(rf"^{promised} "))
    visit.page.locator("#search-chips button").click()
    expect(visit.page.locator("#search-status")).to_have_text(re.compile(rf"^{before} "))
    assert "type=" not in visit.page.url


@at_root
def test_sorts_by_date(visit: Visit, portal: Portal) -> None:
    visit.page.goto(f"{portal.url}search/?q=language&type=book&sort=oldest")
    expect(visit.page.locator(".card-year").first).to_be_visible()
    oldest = [int(year) for year in visit.page.locator(".card-year").all_inner_texts()]
    assert len(oldest) > 1
    assert oldest == sorted(oldest)
    visit.page.locator("#search-order").select_option("newest")
    expect(visit.page.locator(".card-year").first).to_have_text(str(oldest[-1]))
    assert "sort=newest" in visit.page.url


@at_root
def test_facets_are_in_the_language_of_the_page(visit: Visit, portal: Portal) -> None:
    visit.page.goto(f"{portal.url}da/search/?q=care")
    facets = visit.page.locator("#search-facet-list")
    expect(facets).to_contain_text("Tidsskriftartikel")
    expect(facets).to_contain_text("Omsorgsarbejde")
    facets.locator(".facet-language > summary").click()
    expect(facets).to_contain_text("Dansk")


@at_root
def test_more_results_come_by_keyboard(visit: Visit, portal: Portal) -> None:
    visit.page.goto(f"{portal.url}search/?type=paper-conference")
    expect(visit.page.locator("#search-list .card")).to_have_count(20)
    visit.page.locator("#search-more").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#search-list .card")).to_have_count(40)
    expect(visit.page.locator("#search-list .card").nth(20).locator("a").first).to_be_focused()


@both_languages
@at_root
def test_nothing_found_helps_on(visit: Visit, portal: Portal, prefix: str) -> None:
    visit.page.goto(f"{portal.url}{prefix}search/?q=xqxqxq&type=book")
    expect(visit.page.locator("#search-nothing")).to_be_visible()
    expect(visit.page.locator("#search-nothing .browse a").first).to_be_visible()
    visit.page.locator("#search-clear").click()
    assert "type=" not in visit.page.url


@both_languages
def test_the_other_language_searches_the_same(visit: Visit, portal: Portal, prefix: str) -> None:
    visit.page.goto(f"{portal.url}{prefix}search/?q=language")
    _number(visit)
    visit.page.locator('input[name="type"][value="book"]').check()
    expect(visit.page).to_have_url(re.compile("type=book"))
    visit.page.locator(".languages a:not([aria-current])").click()
    expect(visit.page).to_have_url(re.compile(r"\?q=language&type=book$"))
    expect(visit.page.locator('input[name="type"][value="book"]')).to_be_checked()


def test_values_may_be_called_like_what_every_object_has(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.mktemp("odd")
    (site / "site.yaml").write_text("title: Odd\nlanguages: [en, da]\n")
    (site / "content/publications").mkdir(parents=True)
    for name in ("a", "b"):
        words = "constructor, toString, __proto__ x"
        entry = f"---\ntype: book\ntitle: Odd {name}\nkeywords: [{words}]\n---\n"
        (site / f"content/publications/{name}.md").write_text(entry)
    with served(site) as url, browser.new_context() as context:
        visit = Visit(context, url)
        for prefix in ("", "da/"):
            visit.page.goto(f"{url}{prefix}search/?q=odd&access=constructor&keyword=constructor")
            expect(visit.page.locator("#search-chips")).to_contain_text("constructor")
            expect(visit.page.locator("#search-chips")).not_to_contain_text("function")
            visit.page.goto(f"{url}{prefix}search/?q=odd")
            _number(visit)
            expect(visit.page.locator('input[name="keyword"][value="tostring"]')).to_be_attached()
        assert visit.complaints == []


def test_an_abstract_is_quoted_as_text(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: Signs\n")
    (tmp_path / "content/publications").mkdir(parents=True)
    abstract = "We ask when x < y, in `<b>bold</b>` & in «zebras», of ¶ 12; " + "then more. " * 30
    (tmp_path / "content/publications/a.md").write_text(f"---\ntype: book\ntitle: On signs\n---\n{abstract}\n")
    with served(tmp_path) as url, browser.new_context() as context:
        visit = Visit(context, url)
        visit.page.goto(f"{url}search/?q=zebras")
        text, marked = _extract(visit, "On signs")
        assert text.startswith("… when x < y, in <b>bold</b> & in «zebras», of ¶ 12; then more.")
        assert marked == ["zebras"]
        assert visit.complaints == []


@at_root
def test_says_so_when_the_index_cannot_be_loaded(browser: Browser, portal: Portal) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/pagefind/**", lambda route: route.abort())
        page.goto(f"{portal.url}search/?q=data")
        expect(page.locator("#search-failed")).to_be_visible()
        expect(page.locator("#search-app")).to_be_hidden()
        page.unroute("**/pagefind/**")
        page.locator("#search-retry").click()
        expect(page.locator("#search-list .card").first).to_be_visible()


@at_root
def test_without_javascript_there_are_lists_to_browse(browser: Browser, portal: Portal) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{portal.url}search/?q=data")
        expect(page.locator("noscript .browse a").first).to_be_visible()
        page.locator("noscript .browse a").first.click()
        expect(page.locator(".cards > li").first).to_be_visible()
