"""Fonts that come late."""

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.conftest import Portal, at_root

PAINTED = """() => new Promise(resolve => new PerformanceObserver(
  (list) => list.getEntriesByName("first-contentful-paint").length && resolve(),
).observe({ type: "paint", buffered: true }))"""
MOVED = """async () => {
  await document.fonts.ready;
  return new Promise((resolve) => {
    const seen = [], observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(seen.reduce((sum, each) => sum + each.value, 0))));
  });
}"""


@pytest.mark.parametrize("path", ["", "publications/naur-1960-algol-60/", "about/"])
@at_root
def test_nothing_moves_when_the_fonts_come_after_the_text(browser: Browser, portal: Portal, path: str) -> None:
    """The page about the portal has italics, whose font is not preloaded."""
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page, held, painted = context.new_page(), list[Route](), list[bool]()

        def hold(route: Route) -> None:
            """Keep a font back until the text is there."""
            route.continue_() if painted else held.append(route)

        page.route("**/*.woff2", hold)
        page.goto(portal.url + path, wait_until="commit")
        page.evaluate(PAINTED)
        painted.append(True)
        assert held, "the page has fonts"
        for route in held:
            with page.expect_response(route.request.url):
                route.continue_()
        page.wait_for_load_state("networkidle")
        assert page.evaluate(MOVED) == 0
