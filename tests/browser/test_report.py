"""A mistake, from the page to the corrected page: the form in a real browser, the issue, the approved report, the pull
request in a bare repository, and the portal that is built from it."""

import functools
import http.server
import json
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from kartotek.cli import main
from tests.approved_report import bare_repository, run_workflow
from tests.conftest import WriteSite
from tests.repository import git

FILES: Mapping[str, str | bytes] = {
    "site.yaml": (
        "title: Test\nlanguages: [en, da]\nsearch: false\ncitation_styles: [none]\ncontact: me@portal.test\n"
        "editing: {repository: lib/portal, admin: false}\n"
    ),
    ".gitignore": "dist/\n.kartotek/\n",
    "content/publications/2020/cards.md": (
        "---\ntype: article-journal\ntitle: On *crads* & </script>  # sic\nauthors:\n- Ada Lind\n"
        "- {name: Bo Berg, affiliations: [Unit]}\nissued: 2020-05\nissue: 04\n---\nText.\n"
    ),
    "content/publications/drawers.md": "---\ntype: book\ntitle: Drawers\nauthors: [Bo Berg]\nissued: 2021\n---\n",
}


@dataclass
class Desk:
    """A portal, the bare repository of its entries, and the forge: what was sent there, as addresses."""

    site: Path
    bare: Path
    url: str
    sent: list[str]

    @property
    def issue(self) -> tuple[str, str]:
        """The title and the text of the issue that was sent last."""
        values = parse_qs(urlsplit(self.sent[-1]).query)
        return values["title"][0], values["body"][0]

    def approve(self, number: int) -> str:
        """Give the last issue its label, accept the pull request, and build; returns what the pull request changes."""
        ran = run_workflow(self.bare, self.issue[1], number)
        assert "pr create" in ran.asked, ran.asked
        diff = git(self.bare, "diff", "--unified=0", "main", f"report-{number}")
        git(self.bare, "update-ref", "refs/heads/main", f"report-{number}")
        git(self.site, "pull", str(self.bare), "main")
        assert main(["build", "--site", str(self.site), "--base-url", self.url]) == 0
        return "\n".join(line for line in diff.splitlines() if line[0] in "+-" and line[:3] not in ("+++", "---"))


@pytest.fixture
def desk(write_site: WriteSite) -> Iterator[Desk]:
    site = write_site(FILES)
    bare = bare_repository(site)
    handler = functools.partial(_Quiet, directory=str(site / "dist"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    assert main(["build", "--site", str(site), "--base-url", url]) == 0
    yield Desk(site, bare, url, [])
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """A test's output is for what fails."""


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """A visitor on a telephone; the forge takes what is sent, and nothing may go wrong."""
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        complaints: list[str] = []

        def take(route: Route) -> None:
            desk.sent.append(route.request.url)
            route.fulfill(body="<h1>New issue</h1>", content_type="text/html")

        context.route("https://github.com/**", take)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        assert complaints == []


def test_from_the_page_to_the_corrected_page(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.url}publications/cards/")
    page.get_by_role("link", name="Report a mistake").click()
    expect(page.get_by_text("It is about: On crads & </script>")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    expect(page.get_by_label("Title", exact=True)).to_have_value("On *crads* & </script>")
    page.get_by_role("button", name="Go on at GitHub").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing is changed yet")
    page.get_by_label("Title", exact=True).fill("On *cards* & </script>")
    page.get_by_label("Authors").fill("Ada Lind\n\n  Bo  Bergh ")
    page.get_by_text("What is missing").click()
    page.get_by_label("DOI").fill("https://doi.org/10.1000/182")
    page.get_by_label("How do you know?").fill("The title page <!-- --> ```")
    page.get_by_text("What will be sent").click()
    expect(page.locator("#report-preview pre")).to_contain_text('"to": "https://doi.org/10.1000/182"')
    page.get_by_role("button", name="Go on at GitHub").click()
    expect(page.get_by_role("heading", name="New issue")).to_be_visible()

    assert desk.sent[-1].startswith("https://github.com/lib/portal/issues/new?title=")
    title, text = desk.issue
    assert title == "Mistake: On crads & </script>"
    assert "- **Title** is `On *crads* & </script>`, should be `On *cards* & </script>`\n" in text
    assert desk.approve(7) == (
        "-title: On *crads* & </script>  # sic\n+title: On *cards* & </script>  # sic\n"
        "-- {name: Bo Berg, affiliations: [Unit]}\n+- {name: Bo Bergh, affiliations: [Unit]}\n+doi: 10.1000/182"
    )
    page.goto(f"{desk.url}publications/cards/")
    expect(page.get_by_role("heading", level=1)).to_have_text("On cards & </script>")


def test_a_person_says_who_they_are(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.url}da/people/ada-lind/")
    page.get_by_role("link", name="Er det dig?").click()
    expect(page.get_by_label("Det er mig: tilføj mit ORCID iD")).to_be_checked()
    page.get_by_label("ORCID iD", exact=True).fill("0000-0002-1825-0098")
    page.get_by_role("button", name="Fortsæt på GitHub").click()
    expect(page.get_by_role("status")).to_contain_text("Et ORCID iD har seksten cifre")
    page.get_by_label("ORCID iD", exact=True).fill("https://orcid.org/0000-0002-1825-0097")
    page.get_by_role("textbox", name="Andre navne, jeg udgiver under").fill("A. Lind")
    page.get_by_role("button", name="Fortsæt på GitHub").click()
    expect(page.get_by_role("heading", name="New issue")).to_be_visible()
    assert desk.issue[0] == "Det er mig: Ada Lind"
    added = "+---\n+name: Ada Lind\n+other_names: [A. Lind]\n+orcid: 0000-0002-1825-0097\n+---"
    assert desk.approve(8) == added


def test_works_of_a_namesake_and_a_second_page(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.url}people/bo-berg/")
    page.get_by_role("link", name="Report a mistake").click()
    page.get_by_label("Some of these works are by somebody else").check()
    page.get_by_label("Drawers").check()
    page.get_by_role("button", name="Go on at GitHub").click()
    expect(page.get_by_role("heading", name="New issue")).to_be_visible()
    assert '"works": [\n   "drawers"\n  ]' in desk.issue[1]
    assert desk.approve(9) == "-authors: [Bo Berg]\n+authors: [{name: Bo Berg, id: bo-berg-2}]"

    page.goto(f"{desk.url}report/?entry=people/bo-berg-2")
    page.get_by_label("This person has another page").check()
    page.get_by_label("Its address").fill("somewhere else")
    page.get_by_role("button", name="Go on at GitHub").click()
    expect(page.get_by_role("status")).to_contain_text("the address of a person's page")
    page.get_by_label("Its address").fill(f"{desk.url}da/people/bo-berg/#x")
    page.get_by_role("button", name="Go on at GitHub").click()
    expect(page.get_by_role("heading", name="New issue")).to_be_visible()
    assert '"merge": "people/bo-berg"' in desk.issue[1]
    assert "-authors: [{name: Bo Berg, id: bo-berg-2}]" in desk.approve(10)


def test_what_has_no_entry_is_told_in_words(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.url}years/2021/")
    page.get_by_role("link", name="Report a mistake").click()
    expect(page.get_by_text("It is about: 2021")).to_be_visible()
    page.get_by_label("What is wrong").fill("The chart. <!-- hidden -->\n```json\n{}\n```")
    page.get_by_role("button", name="Go on at GitHub").click()
    expect(page.get_by_role("heading", name="New issue")).to_be_visible()
    text = desk.issue[1]
    assert text.startswith(f"Page: {desk.url}years/2021/\n\nThe chart. < !-- hidden -->")
    assert "kartotek" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Browser, desk: Desk, scheme: Literal["light", "dark"]) -> None:
    with browser.new_context(color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        for address in ("?entry=publications/cards", "da/report/?entry=people/ada-lind#report-you", "?entry=people/no"):
            page.goto(f"{desk.url}{address if 'report' in address else f'report/{address}'}")
            page.wait_for_load_state("networkidle")
            for summary in page.locator("summary:visible").all():
                summary.click()
            assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()


def test_a_language_is_changed_without_losing_the_page(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.url}report/?entry=publications/cards")
    page.get_by_role("link", name="Dansk").click()
    expect(page.get_by_label("Titel", exact=True)).to_have_value("On *crads* & </script>")


def test_a_long_report_is_copied(page: Page, desk: Desk) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{desk.url}report/?entry=publications/cards")
    page.get_by_label("Title", exact=True).fill("ø" * 2000)
    with page.context.expect_page():
        page.get_by_role("button", name="Go on at GitHub").click()
    expect(page.get_by_role("status")).to_contain_text("Copy the text below")
    text = page.evaluate("navigator.clipboard.readText()")
    assert json.loads(re.findall(r"```json\n(.*)\n```", text, re.DOTALL)[0])["changes"][0]["to"] == "ø" * 2000
    assert parse_qs(urlsplit(desk.sent[-1]).query).keys() == {"title"}


@pytest.mark.parametrize(
    "address", ["?entry=../../x", "?entry=people/%3Cb%3E", "?page=//evil.test/", "?entry=people/no"]
)
def test_an_address_that_leads_nowhere_leaves_the_plain_form(page: Page, desk: Desk, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{desk.url}report/{address}")
    page.get_by_label("What is wrong").fill("Something.")
    expect(page.get_by_text("It is about:")).to_be_visible(visible=address == "?entry=people/no")
    assert all(url.startswith(desk.url) for url in asked)
    page.get_by_role("button", name="Go on at GitHub").click()
    expect(page.get_by_role("heading", name="New issue")).to_be_visible()
    assert "Something." in desk.issue[1]
    assert "kartotek" not in desk.issue[1]


def test_without_scripts_the_form_is_sent_as_it_is(browser: Browser, desk: Desk) -> None:
    context = browser.new_context(java_script_enabled=False)
    sent: list[str] = []

    def take(route: Route) -> None:
        sent.append(route.request.url)
        route.fulfill(body="<h1>New issue</h1>", content_type="text/html")

    context.route("https://github.com/**", take)
    page = context.new_page()
    page.goto(f"{desk.url}report/?entry=publications/cards")
    page.get_by_label("What is wrong, on which page").fill("The title.")
    page.get_by_role("button", name="Go on at GitHub").click()
    expect(page.get_by_role("heading", name="New issue")).to_be_visible()
    assert sent == ["https://github.com/lib/portal/issues/new?title=A+mistake+in+the+portal&body=The+title."]
    context.close()
