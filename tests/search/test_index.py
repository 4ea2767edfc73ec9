"""An index that is made again is the one that is made from nothing, whatever its fragments are called."""

import random
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from kartotek.search.bundle import full_name
from kartotek.search.documents import SearchDocument, to_html
from kartotek.search.index import IndexFolders, make, update
from tests.conftest import tree
from tests.search.test_sources import folders_in, random_document
from tests.shuffled import copy_shuffled, listed, memory_disk

ALIKE = (
    ("work-118994", "work-434827", "work-1472452"),  # the last two in the eighth digit, too
    ("work-41272", "work-709145", "work-1253265"),
    ("work-8017", "work-10768"),
)
"""Documents whose fragments have hashes that begin with the same seven digits, if all they have is the word "cards"."""
OTHERS = tuple(f"work-{i}" for i in range(4))
NAMES = (*(name for some in ALIKE for name in some), *OTHERS)


def document(name: str, draw: random.Random) -> bytes:
    """A document; one of `ALIKE` is always the same but for what no fragment shows."""
    if name in OTHERS:
        return random_document(name, draw)
    return (
        f'<html lang="en"><body data-pagefind-body data-n="{draw.random()}">'
        f'<p data-pagefind-sort="name[data-name]" data-name="{name}">cards</p></body></html>'
    ).encode()


@pytest.fixture
def folders(tmp_path: Path) -> IndexFolders:
    (tmp_path / "documents").mkdir()
    return folders_in(tmp_path)


@pytest.fixture(scope="module")
def disk() -> Iterator[Path]:
    with memory_disk() as folder:
        yield folder


def clean(folders: IndexFolders, disk: Path, seed: str) -> dict[str, bytes]:
    """The bundle of the same documents, made from nothing on a disk that lists them in another order."""
    home = disk / sha256(seed.encode()).hexdigest()
    copy_shuffled(folders.documents, home / "documents", len(seed))
    make(folders_in(home), 1)
    return tree(home / "bundle")


def put(folders: IndexFolders, name: str, draw: random.Random) -> None:
    """Write a document; one that is there is kept as it was, as a build does."""
    path = folders.documents / f"{name}.html"
    if path.exists():
        folders.before.mkdir(exist_ok=True)
        path.replace(folders.before / path.name)
    path.write_bytes(document(name, draw))


def names_of(folders: IndexFolders) -> set[str]:
    return {path.stem for path in folders.documents.iterdir()}


def check_update(folders: IndexFolders, indexed: set[str], stale: set[str], expected: dict[str, bytes]) -> None:
    """Update the index and hold it to the expected one, and what is said to be written to what has changed."""
    before = tree(folders.bundle)
    written = update(folders, indexed, stale, 1)
    shutil.rmtree(folders.before, ignore_errors=True)
    after = tree(folders.bundle)
    assert after == expected
    differing = {name for name, data in after.items() if name.startswith("fragment/") and before.get(name) != data}
    assert differing <= written


def test_fragments_that_begin_alike() -> None:
    for some in ALIKE:
        fragments = [
            f'{{"url":"/{name}.html","content":"cards.","word_count":1,"filters":{{}},"meta":{{}},"anchors":[]}}'
            for name in some
        ]
        assert len({full_name(fragment.encode())[:10] for fragment in fragments}) == 1


def test_many_changes(folders: IndexFolders, disk: Path) -> None:
    draw = random.Random(5)
    for name in NAMES[::2]:
        put(folders, name, draw)
    make(folders, 1)
    lengths = set()
    for step in range(60):
        indexed, stale = names_of(folders), set()
        for name in draw.sample(NAMES, draw.randint(1, 4)):
            path = folders.documents / f"{name}.html"
            stale.add(name)
            if path.exists() and (name not in OTHERS or draw.random() < 0.5) and len(names_of(folders)) > 1:
                path.unlink()
            else:
                put(folders, name, draw)
        check_update(folders, indexed, stale & indexed, clean(folders, disk, f"{step}"))
        lengths |= {len(path.name.partition(".")[0]) for path in (folders.bundle / "fragment").iterdir()}
    assert lengths == {10, 11, 12}, "no fragments began alike"


def test_a_new_one_is_to_have_the_name_of_an_old_one(disk: Path) -> None:
    """The memory lists what is new first, so the new document is the first to get a name."""
    home = disk / "new"
    folders = folders_in(home)
    folders.documents.mkdir(parents=True)
    for name in ("work-0", ALIKE[2][0]):
        put(folders, name, random.Random(6))
    make(folders, 1)
    indexed = names_of(folders)
    put(folders, ALIKE[2][1], random.Random(6))
    assert listed(folders.documents)[0] == f"{ALIKE[2][1]}.html"
    check_update(folders, indexed, set(), clean(folders, disk, "name"))


def test_the_same_words_of_works_with_other_names(folders: IndexFolders, disk: Path) -> None:
    def write(*words: str) -> None:
        for name, word in zip(words[::2], words[1::2], strict=True):
            (folders.documents / f"{name}.html").write_bytes(to_html(SearchDocument(name, word, "article")))

    write("work-1", "cards", "work-2", "drawers", "work-5", "index", "work-6", "zettel")
    make(folders, 1)
    for name in ("work-1", "work-2"):
        (folders.documents / f"{name}.html").unlink()
    write("work-4", "cards", "work-3", "drawers")
    indexed = {f"work-{i}" for i in (1, 2, 5, 6)}
    check_update(folders, indexed, {"work-1", "work-2"}, clean(folders, disk, "names"))


@pytest.mark.parametrize("some", ALIKE)
def test_one_takes_the_place_of_another(some: tuple[str, ...], folders: IndexFolders, disk: Path) -> None:
    draw = random.Random(1)
    for name in ("work-0", some[0]):
        put(folders, name, draw)
    make(folders, 1)
    (folders.documents / f"{some[0]}.html").unlink()
    put(folders, some[1], draw)
    check_update(folders, {"work-0", some[0]}, {some[0]}, clean(folders, disk, some[0]))


def test_what_has_not_changed_is_not_written(folders: IndexFolders) -> None:
    draw = random.Random(2)
    for name in OTHERS:
        put(folders, name, draw)
    made = make(folders, 1)
    assert len(made) == len(OTHERS)
    before = {path: path.stat().st_ino for path in (folders.bundle / "fragment").iterdir()}
    put(folders, OTHERS[0], draw)
    assert len(update(folders, set(OTHERS), {OTHERS[0]}, 1)) == 1
    same = [path for path, inode in before.items() if path.exists() and path.stat().st_ino == inode]
    assert len(same) == len(OTHERS) - 1


@pytest.mark.parametrize("damage", ["bundle", "bundle/index", "bundle/wasm.en.pagefind", "bundle/pagefind-entry.json"])
def test_what_is_missing_is_made_again(damage: str, folders: IndexFolders, disk: Path) -> None:
    for name in OTHERS:
        put(folders, name, random.Random(4))
    make(folders, 1)
    path = folders.bundle.parent / damage
    path.rename(path.with_name("gone"))
    check_update(folders, set(OTHERS), set(), clean(folders, disk, damage))
