"""Entries whose `volume` or `issue` is the number in the series, as imports had it before there was `series_number`."""

import json
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.content.ledger import LedgerLine
from kartotek.importers.merging import as_entry_says, fill, merge

FRONT = "title: On cards\nauthors: [Ada Lind]\nissued: 2020\nseries: Studies in Cards\n"
FILES = {
    "refs.bib": (
        "@incollection{k, title={On cards}, author={Lind, Ada}, year={2020}, series={Studies in Cards}, number={41},"
        " booktitle={The Book}}"
    ),
    "refs.ris": "TY  - BOOK\nAU  - Lind, Ada\nTI  - On cards\nPY  - 2020\nT3  - Studies in Cards\nM1  - 41\nER  - \n",
    "refs.json": json.dumps(
        [{"id": "k", "type": "book", "title": "On cards", "author": [{"family": "Lind", "given": "Ada"}],
          "issued": {"date-parts": [[2020]]}, "collection-title": "Studies in Cards", "collection-number": "41"}]
    ),
}  # fmt: skip


def _site(folder: Path, entry: str) -> Path:
    (folder / "content/publications").mkdir(parents=True)
    (folder / "site.yaml").write_text("title: Portal\n", "utf-8")
    path = folder / "content/publications/cards.md"
    path.write_text(f"---\n{entry}---\n", "utf-8")
    return path


@pytest.mark.parametrize("name", FILES)
def test_an_old_entry_is_found_again_and_says_the_number_once(name: str, tmp_path: Path) -> None:
    kind, place = ("chapter", "issue") if name == "refs.bib" else ("book", "volume")
    entry = f"type: {kind}\n{FRONT}{'book: The Book' + chr(10) if kind == 'chapter' else ''}{place}: 41\n"
    path = _site(tmp_path, entry)
    (tmp_path / name).write_text(FILES[name], "utf-8")
    for _ in range(2):
        arguments = ["import", "--site", str(tmp_path), "--jobs", "1", "--update", str(tmp_path / name)]
        assert main(arguments) == 0
        assert list(path.parent.rglob("*.md")) == [path]
        text = path.read_text("utf-8")
        assert f"{place}: 41\n" in text
        assert "series_number" not in text


@pytest.mark.parametrize("place", ["volume", "issue"])
def test_what_changes_in_the_source_moves(place: str) -> None:
    here = {"type": "chapter", "series": "S", place: "41"}
    source = as_entry_says(here, {"type": "chapter", "series": "S", "series_number": "41"})
    assert source == here
    line = LedgerLine("cards", source, ())
    changed = as_entry_says(here, {"type": "chapter", "series": "S", "series_number": "42"})
    made = merge(here, changed, line.values)
    assert (made.values, made.removed, made.kept) == ({"series_number": "42"}, (place,), ())


def test_a_volume_beside_it_is_another_number() -> None:
    here = {"type": "book", "series": "S", "volume": "2"}
    source = {**here, "series_number": "2"}
    assert as_entry_says(here, source) == source
    assert fill(here, source, "book") == {"series_number": "2"}
