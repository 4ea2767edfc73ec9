"""The content that is built: synthetic, or some of the entries of a folder that is given."""

import shutil
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.entries import find_publications


def make_content(folder: Path, count: int, given: Path | None, seed: str) -> None:
    """Write a content folder with so many publications; of those that are given, evenly spread ones."""
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
