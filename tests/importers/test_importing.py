"""Imports as an editor does them: what is written, what a second run does, what becomes of changes on both sides."""

import json
import os
from pathlib import Path

import pytest

from kartotek.cli import main
from tests.conftest import WriteSite, tree

REFS = """\
@article{lind2020, title = {On {Cards}}, author = {Lind, Ada and Berg, Bo}, journal = {Journal of Indexes}, year = 2020,
  doi = {10.1000/182}, abstract = {About cards.}, publisher = {P}}
@book{berg1999, title = {Drawers}, author = {Berg, Bo}, year = 1999, publisher = {Q}}
@article{broken, title = {One
@misc{untitled, year = 2001}
@article{again, title = {On Cards}, author = {Ada Lind}, year = 2020, doi = {10.1000/182}}
"""
LIND = "content/publications/2020/lind-2020-cards.md"
BERG = "content/publications/1999/berg-1999-drawers.md"
LEDGER = "imports/refs.jsonl"


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    """A site without entries; the file of records lies in it."""
    return write_site({"site.yaml": "title: Test\n", "refs.bib": REFS})


def run(site: Path, *more: str, file: str = "refs.bib") -> int:
    return main(["import", "--site", str(site), "--jobs", "1", str(site / file), *more])


def files(site: Path) -> dict[str, bytes]:
    """What a user has: all but the cache."""
    return {path: data for path, data in tree(site).items() if not path.startswith(".kartotek")}


def report(site: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, dict[str, object]]:
    """The results of an import by key, and under "" the counts."""
    capsys.readouterr()
    assert run(site, "--format", "json", *more) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["records"] == sum(made["counts"].values())
    return {"": made["counts"], **{result["key"]: result for result in made["results"]}}


def test_every_record_is_accounted_for(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site) == 0
    said = capsys.readouterr().err
    assert (
        "refs.bib:4: broken failed: a brace or a quotation mark is never closed" in said
        or "refs.bib:4: broken failed" in said
    )
    assert "refs.bib:5: untitled failed: it has no title" in said
    assert "refs.bib:6: again skipped: it stands twice in the source (line 1)" in said
    assert "kept only in imports/refs.jsonl: publisher (1)" in said
    last = said.splitlines()[-1]
    assert last.startswith("5 records: 2 imported, 1 skipped, 2 failed; look at them in content/publications/")
    assert (site / LIND).read_text() == (
        "---\ntype: article-journal\ntitle: On Cards\nauthors: [Ada Lind, Bo Berg]\nissued: 2020\n"
        "journal: Journal of Indexes\ndoi: 10.1000/182\ncite_key: lind2020\n---\nAbout cards.\n"
    )
    assert main(["check", "--site", str(site), "--jobs", "1", "--strict"]) == 0


def test_a_second_run_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site) == 0
    before = {path: ((site / path).stat().st_mtime_ns, data) for path, data in files(site).items()}
    assert report(site, capsys)[""]["unchanged"] == 2
    assert {path: ((site / path).stat().st_mtime_ns, data) for path, data in files(site).items()} == before


def test_a_trial_shows_the_files_and_writes_none(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(site)
    assert run(site, "--dry-run") == 0
    shown = capsys.readouterr()
    assert f"+++ b/{LIND}" in shown.out
    assert "+title: On Cards" in shown.out
    assert "nothing was written" in shown.err
    assert tree(site) == before


def edit(site: Path, file: str, old: str, new: str) -> None:
    path = site / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_both_sides_change(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site) == 0
    edit(site, LIND, "title: On Cards\n", "title: On Index Cards # as printed\n")
    edit(site, LIND, "authors: [Ada Lind, Bo Berg]", "authors:\n  # in order\n  - Ada Lind\n  - Bo Berg")
    edit(site, LIND, "journal: Journal of Indexes", "journal: J. Indexes")
    edit(site, "refs.bib", "{Journal of Indexes}", "{The Journal of Indexes}, volume = 4")
    edit(site, "refs.bib", "{About cards.}", "{About many cards.}")
    edit(site, "refs.bib", "publisher = {Q}", "address = {Oslo}")
    found = report(site, capsys)
    assert found["lind2020"]["changed"] == ["volume", "abstract"]
    assert found["lind2020"]["kept"] == ["journal"]
    assert found["berg1999"]["changed"] == ["place", "publisher"]
    assert (site / LIND).read_text() == (
        "---\ntype: article-journal\ntitle: On Index Cards # as printed\n"
        "authors:\n  # in order\n  - Ada Lind\n  - Bo Berg\n"
        "issued: 2020\njournal: J. Indexes\nvolume: 4\ndoi: 10.1000/182\ncite_key: lind2020\n---\nAbout many cards.\n"
    )
    assert "publisher" not in (site / BERG).read_text()
    assert report(site, capsys)[""]["unchanged"] == 2


def test_a_slip_in_the_source_empties_no_field(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(site, "refs.bib", "year = 1999,", "year = 1999, isbn = {978-3-16-148410-0},")
    assert run(site) == 0
    edit(site, "refs.bib", "978-3-16-148410-0", "978-3-16-148410-1")
    found = report(site, capsys)["berg1999"]
    assert found["outcome"] == "unchanged"
    assert "wrong digit" in str(found["notes"])
    assert "isbn: [978-3-16-148410-0]" in (site / BERG).read_text()
    edit(site, "refs.bib", " isbn = {978-3-16-148410-1},", "")
    assert report(site, capsys)["berg1999"]["changed"] == ["isbn"]


def test_what_an_editor_removed_stays_away(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site) == 0
    (site / BERG).unlink()
    found = report(site, capsys)["berg1999"]
    assert (found["outcome"], found["reason"]) == ("skipped", "an editor removed its entry berg-1999-drawers")
    assert not (site / BERG).exists()


@pytest.mark.parametrize("by", ["hand", "command"])
def test_a_renamed_entry_is_found_again(by: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site) == 0
    if by == "hand":
        os.rename(site / LIND, site / "content/publications/cards.md")  # noqa: PTH104
    else:
        assert main(["rename", "--site", str(site), "--jobs", "1", "lind-2020-cards", "cards"]) == 0
    assert report(site, capsys)["lind2020"]["id"] == "cards"
    edit(site, "refs.bib", "{Journal of Indexes}", "{Indexes}")
    assert report(site, capsys)["lind2020"]["changed"] == ["journal"]


def test_a_retired_entry_stays_as_it_is(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site) == 0
    assert main(["retire", "--site", str(site), "--jobs", "1", "lind-2020-cards", "--reason", "Asked for."]) == 0
    edit(site, "refs.bib", "{Journal of Indexes}", "{Indexes}")
    assert report(site, capsys)["lind2020"]["reason"] == "its entry is retired"


OWN = "---\ntype: article-journal\ntitle: On cards\nauthors: [A. Lind]\nissued: 2020\ndoi: 10.1000/182\n---\n"


@pytest.mark.parametrize("update", [False, True])
def test_an_entry_that_was_typed_before_is_found_and_only_filled(
    update: bool, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = site / "content/publications/my-cards.md"
    own.parent.mkdir(parents=True)
    own.write_text(OWN)
    found = report(site, capsys, *(["--update"] if update else []))["lind2020"]
    assert found["id"] == "my-cards"
    assert found["outcome"] == ("updated" if update else "unchanged")
    text = own.read_text()
    assert ("journal: Journal of Indexes" in text) == update
    assert "authors: [A. Lind]\n" in text
    assert report(site, capsys)["lind2020"]["outcome"] == "unchanged"


def test_another_version_is_imported_and_offered_as_related(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site) == 0
    preprint = "@misc{pre, title = {On Cards}, author = {Ada Lind}, year = 2019, eprint = {1901.00001}}\n"
    (site / "refs.bib").write_text(REFS + preprint)
    found = report(site, capsys)["pre"]
    assert (found["outcome"], found["near"]) == ("imported", ["lind-2020-cards"])


def test_what_two_entries_may_be_is_left_to_the_editor(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        path = site / f"content/publications/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(OWN)
    assert report(site, capsys)["lind2020"]["outcome"] == "doubtful"


def test_a_doi_with_another_title_is_left_to_the_editor(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "content/publications/one.md"
    path.parent.mkdir(parents=True)
    path.write_text(OWN.replace("On cards", "The history of drawers in Denmark"))
    assert "another title" in str(report(site, capsys)["lind2020"]["reason"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("site.yaml", "title: Test\n"),
        ("README.md", "# Cards\n\nWith a title, an author, a year and all that, it is complete.\n"),
    ],
)
def test_files_that_are_no_records_become_no_entry(
    name: str, text: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / name).write_text(text)
    run(site, file=name)
    said = capsys.readouterr().err
    assert "cannot be recognised" in said or "has no records" in said
    assert not (site / "content/publications").exists()


REFUSED = {
    "empty": (b"", "is empty"),
    "a PDF": (b"%PDF-1.4 ...", "not a bibliography but a PDF"),
    "zeros": (b"@book{\0\0", "is not text"),
    "not there": (None, "there is no file"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_files_that_hold_no_records_are_refused_in_a_sentence(
    what: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, said = REFUSED[what]
    if data is not None:
        (site / "x.bib").write_bytes(data)
    before = tree(site)
    assert run(site, file="x.bib") == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert {path for path in tree(site) if not path.startswith(".kartotek")} == set(before)


def test_names_that_the_source_leaves_out_are_asked_for_once(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "refs.bib").write_text("@book{k, title = {Cards}, author = {Lind, Ada and others}, year = 2020}\n")
    assert run(site) == 0
    told = capsys.readouterr().err
    assert "refs.bib:1: k its list of names (author) ends with `and others`; add those who are missing" in told
    assert "fields without a place" not in told
    assert run(site) == 0
    assert capsys.readouterr().err == "1 record: 1 unchanged\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", f"{LEDGER}:1: this line is not JSON"),
        ('{"key": 1}', f"{LEDGER}:1: this line lacks its key, id or values"),
        ('{"version": 99}', "was written by a newer Kartotek"),
    ],
)
def test_a_ledger_that_cannot_be_read_stops_the_import(
    line: str, said: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "imports").mkdir()
    (site / LEDGER).write_text(f"{line}\n")
    assert run(site) == 2
    assert said in capsys.readouterr().err
    assert not (site / "content").exists() or not (site / LIND).exists()


def test_entries_that_cannot_be_read_stop_the_import(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "content/publications/broken.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\ntitle: [\n---\n")
    assert run(site) == 2
    assert "content/publications/broken.md cannot be read" in capsys.readouterr().err


def test_bytes_that_are_not_utf8_are_read_and_said_so(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "old.bib").write_bytes("@book{a, title = {Ærø}, author = {Bjørn Ødegård}}".encode("cp1252"))
    assert run(site, file="old.bib") == 0
    assert "it was read as Windows-1252" in capsys.readouterr().err
    (path,) = (site / "content/publications/undated").iterdir()
    assert "title: Ærø" in path.read_text()


def test_keys_of_other_entries_are_not_taken(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "content/publications/lind2020.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\ntype: book\ntitle: Another\n---\n")
    found = report(site, capsys)["lind2020"]
    assert found["notes"] == ["its key 'lind2020' is that of another entry, and was left out"]
    assert main(["check", "--site", str(site), "--jobs", "1"]) == 0


@pytest.mark.parametrize("field", ["issn", "eissn"])
def test_a_journal_that_is_known_by_another_name_is_linked_by_its_issn(site: Path, field: str) -> None:
    """New entries name it by its id; what an editor writes later stays, and so does the next import's ledger."""
    (site / "content/journals").mkdir(parents=True)
    (site / "content/journals/indexes.md").write_text(f"---\ntitle: Indexes\n{field}: 1234-5679\n---\n")
    (site / "refs.bib").write_text(
        "@article{a, title={On cards}, author={Ada Lind}, journal={J. Index.}, issn={1234-5679}, year=2020}\n"
        "@article{b, title={On drawers}, author={Ada Lind}, journal={INDEXES}, issn={1234-5679}, year=2020}\n"
    )
    assert run(site) == 0
    said = {path.stem: path.read_text() for path in (site / "content/publications/2020").iterdir()}
    assert "journal: indexes\n" in said["lind-2020-cards"]
    assert "journal: INDEXES\n" in said["lind-2020-drawers"]
    before = files(site)
    assert run(site) == 0
    assert files(site) == before


def test_no_entry_is_named_as_another_is_cited(site: Path) -> None:
    (site / "refs.bib").write_text("@book{drawers, title={On cards}, author={Ada Lind}, year=2020}\n")
    (site / "more.ris").write_text("TY  - BOOK\nTI  - Drawers\nER  - \n")
    assert run(site) == 0
    assert run(site, file="more.ris") == 0
    assert main(["check", "--site", str(site), "--jobs", "1"]) == 0
    assert (site / "content/publications/undated/drawers.md").exists() is False
