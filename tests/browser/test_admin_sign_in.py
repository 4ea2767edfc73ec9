"""Signing in to `/admin/` on each forge, whose API is played: what is asked of it, and that nothing else is."""

import re
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from kartotek.cli import main
from tests.browser.admin_desk import CONTENT, GITHUB, SETTINGS, SLOW, Host, OfGithub, complaints, lay_out, served
from tests.browser.conftest import Visit
from tests.browser.forge import Forge


def test_with_a_token_one_saves_to_github_and_nothing_else_is_called(browser: Browser, tmp_path: Path) -> None:
    """The portal is in a folder of the repository. What is called beside the portal is the API, and only that."""
    lay_out(tmp_path, {**CONTENT, "site.yaml": SETTINGS.replace("forge: test, repository: a/b", GITHUB)})
    assert main(["build", "--site", str(tmp_path)]) == 0
    forge = Forge({f"web/{path}": text.encode() for path, text in CONTENT.items()})
    with served(tmp_path, OfGithub) as url, browser.new_context(locale="en-GB") as context:
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

    class OfForge(Host):
        reach = (host,)

    with served(tmp_path, OfForge) as url, browser.new_context(locale="en-GB") as context:
        context.route(f"{host}/**", answer)
        page = context.new_page()
        page.goto(f"{url}admin/")
        with page.expect_request(lambda request: urlsplit(request.url).path == user, timeout=SLOW):
            page.get_by_role("button", name="Sign In with").click()
    digest = urlsafe_b64encode(sha256(asked["verifier"].encode()).digest()).decode().rstrip("=")
    assert digest == asked["challenge"]
