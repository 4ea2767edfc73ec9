"""Attacks that come with records of other programs: whatever format they are in, nothing runs in a browser."""

import csv
import json
import random
import re
from collections.abc import Callable, Iterator
from html import escape
from io import StringIO
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kartotek.cli import main
from kartotek.importers.formats import FORMATS
from tests.browser.attacked import write_surroundings
from tests.browser.payloads import PAYLOADS
from tests.browser.test_payloads import SETTINGS, built, files_of, numbers_in, visited
from tests.importers.seeds import SEEDS

ROUNDS = 6
SAID = [text for text in PAYLOADS if not re.search(r"[\x00-\x08\x0b-\x1f]", text)]
"""Payloads that a file of text can have."""


def _line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return json.dumps(text)


_JSON = re.compile(r'(?<=: )"(?:[^"\\\n]|\\.)+"')
_XML = re.compile(r"(?<=>)[^<>\n]+(?=<)")
_TAGGED = re.compile(r"(?<=- )[^\n]+")
_VALUES: dict[str, tuple[re.Pattern[str], Callable[[str], str]]] = {
    "bibtex": (re.compile(r"(?<== \{)[^{}\n]+(?=\})"), _line),
    "refer": (re.compile(r"(?<=^%[ABDIJTKUX] )[^\n]+", re.MULTILINE), _line),
    "wos": (re.compile(r"(?<=^(?:AF|TI|SO|AB|DE|PU|C1) )[^\n]+", re.MULTILINE), _line),
    "medline": (_TAGGED, _line),
    "ris": (re.compile(r"(?<=^(?:TI|T1|T2|AU|AB|N2|KW|PB|UR|JO) {2}- )[^\n]+", re.MULTILINE), _line),
    "hugoblox": (re.compile(r"(?<=: )[^\n\[{]+(?=\n)"), _quoted),
    "csl-yaml": (re.compile(r"(?<=: )[^\n\[{,}]+(?=\n)"), _quoted),
    **dict.fromkeys((name for name, seed in SEEDS.items() if seed[0] in "[{"), (_JSON, _quoted)),
    **dict.fromkeys((name for name, seed in SEEDS.items() if "</" in seed[-200:]), (_XML, escape)),
}
"""Where values are in the files of a format, and how a text is written there."""


def attacked_files() -> Iterator[tuple[str, str]]:
    """Files of all formats, by name, in which two of three values are the next payload; and a table of nothing else."""
    numbers = count()
    for turn in range(ROUNDS):
        for name, (pattern, written) in _VALUES.items():
            places = count(turn)

            def replaced(found: re.Match[str], places: count = places, written: Callable[[str], str] = written) -> str:  # type: ignore[type-arg]
                kept = next(places) % 3 == 0 or re.fullmatch(r'"?[a-zA-Z-]+"?', found[0])
                return found[0] if kept else written(SAID[next(numbers) % len(SAID)])

            text = re.sub(r"10\.\d{4}/", f"10.{5000 + next(numbers)}/", SEEDS[name])
            yield f"{name}-{turn}{_suffix(name)}", pattern.sub(replaced, text)
    table = StringIO()
    names = ["Title", "Authors", "Journal", "Publisher", "Keywords", "Abstract", "URL"]
    csv.writer(table).writerows(
        [names, *(SAID[i : i + len(names)] for start in (0, 3) for i in range(start, len(SAID) - 7, 7))]
    )
    yield "table.csv", table.getvalue()


def _suffix(name: str) -> str:
    return FORMATS[name].suffixes[0]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("imported")
    write_surroundings(site, SETTINGS)
    for name, text in attacked_files():
        (site / name).write_text(text, "utf-8")
    for row in {*_VALUES, "csv"}:
        files = [str(path) for path in sorted(site.glob("table.csv" if row == "csv" else f"{row}-[0-9]*"))]
        assert main(["import", "--site", str(site), "--from", row, "--source", row, *files]) in (0, 1)
    return built(site)


def test_records_of_every_format_are_shown(imported: Path) -> None:
    """As text, and many payloads of them: tags are taken away by some. A format of which nothing comes would prove
    nothing."""
    assert len(numbers_in("".join(text for _, text in attacked_files()))) >= 200
    assert len(numbers_in("".join(path.read_text("utf-8") for path in imported.rglob("*.html")))) >= 150
    ledgers = {path.stem for path in (imported.parent / "imports").glob("*.jsonl") if path.stat().st_size}
    assert ledgers == {*FORMATS} - {"xlsx"}


def test_nothing_runs_of_what_was_imported(browser: Browser, imported: Path) -> None:
    pages = [path for path in files_of(imported) if path.suffix == ".html"]
    works = [path for path in pages if path.parent.parent.name == "publications"]
    assert visited(browser, imported, False, random.Random(0).sample(works, len(works) // 2)).ran == []
    assert visited(browser, imported, True, works[::10]).ran == []


@pytest.mark.long
@pytest.mark.parametrize("headers", [True, False], ids=["with headers", "escaping alone"])
def test_nothing_runs_in_any_file_of_it(browser: Browser, imported: Path, headers: bool) -> None:
    assert visited(browser, imported, headers, files_of(imported)).ran == []
