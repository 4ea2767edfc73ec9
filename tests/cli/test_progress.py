"""How a build is getting on: a bar where somebody looks, lines where nobody does, data where a program asks."""

import io
import itertools
import json

import pytest

from kartotek.cli import main
from kartotek.cli.progress import Progress
from tests.conftest import ARTICLE, WriteSite


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def advance(progress: Progress, total: int) -> None:
    with progress:
        for done in range(0, total + 1, total // 10):
            progress("rendering pages", done, total)


def test_a_terminal_shows_a_bar_when_it_takes_longer_than_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count(step=0.5)
    monkeypatch.setattr("tqdm.std.time", lambda: next(clock))
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    advance(Progress(), 100)
    assert "rendering pages" in terminal.getvalue()
    assert "90/100" in terminal.getvalue()


def test_a_terminal_shows_nothing_of_what_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tqdm.std.time", lambda: 0.0)
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    advance(Progress(), 100)
    assert "rendering" not in terminal.getvalue()


def test_elsewhere_a_long_phase_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    advance(Progress(), 3000)
    advance(Progress(), 30)
    assert capsys.readouterr().err == "rendering pages: 3,000\n"


def test_the_last_line_and_the_data_say_the_same(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({"content/publications/on-cards.md": ARTICLE})
    assert main(["build", "--site", str(site), "--format", "json"]) == 0
    told = capsys.readouterr()
    report = json.loads(told.out)["report"]
    assert report["publications"] == 1
    assert f"{report['written']:,} files written, {report['kept']:,} kept" in told.err.splitlines()[-1]
    assert set(report["seconds"]) >= {"load", "render", "publish"}
    assert report["peak_memory"] > 0


def test_the_profile_names_templates_and_families(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({"content/publications/on-cards.md": ARTICLE})
    assert main(["build", "--site", str(site), "--profile"]) == 0
    told = capsys.readouterr().err
    assert "publication.html" in told
    assert "person" in told
