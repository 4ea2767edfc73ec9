"""Citing and exporting, as a visitor does it."""

import re
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Portal, Visit, at_root, both_languages

SEED = "publications/data-og-relationer-i-omsorgsarbejdet/"


def clipboard(page: Page, kind: str = "text/plain") -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    read = "async kind => (await (await navigator.clipboard.read())[0].getType(kind)).text()"
    text: str = page.evaluate(read, kind)
    return text


@both_languages
@at_root
def test_the_chosen_style_is_copied_with_its_italics_and_remembered(visit: Visit, portal: Portal, prefix: str) -> None:
    page = visit.page
    page.goto(f"{portal.url}{prefix}{SEED}")
    cite = page.locator("#cite")
    cite.get_by_text("MLA", exact=True).click()
    expect(cite.locator(".citation:visible")).to_have_count(1)
    cite.get_by_text("MLA", exact=True).click()
    expect(cite.locator(".citation:visible")).to_have_count(1)
    cite.get_by_role("button", name=re.compile("^(Copy|Kopiér)$")).click()
    expect(cite.get_by_role("status")).to_have_text(re.compile("Copied|Kopieret"))
    plain, html = clipboard(page), clipboard(page, "text/html")
    assert plain.startswith("Papazu, Irina, ")
    assert "<i>Tidsskrift for Arbejdsliv</i>" in html
    page.goto(f"{portal.url}{prefix}publications/naur-1960-algol-60/")
    expect(cite.locator("details[open] summary")).to_have_text("MLA")


@both_languages
@at_root
def test_a_source_is_copied_as_it_stands(visit: Visit, portal: Portal, prefix: str) -> None:
    page = visit.page
    page.goto(f"{portal.url}{prefix}{SEED}")
    page.locator("#cite summary", has_text="BibTeX").click()
    page.locator("#cite").get_by_role("button").click()
    expect(page.locator("#cite").get_by_role("status")).to_have_text(re.compile("Copied|Kopieret"))
    copied = clipboard(page)
    assert copied.startswith("@article{data-og-relationer-i-omsorgsarbejdet,")
    assert "Papazu, Irina and Rasmussen, Niels Borch" in copied


@at_root
def test_the_address_that_lasts_is_copied(visit: Visit, portal: Portal) -> None:
    page = visit.page
    for work, address in (
        ("bohr-1913-constitution-1", "https://doi.org/10.1080/14786441308634955"),
        ("bjerknes-1921-circular-vortex", f"{portal.url}publications/bjerknes-1921-circular-vortex/"),
    ):
        page.goto(f"{portal.url}publications/{work}/")
        page.get_by_role("button", name="Copy link").click()
        expect(page.locator(".actions").get_by_role("status")).to_have_text("Copied")
        assert clipboard(page) == address
        share = page.get_by_role("link", name="Share").get_attribute("href") or ""
        assert share.startswith("mailto:?subject=")
        assert share.endswith(quote(address, safe="/"))


@at_root
def test_citations_can_be_read_without_a_script(visit: Visit, portal: Portal) -> None:
    context = visit.page.context.browser
    assert context is not None
    page = context.new_page(java_script_enabled=False)
    page.goto(portal.url + SEED)
    page.locator("#cite summary", has_text="BibTeX").click()
    expect(page.locator("#cite pre").first).to_be_visible()
    assert page.locator("main button:visible").count() == 0
    page.context.close()


@at_root
def test_the_chosen_style_is_seen_in_forced_colours(browser: Browser, portal: Portal) -> None:
    with browser.new_context(forced_colors="active") as context:
        page = context.new_page()
        page.goto(portal.url + SEED)
        color = "summary => getComputedStyle(summary).borderBottomColor"
        chosen, other = (page.locator(f"#cite details{which} summary").first for which in ("[open]", ":not([open])"))
        assert chosen.evaluate(color) != other.evaluate(color)


@at_root
def test_nothing_moves_while_a_publication_loads(browser: Browser, portal: Portal) -> None:
    for width in (360, 1440):
        with browser.new_context(viewport={"width": width, "height": 800}) as context:
            page = context.new_page()
            page.goto(portal.url + SEED)
            page.wait_for_load_state("networkidle")
            assert page.evaluate(_SHIFTS) == 0, width


_SHIFTS = """() => new Promise(resolve => {
  const seen = [];
  new PerformanceObserver(list => seen.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(seen.reduce((sum, each) => sum + each.value, 0))));
})"""
"""How much has moved so far (Layout Instability API)."""
