"""Exports of the search page: what was chosen or found, as files and as citations."""

import csv
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Portal, Visit, at_root, both_languages, number_found, served, under_sub


def exported(page: Page, folder: Path) -> dict[str, Path]:
    made = {}
    for name in ("BibTeX", "RIS", "CSV"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        made[name] = folder / download.value.suggested_filename
        download.value.save_as(made[name])
    assert {file.name for file in made.values()} == {"publications.bib", "publications.ris", "publications.csv"}
    return made


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
    expect(page.locator("#export-count")).to_have_text("2")
    page.locator("#export > summary").click()
    made = exported(page, tmp_path)
    assert made["BibTeX"].read_text().count("\n@") + 1 == 2
    assert made["RIS"].read_text().count("TY  - ") == 2
    with made["CSV"].open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["year"] for row in rows] == ["2024", "1960"]
    assert rows[0]["authors"].startswith("Papazu, Irina; Rasmussen, Niels Borch; ")
    page.get_by_role("button", name=re.compile("Clear|Ryd")).click()
    expect(page.locator("#export-count")).to_have_text("")


@at_root
def test_all_that_was_found_is_exported(visit: Visit, portal: Portal, tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{portal.url}search/?q=language&type=paper-conference")
    count = number_found(page)
    assert count > 20, "more than are shown at first"
    page.locator("#export > summary").click()
    expect(page.locator("#export-what")).to_have_text(f"All {count} publications found")
    made = exported(page, tmp_path)
    assert made["BibTeX"].read_text().count("\n@") + 1 == count
    page.keyboard.press("Escape")
    expect(page.locator("#export-what")).to_be_hidden()
    expect(page.locator("#export > summary")).to_be_focused()


@at_root
def test_citations_are_copied_in_a_style_of_the_site(visit: Visit, portal: Portal) -> None:
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{portal.url}search/?q=simula&sort=oldest")
    count = number_found(page)
    page.locator("#export > summary").click()
    styles = page.locator("#export-style option").all_inner_texts()
    assert len(styles) > 2
    page.locator("#export-style").select_option(styles[1])
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator("#export-status")).to_have_text(f"{count} citations copied.")
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert len(text.split("\n\n")) == count
    kinds = page.evaluate("async () => (await navigator.clipboard.read())[0].types")
    assert set(kinds) == {"text/plain", "text/html"}
    first = page.locator("#search-list .card-title a").first
    first.click()
    of_page = page.locator(f'summary:text-is("{styles[1]}") + .citation').text_content()
    assert text.split("\n\n")[0] == (of_page or "").strip()


def test_an_export_says_what_it_cannot_hold(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: Many\noutput: lean\ncitation_styles: none\n")
    (tmp_path / "content/publications").mkdir(parents=True)
    for i in range(203):
        (tmp_path / f"content/publications/w{i}.md").write_text(f"---\ntype: book\ntitle: Work number {i}\n---\n")
    with served(tmp_path) as url, browser.new_context() as context:
        visit = Visit(context, url)
        visit.page.goto(f"{url}search/?q=work")
        visit.page.locator("#export > summary").click()
        sentence = "All 203 publications found: an export holds the first 200. Narrow the search for the others."
        expect(visit.page.locator("#export-what")).to_have_text(sentence)
        expect(visit.page.get_by_role("link", name="All publications as files")).to_be_visible()
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name="RIS", exact=True).click()
        assert Path(download.value.path()).read_text().count("TY  - ") == 200
        assert visit.complaints == []
