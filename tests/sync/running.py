"""Running `kartotek sync`, and reading what it says and leaves."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from tests.conftest import tree
from tests.fetch.server import Asked
from tests.sync import played

Report = dict[str, Any]
Start = Callable[..., Path]
"""A function that starts a site with these sources, each a map of YAML in one line, and with these files."""


def sync(site: Path, *arguments: str, status: int = 0) -> None:
    assert main(["sync", "--site", str(site), "--jobs", "1", *arguments]) == status


def report(site: Path, capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> Report:
    """The report of a sync, by the names of its sources."""
    capsys.readouterr()
    sync(site, "--format", "json", *arguments, status=status)
    made = json.loads(capsys.readouterr().out)
    assert made["complete"] is (status == 0)
    return {source["name"]: source for source in made["sources"]}


def counts(source: Report) -> dict[str, int]:
    """The outcomes of a source that there are."""
    return {outcome: count for outcome, count in source["import"]["counts"].items() if count}


def files(site: Path) -> dict[str, bytes]:
    """What a user has: all but the cache."""
    return {path: data for path, data in tree(site).items() if not path.startswith(".kartotek")}


def entries(site: Path) -> list[str]:
    return sorted(path.name for path in (site / "content").glob("publications/**/*.md"))


def works(*numbers: int) -> Callable[[Asked], list[dict[str, Any]]]:
    return lambda _: [played.openalex_work(number) for number in numbers]
