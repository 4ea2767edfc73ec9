"""Pages in a language that is written from right to left: a sample catalog in Hebrew, added as any other."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import serve_folder
from tests.conftest import ROOT

SITE = "title: {en: Cards, he: כרטיסים}\ndescription: {en: What we publish.}\nlanguages: [en, he]\n"
WORKS = {
    "cards": ("On cards", "en", 2019),
    "drawers": ("On drawers and their cards", "en", 2020),
    "kartis": ("מהו כרטיס?", "he", 2021),
}
PAGES = (
    "",
    "publications/",
    "people/",
    "people/ada-lind/",
    "publications/cards/",
    "publications/kartis/",
    "keywords/",
    "search/?q=cards",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A portal in English and Hebrew, built by a copy of Kartotek with one catalog more."""
    home, site = tmp_path_factory.mktemp("kartotek"), tmp_path_factory.mktemp("site")
    for folder in ("kartotek", "templates"):
        shutil.copytree(ROOT / folder, home / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "tests/locale/he.po", home / "kartotek/locale/he.po")
    (site / "content/publications").mkdir(parents=True)
    (site / "site.yaml").write_text(SITE, "utf-8")
    for name, (title, language, year) in WORKS.items():
        fields = f'type: book\ntitle: "{title}"\nauthors: [Ada Lind, דוד כהן]\nissued: {year}\nlanguage: {language}\n'
        text = f"---\n{fields}keywords: [Cards]\n---\nAn abstract about the cards.\n"
        (site / f"content/publications/{name}.md").write_text(text, "utf-8")
    command = [sys.executable, "-m", "kartotek", "build", "--site", str(site)]
    subprocess.run(command, check=True, capture_output=True, cwd=home, env={**os.environ, "PYTHONPATH": str(home)})
    server = serve_folder(site / "dist")
    yield f"http://127.0.0.1:{server.server_port}/he/"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=[360, 1440])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": request.param, "height": 900}) as context:
        yield context.new_page()


def ends(element: Locator) -> tuple[float, float]:
    """How far the text of an element is from the left and from the right edge of the window."""
    left, right = element.evaluate(
        "(node) => { const range = document.createRange(); range.selectNodeContents(node);"
        " const box = range.getBoundingClientRect(); return [box.left, innerWidth - box.right]; }"
    )
    return left, right


@pytest.mark.parametrize("path", PAGES)
def test_pages_begin_at_the_right_and_are_no_wider_than_the_screen(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert page.locator("html").evaluate("(node) => [node.lang, node.dir]") == ["he", "rtl"]
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]  # type: ignore[index]
    assert ends(page.locator(".site-title"))[1] < 100
    heading = page.locator("h1").bounding_box()
    assert heading is not None
    width = page.evaluate("innerWidth")
    assert ends(page.locator("h1"))[1] == pytest.approx(width - heading["x"] - heading["width"], abs=1)


def test_a_title_in_english_keeps_the_edge_of_the_list(page: Page, address: str) -> None:
    page.goto(f"{address}publications/")
    edges = [ends(card)[1] for card in page.locator(".cards h3").all()]
    assert len(edges) == len(WORKS)
    assert max(edges) - min(edges) < 2


def test_what_the_site_says_in_english_alone_is_marked_so(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator(".lead").evaluate("(node) => [node.lang, node.dir]") == ["en", "ltr"]
    assert ends(page.locator(".lead"))[1] == pytest.approx(ends(page.locator("h1"))[1], abs=3)


def test_a_search_finds_works_in_all_languages_and_leads_to_pages_in_its_own(page: Page, address: str) -> None:
    for word in ("cards", "כרטיס"):
        page.goto(f"{address}search/?q={word}")
        page.wait_for_selector("[data-search-results] a")
        links = page.locator("[data-search-results] .card-title a").evaluate_all(
            "(all) => all.map((link) => link.href)"
        )
        assert links
        assert all(link.startswith(f"{address}publications/") for link in links)
    assert links == [f"{address}publications/kartis/"]


def test_charts_run_with_the_text(page: Page, address: str) -> None:
    """Years grow to the left, where a reader goes on."""
    page.goto(address)
    for marks in (".chart-axis span", ".chart rect"):
        places = page.locator(marks).evaluate_all("(all) => all.map((node) => node.getBoundingClientRect().left)")
        assert len(places) > 1
        assert places == sorted(places, reverse=True)
