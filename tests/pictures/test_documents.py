"""First pages of PDF files: what is drawn of them, and what happens with files that cannot be drawn."""

import sys
from io import BytesIO
from pathlib import Path
from time import monotonic

import pytest
from PIL import Image

from kartotek.pictures import documents
from kartotek.pictures.documents import Drawn, first_pages
from kartotek.pictures.first_page import TALLEST, WIDTH, FirstPage
from tests.pictures.pdf import A4, locked, pdf


def drawn(tmp_path: Path, *files: bytes, jobs: int = 1) -> list[Drawn]:
    paths = [tmp_path / f"{i} ø.pdf" for i in range(len(files))]
    for path, content in zip(paths, files, strict=True):
        path.write_bytes(content)
    found = dict(first_pages(paths, jobs))
    return [found[path] for path in paths]


@pytest.mark.parametrize(
    ("size", "shown"),
    [(A4, (240, 340)), ((842, 595), (240, 170)), ((1000, 100), (240, 24)), ((100, 14400), (240, TALLEST))],
)
def test_a_page_is_drawn_in_its_form(tmp_path: Path, size: tuple[int, int], shown: tuple[int, int]) -> None:
    ((page, image),) = drawn(tmp_path, pdf(3, size))
    picture = Image.open(BytesIO(image))
    assert picture.format == "WEBP"
    assert picture.size == (page.width, page.height) == shown
    assert page.width == WIDTH
    assert (page.pages, page.trouble) == (3, "")


def test_the_beginning_of_the_page_is_seen(tmp_path: Path) -> None:
    ((_, image),) = drawn(tmp_path, pdf(size=(595, 8420)))
    shades = Image.open(BytesIO(image)).convert("L").tobytes()
    assert min(shades) < 100, "the text at the top"
    assert max(shades) > 250


def test_files_that_cannot_be_drawn_are_told_and_hold_up_no_other(tmp_path: Path) -> None:
    good = pdf(2)
    files = (b"", b"no PDF", good, locked(), good[:300], pdf(0), good)
    found = [(page.pages, page.trouble) for page, _ in drawn(tmp_path, *files)]
    broken = (0, "it is no PDF file that can be read")
    assert found[:4] == [broken, broken, (2, ""), (0, "it needs a password")]
    assert found[4][1]
    assert found[5][1]
    assert found[6] == (2, "")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    assert [page.trouble for _, (page, _) in first_pages([tmp_path / "gone.pdf"], 1)] == [
        "it cannot be read: No such file or directory"
    ]


def test_results_are_the_same_whatever_the_number_of_processes(tmp_path: Path) -> None:
    files = [pdf(number) for number in range(1, 6)]
    one, three = drawn(tmp_path, *files), drawn(tmp_path, *files, jobs=3)
    assert one == three
    assert [page.pages for page, _ in one] == [1, 2, 3, 4, 5]


_WAITS = "import sys\nfor line in sys.stdin: pass"
_DIES = "import os, sys; sys.stdin.readline(); os._exit(1)"
_LIES = "import sys; sys.stdin.readline(); print('{}', flush=True)"
_STOPS = "import sys; sys.stdin.readline(); print('[1, 2, 3, \"\", false, 9]xx', flush=True)"


@pytest.mark.parametrize(
    ("program", "trouble"),
    [
        (_WAITS, "it takes too long"),
        (_DIES, "its first page cannot be drawn"),
        (_LIES, "its first page cannot be drawn"),
        (_STOPS, "its first page cannot be drawn"),
    ],
)
def test_a_process_that_fails_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, trouble: str
) -> None:
    monkeypatch.setattr(documents, "_PROGRAM", program)
    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    found = dict(first_pages(paths, 1, 0.5))
    assert found == dict.fromkeys(paths, (FirstPage(trouble=trouble, is_passing=True), b""))


@pytest.mark.parametrize("handed_on", ["", "."])
def test_nothing_is_imported_from_the_folder_where_a_build_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, handed_on: str
) -> None:
    for name in ("json", "re", "pypdfium2"):
        (tmp_path / f"{name}.py").write_text("open('run', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(handed_on)
    monkeypatch.setenv("PYTHONPATH", handed_on or str(tmp_path))
    assert [page.trouble for page, _ in drawn(tmp_path, pdf())] == [""]
    assert not (tmp_path / "run").exists()


_SPINS = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from kartotek.pictures.first_page import _limit_time
sys.stdin.readline()
_limit_time(0)
while True: pass
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_file_that_takes_too_long_of_itself_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_PROGRAM", _SPINS)
    assert dict(first_pages([tmp_path], 1)) == {tmp_path: (FirstPage(trouble="it takes too long"), b"")}


_SLOW = """
import json, sys
for line in sys.stdin:
    if "slow" in line: sys.stdin.read()
    print(json.dumps([1, 1, 1, "", False, 0]), flush=True)
"""


def test_each_file_is_handed_over_when_it_is_drawn_and_who_stops_waits_for_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_PROGRAM", _SLOW)
    paths = [tmp_path / name for name in ("slow", "a", "b", "slow2", "slow3")]
    found = first_pages(paths, 2)
    assert [next(found)[0].name for _ in range(2)] == ["a", "b"]
    begun = monotonic()
    found.close()
    assert monotonic() - begun < documents.MOST_S / 4
