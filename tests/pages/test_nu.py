"""Every kind of page is valid HTML, as the Nu checker of the W3C reads it."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

GOLDEN = ROOT / "tests/golden/dist"


@pytest.mark.long
def test_the_nu_checker_finds_nothing(harvested: Path) -> None:
    """In the golden portal, which has one of everything, and in the demo portal."""
    got = subprocess.run(["sh", "scripts/nu"], cwd=ROOT, check=True, capture_output=True, text=True)
    jar = got.stdout.splitlines()[-1]
    command = ["java", "-Xss4m", "-jar", jar, "--skip-non-html", "--format", "gnu", str(GOLDEN), str(harvested)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.stderr.replace(str(ROOT), "").splitlines() == []
    assert done.returncode == 0
