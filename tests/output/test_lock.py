"""One build of a site at a time, and no lock outlives the build that held it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kartotek.cli import main
from tests.conftest import ARTICLE, WriteSite

GOOD = {"content/publications/on-cards.md": ARTICLE}


def build(site: Path, *arguments: str) -> int:
    return main(["build", "--site", str(site), "--jobs", "1", *arguments])


def test_two_builds_at_once(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(GOOD)
    hold = (
        "import sys; from pathlib import Path; from kartotek.output.lock import only_build\n"
        "with only_build(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(site / ".kartotek")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert build(site) == 2
        other.communicate()
    assert "another build" in capsys.readouterr().err
    assert build(site) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers inherit nothing where there is no fork")
def test_a_killed_build_holds_nothing(write_site: WriteSite) -> None:
    """Neither do workers that it has left behind."""
    site = write_site(GOOD)
    hold = (
        "import os, sys; from pathlib import Path; from kartotek.output.lock import only_build\n"
        "begun, begin = os.pipe()\n"
        "with only_build(Path(sys.argv[1])):\n"
        "    if os.fork() == 0: os.write(begin, b'.'); sys.stdin.read(); os._exit(0)\n"
        "    os.read(begun, 1); print('held', flush=True); os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", hold, str(site / ".kartotek")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert other.wait() == -9
        assert build(site) == 0
        other.communicate()
