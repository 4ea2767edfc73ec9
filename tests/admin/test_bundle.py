"""`/admin/` among the files of a portal."""

import hashlib
import shutil
from pathlib import Path

import pytest

from kartotek.admin import bundle
from kartotek.cli import main
from scripts import pack_admin
from tests.conftest import ARTICLE, WriteSite, tree

SITE = "title: Desk\nsearch: false\ncitation_styles: none\nlanguages: [en, da]\nbase_url: https://desk.test/\n"
TRIED = "editing: {forge: test, repository: a/b}\n"
FILES = {"site.yaml": SITE + TRIED, "content/publications/on-cards.md": ARTICLE}


def build(site: Path, *options: str) -> None:
    assert main(["build", "--site", str(site), *options]) == 0


def test_it_is_there_once_and_nobody_is_led_to_it(write_site: WriteSite) -> None:
    site = write_site(FILES)
    build(site)
    made = tree(site / "dist")
    assert made["admin/index.html"].count(b"noindex") == 1
    files = ("config.en.json", "config.da.json", "start.js", "cms/npm/index.js", "cms/LICENSE.txt")
    assert {f"admin/{name}" for name in files} <= made.keys()
    assert not any(name.startswith("da/admin") for name in made)
    assert b"/admin/" not in made["sitemap.xml"]
    assert b"</body>" not in made["admin/index.html"]  # where `serve` adds what reloads a page, also in mid-sentence
    assert [name for name, content in made.items() if name.endswith(".html") and b"admin/start.js" in content] == []


def test_it_comes_changes_and_goes_with_its_setting(write_site: WriteSite, tmp_path: Path) -> None:
    """An incremental build is the same as a clean one."""
    site = write_site({**FILES, "site.yaml": SITE})
    for setting in ("", TRIED, "editing: {repository: a/b, branch: live}\n", ""):
        (site / "site.yaml").write_text(SITE + setting)
        build(site)
        build(site, "--clean", "--out", str(tmp_path / "clean"))
        made = tree(site / "dist")
        assert made == tree(tmp_path / "clean")
        assert ("admin/index.html" in made) is bool(setting)


def test_nothing_in_it_names_a_host_for_what_it_loads(write_site: WriteSite) -> None:
    site = write_site(FILES)
    build(site)
    names = ("*.js", "*.html", "*.css")
    loaded = b"".join(path.read_bytes() for name in names for path in (site / "dist/admin").rglob(name))
    assert b"jsdelivr" not in loaded
    assert b"url(http" not in loaded
    assert b"import(`http" not in loaded


def test_check_plans_its_addresses(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    alias = ARTICLE.replace("issued:", "aliases: [/admin/start.js]\nissued:")
    site = write_site({**FILES, "content/publications/on-cards.md": alias})
    assert main(["check", "--site", str(site)]) == 1
    assert "/admin/start.js/index.html" in capsys.readouterr().err


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A copy of what is packed, which a test may change."""
    folder = tmp_path / "packed"
    shutil.copytree(bundle.PACKED, folder)
    monkeypatch.setattr(bundle, "PACKED", folder)
    monkeypatch.setattr(pack_admin, "PACKED", folder)
    return folder


def test_what_is_packed_anew_is_published(write_site: WriteSite, packed: Path, tmp_path: Path) -> None:
    """By the same lock, as after a change of the packer; an incremental build is the same as a clean one."""
    site = write_site(FILES)
    build(site)
    script, made_list = packed / "js-yaml.js", packed / bundle.LIST
    was = hashlib.sha256(script.read_bytes()).hexdigest()
    script.write_bytes(script.read_bytes() + b"// more\n")
    made_list.write_text(made_list.read_text().replace(was, hashlib.sha256(script.read_bytes()).hexdigest()))
    build(site)
    build(site, "--clean", "--out", str(tmp_path / "clean"))
    assert tree(site / "dist") == tree(tmp_path / "clean")
    assert (site / "dist/admin/cms/js-yaml.js").read_bytes() == script.read_bytes()
    (packed / "stray.js").write_bytes(b"")
    build(site, "--clean")
    assert not (site / "dist/admin/cms/stray.js").exists()


def test_what_is_not_as_it_was_packed_is_not_published(
    write_site: WriteSite, packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither by a clean build nor by one that has built it before; and `sh scripts/admin` packs it again."""
    site = write_site(FILES)
    build(site)
    assert pack_admin.is_packed()
    old = (packed / "js-yaml.js").read_bytes()
    for wrong in (None, old + b"// more\n"):
        (packed / "js-yaml.js").unlink()
        if wrong:
            (packed / "js-yaml.js").write_bytes(wrong)
        assert not pack_admin.is_packed()
        for options in ((), ("--clean",)):
            assert main(["build", "--site", str(site), *options]) == 2
            assert "js-yaml.js of the editor is not as it was packed" in capsys.readouterr().err
        (packed / "js-yaml.js").write_bytes(old)
    build(site)


def test_a_change_of_the_packer_packs_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pack_admin.is_packed()
    monkeypatch.setattr(pack_admin, "LOCALES", bundle.LOCALES[1:])
    assert not pack_admin.is_packed()


def test_a_portal_without_it_says_what_to_do(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is installed never decides what is published."""
    monkeypatch.setattr("kartotek.admin.bundle.PACKED", tmp_path / "nothing")
    site = write_site(FILES)
    for command in ("build", "check"):
        assert main([command, "--site", str(site)]) == 2
        said = capsys.readouterr().err
        assert "comes without the editor" in said
        assert "`sh scripts/admin`" in said
        assert "admin: false" in said
    (site / "site.yaml").write_text(SITE + "editing: {repository: a/b, admin: no}\n")
    build(site)
    assert not (site / "dist/admin").exists()
