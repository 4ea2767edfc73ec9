"""Which records are one work: found without comparing each with each, and whatever their order is."""

import random
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.content.ledger import LedgerLine, ledger_bytes, path_of, read_ledger
from kartotek.importers import matching
from kartotek.importers.candidate import read_draft
from kartotek.importers.formats import FORMATS, draft_of, read_file
from kartotek.importers.matching import index_of
from kartotek.importers.plan import RecordResult
from kartotek.importers.planning import Planner
from kartotek.importers.records import Raw
from tests.conftest import WriteSite, tree

EDITORIAL = "@article{{{}, title={{Editorial}}, author={{Ada Lind}}, journal={{J}}, year=2020{}}}\n"


def decide(text: str) -> list[RecordResult]:
    """What becomes of the records of a file in an empty portal."""
    row = FORMATS["bibtex"]
    found = read_file(row, "refs.bib", text.encode()).found
    records = [read_draft(draft_of(row, each)) if isinstance(each, Raw) else each for each in found]
    return Planner(Path(), {}, index_of({}), {}, "", update=False).decide(records)


def test_many_works_with_one_title_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    plain = matching._plain

    def counted(value: object) -> frozenset[str] | str:
        nonlocal calls
        calls += 1
        return plain(value)

    monkeypatch.setattr(matching, "_plain", counted)
    results = decide("".join(EDITORIAL.format("", f", pages={page}") for page in range(1, 301)))
    assert [result.outcome for result in results] == ["imported"] * 300
    assert calls < 300 * 2 * 11 + 1
    assert max(len(result.near) for result in results) == 3


def test_what_one_says_and_the_other_does_not_is_no_contradiction() -> None:
    results = decide(EDITORIAL.format("a", ", volume=1, pages=2") + EDITORIAL.format("b", ", volume=1"))
    assert [result.outcome for result in results] == ["imported", "skipped"]
    pages = "".join(EDITORIAL.format(f"k{i}", f", volume=1, pages={i}") for i in range(5))
    doubtful = decide(pages + EDITORIAL.format("x", ", volume=1"))[-1]
    assert doubtful.outcome == "doubtful"
    assert doubtful.reason.count("lind-2020-editorial") == 3
    assert doubtful.reason.endswith(" and others are all like it")


def test_titles_of_signs_alone_are_not_all_one() -> None:
    results = decide("@misc{a, title={?}, year=2020}\n@misc{b, title={!}, year=2020}\n")
    assert [result.outcome for result in results] == ["imported", "imported"]


def test_another_order_gives_the_same_entries(write_site: WriteSite) -> None:
    records = [
        EDITORIAL.format("a", ", pages=1"),
        EDITORIAL.format("b", ", pages=2"),
        EDITORIAL.format("c", ", pages=3, doi={10.1000/c}, abstract={Long.}"),
        EDITORIAL.format("d", ", doi={10.1000/c}"),
        EDITORIAL.format("e", ", pages=2, volume=3"),
        "@book{f, title={Editorial}, author={Ada Lind}, year=2020}\n",
    ]
    made = []
    for seed in range(4):
        random.Random(seed).shuffle(records)
        site = write_site({"site.yaml": "title: Test\n"})
        (site / "refs.bib").write_text("".join(records))
        assert main(["import", "--site", str(site), "--jobs", "1", str(site / "refs.bib")]) == 0
        made.append({path: data for path, data in tree(site).items() if path.startswith(("content", "imports"))})
        for path in made[-1]:
            (site / path).unlink()
    assert made[0] == made[1] == made[2] == made[3]
    assert b"Long." in b"".join(made[0].values())


def test_a_ledger_keeps_every_sign(tmp_path: Path) -> None:
    ledger = {"a\u2028b": LedgerLine("x", {"note": "one\u2028two\u0085three\x1cfour"}, (("a", "\x0b"),), adopted=True)}
    path = path_of(tmp_path, "refs")
    path.parent.mkdir()
    path.write_bytes(ledger_bytes(ledger))
    assert read_ledger(tmp_path, "refs") == ledger
