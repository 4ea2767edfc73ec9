""" "Is this you?": claims, two people of one name, one person with two pages."""

from collections.abc import Mapping

import pytest

from kartotek.cli import main
from tests.conftest import WriteSite, site_tree
from tests.edit.test_correct import SITE, changed, correct, issue

ORCID = "0000-0002-1825-0097"
FILES: Mapping[str, str | bytes] = {
    "site.yaml": SITE,
    "content/publications/cards.md": "---\ntype: book\ntitle: Cards\nauthors: [Ada Lind, Bo Berg]\nissued: 2020\n---\n",
    "content/publications/drawers.md": "---\ntype: book\ntitle: Drawers\nauthors:\n- A. Lind  # as printed\n---\n",
    "content/publications/later.md": (
        "---\ntype: book\ntitle: Later\nauthors:\n- {name: Bo Berg, affiliations: [Unit]}  # sic\n"
        "editors: Ada Lind\n---\n"
    ),
    "content/publications/mine.md": f"---\ntype: book\ntitle: Mine\nauthors: [{{name: Cy, orcid: {ORCID}}}]\n---\n",
    "content/people/ada-lind.md": "---\nname: Ada Lind  # her\nposition: Librarian\n---\nA life.\n",
}  # fmt: skip


def works_of(site_out: Mapping[str, bytes], person: str) -> list[str]:
    """The titles that the page of a person lists."""
    page = site_out[f"people/{person}/index.html"].decode()
    return sorted(title for title in ("Cards", "Drawers", "Later", "Mine") if f">{title}</a>" in page)


def test_someone_with_an_entry_says_who_they_are(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    claim = {"orcid": f"https://orcid.org/{ORCID[:-4]}0097", "names": ["A. Lind", "Ada Lind"]}
    (site / "content/publications/mine.md").unlink()
    del before["content/publications/mine.md"]
    assert correct(site, issue(entry="people/ada-lind", claim=claim)) == 0
    assert changed(site, before) == {
        "content/people/ada-lind.md": (
            f"---\nname: Ada Lind  # her\nother_names: [A. Lind]\norcid: {ORCID}\nposition: Librarian\n---\nA life.\n"
        )
    }
    assert capsys.readouterr().out.splitlines()[0] == "Complete people/ada-lind"
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 0
    assert works_of(site_tree(site / "dist"), "ada-lind") == ["Cards", "Drawers", "Later"]
    assert correct(site, issue(entry="people/ada-lind", claim=claim)) == 2
    assert "people/ada-lind says so already" in capsys.readouterr().err


def test_whose_works_a_claim_makes_unclear_is_told(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    """In the text of the pull request, for the one who reads it."""
    draft = "---\ntype: book\ntitle: Not out\nauthors: [Ada Lind]\ndraft: true\n---\n"
    more = {"content/people/bo-berg.md": "---\nname: Bo Berg\n---\n", "content/publications/not-out.md": draft}
    site = write_site({**FILES, **more})
    assert correct(site, issue(entry="people/bo-berg", claim={"names": ["Ada Lind"]})) == 0
    lines = capsys.readouterr().out.splitlines()
    warned = [line for line in lines if line.startswith("- Please look at `content/publications/cards.md`: ")]
    assert ["Ada Lind" in line and "2 people" in line for line in warned] == [True]
    assert "not-out" not in "\n".join(lines)


@pytest.mark.parametrize("entry", [True, False], ids=["with an entry", "without one"])
def test_the_works_that_move_to_the_page_are_told(
    entry: bool, write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site(FILES)
    if not entry:
        (site / "content/people/ada-lind.md").unlink()
    assert correct(site, issue(entry="people/ada-lind", claim={"names": ["A. Lind"]})) == 0
    lines = capsys.readouterr().out.splitlines()
    moves = [line for line in lines if " moves from " in line]
    assert moves == ["- `publications/drawers` moves from `people/a-lind` to `people/ada-lind`."]
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 0
    assert "Drawers" in works_of(site_tree(site / "dist"), "ada-lind")


FORMER = ("Adam Former", "Former, Adam", "adam FORMER")


@pytest.mark.parametrize("former", FORMER)
@pytest.mark.parametrize("written", FORMER[:2])
def test_nobody_publishes_a_former_name(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], former: str, written: str
) -> None:
    """Neither by a claim nor by a correction; and it is not told that it is one."""
    entry = f"---\nname: Ada Lind\nother_names: [A. Lind]\nhidden_names: ['{written}']\n---\n"
    site = write_site({**FILES, "content/people/ada-lind.md": entry})
    before = site_tree(site)
    names = {"field": "other_names", "from": ["A. Lind"], "to": ["A. Lind", former]}
    for asked in (
        {"claim": {"names": [former]}},
        {"changes": [names]},
        {"changes": [{"field": "name", "from": "Ada Lind", "to": former}]},
    ):
        assert correct(site, issue(entry="people/ada-lind", **asked)) == 2
        said = capsys.readouterr().err
        assert "people/ada-lind says so already" in said
        assert "ormer" not in said
        assert changed(site, before) == {}
    both = {"names": [former, "Ada L."]}
    assert correct(site, issue(entry="people/ada-lind", claim=both)) == 0
    assert "[A. Lind, Ada L.]" in (site / "content/people/ada-lind.md").read_text()
    assert "ormer" not in capsys.readouterr().out


def test_someone_without_an_entry_gets_one(write_site: WriteSite) -> None:
    site = write_site({**FILES, "content/publications/mine.md": ""})
    (site / "content/publications/mine.md").unlink()
    before = site_tree(site)
    assert correct(site, issue(entry="people/bo-berg", claim={"orcid": ORCID, "names": ["B. Berg"]})) == 0
    assert changed(site, before) == {
        "content/people/bo-berg.md": f"---\nname: Bo Berg\nother_names: [B. Berg]\norcid: {ORCID}\n---\n"
    }


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"entry": "people/ada-lind", "claim": {"orcid": "0000-0002-1825-0098"}}, "has a wrong digit"),
        ({"entry": "people/ada-lind", "claim": {"orcid": "", "names": []}}, "neither an ORCID iD nor a name"),
        ({"entry": "people/nobody", "claim": {"orcid": ORCID}}, "there is no page people/nobody"),
        ({"entry": "people/cy", "claim": {"orcid": "0000-0001-5109-3700"}}, "people/cy has another ORCID iD"),
        ({"entry": "people/bo-berg", "split": {"works": ["drawers"]}}, "publications/drawers is not a work of"),
        ({"entry": "people/bo-berg", "split": {"works": ["../x"]}}, "the split does not say which works"),
        ({"entry": "people/bo-berg", "split": {"works": []}}, "the split does not say which works"),
        (
            {"entry": "people/bo-berg", "split": {"works": ["later"], "to": "../x"}},
            "is not the name of a person's page",
        ),
        ({"entry": "people/cy", "split": {"works": ["mine"]}}, f"publications/mine gives the ORCID iD {ORCID}"),
    ],
)
def test_what_cannot_be_is_refused(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], data: dict[str, object], message: str
) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    assert correct(site, issue(**data)) == 2
    assert message in capsys.readouterr().err
    assert site_tree(site) == before


def test_works_of_somebody_else_of_the_same_name_leave_the_page(write_site: WriteSite) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    assert correct(site, issue(entry="people/bo-berg", split={"works": ["later"], "to": ""})) == 0
    assert changed(site, before) == {
        "content/publications/later.md": str(FILES["content/publications/later.md"]).replace(
            "{name: Bo Berg, affiliations: [Unit]}", "{name: Bo Berg, affiliations: [Unit], id: bo-berg-2}"
        )
    }
    assert main(["build", "--site", str(site), "--jobs", "1", "--strict"]) == 0
    out = site_tree(site / "dist")
    assert (works_of(out, "bo-berg"), works_of(out, "bo-berg-2")) == (["Cards"], ["Later"])


def test_two_people_with_entries_are_told_apart_everywhere(write_site: WriteSite) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    assert correct(site, issue(entry="people/ada-lind", split={"works": ["later"]})) == 0
    after = changed(site, before)
    assert after["content/people/ada-lind-2.md"] == "---\nname: Ada Lind\n---\n"
    assert "editors:\n- {name: Ada Lind, id: ada-lind-2}\n" in after["content/publications/later.md"]
    assert "authors: [{name: Ada Lind, id: ada-lind}, Bo Berg]\n" in after["content/publications/cards.md"]
    assert main(["build", "--site", str(site), "--jobs", "1", "--strict"]) == 0
    out = site_tree(site / "dist")
    assert (works_of(out, "ada-lind"), works_of(out, "ada-lind-2")) == (["Cards"], ["Later"])


def test_one_person_with_two_pages_becomes_one(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Whichever of the two pages the report begins with: the one with an entry stays."""
    site = write_site(FILES)
    assert correct(site, issue(entry="people/ada-lind", merge="people/a-lind")) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Make people/a-lind one with people/ada-lind"
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 0
    assert works_of(site_tree(site / "dist"), "ada-lind") == ["Cards", "Drawers", "Later"]
