"""The demo portal shows what its entries say, the same every time, and nothing that is gone."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, ROOT, WriteSite, tree

SEED = "publications/data-og-relationer-i-omsorgsarbejdet"
PEOPLE = ("irina-papazu", "niels-borch-rasmussen", "jonathan-jagd-hermansen", "kasper-friis-rasmussen")


@pytest.fixture(scope="module")
def dist(demo: Path) -> Path:
    out = demo.with_name("dist")
    assert main(["build", "--site", str(demo), "--out", str(out), "--strict"]) == 0
    return out


def text_of(page: Path) -> str:
    """What a reader sees, in one line."""
    html = re.sub(r"<(script|style)\b.*?</\1>", "", page.read_text("utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_first_entry_shows_all_its_facts(dist: Path) -> None:
    page = text_of(dist / SEED / "index.html")
    for fact in (
        "Data og relationer i omsorgsarbejdet: Mellem datadrømme og virkelighed i kommunale sundhedsindsatser",
        "Irina Papazu",
        "Niels Borch Rasmussen",
        "Jonathan Jagd Hermansen",
        "Kasper Friis Rasmussen",
        "Research output: Contribution to journal › Journal article › Research › Peer-reviewed",
        "While data has been used as management information in the public sector for decades",
        "they want to focus on the meeting with the individual citizen.",
        "Language Danish",
        "Journal Tidsskrift for Arbejdsliv",
        "Issue number 4",
        "Pages (from-to) 41–58",
        "Publication status Published – January 2024",
        "Care work Data Data management Management Work of welfare professionals",
    ):
        assert fact in page, fact
    html = (dist / SEED / "index.html").read_text("utf-8")
    assert '<h1 lang="da">' in html
    authors = [html.index(f'href="../../people/{key}/"') for key in PEOPLE]
    assert authors == sorted(authors)


def test_in_danish_too(dist: Path) -> None:
    page = text_of(dist / "da" / SEED / "index.html")
    for fact in ("Sprog Dansk", "Udgivelsesstatus Udgivet – januar 2024", "Omsorgsarbejde", "Fagfællebedømt"):
        assert fact in page, fact
    assert '<div class="prose" lang="en">' in (dist / "da" / SEED / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "page", ["keywords/care-work", "keywords/data-management", *(f"people/{key}" for key in PEOPLE)]
)
def test_its_keywords_and_people_list_it(dist: Path, page: str) -> None:
    html = (dist / page / "index.html").read_text("utf-8")
    assert f'href="../../{SEED}/"' in html


def test_an_old_address_leads_to_the_new(dist: Path) -> None:
    html = (dist / "publications/omkring-sprogteoriens-grundlaeggelse/index.html").read_text("utf-8")
    assert 'content="0; url=../../publications/hjelmslev-1943-omkring-sprogteoriens/"' in html


def test_the_files_a_host_needs(dist: Path) -> None:
    assert (dist / ".nojekyll").exists()
    assert (dist / "404.html").exists()
    assert "Sitemap: https://portal.example/sitemap.xml" in (dist / "robots.txt").read_text()
    sitemap = (dist / "sitemap.xml").read_text("utf-8")
    assert f"<loc>https://portal.example/{SEED}/</loc>" in sitemap
    assert f"<loc>https://portal.example/da/{SEED}/</loc>" in sitemap


def test_jobs_do_not_change_a_byte(demo: Path, dist: Path, tmp_path: Path) -> None:
    """Search index included: Pagefind's order of chance is put right."""
    out = tmp_path / "dist"
    assert main(["build", "--site", str(demo), "--out", str(out), "--jobs", "4"]) == 0
    assert tree(out) == tree(dist)


def test_what_is_gone_goes_and_what_is_the_same_is_not_touched(write_site: WriteSite) -> None:
    other = ARTICLE.replace("On Cards", "On Drawers").replace("Ada Lind", "Bo Berg")
    site = write_site({"content/publications/on-cards.md": ARTICLE, "content/publications/on-drawers.md": other})
    assert main(["build", "--site", str(site)]) == 0
    kept = site / "dist/publications/on-drawers/index.html"
    before = kept.stat()
    assert main(["build", "--site", str(site)]) == 0
    shutil.rmtree(site / ".kartotek")
    assert main(["build", "--site", str(site)]) == 0
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    (site / "content/publications/on-cards.md").unlink()
    assert main(["build", "--site", str(site)]) == 0
    assert not (site / "dist/publications/on-cards").exists()
    assert not (site / "dist/people/ada-lind").exists()
    clean = site / "clean"
    assert main(["build", "--site", str(site), "--out", str(clean)]) == 0
    assert tree(site / "dist") == tree(clean)
    again = kept.stat()
    assert main(["build", "--site", str(site)]) == 0
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == (again.st_mtime_ns, again.st_ino)


def test_a_file_can_become_a_folder_and_back(write_site: WriteSite) -> None:
    with_alias = ARTICLE.replace("issued:", "aliases: [/old.html]\nissued:")
    site = write_site({"content/publications/on-cards.md": with_alias})
    assert main(["build", "--site", str(site)]) == 0
    assert (site / "dist/old.html").is_file()
    (site / "content/publications/on-cards.md").write_text(with_alias.replace("/old.html", "/old.html/deeper"))
    assert main(["build", "--site", str(site)]) == 0
    assert (site / "dist/old.html/deeper/index.html").is_file()
    (site / "content/publications/on-cards.md").write_text(with_alias)
    assert main(["build", "--site", str(site)]) == 0
    assert (site / "dist/old.html").is_file()


def test_long_lists_go_on_over_pages_with_links(write_site: WriteSite) -> None:
    entries = {f"content/publications/n-{i}.md": ARTICLE.replace("On Cards", f"Card {i:03}") for i in range(120)}
    site = write_site(entries)
    assert main(["build", "--site", str(site)]) == 0
    first, last = (site / "dist/keywords/cards" / name / "index.html" for name in ("", "page/3"))
    assert 'href="../../keywords/cards/page/2/"' in first.read_text()
    assert "Card 119" in last.read_text()
    assert not (site / "dist/keywords/cards/page/4").exists()


def test_theme_files_are_overridden_one_by_one(write_site: WriteSite) -> None:
    site = write_site(
        {
            "content/publications/on-cards.md": ARTICLE,
            "templates/partials/card.html": "<li>my {{ card.title }}</li>",
            "templates/assets/icon.svg": "<svg/>",
        }
    )
    assert main(["build", "--site", str(site)]) == 0
    assert "<li>my On Cards</li>" in (site / "dist/index.html").read_text()
    assert (site / "dist/assets/icon.svg").read_text() == "<svg/>"
    assert (site / "dist/assets/theme.css").exists()


def test_people_only_listed(write_site: WriteSite) -> None:
    site = write_site(
        {
            "site.yaml": "title: T\nsearch: false\npeople: listed\n",
            "content/publications/on-cards.md": ARTICLE.replace("[Ada Lind]", "[Ada Lind, Bo Berg]"),
            "content/people/ada-lind.md": "---\nname: Ada Lind\n---\n",
        }
    )
    assert main(["build", "--site", str(site)]) == 0
    assert sorted(path.name for path in (site / "dist/people").iterdir()) == ["ada-lind", "index.html"]
    assert "<span>Bo Berg</span>" in (site / "dist/publications/on-cards/index.html").read_text()


def test_what_workers_compiled_is_not_compiled_again(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling the templates of a page takes longer than the page."""
    theme = (ROOT / "templates/publication.html").read_text("utf-8")
    site = write_site(
        {
            "site.yaml": "title: T\nsearch: false\n",
            "templates/publication.html": theme + "{# no other test has this one #}",
            **{f"content/publications/card-{i}.md": ARTICLE for i in range(3)},
        }
    )
    monkeypatch.setattr("kartotek.site.render.PER_TASK", 1)
    build(BuildOptions(site, site / "dist", jobs=2))
    entry = site / "content/publications/card-1.md"
    entry.write_text(entry.read_text("utf-8").replace("On Cards", "On Drawers"))
    monkeypatch.setattr("jinja2.Environment.compile", lambda *_, **__: pytest.fail("a template is compiled again"))
    build(BuildOptions(site, site / "dist"))
    assert "On Drawers" in text_of(site / "dist/publications/card-1/index.html")
