"""The demo portal as its visitors meet it: built, served by a real server, opened in a real Chromium."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from kartotek.cli import main

# What docs/publishing.md tells hosts to send.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Chromium opens two pages of its own for the address bar of every new context: a second of processor time each.
# The last switch of this name counts, so what Playwright switches off and matters here is named again.
_FEATURES_OFF = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "SpareRendererForSitePerProcess",
)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--disable-features={','.join(_FEATURES_OFF)}",
]


expect.set_options(timeout=20_000)  # milliseconds; Playwright's own five are few on a machine that is busy


class Handler(http.server.SimpleHTTPRequestHandler):
    """A web host that does what docs/publishing.md asks for."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # a page was left before it had all its files
            super().copyfile(source, outputfile)

    def log_message(self, *_arguments: object) -> None:
        """A test's output is for what fails."""


@dataclass(frozen=True)
class Portal:
    """The built portal: its folder, and the address its root answers to."""

    dist: Path
    url: str


def serve_folder(folder: Path, kind: type[Handler] = Handler) -> http.server.ThreadingHTTPServer:
    handler = functools.partial(kind, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session", params=["/", "/sub/"], ids=["at-root", "under-sub"])
def portal(request: pytest.FixtureRequest, demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demo portal at the root of a host, and below a path of one."""
    folder = tmp_path_factory.mktemp("host")
    server = serve_folder(folder)
    dist = folder / request.param.strip("/")
    url = f"http://127.0.0.1:{server.server_port}{request.param}"
    status = main(["build", "--site", str(demo), "--out", str(dist), "--base-url", url, "--strict"])
    assert status == 0
    yield Portal(dist, url)
    server.shutdown()
    server.server_close()


both_languages = pytest.mark.parametrize("prefix", ["", "da/"], ids=["english", "danish"])
"""For what is said in words."""
at_root = pytest.mark.parametrize("portal", ["/"], ids=["at-root"], indirect=True)
"""For what does not depend on the path that a portal is at."""
under_sub = pytest.mark.parametrize("portal", ["/sub/"], ids=["under-sub"], indirect=True)
"""For what goes wrong below a path first."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a portal of its own."""
    server = serve_folder(site / "dist")
    url = f"http://127.0.0.1:{server.server_port}/"
    assert main(["build", "--site", str(site), "--base-url", url]) == 0
    yield url
    server.shutdown()
    server.server_close()


def chromium() -> str:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("the browser tests need Chromium: apt-get install chromium, or set CHROMIUM to its path")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
        yield browser
        browser.close()


class Visit:
    """One visitor: a page, and what went wrong or left the host while it was open."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url, host))

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _asked(self, url: str, host: str) -> None:
        if not url.startswith((host, "data:", "blob:")):
            self.strangers.append(url)


@pytest.fixture
def visit(browser: Browser, portal: Portal) -> Iterator[Visit]:
    """A visitor with a desktop screen. Whatever the test does, no request may leave the host."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        visit = Visit(context, portal.url)
        yield visit
        assert visit.strangers == []
        assert visit.complaints == []


def number_found(page: Page) -> int:
    """The number of results that the page announces."""
    found = page.locator("[data-search-count]")
    expect(found).to_be_visible()
    return int(found.get_attribute("data-search-count") or "")
