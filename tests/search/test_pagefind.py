"""Files of Pagefind that Kartotek cannot read are named in a sentence, whatever is wrong with them."""

import gzip
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cbor2
import pytest

from kartotek.cli import main
from kartotek.search import pagefind
from kartotek.search.pagefind import ENTRY, SearchError, files_of, run
from tests.conftest import ARTICLE, WriteSite

DOCUMENT = """\
<!doctype html><html lang="en"><body data-pagefind-body>
<p data-pagefind-filter="keyword">Cards</p><p data-pagefind-sort="date">2020</p><p>About cards {}</p></body></html>
"""
MAGIC = b"pagefind_dcd"


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle as the program writes it, with one filter."""
    folder = tmp_path_factory.mktemp("raw")
    for i in range(2):
        (folder / f"{i}.html").write_text(DOCUMENT.format(i))
    command = [str(pagefind.program()), "--site", str(folder), "--output-path", str(folder / "bundle"), "--silent"]
    subprocess.run([*command, "--force-language", "en"], check=True)
    return folder / "bundle"


Run = Callable[[Path], None]


@pytest.fixture
def run_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Index with a program that writes the files of a given bundle."""

    def run_it(bundle: Path) -> None:
        with monkeypatch.context() as patch:
            patch.setattr("kartotek.search.pagefind.make_bundle", lambda *given: shutil.copytree(bundle, given[2]))
            run(tmp_path, tmp_path / "made")

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
    "an index that is not there": '{"languages": {"en": {"hash": "en_0000000000"}}}',
    "not UTF-8": "\udcff",
}


def test_a_whole_bundle_is_read(raw: Path, run_with: Run, tmp_path: Path) -> None:
    run_with(raw)
    made = files_of(tmp_path / "made")
    assert {"pf_meta", "pf_filter", "pf_fragment", "pf_index"} <= {name.rpartition(".")[2] for name in made}
    assert made[-1] == ENTRY


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("kind", ["pagefind.*.pf_meta", "filter/*.pf_filter"])
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


@pytest.mark.parametrize("kind", [ENTRY, "pagefind.*.pf_meta", "filter/*", "fragment/*", "index/*", "pagefind.js"])
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


def test_a_program_that_hangs_is_stopped_after_a_time_that_grows_with_the_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    limits: list[float] = []

    def hang(_program: Path, _documents: Path, _bundle: Path, _language: str, limit: float) -> None:
        limits.append(limit)
        raise TimeoutError

    monkeypatch.setattr(pagefind, "make_bundle", hang)
    for number in range(100):
        if number in (0, 99):
            with pytest.raises(SearchError, match=r"was not done after \d+ seconds, and was stopped") as caught:
                run(tmp_path, tmp_path / "made")
            assert "--no-search" in caught.value.hint
        (tmp_path / f"{number}.html").touch()
    assert limits[0] < limits[1]


def test_a_build_says_so_and_publishes_nothing(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def make(_program: Path, _documents: Path, bundle: Path, _language: str, _limit: float) -> None:
        bundle.mkdir(exist_ok=True)
        (bundle / ENTRY).write_text(json.dumps({"version": "2.0.0", "indexes": []}))

    site = write_site({"site.yaml": "title: Test\n", "content/publications/on-cards.md": ARTICLE})
    monkeypatch.setattr("kartotek.search.pagefind.make_bundle", make)
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 2
    error = capsys.readouterr().err
    assert f"error: the search program Pagefind made an index that Kartotek cannot read: {ENTRY}" in error
    assert "Traceback" not in error
    assert not (site / "dist/index.html").exists()
