"""The content to build: synthetic entries, or some of those in a given folder."""

import shutil
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.entries import find_publications


def make_content(folder: Path, count: int, given: Path | None, seed: str) -> None:
    """Write a content folder with `count` publications: those of a given folder are picked evenly from all of it."""
    if given is None:
        write_corpus(folder, count, seed)
        return
    shutil.copytree(given, folder, ignore=lambda parent, _: ["publications"] if Path(parent) == given else [])
    for path in _sample(find_publications(given), count):
        copy = folder / path.relative_to(given)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _sample(paths: list[Path], count: int) -> list[Path]:
    count = min(count, len(paths))
    return [paths[i * len(paths) // count] for i in range(count)]
