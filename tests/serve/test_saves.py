"""What the preview takes for a save."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from watchfiles import watch

from kartotek.serve.live import _saves
from tests.conftest import ARTICLE, WriteSite


def test_redirects_are_seen_as_site_yaml_is(write_site: WriteSite) -> None:
    site = write_site({"site.yaml": "title: Test\n", "content/publications/on-cards.md": ARTICLE})
    saves = _saves(site)
    while next(saves):  # the files that were just written
        pass
    for text in ("/old,on-cards\n", None):
        if text:
            (site / "redirects.csv").write_text(text)
        else:
            (site / "redirects.csv").unlink()
        assert any(next(saves) for _ in range(40))


def test_a_folder_that_goes_just_before_it_is_watched_is_a_change(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site({"site.yaml": "title: Cards\n", "templates/note.txt": "", "content/publications/a.md": ""})

    def go(*roots: Path, **how: Any) -> Iterator[Any]:
        if site / "templates" in roots:
            shutil.rmtree(site / "templates")
        yield from watch(*roots, **how)

    monkeypatch.setattr("kartotek.serve.live.watch", go)
    saves = _saves(site)
    assert next(saves)
    assert next(saves) in {True, False}
    entry = site / "content/publications/b.md"
    entry.write_text("")
    assert any(next(saves) for _ in range(200))


def test_folders_that_cannot_be_watched_are_told(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site({"site.yaml": "title: Cards\n"})

    def fail(*_roots: Path, **_how: Any) -> Iterator[Any]:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("kartotek.serve.live.watch", fail)
    with pytest.raises(FileNotFoundError):
        assert sum(1 for _ in _saves(site)) < 0
