"""The index depends on the documents, and on nothing around them."""

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kartotek.search.pagefind import SearchError, program, run
from kartotek.search.service import ServiceError, make_bundle
from tests.conftest import tree
from tests.shuffled import copy_shuffled, listed, memory_disk

WORDS = ("cards", "drawers", "index", "zettel", "care", "work")
COUNT = 12
SEEDS = range(4)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen documents that share words, values of filters, and dates."""
    folder = tmp_path_factory.mktemp("documents")
    for i in range(COUNT):
        words = " ".join(WORDS[i % 3 : i % 5 + 2])
        (folder / f"work-{i}.html").write_text(
            '<!doctype html><html lang="en"><body data-pagefind-body>'
            f'<p data-pagefind-filter="keyword">{WORDS[i % 4]}</p>'
            f'<p data-pagefind-sort="date">{2000 + i % 3}</p><p>{i} {words}, c\u00e4rds</p></body></html>'
        )
    return folder


@pytest.fixture(scope="module")
def expected(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return bundled(documents, tmp_path_factory.mktemp("bundle"))


@pytest.fixture(scope="module")
def disk() -> Iterator[Path]:
    with memory_disk() as folder:
        yield folder


def bundled(documents: Path, at: Path) -> dict[str, bytes]:
    run(documents, at / "bundle")
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


def test_names_are_no_patterns(tmp_path: Path) -> None:
    for name in ("a[b]{c,d}.html", "a(b) *.html", "x,y!z.html"):
        path = tmp_path / "documents" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'<html lang="en"><body data-pagefind-body><p>word {len(name)}</p></body></html>')
    assert len([name for name in bundled(tmp_path / "documents", tmp_path) if "fragment" in name]) == 3


REFUSAL = base64.b64encode(b'{"payload": {"type": "Error", "message": "a reason"}}').decode()
SCRIPTS = {
    "ends early": "exit 0",
    "says no": f"printf '{REFUSAL},'; cat >/dev/null",
    "babbles": "printf 'what?,'; cat >/dev/null",
}
SAID = {"ends early": "before its work was done", "says no": "a reason", "babbles": "cannot be read"}


@pytest.mark.parametrize("fault", SCRIPTS)
def test_a_service_that_does_not_do_its_work(
    fault: str, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "pagefind"
    script.write_text(f"#!/bin/sh\n{SCRIPTS[fault]}\n")
    script.chmod(0o755)
    monkeypatch.setattr("kartotek.search.pagefind.program", lambda: script)
    with pytest.raises(SearchError) as caught:
        run(documents, tmp_path / "bundle")
    assert SAID[fault] in caught.value.message


def test_a_document_that_is_not_read_is_named(documents: Path, tmp_path: Path) -> None:
    shutil.copytree(documents, tmp_path / "documents")
    (tmp_path / "documents/work-12.html").mkdir()
    with pytest.raises(ServiceError, match=r"work-12\.html"):
        make_bundle(program(), tmp_path / "documents", tmp_path / "bundle", "en", 60)


def test_a_program_that_never_answers_is_stopped(documents: Path, tmp_path: Path) -> None:
    hanging = tmp_path / "hanging"
    hanging.write_text("#!/bin/sh\ncat >/dev/null\n")
    hanging.chmod(0o755)
    with pytest.raises(TimeoutError):
        make_bundle(hanging, documents, tmp_path / "bundle", "en", 0.1)
