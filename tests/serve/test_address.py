"""Where the preview is found again, and to whom it answers; and that a fault of ours does not end it."""

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.serve import live
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, WriteSite

ENTRY = {"content/publications/a.md": ARTICLE}


@pytest.fixture
def preview(write_site: WriteSite) -> Iterator[Callable[..., int]]:
    """Starts a preview of one site with some options, after ending the one before; returns its port."""
    site = write_site(ENTRY)
    running: list[subprocess.Popen[str]] = []

    def end() -> None:
        for process in running:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
        running.clear()

    def begin(*options: str) -> int:
        end()
        command = [sys.executable, "-m", "kartotek", "serve", "--site", str(site), "--no-search", *options]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stderr is not None
        return next(int(said[1]) for line in process.stderr if (said := re.match(r"http://127\.0\.0\.1:(\d+)/", line)))

    yield begin
    end()


def status(port: int, host: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", "/", headers={"Host": host})
        return connection.getresponse().status


def test_a_site_keeps_its_port_and_answers_to_names_that_are_allowed(preview: Callable[..., int]) -> None:
    port = preview("--port", "8600")
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as open_page:
        open_page.request(
            "GET", "/-/events"
        )  # the preview closes it, so that the system remembers the port for a while
        assert open_page.getresponse().readline()
        assert preview("--allow-host", "preview.test", "--allow-host", "other.test") == port
    assert [status(port, host) for host in ("localhost", "preview.test:80", "OTHER.test")] == [200, 200, 200]
    assert [status(port, host) for host in ("evil.test", "previewxtest", "preview.test.evil.test")] == [421, 421, 421]


@pytest.mark.parametrize("name", ["https://a.test", "a.test:80", "*", ""])
def test_a_host_that_is_none_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--allow-host", name])
    assert "is not the name of a host" in capsys.readouterr().err


def test_a_fault_of_ours_is_shown_and_the_preview_goes_on(
    write_site: WriteSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    preview = live._Live(BuildOptions(write_site(ENTRY), tmp_path / "out", search=False), said.append)
    with monkeypatch.context() as patch:
        patch.setattr(live, "build", _broken)
        preview.rebuild()
    assert "a fault in Kartotek: KeyError: 'no such key'" in said[0]
    preview.rebuild()
    assert "1 publication" in said[1]


def _broken(*_: object) -> None:
    raise KeyError("no such key")
