"""`/admin/`, as an editor meets it: signed in to the test backend, whose files are taken from a portal and put back."""

import difflib
import re
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from kartotek.cli import main
from tests.browser.admin_desk import CONTENT, OLD, PUT, SLOW, Desk, complaints, lay_out, served
from tests.browser.conftest import Visit


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    site = tmp_path_factory.mktemp("desk")
    lay_out(site, CONTENT)
    assert main(["build", "--site", str(site)]) == 0
    with served(site) as url:
        yield site, url


@pytest.fixture
def desk(browser: Browser, built: tuple[Path, str]) -> Iterator[Desk]:
    """Signed in, with the entries as they were at first. Whatever the editor does, no request may leave the host."""
    site, url = built
    lay_out(site, CONTENT)
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as context:
        visit = Visit(context, url)
        visit.page.goto(f"{url}admin/")
        visit.page.evaluate(PUT, {name: text for name, text in CONTENT.items() if name.startswith("content/")})
        visit.page.get_by_role("button", name="Work with Test Repository").click()
        expect(visit.page.get_by_text("Publications").first).to_be_visible(timeout=SLOW)
        yield Desk(site, url, visit)
        assert visit.strangers == []
        assert complaints(visit) == []


def checked(site: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What a check says of a portal."""
    capsys.readouterr()
    assert main(["check", "--strict", "--site", str(site)]) == 0
    return capsys.readouterr().err


def test_an_article_is_written(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Two authors that are known, one that is new, and a formula."""
    desk.open("new")
    desk.page.locator("select[data-kartotek-type]").select_option("article-journal")
    desk.field("title").get_by_role("textbox").fill("On $x^2_i$: a study")
    for number, name in enumerate(("Ada Lind", "Bo Berg", "Cy Dahl")):
        desk.field("authors").get_by_role("button", name=re.compile("Add .author")).click()
        box = desk.page.locator(f'.field[data-key-path="authors.{number}.name"] input[list]')
        box.focus()
        offered = desk.page.locator("datalist#kartotek-people option")
        assert [option.get_attribute("value") for option in offered.all()] == ["Ada Lind", "Bo Berg"]
        box.fill(name)
    desk.field("issued").get_by_role("textbox").fill("2024-05-01")
    desk.field("journal").locator("input[list]").fill("Journal of Indexes")
    desk.field("issue").get_by_role("textbox").fill("04")
    desk.field("language").get_by_role("textbox").fill("en")
    desk.field("body").get_by_role("textbox").fill("Let $a_b = \\frac{1}{2}$ and *so* on.")
    path, text = desk.save().popitem()
    assert path == "content/publications/ada-lind-2024-on-x2_i-a-study.md"
    assert text == (
        "---\n"
        "type: article-journal\n"
        'title: "On $x^2_i$: a study"\n'
        "authors: [Ada Lind, Bo Berg, Cy Dahl]\n"
        "issued: 2024-05-01\n"
        "journal: Journal of Indexes\n"
        "issue: 04\n"
        "language: en\n"
        "---\n"
        "Let $a_b = \\frac{1}{2}$ and *so* on.\n"
    )
    assert checked(desk.site, capsys) == "2 publications checked: no problems\n"
    assert main(["build", "--site", str(desk.site)]) == 0
    desk.page.goto(f"{desk.url}publications/ada-lind-2024-on-x2_i-a-study/")
    expect(desk.page.locator("h1 math")).to_have_count(1)
    expect(desk.page.locator(".prose math mfrac")).to_have_count(1)
    for person in ("ada-lind", "bo-berg", "cy-dahl"):
        expect(desk.page.locator(f'main a[href$="people/{person}/"]').first).to_be_visible()
    (desk.site / path).unlink()


def test_a_changed_title_is_one_changed_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Comments, maps of languages, quotes and `issue: 04` stay."""
    desk.open("entries/lind-2020-cards")
    desk.field("title").get_by_role("textbox").fill("Cards, $x_2$: a study")
    changed = desk.save()
    lines = difflib.unified_diff(OLD.split("\n"), changed["content/publications/lind-2020-cards.md"].split("\n"), n=0)
    assert [line.strip() for line in lines][3:] == [
        '-title: "Cards, $x_1$" # as printed',
        '+title: "Cards, $x_2$: a study" # as printed',
    ]
    assert changed.keys() == {"content/publications/lind-2020-cards.md"}
    assert checked(desk.site, capsys) == "1 publication checked: no problems\n"


ELSEWHERE = {
    "content/publications/2020/berg-2020-boxes.yaml": (
        "# by hand\r\ntype: book\r\ntitle: Boxes\r\nabstract: All of them.\r\n"
    ),
    "content/publications/2021/q1/lind-2021-shelves.md": (
        "---\ntype: book\ntitle: Shelves\nnote: |\n  Wide.\n---\n\nText.\n"
    ),
    "content/publications/dahl-2022-rooms/index.md": "\ufeff---\ntype: book\ntitle: Rooms\n---\n",
}
"""Entries in folders, all YAML, with ends of lines as on Windows."""


def test_entries_in_folders_and_all_yaml_are_listed_changed_and_chosen(desk: Desk) -> None:
    """Each stays where it is, and as it is but for what was changed; elsewhere it is named by its id alone."""
    desk.page.evaluate(PUT, {**ELSEWHERE, "content/organisations/units/card-lab.yaml": "name: Card Lab\n"})
    desk.page.reload()
    for title in ("Boxes", "Shelves", "Rooms"):
        expect(desk.page.get_by_text(title).first).to_be_visible(timeout=SLOW)
    for path, text in ELSEWHERE.items():
        name = path.removesuffix("/index.md").rpartition("/")[2].partition(".")[0]
        title = text.split("title: ")[1].split()[0]
        desk.open(f"entries/{name}")
        desk.field("title").get_by_role("textbox").fill("New")
        assert desk.save() == {path: text.replace(title, "New")}
    desk.page.goto(f"{desk.url}admin/#/collections/people/entries/ada-lind")
    desk.field("affiliations").get_by_text("Card Lab").click()
    (saved,) = desk.save().values()
    assert saved == "---\nname: Ada Lind\naffiliations: [card-lab]\n---\n"
    for path in ELSEWHERE:
        (desk.site / path).unlink()


_DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="  # a PNG
_IS_THERE = """async (name) => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test");
  const files = await (await root.getDirectoryHandle("content")).getDirectoryHandle("files", { create: true });
  return (await Array.fromAsync(files.keys())).join() === name;
}"""


def test_a_portrait_is_uploaded_and_an_organisation_chosen(desk: Desk) -> None:
    desk.page.goto(f"{desk.url}admin/#/collections/people/entries/ada-lind")
    desk.field("affiliations").get_by_text("Department of Cards").click()
    portrait = FilePayload(name="Ada 1.png", mimeType="image/png", buffer=b64decode(_DOT))
    desk.field("image").locator("input[type=file]").first.set_input_files(portrait)
    desk.field("image_alt").get_by_role("textbox").fill("Ada Lind")
    assert desk.save() == {
        "content/people/ada-lind.md": (
            "---\nname: Ada Lind\naffiliations: [department-of-cards]\nimage: ada-1.png\nimage_alt: Ada Lind\n---\n"
        )
    }
    desk.page.wait_for_function(_IS_THERE, arg="ada-1.png", timeout=SLOW)


_EVIL = "<img src=x onerror=\"top.document.title='ran'\"><script>top.document.title='ran'</script>"
_IN_A_FORMULA = '<a title="$x" onmouseover="top.document.title=1" class="evil$">link</a>'
"""Formulas are held back while Markdown is read."""


def test_the_preview_shows_what_is_filled_in_and_runs_nothing(desk: Desk) -> None:
    desk.open("entries/lind-2020-cards")
    preview = desk.page.frame_locator("iframe").locator("article")
    expect(preview.locator("h1")).to_have_text("Cards, $x_1$", timeout=SLOW)
    expect(preview.locator("dd").nth(2)).to_contain_text("Ada Lind")
    expect(preview.locator("em")).to_have_text("abstract")
    expect(preview.locator("code")).to_have_text("$a_b$")
    expect(preview.locator("dt", has_text="Publisher")).to_have_count(0)
    desk.field("body").get_by_role("textbox").fill(f"Shown. {_EVIL} {_IN_A_FORMULA} $a<b$")
    expect(preview).to_contain_text("Shown.")
    expect(preview.locator("script")).to_have_count(0)
    expect(preview.locator("img[onerror], a[onmouseover], a[class]")).to_have_count(0)
    expect(preview.locator("code")).to_have_text("$a<b$")
    expect(desk.page).not_to_have_title("ran")
    said = (
        desk.visit.complaints
    )  # of a handler that is stopped while it is taken out, and of an image that is not there
    assert not [each for each in complaints(desk.visit) if "Content Security Policy" not in each and "404" not in each]
    said.clear()


def test_a_type_shows_its_fields_alone(desk: Desk) -> None:
    desk.open("entries/lind-2020-cards")
    desk.field("journal")
    desk.page.locator("select[data-kartotek-type]").select_option("thesis")
    expect(desk.page.locator('.field[data-key-path="journal"]')).not_to_be_visible()
    desk.field("qualification")


def test_the_forms_are_in_the_language_of_the_browser(browser: Browser, built: tuple[Path, str]) -> None:
    with browser.new_context(locale="da-DK") as context:
        visit = Visit(context, built[1])
        visit.page.goto(f"{built[1]}admin/")
        visit.page.get_by_role("button").first.click()
        visit.page.goto(f"{built[1]}admin/#/collections/people/new")
        expect(visit.page.get_by_text("Fornavne", exact=True).first).to_be_visible(timeout=SLOW)
        assert visit.strangers == []
        assert complaints(visit) == []


def test_the_link_of_a_page_opens_its_entry(desk: Desk) -> None:
    desk.page.goto(f"{desk.url}da/publications/lind-2020-cards/")
    desk.page.get_by_role("link", name="Redigér denne post").click()
    expect(desk.page.locator('.field[data-key-path="title"]')).to_be_visible(timeout=SLOW)
    expect(desk.field("title").get_by_role("textbox")).to_have_value("Cards, $x_1$")
    desk.page.goto(f"{desk.url}people/ada-lind/")
    desk.page.get_by_role("link", name="Edit this entry").click()
    expect(desk.page.locator('.field[data-key-path="name"]')).to_be_visible(timeout=SLOW)
