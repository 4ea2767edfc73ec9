"""Mail addresses in pages: as readable as before, and nowhere as plain text."""

import html
import json
import re
from pathlib import Path

from kartotek.cli import main
from kartotek.render.mail import hide_mail
from tests.conftest import ARTICLE, WriteSite

ADDRESS = "ada.lind+cards@portal.test"
FILES = {
    "site.yaml": f"title: Test\nsearch: false\nbase_url: https://portal.test/\nfooter: Write to <{ADDRESS}>\n",
    "content/publications/a.md": ARTICLE.replace("issued:", f"links: [{{url: 'mailto:{ADDRESS}'}}]\nissued:")
    + f"\nWrite to {ADDRESS}, or [to Ada](mailto:{ADDRESS}?subject=Cards).\n",
    "content/people/ada-lind.md": f"---\nname: Ada Lind\n---\nMail: {ADDRESS}.\n",
}


def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site / "dist").as_posix(): path.read_text() for path in (site / "dist").rglob("*.html")}


def test_an_address_is_shown_but_not_as_plain_text(write_site: WriteSite) -> None:
    site = write_site(FILES)
    assert main(["build", "--site", str(site)]) == 0
    made = pages(site)
    for path, page in made.items():
        assert ADDRESS not in page, path
        assert "mailto:" not in page.replace("mailto:?subject=", ""), path  # nobody’s: visitors share with it
        shown = html.unescape(page)
        assert f'href="mailto:{ADDRESS}"' in shown, path
    publication = html.unescape(made["publications/a/index.html"])
    assert f"Write to {ADDRESS}, or" in publication
    assert f'href="mailto:{ADDRESS}?subject=Cards"' in publication
    scripts = re.findall(r"<script[^>]*json[^>]*>(.*?)</script>", made["publications/a/index.html"], re.DOTALL)
    assert any(ADDRESS in json.dumps(json.loads(script)) for script in scripts)


def test_what_is_no_address_stays() -> None:
    for text in ('{"@context": "x"}', "a @ b", "@ada", "ada@", "x@localhost", "", "@"):
        assert hide_mail(text) == text


def test_addresses_one_after_the_other_are_all_hidden() -> None:
    text = f"<p>{ADDRESS},{ADDRESS} {'x' * 400}{ADDRESS}</p>" * 3
    hidden = hide_mail(text)
    assert "@" not in hidden
    assert html.unescape(hidden) == text


def test_files_for_programs_say_the_address_and_do_not_show_it(write_site: WriteSite) -> None:
    """JSON, JSON Lines, XML and feeds; BibTeX, RIS and tables have no other way to write it."""
    titled = FILES["content/publications/a.md"].replace("title: On Cards", f"title: On {ADDRESS}")
    settings = FILES["site.yaml"] + "output: full\ncontact: cards@portal.test\n"
    site = write_site({**FILES, "site.yaml": settings, "content/publications/a.md": titled})
    assert main(["build", "--site", str(site)]) == 0
    files = [path for path in (site / "dist").rglob("*") if path.suffix in (".json", ".jsonl", ".xml", ".atom")]
    found = {path: path.read_text() for path in files}
    assert [path for path, text in found.items() if ADDRESS in text or "cards@portal" in text] == []
    said = {
        path.suffix for path, text in found.items() if ADDRESS in html.unescape(text).encode().decode("unicode-escape")
    }
    assert said >= {".json", ".jsonl", ".atom"}
    works = json.loads((site / "dist/publications/publications.json").read_text())
    assert works[0]["title"] == f"On {ADDRESS}"


def test_an_address_is_nobodys_unless_it_is_given(write_site: WriteSite) -> None:
    """An OAI repository needs one: without it there is none, and no page links to it."""
    site = write_site({**FILES, "site.yaml": FILES["site.yaml"].partition("footer")[0]})
    assert main(["build", "--site", str(site)]) == 0
    assert not (site / "dist/data/oai.xml").exists()
    assert all("oai.xml" not in page for page in pages(site).values())
    assert not [path for path in (site / "dist").rglob("*") if path.is_file() and b"webmaster" in path.read_bytes()]
    (site / "site.yaml").write_text(FILES["site.yaml"] + "contact: cards@portal.test\n")
    assert main(["build", "--site", str(site)]) == 0
    assert "<oai:adminEmail>cards@portal.test<" in html.unescape((site / "dist/data/oai.xml").read_text())
    assert "data/oai.xml" in pages(site)["data/index.html"]
