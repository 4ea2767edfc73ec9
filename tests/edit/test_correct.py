"""A mistake that a visitor reported: its lines change, and no others; what is doubtful is refused in words."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from tests.conftest import WriteSite, site_tree

SITE = "title: Test\nsearch: false\ncitation_styles: [none]\n"
ARTICLE = (
    "---\n# an article\ntype: article-journal\ntitle: 'On crads: a *study*'  # sic\nauthors:\n"
    "- Ada Lind  # first\n- {name: Bo Berg, id: bo, affiliations: [Unit]}\n"
    "issued: 2020-05\njournal: Journal of Indexes\nissue: 04\nisbn: 978-3-16-148410-0\n---\nAbout: *cards*.\n"
)
FILES: Mapping[str, str | bytes] = {
    "site.yaml": SITE,
    "content/publications/2020/cards.md": ARTICLE,
    "content/publications/drawers.yaml": "type: book\ntitle: Drawers\nauthors: Cy Dahl\nissued: 2021\n",
    "content/publications/shelves.md": "---\r\ntype: book\r\ntitle: Shelves\r\nauthors: [Cy Dahl]\r\n---\r\n",
    "content/publications/secret.md": "---\ntype: book\ntitle: Secret\ndraft: true\n---\n",
    "content/people/ada-lind.md": "---\ngiven: Ada\nfamily: Lind\nother_names: A. Lind\n---\nA life.\n",
}


def issue(**data: Any) -> str:
    """The text of an issue with a report."""
    block = json.dumps({"kartotek": 1, **data}, ensure_ascii=False, indent=1)
    return f"The title is wrong.\r\n\r\n```json\r\n{block}\r\n```\r\n"


def change(field: str, was: Any, to: Any) -> dict[str, Any]:
    return {"entry": "publications/cards", "changes": [{"field": field, "from": was, "to": to}]}


def correct(site: Path, text: str) -> int:
    report = site.parent / "report.md"
    report.write_text(text, "utf-8", newline="")
    return main(["correct", str(report), "--site", str(site), "--jobs", "1"])


def changed(site: Path, before: Mapping[str, bytes]) -> dict[str, str]:
    after = site_tree(site)
    return {path: text.decode() for path, text in after.items() if before.get(path) != text}


@pytest.mark.parametrize(
    ("field", "was", "to", "old", "new"),
    [
        ("title", "On crads: a *study*", 'On  "cards":\r\na *study*',
         "'On crads: a *study*'", r'"On \"cards\": a *study*"'),
        ("issue", "04", "5", "issue: 04", "issue: 5"),
        ("issued", "2020-05", "2020-06-01", "issued: 2020-05", "issued: 2020-06-01"),
        ("issue", "04", "", "issue: 04\n", ""),
        ("doi", "", "https://doi.org/10.1000/182", "148410-0\n", "148410-0\ndoi: 10.1000/182\n"),
        ("isbn", ["978-3-16-148410-0"], ["ISBN 978-0-306-40615-7"], "978-3-16-148410-0", "978-0-306-40615-7"),
        ("authors", ["Ada Lind", "Bo Berg"], ["Ada Lind", "Bo Bergh"], "name: Bo Berg,", "name: Bo Bergh,"),
        ("authors", ["Ada Lind", "Bo Berg"], ["Ada Lind", "Bo Berg", "Cy Dahl", "Eva Falk"],
         "affiliations: [Unit]}\n", "affiliations: [Unit]}\n- Cy Dahl\n- Eva Falk\n"),
        ("authors", ["Ada Lind", "Bo Berg"], ["Bo Berg"], "- Ada Lind  # first\n", ""),
        ("authors", ["Ada Lind", "Bo Berg"], ["Ada Lind"], "- {name: Bo Berg, id: bo, affiliations: [Unit]}\n", ""),
        ("authors", ["Ada Lind", "Bo Berg"], ["Cy Dahl"],
         "authors:\n- Ada Lind  # first\n- {name: Bo Berg, id: bo, affiliations: [Unit]}\n", "authors: [Cy Dahl]\n"),
        ("authors", ["Ada Lind", "Bo Berg"], [],
         "authors:\n- Ada Lind  # first\n- {name: Bo Berg, id: bo, affiliations: [Unit]}\n", ""),
        ("authors", ["Ada Lind", "Bo Berg"], ["Bo Berg", "Ada Lind"],
         "- Ada Lind  # first\n- {name: Bo Berg, id: bo, affiliations: [Unit]}\n",
         "- {name: Bo Berg, id: bo, affiliations: [Unit]}  # first\n- Ada Lind\n"),
        ("editors", [], ["Eva Falk"], "issued:", "editors: [Eva Falk]\nissued:"),
    ],
)  # fmt: skip
def test_the_value_changes_and_all_around_it_stays(
    write_site: WriteSite, field: str, was: Any, to: Any, old: str, new: str
) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    assert correct(site, issue(**change(field, was, to))) == 0
    text = changed(site, before)["content/publications/2020/cards.md"]
    assert text == ARTICLE.replace(old, new, 1)


def test_several_changes_at_once_are_told_for_the_pull_request(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site(FILES)
    changes = [
        {"field": "title", "from": "On crads: a *study*", "to": "On `cards` @everyone <b>"},
        {"field": "journal", "from": "Journal of Indexes", "to": "Journal of Indices"},
    ]
    assert correct(site, issue(entry="publications/cards", changes=changes, source="[x](https://example.org)")) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[:4] == [
        "Correct title and journal of publications/cards",
        "",
        "- `title`: `On crads: a *study*` becomes ``On `cards` @everyone <b>``",
        "- `journal`: `Journal of Indexes` becomes `Journal of Indices`",
    ]
    assert said.out.splitlines()[-1] == "- How the visitor knows: `[x](https://example.org)`"
    assert said.err == "changed content/publications/2020/cards.md\n"


REFUSED = [
    (issue(**change("title", "Something else", "On cards")),
     "title was changed since: it says `On crads: a *study*`, and the report saw `Something else`"),
    (issue(**change("title", "On cards", "On crads: a *study*")), "publications/cards says so already"),
    (issue(**change("title", "On crads: a *study*", "")), "title cannot be empty"),
    (issue(**change("issued", "2020-05", "May 2020")), "'May 2020' is not a date"),
    (issue(**change("doi", "", "182")), "'182' is not a DOI"),
    (issue(**change("url", "", "javascript:alert(1)")), "'javascript:alert(1)' is not an address that can be linked"),
    (issue(**change("files", "", "x")), "'files' is not a field that reports may change"),
    (issue(**change("draft", "", "true")), "'draft' is not a field that reports may change"),
    (issue(**change("title", "On crads: a *study*", "On \u202ecards")), "title has the invisible character U+202E"),
    (issue(**change("title", "On crads: a *study*", "x" * 5001)), "title is not a text of at most 5000 characters"),
    (issue(**change("title", ["On"], "x")), "title is not a text of at most 5000 characters"),
    (issue(**change("authors", "Ada", ["Bo"])), "authors is not a list of texts"),
    (issue(**change("authors", ["Ada Lind", "Bo Berg"], ["Ada Lind", ""])), "authors has an empty item"),
    (issue(**change("title", "On crads: a *study*", "x"), entry2=1), "the report has 'entry2', which means nothing"),
    (issue(entry="publications/../people/ada", merge="x"), "'publications/../people/ada' is not the name of an entry"),
    (issue(entry="files/x", changes=[{}]), "'files/x' is not the name of an entry"),
    (issue(entry="publications/cards"), "the report tells a mistake in words only"),
    (issue(entry="publications/secret", changes=[{"field": "title", "from": "", "to": "x"}]),
     "publications/secret has no file of its own that is published"),
    (issue(entry="publications/none", changes=[{"field": "title", "from": "", "to": "x"}]),
     "publications/none has no file of its own that is published"),
    (issue(entry="people/ada-lind", changes=[{"field": "name", "from": "Ada Lind", "to": "Ida Lind"}]),
     "the entry gives its name in another way"),
    (issue(entry="publications/cards", claim={"orcid": "0000-0002-1825-0097"}), "publications/cards is not a person"),
    (issue(entry="people/ada-lind", claim={"names": ["A"]}, merge="people/b"), "asks for claim and merge at once"),
    (issue(entry="people/ada-lind", merge="people/nobody"), "there is no page people/nobody"),
    (issue(entry="publications/cards", merge="publications/secret"), "there is no page publications/secret"),
    (issue(entry="people/ada-lind", merge="people/ada-lind"), "people/ada-lind cannot be the same as people/ada-lind"),
    ("<!-- not seen -->\n" + issue(**change("issue", "04", "5")), "the report has HTML (<!--"),
    (issue(**change("issue", "04", "5")) + issue(**change("issue", "04", "6")), "the report has 2 blocks of JSON"),
    ("Please correct the title.", "the report has no block of JSON"),
    ('```json\n{"kartotek": 1, "entry": "people/a", "entry": "people/b"}\n```', "a key is there twice"),
    ('```json\n{"kartotek": 2}\n```', "the report was written by another version"),
    ("```json\n" + "[" * 100_000 + "\n```", "the JSON in the report cannot be read"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_what_is_doubtful_is_refused_and_nothing_changes(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    assert correct(site, text) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
    assert "\nhelp: " in said.err
    assert site_tree(site) == before


def test_a_change_that_breaks_another_entry_is_taken_back(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    """The iD is another person's already."""
    orcid = "0000-0002-1825-0097"
    site = write_site({**FILES, "content/people/cy.md": f"---\nname: Cy Dahl\norcid: {orcid}\n---\n"})
    before = site_tree(site)
    changes = [{"field": "orcid", "from": "", "to": orcid}]
    assert correct(site, issue(entry="people/ada-lind", changes=changes)) == 1
    assert "has the same ORCID iD" in capsys.readouterr().err
    assert site_tree(site) == before


def test_a_dry_run_shows_the_change_and_makes_none(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(FILES)
    before = site_tree(site)
    (site.parent / "report.md").write_text(issue(**change("issue", "04", "5")))
    assert main(["correct", str(site.parent / "report.md"), "--site", str(site), "--jobs", "1", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert "\n-issue: 04\n+issue: 5\n" in said.out
    assert said.err == "nothing was changed\n"
    assert site_tree(site) == before


def test_a_report_comes_from_standard_input_too(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(FILES)
    text = io.TextIOWrapper(io.BytesIO(issue(**change("issue", "04", "5")).encode()))
    monkeypatch.setattr("sys.stdin", text)
    assert main(["correct", "-", "--site", str(site), "--jobs", "1"]) == 0
    assert "issue: 5\n" in (site / "content/publications/2020/cards.md").read_text()


def test_authors_whose_names_their_entries_settle(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    """The form has the names of the page; those in the file stay, and no former name is told."""
    work = "content/publications/one.md"
    site = write_site(
        {
            "site.yaml": f"{SITE}editing: {{repository: lib/portal, admin: false}}\n",
            work: "---\ntype: book\ntitle: One\nauthors: [Anders Norgard, Bob Stone, Bea Norgard]\n---\n",
            "content/people/bea.md": "---\nname: B\u00e9a N\u00f8rgaard\nother_names: [B\u00e9a Norgard]\n"
            "hidden_names: [Anders Norgard]\n---\n",
        }
    )
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 0
    capsys.readouterr()
    page = (site / "dist/publications/one/index.html").read_text("utf-8")
    values = json.loads(page.partition('id="entry-values"')[2].partition(">")[2].partition("</script>")[0])
    seen = values["authors"]
    assert seen == ["B\u00e9a N\u00f8rgaard", "Bob Stone", "B\u00e9a Norgard"]
    stale = {"field": "authors", "from": ["Else", "Bob Stone"], "to": ["Else"]}
    assert correct(site, issue(entry="publications/one", changes=[stale])) == 2
    assert "Anders" not in capsys.readouterr().err
    asked = {"field": "authors", "from": seen, "to": [seen[0], "Rob Stone", seen[2]]}
    assert correct(site, issue(entry="publications/one", changes=[asked])) == 0
    assert "authors: [Anders Norgard, Rob Stone, Bea Norgard]\n" in (site / work).read_text()


def test_a_report_that_is_not_there(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({"site.yaml": SITE})
    assert main(["correct", "--site", str(site), str(site / "reprot.md")]) == 2
    said = capsys.readouterr().err
    assert "reprot.md is not there" in said
    assert "check its name" in said
