"""Where a browser puts the signs of texts that run from right to left."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import served

PLACES = """(node) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), places = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode())
    for (let i = 0; i < text.data.length; i++) {
      const range = document.createRange();
      range.setStart(text, i);
      range.setEnd(text, i + 1);
      const box = range.getBoundingClientRect();
      if (text.data[i].trim()) places.push([text.data[i], box.left]);
    }
  return places.sort((one, other) => one[1] - other[1]).map(([sign]) => sign).join("");
}"""
"""The signs of a line as they stand, from left to right."""

TITLES = {"he": "מהו כרטיס?", "ar": "ما هي البطاقة (1919)؟", "fa": "«کارت» 1398!", "": "שאלה, 1950?"}


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    site = tmp_path_factory.mktemp("leftward")
    (site / "content/publications").mkdir(parents=True)
    (site / "site.yaml").write_text("title: Cards\n")
    for tag, title in TITLES.items():
        language = f"language: {tag}\n" if tag else ""
        entry = f'---\ntype: book\ntitle: "{title}"\nauthors: [דוד כהן]\nissued: 2020\n{language}---\n'
        (site / f"content/publications/{tag or 'unknown'}.md").write_text(entry, "utf-8")
    with served(site) as url, browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(url)
        yield page


@pytest.mark.parametrize("tag", list(TITLES))
def test_the_last_sign_of_a_title_is_its_leftmost(page: Page, tag: str) -> None:
    page.goto(page.url.split("/publications")[0].rstrip("/") + f"/publications/{tag or 'unknown'}/")
    assert page.locator("h1").evaluate(PLACES)[0] == TITLES[tag][-1]
    edge = page.locator(".kind").bounding_box()
    first = page.locator("h1").evaluate("(h1) => { const range = document.createRange(); range.selectNodeContents(h1);"
                                        " return range.getBoundingClientRect().left; }")  # fmt: skip
    assert edge is not None
    assert first == pytest.approx(edge["x"], abs=2)


@pytest.mark.parametrize("tag", list(TITLES))
def test_a_citation_has_author_year_and_title_in_this_order(page: Page, tag: str) -> None:
    page.goto(page.url.split("/publications")[0].rstrip("/") + f"/publications/{tag or 'unknown'}/")
    line = page.locator(".citation").first.evaluate(PLACES)
    author, title = "דכהן"[0], TITLES[tag][-1]
    assert line.index(author) < line.index("2020") < line.rindex(title)
    assert line.index("(2020).") > 0
