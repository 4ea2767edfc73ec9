"""What each page says of what browsers may do with it."""

import re
from base64 import b64encode
from hashlib import sha384
from pathlib import Path

from kartotek.render.policy import header_policy, page_policy
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, ROOT, WriteSite, tree

SITE = "title: Test\ncitation_styles: none\n"
ENTRY = {"content/publications/a.md": ARTICLE.replace("issued:", "aliases: [old]\nissued:")}


def built(site: Path) -> dict[str, str]:
    """The pages of a site, as an incremental build leaves them; a clean one must leave the same files."""
    build(BuildOptions(site, site / "dist", search=False))
    build(BuildOptions(site, site / "clean", search=False, clean=True, cache_folder=".other"))
    assert tree(site / "dist") == tree(site / "clean")
    return {path: page.decode() for path, page in tree(site / "dist").items() if path.endswith(".html")}


def policies(page: str) -> list[str]:
    return re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)


def test_every_page_states_a_policy_before_anything_is_loaded(write_site: WriteSite) -> None:
    pages = built(write_site({"site.yaml": SITE, **ENTRY}))
    assert {
        "index.html",
        "404.html",
        "old/index.html",
        "search/index.html",
        "publications/a/index.html",
    } <= pages.keys()
    for path, page in pages.items():
        (policy,) = policies(page)
        assert policy.startswith("default-src 'none'; script-src 'self'"), path
        assert "unsafe-inline" not in policy
        assert ("wasm-unsafe-eval" in policy) == (path == "search/index.html")
        assert "Content-Security-Policy" not in re.split("<(?:link|script)", page, maxsplit=1)[1]


def test_the_policy_can_be_switched_off(write_site: WriteSite) -> None:
    site = write_site({"site.yaml": SITE, **ENTRY})
    built(site)
    (site / "site.yaml").write_text(SITE + "security_policy: false\n")
    assert [path for path, page in built(site).items() if policies(page)] == []


def test_checksums_are_those_of_the_files_and_follow_them(write_site: WriteSite) -> None:
    site = write_site({"site.yaml": SITE + "integrity: true\n", **ENTRY})
    before = built(site)
    own = site / "templates/assets/theme.css"
    own.parent.mkdir(parents=True)
    own.write_text("body { color: green }")
    (site / "site.yaml").write_text(SITE + 'integrity: true\ncolors: {accent: "#123456"}\n')
    after = built(site)
    for path, page in after.items():
        for name, said in re.findall(r'assets/([\w./-]+)" integrity="([^"]*)"', page):
            content = (site / "dist/assets" / name).read_bytes()
            assert said == f"sha384-{b64encode(sha384(content).digest()).decode()}", (path, name)
    checked = {name for page in after.values() for name in re.findall(r'assets/([\w./-]+)" integrity=', page)}
    assert checked >= {"theme.css", "colors.css", "search.css", "search.js", "search/engine.js", "cite.js"}
    assert before["index.html"] != after["index.html"]


def test_hosts_are_told_the_same_policy() -> None:
    assert f"Content-Security-Policy: {header_policy()}\n" in (ROOT / "docs/publishing.md").read_text("utf-8")
    assert header_policy() == f"{page_policy(search=True)}; frame-ancestors 'none'"
