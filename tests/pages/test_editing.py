""" "Edit this entry", "Report a mistake", "Is this you?": where they lead, and on which pages they are."""

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kartotek.cli import main
from tests.conftest import WriteSite, tree

SITE = "title: Test\nlanguages: [en, da]\nsearch: false\ncitation_styles: [none]\n"
EDITING = "editing: {repository: lib/portal, branch: main, folder: site, admin: false}\n"
FILES: Mapping[str, str | bytes] = {
    "site.yaml": SITE + EDITING,
    "content/publications/2020/cards.md": (
        "---\ntype: article-journal\ntitle: 'On $x < y$ *cards* </script>'\nauthors: [Ada Lind, Bo Berg]\n"
        "issued: 2020-05\njournal: index\nissue: 04\n---\nText.\n"
    ),
    "content/publications/book.md": (
        "---\ntype: anthology\ntitle: The Book\neditors: [Ada Lind]\nissued: 2021\npublisher: Press\n---\n"
    ),
    "content/publications/part.yaml": "type: chapter\ntitle: Part\nbook: book\nauthors: [Ada Lind]\n",
    "content/publications/gone.md": "---\ntype: book\ntitle: Gone\nretired: {reason: It was a mistake.}\n---\n",
    "content/people/ada-lind.md": "---\nname: Ada Lind\n---\n",
    "content/people/cy-dahl.md": "---\nname: Cy Dahl\ndied: 1900\n---\n",
    "content/journals/index.md": "---\ntitle: Journal of Indexes\n---\n",
    "content/pages/about.md": "---\ntitle: About\n---\nText.\n",
    "content/pages/about.da.md": "---\ntitle: Om\n---\nTekst.\n",
}


def built(site: Path) -> dict[str, str]:
    assert main(["build", "--site", str(site), "--jobs", "1", "--base-url", "https://portal.test/"]) == 0
    return {path: text.decode() for path, text in tree(site / "dist").items() if path.endswith(".html")}


def links(page: str) -> dict[str, str]:
    """The links of a page for those who know better: by text, where they lead."""
    found = re.search(r'<p class="page-tools">(.*?)</p>', page, re.DOTALL)
    pairs = re.findall(r'href="([^"]*)" rel="nofollow">([^<]*)<', found[1]) if found else []
    return {text: html.unescape(href) for href, text in pairs}


def values(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="entry-values">(.*?)</script>', page, re.DOTALL)
    assert found
    read: dict[str, object] = json.loads(found[1])
    return read


def test_an_entry_is_edited_where_its_file_is(write_site: WriteSite) -> None:
    pages = built(write_site(FILES))
    edit = "https://github.com/lib/portal/edit/main/site/content"
    assert links(pages["publications/cards/index.html"]) == {
        "Edit this entry": f"{edit}/publications/2020/cards.md",
        "Report a mistake": "../../report/?entry=publications/cards",
    }
    assert links(pages["da/people/ada-lind/index.html"]) == {
        "Redigér denne post": f"{edit}/people/ada-lind.md",
        "Meld en fejl": "../../../da/report/?entry=people/ada-lind",
        "Er det dig?": "../../../da/report/?entry=people/ada-lind#report-you",
    }
    assert "Is this you?" not in links(pages["people/cy-dahl/index.html"]), "who has died does not answer"
    assert links(pages["about/index.html"])["Edit this entry"] == f"{edit}/pages/about.md"
    assert links(pages["da/about/index.html"])["Redigér denne post"] == f"{edit}/pages/about.da.md"
    assert links(pages["years/2020/index.html"]) == {"Report a mistake": "../../report/?page=years/2020/"}
    assert links(pages["publications/gone/index.html"]) == {"Report a mistake": "../../report/?page=publications/gone/"}
    assert links(pages["index.html"]) == {"Report a mistake": "./report/?page="}
    assert not links(pages["404.html"])
    assert not links(pages["report/index.html"])


@pytest.mark.parametrize(
    ("setting", "edit", "new", "issue"),
    [
        ("lib/portal", "https://github.com/lib/portal/edit/main/content/people/ada-lind.md",
         "https://github.com/lib/portal/new/main/content/people?filename=bo-berg.md"
         "&value=---%0Aname%3A+Bo+Berg%0A---%0A", "https://github.com/lib/portal/issues/new"),
        ("{forge: gitlab, repository: a/b/c, address: https://git.test/lab/, branch: 'x/y', admin: false}",
         "https://git.test/lab/a/b/c/-/edit/x/y/content/people/ada-lind.md",
         "https://git.test/lab/a/b/c/-/new/x/y/content/people?file_name=bo-berg.md",
         "https://git.test/lab/a/b/c/-/issues/new"),
        ("{forge: gitea, repository: a/b, address: https://codeberg.org/, admin: false}",
         "https://codeberg.org/a/b/_edit/main/content/people/ada-lind.md",
         "https://codeberg.org/a/b/_new/main/content/people?filename=bo-berg.md"
         "&value=---%0Aname%3A+Bo+Berg%0A---%0A", "https://codeberg.org/a/b/issues/new"),
    ],
    ids=["github", "gitlab", "gitea"],
)  # fmt: skip
def test_each_forge_has_its_own_addresses(write_site: WriteSite, setting: str, edit: str, new: str, issue: str) -> None:
    if setting == "lib/portal":
        setting = "{repository: lib/portal, admin: false}"
    pages = built(write_site({**FILES, "site.yaml": f"{SITE}editing: {setting}\n"}))
    assert links(pages["people/ada-lind/index.html"])["Edit this entry"] == edit
    assert links(pages["people/bo-berg/index.html"])["Create this entry"] == new
    form = re.search(r'<form id="report-form".*?</form>', pages["report/index.html"], re.DOTALL)
    assert form
    assert re.search(r'action="([^"]*)"', form[0]).groups() == (issue,)  # type: ignore[union-attr]
    names = ("issue[title]", "issue[description]") if "gitlab" in setting else ("title", "body")
    assert re.findall(r'(?:type="hidden"|id="report-words") name="([^"]*)"', form[0]) == list(names)


def test_with_an_editor_of_its_own_the_portal_leads_there(write_site: WriteSite) -> None:
    """Wherever the file is, and however it is written. But the editor cannot name a new one."""
    pages = built(write_site({**FILES, "site.yaml": f"{SITE}editing: lib/portal\n"}))
    person = links(pages["da/people/ada-lind/index.html"])
    assert person["Redigér denne post"] == "../../../admin/#/collections/people/entries/ada-lind"
    about = links(pages["da/about/index.html"])
    assert about["Redigér denne post"] == "../../admin/#/collections/pages/entries/about.da"
    forge = "https://github.com/lib/portal"
    for name in ("cards", "part"):
        edit = links(pages[f"publications/{name}/index.html"])["Edit this entry"]
        assert edit == f"../../admin/#/collections/publications/entries/{name}"
    assert links(pages["people/bo-berg/index.html"])["Create this entry"].startswith(
        f"{forge}/new/main/content/people?"
    )


def test_without_the_setting_there_is_nothing_of_it(write_site: WriteSite) -> None:
    pages = built(write_site({**FILES, "site.yaml": SITE}))
    assert "report/index.html" not in pages
    assert not any("page-tools" in page or 'id="entry-values"' in page or "report/" in page for page in pages.values())


def test_the_form_begins_with_what_the_entry_says(write_site: WriteSite) -> None:
    pages = built(write_site(FILES))
    assert values(pages["publications/cards/index.html"]) == {
        "title": "On $x < y$ *cards* </script>", "authors": ["Ada Lind", "Bo Berg"], "issued": "2020-05", "issue": "04",
        "journal": None,
    }  # fmt: skip
    part = values(pages["publications/part/index.html"])
    assert part["title"] == "Part"
    assert part["publisher"] is part["issued"] is part["book"] is None, "these are not in its own entry"
    assert 'id="entry-values"' not in pages["people/bo-berg/index.html"]


def test_the_page_of_the_form_is_not_searched_and_may_send_it(write_site: WriteSite) -> None:
    site = write_site(FILES)
    pages = built(site)
    assert '<meta name="robots" content="noindex">' in pages["report/index.html"]
    assert "report/" not in (site / "dist/sitemap.xml").read_text()
    assert "form-action 'self' https://github.com;" in html.unescape(pages["report/index.html"])
    assert "form-action 'self';" in html.unescape(pages["index.html"])
    assert main(["check", "--site", str(site), "--built", str(site / "dist")]) == 0, "no link to it is broken"


def test_servers_are_told_that_the_form_may_be_sent(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(FILES)
    built(site)
    capsys.readouterr()
    assert main(["hosting", "nginx", "--site", str(site)]) == 0
    assert "form-action 'self' https://github.com;" in capsys.readouterr().out


def test_a_file_that_moves_changes_its_page_and_no_other(write_site: WriteSite) -> None:
    """Law 1: the incremental build is equal to a clean one."""
    site = write_site(FILES)
    before = built(site)
    (site / "content/publications/2020/cards.md").rename(site / "content/publications/cards.md")
    after = built(site)
    assert {path for path in after if after[path] != before.get(path)} == {
        "publications/cards/index.html", "da/publications/cards/index.html",
    }  # fmt: skip
    assert main(["build", "--site", str(site), "--jobs", "1", "--clean", "--base-url", "https://portal.test/"]) == 0
    assert {path: text.decode() for path, text in tree(site / "dist").items() if path.endswith(".html")} == after
    (site / "site.yaml").write_text(SITE)
    assert not any("page-tools" in page for page in built(site).values())
