"""An editor's desk: a portal on a host that sends headers, and Sveltia's test backend with its entries."""

import functools
import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect

from kartotek.admin.bundle import import_map
from kartotek.render.policy import admin_policy
from tests.browser.conftest import Visit
from tests.browser.forge import API

SLOW = 20_000
"""Milliseconds a busy machine may take."""
SETTINGS = "title: Desk\nlanguages: [en, da]\ncitation_styles: none\nediting: {forge: test, repository: a/b}\n"
GITHUB = "repository: library/portal, folder: web"
OLD = """\
---
# what it is
type: article-journal # of a journal
title: "Cards, $x_1$" # as printed

translated_title:
  da: Om kort # dansk
  # tysk
  de: Über Karten
authors:
- Ada Lind
# the second
- {name: Bo Berg, affiliations: [Department of Cards]}
- name: Cy Dahl
  # of the cards
  id: cy # here
issued: 2020-05
journal: Journal of Indexes
issue: 04
language: en
keywords: {en: [Cards, Drawers], da: [Kort]}
abstracts: {da: "Et resumé: med $a_b$."}
---

The *abstract* with $a_b$.
"""
CONTENT = {
    "site.yaml": SETTINGS,
    "content/people/ada-lind.md": "---\nname: Ada Lind\n---\n",
    "content/people/bo-berg.md": "---\nname: Bo Berg\n---\n",
    "content/organisations/department-of-cards.md": "---\nname: Department of Cards\n---\n",
    "content/journals/journal-of-indexes.md": "---\ntitle: Journal of Indexes\n---\n",
    "content/keywords/cards.md": "---\nlabel: Cards\nlabels: {da: Kort}\n---\n",
    "content/publications/lind-2020-cards.md": OLD,
}
PUT = """async (files) => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
    const stream = await (await folder.getFileHandle(parts.at(-1), { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
  }
}"""
_FILES = """async (before) => {
  const found = {};
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const read = async (handle) => decoder.decode(await (await handle.getFile()).arrayBuffer());
  const walk = async (folder, at) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${at}${name}/`);
      else if (/\\.(md|yaml)$/.test(name)) found[at + name] = await read(handle);
    }
  };
  try {
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test"), "");
  } catch {
    return null; // a file is being replaced
  }
  const written = Object.values(found).every((text) => text.endsWith("\\n"));
  return written && JSON.stringify(found) !== JSON.stringify(before) ? found : null;
}"""


class Host(http.server.SimpleHTTPRequestHandler):
    """A host that sends the policy of `/admin/`, as `kartotek hosting` tells it to."""

    reach: tuple[str, ...] = ()

    def end_headers(self) -> None:
        if urlsplit(self.path).path.startswith("/admin/"):
            self.send_header("Content-Security-Policy", admin_policy(import_map(), self.reach, header=True))
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        """A test's output is for what fails."""


class OfGithub(Host):
    """The same for a portal that is on GitHub."""

    reach = (API,)


class Desk:
    """A portal that is served, with an editor who has signed in."""

    def __init__(self, site: Path, url: str, visit: Visit) -> None:
        self.site, self.url, self.visit, self.page = site, url, visit, visit.page

    def field(self, path: str) -> Locator:
        """A field of the form, which is drawn when one comes near it."""
        field = self.page.locator(f'.field[data-key-path="{path}"]')
        for _ in range(200):
            if field.count():
                break
            self.page.locator(".field:visible").last.scroll_into_view_if_needed(timeout=SLOW)
            self.page.mouse.move(300, 500)
            self.page.mouse.wheel(0, 300)
            self.page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 20)))")
        expect(field).to_be_visible(timeout=SLOW)
        return field

    def open(self, where: str) -> None:
        self.page.goto(f"{self.url}admin/#/collections/publications/{where}")
        expect(self.page.locator('.field[data-key-path="title"]')).to_be_visible(timeout=SLOW)

    def files(self, unlike: dict[str, str] | None = None) -> dict[str, str]:
        """The entries of the test backend, as soon as they are written and not as they were."""
        self.page.wait_for_function(_FILES, arg=unlike, timeout=SLOW)
        found: dict[str, str] | None = None
        while found is None:
            found = self.page.evaluate(_FILES)
        return found

    def save(self) -> dict[str, str]:
        """Save, and put what the editor has changed into the portal. Returns those files."""
        before = self.files()
        self.page.get_by_role("button", name="Save").first.click()
        expect(self.page.get_by_role("button", name="Save").first).not_to_be_visible(timeout=SLOW)
        after = self.files(before)
        changed = {path: text for path, text in after.items() if before.get(path) != text}
        lay_out(self.site, changed)
        return changed


def lay_out(site: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, "utf-8")


@contextmanager
def served(site: Path, kind: type[Host] = Host) -> Iterator[str]:
    """A portal on a host that sends headers."""
    handler = functools.partial(kind, directory=str(site / "dist"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def complaints(visit: Visit) -> list[str]:
    """What went wrong. Sveltia's preview is in a frame of its own making, of which Chromium says what it thinks."""
    return [said for said in visit.complaints if not said.startswith("An iframe which has both allow-scripts")]
