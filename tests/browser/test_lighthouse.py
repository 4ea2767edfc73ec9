"""Pages as Lighthouse reads them: full marks in accessibility, best practices and SEO; weekly in performance, too."""

import gzip
import io
import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import SWITCHES, Handler, Portal, at_root, chromium, serve_folder
from tests.browser.test_pages import KINDS
from tests.conftest import ROOT

FEW = ["", "publications/naur-1960-algol-60/", "people/peter-naur/", "search/?q=data"]
"""What is read at every change. axe-core, which is most of the rest, reads all kinds in `test_pages`."""
MARKS = ["accessibility", "best-practices", "seo"]
MEANT = {"404.html": ["is-crawlable", "meta-description"]}
"""What is so on purpose: a page that is not there is not to be found, and so not described."""
FAST = 0.98
"""What pages reach in performance at least, as on a phone with slow 4G."""
ATTEMPTS = 3
"""How often a slow page is read: that the machine has other things to do makes pages slower, and never quicker."""


@dataclass(frozen=True)
class Read:
    """What Lighthouse found on a page: audits that it failed, with places, and how fast it is, from 0 to 1."""

    kind: str
    failed: dict[str, list[str]]
    speed: float | None
    trouble: list[str]


@cache
def _folder() -> str:
    got = subprocess.run(["sh", "scripts/lighthouse"], cwd=ROOT, check=True, capture_output=True, text=True)
    return got.stdout.splitlines()[-1]


def read(url: str, kinds: Sequence[str], categories: Sequence[str]) -> list[Read]:
    """What Lighthouse finds on pages of the portal at an address, one after the other."""
    options = {
        "folder": _folder(),
        "chromium": chromium(),
        "switches": ["--headless=new", *SWITCHES],
        "categories": categories,
        "addresses": [url + kind for kind in kinds],
    }
    command = ["node", str(Path(__file__).with_name("lighthouse.mjs")), json.dumps(options)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return [Read(kind, page["failed"], page["speed"], page["trouble"]) for kind, page in zip(kinds, found, strict=True)]


def faults(pages: Sequence[Read]) -> dict[str, object]:
    """By page: what is wrong and not meant to be so."""
    return {
        page.kind: page.trouble or page.failed
        for page in pages
        if page.trouble or list(page.failed) != MEANT.get(page.kind, [])
    }


@at_root
def test_lighthouse_gives_full_marks(portal: Portal) -> None:
    assert faults(read(portal.url, FEW, MARKS)) == {}


@pytest.mark.long
@pytest.mark.parametrize("prefix", ["", "da/"], ids=["english", "danish"])
@at_root
def test_lighthouse_gives_full_marks_to_every_kind_of_page(portal: Portal, prefix: str) -> None:
    assert faults(read(portal.url + prefix, KINDS, MARKS)) == {}


class _Compressing(Handler):
    """As web hosts do it, which makes texts a quarter of their size."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if file.suffix not in (".html", ".css", ".js", ".json", ".svg") or not file.is_file():
            return super().send_head()
        body = gzip.compress(file.read_bytes(), 6, mtime=0)
        self.send_response(200)
        for name, value in (("Type", self.guess_type(file)), ("Encoding", "gzip"), ("Length", str(len(body)))):
            self.send_header(f"Content-{name}", value)
        self.end_headers()
        return io.BytesIO(body)


@pytest.mark.long
@at_root
def test_every_kind_of_page_is_fast_on_a_phone(portal: Portal) -> None:
    server = serve_folder(portal.dist, _Compressing)
    left, speeds = list(KINDS), dict.fromkeys(KINDS, 0.0)
    for _ in range(ATTEMPTS):
        for page in read(f"http://127.0.0.1:{server.server_port}/", left, ["performance"]):
            assert page.trouble == [], page.kind
            speeds[page.kind] = max(speeds[page.kind], page.speed or 0)
        left = [kind for kind in left if speeds[kind] < FAST]
        if not left:
            break
    server.shutdown()
    server.server_close()
    assert {kind: speeds[kind] for kind in left} == {}
