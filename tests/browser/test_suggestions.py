"""Search from everywhere: suggestions while a visitor types, by keyboard and by mouse."""

import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Portal, Visit, at_root, both_languages, under_sub


def _opened(visit: Visit) -> Locator:
    visit.page.keyboard.press("/")
    field = visit.page.get_by_role("combobox")
    expect(field).to_be_focused()
    return field


@both_languages
@under_sub
def test_a_key_and_some_letters_lead_to_a_person(visit: Visit, portal: Portal, prefix: str) -> None:
    visit.page.goto(f"{portal.url}{prefix}publications/")
    field = _opened(visit)
    field.press_sequentially("papaz")
    option = visit.page.get_by_role("option", name=re.compile("Irina Papazu"))
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    visit.page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(f"{portal.url}{prefix}people/irina-papazu/")


@pytest.mark.parametrize("typed", ["omsorgsarbejdet", "10.1145/367236.367262", "simula", "arbejdsliv", "care wo"])
@at_root
def test_works_journals_and_keywords_are_suggested(visit: Visit, portal: Portal, typed: str) -> None:
    visit.page.goto(portal.url)
    _opened(visit).fill(typed)
    expect(visit.page.get_by_role("option").first).to_be_visible()


@at_root
def test_the_field_in_the_head_opens_it_and_enter_searches(visit: Visit, portal: Portal) -> None:
    visit.page.goto(f"{portal.url}people/")
    visit.page.locator("#masthead-q").click()
    field = visit.page.get_by_role("combobox")
    field.fill("dementia")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(f"{portal.url}search/?q=dementia")
    expect(visit.page.locator("[data-search-results] > li").first).to_be_visible()


@at_root
def test_escape_closes_it_and_keeps_the_words(visit: Visit, portal: Portal) -> None:
    visit.page.goto(f"{portal.url}people/")
    visit.page.locator("#masthead-q").press_sequentially("pap")
    field = visit.page.get_by_role("combobox")
    expect(field).to_have_value("pap")
    expect(visit.page.get_by_role("option").first).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_role("dialog")).to_be_hidden()
    expect(visit.page.locator("#masthead-q")).to_have_value("pap")
    expect(visit.page.locator("#masthead-q")).to_be_focused()


@at_root
def test_a_name_that_is_like_none_has_no_suggestion(visit: Visit, portal: Portal) -> None:
    visit.page.goto(portal.url)
    field = _opened(visit)
    field.fill("qqxqqx")
    expect(visit.page.locator(".suggest [role=status]")).to_have_text("0 suggestions")
    expect(field).to_have_attribute("aria-expanded", "false")


@at_root
def test_without_javascript_the_field_leads_to_lists_and_keeps_the_words(browser: Browser, portal: Portal) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{portal.url}people/")
        page.locator("#masthead-q").fill("papazu")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{portal.url}search/?q=papazu")
        for name in ("people", "years", "keywords"):
            expect(page.locator(f'noscript .browse a[href$="{name}/"]')).to_be_visible()


@at_root
def test_a_page_is_fetched_when_its_link_is_pointed_at(visit: Visit, portal: Portal) -> None:
    page = visit.page
    page.goto(f"{portal.url}keywords/")
    page.locator("h1").hover()  # the pointer is on the page: what looks after it may be fetched
    link = page.locator(".names a").first
    with page.expect_request(lambda request: request.headers.get("sec-purpose") == "prefetch") as asked:
        link.hover()
    assert asked.value.url == link.evaluate("node => node.href")
