"""What a change does to a portal, told in words; an address that is gone without a successor is an error."""

import json
import shutil
import tarfile
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from kartotek.compare.said import parts_of
from tests.conftest import ARTICLE, tree

SETTINGS = "title: Test\nsearch: false\nlanguages: [en, da]\ncitation_styles: [none]\noutput: full\nbase_url: https://portal.test/\n"
SECOND = """---
type: book
title: "Drawers @all [x](https://evil.test) \\x1b"
authors: [Bo Berg]
issued: 2019
keywords: [Drawers]
files: [{path: paper.pdf}]
---
""".replace("\\x1b", "")
CONTENT: Mapping[str, str] = {
    "site.yaml": SETTINGS,
    "content/publications/on-cards.md": ARTICLE,
    "content/publications/drawers.md": SECOND,
    "content/people/bo-berg.md": "---\nname: Bo Berg\n---\n",
    "content/files/paper.pdf": "%PDF",
}
CARDS, DRAWERS = "content/publications/on-cards.md", "content/publications/drawers.md"


class Builder:
    """Builds versions of one site, each into a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.old = self.build("old", {})

    def build(self, name: str, changes: Mapping[str, str]) -> Path:
        """The portal with some files changed; "" removes one."""
        site = self.folder / "site"
        shutil.rmtree(site, ignore_errors=True)
        for path, text in {**CONTENT, **changes}.items():
            if text:
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (site / path).write_text(text)
        out = self.folder / name
        assert main(["build", "--site", str(site), "--out", str(out), "--jobs", "1"]) == 0
        return out


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    return Builder(tmp_path_factory.mktemp("versions"))


def diff(capsys: pytest.CaptureFixture[str], *arguments: str | Path, status: int) -> str:
    capsys.readouterr()
    assert main(["diff", "--jobs", "1", *map(str, arguments)]) == status
    return capsys.readouterr().out


def data(capsys: pytest.CaptureFixture[str], *arguments: str | Path, status: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(diff(capsys, "--format", "json", *arguments, status=status))
    return found


def test_an_edit_is_told_in_words(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    edited = ARTICLE.replace("On Cards", "On All Cards").replace("[Cards]", "[Cards, Shelves]")
    third = ARTICLE.replace("Ada Lind", "Eva Dahl").replace("2020-05", "2024").replace("On Cards", "More")
    new = builder.build("edited", {CARDS: edited, "content/publications/more.md": third})
    told = diff(capsys, builder.old, new, status=0)
    assert "Lind 2020: title changed; keywords changed; new keyword page “Shelves” (/publications/on-cards/)" in told
    assert "Dahl 2024: new person page “Eva Dahl” (/publications/more/)" in told
    assert "32 new addresses: 2 pages of keywords" in told
    assert "Publications" not in told  # the index is no entry
    found = data(capsys, builder.old, new, status=0)
    changes = {(entry["change"], entry["address"]) for entry in found["entries"]}
    assert {("changed", "/publications/on-cards/"), ("added", "/publications/more/")} <= changes
    assert ("changed", "/publications/drawers/") not in changes
    assert "/publications/more/more.bib" in found["appeared"][".bib of publications"]
    assert found["gone"] == []


def test_a_work_has_a_title_in_smaller_portals_too(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    settings = {"site.yaml": SETTINGS.replace("full", "standard")}
    old = builder.build("smaller", settings)
    new = builder.build("retitled-smaller", {**settings, CARDS: ARTICLE.replace("On Cards", "On All Cards")})
    assert "Lind 2020: title changed (/publications/on-cards/)" in diff(capsys, old, new, status=0)


@pytest.mark.parametrize("output", ["standard", "lean"])
def test_pages_say_the_same_with_another_output(
    builder: Builder, capsys: pytest.CaptureFixture[str], output: str
) -> None:
    """Heads repeat less; what is not made any more is told: files on the page about data, pages of people."""
    settings = {"site.yaml": SETTINGS.replace("full", output)}
    entries = data(capsys, builder.old, builder.build(f"as-{output}", settings), "--allow-gone", status=0)["entries"]
    changed = {entry["address"]: entry["words"] for entry in entries if entry["change"] == "changed"}
    del changed["/data/"]
    assert [word for words in changed.values() for word in words if not word.startswith("no person page")] == []


def test_a_work_without_authors_is_called_by_its_title(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    anonymous = {CARDS: ARTICLE.replace("authors: [Ada Lind]", ""), "site.yaml": SETTINGS.replace("full", "standard")}
    old = builder.build("anonymous", anonymous)
    new = builder.build(
        "anonymous-later", anonymous | {CARDS: anonymous[CARDS].replace("issued:", "volume: 7\nissued:")}
    )
    assert "“On Cards”: journal or book changed" in diff(capsys, old, new, status=0)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("note: Read at a conference.", "“Bibliographical note” added"),
        ("peer_reviewed: true", "line above the title changed"),
        ("category: education", "line above the title changed"),
        ("award: Best card", "award added"),
        ("funding: [{funder: The Fund, grant: '17'}]", "funding added"),
        ("status: in-press", "status added"),
        ("volume: 7\npages: 1-20", "journal or book changed; pages added"),
        ("publisher: The Press", "journal or book changed"),
    ],
)
def test_each_field_that_changed_is_named(
    builder: Builder, capsys: pytest.CaptureFixture[str], field: str, words: str
) -> None:
    new = builder.build("named", {CARDS: ARTICLE.replace("issued:", f"{field}\nissued:")})
    assert f"Lind 2020: {words} (/publications/on-cards/)" in diff(capsys, builder.old, new, status=0)


def test_what_is_listed_or_offered_is_not_what_a_page_says() -> None:
    listed = '<li><h3><a href="../publications/a/">A</a></h3><p>2020</p></li><li>B</li>'
    page = (
        f"<main><p>K</p><h1>T</h1><h2>L</h2><ol>{listed}</ol><p>E: <a download>x</a></p><p>See C<h2>M</h2><nav>N</nav>"
    )
    expected = {"line above the title": "K", "title": "T", "“L”": "B See C"}
    assert parts_of(page, listing=False) == expected
    assert parts_of(f"{page}</main>Foot", listing=True) == expected
    assert parts_of(page.replace("<h2>L", "<section><h2>L"), listing=True) == {
        "line above the title": "K",
        "title": "T",
    }


def test_another_look_is_one(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    new = builder.build("footer", {"site.yaml": f"{SETTINGS}footer: A new footer.\n"})
    found = data(capsys, builder.old, new, status=0)
    assert found["entries"] == []
    assert found["looks"] > 10


def test_nothing_is_told_of_the_same_portal(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(capsys, builder.old, builder.old, status=0) == "nothing differs that a reader would notice\n"


def test_a_removed_entry_is_an_error_unless_it_is_meant(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    new = builder.build("removed", {DRAWERS: ""})
    told = diff(capsys, builder.old, new, status=1)
    assert "error: " in told
    assert "/publications/drawers/ (pages of publications)" in told
    assert "kartotek retire" in told
    assert "drawers.bib" not in told  # it is one with its page
    found = data(capsys, builder.old, new, "--allow-gone", status=0)
    gone = {address for each in found["gone"] for address in each["addresses"]}
    assert {"/publications/drawers/", "/keywords/drawers/", "/publications/drawers/paper.pdf"} <= gone
    assert not any(address.startswith("/da/") or address.endswith(".ris") for address in gone)
    assert found["files_closed"] == ["/publications/drawers/paper.pdf"]
    assert found["emptied"] == ["/people/bo-berg/"]
    assert ("removed", "Berg 2019") in {(entry["change"], entry["name"]) for entry in found["entries"]}


def test_a_list_that_has_one_work_left_needs_no_exports(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    two = builder.build("two", {"content/publications/more.md": ARTICLE.replace("On Cards", "More")})
    assert (two / "people/ada-lind/ada-lind.bib").exists()
    found = data(capsys, two, builder.old, status=1)
    gone = {address for each in found["gone"] for address in each["addresses"]}
    assert gone == {"/publications/more/"}


def test_what_only_programs_of_the_portal_load_may_vanish(
    builder: Builder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Packed forms, files of suggestions and facets, the editor: but not a packed document, which people link to."""
    old = shutil.copytree(builder.old, tmp_path / "more")
    for path in (
        "publications/drawers/index.html.gz",
        "publications/drawers/drawers.bib.br",
        "search/names-dra.json",
        "search/facets-person-7.json",
        "search/facets-person-7.json.gz",
        "admin/chunks/editor-1.js",
        "publications/drawers/data.csv.gz",
    ):
        (old / path).parent.mkdir(parents=True, exist_ok=True)
        (old / path).write_bytes(b"x")
    found = data(capsys, old, builder.old, status=1)
    assert [each["addresses"] for each in found["gone"]] == [["/publications/drawers/data.csv.gz"]]
    (old / "publications/drawers/data.csv.gz").unlink()
    data(capsys, old, builder.old, status=0)


def test_an_old_address_that_redirects_is_no_error(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    aliases = "aliases: [/publications/drawers/, /da/publications/drawers/]\n"
    moved = SECOND.replace("issued:", f"{aliases}issued:").replace("files: [{path: paper.pdf}]\n", "")
    new = builder.build("moved", {DRAWERS: "", "content/publications/new-drawers.md": moved})
    told = diff(capsys, builder.old, new, status=0)
    assert "Berg 2019: leads to /publications/new-drawers/ (/publications/drawers/)" in told


def test_a_file_that_is_closed_or_opened(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    closed = SECOND.replace("path: paper.pdf", "path: paper.pdf, access: closed")
    new = builder.build("closed", {DRAWERS: closed})
    assert data(capsys, builder.old, new, status=1)["files_closed"] == ["/publications/drawers/paper.pdf"]
    assert data(capsys, new, builder.old, status=0)["files_opened"] == ["/publications/drawers/paper.pdf"]


def test_another_profile_is_one_line(builder: Builder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = shutil.copytree(builder.old, tmp_path / "lean")
    for export in new.rglob("*.ris"):
        export.unlink()
    told = diff(capsys, builder.old, new, status=0)
    assert len(told.splitlines()) == 2
    assert ".ris of publications" in told
    assert "any more (5 addresses): the portal is built with another choice of exports" in told
    shutil.copy(builder.old / "publications/drawers/drawers.ris", new / "publications/drawers/")
    told = diff(capsys, builder.old, new, status=1)
    assert "/publications/on-cards/on-cards.ris (.ris of publications)" in told


@pytest.mark.parametrize("output", ["standard", "lean"])
def test_a_smaller_profile_is_one_line(builder: Builder, capsys: pytest.CaptureFixture[str], output: str) -> None:
    """Also where lists that are long enough keep exports, as that of Ada Lind does in `standard`."""
    many = {f"content/publications/more-{n}.md": ARTICLE.replace("On Cards", f"More {n}") for n in range(55)}
    old = builder.build("all", many)
    new = builder.build(output, {**many, "site.yaml": SETTINGS.replace("full", output)})
    assert (new / "people/ada-lind/ada-lind.bib").exists() is (output == "standard")
    told = diff(capsys, old, new, status=0)
    (line,) = [line for line in told.splitlines() if "any more" in line]
    assert line.endswith("the portal is built with another choice of exports")
    assert ".ris of publications" in line


def test_ten_thousand_errors_are_a_few_lines(
    builder: Builder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = shutil.copytree(builder.old, tmp_path / "many")
    for number in range(60):
        (old / f"people/p-{number}").mkdir()
        (old / f"people/p-{number}/index.html").write_text("<title>P</title>")
        (old / f"people/page/{number}").mkdir(parents=True)
        (old / f"people/page/{number}/index.html").write_text("<title>P</title>")
    told = diff(capsys, old, builder.old, status=1)
    assert "60 addresses, pages of people: /people/p-0/ and others" in told
    assert "and 10 more" in told
    assert "/people/page/" not in told


def test_a_page_that_grows_is_named(builder: Builder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = shutil.copytree(builder.old, tmp_path / "heavy")
    page = new / "people/ada-lind/index.html"
    size = page.stat().st_size
    page.write_text(page.read_text("utf-8") + "<!--" + 20_000 * "x" + "-->")
    assert data(capsys, builder.old, new, status=0)["heavier"] == [
        {"address": "/people/ada-lind/", "before": size, "now": size + 20_007}
    ]


def test_a_comment_calls_nobody_and_links_nowhere(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    retitled = SECOND.replace("authors: [Bo Berg]\n", "").replace("issued: 2019\n", "")
    new = builder.build("retitled", {DRAWERS: retitled})
    told = diff(capsys, builder.old, new, "--format", "markdown", "--allow-gone", status=0)
    assert "## What this changes" in told
    assert "@all" not in told
    assert "](https" not in told


def test_archives_and_folders_are_the_same(
    builder: Builder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = builder.build("removed-again", {DRAWERS: ""})
    with tarfile.open(tmp_path / "artifact.tar", "w") as packed:
        packed.add(builder.old, arcname=".")
    shutil.make_archive(str(tmp_path / "old"), "zip", builder.old.parent, builder.old.name)
    shutil.make_archive(str(tmp_path / "old"), "gztar", builder.old)
    (tmp_path / "pages").mkdir()
    shutil.move(tmp_path / "artifact.tar", tmp_path / "pages")
    shutil.make_archive(str(tmp_path / "github"), "zip", tmp_path / "pages")
    wanted = data(capsys, builder.old, new, status=1)
    for name in ("old.zip", "old.tar.gz", "github.zip"):
        assert data(capsys, tmp_path / name, new, status=1) == wanted


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("nothing", None, "there is no portal"), ("a.zip", b"PK\x03\x04 no", "cannot be unpacked"),
        ("a.xml", b"<html>", "is not a sitemap"), ("folder/x.txt", b"x", "has no index.html"),
        ("http://127.0.0.1:1/sitemap.xml", None, "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_portal_is_named(
    name: str, content: bytes | None, told: str, builder: Builder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = name if "://" in name else str(tmp_path / name)
    if content is not None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert main(["diff", given.removesuffix("/x.txt"), str(builder.old)]) == 2
    assert told in capsys.readouterr().err


@pytest.fixture
def running(builder: Builder, tmp_path: Path) -> Iterator[str]:
    """The old portal, running at an address of this machine; its sitemap is one that an index names."""
    out = shutil.copytree(builder.old, tmp_path / "running")
    handler = partial(SimpleHTTPRequestHandler, directory=str(out))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        sitemap = out / "sitemap.xml"
        (out / "sitemap-1.xml").write_text(sitemap.read_text().replace("https://portal.test/", address))
        sitemap.write_text(f"<sitemapindex><sitemap><loc>{address}sitemap-1.xml</loc></sitemap></sitemapindex>")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


def test_a_running_portal_is_known_by_its_sitemap(
    running: str, builder: Builder, capsys: pytest.CaptureFixture[str]
) -> None:
    new = builder.build("without", {DRAWERS: ""})
    for name in (running, f"{running}sitemap.xml"):
        told = diff(capsys, name, new, status=1)
        assert "/publications/drawers/ (pages of publications)" in told
        assert "ada-lind" not in told
    assert "/publications/" not in diff(capsys, running, builder.old, status=0)


def test_a_build_is_compared_with_what_was_published(
    builder: Builder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    builder.build("compared", {DRAWERS: ""})
    site = builder.folder / "site"
    command = ["build", "--site", str(site), "--out", str(tmp_path / "out"), "--jobs", "1", "--against"]
    capsys.readouterr()
    assert main([*command, str(builder.old)]) == 1
    told = capsys.readouterr().err
    assert "/publications/drawers/ (pages of publications)" in told
    assert "nothing was published" in told
    assert not any((tmp_path / "out").iterdir())
    assert main([*command, str(builder.old), "--allow-gone", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)["report"]
    assert report["difference"]["files_closed"]
    assert report["published"]
    assert main([*command, str(tmp_path / "nothing")]) == 2
    assert "there is no portal" in capsys.readouterr().err


def test_a_portal_whose_addresses_would_vanish_stays_as_it_is(
    builder: Builder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is compared with itself as it was published, whether all or only one page is made again."""
    builder.build("all", {})
    site, out = builder.folder / "site", tmp_path / "dist"
    command = ["build", "--site", str(site), "--out", str(out), "--jobs", "1"]
    assert main(command) == 0
    before = tree(out)
    (site / DRAWERS).unlink()
    capsys.readouterr()
    for _ in range(2):
        assert main([*command, "--against", str(out), "--format", "json"]) == 1
        report = json.loads(capsys.readouterr().out)["report"]
        assert not report["published"]
        assert "pages of publications" in [each["what"] for each in report["difference"]["gone"]]
        assert tree(out) == before
    (site / DRAWERS).write_text(SECOND)
    (site / CARDS).write_text(f"{ARTICLE}More.\n")
    assert main([*command, "--against", str(out)]) == 0
    assert "Lind 2020: abstract changed" in capsys.readouterr().err
    made = tree(out)
    assert main([*command, "--clean"]) == 0
    assert made == tree(out) != before
    assert main([*command, "--against", str(builder.old), "--format", "json"]) == 0
    changes = json.loads(capsys.readouterr().out)["report"]["difference"]["entries"]
    assert [change["words"] for change in changes] == [["abstract changed"]], "nothing had to be built"


def test_where_a_line_may_end_is_nothing_that_a_page_says() -> None:
    page = '<main><h1>T</h1><p>Pages (<span class="whole">1–2</span>), 10.<wbr>1/<wbr>a</p></main>'
    assert parts_of(page, listing=False) == {"title": "T", "text": "Pages (1–2), 10.1/a"}
