"""Attacks in every field that takes free text, in settings, file names and documents: nothing runs in a browser.

Every page is opened twice: on a host that sends the headers that Kartotek writes for it, and on one that sends none, in
a browser that ignores the policy in the page, so that only the escaping is between the attack and the visitor.
"""

import csv
import functools
import http.server
import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from playwright.sync_api import Error as BrowserError

from kartotek.cli import main
from kartotek.model.kinds import KINDS
from kartotek.text.file_names import has_control
from tests.browser.attacked import Payloads, write_entries, write_surroundings
from tests.browser.payloads import COMPUTED, PAYLOADS

SETTINGS = {
    "title": PAYLOADS[1],
    "description": PAYLOADS[12],
    "footer": " ".join(PAYLOADS[:40]),
    "base_url": "https://portal.test/",
    "host": "netlify",
    "output": "full",
    "citation_styles": "apa",
    "search": "false",
}
ACTIVE = {
    "drawing.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>ran('drawing')</script></svg>",
    "page.html": "<script>ran('page')</script>",
}
"""Documents that run something, for a site that allows them, and what they call."""

_PROVOKE = """
  const provoke = async (page) => {
    let links = 0;
    for (const element of page.querySelectorAll("*")) {
      for (const { name } of [...element.attributes])
        if (/^on/i.test(name)) element.dispatchEvent(new Event(name.slice(2).toLowerCase()));
      const address = element.matches("a[href]") && String(element.href.baseVal ?? element.href);
      const known = address && URL.canParse(address, element.baseURI);
      if (address && !(known && /^(https?|mailto):$/.test(new URL(address, element.baseURI).protocol))) {
        if (element.click) element.click();
        else element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        links++;
      }
      if (element.matches("details, dialog")) element.open = true;
      if (element.matches("main button[type=button]")) element.click();
    }
    if (links) await new Promise((resolve) => setTimeout(resolve, 0));
  };
"""
"""Does what a visitor can do: whatever waits for an event has it, and links that lead to no address are clicked,
those of drawings, too."""
_HERE = f"async () => {{ {_PROVOKE} await provoke(document); }}"
_IN_FRAMES = f"""async (addresses) => {{ {_PROVOKE}
  await Promise.all(addresses.map((address) => new Promise((resolve, reject) => {{
    const frame = document.createElement("iframe");
    frame.onload = () => provoke(frame.contentDocument).then(() => resolve(frame.remove()), reject);
    frame.src = address;
    document.body.append(frame);
  }})));
}}"""
"""The same for many addresses at once, which takes a tenth of the time; headers would forbid the frames."""
_SAVED = (".csv", ".pdf")
"""What browsers save or show in a viewer, not in a frame."""


class _Host(http.server.SimpleHTTPRequestHandler):
    """A host that reads `_headers`, or one that sends nothing and does not know what exports are."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, rules: list[tuple[str, str, str]], directory: str) -> None:
        self._rules = rules
        super().__init__(*arguments, directory=directory)

    def end_headers(self) -> None:
        for pattern, name, value in self._rules:
            if fnmatchcase(self.path, pattern):
                self.send_header(name, value)
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def send_header(self, keyword: str, value: str) -> None:
        if (keyword, value) != ("Content-type", "application/octet-stream"):  # so the browser has to guess
            super().send_header(keyword, value)

    def guess_type(self, path: Any) -> str:
        kind = super().guess_type(path)
        return "text/xml" if str(path).endswith(".atom") else kind

    def log_message(self, *_arguments: object) -> None:
        """A test's output is for what fails."""


def rules_in(text: str) -> list[tuple[str, str, str]]:
    """The rules of a `_headers` file: pattern of paths, name and value."""
    rules, pattern = [], ""
    for line in text.splitlines():
        if line.startswith("/"):
            pattern = line
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules.append((pattern, name, value))
    return rules


@contextmanager
def hosted(dist: Path, headers: bool) -> Iterator[str]:
    """The address of a portal on a host."""
    rules = rules_in((dist / "_headers").read_text("utf-8")) if headers else []
    handler = functools.partial(_Host, rules=rules, directory=str(dist))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@dataclass
class Seen:
    """What happened while pages were open."""

    page: Page
    opened: int = 0
    ran: list[tuple[str, str]] = field(default_factory=list)
    """The page, and what ran there, was asked for, or would have run without a policy."""

    def listen(self) -> "Seen":
        self.page.context.expose_binding("ran", lambda source, what: self._saw(source["frame"].url, str(what)))
        self.page.on("request", self._requested)
        self.page.on("console", lambda message: self._said(message.text))
        return self

    def _saw(self, address: str, what: str) -> None:
        self.ran.append((address, what))

    def _requested(self, request: Request) -> None:
        if "/canary/" in urlsplit(request.url).path:
            self._saw(self.page.url, request.url.rpartition("/")[2])

    def _said(self, text: str) -> None:
        if "Content Security Policy" in text or "sandbox" in text:
            self._saw(self.page.url, text)

    def open(self, address: str) -> None:
        """Open an address and provoke what is there; what the browser saves instead of showing it is left alone."""
        try:
            self.page.goto(address, wait_until="load")
        except BrowserError as error:
            if "Download is starting" not in str(error) and "ERR_ABORTED" not in str(error):
                raise
        else:
            self.page.evaluate(_HERE)
        self.opened += 1

    def open_in_frames(self, blank: str, addresses: list[str]) -> None:
        """Open addresses of one host, some at a time, in frames of a page without anything."""
        self.page.goto(blank, wait_until="load")
        for start in range(0, len(addresses), 24):
            self.page.evaluate(_IN_FRAMES, addresses[start : start + 24])
        self.opened += len(addresses)


def visited(browser: Browser, dist: Path, headers: bool, paths: list[Path]) -> Seen:
    """What is seen by a visitor of all these files of the portal."""
    with hosted(dist, headers) as url, browser.new_context(bypass_csp=not headers) as context:
        seen = Seen(context.new_page()).listen()
        framed = [] if headers else [path for path in paths if path.suffix not in _SAVED]
        address = {path: url + quote(path.relative_to(dist).as_posix()) for path in paths}
        if framed:
            seen.open_in_frames(f"{url}robots.txt", [address[path] for path in framed])
        for path in paths:
            if path not in framed:
                seen.open(address[path])
        assert seen.opened == len(paths)
        return seen


def files_of(dist: Path) -> list[Path]:
    return sorted(path for path in dist.rglob("*") if path.is_file() and path.suffix not in (".woff2", ".js", ".css"))


def built(site: Path) -> Path:
    assert main(["build", "--site", str(site)]) == 0
    return site / "dist"


def write_book(site: Path, fields: str) -> None:
    folder = site / "content/publications"
    folder.mkdir()
    (folder / "a.md").write_text(f"---\ntype: book\ntitle: A\n{fields}---\n![x](/files/drawing.svg)\n")


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"(?:ran\(|/canary/)([0-9]+)", text))


@dataclass(frozen=True)
class Attacked:
    """A portal that was built from payloads."""

    dist: Path
    payloads: Payloads


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    site = tmp_path_factory.mktemp("attacked")
    payloads = Payloads(0)
    for number in range(2):
        write_entries(site, payloads, number)
    write_surroundings(site, SETTINGS)
    return Attacked(built(site), payloads)


def test_the_attack_is_everywhere(attacked: Attacked) -> None:
    """Every kind has payloads in its name, its text and the reason of its end, and pages show at least 200 of them."""
    assert len(attacked.payloads.tried) >= 200
    taken = {place for place in attacked.payloads.places if place[0] in KINDS}
    named = {(kind, name) for kind, row in KINDS.items() for name in (row.naming.field, row.text, "retired")}
    assert taken >= named - {("publications", "")}
    shown = numbers_in("".join(path.read_text("utf-8") for path in attacked.dist.rglob("*.html")))
    assert len(shown) >= 200


def some_of(paths: list[Path]) -> list[Path]:
    """All pages of entries of the first round, and one of ten of the other files."""
    return [path for i, path in enumerate(paths) if i % 10 == 0 or path.parent.name.endswith("-0")]


@pytest.mark.parametrize("parts", [2, pytest.param(1, marks=pytest.mark.long)])
def test_escaping_alone_lets_nothing_run(browser: Browser, attacked: Attacked, parts: int) -> None:
    paths = [path for path in files_of(attacked.dist) if path.suffix in (".html", ".atom", ".xml")]
    some = random.Random(0).sample(paths, len(paths) // parts)  # names go round, so not one after the other
    assert visited(browser, attacked.dist, False, some).ran == []


def test_nothing_runs_on_a_host_that_sends_headers(browser: Browser, attacked: Attacked) -> None:
    paths = [path for path in files_of(attacked.dist) if path.suffix == ".html"]
    assert visited(browser, attacked.dist, True, some_of(paths)).ran == []


def test_no_template_computes_what_an_entry_says(attacked: Attacked) -> None:
    texts = {path: path.read_text("utf-8", "replace") for path in files_of(attacked.dist)}
    assert [path for path, text in texts.items() if COMPUTED in text] == []
    assert any("7919*7" in text for text in texts.values())


def test_no_cell_of_a_table_is_a_formula(attacked: Attacked) -> None:
    cells = [
        cell
        for path in attacked.dist.rglob("*.csv")
        for row in csv.reader(path.read_text("utf-8-sig").splitlines())
        for cell in row
    ]
    assert [cell for cell in cells if re.match(r"[=+@\t\r]|-(?![0-9]+$)", cell)] == []
    assert any(re.match("'[=+@-]", cell) for cell in cells), "a payload that a spreadsheet would take for a formula"


def test_what_a_template_does_not_escape_is_seen(browser: Browser, tmp_path: Path) -> None:
    """So the tests above can fail: events, links that are clicked, and requests. With a policy the attempts count."""
    title = "<img src=x onerror=ran(1)><a href=javascript:ran(2)>x</a><script src=/canary/3></script>"
    write_surroundings(tmp_path, {**SETTINGS, "title": title})
    write_book(tmp_path, "")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/404.html").write_text(
        '{% extends "base.html" %}{% block main %}{{ site_title|safe }}{% endblock %}'
    )
    dist = built(tmp_path)
    page = [dist / "404.html"]
    assert {what for _, what in visited(browser, dist, False, page).ran} == {"1", "2", "3"}
    stopped = {what for _, what in visited(browser, dist, True, page).ran}
    assert "1" not in stopped
    assert any("Content Security Policy" in what for what in stopped)


def test_documents_that_run_something_are_in_a_sandbox(browser: Browser, tmp_path: Path) -> None:
    """A setting allows them, and the headers keep them from running; without headers they do, as is written there."""
    write_surroundings(tmp_path, {**SETTINGS, "active_files": "true"})
    write_book(tmp_path, "files: [{path: page.html}, {path: drawing.svg}]\nimage: drawing.svg\nimage_alt: x\n")
    for name, text in ACTIVE.items():
        (tmp_path / "content/files" / name).write_text(text)
    dist = built(tmp_path)
    documents = [path for path in files_of(dist) if path.name in ACTIVE]
    assert len(documents) >= 3
    stopped = visited(browser, dist, True, documents).ran
    assert {what for _, what in stopped} & {"drawing", "page"} == set()
    assert len(stopped) == len(documents), "each tried it, and the browser said so"
    assert {what for _, what in visited(browser, dist, False, documents).ran} == {"drawing", "page"}
    pages = [path for path in files_of(dist) if path.suffix == ".html" and path not in documents]
    assert visited(browser, dist, False, pages).ran == []


@pytest.mark.long
@pytest.mark.parametrize("headers", [True, False], ids=["with headers", "escaping alone"])
def test_nothing_runs_in_any_file(browser: Browser, attacked: Attacked, headers: bool) -> None:
    assert visited(browser, attacked.dist, headers, files_of(attacked.dist)).ran == []


_AT_ONCE = 45


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, len(PAYLOADS), _AT_ONCE))
def test_every_payload_in_every_field(browser: Browser, start: int, tmp_path: Path) -> None:
    """Each round begins with the next payload, so each field gets each; the pages of all entries are opened."""
    said = [text for text in PAYLOADS[start : start + _AT_ONCE] if not has_control(text)]
    settings = {**SETTINGS, "title": said[0], "footer": " ".join(said)}
    for number in range(start, min(start + _AT_ONCE, len(PAYLOADS))):
        write_entries(tmp_path, Payloads(number, f"/*{number}*/"), number)
    write_surroundings(tmp_path, settings)
    dist = built(tmp_path)
    paths = [path for path in files_of(dist) if path.suffix == ".html" and re.search(r"-[0-9]+$", path.parent.name)]
    assert len(paths) >= 100
    assert visited(browser, dist, False, paths).ran == []


@pytest.mark.long
@pytest.mark.parametrize("headers", [True, False], ids=["with headers", "escaping alone"])
def test_the_search_shows_attacks_as_text(browser: Browser, headers: bool, tmp_path: Path) -> None:
    """What is searched for, what is found and quoted, and the values of facets."""
    write_entries(tmp_path, Payloads(0), 0)
    write_surroundings(tmp_path, {**SETTINGS, "search": "true"})
    dist = built(tmp_path)
    with hosted(dist, headers) as url, browser.new_context(bypass_csp=not headers) as context:
        seen = Seen(context.new_page()).listen()
        for query in ("ran", "img", "script", *PAYLOADS[::24]):
            seen.page.goto(f"{url}search/?q={quote(query)}", wait_until="load")
            expect(seen.page.locator("#search-status")).to_have_text(re.compile("result"))
            if query in ("ran", "img"):
                expect(seen.page.locator("#search-list li").first).to_be_visible()
        assert seen.ran == []
