"""The three-way merge, with any changes on both sides."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kartotek.cli import main
from kartotek.content.entries import RawEntry, Source, parse_entry
from kartotek.content.splice import Spliced
from kartotek.importers.merging import merge
from kartotek.importers.planning import data_of
from kartotek.model.publication_fields import FIELDS

PLACES = ("journal", "volume", "issue", "pages", "note", "language", "keywords", "abstract")
VALUES: dict[str, list[Any]] = {
    "journal": ["J", "K: L", "M #1"],
    "volume": ["1", "02", "III"],
    "issue": ["4", "5"],
    "pages": ["1-2", "e7"],
    "note": ["A note", "Another: note", "# no comment"],
    "language": ["da", "en"],
    "keywords": [["Cards"], ["Cards", "Drawers"], ["a, b", "c"]],
    "abstract": ["One.", "Two.\n\nParagraphs."],
}
STATE = st.fixed_dictionaries({}, optional={place: st.sampled_from(VALUES[place]) for place in PLACES})
FIXED = {"type": "article-journal", "title": "On cards", "authors": ["Ada Lind"], "issued": "2020"}


@given(STATE, STATE, STATE)
def test_each_field_by_the_rules(base: dict[str, Any], source: dict[str, Any], entry: dict[str, Any]) -> None:
    made = merge(entry, source, base)
    after = {key: value for key, value in entry.items() if key not in made.removed} | dict(made.values)
    for place in PLACES:
        before, there, here = base.get(place), source.get(place), entry.get(place)
        if there in (before, here):
            assert after.get(place) == here
        elif here == before:
            assert after.get(place) == there
        else:
            assert after.get(place) == here
            assert place in made.kept


def csl(state: dict[str, Any]) -> str:
    """The state as a file of BibTeX."""
    names = {"issue": "number"}
    fields = {"title": "On cards", "author": "Ada Lind", "year": "2020"}
    for place, value in state.items():
        text = "; ".join(value) if isinstance(value, list) else value
        fields[names.get(place, place)] = text.replace("#", r"\#")
    return "@article{k,\n" + ",\n".join(f"{name} = {{{value}}}" for name, value in fields.items()) + "}\n"


def run(site: Path, *more: str) -> None:
    assert main(["import", "--site", str(site), "--jobs", "1", str(site / "refs.bib"), *more]) == 0


def entry_of(site: Path) -> tuple[Path, dict[str, Any]]:
    (path,) = (site / "content/publications/2020").iterdir()
    entry = parse_entry(Source("publications", path.stem, f"content/publications/2020/{path.name}"), path.read_bytes())
    assert isinstance(entry, RawEntry)
    return path, data_of(entry)


SAFE = st.fixed_dictionaries(
    {}, optional={place: st.sampled_from(VALUES[place]) for place in PLACES if place != "keywords"}
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(SAFE, SAFE, SAFE)
def test_the_whole_way(
    tmp_path_factory: pytest.TempPathFactory, base: dict[str, Any], source: dict[str, Any], entry: dict[str, Any]
) -> None:
    site = tmp_path_factory.mktemp("site")
    (site / "site.yaml").write_text("title: Test\n")
    (site / "refs.bib").write_text(csl(base))
    run(site)
    path, imported = entry_of(site)
    text = Spliced(path)
    for place in PLACES:
        if place == "abstract":
            text.set_body(entry.get(place, ""))
        elif place in entry:
            text.set_field(place, entry[place], list(FIELDS))
        else:
            text.remove_field(place)
    path.write_bytes(text.content())
    (site / "refs.bib").write_text(csl(source))
    run(site)
    _, after = entry_of(site)
    for place in PLACES:
        before, there, here = (state.get(place) for state in (base, source, entry))
        expected = there if here == before and there != before else here
        assert after.get(place) == expected, (place, imported)
    ledger = (site / "imports/refs.jsonl").read_bytes()
    written = path.read_bytes()
    run(site)
    assert (path.read_bytes(), (site / "imports/refs.jsonl").read_bytes()) == (written, ledger)
    values = json.loads(ledger.decode().splitlines()[1])["values"]
    assert {place: values.get(place) for place in SAFE_PLACES} == {place: source.get(place) for place in SAFE_PLACES}


SAFE_PLACES = tuple(place for place in PLACES if place != "keywords")
