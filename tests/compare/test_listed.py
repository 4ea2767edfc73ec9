"""Whose page goes since one work is left is listed still, where the portal is lean: that is told, and no error."""

import json
from pathlib import Path

import pytest

from kartotek.cli import main
from tests.compare.test_diff import CARDS, SETTINGS, Builder, diff
from tests.conftest import ARTICLE


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    return Builder(tmp_path_factory.mktemp("versions"))


LEAN = SETTINGS.replace("full", "lean")
BOTH = ARTICLE.replace("[Ada Lind]", "[Ada Lind, Eva Dahl]")


@pytest.mark.parametrize("change", ["retired: {date: 2026-01-01, reason: Asked.}", "draft: true", ""])
def test_who_has_one_work_left_is_listed_where_the_portal_is_lean(
    builder: Builder, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    """The page of a person goes with `output: lean` alone, so that is no error; a person that is nowhere is one."""
    other = BOTH.replace("On Cards", "On Boxes")
    settings = {"site.yaml": LEAN}
    old = builder.build("lean", {**settings, CARDS: BOTH, "content/publications/boxes.md": other})
    left = {"content/publications/boxes.md": other.replace("issued:", f"{change}\nissued:") if change else ""}
    new = builder.build("lean-later", {**settings, CARDS: BOTH.replace(", Eva Dahl", ""), **left})
    told = diff(capsys, old, new, status=1)
    assert "1 page only listed now" in told
    assert "Ada Lind: is at /people/#people-ada-lind now (/people/ada-lind/)" in told
    assert 'id="people-ada-lind"' in (new / "people/index.html").read_text("utf-8")
    gone = _gone_addresses(capsys, old, new)
    assert [address for address in gone if address.startswith("/people/")] == ["/people/eva-dahl/"]
    kept = builder.build("lean-all", {**settings, CARDS: BOTH, **left})
    assert all("/people/" not in address for address in _gone_addresses(capsys, old, kept))


def _gone_addresses(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> list[str]:
    capsys.readouterr()
    main(["diff", "--jobs", "1", "--format", "json", str(old), str(new)])
    found = json.loads(capsys.readouterr().out)
    return [address for each in found["gone"] for address in each["addresses"]]


def test_another_output_takes_no_page_unseen(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    """`lean` after `full`: someone with one work had a page, which nothing in the works has taken."""
    new = builder.build("lean-now", {"site.yaml": LEAN})
    assert "/people/ada-lind/" in _gone_addresses(capsys, builder.old, new)
