"""A large .bib file as people keep it: imported, imported again, changed on both sides, and imported once more."""

import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartotek.cli import main
from kartotek.content.entries import RawEntry, Source, parse_entry
from kartotek.content.splice import Spliced
from kartotek.importers.planning import data_of
from kartotek.model.publication_fields import FIELDS
from tests.conftest import tree
from tests.corpus import CORPUS

Fields = dict[str, str]
_CHANGES = ("pages", "volume", "note")


@dataclass
class Bibliography:
    """Records by their keys; papers take their book, year and publisher from the proceedings that they refer to."""

    papers: dict[str, Fields] = field(default_factory=dict)
    proceedings: dict[str, Fields] = field(default_factory=dict)

    def text(self) -> str:
        """The file: strings, some of them joined to others, papers before the proceedings that they refer to."""
        lines = [
            "@string{proc = {Proceedings of }}",
            '@string(cards = "Card Press")',
            '@preamble{"\\newcommand{\\x}{}"}',
        ]
        for key, fields in self.papers.items():
            kind = "inproceedings" if "crossref" in fields else "article"
            lines.append(f"@{kind}{{{key},\n" + "".join(_field(*pair) for pair in fields.items()) + "}")
        for key, fields in self.proceedings.items():
            title = f"  title = proc # {{{fields['title']}}},\n"
            lines.append(f"@Proceedings({key},\n{title}  year = {fields['year']}, publisher = cards # {{ Ltd}}\n)")
        return "\n\n".join(lines) + "\n"


def _field(name: str, value: str) -> str:
    return f"  {name} = {{{value}}},\n"


def bibliography(count: int) -> Bibliography:
    """So many records, from real papers: some in proceedings, some in journals."""
    made = Bibliography()
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines]
    books: dict[tuple[str, str], str] = {}
    number = 0
    while len(made.papers) + len(made.proceedings) < count:
        paper = papers[number % len(papers)]
        year = str(paper.get("issued", "2001"))[:4]
        people = [each if isinstance(each, str) else each["name"] for each in paper.get("authors", [])] or ["Ada Lind"]
        title = _tex(paper["title"]) + (f", part {number // len(papers) + 1}" if number >= len(papers) else "")
        fields = {"title": title, "author": " and ".join(map(_tex, people)), "pages": f"{number + 1}--{number + 9}"}
        if number % 3 and paper.get("book"):
            book = books.setdefault((paper["book"], year), f"proc{len(books)}")
            made.proceedings[book] = {"title": f"{_tex(paper['book'])} {year}", "year": year}
            fields["crossref"] = book
        else:
            fields |= {"journal": "Journal of Cards", "year": year, "volume": str(number % 50 + 1)}
        made.papers[f"key{number}"] = fields
        number += 1
    return made


def _tex(text: str) -> str:
    return "".join(f"\\{each}" if each in "&%$#_" else "" if each in "\\{}~^" else each for each in text)


def run(site: Path, *more: str) -> dict[str, int]:
    """Import the file, and return how many records have each outcome that there is."""
    report = site / "report.json"
    with report.open("w") as out, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        status = main(["import", "--site", str(site), "--jobs", "1", "--format", "json", str(site / "refs.bib"), *more])
    assert status == 0
    told = json.loads(report.read_text())
    assert told["complete"]
    assert sum(told["counts"].values()) == told["records"]
    return {name: count for name, count in told["counts"].items() if count}


def entries(site: Path) -> dict[str, tuple[Path, RawEntry]]:
    """Each entry by its key in the source."""
    found = {}
    for path in (site / "content/publications").rglob("*.md"):
        source = Source("publications", path.stem, path.relative_to(site).as_posix())
        entry = parse_entry(source, path.read_bytes())
        assert isinstance(entry, RawEntry), entry
        found[str(entry.data["cite_key"])] = path, entry
    return found


def edit(path: Path, changes: Mapping[str, str]) -> None:
    """What an editor types, beside a comment."""
    text = Spliced(path)
    for name, value in changes.items():
        text.set_field(name, value, list(FIELDS))
    path.write_bytes(text.content().replace(b"---\n", b"---\n# seen\n", 1))


def _both_sides(count: int, seed: int, changed: int, edited: int, site: Path) -> None:
    """Import, change records and entries at random, import again: what each field says then follows from the rules."""
    random = Random(seed)
    (site / "site.yaml").write_text("title: Test\n")
    refs = bibliography(count)
    (site / "refs.bib").write_text(refs.text(), "utf-8")
    assert sum(run(site).values()) == count
    before = tree(site / "content"), tree(site / "imports")
    assert set(run(site)) <= {"unchanged", "skipped", "doubtful"}
    assert (tree(site / "content"), tree(site / "imports")) == before  # a second run changes no byte
    here = entries(site)
    for key, fields in refs.papers.items():
        if key in here and "crossref" in fields:
            inherited = here[key][1].data
            assert str(inherited["book"]).startswith("Proceedings of "), key
            assert inherited["publisher"] == "Card Press Ltd"
    keys = sorted(key for key in refs.papers if key in here)
    sources = {key: _new(random) for key in random.sample(keys, min(changed, len(keys)))}
    editors = {key: _new(random) for key in random.sample(keys, min(edited, len(keys)))}
    for key, values in sources.items():
        refs.papers[key] |= {name: f"s{value}" for name, value in values.items()}
    for key, values in editors.items():
        edit(here[key][0], {name: f"e{value}" for name, value in values.items()})
    (site / "refs.bib").write_text(refs.text(), "utf-8")
    run(site)
    after = entries(site)
    for key in keys:
        told = dict(_expected(data_of(here[key][1]), sources.get(key, {}), editors.get(key, {})))
        assert data_of(after[key][1]) == told, key
        assert (b"\n# seen\n" in after[key][0].read_bytes()) == (key in editors)
    assert set(run(site)) <= {"unchanged", "skipped", "doubtful"}


def _new(random: Random) -> dict[str, int]:
    names = random.sample(_CHANGES, random.randint(1, 3))
    return {name: random.randint(1000, 9999) for name in names}


def _expected(
    was: Mapping[str, Any], source: Mapping[str, int], editor: Mapping[str, int]
) -> Iterator[tuple[str, Any]]:
    """An editor's value stays, that of the source comes where no editor wrote, and all else is what it was."""
    for name in {*was, *source, *editor}:
        if name in editor:
            yield name, f"e{editor[name]}"
        elif name in source:
            yield name, f"s{source[name]}"
        else:
            yield name, was[name]


@settings(max_examples=5)
@given(st.integers(0, 10_000), st.integers(0, 30), st.integers(0, 30))
def test_any_edits_on_both_sides_are_merged_by_the_rules(seed: int, changed: int, edited: int) -> None:
    with TemporaryDirectory() as site:
        _both_sides(60, seed, changed, edited, Path(site))


@pytest.mark.long
def test_3300_records_of_which_50_change_and_30_entries_are_edited(tmp_path: Path) -> None:
    _both_sides(3300, 1, 50, 30, tmp_path)
    assert main(["check", "--site", str(tmp_path), "--jobs", "1"]) == 0
