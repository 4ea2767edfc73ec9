"""Time the preview as an editor meets it: from a save to the new page in an open Chromium, and to the search index.

    sh scripts/setup bench
    python -m benchmarks.serve --entries 1000 10000 --work /dev/shm/bench

Chromium is the one on the path, or the one that the variable CHROMIUM names. Hugo's own preview is timed, too.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from urllib.error import URLError

from playwright.sync_api import Page, sync_playwright

from benchmarks.content import make_content
from benchmarks.contestants import Contestant, Hugo, WithSearch
from benchmarks.options import add_content, circumstances, load_average, say, working_folder
from benchmarks.twin import hugo_program

_PATIENCE = 600.0
"""Seconds after which something is not slow but broken."""

_READY = re.compile(rb"http://(?:127\.0\.0\.1|localhost):\d+/")
"""The address that previews print when they are ready."""
_SEARCH = "async ([at, words]) => (await (await import(at)).search(words)).results.length"
"""JavaScript that searches with Pagefind and returns the number of results."""


def main() -> None:
    """Parse arguments, run, print."""
    options = _options()
    loads = [load_average()]
    rows = ["| entries | program | save to page | slowest | save to index | slowest |", "|---|---|---|---|---|---|"]
    with working_folder(options.work) as work, _page() as page:
        for entries in options.entries:
            for contestant in _contestants(work / str(entries), entries, options):
                say(f"{entries:,} {contestant.name}")
                shown, found = _time_saves(contestant, page, options)
                loads.append(load_average())
                rows.append(f"| {entries:,} | {contestant.name} | {_seconds(shown)} | {_seconds(found)} |")
            shutil.rmtree(work / str(entries))
    print(circumstances("benchmarks.serve", loads), *rows, sep="\n")


def _options() -> argparse.Namespace:
    doc = __doc__ or ""
    parser = argparse.ArgumentParser("python -m benchmarks.serve", description=doc.partition("\n")[0])
    parser.add_argument("--entries", type=int, nargs="+", default=[10_000], metavar="N")
    parser.add_argument("--case", choices=("abstract", "title"), default="abstract", help="what is edited")
    parser.add_argument("--saves", type=int, default=10, metavar="N", help="how often (default 10)")
    parser.add_argument("--no-hugo", action="store_true", help="do without Hugo's preview")
    add_content(parser)
    return parser.parse_args()


def _contestants(work: Path, entries: int, options: argparse.Namespace) -> Iterator[Contestant]:
    make_content(work / "content", entries, options.content, options.seed)
    yield WithSearch(work / "content", work / "kartotek")
    program = None if options.no_hugo else hugo_program()
    if program:
        yield Hugo(work / "content", work / "hugo", program)


@contextmanager
def _page() -> Iterator[Page]:
    """A page of a Chromium."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        sys.exit("there is no Chromium here: install it, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_default_timeout(1000 * _PATIENCE)
        yield page
        browser.close()


def _time_saves(contestant: Contestant, page: Page, options: argparse.Namespace) -> tuple[list[float], list[float]]:
    """Seconds from each save to the page, and from each save to the search index if there is one.

    Before the next save, the index must have the one before.
    """
    shown: list[float] = []
    found: list[float] = []
    searching = isinstance(contestant, WithSearch)
    with _served(contestant) as url:
        index = _index(url, b"") if searching else b""
        for number in range(options.saves):
            entry, words = contestant.pick(number), f"revised{'abcdefghijklmnopqrstuvwxyz'[number % 26]}{number}"
            page.goto(url + contestant.address_of(entry))
            time.sleep(1)  # until the page listens
            start = time.perf_counter()
            contestant.change(options.case, entry, words)
            page.locator("main").get_by_text(words).first.wait_for()
            shown.append(time.perf_counter() - start)
            if searching:
                index = _index(url, index)
                found.append(time.perf_counter() - start)
                _must_find(page, url, words)
    return shown, found


@contextmanager
def _served(contestant: Contestant) -> Iterator[str]:
    """The address of a site's preview, which runs inside."""
    log = contestant.site / "serve.log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("wb") as out:
        process = subprocess.Popen(contestant.server(port), stdout=out, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + _PATIENCE
        while not (printed := _READY.search(log.read_bytes())):
            if process.poll() is not None or time.monotonic() > end:
                sys.exit(f"{contestant.name} does not serve:\n{log.read_text('utf-8')}")
            time.sleep(0.1)
        yield printed[0].decode()
    finally:
        process.terminate()
        process.wait(60)


def _index(url: str, old: bytes) -> bytes:
    """The entry file of the search index, as soon as it differs from the old one."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with suppress(URLError), urllib.request.urlopen(f"{url}pagefind/pagefind-entry.json") as answer:
            entry: bytes = answer.read()
            if entry != old:
                return entry
        time.sleep(0.05)
    sys.exit("the search index does not follow")


def _must_find(page: Page, url: str, words: str) -> None:
    """End the program if the new index does not find the words."""
    if not page.evaluate(_SEARCH, [f"{url}pagefind/pagefind.js?{words}", words]):
        sys.exit(f"the index has changed, and does not know {words!r}")


def _seconds(times: list[float]) -> str:
    """Median and maximum, as two cells of a table."""
    return f"{median(times):.2f} s | {max(times):.2f} s" if times else " | "


if __name__ == "__main__":
    main()
