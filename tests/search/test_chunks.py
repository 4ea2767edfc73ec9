"""The index is cut into chunks at the same words, whether it is made from nothing or after edits."""

import json
import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cbor2
import pytest

from kartotek.search import chunks, index
from kartotek.search.bundle import list_of, read_metadata
from kartotek.search.chunks import read_chunk
from kartotek.search.documents import SearchDocument, to_html
from kartotek.search.index import IndexFolders, make, update
from tests.conftest import tree
from tests.search.test_sources import folders_in

COUNT = 16
LETTERS = "abcdé\ue000\U00010300"


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of a few words, so that a few documents make many."""
    cut(monkeypatch, least=12, enough=36, seldom=6, often=2)


def cut(monkeypatch: pytest.MonkeyPatch, **limits: int) -> None:
    for name, value in limits.items():
        monkeypatch.setattr(chunks, f"_{name.upper()}", value)


@pytest.fixture
def folders(tmp_path: Path) -> IndexFolders:
    found = folders_in(tmp_path / "home")
    found.documents.mkdir(parents=True)
    return found


def word(draw: random.Random) -> str:
    return "".join(draw.choice(LETTERS) for _ in range(draw.randint(1, 4)))


def text(draw: random.Random) -> str:
    return " ".join(word(draw) for _ in range(draw.randint(1, 25)))


def write(folders: IndexFolders, name: str, draw: random.Random) -> None:
    path = folders.documents / f"{name}.html"
    if path.exists():
        folders.before.mkdir(exist_ok=True)
        path.replace(folders.before / path.name)
    path.write_bytes(to_html(SearchDocument(name, word(draw), "article", abstracts=(text(draw),))))


def edit(folders: IndexFolders, name: str, draw: random.Random) -> None:
    """One more word at the end of an abstract."""
    path = folders.documents / f"{name}.html"
    old = path.read_text("utf-8")
    folders.before.mkdir(exist_ok=True)
    path.replace(folders.before / path.name)
    path.write_text(old.replace("</p></body>", f" {word(draw)}</p></body>"), "utf-8")


def names(folders: IndexFolders) -> set[str]:
    return {path.stem for path in folders.documents.iterdir()}


def clean(folders: IndexFolders, at: Path) -> Mapping[str, bytes]:
    """The bundle of the same documents, made from nothing."""
    shutil.rmtree(at, ignore_errors=True)
    shutil.copytree(folders.documents, at / "documents")
    make(folders_in(at), 1)
    return tree(at / "bundle")


def renewed(folders: IndexFolders, indexed: set[str], stale: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Update the index, which may not be made from nothing."""
    with monkeypatch.context() as patch:
        patch.setattr(index, "make", None)
        update(folders, indexed, stale, 1)
    shutil.rmtree(folders.before, ignore_errors=True)


@pytest.mark.parametrize("seldom", [6, 1])
def test_an_index_after_edits_is_the_one_from_nothing(
    seldom: int, folders: IndexFolders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With chunks of some words, and of one each: these come and go."""
    if seldom == 1:
        cut(monkeypatch, least=1, seldom=1)
    draw = random.Random(1)
    for i in range(COUNT):
        write(folders, f"work-{i}", draw)
    make(folders, 1)
    assert len(read_metadata(folders.bundle)[2]) > COUNT
    kept = 0
    for step in range(40):
        indexed, before = names(folders), set(tree(folders.bundle))
        some = draw.sample(sorted(indexed), draw.randint(1, 2))
        for name in some:
            (edit if draw.random() < 0.6 else write)(folders, name, draw)
        if step % 5 == 0:
            (folders.documents / f"{some[0]}.html").unlink()
        if step % 7 == 0:
            write(folders, f"work-{COUNT + step}", draw)
        renewed(folders, indexed, set(some), monkeypatch)
        assert tree(folders.bundle) == clean(folders, tmp_path / "clean"), step
        kept += sum(name.startswith("index/") for name in before & set(tree(folders.bundle)))
    assert kept > 20 * COUNT, "hardly any chunk stayed what it was"


def test_documents_in_portions(folders: IndexFolders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(2)
    for i in range(COUNT):
        write(folders, f"work-{i}", draw)
    make(folders, 1)
    expected = tree(folders.bundle)
    monkeypatch.setattr(index, "_AT_ONCE", 5)
    monkeypatch.setattr(chunks, "_FEW", 0)
    assert clean(folders, tmp_path / "portions") == expected
    make(folders, 2)
    assert tree(folders.bundle) == expected


def test_what_no_word_of_changed_is_not_written(folders: IndexFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(3)
    for i in range(COUNT):
        write(folders, f"work-{i}", draw)
    make(folders, 1)
    before = {path: path.stat().st_ino for path in (folders.bundle / "index").iterdir()}
    edit(folders, "work-3", draw)
    renewed(folders, names(folders), {"work-3"}, monkeypatch)
    same = [path for path, inode in before.items() if path.exists() and path.stat().st_ino == inode]
    assert len(before) - 4 <= len(same) < len(before)


def test_each_word_is_looked_for_in_the_chunk_that_has_it(folders: IndexFolders) -> None:
    """As Pagefind's program does: in the first chunk of whose ends one is not after the word, and one not before it."""
    draw = random.Random(4)
    for i in range(COUNT):
        write(folders, f"work-{i}", draw)
    make(folders, 1)
    rows = read_metadata(folders.bundle)[2]

    def looked_for_in(typed: str) -> Any:
        key = typed.encode()
        return next(name for first, last, name in rows if first.encode() <= key <= last.encode())

    for first, _, name in rows:
        words = [row[0] for row in read_chunk(folders.bundle, name)]
        assert all(looked_for_in(each) == name for each in words)
        assert not first or looked_for_in(first) == name, "who types the beginning of its first word finds others"
    for _ in range(200):
        assert looked_for_in(word(draw))


def test_fields_have_the_same_numbers_whatever_documents_have(
    folders: IndexFolders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pagefind numbers the fields that there are, and a single document may lack most of them."""

    def put(name: str, **fields: Any) -> None:
        path = folders.documents / f"{name}.html"
        if path.exists():
            folders.before.mkdir(exist_ok=True)
            path.replace(folders.before / path.name)
        path.write_bytes(to_html(SearchDocument(name, type="article", **fields)))

    put("work-1", title="Cards", authors=("Ada Lind",), container="Journal of Cards", retracted="retraction")
    put("work-2", title="Drawers")
    put("work-3", title="Zettel", container="Cards")
    make(folders, 1)
    put("work-2", title="Cards", container="Drawers")
    renewed(folders, names(folders), {"work-2"}, monkeypatch)
    assert tree(folders.bundle) == clean(folders, tmp_path / "clean")
    put("work-1", title="Cards and drawers")
    renewed(folders, names(folders), {"work-1"}, monkeypatch)
    assert tree(folders.bundle) == clean(folders, tmp_path / "clean")


@pytest.mark.parametrize("count", [0, 1, 23, 24, 255, 256, 65_535, 65_536])
def test_a_list_of_values_that_are_encoded(count: int) -> None:
    assert list_of([cbor2.dumps(json.loads("1"))] * count) == cbor2.dumps([1] * count)
