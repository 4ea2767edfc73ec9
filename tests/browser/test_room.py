"""What is long, and where there is little room: long names of a site in four languages, many facts, phones, paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

from tests.browser.conftest import served

LONG = "Institut für interdisziplinäre Dokumentation und wunderbar lange Namen"
SITE = f"title: {{de: {LONG}, da: {LONG} og Dokumentationswissenschaften}}\nlanguages: [de, en, da, nb]\n"
UNBROKEN = "Speicherplatzverwaltungswissenschaftlichkeitsnachweisverordnungsentwurfsbeilage"
PATHS = "https://library.example/a/path/to/a/keyword/that/somebody/took/for/one/and-that-has-no-blank"
WORK = """---
type: {type}
title: On cards number {number}
authors: [{{name: Ada Lind, affiliations: [reading-room]}}]
journal: Proceedings of the International Conference on Complicated Information Systems
volume: 3
pages: 1208-1219
issued: {year}
keywords: [A keyword so long that it fills a line of its own in the margin]
organisations: [library, reading-room]
---
An abstract.
"""
PERSON = f"""---
name: Ada Lind
other_names: [Ada Byron Lind, {UNBROKEN}]
orcid: 0000-0002-1825-0097
links: [{{label: Her cards, url: "https://ada.example/"}}]
---
"""
WITHOUT_BLANKS = f"""---
type: article-journal
title: {UNBROKEN}
authors:
  - {{name: "{UNBROKEN}, Ada", affiliations: [unbroken, {UNBROKEN}]}}
  - {{literal: {UNBROKEN}}}
journal: {UNBROKEN}
issued: 2020
keywords: [{UNBROKEN}, "{PATHS}"]
organisations: [unbroken]
---
{UNBROKEN}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small portal with long names."""
    site = tmp_path_factory.mktemp("room")
    files = {
        "site.yaml": SITE,
        "content/organisations/library.md": "---\nname: The Library\n---\n",
        "content/organisations/reading-room.md": "---\nname: The Reading Room\n---\n",
        "content/organisations/unbroken.md": f"---\nname: {UNBROKEN}\n---\n",
        "content/people/ada-lind.md": PERSON,
        "content/publications/unbroken.md": WITHOUT_BLANKS,
        **{
            f"content/publications/p{number}.md": WORK.format(
                number=number, type=("review", "article-journal")[number % 2], year=2000 + number
            )
            for number in range(1, 7)
        },
    }
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")
    with served(site) as url:
        yield url


def box(page: Page, selector: str) -> FloatRect:
    """Where the first such element is, in pixels of the page."""
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return found


@pytest.mark.parametrize(
    "path",
    [
        "",
        "da/publications/p1/",
        "publications/unbroken/",
        "publications/",
        "organisations/",
        "organisations/library/",
        "organisations/unbroken/",
        "people/ada-lind/",
        "people/",
        "keywords/",
        "search/?q=Speicherplatzverwaltung",
        "search/?organisation=unbroken",
    ],
)
def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, path: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.ok, path
        if path.startswith("search/"):
            names = "#search-named" if "q=" in path else "#search-chips"
            expect(page.locator(names)).to_contain_text("Speicherplatzverwaltung")
        wider = {}
        for width in (320, 700, 768, 840):
            page.set_viewport_size({"width": width, "height": 900})
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                wider[width] = wide
        assert not wider


def test_sources_of_a_citation_are_read_from_left_to_right(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "publications/p1/")
        page.evaluate("document.documentElement.dir = 'rtl'")
        directions = page.locator(".cite-box pre").evaluate_all(
            "all => all.map(one => getComputedStyle(one).direction)"
        )
        assert set(directions) == {"ltr"}


def test_the_name_of_a_fact_is_not_cut_inside_a_word(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + "publications/p2/")
        names = page.locator(".details dt")
        assert "Publikationsstatus" in names.all_inner_texts()
        names.evaluate_all("all => all.forEach(one => { one.style.hyphens = 'none'; })")
        cut = names.evaluate_all("""all => all.filter(one => {
            const text = one.firstChild, range = document.createRange();
            const words = [...text.data.matchAll(/\\S+/g)];
            return words.some(word => {
              range.setStart(text, word.index);
              range.setEnd(text, word.index + word[0].length);
              return new Set([...range.getClientRects()].map(line => line.top)).size > 1;
            });
        }).map(one => one.textContent)""")
        assert cut == []


def test_on_a_phone_the_facts_of_a_person_do_not_run_into_each_other(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + "people/ada-lind/")
        facts = page.locator(".facts dd")
        assert "0000-0002-1825-0097" in facts.all_inner_texts()
        wider = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
        assert facts.evaluate_all(wider) == []


def test_short_ranges_are_in_one_line(browser: Browser, address: str) -> None:
    """Chromium ends lines after each hyphen and each en dash."""
    with browser.new_context(viewport={"width": 360, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + "da/publications/p2/")
        kept = page.locator(".details .whole, .citation .whole")
        assert {"Sider (fra-til)", "1208–1219"} <= set(kept.all_inner_texts())
        page.locator(".details, .citation").evaluate_all("all => all.forEach(one => { one.style.width = '6em'; })")
        lines = "all => all.filter(one => one.getClientRects().length > 1).map(one => one.textContent)"
        assert kept.evaluate_all(lines) == []


def test_on_phones_the_menu_and_the_languages_are_at_one_place(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 900}) as context:
        page = context.new_page()
        places = set()
        for path in ("en/", "en/people/", "en/search/", "people/"):
            page.goto(address + path)
            menu, languages = box(page, ".menu-button"), box(page, ".languages")
            assert menu["y"] + menu["height"] < languages["y"], path
            places.add((menu["x"] + menu["width"], languages["x"] + languages["width"]))
        assert len(places) == 1


def test_the_search_in_the_head_is_no_smaller_for_a_long_title(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + "people/")
        field = page.locator("#masthead-q")
        assert field.evaluate("node => node.offsetWidth > 14 * parseFloat(getComputedStyle(node).fontSize)")


def test_on_a_phone_the_menu_of_the_home_page_is_beside_its_title(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 900}) as context:
        page = context.new_page()
        page.goto(address)
        title, menu = box(page, ".site-title"), box(page, ".menu-button")
        assert title["y"] < menu["y"] + menu["height"] / 2 < title["y"] + title["height"]


def test_on_a_phone_the_tools_of_a_list_fill_its_width_and_do_not_touch(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + "organisations/library/")
        page.locator("#list-tools input").wait_for()
        words, kind, order = (box(page, f"#list-tools [name={name}]") for name in ("words", "type", "sort"))
        assert words["width"] == box(page, "#list-tools")["width"]
        assert kind["y"] == order["y"]
        assert kind["x"] + kind["width"] < order["x"]


def test_a_number_of_works_never_stands_alone_in_a_line(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + "organisations/library/")
        name, count = box(page, ".side .tags a"), box(page, ".side .tags .count")
        assert count["y"] < name["y"] + name["height"]


def test_on_paper_facts_do_not_touch_the_citation(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 720, "height": 900}) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(address + "publications/p1/")
        cite = box(page, ".cite-box")
        assert box(page, ".publication-facts")["y"] - cite["y"] - cite["height"] > 10
