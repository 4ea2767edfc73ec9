"""`redirects.csv` brings the addresses of an older portal along."""

from collections.abc import Mapping
from urllib.parse import unquote

import pytest

from kartotek.diagnostics import ContentError
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from kartotek.verify.check import check_links
from tests.conftest import ARTICLE, WriteSite, tree
from tests.site.test_closed_files import run

SITE = "title: Test\nlanguages: [en, da]\nsearch: false\ncitation_styles: [none]\nbase_url: https://portal.test/sub/\n"
ENTRY = {
    "site.yaml": SITE,
    "content/publications/on-cards.md": ARTICLE,
    "content/people/ada.md": "---\nname: Ada Lind\n---\n",
}
CARDS, ADA = "publications/on-cards/", "people/ada/"
ROWS: Mapping[str, tuple[str, str, str]] = {
    "DSpace": ("/handle/123/456,on-cards", "handle/123/456/index.html", f"../../../{CARDS}"),
    "Pure": (
        "https://pure.old.test/en/publications/on-cards(1b9c-4d5e).html,publications/on-cards",
        "en/publications/on-cards(1b9c-4d5e).html", f"../../{CARDS}",
    ),
    "EPrints": ("/1234/,on-cards", "1234/index.html", f"../{CARDS}"),
    "HugoBlox": (
        "/publication/cards/index.html,/publications/on-cards/", "publication/cards/index.html", f"../../{CARDS}",
    ),
    "a person": ("/en/persons/ada-lind,people/ada", "en/persons/ada-lind/index.html", f"../../../{ADA}"),
    "a language": ("/da/personer/ada,ada", "da/personer/ada/index.html", f"../../../da/{ADA}"),
    "a program": ("/show.php,ada", "show.php/index.html", f"../{ADA}"),
    "letters": ("/caf%C3%A9/x;y=1,ada", "café/x;y=1/index.html", f"../../{ADA}"),
    "a search": ("/find,/people/?at=http://x.test", "find/index.html", "../people/?at=http://x.test"),
    "elsewhere": ("/data/set,https://data.test/set?id=1", "data/set/index.html", "https://data.test/set?id=1"),
}  # fmt: skip


def test_each_leads_to_its_new_address(write_site: WriteSite) -> None:
    rows = "\n".join(row for row, _, _ in ROWS.values())
    site = write_site({**ENTRY, "redirects.csv": f"\ufeffold,new\r\n# from the old portal\n\n{rows}\n"})
    run(site)
    files = tree(site / "dist")
    for _, place, target in ROWS.values():
        assert f'content="0; url={target}"' in unquote(files[place].decode()), place
        assert b"noindex" in files[place]
    assert "handle" not in files["sitemap.xml"].decode()
    assert check_links(site / "dist", 1).diagnostics == []


def test_a_change_of_the_file_is_all_that_it_takes(write_site: WriteSite) -> None:
    site = write_site({**ENTRY, "redirects.csv": "/old/1;ada\n/old/2;on-cards\n"})
    run(site)
    (site / "redirects.csv").write_text("/old/1;on-cards\n/old/3;;It was a mistake.\n")
    run(site)
    files = tree(site / "dist")
    assert f"url=../../{CARDS}".encode() in files["old/1/index.html"]
    assert "old/2/index.html" not in files
    assert b"It was a mistake." in files["old/3/index.html"]
    assert b"noindex" in files["old/3/index.html"]
    assert check_links(site / "dist", 1).diagnostics == []
    (site / "redirects.csv").unlink()
    run(site)
    assert not any(path.startswith(("old/", "da/old/")) for path in tree(site / "dist"))


@pytest.mark.parametrize(
    ("rows", "line", "code", "told"),
    [
        ("/a,ada\n/b,nobody\n", 2, "unknown-id", "there is no entry 'nobody'"),
        ("/a,on-card\n", 1, "unknown-id", "did you mean 'on-cards'?"),
        ("/a,same\n", 1, "redirect", "people/same or keywords/same"),
        ("/item?id=12,ada\n", 1, "redirect", "let the web server redirect"),
        ('"/a\nb",ada\n', 1, "redirect", "not an address within the portal"),
        ("/old,ada\n", 1, "address-clash", "delete this line"),
        ("/b,ada\n/pagefind/pagefind.js,ada\n", 2, "address-clash", "the search index is in that folder"),
        ("/_headers,ada\n", 1, "address-clash", "web hosts look for _headers"),
        (f"/{'a' * 300},ada\n", 1, "redirect", "leave it out"),
        ("/x,ada\n/a,/a/?b\n", 2, "redirect", "/a leads back to itself"),
        ("/x,/b\n/a,/caf%C3%A9/\n/caf\u00e9,/b/\n/b,/a\n", 4, "redirect", "/b leads back to itself"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(
    write_site: WriteSite, rows: str, line: int, code: str, told: str
) -> None:
    aliased = ARTICLE.replace("issued:", "aliases: /old/\nissued:")
    same = {"content/people/same.md": "---\nname: Same\n---\n", "content/keywords/same.md": "---\nlabel: Same\n---\n"}
    site = write_site({**ENTRY, **same, "content/publications/on-cards.md": aliased, "redirects.csv": rows})
    with pytest.raises(ContentError) as refused:
        check(BuildOptions(site, site / "dist"))
    (found,) = refused.value.diagnostics
    assert (found.file, found.line, found.code) == ("redirects.csv", line, code)
    assert told in f"{found.message}; {found.hint}"


def test_an_address_that_is_gone_in_two_languages_has_its_reason_in_each(write_site: WriteSite) -> None:
    site = write_site({**ENTRY, "redirects.csv": "/old/1,,It was a mistake.\n/da/old/1,,Det var en fejl.\n"})
    run(site)
    files = tree(site / "dist")
    assert b"It was a mistake." in files["old/1/index.html"]
    assert b"Det var en fejl." in files["da/old/1/index.html"]
    assert "da/da/old/1/index.html" not in files
    assert check_links(site / "dist", 1).diagnostics == []


def test_what_is_gone_is_gone_at_that_address_alone(write_site: WriteSite) -> None:
    """Another language may have kept it, and its own address is not below itself."""
    about = {"content/pages/about.da.md": "---\ntitle: Om\naliases: [/da/i]\n---\nTekst.\n"}
    rows = "/g,,It is gone.\n/da/g,ada\n/da/h,,Den er v\u00e6k.\n/i,,So is this.\n"
    site = write_site({**ENTRY, **about, "redirects.csv": rows})
    assert check(BuildOptions(site, site / "dist")).diagnostics == []
    run(site)
    files = tree(site / "dist")
    assert b"It is gone." in files["g/index.html"]
    assert b"url=../../da/people/ada/" in files["da/g/index.html"]
    assert "Den er v\u00e6k." in files["da/h/index.html"].decode()
    assert b'<html lang="da">' in files["da/h/index.html"]
    assert b"So is this." in files["i/index.html"]
    assert b"url=../../da/about/" in files["da/i/index.html"]
    assert not files.keys() & {"h/index.html", "da/da/h/index.html"}
    assert check_links(site / "dist", 1).diagnostics == []


def test_what_a_query_says_stays_as_it_is(write_site: WriteSite) -> None:
    site = write_site({**ENTRY, "redirects.csv": "/old,/search/?q=a+b%26c\n"})
    run(site)
    assert b'url=../search/?q=a+b%26c"' in (site / "dist/old/index.html").read_bytes()
