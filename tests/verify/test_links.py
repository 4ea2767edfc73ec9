"""Every link of a built portal leads to something; what does not is told once, with its place."""

import json
import re
import shutil
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.verify.addresses import OUTSIDE, Resolver
from kartotek.verify.scan import page
from tests.conftest import ARTICLE, ROOT, WriteSite

BASE = "https://portal.test/sub/"
SETTINGS = f"title: Test\noutput: full\nsearch: false\nlanguages: [en, da]\ncitation_styles: [none]\nbase_url: {BASE}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small portal in two languages, with its site beside it."""
    site = tmp_path_factory.mktemp("links") / "site"
    (site / "content/publications").mkdir(parents=True)
    (site / "content/files").mkdir()
    (site / "site.yaml").write_text(SETTINGS)
    (site / "content/publications/on-cards.md").write_text(
        ARTICLE.replace("issued:", "files: [{path: paper.pdf}]\nissued:")
    )
    (site / "content/files/paper.pdf").write_bytes(b"%PDF")
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 0
    return site


def test_places_in_a_program_are_no_anchors(write_site: WriteSite) -> None:
    """The links of `editing` lead to entries in `/admin/`."""
    site = write_site(
        {
            "site.yaml": f"{SETTINGS}editing: {{repository: a/b, forge: test}}\n",
            "content/publications/on-cards.md": ARTICLE,
        }
    )
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 0
    assert "admin/#/collections/" in (site / "dist/publications/on-cards/index.html").read_text("utf-8")
    assert main(["check", "--site", str(site), "--built", "--jobs", "1"]) == 0


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage, without what was remembered."""
    shutil.copytree(built, tmp_path / "site", ignore=shutil.ignore_patterns(".kartotek"))
    return tmp_path / "site"


Told = list[tuple[str, str]]


def check(site: Path, capsys: pytest.CaptureFixture[str], status: int) -> Told:
    """File and code of what the check says."""
    assert main(["check", "--site", str(site), "--built", "--jobs", "1", "--format", "json"]) == status
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert all(each["hint"] for each in found)
    return [(each["file"], each["code"]) for each in found]


def replace_in(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(dist: Path) -> None:
        text = (dist / path).read_text("utf-8")
        assert old in text
        (dist / path).write_text(text.replace(old, new, 1), "utf-8")

    return change


def remove(path: str) -> Callable[[Path], None]:
    return lambda dist: (dist / path).unlink()


CARDS = "publications/on-cards/index.html"
DAMAGE: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "page": (remove("people/ada-lind/index.html"), "dist/da/people/ada-lind/index.html", "broken-link"),
    "asset": (remove("assets/theme.css"), "dist/404.html", "broken-link"),
    "font of a style sheet": (
        lambda dist: (dist / "assets/fonts/serif-latin-ext.woff2").unlink(),
        "dist/assets/theme.css",
        "broken-link",
    ),
    "document": (remove("publications/on-cards/paper.pdf"), f"dist/da/{CARDS}", "broken-link"),
    "export": (remove("years/2020/2020.bib"), "dist/da/years/2020/index.html", "broken-link"),
    "sitemap": (
        replace_in("sitemap.xml", "sub/types/</loc>", "sub/types/x/</loc>"), "dist/sitemap.xml", "broken-link",
    ),
    "feed": (
        replace_in("publications/publications.atom", "publications/on-cards/", "publications/on-card/"),
        "dist/publications/publications.atom", "broken-link",
    ),
    "link set": (
        replace_in("publications/on-cards/on-cards.linkset.json", "on-cards.bib", "cards.bib"),
        "dist/publications/on-cards/on-cards.linkset.json", "broken-link",
    ),
    "JSON-LD": (
        replace_in(CARDS, '"@id":"https://portal.test/sub/people/ada', '"@id":"https://portal.test/sub/people/eva'),
        f"dist/{CARDS}", "broken-link",
    ),
    "BibTeX": (
        replace_in("years/2020/2020.bib", "sub/publications/on-cards/", "sub/publications/cards/"),
        "dist/years/2020/2020.bib", "broken-link",
    ),
    "anchor of the page": (replace_in(CARDS, 'id="main"', 'id="other"'), f"dist/{CARDS}", "broken-anchor"),
    "anchor elsewhere": (
        replace_in(CARDS, 'href="../../people/"', 'href="../../people/#no"'), f"dist/{CARDS}", "broken-anchor",
    ),
    "alternate": (
        replace_in(f"da/{CARDS}", 'hreflang="en" href="https://portal.test/sub/publications/on-cards/">',
                   'hreflang="en" href="https://portal.test/sub/publications/">'),
        f"dist/{CARDS}", "one-sided-alternate",
    ),
    "outside": (replace_in(CARDS, 'href="../../people/"', 'href="../../../x/"'), f"dist/{CARDS}", "broken-link"),
}  # fmt: skip


def test_a_portal_as_it_was_built_has_no_broken_link(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(site, capsys, 0) == []


def test_files_may_have_any_sign_in_their_names(write_site: WriteSite) -> None:
    """What leads to `a#1%20.pdf` leads not to a part of `a`."""
    names = ("a#1.pdf", "b%23.pdf", "c%20#2.pdf")
    fields = f"files: [{', '.join(f'{{path: {name!r}}}' for name in names)}]\nissued:"
    files = {f"content/files/{name}": "%PDF" for name in names}
    site = write_site(
        {"site.yaml": SETTINGS, "content/publications/on-cards.md": ARTICLE.replace("issued:", fields), **files}
    )
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 0
    assert main(["check", "--site", str(site), "--built", "--jobs", "1"]) == 0
    (site / "dist/publications/on-cards/a#1.pdf").unlink()
    assert main(["check", "--site", str(site), "--built", "--jobs", "1"]) == 1


@pytest.mark.parametrize("name", DAMAGE)
def test_each_kind_of_link_is_followed(name: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once with nothing remembered, and once when only what was damaged is read."""
    damage, file, code = DAMAGE[name]
    assert check(site, capsys, 0) == []
    damage(site / "dist")
    found = check(site, capsys, 1)
    assert (file, code) in found
    shutil.rmtree(site / ".kartotek")
    assert check(site, capsys, 1) == found


@pytest.mark.parametrize("tenth", range(10))
def test_what_was_remembered_and_is_damaged_is_read_again(
    site: Path, capsys: pytest.CaptureFixture[str], tenth: int
) -> None:
    """One bit of it, in each tenth of the file; that of a check with errors, which must not be forgotten."""
    replace_in(CARDS, 'href="../../people/"', 'href="../../nobody/"')(site / "dist")
    found = check(site, capsys, 1)
    (remembered,) = (site / ".kartotek").glob("links-*")
    data = bytearray(remembered.read_bytes())
    data[tenth * len(data) // 10] ^= 4
    remembered.write_bytes(data)
    (site / "dist/assets/icon.svg").unlink()
    damaged = check(site, capsys, 1)
    shutil.rmtree(site / ".kartotek")
    assert check(site, capsys, 1) == damaged
    assert set(found) < set(damaged)


def test_a_target_is_told_once_at_its_first_place(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "dist/assets/icon.svg").unlink()
    assert main(["check", "--site", str(site), "--built", str(site / "dist")]) == 1
    told = capsys.readouterr().err
    assert re.search(r"dist/404.html\n +\d+:24  error  '/sub/assets/icon.svg' leads to dist/assets/icon.svg", told)
    assert re.search(r"not there; \d\d more files have it too", told)
    assert told.count("icon.svg") == 2


def test_many_broken_links_on_one_page_take_no_longer_each(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is read once for all of them, and each is told with its own place."""
    links = "".join(f"<p>\n<a href='nowhere/{number}'>x</a> <a href=no/{number}>x</a>\n" for number in range(500))
    with (site / "dist/404.html").open("a") as page_file:
        page_file.write(links)
    calls: list[str] = []
    real = Resolver.target

    def counted(self: Resolver, address: str, page: str) -> str:
        calls.append(address)
        return real(self, address, page)

    monkeypatch.setattr(Resolver, "target", counted)
    assert main(["check", "--site", str(site), "--built", "--jobs", "1", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert len(found) == 1000
    text = (site / "dist/404.html").read_text().splitlines()
    for each in found:
        written = re.findall(r"'(.*?)'", each["message"])[0]
        assert text[each["line"] - 1][each["column"] - 1 :].startswith(
            f"{written}{'>' if written[2] == '/' else chr(39)}"
        )
    assert len(calls) < 10_000


def test_a_check_leaves_the_cache_as_a_build_wants_it(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(site, capsys, 0) == []
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 0
    assert "was discarded" not in capsys.readouterr().err


def test_only_what_changed_is_read_again(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def read() -> int:
        assert main(["check", "--site", str(site), "--built", "--format", "json"]) == 0
        return int(json.loads(capsys.readouterr().out)["report"]["read"])

    assert read() > 50
    assert read() == 0
    replace_in(CARDS, "About cards.", "About all cards.")(site / "dist")
    assert read() == 1
    for remembered in (site / ".kartotek").glob("links-*"):
        remembered.write_bytes(remembered.read_bytes().replace(b"people", b"peoplf"))
    assert read() > 50


def test_without_a_portal_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--built", str(tmp_path)]) == 2
    assert "there is no portal in" in capsys.readouterr().err


class Peer(HTMLParser):
    """What Python's own parser finds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action"):
                self.addresses.add(value or "")
            elif name == "id":
                self.ids.add(value or "")


AWKWARD = """<!doctype html><title><a href="no1"></title><!-- <a href="no2"> > --><p title='a > b' ID=one>a < b
<A class="x" HREF='yes1'>x</A><a href=yes2>y</a><a data-href="no3" title="href='no4'"
href = "yes&amp;3" >z</a><textarea><a href="no5"></textarea><script type="module" src="yes4">"<a href='no6'>"</script>
<img alt="<a href='no7'>" src="yes5"/><a href="yes6"id="two">t</a><br/><p id='th&eacute;'>href="no8"</p><a href>e</a>"""


def test_pages_are_read_as_a_parser_reads_them() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "tests/golden/dist").rglob("*.html")]
    assert len(texts) > 50
    for text in texts:
        found, peer = page(text, ""), Peer(text)
        assert {unescape(each) for each in found.addresses} >= peer.addresses
        assert found.ids == peer.ids


def test_what_only_looks_like_a_link_is_none() -> None:
    found = page(AWKWARD, "")
    assert {unescape(each) for each in found.addresses} == {"yes1", "yes2", "yes&3", "yes4", "yes5", "yes6"}
    assert found.ids == {"one", "two", "thé"}


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("../x/", "people/x/index.html"), ("", ""), ("?page=2", "people/ada/index.html"), ("../../", "index.html"),
        ("../../../x", OUTSIDE), ("https://else.test/", ""), ("//else.test/", ""), ("mailto:a@b.test", ""),
        ("/sub/search/?q=x#y", "search/index.html#y"), ("/else/", ""), (BASE, "index.html"), ("./a.pdf#page=2",
        "people/ada/a.pdf#page=2"), ("#top", "people/ada/index.html"), ("#a%20b", "people/ada/index.html#a b"),
        ("../%C3%A9/", "people/é/index.html"), ("a&amp;b/", "people/ada/a&b/index.html"),
        ("../..", "index.html"), ("x/../../..", "index.html"), (" ../x/ ", "people/x/index.html"),
        (BASE.replace("https://p", "HTTPS://P"), "index.html"), (BASE.replace("/sub", "/SUB"), ""),
    ],
)  # fmt: skip
def test_an_address_leads_where_a_browser_goes(address: str, target: str) -> None:
    assert Resolver(BASE).target(address, "people/ada/index.html") == target
