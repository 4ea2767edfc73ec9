"""The index depends on the documents, and on nothing around them."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest

from kartotek.search.documents import SearchDocument, to_html
from kartotek.search.facets import state_of
from kartotek.search.index import IndexFolders, make
from tests.conftest import tree
from tests.shuffled import copy_shuffled, listed, memory_disk

WORDS = (
    "cards",
    "Cards",
    "C\u00e4rds",
    "c\u00e0rds",
    "c\u00e5rds",
    "drawers",
    "index",
    "Zettel",
    "care",
    "\u00e6ther",
    "naïve",
    "NAIVE",
    "42",
)
COUNT = 12
SEEDS = range(4)


def random_document(name: str, draw: random.Random) -> bytes:
    """A document that shares words, values with others, and may lack whatever can be missing."""

    def some(most: int) -> tuple[str, ...]:
        return tuple(draw.choice(WORDS) for _ in range(draw.randint(0, most)))

    document = SearchDocument(
        name,
        " ".join((draw.choice(("A", "The", "?!")), *some(4))),
        draw.choice(("article", "book")),
        language=draw.choice(("", "en", "da")),
        authors=some(2),
        container=" ".join(some(2)),
        year=draw.choice(("", "2020", "2021")),
        access=draw.choice(("", "open")),
        keywords=some(3),
        also=some(1),
        identifiers=draw.choice(((), ("10.1/a",))),
        abstracts=(" ".join(some(30)),) if draw.random() < 0.7 else (),
        retracted="retraction" if draw.random() < 0.1 else "",
    )
    return to_html(document)


def folders_in(home: Path) -> IndexFolders:
    """Folders of an index, of which none need be there but that of the documents."""
    return IndexFolders(home / "documents", home / "before", home / "bundle", home / "work")


def write_random(folder: Path, seed: int) -> Path:
    """A folder with random documents."""
    folder.mkdir(parents=True)
    draw = random.Random(seed)
    for i in range(COUNT):
        (folder / f"work-{i}.html").write_bytes(random_document(f"work-{i}", draw))
    return folder


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen documents."""
    return write_random(tmp_path_factory.mktemp("random") / "documents", 0)


@pytest.fixture(scope="module")
def expected(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return bundled(documents, tmp_path_factory.mktemp("bundle"))


@pytest.fixture(scope="module")
def disk() -> Iterator[Path]:
    with memory_disk() as folder:
        yield folder


def bundled(documents: Path, at: Path, jobs: int = 1) -> dict[str, bytes]:
    make(replace(folders_in(at), documents=documents), jobs)
    return tree(at / "bundle")


def test_the_order_of_the_folder_does_not_matter(documents: Path, expected: dict[str, bytes], disk: Path) -> None:
    for seed in SEEDS:
        copy_shuffled(documents, disk / f"{seed}/documents", seed)
    orders = {tuple(listed(disk / f"{seed}/documents")) for seed in SEEDS}
    assert len(orders) == len(SEEDS), "this file system decides the order of a folder by itself"
    for seed in SEEDS:
        assert bundled(disk / f"{seed}/documents", disk / f"{seed}") == expected


def test_neither_do_settings_of_pagefind_that_lie_about(
    documents: Path, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "h1")
    (tmp_path / "pagefind.yml").write_text("root_selector: h1\nforce_language: da\n")
    assert bundled(documents, tmp_path) == expected


def test_whatever_is_in_the_documents(disk: Path, tmp_path: Path) -> None:
    for seed in range(100, 120):
        documents = write_random(tmp_path / f"{seed}/documents", seed)
        copy_shuffled(documents, disk / f"{seed}/documents", seed)
        made = bundled(disk / f"{seed}/documents", disk / f"{seed}")
        assert made == bundled(documents, tmp_path / f"{seed}"), seed


def test_neither_does_the_number_of_jobs(
    documents: Path, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kartotek.search.chunks._FEW", 0)
    assert bundled(documents, tmp_path, jobs=2) == expected


def test_pages_are_numbered_by_name(documents: Path, expected: dict[str, bytes]) -> None:
    (metadata,) = (unpacked(data) for name, data in expected.items() if name.endswith(".pf_meta"))
    fragments = [json.loads(content(expected[f"fragment/{page[0]}.pf_fragment"])) for page in metadata[1]]
    assert [fragment["url"] for fragment in fragments] == sorted(f"/{path.name}" for path in documents.iterdir())
    found = postings(expected)
    for word in ("drawer", "care", "42"):
        with_word = [i for i, fragment in enumerate(fragments) if has_word(word, fragment["content"])]
        assert found[word] == with_word
    assert json.loads(expected["pagefind-entry.json"])["state"] == state_of(path.stem for path in documents.iterdir())


def has_word(word: str, text: str) -> bool:
    """Whether a text has the word, in the singular or plural."""
    return re.search(rf"\b{word}s?\b", text, re.IGNORECASE) is not None


def postings(bundle: dict[str, bytes]) -> dict[str, list[int]]:
    """The pages of each word of the index."""
    found: dict[str, list[int]] = {}
    for name, data in bundle.items():
        if name.startswith("index/"):
            for word, rows, *_ in unpacked(data)[0]:
                found[word] = list(accumulate(row[0] for row in rows))
    return found


def content(packed: bytes) -> bytes:
    return gzip.decompress(packed).removeprefix(b"pagefind_dcd") if packed.startswith(b"\x1f\x8b") else packed


def unpacked(packed: bytes) -> Any:
    return cbor2.loads(content(packed))


def test_a_document_without_words_is_in_the_index(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    for name, title in (("work-0", "?!"), ("work-1", "Cards")):
        (tmp_path / f"documents/{name}.html").write_bytes(to_html(SearchDocument(name, title, "article")))
    made = bundled(tmp_path / "documents", tmp_path)
    fragments = [json.loads(content(data)) for name, data in made.items() if name.startswith("fragment/")]
    assert [fragment["filters"] for fragment in fragments] == [{"type": ["article"]}] * 2
