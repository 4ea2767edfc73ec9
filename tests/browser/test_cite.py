"""Citing and exporting, as a visitor does it."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Portal, Visit, at_root, under_sub

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


@both_languages
@under_sub
def test_a_selection_is_exported(visit: Visit, portal: Portal, prefix: str, tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{portal.url}{prefix}search/?q=Papazu")
    page.locator("#search-list .card", has_text="Data og relationer").get_by_role("checkbox").check()
    page.get_by_role("searchbox").fill("ALGOL 60")
    page.locator("#search-list .card", has=page.locator("a[href$='naur-1960-algol-60/']")).get_by_role(
        "checkbox"
    ).check()
    expect(page.locator("#selection-count")).to_have_text("2")
    made = {}
    for name in ("BibTeX", "RIS", "CSV"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        made[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(made[name])
    assert {file.name for file in made.values()} == {"publications.bib", "publications.ris", "publications.csv"}
    assert made["BibTeX"].read_text().count("\n@") + 1 == 2
    assert made["RIS"].read_text().count("TY  - ") == 2
    with made["CSV"].open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["year"] for row in rows] == ["2024", "1960"]
    assert rows[0]["authors"].startswith("Papazu, Irina; Rasmussen, Niels Borch; ")
    page.get_by_role("button", name=re.compile("Clear|Ryd")).click()
    expect(page.locator("#selection")).to_be_hidden()
