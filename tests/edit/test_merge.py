"""One thing of two: nothing is lost without a word, and all that named the one names the other."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.edit.things import read_contents
from tests.conftest import ARTICLE, WriteSite, site_tree
from tests.edit.test_rename import FILES as RENAMED
from tests.edit.test_rename import SITE, built

FILES: Mapping[str, str | bytes] = {
    **RENAMED,
    "content/people/a-lind.md": (
        "---\nname: A. Lind\nposition: Professor  # since 2020\norcid: 0000-0002-1825-0097\nother_names: [Ada L.]\n"
        "aliases: /staff/lind/\n---\nHer life.\n"
    ),
    "content/publications/x.md": (
        "---\ntype: book\ntitle: X\nissued: 2020\nauthors: [A. Lind, Bo Berg]\nkeywords: [Wide, Card, Cards]\n---\n"
        "See [her](/people/a-lind/).\n"
    ),
    "content/publications/y.yaml": (
        "type: book\ntitle: Y\nissued: 2020\nauthors:\n- {name: A. Lind, id: a-lind}\n- B. Berg\nkeywords: [Card]\n"
    ),
}


def merge(site: Path, *arguments: str) -> int:
    return main(["merge", "--site", str(site), "--jobs", "1", *arguments])


def read(site: Path, path: str) -> str:
    return (site / "content" / path).read_text("utf-8")


def works(site: Path, kind: str, key: str) -> set[str]:
    return {*read_contents(site, 1).portal.works[kind].get(key, ())}


def test_two_people_become_one(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    assert merge(site, "a-lind", "ada") == 0
    assert read(site, "people/ada.md") == (
        "---\nname: Ada Lind\nother_names: [A. Lind, Ada L.]\norcid: 0000-0002-1825-0097\naffiliations: [unit]\n"
        "position: Professor\naliases:\n  - /old/ada/  # older\n  - /people/a-lind/\n  - /da/people/a-lind/\n"
        "  - /staff/lind/\n---\nHer life.\n"
    )
    assert "[her](/people/ada/)" in read(site, "publications/x.md")
    assert "- {name: A. Lind, id: ada}\n" in read(site, "publications/y.yaml")
    after = site_tree(site)
    assert {path for path in {*before, *after} if before.get(path) != after.get(path)} == {
        "content/people/ada.md", "content/people/a-lind.md", "content/publications/x.md", "content/publications/y.yaml",
    }  # fmt: skip
    assert works(site, "people", "ada") == {"book", "article", "x", "y"}
    told = capsys.readouterr().err
    assert "content/people/ada.md: takes over " in told
    assert "/people/a-lind/ leads to /people/ada/" in told
    files = built(site)
    assert b'url=../../people/ada/"' in files["people/a-lind/index.html"]
    assert b'url=../../../da/people/ada/"' in files["da/people/a-lind/index.html"]
    capsys.readouterr()
    assert merge(site, "a-lind", "ada") == 2
    assert "there is no people/a-lind any more: its address leads to people/ada" in capsys.readouterr().err


def test_a_trial_shows_what_would_change(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    assert merge(site, "a-lind", "ada", "--dry-run") == 0
    shown = capsys.readouterr().out
    assert "-orcid: 0000-0002-1825-0097\n" in shown
    assert "+orcid: 0000-0002-1825-0097\n" in shown
    assert "+++ /dev/null\n" in shown
    assert site_tree(site) == before


@pytest.mark.parametrize(
    ("gone", "stays", "file", "wanted"),
    [
        ("Card", "Cards", "keywords/cards.md",
         "---\nlabel: Cards\nsynonyms: [Card]\naliases: [/keywords/card/, /da/keywords/card/]\n---\n"),
        ("people/B. Berg", "Bo Berg", "people/bo-berg.md",
         "---\nname: Bo Berg\nother_names: [B. Berg]\naliases: [/people/b-berg/, /da/people/b-berg/]\n---\n"),
        ("Card", "Wide", "keywords/wide.md",
         "---\nlabel: Wide\nsynonyms: [Card]\naliases: [/w/, /keywords/card/, /da/keywords/card/]\n---\n"),
    ],
)  # fmt: skip
def test_what_is_only_mentioned(write_site: WriteSite, gone: str, stays: str, file: str, wanted: str) -> None:
    """The works stay as they are printed, but for a keyword that would stand there twice."""
    site = write_site(FILES)
    kind, key = file.removesuffix(".md").split("/")
    wide = {"Card": {"x", "y"}, "people/B. Berg": {"x", "y"}}[gone]
    assert merge(site, gone, stays) == 0
    assert read(site, file) == wanted
    assert works(site, kind, key) == wide
    assert "B. Berg" in read(site, "publications/y.yaml")
    labels = {"Cards": "[Wide, Cards]", "Wide": "[Wide, Cards]"}.get(stays, "[Wide, Card, Cards]")
    assert f"keywords: {labels}\n" in read(site, "publications/x.md")
    assert b"url=" in built(site)[f"{kind}/{'b-berg' if kind == 'people' else 'card'}/index.html"]


PAIRS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "organisations": (
        {
            "organisations/a.md": "---\nname: Afd. A\nnames: {en: Afd. A, da: Afd.}\nacronym: AA\nparent: unit\n---",
            "organisations/b.md": "---\nname: Dept. B\nror: 02xsh5r57\n---\n",
            "organisations/c.md": "---\nname: C\nparent: a\n---\n",
            "publications/p.md": (
                "---\ntype: book\ntitle: P\nissued: 2020\nauthors: [{name: Bo Berg, affiliations: [Afd. A, b]}]\n"
                "organisations: [a, unit, b]\n---\n"
            ),
        },
        "---\nname: Dept. B\nnames:\n  da: Afd.\nother_names: [Afd. A]\nacronym: AA\nparent: unit\nror: 02xsh5r57\n"
        "aliases: [/organisations/a/, /da/organisations/a/]\n---\n",
    ),
    "journals": (
        {
            "journals/a.md": "---\ntitle: J. of Boxes\nissn: 0378-5955\n---\nOn boxes.\n",
            "journals/b.md": "---\ntitle: Journal of Boxes\nissn:\n- 0028-0836 # paper\nplace: X\n---\nAll boxes.\n",
            "publications/p.md": "---\ntype: article-journal\ntitle: P\nissued: 2020\njournal: a\n---\n",
            "publications/q.md": "---\ntype: article-journal\ntitle: Q\nissued: 2020\njournal: J. of Boxes\n---\n",
        },
        "---\ntitle: Journal of Boxes\nother_titles: [J. of Boxes]\nissn:\n- 0028-0836 # paper\n- 0378-5955\nplace: X\n"
        "aliases: [/journals/a/, /da/journals/a/]\n---\nAll boxes.\n",
    ),
    "keywords": (
        {
            "keywords/a.md": "---\nlabel: Box\nlabels: {en: Box, da: Æske}\nbroader: b\nlanguage: da\n---\nEn æske.\n",
            "keywords/b.md": "---\nlabel: Boxes\nlanguage: en\n---\nMade of card.\n",
            "keywords/c.md": "---\nlabel: Little boxes\nbroader: a\n---\n",
            "publications/p.md": "---\ntype: book\ntitle: P\nkeywords: {en: [Box, Boxes], da: [Æske]}\n---\n",
        },
        "---\nlabel: Boxes\nlabels:\n  da: Æske\nsynonyms: [Box]\nlanguage: en\ndefinitions:\n  da: En æske.\n"
        "aliases: [/keywords/a/, /da/keywords/a/]\n---\nMade of card.\n",
    ),
    "projects": (
        {
            "projects/a.md": "---\ntitle: Box\nstart: 2020\npeople: [Bo Berg, Cy Dahl]\nfunding: [{funder: F}]\n---\n",
            "projects/b.md": "---\ntitle: Box\npeople: [Bo Berg]\n---\n",
            "publications/p.md": "---\ntype: book\ntitle: P\nissued: 2020\nprojects: [b, a]\n---\n",
        },
        "---\ntitle: Box\nstart: 2020\npeople: [Bo Berg, Cy Dahl]\nfunding:\n- {funder: F}\n"
        "aliases: [/projects/a/, /da/projects/a/]\n---\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAIRS)
def test_every_kind_with_entries(write_site: WriteSite, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    files, wanted = PAIRS[kind]
    site = write_site({"site.yaml": SITE.replace(", about", ""), "content/organisations/unit.md": "---\nname: U\n---\n",
        **{f"content/{path}": text for path, text in files.items()}})  # fmt: skip
    both = works(site, kind, "a") | works(site, kind, "b")
    assert merge(site, f"{kind}/a", f"{kind}/b") == 0
    told = capsys.readouterr().err
    assert read(site, f"{kind}/b.md") == wanted
    assert not (site / f"content/{kind}/a.md").exists()
    assert works(site, kind, "b") == both
    assert both
    text = read(site, "publications/p.md")
    assert {"organisations": "organisations: [b, unit]", "journals": "journal: b", "projects": "projects: [b]",
            "keywords": "keywords: {en: [Boxes], da: [Æske]}"}[kind] in text  # fmt: skip
    if kind in ("organisations", "keywords"):
        assert read(site, f"{kind}/c.md").endswith(": b\n---\n")
    assert ("not taken over: description: On boxes.\n" in told) == (kind == "journals")
    built(site)


ONE = (
    "---\ntype: article-journal\ntitle: On cards\nauthors: [Ada Lind]\nissued: 2020\njournal: Journal of Indexes\n"
    "doi: 10.1000/1\npages: 1-20\nkeywords: [Cards]\nrelated:\n- {id: two, relation: IsVersionOf}\n"
    "- {id: book, relation: Cites}\nfiles: [{url: 'https://example.org/a.pdf', version: accepted}]\n---\nAn abstract.\n"
)
TWO = (
    "---\ntype: article-journal\ntitle: On cards!\nauthors: [Lind, A.]\nissued: 2020\njournal: Other Journal\n"
    "volume: 3\nkeywords: [cards, Drawers]\nrelated:\n- {id: one, relation: HasVersion}\n---\n"
)  # fmt: skip


def test_two_publications_become_one(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages of one journal are not those of another; neither is related to itself."""
    two = TWO.replace("authors: [Lind, A.]", "authors: ['Lind, A.']")
    chapter = str(RENAMED["content/publications/chapter.md"]).replace("'book'", "'one'").replace('"book"', '"one"')
    site = write_site({**RENAMED, "content/publications/one.md": ONE, "content/publications/two.md": two,
        "content/publications/chapter.md": chapter, "redirects.csv": "/o,one\n"})  # fmt: skip
    assert merge(site, "one", "two") == 0
    assert read(site, "publications/two.md") == (
        "---\ntype: article-journal\ntitle: On cards!\nauthors: ['Lind, A.']\nissued: 2020\njournal: Other Journal\n"
        "volume: 3\ndoi: 10.1000/1\nkeywords: [cards, Drawers]\nfiles:\n"
        "- {url: https://example.org/a.pdf, version: accepted}\nrelated:\n- {id: book, relation: Cites}\n"
        "aliases: [/publications/one/, /da/publications/one/]\n---\nAn abstract.\n"
    )
    assert "book: 'two'   # its home" in read(site, "publications/chapter.md")
    assert 'id: "two"}' in read(site, "publications/chapter.md")
    assert (site / "redirects.csv").read_text() == "/o,publications/two\n"
    told = capsys.readouterr().err
    for left in ("title: On cards\n", 'authors: ["Ada Lind"]\n', "journal: Journal of Indexes\n", "pages: 1-20\n"):
        assert f"not taken over: {left}" in told
    built(site)


def test_imports_know_what_became_of_their_records(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    records = "@book{one,title={On cards},author={Ada Lind},year=2020,doi={10.1000/1}}\n"
    more = "@book{two,title={On cards and boxes},author={A. Lind},year=2020,publisher={P}}\n"
    site = write_site({"a.bib": records, "b.bib": more})
    for file in ("a.bib", "b.bib"):
        assert main(["import", "--site", str(site), "--jobs", "1", str(site / file)]) == 0
    names = sorted(path.stem for path in (site / "content").rglob("*.md"))
    assert len(names) == 2
    gone, stays = (next(name for name in names if key in (site / "imports" / f"{key}.jsonl").read_text()
        and f'"id": "{name}"' in (site / "imports" / f"{key}.jsonl").read_text()) for key in ("a", "b"))  # fmt: skip
    assert merge(site, gone, stays) == 0
    line = json.loads((site / "imports/a.jsonl").read_text().splitlines()[1])
    assert (line["id"], line["adopted"]) == (stays, True)
    before = site_tree(site)
    capsys.readouterr()
    for file in ("a.bib", "b.bib"):
        assert main(["import", "--site", str(site), "--jobs", "1", str(site / file)]) == 0
    assert {path: text for path, text in site_tree(site).items() if ".kartotek" not in path} == {
        path: text for path, text in before.items() if ".kartotek" not in path
    }
    assert "1 unchanged" in capsys.readouterr().err


REFUSED: Mapping[str, str | bytes] = {
    **FILES,
    "content/people/other.md": "---\nname: Ada Other\norcid: 0000-0001-5109-3700\n---\n",
    "content/people/idle.md": "---\nname: Ida Idle\ndraft: true\n---\n",
    "content/people/left.md": "---\nname: Lea Left\nretired: {date: 2020-01-01, reason: She asked.}\n---\n",
    "content/organisations/deep.md": "---\nname: Deep\nparent: part\n---\n",
    "content/publications/both.md": "---\ntype: book\ntitle: B\nissued: 2020\nauthors: [Ada Lind, Cy Dahl]\n---\n",
}


@pytest.mark.parametrize(
    ("gone", "stays", "told"),
    [
        ("a-lind", "unit", "'a-lind' is of the kind person, and 'unit' of the kind organisation"),
        ("ada", "ada", "'ada' and 'ada' are one already: people/ada"),
        ("people/ada", "Ada Lind", "are one already"),
        ("nobody", "ada", "there is nothing called 'nobody'"),
        ("people/adda", "a-lind", "did you mean 'people/ada'?"),
        ("a-lind", "other", "have different ORCID iDs, 0000-0002-1825-0097 and 0000-0001-5109-3700\nhelp: correct"),
        ("ada", "idle", "people/idle is a draft, and people/ada is published\nhelp: write `kartotek merge people/idle"),
        ("left", "ada", "people/left is retired\nhelp: delete `retired` in content/people/left.md first"),
        (
            "ada",
            "Cy Dahl",
            "people/cy-dahl has no entry, and people/ada has one\nhelp: write `kartotek merge people/cy",
        ),
        ("Cy Dahl", "ada", "publications/both names both people/cy-dahl and people/ada\nhelp: they are probably two"),
        ("unit", "deep", "organisations/deep is below organisations/unit, with part between them"),
        ("book", "chapter", "publications/chapter is a part of publications/book"),
        ("article", "book", "have different titles"),
        ("about", "about.da", "free pages cannot be merged"),
        ("article", "chapter", "have different titles"),
    ],
)
def test_what_cannot_be_leaves_all_as_it_is(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], gone: str, stays: str, told: str
) -> None:
    site = write_site(REFUSED)
    before = site_tree(site)
    assert merge(site, gone, stays) == 2
    assert told in capsys.readouterr().err
    assert site_tree(site) == before


def test_a_name_of_several_kinds_is_that_of_the_other(write_site: WriteSite) -> None:
    site = write_site({**FILES, "content/journals/card.md": "---\ntitle: Card\n---\n"})
    assert merge(site, "card", "wide") == 0
    assert "synonyms: [Card]" in read(site, "keywords/wide.md")


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("people", "name: A. Lind\norcid: 0000-0002-1825-0097\n", "name: Ada Lind\norcid: 0000-0002-1825-0097\n"),
        ("keywords", "label: Cards\n", "label: cards\nbroader: wide\n"),
    ],
)
def test_two_entries_that_are_an_error_beside_each_other(
    write_site: WriteSite, kind: str, one: str, other: str
) -> None:
    """The same ORCID iD, or the same label: merging is what corrects it."""
    site = write_site({
        **RENAMED,
        f"content/{kind}/one.md": f"---\n{one}---\n",
        f"content/{kind}/other.md": f"---\n{other}---\n",
    })  # fmt: skip
    if kind == "people":
        (site / "content/people/ada.md").rename(site / "content/people/_ada.md")
    assert main(["check", "--site", str(site), "--jobs", "1"]) == 1
    assert merge(site, f"{kind}/one", f"{kind}/other") == 0
    assert main(["check", "--site", str(site), "--jobs", "1"]) == 0


def test_an_affiliation_becomes_a_name_of_an_organisation(write_site: WriteSite) -> None:
    """It has no page, so there is no address that could lead anywhere."""
    site = write_site({
        "content/organisations/unit.md": "---\nname: Unit\n---\n",
        "content/publications/p.md": (
            "---\ntype: book\ntitle: P\nauthors: [{name: Ada Lind, affiliations: [Dept. of Units]}]\n---\n"
        ),
    })  # fmt: skip
    assert merge(site, "Dept. of Units", "unit") == 0
    assert read(site, "organisations/unit.md") == "---\nname: Unit\nother_names: [Dept. of Units]\n---\n"
    assert works(site, "organisations", "unit") == {"p"}


def test_a_name_whose_address_is_that_of_somebody_else(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    """It leads to nobody, and check asks whether the two are one."""
    site = write_site({
        "content/people/asa-lind.md": "---\nname: Åsa Lind\n---\n",
        "content/publications/p.md": "---\ntype: book\ntitle: P\nauthors: [Asa Lind, Bo Berg]\n---\n",
        "content/publications/q.md": "---\ntype: book\ntitle: Q\nauthors: [Åsa Lind]\n---\n",
    })  # fmt: skip
    assert works(site, "people", "asa-lind") == {"q"}
    assert merge(site, "people/asa-lind", "Asa Lind") == 2
    assert "people/Asa Lind has no page\nhelp: write `kartotek new person --name" in capsys.readouterr().err
    assert merge(site, "Asa Lind", "people/asa-lind") == 0
    assert read(site, "people/asa-lind.md") == "---\nname: Åsa Lind\nother_names: [Asa Lind]\n---\n"
    assert works(site, "people", "asa-lind") == {"p", "q"}
    assert "leads to" not in capsys.readouterr().err
    assert merge(site, "Asa Lind", "people/asa-lind") == 2


def test_what_contradicts_the_other_is_left(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({
        "content/projects/a.md": "---\ntitle: A\nstart: 2014\nend: 2016\nacronym: A\n---\n",
        "content/projects/b.md": "---\ntitle: B\nend: 1967\n---\n",
        "content/publications/p.md": ARTICLE.replace("journal:", "projects: [a]\njournal:"),
    })  # fmt: skip
    assert merge(site, "projects/a", "projects/b") == 0
    assert "acronym: A\nend: 1967\n" in read(site, "projects/b.md")
    told = capsys.readouterr().err
    assert "not taken over: start: 2014\n" in told
    assert "not taken over: title: A\n" in told


def test_numbers_of_a_journal_are_not_those_of_a_book(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({
        "content/publications/a.md": ARTICLE.replace("journal:", "volume: 3\ndoi: 10.1000/1\njournal:"),
        "content/publications/b.md": "---\ntype: book\ntitle: On cards\n---\n",
    })  # fmt: skip
    assert merge(site, "publications/a", "publications/b") == 0
    made = read(site, "publications/b.md")
    assert "doi: 10.1000/1\n" in made
    assert "volume" not in made
    assert "not taken over: volume: 3\n" in capsys.readouterr().err


def test_with_force_works_with_another_orcid_follow_by_id(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({
        **REFUSED,
        "content/publications/o.md": (
            "---\ntype: book\ntitle: O\nissued: 2020\nauthors:\n"
            "- {name: Someone Else, orcid: 0000-0002-1825-0097}  # as printed\n- Bo Berg\n---\n"
        ),
    })  # fmt: skip
    assert merge(site, "a-lind", "other", "--force") == 0
    assert "not taken over: orcid: 0000-0002-1825-0097\n" in capsys.readouterr().err
    assert works(site, "people", "other") == {"o", "x", "y"}
    assert "id: other" in read(site, "publications/o.md")


def test_the_name_of_somebody_else_is_not_taken(write_site: WriteSite) -> None:
    """Someone was given an id since the name is that of another person, too."""
    site = write_site({
        "content/people/ada.md": "---\nname: Ada Lind\n---\n",
        "content/publications/p.md": "---\ntype: book\ntitle: P\nauthors: [{name: A. Lind, id: a-2}]\n---\n",
        "content/publications/q.md": "---\ntype: book\ntitle: Q\nauthors: [A. Lind]\n---\n",
    })  # fmt: skip
    assert merge(site, "people/a-2", "ada") == 0
    assert (works(site, "people", "ada"), works(site, "people", "a-lind")) == ({"p"}, {"q"})


def test_a_file_that_cannot_be_changed_in_place(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({**FILES, "content/people/ada.yaml": "{name: Ada Lind}\n"})
    (site / "content/people/ada.md").unlink()
    before = site_tree(site)
    assert merge(site, "a-lind", "ada") == 2
    assert "the front matter is in braces; nothing was changed" in capsys.readouterr().err
    assert site_tree(site) == before
