"""No old address stands where the portal or its host has something, and what passes the check can be built."""

import re
import shutil
from pathlib import Path

import pytest

from kartotek.diagnostics import ContentError
from kartotek.site.build import build
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from scripts.generators.golden import DAY, FOLDER
from tests.conftest import ARTICLE, WriteSite, tree

CAN_BE_OLD = re.compile(r"(?!/index.html$)(/[\w~-][\w.~-]*)+/?")
"""All else is no address within a portal, of which `test_addresses` has a test."""
ENTRY = "---\ntype: book\ntitle: Moved\nissued: 2020\naliases:\n"


def refused(site: Path, aliases: list[str]) -> list[str]:
    """Give an entry old addresses, a line each, and return those of which the check says something."""
    first = ENTRY.count("\n") + 1
    (site / "content/publications/moved.md").write_text(ENTRY + "".join(f"- {alias}\n" for alias in aliases) + "---\n")
    try:
        check(BuildOptions(site, site / "dist"))
    except ContentError as error:
        diagnostics = [
            diagnostic for diagnostic in error.diagnostics if diagnostic.file == "content/publications/moved.md"
        ]
        assert {diagnostic.code for diagnostic in diagnostics} == {"address-clash"}
        assert all(diagnostic.hint for diagnostic in diagnostics)
        return [aliases[line] for line in sorted({diagnostic.line - first for diagnostic in diagnostics})]
    return []


@pytest.fixture
def golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portal with one of everything, in two languages, with an entry that has moved; built."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    site = tmp_path / "site"
    shutil.copytree(FOLDER / "site", site)
    refused(site, ["/another-old-address/"])
    build(BuildOptions(site, site / "dist"))
    return site


def test_every_file_that_is_made_is_safe(golden: Path) -> None:
    """From an old address that would be it, in any case of letters, or be a folder where it is a file."""
    made = sorted(path for path in tree(golden / "dist") if path != "another-old-address/index.html")
    assert len(made) > 100
    aliases = [alias for path in made for alias in (f"/{path}", f"/{path.upper()}/", f"/{path}/deeper/x.html")]
    aliases = list(filter(CAN_BE_OLD.fullmatch, aliases))
    assert sorted(set(aliases) - set(refused(golden, aliases))) == []


def test_what_passes_the_check_is_built_and_takes_nothing_away(golden: Path) -> None:
    made = tree(golden / "dist")
    aliases = {
        "/stage-plays/",
        "/Cname.html",
        "/cname/",
        "/filesystem/",
        "/People/Old/",
        "/people/page.html",
        "/old.html",
    }
    aliases |= {"/old.html/deeper/", "/search/old/", "/da/people/Old.html", "/straße/", "/strasse/"}
    for path in made:
        folder, _, name = path.rpartition("/")
        stem = name.partition(".")[0]
        aliases |= {f"/{path}.html", f"/{folder}.html", f"/{folder}/{stem}/", f"/{folder}/old-{name}/", f"/x/{path}/"}
        aliases |= {f"/{folder}/older/page/2/", f"/{folder}/INDEX.htm"}
    aliases = set(filter(CAN_BE_OLD.fullmatch, aliases))
    bad = refused(golden, sorted(aliases))
    assert {"/cname/", "/old.html/deeper/"} <= set(bad)
    good = sorted(aliases - set(bad))
    assert len(good) > 300
    assert refused(golden, good) == []
    build(BuildOptions(golden, golden / "dist"))
    after = tree(golden / "dist")
    assert {path for path in made if path not in after} == {"another-old-address/index.html"}
    assert len({path.lower() for path in after}) == len(after)
    for alias in good:
        place = alias.strip("/")
        assert b"has moved" in after[place if re.search(r"\.html?$", place) else f"{place}/index.html"], alias
    build(BuildOptions(golden, golden / "clean", cache_folder=".other"))
    assert tree(golden / "clean") == after


@pytest.mark.parametrize(
    ("alias", "what"),
    [
        ("/CNAME/", "what web hosts call cname"), ("/cname", "cname"), ("/CNAME/old.html", "cname"),
        ("/_headers/", "_headers"), ("/_redirects/x/", "_redirects"), ("/data/oai.xml/", "folder data/"),
        ("/DATA/", "folder data/"), ("/data/oai.xml/x.html", "folder data/"), ("/robots.txt/", "/robots.txt"),
        ("/Robots.TXT/old/", "/robots.txt"), ("/sitemap.xml/", "/sitemap.xml"), ("/sitemap-2.xml/", "/sitemap-2.xml"),
        ("/assets/old/", "folder assets/"), ("/Files/closed.pdf/", "folder files/"), ("/pagefind/", "folder pagefind/"),
        ("/people/people.bib/", "/people/people.bib"), ("/publications/publications.atom/x/", "publications.atom"),
        ("/publications/on-cards/on-cards.bib/", "/publications/on-cards/on-cards.bib"),
        ("/publications/on-cards/On-Cards.linkset.json/x/", "on-cards.linkset.json"),
        ("/publications/on-cards/Paper.pdf/", "/publications/on-cards/paper.pdf"),
        ("/People/Ada-Lind/", "/people/ada-lind"), ("/people/ada-lind/INDEX.HTML", "/people/ada-lind/index.html"),
        ("/people/page/2/", "/people/page/2"), ("/years/2020/2020.csv/", "/years/2020/2020.csv"),
        ("/DA/people/", "/people"), ("/404.html/x/", "/404.html"), ("/index.html/x/", "/index.html"),
        ("/About/", "/about"), ("/about/index.html/old/", "/about/index.html"), ("/Search/", "/search"),
        ("/search/names-ab.json/", "/search/names-ab.json"), ("/Search/IDS.json/x.html", "/search/ids.json"),
        ("/search/facets-person-7.json/", "/search/facets-person-7.json"),
    ],
)  # fmt: skip
def test_what_stands_there_is_named(write_site: WriteSite, alias: str, what: str) -> None:
    site = write_site(
        {
            "site.yaml": "title: T\nsearch: false\nlanguages: [en, da]\n",
            "content/publications/on-cards.md": ARTICLE.replace("issued:", "files: [{path: a/paper.pdf}]\nissued:"),
            "content/files/a/paper.pdf": b"x",
            "content/pages/about.md": "---\ntitle: About\n---\nText.\n",
            "content/publications/moved.md": f"{ENTRY}- {alias}\n---\n",
        }
    )
    with pytest.raises(ContentError) as told:
        check(BuildOptions(site, site / "dist"))
    (diagnostic,) = told.value.diagnostics
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == ("address-clash", 6, 3)
    assert what in diagnostic.message


@pytest.mark.parametrize(
    ("aliases", "clash"),
    [
        ("[/Old/, /old/]", 2),
        ("[/old.html/x/, /Old.HTML]", 0),
        ("[/OLD.html, /old.html]", 2),
        ("[/a/Index.html, /A/]", 2),
    ],
)
def test_old_addresses_that_differ_in_case_only(write_site: WriteSite, aliases: str, clash: bool) -> None:
    """One of the two is refused where one disk would have one place for both."""
    site = write_site({"content/publications/moved.md": ENTRY.replace("aliases:\n", f"aliases: {aliases}\n---\n")})
    if not clash:
        assert build(BuildOptions(site, site / "dist")).diagnostics == []
        return
    with pytest.raises(ContentError) as told:
        build(BuildOptions(site, site / "dist"))
    assert [diagnostic.code for diagnostic in told.value.diagnostics] == ["address-clash"]


def test_a_free_page_stands_not_where_hosts_look(write_site: WriteSite) -> None:
    site = write_site(
        {"content/publications/on-cards.md": ARTICLE, "content/pages/cname.md": "---\ntitle: Names\n---\nText.\n"}
    )
    with pytest.raises(ContentError) as told:
        check(BuildOptions(site, site / "dist"))
    assert [(diagnostic.code, diagnostic.file) for diagnostic in told.value.diagnostics] == [
        ("address-clash", "content/pages/cname.md")
    ]


def test_what_belongs_to_the_host_stays(write_site: WriteSite) -> None:
    """Through builds from nothing, too."""
    site = write_site({"content/publications/on-cards.md": ARTICLE})
    build(BuildOptions(site, site / "dist"))
    own = {name: name.encode() for name in ("CNAME", "_headers", "_redirects")}
    for name, data in own.items():
        (site / "dist" / name).write_bytes(data)
    (site / "content/publications/moved.md").write_text(f"{ENTRY}- /CNAME/\n---\n")
    for clean in (False, True):
        with pytest.raises(ContentError):
            build(BuildOptions(site, site / "dist", clean=clean))
    (site / "content/publications/moved.md").write_text(f"{ENTRY}- /old/\n---\n")
    for clean in (False, True):
        build(BuildOptions(site, site / "dist", clean=clean))
        assert own.items() <= tree(site / "dist").items()


@pytest.mark.parametrize(
    ("alias", "taken"), [("x" * 200, True), ("x" * 300, False), ("ø" * 150, False), ("a/" * 500, False)]
)
def test_an_old_address_is_no_longer_than_disks_take(write_site: WriteSite, alias: str, taken: bool) -> None:
    site = write_site({"content/publications/moved.md": f"{ENTRY}- /{alias}/\n---\n"})
    if taken:
        build(BuildOptions(site, site / "dist"))
        assert (site / "dist" / alias / "index.html").is_file()
        return
    with pytest.raises(ContentError) as refusal:
        check(BuildOptions(site, site / "dist"))
    assert [(found.code, found.line) for found in refusal.value.diagnostics] == [("bad-url", ENTRY.count("\n") + 1)]


def test_a_file_name_leaves_room_for_the_endings_of_exports(write_site: WriteSite) -> None:
    entry = ENTRY.replace("aliases:\n", "---\n")
    site = write_site({f"content/publications/{'x' * 200}.md": entry})
    build(BuildOptions(site, site / "dist"))
    (site / f"content/publications/{'y' * 240}.md").write_text(entry)
    with pytest.raises(ContentError) as refusal:
        check(BuildOptions(site, site / "dist"))
    assert [found.code for found in refusal.value.diagnostics] == ["bad-name"]
