"""Judge the search of a built portal in Chromium: slips, queries of many kinds, and what a first search costs.

    python -m benchmarks.search SITE [--slips 168] [--runs 5]

SITE is a folder with `content/` and the portal built from it in `dist/`. Queries are made from the entries by fixed
rules, so the same entries give the same queries. A first search is timed without a cache on a slow connection (150 ms,
1.6 Mbit/s, emulated by the browser); bytes are those of the answers, text packed by gzip.
"""

import argparse
import functools
import gzip
import http.server
import os
import random
import shutil
import string
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote_plus

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.options import say
from kartotek.search.folding import plain, tokens

_WITHIN = 20
"""Results among which a slip must have found its work."""
_FIRST = "pronoun", "translation", "parsing"
"""What is searched first; `--words` has others."""
_SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
_PACKED = (".html", ".js", ".css", ".json", ".svg")


@dataclass(frozen=True)
class Work:
    """What a query is to find."""

    key: str
    title: str
    authors: tuple[str, ...]
    year: str
    doi: str


class _Handler(http.server.SimpleHTTPRequestHandler):
    """A host that packs text, as most do, and counts the bytes of its answers."""

    protocol_version = "HTTP/1.1"
    sent = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        data = path.read_bytes() if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in _PACKED:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        _Handler.sent += len(data)

    def log_message(self, *_arguments: object) -> None:
        """Nobody reads it."""


def main() -> None:
    """Parse arguments, run, print."""
    doc = __doc__ or ""
    parser = argparse.ArgumentParser("python -m benchmarks.search", description=doc.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument(
        "--slips", type=int, default=168, metavar="N", help="slips in rare words of titles (default 168)"
    )
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="first searches of each word (default 5)")
    parser.add_argument("--words", nargs="+", default=_FIRST, metavar="WORD", help="what is searched first")
    options = parser.parse_args()
    works = list(_works(options.site / "content/publications"))
    with _served(options.site / "dist") as url, _browser() as browser:
        for word in options.words:
            costs = [_first_search(browser, url, word) for _ in range(options.runs)]
            seconds, kilobytes = (median(each) for each in zip(*costs, strict=True))
            print(f"first results for {word}: {seconds:.2f} s, {kilobytes:.0f} KB")
        page = browser.new_page()
        page.goto(f"{url}search/")
        _judge_slips(page, works, options.slips)
        _judge_queries(page, works)


def _works(folder: Path) -> Iterator[Work]:
    for path in sorted(folder.rglob("*.md")):
        entry = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        names = (author["name"] if isinstance(author, dict) else author for author in entry.get("authors", ()))
        yield Work(
            path.stem.lower(), entry["title"], tuple(names), str(entry.get("issued", ""))[:4], entry.get("doi", "")
        )


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def _browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        sys.exit("there is no Chromium here: install it, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _first_search(browser: Browser, url: str, word: str) -> tuple[float, float]:
    """Seconds and kilobytes until the first result, without a cache."""
    with browser.new_context() as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", _SLOW)
        _Handler.sent, start = 0, time.perf_counter()
        page.goto(f"{url}search/?q={quote_plus(word)}", wait_until="commit")
        page.wait_for_selector("[data-search-results] > li", timeout=60_000)
        return time.perf_counter() - start, _Handler.sent / 1000


_DONE = "() => document.querySelector('[data-search-count]')?.isConnected"
_DRAWN = "n => document.querySelectorAll('[data-search-results] > li').length >= n"
_SHOWN = "links => links.map(link => [link.getAttribute('href').split('/').at(-2), link.innerText])"


def _place(page: Page, query: str, work: Work, within: int) -> int:
    """The place of a work among the first results, counted from 0; -1 if it is not there."""
    page.evaluate("() => document.querySelector('#search-status').replaceChildren()")
    page.fill("#q", query)
    page.press("#q", "Enter")
    page.wait_for_function(_DONE, timeout=60_000)
    count = int(page.get_attribute("[data-search-count]", "data-search-count") or "")
    page.wait_for_function(_DRAWN, arg=min(count, within), timeout=60_000)
    shown: list[Any] = page.eval_on_selector_all("[data-search-results] > li a", _SHOWN)
    found = (
        i for i, (key, title) in enumerate(shown[:within]) if key == work.key or title.strip() == work.title.strip()
    )
    return next(found, -1)


def _judge_slips(page: Page, works: Sequence[Work], number: int) -> None:
    """Slips of one letter in words of titles that are in three titles at most."""
    common = Counter(word for work in works for word in set(tokens(work.title)))
    chance = random.Random(7)
    rare = [
        (work, word)
        for work in works
        for word in dict.fromkeys(tokens(work.title))
        if 5 <= len(word) <= 14 and word.isascii() and word.isalpha() and common[word] <= 3
    ]
    good = 0
    for work, word in chance.sample(rare, min(number, len(rare))):
        slip = _slip(word, chance, common)
        if _place(page, slip, work, _WITHIN) >= 0:
            good += 1
        else:
            say(f"{slip} ({word}) does not find {work.title}")
    print(f"slips: {good} of {min(number, len(rare))} within the first {_WITHIN}")


def _slip(word: str, chance: random.Random, known: Counter[str]) -> str:
    """A word with a letter left out, changed, added, or swapped with the next one, that is none of the words known."""
    while True:
        i, letter = chance.randrange(len(word)), chance.choice(string.ascii_lowercase)
        before, after = word[:i], word[i:]
        swapped = before + after[1:2] + after[:1] + after[2:]
        slip = chance.choice([before + after[1:], before + letter + after[1:], before + letter + after, swapped])
        if slip != word and slip not in known:
            return slip


def _judge_queries(page: Page, works: Sequence[Work]) -> None:
    tried: Counter[str] = Counter()
    first: Counter[str] = Counter()
    among: Counter[str] = Counter()
    for kind, query, work in _queries(works):
        place = _place(page, query, work, 5)
        tried[kind] += 1
        first[kind] += place == 0
        among[kind] += place >= 0
        if place:
            say(f"{kind}: {query} finds {work.title} at {place}")
    for kind, number in (*tried.items(), ("all", sum(tried.values()))):
        one, five = (sum(each.values()) if kind == "all" else each[kind] for each in (first, among))
        print(f"{kind}: {one} first and {five} among the first five of {number}")


def _queries(works: Sequence[Work]) -> Iterator[tuple[str, str, Work]]:
    """150 queries, each with its kind and the work that is meant."""
    common = Counter(word for work in works for word in set(tokens(work.title)))
    chance = random.Random(11)
    usual = [work for work in works if len(tokens(work.title)) >= 5 and work.authors and work.year]

    def rare(work: Work, number: int) -> str:
        return " ".join(sorted(set(tokens(work.title)), key=lambda word: (common[word], word))[:number])

    def of(number: int, some: Sequence[Work]) -> Sequence[Work]:
        return chance.sample(some, min(number, len(some)))

    for work in of(20, usual):
        yield "three words of the title", rare(work, 3), work
    for work in of(15, usual):
        yield "title", work.title, work
    for work in of(20, usual):
        longest = max(tokens(work.title), key=len)
        yield "author, year and a word", f"{work.authors[0].split()[-1]} et al. {work.year} {longest}", work
    for work in of(20, usual):
        given, *_, family = work.authors[0].split() * 2
        yield "reference", f"{family}, {given[0]}. ({work.year}). {work.title}. In Proceedings, 1-10.", work
    for work in of(15, [work for work in works if work.doi]):
        yield "DOI", chance.choice(("https://doi.org/", "doi:", "")) + work.doi, work
    for work in of(10, usual):
        yield "BibTeX", f"@inproceedings{{x, author = {{{work.authors[0]}}}, title = {{{work.title}}}}}", work
    for work in of(15, usual):
        one, *others = rare(work, 3).split()
        yield "slip", " ".join((_slip(one, chance, common) if len(one) > 4 else one, *others)), work
    for work in of(10, [work for work in usual if not work.authors[0].isascii()]):
        yield "without diacritics", f"{plain(work.authors[0].split()[-1])} {rare(work, 2)}", work
    for work in of(15, usual):
        yield "question", f"what is known about {' and '.join(rare(work, 4).split())}?", work
    for work in of(10, usual):
        *given_names, family = work.authors[0].split()
        yield "initials", f"{family} {''.join(name[0] for name in given_names)} {rare(work, 2)}", work


if __name__ == "__main__":
    main()
