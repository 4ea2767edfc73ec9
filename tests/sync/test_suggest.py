"""`kartotek suggest`: what our people have made and the portal does not have."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from kartotek.cli.suggest import FROM
from kartotek.sync.suggest import SERVICES
from tests.conftest import tree
from tests.fetch.server import Reply, playing
from tests.sync import played
from tests.sync.played import ADA, BO, ROR
from tests.sync.running import Start, entries, files, sync, works

NOTED = "title: {}\ntype: article-journal\nauthors: [Ada Lind]\nissued: 2020\n"


def suggest(site: Path, *arguments: str, status: int = 0) -> None:
    assert main(["suggest", "--site", str(site), "--jobs", "1", *arguments]) == status


def suggested(site: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    suggest(site, "--format", "json", *arguments)
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["suggestions"]
    return found


def at(url: str) -> str:
    """A source that lends its address; it asks for nobody by itself."""
    return f"{{from: openalex, name: alex, address: {url}, ror: {ROR}}}"


def test_the_services_of_the_command_are_those_there_are() -> None:
    assert FROM == SERVICES


def test_what_is_there_and_what_an_editor_removed_is_not_suggested(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    with playing(played.openalex(works(1, 2))) as server:
        site = start(at(server.url))
        sync(site)
        _, second = sorted((site / "content/publications").rglob("*.md"))
        second.unlink()
        more = [played.openalex_work(1, id="https://openalex.org/W90"), played.openalex_work(7, publication_year=2021)]
        server.answers |= played.openalex(
            lambda _: [*works(1, 2, 3)(server.asked[0]), *more, {**more[1], "id": "W77", "type": "article"}]
        )
        before = files(site)
        found = suggested(site, capsys)
        assert server.asked[-1].query["filter"] == (
            f"authorships.author.orcid:https://orcid.org/{BO}|https://orcid.org/{ADA}"
        )
        assert [(each["key"], each["year"], each["people"]) for each in found] == [
            ("W7", "2021", ["Ada Lind"]), ("W3", "2020", ["Ada Lind"])
        ]  # fmt: skip
        assert files(site) == before


def test_the_list_and_how_to_take_from_it(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    work = played.openalex_work(2, publication_year=2019, doi=None)
    work["authorships"] += [{"author": {"display_name": f"Bo Berg {i}"}} for i in ("A", "B", "C")]
    with playing(played.openalex(lambda _: [played.openalex_work(1), work])) as server:
        site = start(at(server.url), **{"content/publications/own.yaml": NOTED.format(played.title_of(2))})
        suggest(site)
        shown = capsys.readouterr()
        assert shown.out.splitlines() == [
            "W1: Ada Lind (2020): On bbbbb. doi:10.1000/1",
            "W2: Ada Lind, Bo Berg A, Bo Berg B, ... (2019): On ccccc.",
            "    may be another version of own",
        ]
        assert shown.err.splitlines() == [
            "2 works that the portal does not have; kartotek suggest --add KEY ... makes entries of those you choose, "
            "--add all of all"
        ]
        suggest(site, "--add", "W1")
        assert capsys.readouterr().err.startswith("1 record: 1 imported; look at them in content/publications/")
        assert entries(site) == ["lind-2020-bbbbb.md"]
        assert [each["key"] for each in suggested(site, capsys)] == ["W2"]
        suggest(site, "--add", "all")
        capsys.readouterr()
        suggest(site)
        assert capsys.readouterr().err == "the portal has all works that were found\n"
        assert (site / "imports/alex.jsonl").is_file()


def test_a_table_for_a_spreadsheet(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    with playing(played.openalex(lambda _: [played.openalex_work(1, title="=1+1 and more")])) as server:
        suggest(start(at(server.url)), "--format", "csv")
    (row,) = csv.DictReader(StringIO(capsys.readouterr().out))
    assert (row["key"], row["title"], row["people"]) == ("W1", "'=1+1 and more", "Ada Lind")


def test_one_person_one_organisation_and_some_years(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    unit = {"content/organisations/our-unit.yaml": f"name: Our Unit\nror: {ROR}\n"}
    with playing(played.openalex(works(1))) as server:
        site = start(at(server.url), **unit)
        assert suggested(site, capsys, "--person", "bo-berg", "--since", "2021") == []
        assert server.asked[-1].query["filter"] == (
            f"authorships.author.orcid:https://orcid.org/{BO},from_publication_date:2021-01-01"
        )
        assert len(suggested(site, capsys, "--organisation", "our-unit")) == 1
        assert server.asked[-1].query["filter"] == f"authorships.institutions.ror:https://ror.org/{ROR}"


def test_other_services(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    with playing(played.orcid({ADA: {5: 5}})) as server:
        site = start(f"{{from: orcid, address: {server.url}, people: true}}")
        assert [each["title"] for each in suggested(site, capsys, "--from", "orcid", "--person", "ada-lind")] == [
            "On fffff"
        ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--person", "ada-lin"], "there is no person 'ada-lin'\nhelp: did you mean 'ada-lind'?"),
        (["--person", "none"], "none has no ORCID iD\nhelp: add `orcid: ...` to the entry"),
        (["--organisation", "xyz"], "there is no organisation 'xyz'\nhelp: write a ROR id, or the name of a file in"),
        (["--organisation", ROR, "--from", "orcid"], "ORCID knows no organisations\nhelp: write --from openalex"),
        (["--add", "W2"], "'W2' is not among the suggestions\nhelp: run the same command without --add to see them"),
    ],
)
def test_what_cannot_be_asked_for(
    arguments: list[str], expected: str, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    with playing(played.openalex(works(1))) as server:
        site = start(at(server.url), **{"content/people/none.yaml": "name: No One\n"})
        suggest(site, *arguments, status=2)
    assert capsys.readouterr().err.startswith(f"error: {expected}")


def test_a_service_that_fails_says_so(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    with playing({"/works": Reply(status=500)}) as server:
        site = start(at(server.url))
        before = {path for path in tree(site) if not path.startswith(".kartotek")}
        suggest(site, status=1)
        assert {path for path in tree(site) if not path.startswith(".kartotek")} == before
    assert capsys.readouterr().err.splitlines() == [
        f"error: works of {BO} and 1 more: {server.url[7:]} has a fault of its own (status 500)",
        "help: try again later",
    ]


def test_a_person_whose_entry_cannot_be_read_is_told(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    with playing(played.orcid({ADA: {1: 1}})) as server:
        site = start(f"{{from: orcid, address: {server.url}, people: true}}")
        person = site / "content/people/bo-berg.yaml"
        person.write_text(person.read_text("utf-8") + "position: [\n", "utf-8")
        assert main(["suggest", "--from", "orcid", "--site", str(site), "--jobs", "1"]) == 1
        assert "content/people/bo-berg.yaml: cannot be read, so nobody knows" in capsys.readouterr().err
        assert main(["suggest", "--from", "orcid", "--person", "ada-lind", "--site", str(site), "--jobs", "1"]) == 0
