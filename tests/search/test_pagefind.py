"""A Pagefind that fails, and files of it that Kartotek cannot read, are named in a sentence."""

import gzip
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cbor2
import pytest

from kartotek.cli import main
from kartotek.search import pagefind
from kartotek.search.bundle import ENTRY, files_of
from kartotek.search.errors import SearchError
from kartotek.search.index import IndexFolders, make
from tests.conftest import ARTICLE, WriteSite
from tests.search.test_sources import folders_in

DOCUMENT = """\
<!doctype html><html lang="en"><body data-pagefind-body>
<p data-pagefind-sort="name">work-{0}</p><p>About cards {0}</p></body></html>
"""
MAGIC = b"pagefind_dcd"


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle as the program writes it."""
    folder = tmp_path_factory.mktemp("raw")
    (folder / "documents").mkdir()
    for i in range(2):
        (folder / f"documents/work-{i}.html").write_text(DOCUMENT.format(i))
    pagefind.run(folder / "documents", folder / "bundle")
    return folder / "bundle"


Run = Callable[[Path], None]


@pytest.fixture
def run_with(raw: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Index with a program that writes the files of a given bundle."""

    def run_it(bundle: Path) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(
                "kartotek.search.sources.run", lambda _, made: shutil.copytree(bundle, made, dirs_exist_ok=True)
            )
            make(replace(folders_in(tmp_path), documents=raw.parent / "documents", bundle=tmp_path / "made"), 1)

    return run_it


def packed(value: Any) -> bytes:
    return gzip.compress(MAGIC + cbor2.dumps(value))


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "truncated": lambda data: data[: len(data) // 2],
    "text": lambda _: b"not what it was",
    "other compression": lambda _: b"\x1f\x8b\x08\x00" + bytes(30),
    "other mark": lambda data: gzip.compress(b"pagefind_new" + gzip.decompress(data).removeprefix(MAGIC)),
    "no content": lambda _: gzip.compress(MAGIC),
    "a map": lambda _: packed({"version": 2}),
    "a number": lambda _: packed(2),
    "too short": lambda _: packed(["2.0"]),
    "other rows": lambda _: packed(["2.0", {"a": 1}, {"b": 2}, {"c": 3}, {"d": 4}, {"e": 5}]),
    "numbers for names": lambda _: packed(["2.0", [[1, 2, 3]], [[1, 2, 3]], [[1, 2]], [[1, 2]], []]),
}
ENTRIES = {
    "empty": "",
    "truncated": '{"version": "1.5.2", "languages": {"en"',
    "a list": "[]",
    "no languages": '{"version": "2.0.0"}',
    "languages in a list": '{"languages": ["en"]}',
    "no hash": '{"languages": {"en": {"page_count": 2}}}',
    "an index of another language": '{"languages": {"da": {"hash": "da_0000000000"}}}',
    "an index that is not there": '{"languages": {"en": {"hash": "en_0000000000"}}}',
    "not UTF-8": "\udcff",
}


def test_a_whole_bundle_is_read(raw: Path, run_with: Run, tmp_path: Path) -> None:
    run_with(raw)
    made = files_of(tmp_path / "made")
    assert {"pf_meta", "pf_fragment", "pf_index"} <= {name.rpartition(".")[2] for name in made}
    assert made[-1] == ENTRY


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("kind", ["pagefind.*.pf_meta", "index/*.pf_index"])
def test_a_damaged_file_is_named(kind: str, damage: str, raw: Path, run_with: Run, tmp_path: Path) -> None:
    bundle = tmp_path / "damaged"
    shutil.copytree(raw, bundle)
    (path,) = bundle.glob(kind)
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    with pytest.raises(SearchError, match="cannot read") as caught:
        run_with(bundle)
    assert path.name in caught.value.message
    assert "--no-search" in caught.value.hint


@pytest.mark.parametrize("damage", ENTRIES)
def test_a_damaged_entry_is_named(damage: str, raw: Path, run_with: Run, tmp_path: Path) -> None:
    bundle = tmp_path / "damaged"
    shutil.copytree(raw, bundle)
    (bundle / ENTRY).write_bytes(ENTRIES[damage].encode("utf-8", "surrogateescape"))
    with pytest.raises(SearchError, match="cannot read"):
        run_with(bundle)


@pytest.mark.parametrize("kind", [ENTRY, "pagefind.*.pf_meta", "fragment/*", "index/*", "pagefind.js"])
def test_a_missing_file_is_named(kind: str, raw: Path, run_with: Run, tmp_path: Path) -> None:
    bundle = tmp_path / "damaged"
    shutil.copytree(raw, bundle)
    path = sorted(bundle.glob(kind))[0]
    path.unlink()
    with pytest.raises(SearchError, match="cannot read") as caught:
        run_with(bundle)
    assert path.name in caught.value.message


@pytest.mark.parametrize(
    ("kind", "size"), [("fragment/*", 0), ("fragment/*", 0.5), ("index/*", 0), ("index/*", 0.5), ("pagefind.js", 0)]
)
def test_a_half_written_file_is_named(kind: str, size: float, raw: Path, run_with: Run, tmp_path: Path) -> None:
    bundle = tmp_path / "damaged"
    shutil.copytree(raw, bundle)
    path = sorted(bundle.glob(kind))[0]
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * size)])
    with pytest.raises(SearchError, match="cannot read") as caught:
        run_with(bundle)
    assert path.name in caught.value.message


def damaged_pages(raw: Path, at: Path, change: Callable[[list[Any]], None]) -> Path:
    """A copy of the bundle with other metadata."""
    bundle = at / "damaged"
    shutil.copytree(raw, bundle)
    (path,) = bundle.glob("*.pf_meta")
    metadata = cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(MAGIC))
    change(metadata)
    path.write_bytes(packed(metadata))
    return bundle


@pytest.mark.parametrize("order", [[0, 0], [1, 2], [0], ["a", 1]])
def test_an_order_that_is_none_is_refused(order: list[Any], raw: Path, run_with: Run, tmp_path: Path) -> None:
    def change(metadata: list[Any]) -> None:
        metadata[4] = [["name", order]]

    with pytest.raises(SearchError, match="cannot read"):
        run_with(damaged_pages(raw, tmp_path, change))


def test_a_document_that_was_not_read_is_named(raw: Path, run_with: Run, tmp_path: Path) -> None:
    def change(metadata: list[Any]) -> None:
        del metadata[1][metadata[4][0][1][1]]

    with pytest.raises(SearchError, match=r"did not read work-1 among 2 documents"):
        run_with(damaged_pages(raw, tmp_path, change))


def replace_program(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> IndexFolders:
    """Put a script in the place of Pagefind; returns folders with one document."""
    program = folder / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind, "program", lambda: program)
    (folder / "documents").mkdir()
    (folder / "documents/work-0.html").write_text(DOCUMENT.format(0))
    return folders_in(folder)


SCRIPTS = {
    "exit 0": "pagefind-entry.json is missing",
    "exit 4": "status 4: it said nothing",
    "echo first; echo the disk is full >&2; exit 1": "status 1: the disk is full",
    "kill -9 $$": "status -9",
    "exec nowhere/at/all": "status 127",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_program_that_fails(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = replace_program(monkeypatch, tmp_path, script)
    with pytest.raises(SearchError) as caught:
        make(folders, 1)
    assert SCRIPTS[script] in caught.value.message
    assert "--no-search" in caught.value.hint


def test_a_program_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = replace_program(monkeypatch, tmp_path, f"echo $$ > {tmp_path}/number; exec tail -f /dev/null")
    monkeypatch.setattr(pagefind, "_SECONDS", 0.5)
    with pytest.raises(SearchError, match=r"was not done after \d+ seconds, and was stopped") as caught:
        make(folders, 1)
    assert "--no-search" in caught.value.hint
    assert not Path(f"/proc/{(tmp_path / 'number').read_text().strip()}").exists()


def test_the_time_that_the_program_has_grows_with_the_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    limits: list[float] = []

    def call(_program: Path, _documents: Path, _bundle: Path, limit: float) -> tuple[int, list[str]]:
        limits.append(limit)
        return 0, []

    monkeypatch.setattr(pagefind, "_call", call)
    for number in range(100):
        pagefind.run(tmp_path, tmp_path / "made")
        (tmp_path / f"{number}.html").touch()
    assert limits[0] < limits[-1]


def test_a_build_says_so_and_publishes_nothing(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(_documents: Path, bundle: Path) -> None:
        bundle.mkdir(parents=True)
        (bundle / ENTRY).write_text(json.dumps({"version": "2.0.0", "indexes": []}))

    site = write_site({"site.yaml": "title: Test\n", "content/publications/on-cards.md": ARTICLE})
    monkeypatch.setattr("kartotek.search.sources.run", run)
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 2
    error = capsys.readouterr().err
    assert f"error: the search program Pagefind made an index that Kartotek cannot read: {ENTRY}" in error
    assert "Traceback" not in error
    assert not (site / "dist/index.html").exists()
