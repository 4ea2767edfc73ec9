"""What the fuzzer does with records: damaged files for all importers, and strange values for all exporters."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from html import escape
from io import BytesIO
from typing import Any

from hypothesis import strategies as st

from kartotek.config.settings import Site
from kartotek.content.entries import RawEntry, Source, parse_entry
from kartotek.content.yaml_output import entry_text
from kartotek.content.yamltext import load
from kartotek.diagnostics import SetupError
from kartotek.export.work import Work
from kartotek.export.work_builder import describe
from kartotek.importers.candidate import read_draft
from kartotek.importers.formats import FORMATS, draft_of, read_file
from kartotek.importers.planning import data_of
from kartotek.importers.records import Candidate, Draft, Raw
from kartotek.model.link import link
from kartotek.model.records import Records
from kartotek.model.types import TYPES
from kartotek.roundtrip.compare import disagreements_of, formats
from kartotek.start.examples import EXAMPLES
from tests.importers.seeds import SEEDS

Texts = st.SearchStrategy[str]
Tried = tuple[str, st.SearchStrategy[Any], Callable[[Any], object], Any]
"""The name of a part, what is given to it, what it does with that, and what it may raise."""
_TODAY = date(2025, 1, 1)
_SITE = Site(title=(("", "Portal"),), base_url="https://portal.test/")
_VALUE: Mapping[str, tuple[re.Pattern[str], Callable[[str], str]]] = {
    "json": (re.compile(r'(?<=: ")(?:[^"\\\n]|\\.)*(?=")'), lambda text: json.dumps(text)[1:-1]),
    "xml": (re.compile(r"(?<=>)[^<>\n]+(?=<)"), escape),
    "text": (re.compile(r"\w+"), str),
}
"""Where values are in a format, and how a text is written there."""


def imports(
    texts: Texts,
) -> Iterator[tuple[str, st.SearchStrategy[Any], Callable[[Any], object], Any]]:
    """A part for each format that can be imported."""
    for name, seed in SEEDS.items():
        yield f"import {name}", _damaged(seed, texts), _importer(name), SetupError
    cells = st.lists(st.lists(texts | st.integers() | st.floats() | st.dates() | st.booleans(), max_size=7), max_size=5)
    yield "import xlsx", cells.map(_book), _importer("xlsx"), SetupError


def _damaged(seed: str, texts: Texts) -> st.SearchStrategy[bytes]:
    """The seed with one to four faults: a part lost or doubled, a text put in, a value replaced."""
    form = "json" if seed[0] in "[{" else "xml" if "</" in seed[-200:] else "text"
    pattern, written = _VALUE[form]
    kinds = st.sampled_from(("lost", "doubled", "put in", "value", "value", "value"))
    place = st.floats(0, 1)

    def apply(faults: list[tuple[str, float, int, str]]) -> bytes:
        text = seed
        for kind, where, length, value in faults:
            at = int(where * len(text))
            if kind == "value":
                found = pattern.search(text, at)
                text = text[: found.start()] + written(value) + text[found.end() :] if found else text
            else:
                middle = {"lost": "", "doubled": text[at : at + length] * 2, "put in": value}[kind]
                text = text[:at] + middle + text[at + (0 if kind == "put in" else length) :]
        return text.encode(errors="replace")

    return st.lists(st.tuples(kinds, place, st.integers(1, 60), texts), min_size=1, max_size=4).map(apply)


def _book(rows: list[list[Any]]) -> bytes:
    """A workbook; what a cell cannot have is left out."""
    import openpyxl  # an extra of the package

    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append(["Title", "Authors", "Year", "Date", "Pages", "DOI", "Keywords"])
    for row in rows:
        sheet.append([re.sub(r"[\x00-\x08\x0b-\x1f]", "", cell) if isinstance(cell, str) else cell for cell in row])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _importer(name: str) -> Callable[[bytes], object]:
    row = FORMATS[name]
    is_guessed = ".json" in row.suffixes or name == "csl-yaml"

    def do(data: bytes) -> None:
        records = read_file(row, "x", data)
        differs = records.count != len(
            records.found
        )  # which is told; where brackets or dashes are missing, both are guesses
        assert is_guessed or not differs, f"{records.count} records, {len(records.found)} found"
        for raw in records.found:
            made = read_draft(draft_of(row, raw)) if isinstance(raw, Raw) else raw
            if isinstance(made, Candidate):
                _write(made)

    return do


def _write(made: Candidate) -> None:
    """What is imported can be written, and says the same when it is read."""
    front = {key: value for key, value in made.data.items() if key != "abstract"}
    text = entry_text(front, made.data.get("abstract", ""))
    parsed = parse_entry(Source("publications", "a", "content/publications/a.md"), text.encode())
    assert isinstance(parsed, RawEntry), parsed
    assert data_of(parsed) == made.data, (data_of(parsed), made.data)


def exports(
    texts: Texts,
) -> Iterator[tuple[str, st.SearchStrategy[Any], Callable[[Any], object], Any]]:
    """Works of all types, with strange values in the fields of their examples, read back from each format."""
    examples = {field: load(value) for field, value in EXAMPLES["publications"].items()}
    optional = {
        field: _like(value, texts)
        for field, value in examples.items()
        if field not in ("type", "title", "draft", "publish_on", "retired")
    }
    fixed = {"type": st.sampled_from(list(TYPES)), "title": texts}
    entries = st.fixed_dictionaries(fixed, optional=optional)
    yield "export", entries, _exporter(), ()


def _like(value: Any, texts: Texts) -> st.SearchStrategy[Any]:
    """A value of the same shape, in which each text is itself or a strange one."""
    if isinstance(value, Mapping):
        return st.fixed_dictionaries({key: _like(each, texts) for key, each in value.items()})
    if isinstance(value, list):
        return st.lists(_like(value[0], texts), min_size=1, max_size=3)
    return st.just(value) | texts


def _exporter() -> Callable[[dict[str, Any]], object]:
    readers = formats()

    def do(data: dict[str, Any]) -> None:
        made = read_draft(Draft(Raw("x", 1, "a", "", ()), data))
        if isinstance(made, Candidate) and not any(each.code == "html" for each in made.diagnostics):
            work = _work(made)  # of what is said to be a tag, formats that have tags make one
            wrong = disagreements_of(work, _TODAY.isoformat(), readers)
            assert not wrong, wrong

    return do


def _work(made: Candidate) -> Work:
    records = Records()
    records.add(Source("publications", "record", "record.md"), replace(made.publication, key="record"))
    return describe(link(records, _TODAY)[0], _SITE, "record", "")
