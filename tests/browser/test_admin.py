"""`/admin/`, as an editor meets it: signed in to the test backend, whose files are taken from a portal and put back."""

import difflib
import functools
import http.server
import re
import threading
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Route, expect

from kartotek.admin.bundle import import_map
from kartotek.cli import main
from kartotek.render.policy import admin_policy
from tests.browser.conftest import Visit
from tests.browser.forge import API, Forge

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
_PUT = """async (files) => {
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
  const walk = async (folder, at) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${at}${name}/`);
      else if (name.endsWith(".md")) found[at + name] = await (await handle.getFile()).text();
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


class _Handler(http.server.SimpleHTTPRequestHandler):
    """A host that sends the policy of `/admin/`, as `kartotek hosting` tells it to."""

    reach: tuple[str, ...] = ()

    def end_headers(self) -> None:
        if urlsplit(self.path).path.startswith("/admin/"):
            self.send_header("Content-Security-Policy", admin_policy(import_map(), self.reach, header=True))
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        """A test's output is for what fails."""


class _OfGithub(_Handler):
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
        for path, text in changed.items():
            (self.site / path).write_text(text, "utf-8")
        return changed


def lay_out(site: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, "utf-8")


@contextmanager
def served(site: Path, kind: type[_Handler] = _Handler) -> Iterator[str]:
    """A portal on a host that sends headers."""
    handler = functools.partial(kind, directory=str(site / "dist"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    site = tmp_path_factory.mktemp("desk")
    lay_out(site, CONTENT)
    assert main(["build", "--site", str(site)]) == 0
    with served(site) as url:
        yield site, url


@pytest.fixture
def desk(browser: Browser, built: tuple[Path, str]) -> Iterator[Desk]:
    """Signed in, with the entries as they were at first. Whatever the editor does, no request may leave the host."""
    site, url = built
    lay_out(site, CONTENT)
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as context:
        visit = Visit(context, url)
        visit.page.goto(f"{url}admin/")
        visit.page.evaluate(_PUT, {name: text for name, text in CONTENT.items() if name.startswith("content/")})
        visit.page.get_by_role("button", name="Work with Test Repository").click()
        expect(visit.page.get_by_text("Publications").first).to_be_visible(timeout=SLOW)
        yield Desk(site, url, visit)
        assert visit.strangers == []
        assert complaints(visit) == []


def complaints(visit: Visit) -> list[str]:
    """What went wrong. Sveltia's preview is in a frame of its own making, of which Chromium says what it thinks."""
    return [said for said in visit.complaints if not said.startswith("An iframe which has both allow-scripts")]


def checked(site: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What a check says of a portal."""
    capsys.readouterr()
    assert main(["check", "--strict", "--site", str(site)]) == 0
    return capsys.readouterr().err


def test_an_article_is_written(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Two authors that are known, one that is new, and a formula."""
    desk.open("new")
    desk.page.locator("select[data-kartotek-type]").select_option("article-journal")
    desk.field("title").get_by_role("textbox").fill("On $x^2_i$: a study")
    for number, name in enumerate(("Ada Lind", "Bo Berg", "Cy Dahl")):
        desk.field("authors").get_by_role("button", name=re.compile("Add .author")).click()
        box = desk.page.locator(f'.field[data-key-path="authors.{number}.name"] input[list]')
        box.focus()
        offered = desk.page.locator("datalist#kartotek-people option")
        assert [option.get_attribute("value") for option in offered.all()] == ["Ada Lind", "Bo Berg"]
        box.fill(name)
    desk.field("issued").get_by_role("textbox").fill("2024-05-01")
    desk.field("journal").locator("input[list]").fill("Journal of Indexes")
    desk.field("issue").get_by_role("textbox").fill("04")
    desk.field("language").get_by_role("textbox").fill("en")
    desk.field("body").get_by_role("textbox").fill("Let $a_b = \\frac{1}{2}$ and *so* on.")
    path, text = desk.save().popitem()
    assert path == "content/publications/ada-lind-2024-on-x2_i-a-study.md"
    assert text == (
        "---\n"
        "type: article-journal\n"
        'title: "On $x^2_i$: a study"\n'
        "authors: [Ada Lind, Bo Berg, Cy Dahl]\n"
        "issued: 2024-05-01\n"
        "journal: Journal of Indexes\n"
        "issue: 04\n"
        "language: en\n"
        "---\n"
        "Let $a_b = \\frac{1}{2}$ and *so* on.\n"
    )
    assert checked(desk.site, capsys) == "2 publications checked: no problems\n"
    assert main(["build", "--site", str(desk.site)]) == 0
    desk.page.goto(f"{desk.url}publications/ada-lind-2024-on-x2_i-a-study/")
    expect(desk.page.locator("h1 math")).to_have_count(1)
    expect(desk.page.locator(".prose math mfrac")).to_have_count(1)
    for person in ("ada-lind", "bo-berg", "cy-dahl"):
        expect(desk.page.locator(f'main a[href$="people/{person}/"]').first).to_be_visible()
    (desk.site / path).unlink()


def test_a_changed_title_is_one_changed_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Comments, maps of languages, quotes and `issue: 04` stay."""
    desk.open("entries/lind-2020-cards")
    desk.field("title").get_by_role("textbox").fill("Cards, $x_2$: a study")
    changed = desk.save()
    lines = difflib.unified_diff(OLD.split("\n"), changed["content/publications/lind-2020-cards.md"].split("\n"), n=0)
    assert [line.strip() for line in lines][3:] == [
        '-title: "Cards, $x_1$" # as printed',
        '+title: "Cards, $x_2$: a study" # as printed',
    ]
    assert changed.keys() == {"content/publications/lind-2020-cards.md"}
    assert checked(desk.site, capsys) == "1 publication checked: no problems\n"


_DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="  # a PNG
_IS_THERE = """async (name) => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test");
  const files = await (await root.getDirectoryHandle("content")).getDirectoryHandle("files", { create: true });
  return (await Array.fromAsync(files.keys())).join() === name;
}"""


def test_a_portrait_is_uploaded_and_an_organisation_chosen(desk: Desk) -> None:
    desk.page.goto(f"{desk.url}admin/#/collections/people/entries/ada-lind")
    desk.field("affiliations").get_by_text("Department of Cards").click()
    portrait = FilePayload(name="Ada 1.png", mimeType="image/png", buffer=b64decode(_DOT))
    desk.field("image").locator("input[type=file]").first.set_input_files(portrait)
    desk.field("image_alt").get_by_role("textbox").fill("Ada Lind")
    assert desk.save() == {
        "content/people/ada-lind.md": (
            "---\nname: Ada Lind\naffiliations: [department-of-cards]\nimage: ada-1.png\nimage_alt: Ada Lind\n---\n"
        )
    }
    desk.page.wait_for_function(_IS_THERE, arg="ada-1.png", timeout=SLOW)


_EVIL = "<img src=x onerror=\"top.document.title='ran'\"><script>top.document.title='ran'</script>"


def test_the_preview_shows_what_is_filled_in_and_runs_nothing(desk: Desk) -> None:
    desk.open("entries/lind-2020-cards")
    preview = desk.page.frame_locator("iframe").locator("article")
    expect(preview.locator("h1")).to_have_text("Cards, $x_1$", timeout=SLOW)
    expect(preview.locator("dd").nth(2)).to_contain_text("Ada Lind")
    expect(preview.locator("em")).to_have_text("abstract")
    expect(preview.locator("code")).to_have_text("$a_b$")
    expect(preview.locator("dt", has_text="Publisher")).to_have_count(0)
    desk.field("body").get_by_role("textbox").fill(f"Shown. {_EVIL}")
    expect(preview).to_contain_text("Shown.")
    expect(preview.locator("script")).to_have_count(0)
    expect(preview.locator("img[onerror]")).to_have_count(0)
    expect(desk.page).not_to_have_title("ran")
    said = (
        desk.visit.complaints
    )  # of a handler that is stopped while it is taken out, and of an image that is not there
    assert not [each for each in complaints(desk.visit) if "Content Security Policy" not in each and "404" not in each]
    said.clear()


def test_a_type_shows_its_fields_alone(desk: Desk) -> None:
    desk.open("entries/lind-2020-cards")
    desk.field("journal")
    desk.page.locator("select[data-kartotek-type]").select_option("thesis")
    expect(desk.page.locator('.field[data-key-path="journal"]')).not_to_be_visible()
    desk.field("qualification")


def test_the_forms_are_in_the_language_of_the_browser(browser: Browser, built: tuple[Path, str]) -> None:
    with browser.new_context(locale="da-DK") as context:
        visit = Visit(context, built[1])
        visit.page.goto(f"{built[1]}admin/")
        visit.page.get_by_role("button").first.click()
        visit.page.goto(f"{built[1]}admin/#/collections/people/new")
        expect(visit.page.get_by_text("Dødsdato").first).to_be_visible(timeout=SLOW)
        assert visit.strangers == []
        assert complaints(visit) == []


def test_with_a_token_one_saves_to_github_and_nothing_else_is_called(browser: Browser, tmp_path: Path) -> None:
    """The portal is in a folder of the repository. What is called beside the portal is the API, and only that."""
    lay_out(tmp_path, {**CONTENT, "site.yaml": SETTINGS.replace("forge: test, repository: a/b", GITHUB)})
    assert main(["build", "--site", str(tmp_path)]) == 0
    forge = Forge({f"web/{path}": text.encode() for path, text in CONTENT.items()})
    with served(tmp_path, _OfGithub) as url, browser.new_context(locale="en-GB") as context:
        visit = Visit(context, url)
        page = visit.page
        forge.answer_for(page)
        page.goto(f"{url}admin/")
        page.get_by_role("button", name="Sign In Using Access Token").click()
        link = page.get_by_role("link", name="user settings page").get_attribute("href")
        assert link == "https://github.com/settings/personal-access-tokens/new?name=Sveltia+CMS&contents=write"
        page.get_by_role("textbox").fill("github_pat_x")
        page.get_by_role("button", name="Sign In", exact=True).click()
        expect(page.get_by_text("Publications").first).to_be_visible(timeout=SLOW)
        page.goto(f"{url}admin/#/collections/people/entries/ada-lind")
        position = page.locator('.field[data-key-path="position"]')
        expect(position).to_be_visible(timeout=SLOW)
        position.get_by_role("textbox").fill("Librarian")
        with page.expect_response(lambda found: "createCommitOnBranch" in (found.request.post_data or "")):
            page.get_by_role("button", name="Save").first.click()
        expect(page.get_by_role("button", name="Save").first).not_to_be_visible(timeout=SLOW)
        assert {address.split("/")[2] for address in visit.strangers} == {"api.github.com"}
        assert complaints(visit) == []
    message, files = forge.commits[0]
    assert "ada-lind" in message
    assert files == {"web/content/people/ada-lind.md": b"---\nname: Ada Lind\nposition: Librarian\n---\n"}
    assert forge.tokens == {"token github_pat_x"}
    assert forge.unknown == []


@pytest.mark.parametrize(
    ("forge", "host", "authorize", "token", "user"),
    [
        ("gitlab", "https://gitlab.com", "/oauth/authorize", "/oauth/token", "/api/v4/user"),
        ("gitea", "https://codeberg.org", "/login/oauth/authorize", "/login/oauth/access_token", "/api/v1/user"),
    ],
)
def test_one_signs_in_to_gitlab_and_gitea_without_a_secret(
    browser: Browser, tmp_path: Path, forge: str, host: str, authorize: str, token: str, user: str
) -> None:
    """OAuth 2.0 with PKCE (RFC 7636): the forge sends a code, which is worth a token with the verifier alone."""
    setting = f"forge: {forge}, address: '{host}', repository: library/portal, app_id: 17ab"
    lay_out(tmp_path, {**CONTENT, "site.yaml": SETTINGS.replace("forge: test, repository: a/b", setting)})
    assert main(["build", "--site", str(tmp_path)]) == 0
    asked: dict[str, str] = {}
    headers = {"access-control-allow-origin": "*", "access-control-allow-headers": "*"}

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        asked[address.path] = route.request.headers.get("authorization", "")
        if address.path == authorize:
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            asked["challenge"] = query["code_challenge"]
            assert (query["client_id"], query["code_challenge_method"]) == ("17ab", "S256")
            back = f"{query['redirect_uri']}?code=c0de&state={query['state']}"
            route.fulfill(status=302, headers={"location": back})
        elif address.path == token and route.request.method == "POST":
            asked["verifier"] = re.search(r"code_verifier\W+([\w.~-]+)", route.request.post_data or "")[1]  # type: ignore[index]
            route.fulfill(headers=headers, json={"access_token": "t0ken", "refresh_token": "again"})
        else:
            route.fulfill(headers=headers, status=404 if route.request.method == "GET" else 200, json={})

    class OfForge(_Handler):
        reach = (host,)

    with served(tmp_path, OfForge) as url, browser.new_context(locale="en-GB") as context:
        context.route(f"{host}/**", answer)
        page = context.new_page()
        page.goto(f"{url}admin/")
        with page.expect_request(lambda request: urlsplit(request.url).path == user, timeout=SLOW):
            page.get_by_role("button", name="Sign In with").click()
    digest = urlsafe_b64encode(sha256(asked["verifier"].encode()).digest()).decode().rstrip("=")
    assert digest == asked["challenge"]
