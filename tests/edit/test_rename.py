"""A new name for an entry: the old address leads to the new, all references follow, and it is done wholly or not."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from kartotek.cli import main
from tests.conftest import WriteSite, site_tree

SITE = "title: Test\nlanguages: [en, da]\nsearch: false\ncitation_styles: [none]\nnavigation: [people, about]\n"
FILES: Mapping[str, str | bytes] = {
    "site.yaml": SITE + "footer: See [about](about/).\n",
    "content/publications/2020/book.md": (
        "---\ntype: book  # the whole\ntitle: Book\nissued: 2020\n"
        "authors:\n- {name: Ada Lind, id: ada, affiliations: unit}\norganisations: [unit]\nprojects: work\n---\nText.\n"
    ),
    "content/publications/chapter.md": (
        "---\r\n# a chapter\r\ntype: chapter\r\ntitle: book\r\nbook: 'book'   # its home\r\nissued: 2020\r\n"
        "related:\r\n  - {relation: Cites, id: \"book\"}\r\nkeywords: [book]\r\n---\r\n"
        "See [it](/publications/book/) and [this](../../da/publications/book/#x), not /publications/book/.\r\n"
    ),
    "content/publications/article.yaml": (
        "type: article-journal\ntitle: Article\njournal: cards\nissued: 2021\nauthors: [{name: Ada Lind, id: ada}]\n"
    ),
    "content/people/ada.md": "---\nname: Ada Lind\naffiliations: [unit]\naliases:\n  - /old/ada/  # older\n---\n",
    "content/organisations/unit.md": "---\nname: Unit\n---\n",
    "content/organisations/part.md": "---\nname: Part\nparent: unit\n---\n",
    "content/projects/work.md": "---\ntitle: Work\norganisations: [unit]\npeople: [{name: Ada Lind, id: ada}]\n---\n",
    "content/journals/cards.md": "---\ntitle: Journal of Cards\naliases: /old-cards/\n---\n",
    "content/keywords/narrow.md": "---\nlabel: Narrow\nbroader: wide\n---\n",
    "content/keywords/wide.md": "---\nlabel: Wide\naliases: [/w/]\n---\n",
    "content/pages/about.md": "---\ntitle: About\n---\nText.\n",
    "content/pages/about.da.md": "---\ntitle: Om\n---\nTekst.\n",
}  # fmt: skip


def rename(site: Path, old: str, new: str) -> int:
    return main(["rename", "--site", str(site), "--jobs", "1", old, new])


def built(site: Path) -> dict[str, bytes]:
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 0
    return site_tree(site / "dist")


def changed(site: Path, before: Mapping[str, bytes]) -> dict[str, str]:
    after = site_tree(site)
    return {path: text.decode() for path, text in after.items() if before.get(path) != text}


def test_a_publication_moves_and_everything_around_it_stays(write_site: WriteSite) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    assert rename(site, "book", "the-book") == 0
    assert not (site / "content/publications/2020/book.md").exists()
    assert changed(site, before) == {
        "content/publications/2020/the-book.md": str(FILES["content/publications/2020/book.md"]).replace(
            "projects: work\n",
            "projects: work\naliases: [/publications/book/, /da/publications/book/]\n",
        ),
        "content/publications/chapter.md": (
            "---\r\n# a chapter\r\ntype: chapter\r\ntitle: book\r\nbook: 'the-book'   # its home\r\nissued: 2020\r\n"
            "related:\r\n  - {relation: Cites, id: \"the-book\"}\r\nkeywords: [book]\r\n---\r\n"
            "See [it](/publications/the-book/) and [this](../../da/publications/the-book/#x), "
            "not /publications/book/.\r\n"
        ),
    }  # fmt: skip
    files = built(site)
    assert b'url=../../publications/the-book/"' in files["publications/book/index.html"]
    assert b'url=../../../da/publications/the-book/"' in files["da/publications/book/index.html"]
    assert b"publications/the-book/" in files["publications/chapter/index.html"]


def test_reviewed_works_originals_and_their_authors_follow(write_site: WriteSite) -> None:
    review = (
        "---\ntype: review\ntitle: On the book\nreviewed: {id: book}\n"
        "original:\n  title: Om bogen\n  id: article  # in Danish\n  authors: [{name: Ada Lind, id: ada}]\n---\n"
    )
    site = write_site({**FILES, "content/publications/review.md": review})
    for old, new in (("publications/book", "the-book"), ("article", "the-article"), ("people/ada", "ada-lind")):
        assert rename(site, old, new) == 0
    assert (site / "content/publications/review.md").read_text() == review.replace(
        "{id: book}", "{id: the-book}"
    ).replace("id: article", "id: the-article").replace("id: ada}", "id: ada-lind}")


def test_back_again_is_as_it_was_but_for_the_address_between(write_site: WriteSite) -> None:
    site = write_site(FILES)
    assert rename(site, "publications/book", "the-book") == 0
    assert rename(site, "content/publications/2020/the-book.md", "book") == 0
    text = (site / "content/publications/2020/book.md").read_text()
    assert "aliases: [/publications/the-book/, /da/publications/the-book/]\n" in text
    built(site)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("people/ada", "ada-lind", {
            "people/ada-lind.md": "aliases:\n  - /people/ada/\n  - /da/people/ada/\n  - /old/ada/  # older\n",
            "publications/2020/book.md": "- {name: Ada Lind, id: ada-lind, affiliations: unit}",
            "publications/article.yaml": "id: ada-lind}", "projects/work.md": "id: ada-lind}",
        }),
        ("unit", "dept", {
            "organisations/dept.md": "name: Unit\naliases: [/organisations/unit/, /da/organisations/unit/]\n",
            "organisations/part.md": "parent: dept\n", "people/ada.md": "affiliations: [dept]",
            "publications/2020/book.md": "affiliations: dept}\norganisations: [dept]\n",
            "projects/work.md": "organisations: [dept]",
        }),
        ("work", "play", {"projects/play.md": "title: Work", "publications/2020/book.md": "projects: play\n"}),
        ("cards", "the-cards", {
            "journals/the-cards.md": "aliases: [/journals/cards/, /da/journals/cards/, /old-cards/]",
            "publications/article.yaml": "journal: the-cards\n",
        }),
        ("wide", "broad", {
            "keywords/broad.md": "aliases: [/keywords/wide/, /da/keywords/wide/, /w/]",
            "keywords/narrow.md": "broader: broad\n",
        }),
        ("about", "about-us", {
            "pages/about-us.md": "title: About\naliases: [/about/]\n",
            "pages/about-us.da.md": "title: Om\naliases: [/da/about/]\n",
            "../site.yaml": "navigation: [people, about-us]\nfooter: See [about](about/).\n",
        }),
    ],
)  # fmt: skip
def test_every_kind(write_site: WriteSite, old: str, new: str, wanted: Mapping[str, str]) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    assert rename(site, old, new) == 0
    after = changed(site, before)
    for path, text in wanted.items():
        assert text in (site / "content" / path).read_text()
    assert len(after) == len(wanted)
    built(site)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("nobody", "x", "there is no entry 'nobody'"), ("boook", "x", "did you mean 'book'"),
        ("book", "chapter", "content/publications/chapter.md"), ("book", "Å x", "try 'a-x'"),
        ("book", "book", "has that name already"), ("book", "../x", "cannot be a web address"),
        ("about", "people", "address-clash"), ("unit", "part", "another entry"),
        ("same", "x", "people/same or projects/same"),
    ],
)  # fmt: skip
def test_what_cannot_be_leaves_all_as_it_is(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    same = {"content/people/same.md": "---\nname: Same\n---\n", "content/projects/same.md": "---\ntitle: Same\n---\n"}
    site = write_site({**FILES, **same})
    before = site_tree(site)
    assert rename(site, old, new) in (1, 2)
    assert told in capsys.readouterr().err
    assert site_tree(site) == before


def test_a_disk_that_fails_half_way_leaves_all_as_it_is(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    real, calls = os.replace, []

    def fail_at_the_second(source: Path, target: Path) -> None:
        calls.append(source)
        if len(calls) == 2:
            raise OSError(28, "No space left on device", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", fail_at_the_second)
    assert rename(site, "unit", "dept") == 2
    assert "nothing was changed" in capsys.readouterr().err
    assert site_tree(site) == before


def test_old_addresses_of_an_older_portal_follow(write_site: WriteSite) -> None:
    rows = '/a,book,\r\n/book,/people/\r\n"/c","publications/book"\r\n/d,,book\r\n/e, book \r\n'
    site = write_site({**FILES, "redirects.csv": rows})
    assert rename(site, "book", "the-book") == 0
    new = "publications/the-book"
    expected = f'/a,{new},\r\n/book,/people/\r\n"/c","{new}"\r\n/d,,book\r\n/e, {new} \r\n'
    assert (site / "redirects.csv").read_bytes() == expected.encode()


def test_old_addresses_that_led_to_it_lead_to_where_it_is_now(write_site: WriteSite) -> None:
    """That which is its address now goes: by hand, somebody had let it lead here already."""
    rows = "/a,/publications/book/\n/publications/the-book,publications/book\n/b,/da/publications/book\n/c,/people/\n"
    site = write_site({**FILES, "redirects.csv": rows})
    assert rename(site, "book", "the-book") == 0
    expected = "/a,/publications/the-book/\n/b,/da/publications/the-book\n/c,/people/\n"
    assert (site / "redirects.csv").read_text() == expected
    built(site)


def test_an_old_address_of_something_else_is_in_the_way(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({**FILES, "redirects.csv": "/publications/the-book,/people/\n"})
    before = site_tree(site)
    assert rename(site, "book", "the-book") == 1
    assert "/publications/the-book" in capsys.readouterr().err
    assert site_tree(site) == before
