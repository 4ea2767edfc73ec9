"""One address, one thing: old addresses, free pages and documents never hide each other or the portal's own pages."""

import unicodedata
from pathlib import Path

import pytest

from kartotek import urls
from kartotek.cli import main
from kartotek.diagnostics import ContentError
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, WriteSite

TWO_LANGUAGES = "title: T\nsearch: false\nlanguages: [en, da]\n"
ABOUT = "---\ntitle: About\n---\nText.\n"


def with_alias(alias: str) -> dict[str, str | bytes]:
    return {
        "site.yaml": TWO_LANGUAGES,
        "content/publications/on-cards.md": ARTICLE.replace("issued:", f"aliases: [{alias}]\nissued:"),
        "content/pages/about.md": ABOUT,
    }


@pytest.mark.parametrize(
    "alias",
    [
        "/404.html", "/types/book/", "/types/article-journal/", "/years/2020/index.html", "/people/", "/about/",
        "/people/page/2/", "/da/", "/da/people/ada-lind/", "/publications/on-cards/page/2/", "/robots.txt",
        "/assets/theme.css", "/search/", "/people/ada-lind/index.html", "/keywords/cards/", "/publications/on%2Dcards/",
    ],
)  # fmt: skip
def test_an_old_address_never_hides_a_page(write_site: WriteSite, alias: str) -> None:
    site = write_site(with_alias(alias))
    taken = alias != "/types/book/"
    try:
        build(BuildOptions(site, site / "dist"))
    except ContentError as error:
        assert taken
        (diagnostic,) = error.diagnostics
        assert (diagnostic.code, diagnostic.line) == ("address-clash", 5)
        return
    assert not taken, "nothing is told"


@pytest.mark.parametrize("alias", ["/", "/index.html", "/../x/", "/.well-known/x"])
def test_what_can_be_no_old_address(write_site: WriteSite, alias: str) -> None:
    site = write_site(with_alias(alias))
    with pytest.raises(ContentError) as told:
        build(BuildOptions(site, site / "dist"))
    assert [diagnostic.code for diagnostic in told.value.diagnostics] == ["bad-url"]


def test_old_addresses_below_each_other(write_site: WriteSite) -> None:
    """One would be a file and the folder of the other."""
    site = write_site(with_alias("/old.html, /old.html/deeper, /old/, /old/deeper/"))
    with pytest.raises(ContentError) as told:
        build(BuildOptions(site, site / "dist"))
    assert [(diagnostic.code, diagnostic.column) for diagnostic in told.value.diagnostics] == [("address-clash", 22)]


def test_an_old_address_in_percent_signs_is_the_one_that_servers_look_for(write_site: WriteSite) -> None:
    site = write_site(with_alias("/caf%C3%A9/old/index.html"))
    build(BuildOptions(site, site / "dist"))
    assert (site / "dist/café/old/index.html").is_file()


@pytest.mark.parametrize("name", ["about.v2", "my.notes", "about.sv"])
def test_a_free_page_in_no_language_of_the_site(write_site: WriteSite, name: str) -> None:
    site = write_site({**with_alias("/old/"), f"content/pages/{name}.md": ABOUT})
    with pytest.raises(ContentError) as told:
        build(BuildOptions(site, site / "dist"))
    assert [(diagnostic.code, diagnostic.file) for diagnostic in told.value.diagnostics] == [
        ("bad-name", f"content/pages/{name}.md")
    ]


def test_an_entry_that_would_be_a_folder_where_the_list_is_a_file(write_site: WriteSite) -> None:
    site = write_site({"content/publications/index.html.md": ARTICLE})
    with pytest.raises(ContentError) as told:
        build(BuildOptions(site, site / "dist"))
    assert [diagnostic.code for diagnostic in told.value.diagnostics] == ["bad-name"]


def test_documents_with_decomposed_names(write_site: WriteSite) -> None:
    """As a Mac writes them."""
    on_disk = unicodedata.normalize("NFD", "content/files/år/blåbær.pdf")
    entry = ARTICLE.replace("issued:", "files: [{path: år/blåbær.pdf}]\nissued:")
    site = write_site({"content/publications/on-cards.md": entry, on_disk: b"pdf"})
    assert build(BuildOptions(site, site / "dist")).diagnostics == []
    assert (site / "dist/publications/on-cards/blåbær.pdf").is_file()
    page = (site / "dist/publications/on-cards/index.html").read_text()
    assert "publications/on-cards/bl%C3%A5b%C3%A6r.pdf" in page


def test_documents_stand_beside_their_publication_and_images_for_all(write_site: WriteSite) -> None:
    """Google Scholar wants a document in the folder of the page that it belongs to."""
    both = "files: [{path: a/paper.pdf}, {path: shown.png}]\nimage: shown.png\nimage_alt: A card\nissued:"
    late = "files: [{path: a/paper.pdf}, {path: late.pdf, access: closed}]\nimage: late.pdf\nimage_alt: Later\nissued:"
    names = ("a/paper.pdf", "shown.png", "late.pdf", "map.pdf")
    files: dict[str, str | bytes] = {f"content/files/{name}": name for name in names}
    files["content/publications/one.md"] = ARTICLE.replace("issued:", both)
    files["content/pages/about.md"] = "---\ntitle: About\n---\n[A map](/files/map.pdf).\n"
    files["content/publications/two.md"] = ARTICLE.replace("issued:", late).replace("On Cards", "More")
    site = write_site(files)
    build(BuildOptions(site, site / "dist"))
    made = {path.relative_to(site / "dist").as_posix() for path in (site / "dist").rglob("*") if path.is_file()}
    documents = {path for path in made if path.endswith((".pdf", ".png"))}
    assert documents == {
        "publications/one/paper.pdf",
        "publications/one/shown.png",
        "publications/two/paper.pdf",
        "files/shown.png",
        "files/map.pdf",
    }
    own = {path for path in made if path.startswith("publications/one/")}
    of_some = (".codemeta.json", "-ro-crate-metadata.json", "-share.png")
    only_some = {path for path in urls.of_publication("one") if path.endswith(of_some)}
    assert own - documents == set(urls.of_publication("one")) - only_some


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            "[{path: a/paper.pdf}, {path: b/paper.pdf}]",
            "/publications/one/paper.pdf would be the address of both b/paper.pdf and a/p",
        ),
        (
            "[{path: a/one.bib}]",
            "/publications/one/one.bib would be the address of both a/one.bib and an export of publications/one",
        ),
    ],
)
def test_documents_at_one_address(write_site: WriteSite, files: str, said: str) -> None:
    entry = ARTICLE.replace("issued:", f"files: {files}\nissued:")
    documents = {f"content/files/{name}": b"x" for name in ("a/paper.pdf", "b/paper.pdf", "a/one.bib")}
    site = write_site({"content/publications/one.md": entry, **documents})
    with pytest.raises(ContentError) as told:
        build(BuildOptions(site, site / "dist"))
    (diagnostic,) = (found for found in told.value.diagnostics if found.code != "orphan-file")
    assert (diagnostic.code, diagnostic.line) == ("address-clash", 5)
    assert said in diagnostic.message


def test_hidden_files_stay_hidden(write_site: WriteSite) -> None:
    site = write_site(
        {
            "content/publications/on-cards.md": ARTICLE
            + "".join(f"[x](/files/{name})" for name in (".secret/key.txt", "a/.git/config", "a/.b", "a/c.txt")),
            "content/files/.secret/key.txt": "x",
            "content/files/a/.git/config": "x",
            "content/files/a/.b": "x",
            "content/files/a/c.txt": "x",
        }
    )
    build(BuildOptions(site, site / "dist"))
    assert [path.name for path in (site / "dist/files").rglob("*") if path.is_file()] == ["c.txt"]


@pytest.mark.parametrize(("setting", "place"), [("logo: nope.png", "3:7"), ("navigation: [people, nope]", "3:22")])
def test_settings_that_name_what_is_not_there(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], setting: str, place: str
) -> None:
    site = write_site(
        {"site.yaml": f"title: T\nsearch: false\n{setting}\n", "content/publications/on-cards.md": ARTICLE}
    )
    assert main(["build", "--site", str(site)]) == 2
    told = capsys.readouterr().err
    assert place in told
    assert "nope" in told
    (site / "content/publications/b.md").write_text("---\ntype: bok\ntitle: T\n---\n")
    assert main(["build", "--site", str(site)]) == 1


def test_a_base_url_that_cannot_be_used(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({"content/publications/on-cards.md": ARTICLE})
    assert main(["build", "--site", str(site), "--base-url", "ftp://x/"]) == 2
    told = capsys.readouterr().err
    assert "--base-url" in told
    assert "site.yaml" not in told


def test_accents_of_a_site_leave_the_other_scheme_and_paper_alone(write_site: WriteSite) -> None:
    site = write_site(
        {
            "site.yaml": 'title: T\nsearch: false\ncolors: {accent: "#112233"}\n',
            "content/publications/on-cards.md": ARTICLE,
        }
    )
    build(BuildOptions(site, site / "dist"))
    css = Path(site / "dist/assets/colors.css").read_text()
    assert "@media screen and (prefers-color-scheme: light) { :root { --accent: #112233;" in css
