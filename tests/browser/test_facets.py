"""Facets of the search page, by mouse and by keyboard."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Portal, Visit, at_root, both_languages, number_found, served, under_sub


def facet(page: Page, name: str) -> Locator:
    """A facet, opened."""
    found = page.locator(f".facet-{name}")
    expect(found).to_be_attached()
    if not found.evaluate("node => node.open"):
        found.locator("summary").click()
    expect(found.locator("fieldset > :nth-child(2)")).to_be_attached()
    return found


FACETS = ("type", "person", "organisation", "keyword", "journal", "language", "access", "review")
WITH_WORDS = ("type", "keyword", "language")
"""Facets whose values are called otherwise in another language."""


@both_languages
@under_sub
def test_every_facet_keeps_its_promise(visit: Visit, portal: Portal, prefix: str) -> None:
    """The number beside a value is that of the results with it, and the value is called by its name."""
    page = visit.page
    for name in FACETS if not prefix else WITH_WORDS:
        page.goto(f"{portal.url}{prefix}search/?q=a")
        label = facet(page, name).locator("label").first
        box = label.locator("input")
        promised = int(re.search(r"\d+", label.locator(".count").text_content() or "")[0])  # type: ignore[index]
        value = label.locator("span[dir]").inner_text()
        assert promised > 0
        box.check()
        expect(page.locator("#search-status")).to_have_text(re.compile(rf"^{promised} result"))
        assert f"{name}={box.get_attribute('value')}" in page.url
        expect(page.locator("#search-chips")).to_contain_text(value)
        expect(page.locator("[data-search-results] > li")).to_have_count(min(promised, 20))
        page.reload()
        expect(page.locator("#search-chips")).to_contain_text(value)
        assert number_found(page) == promised


@at_root
def test_values_are_in_the_language_of_the_page(visit: Visit, portal: Portal) -> None:
    visit.page.goto(f"{portal.url}da/search/?q=a&keyword=computer-science")
    expect(visit.page.locator("#search-chips")).to_contain_text("Datalogi")
    expect(facet(visit.page, "keyword")).to_contain_text("Datalogi")


@at_root
def test_a_person_is_found_whose_works_are_few(visit: Visit, portal: Portal) -> None:
    """Their name is not among those that are shown at first."""
    visit.page.goto(f"{portal.url}search/?person=irina-papazu")
    assert number_found(visit.page) == 1
    box = visit.page.get_by_role("checkbox", name="Irina Papazu 1 result")
    expect(box).to_be_checked()
    box.uncheck()
    expect(visit.page.locator("#search-chips")).to_be_hidden()
    assert "person" not in visit.page.url


@at_root
def test_a_whole_and_its_parts(visit: Visit, portal: Portal) -> None:
    """Works of a department are works of its university."""
    visit.page.goto(f"{portal.url}organisations/aarhus-university/")
    listed = visit.page.locator(".cards > li").count()
    visit.page.goto(f"{portal.url}search/?organisation=aarhus-university")
    assert number_found(visit.page) == listed > 0


@at_root
def test_more_values_come_by_keyboard(visit: Visit, portal: Portal) -> None:
    visit.page.goto(f"{portal.url}search/?q=a")
    people = facet(visit.page, "person")
    expect(people.locator("input")).to_have_count(6)
    people.locator(".facet-more").focus()
    visit.page.keyboard.press("Enter")
    expect(people.locator("input")).to_have_count(26)
    expect(people.locator("input").nth(6)).to_be_focused()


@at_root
def test_a_jump_to_the_results_leaves_them_as_they_are(visit: Visit, portal: Portal) -> None:
    page = visit.page
    page.goto(f"{portal.url}search/?q=algol")
    facet(page, "type")
    status = page.locator("#search-status [data-search-count]").element_handle()
    page.evaluate("void (jumped = new Promise(done => addEventListener('popstate', done)))")
    page.locator(".facet-skip").first.focus()
    page.keyboard.press("Enter")
    page.evaluate("jumped.then(() => true)")
    assert status.evaluate("node => node.isConnected")
    page.keyboard.press("Tab")
    expect(page.locator("#search-list a").first).to_be_focused()


@at_root
@pytest.mark.parametrize("focused", [".facet-skip", ".facet-more"])
def test_what_has_the_focus_keeps_it_when_numbers_change(visit: Visit, portal: Portal, focused: str) -> None:
    """Numbers come after the results: by then a visitor may have gone on."""
    page = visit.page
    page.goto(f"{portal.url}search/?q=a")
    people = facet(page, "person")
    before = people.locator(".count").first.text_content()
    people.locator(focused).focus()
    page.evaluate("document.querySelector('input[name=type]').click()")
    expect(people.locator(".count").first).not_to_have_text(before or "")
    expect(people.locator(focused)).to_be_focused()


@at_root
def test_a_year_that_is_being_written_is_not_lost_when_numbers_change(visit: Visit, portal: Portal) -> None:
    page = visit.page
    page.goto(f"{portal.url}search/?q=a")
    years = facet(page, "year")
    before = years.locator("p").first.inner_text()
    years.get_by_label("From").press_sequentially("19")
    page.evaluate("document.querySelector('input[name=type]').click()")
    expect(years.locator("p").first).not_to_have_text(before)
    expect(years.get_by_label("From")).to_be_focused()
    expect(years.get_by_label("From")).to_have_value("19")
    assert "year=" not in page.url
    page.keyboard.type("60")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile(r"year=1960\.\."))


@at_root
def test_a_whole_year_counts_that_was_written_before_numbers_changed(visit: Visit, portal: Portal) -> None:
    page = visit.page
    page.goto(f"{portal.url}search/?q=a&year=1900..1970")
    years = facet(page, "year")
    for value, key, wanted in (("1960", "Tab", r"year=1960\.\.1970"), ("", "Enter", r"year=\.\.1970")):
        before = years.locator("p").first.inner_text()
        years.get_by_label("From").fill(value)
        page.evaluate("document.querySelector('input[name=type]').click()")
        expect(years.locator("p").first).not_to_have_text(before)
        expect(years.get_by_label("From")).to_be_focused()
        expect(years.get_by_label("From")).to_have_value(value)
        page.keyboard.press(key)
        expect(page).to_have_url(re.compile(wanted))


@at_root
def test_years_by_keyboard(visit: Visit, portal: Portal) -> None:
    page = visit.page
    page.goto(f"{portal.url}search/?q=language")
    before = number_found(page)
    years = facet(page, "year")
    assert re.match(
        r"Results from 1818 to 2020, most of them in [\d–]+: \d+ results", years.locator("p").first.inner_text()
    )
    years.get_by_label("From").fill("1960")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile(r"year=1960\.\.$"))
    expect(years.get_by_label("To")).to_be_focused()
    page.keyboard.type("1969")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"year=1960\.\.1969$"))
    expect(page.locator("#search-chips")).to_contain_text("1960–1969")
    expect(page.locator(".card-year").first).to_have_text(re.compile("^196"))
    found = number_found(page)
    assert 0 < found < before
    assert {year[:3] for year in page.locator("#search-list .card-year").all_inner_texts()} == {"196"}
    page.go_back()
    expect(page.locator("#search-chips")).to_contain_text("1960–")
    expect(years.get_by_label("To")).to_have_value("")
    years.get_by_label("To").fill("1951")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"year=1951\.\.1960$"))  # in whatever order they are typed
    page.locator("#search-chips button").click()
    expect(page.locator("#search-status")).to_have_text(re.compile(rf"^{before} "))


@at_root
def test_years_by_pointer(visit: Visit, portal: Portal) -> None:
    page = visit.page
    page.goto(f"{portal.url}search/?q=language")
    before = number_found(page)
    chart = facet(page, "year").locator("svg")
    box = chart.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 10)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"year=19\d\d\.\.19\d\d$"))
    expect(page.locator("#search-status")).not_to_have_text(re.compile(rf"^{before} "))
    assert 0 < number_found(page) < before


@at_root
def test_addresses_with_single_years_stay(visit: Visit, portal: Portal) -> None:
    visit.page.goto(f"{portal.url}search/?year=1960&year=1968&year=nonsense")
    expect(visit.page.locator("#search-list .card-year", has_text="1960").first).to_be_visible()
    assert set(visit.page.locator("#search-list .card-year").all_inner_texts()) == {"1960", "1968"}


@at_root
def test_facets_count_what_a_mended_search_finds(visit: Visit, portal: Portal) -> None:
    visit.page.goto(f"{portal.url}search/?q=langauge")
    assert number_found(visit.page) > 1
    visit.page.get_by_role("checkbox", name=re.compile(r"^Book \d")).check()
    expect(visit.page.locator(".type-tag").first).to_have_text("Book")
    expect(visit.page.locator("#search-doubt")).to_be_visible()


@at_root
def test_sorts_by_title(visit: Visit, portal: Portal) -> None:
    visit.page.goto(f"{portal.url}search/?q=language&type=book")
    visit.page.locator("#search-order").select_option("title")
    expect(visit.page).to_have_url(re.compile("sort=title"))
    titles = visit.page.locator("#search-list .card-title")
    expect(titles.first).to_be_visible()
    found = titles.all_inner_texts()
    assert len(found) > 2
    assert found == sorted(found, key=str.casefold)


@at_root
def test_on_a_phone_filters_are_behind_a_button(visit: Visit, portal: Portal) -> None:
    page = visit.page
    page.set_viewport_size({"width": 360, "height": 740})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{portal.url}search/?q=language")
    expect(page.locator("[data-search-results] > li").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/facets" in url and url.endswith(".json")]
    page.locator("#search-facets > summary").click()
    page.get_by_role("checkbox", name=re.compile(r"^Book \d")).check()
    expect(page.locator("#search-facets-count")).to_have_text("1")
    expect(page.locator("#search-chips")).to_contain_text("Book")


@at_root
def test_facets_of_another_index_are_fetched_anew(visit: Visit, portal: Portal) -> None:
    """A browser may have kept a file that counts other works than the index has."""
    old = {"state": "000000000000", "count": 1, "few": {}, "many": {}, "block": 2048, "names": 128}
    asked: list[str] = []

    def answer(route: object) -> None:
        asked.append("")
        route.fulfill(json=old) if len(asked) == 1 else route.continue_()  # type: ignore[attr-defined]

    visit.page.route("**/search/facets.json", answer)
    visit.page.goto(f"{portal.url}search/?q=language")
    expect(facet(visit.page, "type").locator("input").first).to_be_visible()
    assert len(asked) == 2


def test_many_works_and_people(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files in blocks, of which only those are fetched that are shown."""
    monkeypatch.setattr("kartotek.search.facets._BLOCK", 4)
    monkeypatch.setattr("kartotek.search.facets._NAMES", 3)
    (tmp_path / "site.yaml").write_text("title: Many\ncitation_styles: none\n")
    (tmp_path / "content/publications").mkdir(parents=True)
    for i in range(12):
        title, authors = "Zebra" if i == 5 else "Horse", f"[Ada Lind, Bo {chr(ord('A') + i)}ster]"
        entry = f"---\ntype: book\ntitle: {title}\nauthors: {authors}\n---\n"
        (tmp_path / f"content/publications/w{i:02}.md").write_text(entry)
    with served(tmp_path) as url, browser.new_context() as context:
        visit = Visit(context, url)
        page, asked = visit.page, list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{url}search/?q=zebra")
        expect(page.locator(".facet-person input")).to_have_count(0)
        people = facet(page, "person")
        assert people.locator("label").all_text_contents() == ["Ada Lind1 result", "Bo Fster1 result"]
        assert set(re.findall(r"facets-person-(\d+)\.json", "\n".join(asked))) == {"1"}
        page.goto(f"{url}search/?q=horse&person=bo-lster")
        assert number_found(page) == 1
        expect(page.get_by_role("checkbox", name="Bo Lster 1 result")).to_be_checked()
        assert visit.complaints == []


def test_what_is_listed_is_there(portal: Portal) -> None:
    """Of every facet there is a row for each work, and a name for each number."""
    folder = portal.dist / "search"
    listed = json.loads((folder / "facets.json").read_text())
    assert listed["count"] == len(list((portal.dist / "publications").glob("*/*.bib")))
    for values, signs in listed["few"].values():
        assert len(signs) == listed["count"]
        assert max(map(ord, signs)) - ord("0") == len(values)
    for name, starts in listed["many"].items():
        rows = json.loads((folder / f"facets-{name}-0.json").read_text())
        names = [
            row
            for i in range(len(starts))
            for row in json.loads((folder / f"facets-{name}-names-{i}.json").read_text())
        ]
        assert len(rows) == listed["count"]
        assert {each for row in rows for each in row} == set(range(len(names)))
        assert names == sorted(names)
