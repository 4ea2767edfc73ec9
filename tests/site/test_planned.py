"""What passes the check can be built: each file that is planned is written once, on any disk."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartotek import urls
from kartotek.diagnostics import ContentError, Diagnostic, Severity
from kartotek.output.stage import MARKER
from kartotek.site.build import build
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from kartotek.text.file_names import folded, why_unportable
from tests.conftest import ARTICLE, WriteSite, tree

SITE = "title: T\nsearch: false\ncitation_styles: none\nlanguages: [{}]\n{}"
PLAIN = SITE.format("en, da", "base_url: https://portal.test/\n")


def found_by_check(site: Path) -> list[Diagnostic]:
    """The diagnostics of a check; a build that follows must agree with it."""
    try:
        return check(BuildOptions(site, site / "dist")).diagnostics
    except ContentError as error:
        with pytest.raises(ContentError):
            build(BuildOptions(site, site / "dist"))
        assert not (site / "dist").exists()
        return error.diagnostics


def files(*names: str) -> str:
    return ARTICLE.replace("issued:", f"files: [{', '.join(f'{{path: {name!r}}}' for name in names)}]\nissued:")


LATE = ARTICLE.replace("issued:", "publish_on: 2999-01-01\naliases: [/Old/]\nissued:")
"""An entry that waits for its day: on that day nobody is there to mend what clashes."""
MOVED = ARTICLE.replace("issued:", "aliases: [/publications/late/index.html/x/]\nissued:")


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"content/publications/publications.csv.md": ARTICLE}, "publications/publications.csv.md"),
        ({"content/publications/one.md": files("a/Paper.pdf", "b/paper.pdf")}, "publications/one.md"),
        ({"content/publications/one.md": files("a/\u00e5.pdf", "b/A\u030a.pdf")}, "publications/one.md"),
        ({"content/publications/one.md": files("a/One.BIB")}, "publications/one.md"),
        ({"content/publications/one.md": files("INDEX.html")}, "publications/one.md"),
        ({"content/publications/late.md": LATE, "content/publications/zero.md": MOVED}, "publications/zero.md"),
        (
            {"content/publications/late.md": LATE, "content/pages/old.md": "---\ntitle: P\n---\n"},
            "publications/late.md",
        ),
        ({"content/publications/page.md": files("2")}, "publications/page.md"),
        ({"content/publications/one.md": ARTICLE + "[x](/files/a/x.pdf) [y](/files/A/X.pdf)"}, "files/a/x.pdf"),
        ({"templates/assets/Theme.css": "p {}"}, "templates/assets/Theme.css"),
        ({"templates/assets/colors.css": "p {}"}, "templates/assets/colors.css"),
        (
            {"templates/assets/fonts.css/a.css": "p {}", "templates/assets/FONTS.css": ""},
            "templates/assets/fonts.css/a.css",
        ),
        ({"content/pages/cdn-cgi.md": "---\ntitle: P\n---\n"}, "pages/cdn-cgi.md"),
    ],
)
def test_two_things_at_one_address(write_site: WriteSite, texts: Mapping[str, str], told: str) -> None:
    documents = ("a/Paper.pdf", "b/paper.pdf", "a/\u00e5.pdf", "b/A\u030a.pdf", "a/One.BIB", "INDEX.html", "2")
    standard = {f"content/files/{name}": name for name in (*documents, "a/x.pdf", "A/X.pdf")}
    listed = {f"content/publications/w{i}.md": ARTICLE for i in range(51)} if "page.md" in told else {}
    site = write_site({"site.yaml": PLAIN, "content/publications/zero.md": ARTICLE, **standard, **listed, **texts})
    found = [diagnostic for diagnostic in found_by_check(site) if diagnostic.code == "address-clash"]
    assert [diagnostic.file.removeprefix("content/") for diagnostic in found] == [told]
    assert all(diagnostic.hint for diagnostic in found)


@pytest.mark.parametrize(
    ("texts", "code", "told"),
    [
        ({"content/publications/con.md": ARTICLE}, "bad-name", "publications/con.md"),
        ({"content/pages/nul.da.md": "---\ntitle: P\n---\n"}, "bad-name", "pages/nul.da.md"),
        ({"content/publications/one.md": files("aux.pdf")}, "bad-path", "publications/one.md"),
        ({"content/publications/one.md": files("Web.config")}, "bad-path", "publications/one.md"),
        ({"templates/assets/aux.css": "p {}"}, "bad-path", "templates/assets/aux.css"),
        ({"content/publications/one.md": files("what?.pdf")}, "bad-path", "publications/one.md"),
        ({"content/publications/one.md": files("dot./x")}, "bad-path", "publications/one.md"),
        ({"content/publications/one.md": files("\ufb2c" * 84)}, "bad-path", "publications/one.md"),
        ({"content/publications/one.md": ARTICLE + "[x](/files/aux.pdf)"}, "bad-path", "publications/one.md"),
        (
            {"content/publications/one.md": ARTICLE.replace("issued:", "aliases: [/com1.html]\nissued:")},
            "bad-url",
            "publications/one.md",
        ),
        (
            {"content/publications/one.md": ARTICLE.replace("issued:", "aliases: [/old./x/]\nissued:")},
            "bad-url",
            "publications/one.md",
        ),
    ],
)
def test_names_that_some_disks_refuse(write_site: WriteSite, texts: Mapping[str, str], code: str, told: str) -> None:
    names = ("aux.pdf", "Web.config", "what?.pdf", "dot./x", "\ufb2c" * 84)
    standard = {f"content/files/{name}": name for name in names}
    site = write_site({"site.yaml": PLAIN, "content/publications/zero.md": ARTICLE, **standard, **texts})
    found = [diagnostic for diagnostic in found_by_check(site) if diagnostic.code == code]
    assert [diagnostic.file.removeprefix("content/") for diagnostic in found] == [told]


@pytest.mark.parametrize("old", ["people/index.html.gz", "publications/one/one.bib.br", "old.html.gz/x"])
@pytest.mark.parametrize("where", ["entry", "redirects.csv"])
def test_an_old_address_where_a_packed_file_would_be(write_site: WriteSite, old: str, where: str) -> None:
    """`check` needs no program that packs, but a build with it would fail."""
    settings = f"{PLAIN}precompressed: [gzip, brotli]\n"
    aliases = "aliases: [/old.html]\nissued:" if where != "entry" else f"aliases: [/old.html, /{old}]\nissued:"
    site = write_site({"site.yaml": settings, "content/publications/one.md": ARTICLE.replace("issued:", aliases)})
    if where != "entry":
        (site / "redirects.csv").write_text(f"/x,one\n/{old},one\n")
    found = found_by_check(site)
    place = ("redirects.csv", 2) if where != "entry" else ("content/publications/one.md", 5)
    assert ("address-clash", *place) in {(each.code, each.file, each.line) for each in found}


def test_a_person_and_an_old_address_of_another_name(write_site: WriteSite) -> None:
    """A clash with a page that no entry made is told where the old address is."""
    moved = ARTICLE.replace("issued:", "aliases: [/PEOPLE/Ada-Lind/Index.html]\nissued:")
    site = write_site({"site.yaml": PLAIN, "content/publications/one.md": moved})
    (found,) = found_by_check(site)
    assert (found.code, found.line, "/people/ada-lind" in found.message.lower()) == ("address-clash", 5, True)


def test_all_errors_are_told_at_once(write_site: WriteSite) -> None:
    """Those of one entry, and the clash of two files, though the portal that has the clash cannot be built."""
    broken = "---\ntype: bok\ntitle: T\n---\n"
    clash = {"content/publications/publications.bib.md": ARTICLE, "content/publications/two.md": broken}
    site = write_site({"site.yaml": f"{PLAIN}navigation: [nope]\n", "content/publications/one.md": ARTICLE, **clash})
    codes = [diagnostic.code for diagnostic in found_by_check(site) if diagnostic.severity is Severity.ERROR]
    assert sorted(codes) == ["address-clash", "site-setting", "unknown-value"]


NASTY = ("page", "people.bib", "publications.json", "one", "one.bib", "2", "ada-lind", "cards", "da", "x.html", "d.e-f")
FILES = ("one.bib", "One.BIB", "2", "page", "a/p.pdf", "b/P.pdf", "\u00e5.pdf", "b/A\u030a.pdf", "d/e")
OLD = ("/One/", "/old.html", "/OLD.html/x/", "/2/", "/d/e/", "/ada/", "/x.html", "/publications/one/", "/da/old/")


@st.composite
def portals(draw: st.DrawFn) -> dict[str, str]:
    """A portal of one to three publications, with people, pages, organisations, documents and old addresses."""
    some = {
        "site.yaml": SITE.format(
            draw(st.sampled_from(["en", "en, da", "da, en"])),
            draw(st.sampled_from(["", "base_url: https://a.test/\n"])),
        )
    }
    for name in draw(st.lists(st.sampled_from(NASTY), min_size=1, max_size=3, unique=True)):
        named = draw(st.lists(st.sampled_from(FILES), max_size=2, unique=True))
        old = draw(st.lists(st.sampled_from(OLD), max_size=2, unique=True))
        fields = f"files: [{', '.join(f'{{path: {each!r}}}' for each in named)}]\naliases: [{', '.join(old)}]\nissued:"
        fields = fields.replace("files: []\n", "").replace("aliases: []\n", "")
        text = ARTICLE.replace("issued:", fields)
        some[f"content/publications/{name}.md"] = text + draw(
            st.sampled_from(["", "[x](/files/d/e)", "[x](/files/page)"])
        )
    for kind in ("people", "keywords", "organisations", "pages"):
        for name in draw(st.lists(st.sampled_from(NASTY), max_size=1)):
            field = {"people": "name", "keywords": "label", "organisations": "name", "pages": "title"}[kind]
            some[f"content/{kind}/{name}.md"] = f"---\n{field}: {name.title()}\n---\n"
    return some


def builds_as_planned(site: Path, portal: Mapping[str, str]) -> bool:
    """Whether a portal passes the check; then it is built, and what is there is looked at."""
    shutil.rmtree(site, ignore_errors=True)
    for name, text in {**portal, **{f"content/files/{name}": name for name in FILES}}.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in found_by_check(site)):
        return False
    report = build(BuildOptions(site, site / "dist"))
    made = sorted(tree(site / "dist").keys() - {MARKER})
    assert report.written == len(made), "a file was written twice, over another"
    assert len({folded(path) for path in made}) == len(made)
    folders = {folded(path.rsplit("/", i)[0]) for path in made for i in range(1, path.count("/") + 1)}
    assert folders.isdisjoint(map(folded, made))
    assert not [path for path in made if why_unportable(path)]
    return True


def try_portals(site: Path, examples: int, *, derandomize: bool) -> list[bool]:
    """Try so many random portals, and return which of them were built."""
    built: list[bool] = []

    @settings(max_examples=examples, derandomize=derandomize, database=None)
    @given(portal=portals())
    def try_one(portal: dict[str, str]) -> None:
        built.append(builds_as_planned(site, portal))

    try_one()
    return built


def test_what_passes_the_check_builds(tmp_path: Path) -> None:
    built = try_portals(tmp_path / "site", 30, derandomize=True)
    assert 5 < built.count(True) < len(built) - 5, "nearly all or nearly none were built"


@pytest.mark.long
def test_what_passes_the_check_builds_always(tmp_path: Path) -> None:
    """Other portals each time."""
    assert any(try_portals(tmp_path / "site", 300, derandomize=False))


def test_clashes_name_both_owners() -> None:
    plan = [("a/b", 1), ("A/B/c", 2), ("x", 3), ("a/b", 4), ("\u00e9", 5), ("E\u0301", 6)]
    found = urls.find_clashes(lambda: plan)
    assert {(clash.owner, clash.other) for clash in found} == {(4, 1), (2, 1), (6, 5)}
    assert urls.find_clashes(lambda: plan[:1]) == []


def test_an_entry_with_errors_beside_another_of_its_name(write_site: WriteSite) -> None:
    """As in folders of HugoBlox, where each entry is called index.md."""
    wrong = "---\ntitle: No type\n---\n"
    site = write_site({"content/publications/a/same.md": ARTICLE, "content/publications/b/same.md": wrong})
    assert [found.code for found in found_by_check(site)] == ["duplicate-name", "missing-key"]
