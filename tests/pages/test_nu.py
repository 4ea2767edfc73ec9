"""Every kind of page is valid HTML, as the Nu checker of the W3C reads it."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

GOLDEN = ROOT / "tests/golden/dist"
_POLICY = ".*violates Content Security Policy.*"
"""What the checker says of policies: it reads files, which are not of the origin that 'self' means, and takes JSON-LD
for a script. `tests/browser` holds the policy to a real browser."""


@pytest.mark.long
def test_the_nu_checker_finds_nothing(harvested: Path) -> None:
    """In the golden portal, which has one of everything, and in the demo portal."""
    got = subprocess.run(["sh", "scripts/nu"], cwd=ROOT, check=True, capture_output=True, text=True)
    jar = got.stdout.splitlines()[-1]
    options = ["--skip-non-html", "--format", "gnu", "--filterpattern", _POLICY]
    command = ["java", "-Xss4m", "-jar", jar, *options, str(GOLDEN), str(harvested)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.stderr.replace(str(ROOT), "").splitlines() == []
    assert done.returncode == 0
