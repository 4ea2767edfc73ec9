"""What an import must leave alone: entries of other works and other sources, links, and what is written meanwhile."""

import json
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.importers import importing
from kartotek.importers.plan import FileWrite
from tests.conftest import WriteSite, tree

CARDS = "@article{a, title={On cards}, author={Ada Lind}, journal={J}, volume=4, year=2020, doi={10.1000/a}}\n"
DRAWERS = "@article{b, title={Drawers of wood}, author={Ada Lind}, journal={J}, volume=5, year=2020}\n"
ENTRY = "content/publications/2020/lind-2020-cards.md"
TYPED = "---\ntype: preprint\ntitle: On cards\nauthors: [Ada Lind]\nissued: 2020\ndoi: 10.1000/a\n---\n"


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    """A site without entries, with a file of one record."""
    return write_site({"site.yaml": "title: Test\n", "refs.bib": CARDS})


def run(site: Path, *more: str, file: str = "refs.bib", status: int = 0) -> None:
    assert main(["import", "--site", str(site), "--jobs", "1", str(site / file), *more]) == status


def counts(site: Path, capsys: pytest.CaptureFixture[str], *more: str, file: str = "refs.bib") -> dict[str, int]:
    """How many records have each outcome that there is."""
    capsys.readouterr()
    run(site, "--format", "json", *more, file=file)
    return {name: count for name, count in json.loads(capsys.readouterr().out)["counts"].items() if count}


def content(site: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(site).items() if path.startswith("content/")}


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(
            "@article{a, title={Drawers of wood}, author={Bo Berg}, year=1999, doi={10.1000/b}}\n", id="another DOI"
        ),
        pytest.param("@article{a, title={Drawers of wood}, author={Bo Berg}, year=1999}\n", id="other authors"),
    ],
)
def test_a_key_that_another_work_has_now(site: Path, capsys: pytest.CaptureFixture[str], now: str) -> None:
    run(site)
    before = content(site)
    (site / "refs.bib").write_text(now)
    assert counts(site, capsys) == {"doubtful": 1}
    run(site)
    assert "its key was that of lind-2020-cards, another work" in capsys.readouterr().err
    assert content(site) == before


def test_keys_that_were_exchanged(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cards = CARDS.replace(", doi={10.1000/a}", "")
    (site / "refs.bib").write_text(cards + DRAWERS)
    run(site)
    before = content(site)
    (site / "refs.bib").write_text(cards.replace("{a,", "{b,") + DRAWERS.replace("{b,", "{a,"))
    assert counts(site, capsys) == {"doubtful": 2}
    assert content(site) == before
    assert counts(site, capsys, "--source", "anew") == {"unchanged": 2}


def test_a_title_that_is_corrected_altogether(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(site)
    (site / "refs.bib").write_text(CARDS.replace("On cards", "Register und Zettel"))
    assert counts(site, capsys) == {"updated": 1}
    assert "title: Register und Zettel\n" in (site / ENTRY).read_text()


def test_one_source_removes_nothing_that_another_brought(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(site)
    (site / "other.bib").write_text(CARDS)
    assert counts(site, capsys, file="other.bib") == {"unchanged": 1}
    before = content(site)
    (site / "other.bib").write_text(CARDS.replace(" volume=4,", ""))
    assert counts(site, capsys, file="other.bib") == {"unchanged": 1}
    assert content(site) == before
    (site / "refs.bib").write_text(CARDS.replace(" volume=4,", ""))
    assert counts(site, capsys) == {"updated": 1}
    assert "volume" not in (site / ENTRY).read_text()


def test_empty_fields_are_filled_later_too_but_only_those_of_the_type(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = site / "content/publications/cards.md"
    path.parent.mkdir(parents=True)
    path.write_text(TYPED)
    (site / "refs.bib").write_text(CARDS.replace("year", "language={english}, year"))
    assert counts(site, capsys) == {"unchanged": 1}
    assert path.read_text() == TYPED
    assert counts(site, capsys, "--update") == {"updated": 1}
    assert path.read_text() == TYPED.replace("10.1000/a\n", "10.1000/a\nlanguage: en\n")
    assert main(["check", "--site", str(site), "--jobs", "1", "--strict"]) == 0


def test_an_abstract_in_the_front_matter_stays_there(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "refs.bib").write_text(CARDS.replace("year", "abstract={Old.}, year"))
    run(site)
    text = (site / ENTRY).read_text()
    (site / ENTRY).write_text(text.replace("\nOld.\n", "\n").replace("title:", "abstract: Old.\ntitle:"))
    (site / "refs.bib").write_text(CARDS.replace("year", "abstract={New.}, year"))
    assert counts(site, capsys) == {"updated": 1}
    assert (site / ENTRY).read_text() == text.replace("\nOld.\n", "\n").replace("title:", "abstract: New.\ntitle:")
    assert main(["check", "--site", str(site), "--jobs", "1", "--strict"]) == 0


@pytest.mark.parametrize("folder", ["imports", "content/publications/2020"])
def test_nothing_is_written_outside(
    site: Path, folder: str, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (site / folder).parent.mkdir(parents=True, exist_ok=True)
    (site / folder).symlink_to(outside)
    run(site, status=2)
    assert "leads out of the site by a link; nothing was written" in capsys.readouterr().err
    assert not list(outside.iterdir())
    assert not (site / ENTRY).exists()


def test_a_link_stays_a_link(site: Path) -> None:
    run(site)
    real = site / "content/publications/2020/.cards.md"
    (site / ENTRY).rename(real)
    (site / ENTRY).symlink_to(".cards.md")
    (site / "refs.bib").write_text(CARDS.replace("volume=4", "volume=5"))
    run(site)
    assert (site / ENTRY).is_symlink()
    assert "volume: 5\n" in real.read_text()


@pytest.mark.parametrize("is_new", [True, False])
def test_what_somebody_saves_in_between(
    site: Path, is_new: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if not is_new:
        run(site)
        (site / "refs.bib").write_text(CARDS.replace("volume=4", "volume=5"))
    write = importing._write_all

    def later(where: Path, writes: list[FileWrite]) -> None:
        (site / ENTRY).parent.mkdir(parents=True, exist_ok=True)
        (site / ENTRY).write_text(TYPED)
        write(where, writes)

    monkeypatch.setattr(importing, "_write_all", later)
    run(site, status=2)
    assert f"{ENTRY}: somebody else has just written it; 0 of 2 files were written" in capsys.readouterr().err
    assert (site / ENTRY).read_text() == TYPED
    assert [path.name for path in (site / ENTRY).parent.iterdir()] == ["lind-2020-cards.md"]


def test_a_conflict_in_the_ledger_is_explained(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(site)
    ledger = site / "imports/refs.jsonl"
    line = ledger.read_text().splitlines()[1]
    ledger.write_text(f'{{"version": 1}}\n<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> other\n')
    run(site, status=2)
    said = capsys.readouterr().err
    assert "imports/refs.jsonl:2: git left two versions of this place" in said
    assert "keep the lines of both" in said


def test_a_source_is_called_as_files_can_be_everywhere(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(site, "--source", "con", status=2)
    assert "'con' cannot name a source" in capsys.readouterr().err
    run(site, "--source", "../../con fidential")
    assert [path.name for path in (site / "imports").iterdir()] == ["con-fidential.jsonl"]


def test_the_report_commands_no_workflow(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "::add-mask::refs.bib").write_text("@misc{::error::a, year = 2000}\n")
    run(site, file="::add-mask::refs.bib")
    said = capsys.readouterr().err
    assert "./::add-mask::refs.bib:1: ::error::a failed" in said
    assert not [line for line in said.splitlines() if line.lstrip().startswith("::")]


def test_entries_and_editors_who_write_the_aliases_as_text(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "refs.bib").write_text(CARDS.replace(", doi={10.1000/a}", ""))
    run(site)
    text = (site / ENTRY).read_text()
    (site / ENTRY).unlink()
    new = site / "content/publications/cards.md"
    new.write_text(text.replace("title: On cards", "title: Zettel\naliases: publications/lind-2020-cards"))
    assert counts(site, capsys) == {"unchanged": 1}
    assert not (site / ENTRY).exists()


def test_a_body_that_an_editor_emptied_stays_empty(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "refs.bib").write_text(CARDS.replace("year", "abstract={Old.}, year"))
    run(site)
    emptied = (site / ENTRY).read_text().replace("Old.\n", "")
    (site / ENTRY).write_text(emptied)
    assert counts(site, capsys) == {"unchanged": 1}
    (site / "refs.bib").write_text(CARDS.replace("year", "abstract={New.}, year"))
    assert counts(site, capsys, "--update") == {"unchanged": 1}
    assert (site / ENTRY).read_text() == emptied


def test_the_issn_of_a_journal_is_filled(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "content/publications/cards.md"
    path.parent.mkdir(parents=True)
    path.write_text(TYPED.replace("preprint", "article-journal").replace("---\ntype", "---\njournal: J\ntype"))
    (site / "refs.bib").write_text(CARDS.replace("year", "issn={1234-5679}, year"))
    assert counts(site, capsys, "--update") == {"updated": 1}
    assert "issn: [1234-5679]\n" in path.read_text()
