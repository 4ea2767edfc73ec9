"""`kartotek serve`, as an editor meets it: save, and the open page is new."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import ARTICLE

SLOW = 20_000
"""Milliseconds a busy machine may take; a page that never comes still fails."""


@dataclass
class Desk:
    """An editor's desk: the site, the server's address, an open page."""

    site: Path
    url: str
    page: Page
    process: "subprocess.Popen[str]"

    @property
    def entry(self) -> Path:
        return self.site / "content/publications/on-cards.md"


FIRST = {
    "site.yaml": "title: Desk\n",
    "content/publications/on-cards.md": ARTICLE + "First version.\n",
    "content/publications/a-draft.md": ARTICLE.replace("On Cards", "On Drafts").replace(
        "issued:", "draft: true\nissued:"
    ),
}


@pytest.fixture(scope="module")
def shared_desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose preview goes on from test to test, as an editor's does from one thing to the next."""
    site = tmp_path_factory.mktemp("desk")
    _lay_out(site)
    process, url = begin(site)
    context = browser.new_context()
    yield Desk(site, url, context.new_page(), process)
    context.close()
    process.terminate()
    process.communicate(timeout=20)
    assert process.returncode == 0


@pytest.fixture
def desk(shared_desk: Desk) -> Desk:
    """The desk as it was at first, with the page of its article open."""
    shutil.rmtree(shared_desk.site / "templates", ignore_errors=True)
    _lay_out(shared_desk.site)
    page = shared_desk.page
    page.goto(f"{shared_desk.url}publications/on-cards/")
    expect(page.locator(".prose")).to_contain_text("First version.", timeout=SLOW)
    expect(page.locator(".site-title")).to_have_text("Desk", timeout=SLOW)
    expect(page.locator("footer")).not_to_have_text("A footer of our own", timeout=SLOW)
    return shared_desk


def _lay_out(site: Path) -> None:
    for name, text in FIRST.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)


def begin(site: Path) -> "tuple[subprocess.Popen[str], str]":
    """A preview that serves, and its address. It hears Ctrl+C even if whoever runs the tests does not."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kartotek", "serve", "--site", str(site), "--port", "8400"],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        start_new_session=True,
    )
    assert process.stderr is not None
    return process, next(found[0] for line in process.stderr if (found := re.match(r"http://127\.0\.0\.1:\d+/", line)))


def test_a_save_shows(desk: Desk) -> None:
    expect(desk.page.locator(".prose")).to_contain_text("First version.")
    desk.entry.write_text(ARTICLE + "Second version.\n")
    expect(desk.page.locator(".prose")).to_contain_text("Second version.", timeout=SLOW)
    # as editors save: another file under a passing name, moved over the entry
    aside = desk.entry.with_name(".on-cards.md.swp")
    aside.write_text(ARTICLE.replace("On Cards", "On Boxes") + "Third version.\n")
    aside.replace(desk.entry)
    expect(desk.page.locator("h1")).to_have_text("On Boxes", timeout=SLOW)


def test_a_fault_lies_over_the_last_good_page(desk: Desk) -> None:
    desk.entry.write_text(ARTICLE.replace("issued:", "isued:"))
    overlay = desk.page.get_by_role("alert")
    expect(overlay).to_contain_text("content/publications/on-cards.md:5:1", timeout=SLOW)
    expect(overlay).to_contain_text("did you mean 'issued'?")
    expect(desk.page.locator(".prose")).to_contain_text("First version.")
    desk.page.reload()
    expect(overlay).to_be_visible()
    desk.entry.write_text(ARTICLE + "Mended.\n")
    expect(desk.page.locator(".prose")).to_contain_text("Mended.", timeout=SLOW)
    expect(overlay).to_have_count(0)


def test_a_portal_that_never_was_built_shows_why(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: Desk\n")
    entry = tmp_path / "content/publications/on-cards.md"
    entry.parent.mkdir(parents=True)
    entry.write_text(ARTICLE.replace("issued:", "isued:"))
    process, url = begin(tmp_path)
    context = browser.new_context()
    page = context.new_page()
    try:
        page.goto(url)
        expect(page.get_by_role("alert")).to_contain_text("did you mean 'issued'?", timeout=SLOW)
        entry.write_text(ARTICLE)
        expect(page.locator(".site-title")).to_have_text("Desk", timeout=SLOW)
        page.goto(f"{url}no/such/page/")
        entry.write_text(ARTICLE.replace("issued:", "isued:"))
        expect(page.get_by_role("alert")).to_be_visible(timeout=SLOW)
    finally:
        context.close()
        process.terminate()
        process.communicate(timeout=20)


def answer(url: str, path: str, host: str) -> tuple[int, str]:
    """The status of an answer, and its first line."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        connection.request("GET", path, headers={"Host": host})
        response = connection.getresponse()
        return response.status, response.readline().decode()
    finally:
        connection.close()


def test_only_this_computer_is_answered(desk: Desk) -> None:
    """A page whose own name points here, after its DNS was changed, must not read drafts."""
    port = urlsplit(desk.url).port
    for host in ("localhost", "127.0.0.1", "[::1]", "LocalHost"):
        for own in (host, f"{host}:{port}"):
            assert answer(desk.url, "/publications/a-draft/", own)[0] == 200, own
            status, first = answer(desk.url, "/-/events", own)
            assert status == 200, own
            assert re.fullmatch(r'data: {"version": \d+, "diagnostics": \[\]}\n', first), own
    refusal = (421, f"This preview can only be read on this computer, at {desk.url}\n")
    others = ("evil.test", f"evil.test:{port}", "localhost.evil.test", "127.0.0.1.evil.test", "evil.test:127.0.0.1", "")
    for other in others:
        for path in ("/publications/a-draft/", "/-/events", "/-/live.js"):
            assert answer(desk.url, path, other) == refusal, (other, path)


def test_settings_and_templates_count_too(desk: Desk) -> None:
    (desk.site / "site.yaml").write_text("title: Another Desk\n")
    expect(desk.page.locator(".site-title")).to_have_text("Another Desk", timeout=SLOW)
    partials = desk.site / "templates/partials"
    partials.mkdir(parents=True)
    (partials / "footer.html").write_text("<footer>A footer of our own</footer>\n")
    expect(desk.page.locator("footer")).to_have_text("A footer of our own", timeout=SLOW)


def test_drafts_are_shown_and_marked(desk: Desk) -> None:
    desk.page.goto(f"{desk.url}publications/")
    card = desk.page.locator(".cards > li", has_text="On Drafts")
    expect(card).to_contain_text("Draft")
    assert not (desk.site / "dist").exists()


def test_the_search_index_follows(desk: Desk) -> None:
    desk.entry.write_text(ARTICLE + "Here be zebras.\n")
    expect(desk.page.locator(".prose")).to_contain_text("zebras", timeout=SLOW)

    def found() -> bool:
        desk.page.goto(f"{desk.url}search/?q=zebras")
        try:
            expect(desk.page.locator("#search-list .card", has_text="On Cards")).to_be_visible(timeout=1500)
        except AssertionError:
            return False
        return True

    assert any(found() for _ in range(15)), "the index never knew of it"


def test_ctrl_c_ends_it(tmp_path: Path) -> None:
    (tmp_path / "content/publications").mkdir(parents=True)
    (tmp_path / "content/publications/on-cards.md").write_text(ARTICLE)
    (tmp_path / "site.yaml").write_text("title: Desk\n")
    process, _ = begin(tmp_path)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to it and to all it has started
    _, said = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in said


def test_a_page_that_was_read_before_a_build_ended_is_reloaded(desk: Desk) -> None:
    """The page and its script come from different moments: the build may end between the two."""
    late: list[Route] = []
    desk.page.route("**/-/live.js*", lambda route: late.append(route))
    desk.page.goto(f"{desk.url}publications/on-cards/", wait_until="commit")
    expect(desk.page.locator(".prose")).to_contain_text("First version.")
    desk.entry.write_text(ARTICLE + "Second version.\n")
    with desk.page.context.new_page() as other:
        other.goto(f"{desk.url}publications/on-cards/")
        expect(other.locator(".prose")).to_contain_text("Second version.", timeout=SLOW)
    for route in late:
        route.continue_()
    desk.page.unroute("**/-/live.js*")
    expect(desk.page.locator(".prose")).to_contain_text("Second version.", timeout=SLOW)
