"""Every kind of page: fits a phone, has no fault that axe-core can find, light and dark, and links to what is there."""

import re
from collections import deque
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Portal, Visit, at_root, both_languages, under_sub

KINDS = [
    "",
    "publications/",
    "publications/page/2/",
    "publications/data-og-relationer-i-omsorgsarbejdet/",
    "publications/naur-1960-algol-60/",
    "publications/kierkegaard-1841-begrebet-ironi/",
    "people/",
    "people/ole-romer/",
    "keywords/",
    "people/peter-naur/",
    "keywords/computational-linguistics/",
    "keywords/data-management/",
    "journals/",
    "journals/communications-of-the-acm/",
    "organisations/",
    "organisations/university-of-copenhagen/",
    "projects/",
    "projects/simula/",
    "years/",
    "years/2020/",
    "types/",
    "types/book/",
    "search/?q=data",
    "search/?q=xqxqxq",
    "about/",
    "404.html",
]


@both_languages
@at_root
def test_every_kind_of_page_fits_a_phone_and_keeps_to_its_host(browser: Browser, portal: Portal, prefix: str) -> None:
    """The server sends a strict policy: a script, style or picture that breaks it is a complaint of the browser.

    Every page is there in the other language too, and each of the two knows the address of the other.
    """
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        visit = Visit(context, portal.url)
        page = visit.page
        for kind in KINDS:
            answer = page.goto(portal.url + prefix + kind)
            assert answer is not None
            assert answer.status == 200, kind
            expect(page.get_by_role("heading", level=1), kind).to_have_count(1)
            if kind.startswith("search"):
                expect(page.locator("#search-status")).to_have_text(re.compile(r"\d+ result"))
            for width in (360, 320):
                page.set_viewport_size({"width": width, "height": 740})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
            assert page.evaluate("document.documentElement.lang") == ("da" if prefix else "en"), kind
            if kind != "404.html":
                other = portal.url + ("" if prefix else "da/") + kind.partition("?")[0]
                switch = page.locator(".languages a:not([aria-current])").first
                assert switch.evaluate("link => link.href.split('?')[0]") == other, kind
                alternate = page.locator(f'link[rel="alternate"][hreflang="{"en" if prefix else "da"}"]')
                expect(alternate, kind).to_have_attribute("href", other)
            assert visit.complaints == [], kind
            assert visit.strangers == [], kind


COLOURED = [
    kind for kind in KINDS if kind in ("", "people/", "people/ole-romer/", "years/", "404.html") or "algol" in kind
]
"""Pages that have every colour between them, and most of what a page can have."""


_SHORTEN = """for (const list of document.querySelectorAll("main :is(ol, ul, dl, tbody)"))
    for (const item of [...list.children].slice(12)) item.remove();"""
"""The thirteenth of a list is like the twelfth; with all of them axe-core takes three times as long."""
_VIOLATIONS = {"resultTypes": ["violations"]}  # and not what each node passed, which takes longer than the rest


@pytest.mark.parametrize(
    ("prefix", "scheme", "shown"),
    [
        pytest.param("", "light", KINDS, id="english"),
        pytest.param("da/", "light", COLOURED, id="danish"),
        pytest.param("da/", "dark", COLOURED, id="danish, dark"),
        pytest.param("da/", "light", KINDS, id="all danish", marks=pytest.mark.long),
        pytest.param("", "dark", KINDS, id="all dark", marks=pytest.mark.long),
    ],
)
@at_root
def test_axe_finds_no_violation(
    browser: Browser, portal: Portal, prefix: str, scheme: str, shown: list[str], request: pytest.FixtureRequest
) -> None:
    """Dark pages differ from light ones in their colours alone."""
    dark = scheme == "dark"
    with browser.new_context(color_scheme="dark" if dark else "light", bypass_csp=True) as context:
        page = context.new_page()
        for kind in shown:
            page.goto(portal.url + prefix + kind)
            if kind.startswith("search"):
                expect(page.locator("#search-status")).to_have_text(re.compile(r"\d+ result"))
            if not request.node.get_closest_marker("long"):
                page.evaluate(_SHORTEN)
            results = Axe().run(page, options=_VIOLATIONS | ({"runOnly": ["color-contrast"]} if dark else {}))
            assert results.violations_count == 0, f"{kind}: {results.generate_report()}"


@under_sub
def test_the_switch_of_languages_stays_on_the_page(visit: Visit, portal: Portal) -> None:
    for kind in ("", "people/ole-romer/", "404.html"):
        visit.page.goto(portal.url + kind)
        visit.page.get_by_role("link", name="Dansk", exact=True).click()
        expect(visit.page.locator("html"), kind).to_have_attribute("lang", "da")
        if kind != "404.html":
            assert visit.page.url == f"{portal.url}da/{kind}"


@at_root
def test_the_skip_link_comes_first(visit: Visit, portal: Portal) -> None:
    visit.page.goto(portal.url)
    visit.page.keyboard.press("Tab")
    expect(visit.page.locator(".skip")).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("main")).to_be_focused()


@at_root
def test_on_a_phone_the_menu_opens_and_closes(browser: Browser, portal: Portal) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(portal.url + "people/")
        people = page.locator(".site-nav").get_by_role("link", name="People")
        expect(people).to_be_hidden()
        page.get_by_role("button", name="Menu").click()
        expect(people).to_be_visible()
        assert Axe().run(page).violations_count == 0
        page.keyboard.press("Escape")
        expect(people).to_be_hidden()
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("button", name="Close").click()
        expect(people).to_be_hidden()


@at_root
def test_where_there_is_room_the_navigation_is_there_without_a_menu(visit: Visit, portal: Portal) -> None:
    visit.page.goto(portal.url + "people/")
    expect(visit.page.locator(".site-nav").get_by_role("link", name="People")).to_be_visible()
    expect(visit.page.locator(".menu-button").first).to_be_hidden()
    expect(visit.page.locator(".menu-button").last).to_be_hidden()


class _Links(HTMLParser):
    """What a page points at, and what can be pointed at in it."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if value is None:
                continue
            if name in ("href", "src", "action"):
                self.targets.append(value)
            elif name == "id":
                self.anchors.add(value)
            elif name == "content" and tag == "meta" and "url=" in value:
                self.targets.append(value.partition("url=")[2])


@under_sub
def test_no_link_and_no_fragment_is_broken(portal: Portal) -> None:
    host = urlsplit(portal.url)
    connection = HTTPConnection(host.hostname or "", host.port)
    anchors: dict[str, set[str]] = {}
    wanted: dict[str, dict[str, str]] = {}
    broken: list[str] = []
    waiting = deque(
        [(portal.url, "the start"), (f"{portal.url}publications/omkring-sprogteoriens-grundlaeggelse/", "")]
    )
    seen = {url for url, _ in waiting}
    while waiting:
        url, source = waiting.popleft()
        connection.request("GET", urlsplit(url).path)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            broken.append(f"{url} (from {source}): {answer.status}")
            continue
        if answer.headers.get_content_type() != "text/html":
            continue
        links = _Links()
        links.feed(body.decode())
        anchors[url] = links.anchors
        for target in links.targets:
            address, fragment = urldefrag(urljoin(url, target))
            if urlsplit(address).netloc != host.netloc:
                continue
            address = address.partition("?")[0]
            if fragment:
                wanted.setdefault(address, {})[unquote(fragment)] = url
            if address not in seen:
                seen.add(address)
                waiting.append((address, url))
    for address, fragments in wanted.items():
        for fragment, source in fragments.items():
            if fragment not in anchors.get(address, set()):
                broken.append(f"{address}#{fragment} (from {source})")
    assert broken == []
    outside = [url for url in seen if not url.startswith(portal.url)]
    assert outside == [], "a link leaves the path the portal stands under"
    files = {path.relative_to(portal.dist).as_posix() for path in portal.dist.rglob("*.html")}
    reached = {urlsplit(url).path.removeprefix(host.path) for url in seen}
    unreached = {file for file in files if file.removesuffix("index.html") not in reached}
    notices = {
        file for file in unreached if '<meta name="robots" content="noindex">' in (portal.dist / file).read_text()
    }
    assert unreached - notices == set(), "pages that no link leads to"
    assert notices <= {"404.html", "da/404.html", "news/index.html", "da/news/index.html"}
