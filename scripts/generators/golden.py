"""The golden portal: a small one with one of everything, kept as it is built on one day. All in it is invented, and
its pages say so."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from kartotek.diagnostics import Diagnostic
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from scripts.generators import ROOT, Files

FOLDER = ROOT / "tests/golden"
DAY = "1735689600"
"""The second it is built at, 1 January 2025, for SOURCE_DATE_EPOCH: so embargoes stay where they are."""


def make(out: Path, jobs: int) -> list[Diagnostic]:
    """Build it from a copy that is in no repository: the history of its files would be that of Kartotek.

    Returns the diagnostics.
    """
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        shutil.copytree(FOLDER / "site", site)
        return build(BuildOptions(site, out, jobs=jobs)).diagnostics


def files() -> Files:
    """Every file but the assets, which are those of the theme."""
    dist = FOLDER / "dist"
    found: dict[Path, bytes | None] = {path: None for path in sorted(dist.rglob("*")) if path.is_file()}
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = DAY
    try:
        with TemporaryDirectory() as folder:
            out = Path(folder) / "dist"
            make(out, 1)
            shutil.rmtree(out / "assets")
            made = (path for path in sorted(out.rglob("*")) if path.is_file())
            found |= {dist / path.relative_to(out): path.read_bytes() for path in made}
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
    return found
