"""Small sites, written where a test needs them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("kartotek", deadline=None)  # machines that run tests are often busy with others
settings.load_profile("kartotek")

WriteSite = Callable[[Mapping[str, str | bytes]], Path]

ARTICLE = """\
---
type: article-journal
title: On Cards
authors: [Ada Lind]
issued: 2020-05
journal: Journal of Indexes
keywords: [Cards]
---
About cards.
"""


@pytest.fixture
def write_site(tmp_path: Path) -> WriteSite:
    """Write a site from paths and texts; `site.yaml` is there unless it is given."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        site = tmp_path / "site"
        for name, text in {"site.yaml": "title: Test\nsearch: false\n", **files}.items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return site

    return write


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
