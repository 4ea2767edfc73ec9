"""The citation processor without the rest of Kartotek, as docs/csl.md describes it."""

import re
import subprocess
import sys
from pathlib import Path

from scripts.generators import ROOT

DOCS = (ROOT / "docs/csl.md").read_text("utf-8")


def _run(program: str, folder: Path) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=True).stdout.strip()


def test_it_needs_nothing_else_of_kartotek(tmp_path: Path) -> None:
    program = "import sys, kartotek.csl; print([m for m in sys.modules if m.startswith('kartotek.')])"
    names = re.findall(r"'([\w.]+)'", _run(program, tmp_path))
    assert names
    assert [name for name in names if not name.startswith("kartotek.csl")] == []


def test_the_example_prints_what_is_said(tmp_path: Path) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    (said,) = re.findall(r"^prints `(.*)`\.$", DOCS, re.MULTILINE)
    assert _run(program, tmp_path) == said


def test_all_of_the_door_is_described() -> None:
    import kartotek.csl

    for name in kartotek.csl.__all__:
        assert f"| `{name}" in DOCS
