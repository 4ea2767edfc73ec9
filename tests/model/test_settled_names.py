"""A person's entry says how the name is taken apart, with which accents it is written, and which name is gone."""

import json
from pathlib import Path

import pytest

from kartotek.diagnostics import Diagnostic
from kartotek.model.person import Person
from kartotek.model.settled_names import settled_name
from kartotek.site.build import build
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from kartotek.text.names import PersonName, parse_name
from tests.conftest import WriteSite

SITE = "title: T\nbase_url: https://example.org/\ncitation_styles: [apa]\n"
FORMER = "Alfred Tarn"


def work(author: str, more: str = "", title: str = "Cards") -> str:
    return f"---\ntype: book\ntitle: {title}\nauthors: [{author}]\nissued: 2010\nlanguage: en\n{more}---\n"


@pytest.mark.parametrize(
    ("printed", "name", "others", "given", "family"),
    [
        ("Anh Van Vu", PersonName("Anh Van", "Vu"), (), "Anh Van", "Vu"),
        ("A. V. Vu", PersonName("Anh Van", "Vu"), ("A. V. Vu",), "A. V.", "Vu"),
        ("Vu Anh Van", PersonName("Anh Van", "Vu"), ("Vu Anh Van",), "Anh Van", "Vu"),
        ("Federico Garcia Lorca", PersonName("Federico", "García Lorca"), (), "Federico", "García Lorca"),
        ("Kimberly Scott Brown", PersonName("Kimberly", "Scott Brown"), (), "Kimberly", "Scott Brown"),
        ("José Álvarez", PersonName("Jose", "Alvarez"), (), "José", "Álvarez"),
        ("Ada Holm", PersonName("Ada", "Lind"), ("Holm, Ada",), "Ada", "Holm"),
    ],
)
def test_an_entry_takes_names_apart(
    printed: str, name: PersonName, others: tuple[str, ...], given: str, family: str
) -> None:
    assert settled_name(parse_name(printed), Person("x", name, other_names=others)) == PersonName(given, family)


def test_works_are_cited_as_the_entry_says(write_site: WriteSite) -> None:
    site = write_site(
        {
            "site.yaml": SITE + "search: false\n",
            "content/people/vu.md": "---\ngiven: Anh Van\nfamily: Vu\n---\n",
            "content/publications/a.md": work("Anh Van Vu"),
        }
    )
    build(BuildOptions(site, site / "dist"))
    here = site / "dist/publications/a"
    assert json.loads((here / "a.json").read_text("utf-8"))[0]["author"] == [{"family": "Vu", "given": "Anh Van"}]
    assert "Vu, Anh Van" in (here / "a.bib").read_text("utf-8")
    assert "Vu, A. V." in (here / "index.html").read_text("utf-8")
    entry = site / "content/publications/a.md"
    entry.write_text(entry.read_text("utf-8") + "An abstract.\n", "utf-8")
    build(BuildOptions(site, site / "dist"))  # only its own page is made again
    assert "Vu, A. V." in (here / "index.html").read_text("utf-8")


def shown(folder: Path, text: str) -> list[str]:
    """The files, and the names of files, that have a text."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if text in str(path.relative_to(folder)).lower()
        or (path.is_file() and text in path.read_bytes().decode("utf-8", "replace").lower())
    ]


def test_a_former_name_is_shown_nowhere(write_site: WriteSite) -> None:
    site = write_site(
        {
            "site.yaml": SITE,
            "content/people/ada-tarn.md": f"---\nname: Ada Tarn\nhidden_names: ['Tarn, Alfred Felix', {FORMER}]\n---\n",
            "content/publications/a.md": work(FORMER),
            "content/publications/b.md": work("{name: A. F. Tarn, id: ada-tarn}", title="More cards"),
            "content/publications/c.md": work("{name: Al. Tarn, id: ada-tarn}", title="Still more cards"),
            "content/projects/p.md": f"---\ntitle: Counting\npeople: [{FORMER}]\n---\n",
        }
    )
    build(BuildOptions(site, site / "dist"))
    page = (site / "dist/people/ada-tarn/index.html").read_text("utf-8")
    assert "publications/a/" in page
    assert "publications/b/" in page
    for text in ("alfred", "a. f.", "al. tarn"):
        assert shown(site / "dist", text) == []


TARN = f"---\nname: Ada Tarn\norcid: 0000-0002-1825-0097\nhidden_names: ['Tarn, Alfred Felix', {FORMER}]\n---\n"


def test_authors_of_other_works_have_their_present_names_too(write_site: WriteSite) -> None:
    authors = (
        FORMER,
        "'Tarn, Alfred'",
        "{name: A. F. Tarn, id: ada-tarn}",
        f"{{name: {FORMER}, orcid: 0000-0002-1825-0097}}",
    )
    files = {
        f"content/publications/{field}-{i}.md": work("Bo Berg", f"{field}: {{title: Drawers, authors: [{author}]}}\n")
        for field in ("reviewed", "original")
        for i, author in enumerate(authors)
    }
    site = write_site({"site.yaml": SITE + "search: false\n", "content/people/ada-tarn.md": TARN, **files})
    build(BuildOptions(site, site / "dist"))
    for text in ("alfred", "a. f."):
        assert shown(site / "dist", text) == []
    assert told(site) == []
    for i in range(len(authors)):
        assert "Ada Tarn: " in (site / f"dist/publications/reviewed-{i}/index.html").read_text("utf-8")


@pytest.mark.parametrize("first", ["ada-tarn", "tarn-2"])
def test_two_people_of_one_printed_name_are_kept_apart_in_other_works(write_site: WriteSite, first: str) -> None:
    ids = sorted(("ada-tarn", "tarn-2"), key=lambda each: each != first)
    files = {
        f"content/publications/{i}-{who}.md": work(
            "Bo Berg", f"reviewed: {{title: Drawers, authors: [{{name: {FORMER}, id: {who}}}]}}\n"
        )
        for i, who in enumerate(ids)
    }
    people = {"content/people/ada-tarn.md": TARN, "content/people/tarn-2.md": f"---\nname: {FORMER}\n---\n"}
    site = write_site({"site.yaml": SITE + "search: false\n", **people, **files})
    build(BuildOptions(site, site / "dist"))
    for i, who in enumerate(ids):
        page = (site / f"dist/publications/{i}-{who}/index.html").read_text("utf-8")
        assert [name for name in ("Ada Tarn", FORMER) if f"{name}: " in page] == [
            "Ada Tarn" if who == "ada-tarn" else FORMER
        ]


@pytest.mark.parametrize("who", ["id: somebody-else", "orcid: 0000-0001-5109-3700"])
def test_an_author_of_another_work_may_be_somebody_else_of_that_name(write_site: WriteSite, who: str) -> None:
    more = f"reviewed: {{title: Drawers, authors: [{{name: {FORMER}, {who}}}]}}\n"
    files = {"content/people/ada-tarn.md": TARN, "content/publications/a.md": work("Bo Berg", more)}
    site = write_site({"site.yaml": SITE + "search: false\n", **files})
    build(BuildOptions(site, site / "dist"))
    assert f"{FORMER}: " in (site / "dist/publications/a/index.html").read_text("utf-8")


def test_who_is_retired_or_gets_no_page_keeps_the_present_name(write_site: WriteSite) -> None:
    entry = TARN.replace("orcid", "retired: {reason: She asked for it.}\norcid")
    files = {"content/people/ada-tarn.md": entry, "content/publications/a.md": work(FORMER)}
    site = write_site({"site.yaml": SITE + "search: false\n", **files})
    build(BuildOptions(site, site / "dist"))
    assert shown(site / "dist", "alfred") == []
    assert "Tarn, A." in (site / "dist/publications/a/index.html").read_text("utf-8")


def test_texts_of_others_and_of_the_person_are_looked_at(write_site: WriteSite) -> None:
    site = write_site(
        {
            "content/people/ada-tarn.md": f"---\nname: Ada Tarn\nhidden_names: [{FORMER}]\n---\nBorn as {FORMER}.\n",
            "content/publications/a.md": work("Bo Berg", title=f"A reply to {FORMER}"),
            "content/pages/about.md": f"---\ntitle: About\n---\nFounded by {FORMER}.\n",
        }
    )
    assert sorted((each.file, each.message.split()[0]) for each in told(site)) == [
        ("content/pages/about.md", "`body`"),
        ("content/people/ada-tarn.md", "`body`"),
        ("content/publications/a.md", "`title`"),
    ]


def test_a_name_within_a_word_is_none(write_site: WriteSite) -> None:
    site = write_site(
        {
            "content/people/bea.md": "---\nname: Bea Holm\nhidden_names: [Ola]\n---\n",
            "content/publications/chocolate-2010.md": work("Bea Holm", "aliases: [/x/cola/]\n", "On chocolate by Ola"),
        }
    )
    assert told(site) == []


GROUP = '{literal: "Tarn, Alfred"}'


@pytest.mark.parametrize(
    ("file", "field", "more"),
    [
        ("publications/a.md", "editors", "editors: [Bo Berg, {}]"),
        ("publications/a.md", "reviewed", "reviewed: {{title: Drawers, authors: [Bo Berg, {}]}}"),
        ("publications/a.md", "original", "original: {{title: Drawers, authors: [Bo Berg, {}]}}"),
        ("projects/p.md", "people", "people: [Bo Berg, {}]"),
    ],
)
@pytest.mark.parametrize("who", [GROUP, FORMER])
def test_a_name_that_nobody_settled_is_told(write_site: WriteSite, file: str, field: str, more: str, who: str) -> None:
    """Of a group it is not known that it is a person, of a name that two people had whose it is."""
    kind = "type: book\nissued: 2010\nlanguage: en\n" if file.startswith("publications") else ""
    files = {
        "content/publications/b.md": work("Bo Berg"),
        f"content/{file}": f"---\ntitle: Counting\n{kind}{more.format(who)}\n---\n",
        "content/people/ada-tarn.md": TARN,
        "content/people/al.md": f"---\nname: Al Tarn\nhidden_names: [{FORMER}]\n---\n",
    }
    (found,) = told(write_site(files))
    assert found.file == f"content/{file}"
    assert found.message.startswith(f"`{field}`")
    assert ("`id:`" in found.hint) == (who == FORMER)


@pytest.mark.parametrize("who", ["{name: Alfred Tarn, id: al}", "Alfred Tarn Holm", "Alfred Tarn"])
def test_who_is_settled_or_somebody_else_is_not_told(write_site: WriteSite, who: str) -> None:
    more = f"editors: [{who}]\nreviewed: {{title: Drawers, authors: [{who}]}}\n"
    site = write_site({"content/people/ada-tarn.md": TARN, "content/publications/a.md": work("Bo Berg", more)})
    assert told(site) == []


def told(site: Path) -> list[Diagnostic]:
    return [each for each in check(BuildOptions(site, site / "dist")).diagnostics if each.code == "hidden-name"]


@pytest.mark.parametrize(
    ("file", "more", "where"),
    [
        ("alfred-tarn-2010.md", "", "the name of the entry's file"),
        ("a.md", "cite_key: alfred-tarn2010\n", "the citation key"),
        ("a.md", "aliases: [/old/alfred-tarn/]\n", "an old address"),
        ("a.md", f"note: Written as {FORMER}.\n", "`note`"),
        ("a.md", f"translated_title: {{da: Svar til {FORMER}}}\n", "`translated_title`"),
        ("a.md", f"files: [{{url: 'https://example.org/a', label: Of {FORMER}}}]\n", "`files`"),
        ("a.md", "abstracts: {da: 'Tarn, Alfred viser'}\n", "`abstracts`"),
    ],
)
def test_where_it_still_is_is_told(write_site: WriteSite, file: str, more: str, where: str) -> None:
    site = write_site(
        {
            "content/people/ada-tarn.md": f"---\nname: Ada Tarn\nhidden_names: [{FORMER}]\n---\n",
            f"content/publications/{file}": work("Ada Tarn", more),
        }
    )
    (found,) = told(site)
    assert found.message.startswith(where)
    assert "alfred" not in found.message.lower()
