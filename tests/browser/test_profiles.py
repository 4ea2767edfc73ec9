"""Profiles of people and keywords, as a visitor uses them."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Portal, Visit, at_root, under_sub

SUBJECT = "keywords/computational-linguistics/"
"""A keyword with more works than one page lists."""
PERSON = "people/peter-naur/"


def titles(page: Page) -> list[str]:
    return page.locator("section[aria-labelledby=works] .cards h3").all_inner_texts()


def years(page: Page) -> list[str]:
    return page.locator("h2.year").all_inner_texts()


@at_root
def test_a_bar_leads_to_the_heading_of_its_year(visit: Visit, portal: Portal) -> None:
    visit.page.goto(portal.url + PERSON)
    visit.page.locator(".plot a").last.click()
    expect(visit.page.locator("#y1985")).to_be_in_viewport()
    assert visit.page.url.endswith("#y1985")


@under_sub
def test_words_filter_the_works_of_all_pages_of_a_list(visit: Visit, portal: Portal) -> None:
    visit.page.goto(portal.url + SUBJECT)
    assert len(titles(visit.page)) == 50
    count = int(visit.page.locator("#works").inner_text().split()[0])
    visit.page.get_by_label("Filter").fill("parsing")
    expect(visit.page.locator("#list-tools output")).to_contain_text(f"of {count} publications")
    found = titles(visit.page)
    assert 0 < len(found) < 50
    visit.page.get_by_label("Filter").fill("")
    expect(visit.page.locator("section[aria-labelledby=works] .cards > li")).to_have_count(count)
    links = visit.page.locator(".cards h3 a").evaluate_all("links => links.map(link => link.href)")
    assert all(link.startswith(f"{portal.url}publications/") for link in links), "also those of other pages"


@under_sub
def test_quick_typing_takes_each_work_once(visit: Visit, portal: Portal) -> None:
    visit.page.goto(portal.url + SUBJECT)
    count = int(visit.page.locator("#works").inner_text().split()[0])
    words = visit.page.get_by_label("Filter")
    with visit.page.expect_request("**/page/2/"):
        words.press_sequentially("abc")  # a letter begins the search before the second page has come
    words.fill("")
    expect(visit.page.locator("section[aria-labelledby=works] .cards > li")).to_have_count(count)


@at_root
def test_works_are_put_in_another_order(visit: Visit, portal: Portal) -> None:
    visit.page.goto(portal.url + PERSON)
    newest, given = years(visit.page), titles(visit.page)
    visit.page.get_by_label("Sort by").select_option("Oldest first")
    expect(visit.page.locator("h2.year").first).to_have_text(newest[-1])
    assert years(visit.page) == newest[::-1]
    visit.page.get_by_label("Sort by").select_option("Title")
    expect(visit.page.locator("h2.year")).to_have_count(0)
    assert titles(visit.page) == sorted(given, key=str.casefold)
    visit.page.get_by_label("Sort by").select_option("Newest first")
    expect(visit.page.locator("h2.year")).to_have_count(len(newest))
    assert titles(visit.page) == given


@at_root
def test_the_list_is_printed_by_type_with_ones_own_name_in_bold(visit: Visit, portal: Portal) -> None:
    page = visit.page
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(portal.url + PERSON)
    page.get_by_role("button", name="Print by type").click()
    page.wait_for_function("window.printed")
    assert years(page) == ["Journal articles", "Books", "Book chapters", "Reports"]
    page.emulate_media(media="print")
    for hidden in (".outputs", ".network", ".side", "#list-tools"):
        expect(page.locator(hidden)).to_be_hidden()
    own = page.locator(".cards p a", has_text="Peter Naur")
    assert {link.evaluate("link => getComputedStyle(link).fontWeight") for link in own.all()} == {"600"}


@at_root
@pytest.mark.parametrize("url", [PERSON, SUBJECT])
def test_without_a_script_nothing_is_shown_that_needs_one(url: str, visit: Visit, portal: Portal) -> None:
    context = visit.page.context.browser
    assert context is not None
    page = context.new_page(java_script_enabled=False)
    page.goto(portal.url + url)
    expect(page.locator("#list-tools")).to_be_hidden()
    page.locator(".outputs summary").click()
    expect(page.locator(".outputs table")).to_be_visible()
    page.context.close()


@under_sub
def test_another_page_shows_the_works_in_the_place_of_a_link(browser: Browser, portal: Portal) -> None:
    other = (
        "<!doctype html><title>Other</title><main>"
        f'<a data-kartotek href="sub/{PERSON}">All</a><hr><a data-kartotek href="sub/{PERSON}#y1963">1963</a><hr>'
        '<a data-kartotek href="sub/people/nobody/">Nobody</a></main>'
        '<script type="module" src="sub/assets/embed.js"></script>'
    )
    (portal.dist.parent / "other.html").write_text(other)
    page = browser.new_page()
    page.goto(portal.url.removesuffix("sub/") + "other.html")
    expect(page.locator(".cards > li")).to_have_count(7 + 2)
    expect(page.get_by_role("link", name="Nobody")).to_have_attribute("href", "sub/people/nobody/")
    links = page.locator(".card-title a").evaluate_all("links => links.map(link => link.href)")
    assert all(link.startswith(f"{portal.url}publications/") for link in links)
    assert page.locator("form, .exports").count() == 0
    page.context.close()
