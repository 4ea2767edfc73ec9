"""A small portal with one of everything, byte for byte. `scripts/generate golden` writes it anew: read the diff."""

from pathlib import Path

import pytest

from kartotek.render.theme import default_theme
from scripts.generators.golden import DAY, FOLDER, make
from tests.conftest import tree

TAG_AS_IT_STANDS = ("content/publications/2020/on-cards.md", "html")  # there, so that pages escape it


def _build(out: Path, jobs: int) -> None:
    assert [(doubt.file, doubt.code) for doubt in make(out, jobs)] == [TAG_AS_IT_STANDS]


@pytest.mark.parametrize("jobs", [1, 4])
def test_the_portal_is_as_it_was(jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    _build(tmp_path / "dist", jobs)
    made = tree(tmp_path / "dist")
    assets = {name: made.pop(name) for name in list(made) if name.startswith("assets/")}
    golden = tree(FOLDER / "dist")
    assert sorted(made) == sorted(golden)
    for name, data in golden.items():
        assert made[name].decode() == data.decode(), name
    theme = {f"assets/{name}": data for name, data in tree(default_theme() / "assets").items()}
    assert {name: data for name, data in assets.items() if name != "assets/colors.css"} == theme
    assert b"#0b5563" in assets["assets/colors.css"]


def test_what_is_closed_or_not_yet_there_stays_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    _build(tmp_path / "dist", 1)
    everything = b"".join(tree(tmp_path / "dist").values())
    for secret in (b"later.pdf</a>", b"secret", b"Not finished", b"Not yet"):
        assert secret not in everything
    assert (tmp_path / "dist/publications/on-cards/cards.pdf").exists()
    assert list((tmp_path / "dist").rglob("later.pdf")) == []
