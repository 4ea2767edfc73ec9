"""Names become people, keywords and journals: what is one is put together, what may be two is told, never guessed."""

from pathlib import Path

import pytest

from kartotek.diagnostics import ContentError, Diagnostic
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.text.name_matching import letters
from tests.conftest import WriteSite

AFFILIATED = "{name: Bo Berg, affiliations: [%s]}"


def work(authors: str = "[Ada Lind]", more: str = "", title: str = "T") -> str:
    return f"---\ntype: book\ntitle: {title}\nauthors: {authors}\n{more}---\n"


def built(site: Path) -> list[Diagnostic]:
    return build(BuildOptions(site, site / "dist")).diagnostics


def people(site: Path) -> list[str]:
    return sorted(path.name for path in (site / "dist/people").iterdir() if path.is_dir())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. M. Álvarez", "JM Alvarez"),
        ("Jean-Luc Picard", "jean luc picard"),
        ("Åsa", "A\u030asa"),
        ("Łukasz", "Lukasz"),
        ("Groß", "Gross"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert letters(one) == letters(other)


@pytest.mark.parametrize(
    ("one", "other"), [("李伟", "李薇"), ("Åsa", "Asa"), ("Søren", "Soren"), ("иван", "йван"), ("かき", "かぎ")]
)
def test_different_names(one: str, other: str) -> None:
    assert letters(one) != letters(other)


@pytest.mark.parametrize(("one", "other"), [("李伟", "李薇"), ("Åsa Berg", "Asa Berg")])
def test_names_of_one_address_are_not_merged(write_site: WriteSite, one: str, other: str) -> None:
    """The name met most often keeps the address; the other gets no page until somebody says who that is."""
    site = write_site(
        {
            "content/publications/a.md": work(f"[{one}]"),
            "content/publications/b.md": work(f"[{one}, Bo Berg]"),
            "content/publications/c.md": work(f"[{other}]"),
        }
    )
    (diagnostic,) = built(site)
    assert (diagnostic.code, diagnostic.file, diagnostic.line, diagnostic.column) == (
        "namesakes",
        "content/publications/c.md",
        4,
        11,
    )
    assert one in diagnostic.message
    assert "`id`" in diagnostic.hint
    assert len(people(site)) == 2
    page = (site / "dist/publications/c/index.html").read_text()
    assert f"<span>{other}</span>" in page
    (site / "content/publications/c.md").write_text(work(f"[{{name: {other}, id: the-other}}]"))
    assert built(site) == []
    assert "the-other" in people(site)


def test_an_entry_is_found_by_its_own_letters_only(write_site: WriteSite) -> None:
    site = write_site(
        {
            "content/publications/a.md": work("[Asa Berg]"),
            "content/people/asa-berg.md": "---\nname: Åsa Berg\n---\n",
        }
    )
    with pytest.raises(ContentError) as told:
        built(site)
    assert [diagnostic.code for diagnostic in told.value.diagnostics] == ["address-clash"]
    assert "other_names" in told.value.diagnostics[0].hint


def test_one_orcid_is_one_person(write_site: WriteSite) -> None:
    orcid = "0000-0002-1825-0097"
    site = write_site(
        {
            "content/publications/a.md": work(f"[{{name: Irina Papazu, orcid: {orcid}}}]"),
            "content/publications/b.md": work(f"[{{name: I. Papazu, orcid: {orcid}}}]"),
            "content/publications/c.md": work("[Irina Papazu]"),
            "content/publications/d.md": work("[I. Papazu]"),
        }
    )
    assert built(site) == []
    assert people(site) == ["i-papazu"]
    page = (site / "dist/people/i-papazu/index.html").read_text()
    assert all(f"publications/{name}/" in page for name in "abcd")


def test_an_orcid_leads_to_the_entry_of_a_name_it_was_given_with(write_site: WriteSite) -> None:
    orcid = "0000-0002-1825-0097"
    site = write_site(
        {
            "content/publications/a.md": work(f"[{{name: Irina Papazu, orcid: {orcid}}}]"),
            "content/publications/b.md": work(f"[{{name: I. Papazu, orcid: {orcid}}}]"),
            "content/people/papazu.md": "---\nname: Irina Papazu\n---\n",
        }
    )
    assert built(site) == []
    assert people(site) == ["papazu"]


def test_two_orcids_are_two_people_even_beside_an_entry(write_site: WriteSite) -> None:
    site = write_site(
        {
            "content/publications/a.md": work("[{name: Ada Lind, orcid: 0000-0002-1825-0097}]"),
            "content/publications/b.md": work("[{name: Ada Lind, orcid: 0000-0001-5109-3700}]"),
            "content/people/ada-lind.md": "---\nname: Ada Lind\n---\n",
        }
    )
    assert [diagnostic.code for diagnostic in built(site)] == ["namesakes"]
    assert people(site) == ["ada-lind", "ada-lind-0097", "ada-lind-3700"]


def test_an_id_for_a_stranger_does_not_take_a_name(write_site: WriteSite) -> None:
    site = write_site(
        {
            "content/publications/a.md": work("[{name: Bo Berg, id: ada-lind}]"),
            "content/publications/b.md": work("[Ada Lind]"),
        }
    )
    assert [diagnostic.code for diagnostic in built(site)] == ["namesakes"]
    assert "b/" not in (site / "dist/people/ada-lind/index.html").read_text()


def test_an_id_may_stand_for_a_name_written_otherwise(write_site: WriteSite) -> None:
    site = write_site(
        {
            "content/publications/a.md": work("[{name: Y. Wilks, id: yorick-wilks}]"),
            "content/publications/b.md": work("[Yorick Wilks]"),
        }
    )
    assert built(site) == []
    assert people(site) == ["yorick-wilks"]


def test_keywords_of_other_letters_are_not_one(write_site: WriteSite) -> None:
    site = write_site({"content/publications/a.md": work(more="keywords: {en: [Sheep], da: [Får, Far]}\n")})
    with pytest.raises(ContentError) as told:
        built(site)
    (diagnostic,) = told.value.diagnostics
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == ("address-clash", 5, 35)


def test_drafts_of_journals_and_keywords_are_only_names(write_site: WriteSite) -> None:
    site = write_site(
        {
            "content/publications/a.md": "---\ntype: article-journal\ntitle: T\njournal: J\nkeywords: [K]\n---\n",
            "content/journals/j.md": "---\ntitle: J\ndraft: true\n---\n",
            "content/keywords/k.md": "---\nlabel: K\ndraft: true\n---\n",
        }
    )
    assert built(site) == []
    page = (site / "dist/publications/a/index.html").read_text()
    assert "<dd>J</dd>" in page
    assert "<span>K</span>" in page


@pytest.mark.parametrize("hidden", ["draft: true\n", "publish_on: 2999-01-01\n"])
def test_what_is_not_published_is_not_named(write_site: WriteSite, hidden: str) -> None:
    """Neither as the book of a chapter, nor by its old addresses."""
    site = write_site(
        {
            "content/publications/b.md": work(title="Secret", more=f"{hidden}aliases: [/old/]\n"),
            "content/publications/c.md": "---\ntype: chapter\ntitle: C\nbook: b\npages: 1-2\n---\n",
        }
    )
    assert built(site) == []
    page = (site / "dist/publications/c/index.html").read_text()
    assert "host publication" not in page
    assert not (site / "dist/old").exists()
    assert not (site / "dist/journals/b").exists()


def test_an_organisation_shows_the_works_of_its_parts(write_site: WriteSite) -> None:
    unit = "---\nname: {}\n{}---\n"
    site = write_site(
        {
            "content/publications/a.md": work(more="issued: 2001\norganisations: [room]\n", title="Of the room"),
            "content/publications/b.md": work(more="issued: 2002\norganisations: [library]\n", title="Of the library"),
            "content/publications/c.md": work(more="issued: 2003\norganisations: [room, library]\n", title="Of both"),
            "content/organisations/library.md": unit.format("Library", ""),
            "content/organisations/room.md": unit.format("Room", "parent: library\n"),
            "content/organisations/shelf.md": unit.format("Shelf", "parent: room\n"),
        }
    )
    assert built(site) == []
    page = (site / "dist/organisations/library/index.html").read_text()
    assert [page.count(f">Of {what}<") for what in ("the room", "the library", "both")] == [1, 1, 1]
    assert page.index("Of both") < page.index("Of the library") < page.index("Of the room")
    assert "Of the room" in (site / "dist/organisations/room/index.html").read_text()
