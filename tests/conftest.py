"""Small sites, written where a test needs them, and the demo portal."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from kartotek.cli import main
from kartotek.render.environment import Compiled
from kartotek.workers import CPU_COUNT
from tests.repository import git

ROOT = Path(__file__).parent.parent

os.environ["KARTOTEK_CACHE_KEY"] = "a key for tests, so that none is made in the home folder"

if "PYTEST_XDIST_WORKER" in os.environ:  # there is a process of the suite on every processor already
    os.environ.setdefault(CPU_COUNT, "1")

# Machines are busy, and CI can be repeated: the examples are the same each time. Others are looked for every week.
settings.register_profile("kartotek", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("searching", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("KARTOTEK_EXAMPLES", "kartotek"))

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


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    """Builds of this process begin with the templates that earlier ones compiled: most of a small build's time.

    They are found by their sources, as those that a build remembers are.
    """
    known: dict[str, bytes] = {}
    made: list[Compiled] = []
    begin = Compiled.__init__

    def begin_with_known(self: Compiled, kept: Mapping[str, bytes]) -> None:
        for earlier in made:
            known.update(earlier.kept)
        begin(self, kept)
        self.kept = {**known, **self.kept}
        made[:] = [self]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compiled, "__init__", begin_with_known)
        yield


def _asks_for_some(config: pytest.Config) -> bool:
    return bool(config.option.markexpr or config.option.keyword or any("::" in argument for argument in config.args))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long tests, unless `-m` or the name of a test asks for them."""
    if _asks_for_some(config):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


def pytest_terminal_summary(terminalreporter: "pytest.TerminalReporter", config: pytest.Config) -> None:
    """Say what was left out; under `-n` the workers collect, so it cannot be counted here."""
    if not _asks_for_some(config):
        terminalreporter.write_line("The tests marked long were left out: sh scripts/test long runs them.")


@pytest.fixture
def write_site(tmp_path: Path) -> WriteSite:
    """Write a site from paths and texts; `site.yaml` is there unless it is given. It makes all that can be made, unless
    it says otherwise: most tests look at what the default does not have."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        site = tmp_path / "site"
        for name, given in {"site.yaml": "title: Test\nsearch: false\n", **files}.items():
            text = given
            if name == "site.yaml" and isinstance(given, str) and "output:" not in given and given.endswith("\n"):
                text = f"{given}output: full\n"
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return site

    return write


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site of the demo portal, committed once; in one folder, tests in parallel would meet its lock."""
    site = tmp_path_factory.mktemp("demo") / "site"
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copy(ROOT / "site.yaml", site)
    git(site, "init")
    git(site, "add", "-A")
    git(site, "commit", "-m", "The demo portal")
    return site


BASE = "https://portal.test/sub/"


@pytest.fixture(scope="session")
def harvested(demo: Path) -> Path:
    """The demo portal as it is for `BASE`, without the search."""
    out = demo.with_name("harvested")
    assert main(["build", "--site", str(demo), "--out", str(out), "--base-url", BASE, "--no-search"]) == 0
    return out


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def site_tree(site: Path) -> dict[str, bytes]:
    """All files of a site, but what its cache is made of."""
    return {path: content for path, content in tree(site).items() if not path.startswith(".kartotek/")}
