"""Citing and exporting, as a visitor does it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Portal, Visit, at_root

SEED = "publications/data-og-relationer-i-omsorgsarbejdet/"

both_languages = pytest.mark.parametrize("prefix", ["", "da/"], ids=["english", "danish"])


def clipboard(page: Page) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


@both_languages
@at_root
def test_a_copy_button_copies_and_says_so(visit: Visit, portal: Portal, prefix: str) -> None:
    visit.page.goto(f"{portal.url}{prefix}{SEED}")
    panel: Locator = visit.page.locator("details", has=visit.page.get_by_text("BibTeX", exact=True))
    panel.locator("summary").click()
    panel.get_by_role("button").click()
    expect(panel.get_by_role("status")).to_have_text(re.compile("Copied|Kopieret"))
    copied = clipboard(visit.page)
    assert copied.startswith("@article{data-og-relationer-i-omsorgsarbejdet,")
    assert "Papazu, Irina and Rasmussen, Niels Borch" in copied


@at_root
def test_citations_can_be_read_without_a_script(visit: Visit, portal: Portal) -> None:
    context = visit.page.context.browser
    assert context is not None
    page = context.new_page(java_script_enabled=False)
    page.goto(portal.url + SEED)
    page.locator("#cite summary", has_text="BibTeX").click()
    expect(page.locator("#cite pre").first).to_be_visible()
    assert page.locator("#cite button:visible").count() == 0
    page.context.close()
