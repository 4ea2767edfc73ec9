"""What the statement of accessibility promises: keyboard alone, forced colours, paper, 400 %, numbers in words."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import Portal, Visit, at_root, both_languages, under_sub
from tests.browser.test_pages import COLOURED

MOST_STOPS = 40
"""Times that Tab is pressed between the home page and the RIS file of an article that was searched for."""
MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}
in_all_modes = pytest.mark.parametrize("mode", MODES)
ARTICLE = "Report on the algorithmic language ALGOL 60"


class Keyboard:
    """A visitor who has no mouse, and counts how often they press Tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops: list[str] = []

    def tab_to(self, wanted: Locator) -> None:
        """Press Tab until this has the focus."""
        expect(wanted.first).to_be_attached()
        for _ in range(2 * MOST_STOPS):
            self.page.keyboard.press("Tab")
            self.stops.append(self.page.evaluate("document.activeElement.outerHTML.slice(0, 100)"))
            if self._has_focus(wanted):
                return
        raise AssertionError(f"not reached: {self.stops}")

    @staticmethod
    def _has_focus(wanted: Locator) -> bool:
        """Whether it has the focus. Facets are drawn anew when their numbers come, maybe between finding and asking."""
        while (
            found := wanted.first.evaluate("node => node.isConnected ? node === document.activeElement : null")
        ) is None:
            pass
        return bool(found)

    def skip(self, target: str = "#main") -> None:
        """Go past what stands before this."""
        self.tab_to(self.page.locator(f".skip[href='{target}']"))
        self.page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [1440, 360])
@both_languages
@under_sub
def test_search_filter_article_copy_and_file_by_keyboard(
    browser: Browser, portal: Portal, prefix: str, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit = Visit(context, portal.url)
        page, keyboard = visit.page, Keyboard(visit.page)
        page.goto(portal.url + prefix)
        keyboard.skip()
        keyboard.tab_to(page.locator("#home-q"))
        page.keyboard.type("algol")
        page.keyboard.press("Enter")
        expect(page.locator("[data-search-results] > li").first).to_be_visible()
        keyboard.skip()
        if width < 960:
            keyboard.tab_to(page.locator("#search-facets > summary"))
            page.keyboard.press("Enter")
        box = page.locator('input[name="type"][value="article-journal"]')
        keyboard.tab_to(box)
        promised = box.evaluate("node => parseInt(node.labels[0].querySelector('.count').textContent)")
        page.keyboard.press("Space")
        expect(page.locator("#search-status")).to_have_text(re.compile(rf"^{promised} "))
        expect(page.locator("[data-search-results] > li")).to_have_count(promised)
        expect(box).to_be_focused()
        keyboard.tab_to(page.locator(".facet-type .facet-skip"))
        page.keyboard.press("Enter")
        found = page.locator("#search-list").get_by_role("link", name=re.compile(ARTICLE))
        keyboard.tab_to(found)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(ARTICLE)
        keyboard.skip("#cite")
        keyboard.tab_to(page.locator("#cite .cite-tools button"))
        page.keyboard.press("Enter")
        expect(page.locator("#cite [role=status]").first).to_have_text(re.compile("Copied|Kopieret"))
        assert "1960" in page.evaluate("navigator.clipboard.readText()")
        keyboard.tab_to(page.locator("#cite").get_by_role("link", name="RIS"))
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.suggested_filename.endswith(".ris")
        assert len(keyboard.stops) <= MOST_STOPS, "\n".join(keyboard.stops)
        assert visit.complaints == []


def faults(page: Page) -> str:
    """What axe-core finds, in words; "" for nothing."""
    results = Axe().run(page)
    return results.generate_report() if results.violations_count else ""


def open_all(page: Page) -> None:
    """Open every facet."""
    closed = page.locator(".facet:not([open]):visible > summary")
    while closed.count():
        closed.first.click()


def in_mode(browser: Browser, mode: str, width: int = 1280, height: int = 900) -> BrowserContext:
    return browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True, **MODES[mode])  # type: ignore[arg-type]


@at_root
def test_axe_finds_no_violation_in_forced_colours(browser: Browser, portal: Portal) -> None:
    with in_mode(browser, "forced colours") as context:
        page = context.new_page()
        for kind in COLOURED:
            page.goto(portal.url + kind)
            assert faults(page) == "", kind


@at_root
def test_axe_finds_no_violation_on_paper(browser: Browser, portal: Portal) -> None:
    with in_mode(browser, "light") as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for kind in COLOURED:
            page.goto(portal.url + kind)
            assert faults(page) == "", kind


@in_all_modes
@at_root
def test_axe_finds_no_violation_where_facets_and_exports_are_open(browser: Browser, portal: Portal, mode: str) -> None:
    for width in (1440, 360):
        with in_mode(browser, mode, width) as context:
            page = context.new_page()
            page.goto(f"{portal.url}search/?q=a&type=article-journal&year=1900..2024")
            expect(page.locator("[data-search-results] > li").first).to_be_visible()
            if width < 960:
                page.locator("#search-facets > summary").click()
            expect(page.locator(".facet").first).to_be_visible()
            open_all(page)
            page.locator("#export > summary").click()
            expect(page.locator(".facet-language label").first).to_be_visible()
            assert faults(page) == ""


@in_all_modes
@at_root
def test_axe_finds_no_violation_in_suggestions_at_400_percent(browser: Browser, portal: Portal, mode: str) -> None:
    """A screen of 1280 by 1024 pixels has 320 by 256 where everything is four times as large."""
    with in_mode(browser, mode, 320, 256) as context:
        page = context.new_page()
        page.goto(f"{portal.url}people/")
        page.keyboard.press("/")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.type("algol")
        expect(page.get_by_role("option").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert faults(page) == ""


@both_languages
@at_root
def test_facets_say_their_numbers_in_words(visit: Visit, portal: Portal, prefix: str) -> None:
    page = visit.page
    page.goto(f"{portal.url}{prefix}search/?q=language")
    expect(page.locator(".facet li").first).to_be_visible()
    open_all(page)
    expect(page.locator(".facet-language label").first).to_be_visible()
    word = "resultat" if prefix else "result"
    for box in page.locator(".facet li input").all():
        name = box.evaluate("node => node.labels[0].textContent")
        assert re.search(rf"\d+ {word}", name), name
    expect(page.locator(".facet-year fieldset > p").first).to_contain_text(word)
