"""`kartotek init`: a portal that can be published at once, and nothing that was there is lost."""

import json
import os
import pty
import re
import subprocess
import sys
import zipfile
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from kartotek import __version__
from kartotek.cli import main
from kartotek.cli.init import HOSTS
from kartotek.config.settings import LANGUAGES, SETTINGS, read_settings
from kartotek.model.kinds import KINDS
from kartotek.start import init as start
from kartotek.start.schemas import all_schemas
from tests.conftest import ROOT, tree


def init(folder: Path, *arguments: str) -> int:
    return main(["init", str(folder), *arguments])


def check(folder: Path) -> int:
    return main(["check", "--strict", "--jobs", "1", "--site", str(folder)])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("host", HOSTS)
def test_what_it_writes_has_no_faults(
    host: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new/portal"
    assert init(folder, "--host", host, "--language", language) == 0
    assert check(folder) == 0
    told = capsys.readouterr().err
    assert "1 publication checked: no problems" in told
    assert "help:" not in told
    assert f"host: {start.PORTAL_HOSTS[host].setting}\n" in (folder / "site.yaml").read_text("utf-8")
    readme = (folder / "README.md").read_text("utf-8")
    assert not re.search(r"[{}]\w", readme)


def test_the_hosts_of_the_command_are_those_there_are_files_for() -> None:
    assert tuple(start.PORTAL_HOSTS) == HOSTS


def test_it_is_built(tmp_path: Path) -> None:
    assert init(tmp_path, "--title", "Cards: all of them", "--base-url", "https://cards.test/sub") == 0
    assert main(["build", "--jobs", "1", "--strict", "--no-search", "--site", str(tmp_path)]) == 0
    home = (tmp_path / "dist/index.html").read_text("utf-8")
    assert "Cards: all of them" in home
    assert "https://cards.test/sub/" in (tmp_path / "dist/sitemap.xml").read_text("utf-8")
    assert (tmp_path / "dist/publications/lind-2020-on-cards/index.html").is_file()
    assert (tmp_path / "dist/people/ada-lind/index.html").is_file()


def test_a_folder_that_has_something_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.txt", "a.txt", "c", "d", "e", "f"):
        (tmp_path / name).write_text(name)
    before = tree(tmp_path)
    assert init(tmp_path) == 2
    assert (
        "is not empty: it has a.txt, b.txt, c, d, e and 1 more\nhelp: choose another folder" in capsys.readouterr().err
    )
    assert tree(tmp_path) == before
    assert init(tmp_path / "c") == 2
    assert "is a file" in capsys.readouterr().err


def test_an_empty_repository_is_an_empty_folder(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert init(tmp_path) == 0


def test_what_is_there_is_kept_and_the_rest_is_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = {
        "site.yaml": "title: Ours\n",
        "README.md": "Ours.\n",
        "content/publications/ours.md": "---\ntype: book\ntitle: Ours\n---\n",
        ".github/workflows/publish.yml": "on: push\n",
    }
    for name, text in own.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert init(tmp_path, "--add", "--host", "github") == 0
    after = tree(tmp_path)
    assert {name: after[name].decode() for name in own} == own
    assert {"locks/kartotek.txt", ".github/workflows/check.yml", ".gitignore"} < set(after)
    assert [name for name in after if name.startswith("content/")] == ["content/publications/ours.md"]
    told = capsys.readouterr().err
    assert "site.yaml was there, and is kept" in told
    assert check(tmp_path) == 0
    assert init(tmp_path, "--add", "--host", "github") == 0
    assert {name: text for name, text in tree(tmp_path).items() if not name.startswith(".kartotek/")} == after


def test_what_is_added_to_a_portal_is_for_its_host_and_in_its_language(tmp_path: Path) -> None:
    """As in moving to a newer version: `locks/` is deleted, and written anew."""
    assert init(tmp_path, "--host", "gitlab", "--language", "da", "--title", "Kort") == 0
    before = tree(tmp_path)
    (tmp_path / "locks/kartotek.txt").unlink()
    (tmp_path / "README.md").unlink()
    assert init(tmp_path, "--add") == 0
    assert tree(tmp_path) == before
    assert init(tmp_path, "--add", "--host", "netlify") == 0
    assert set(tree(tmp_path)) - set(before) >= {"netlify.toml", "build.sh"}


def test_a_site_of_another_host_gets_no_files_of_a_host(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: {da: Kort, en: Cards}\nlanguages: [en, da]\nhost: apache\n")
    assert init(tmp_path, "--add") == 0
    assert not (tmp_path / ".github").exists()
    assert (tmp_path / "README.md").read_text("utf-8").startswith("# Cards\n")


@pytest.mark.parametrize(
    ("direct_url", "written"),
    [
        ({"url": "https://host.test/k.git", "vcs_info": {"vcs": "git", "commit_id": "f00"}}, " @ git+https://host.test/k.git@f00"),
        ({"url": "https://me:secret@host.test/k", "vcs_info": {"vcs": "git", "commit_id": "f0"}}, " @ git+https://host.test/k@f0"),
        ({"url": "file:///x/k.whl", "archive_info": {}}, f"=={__version__}"),
        ({"url": "file:///x/k", "dir_info": {"editable": True}}, f"=={__version__}"),
        (None, f"=={__version__}"),
    ],
)  # fmt: skip
def test_the_version_that_wrote_it_is_the_one_that_makes_it(
    direct_url: dict[str, object] | None,
    written: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    info = tmp_path / "kartotek-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: kartotek\n")
    if direct_url:
        (info / "direct_url.json").write_text(json.dumps(direct_url))
    monkeypatch.setattr(start, "distribution", lambda _name: PathDistribution(info))
    assert init(tmp_path / "portal") == 0
    assert (tmp_path / "portal/locks/kartotek.txt").read_text("utf-8").splitlines()[-1] == f"kartotek{written}"
    warned = f"it would look for the release kartotek=={__version__}" in capsys.readouterr().err
    assert warned == (direct_url is not None and "vcs_info" not in direct_url)


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--base-url", "research.example.org", "--base-url: 'research.example.org' is not an address"),
        ("--title", "a\x07b", "--title: invisible control character"),
        ("--title", " ", "--title: "),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_written(
    option: str, value: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path / "portal", option, value) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "title", ["1984", "no", "#1", "- a", "Æ: ø", 'She said "no"', "x # y", "*all*", "a\\b", "null"]
)
def test_every_title_is_the_title(title: str, tmp_path: Path) -> None:
    assert init(tmp_path, "--title", title) == 0
    settings, diagnostics = read_settings(tmp_path)
    assert diagnostics == []
    assert settings is not None
    assert settings.site.text("title", "en") == title


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal/.vscode").symlink_to(tmp_path / "elsewhere")
    assert init(tmp_path / "portal", "--add") == 2
    assert ".vscode is a link that leads out of the folder" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".vscode", "elsewhere", "portal"]


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open
    written: list[Path] = []

    def open_some(path: Path, mode: str = "r", **rest: object) -> object:
        if mode == "xb":
            written.append(path)
            if len(written) == 9:
                raise OSError(28, "No space left on device", str(path))
        return opened(path, mode, **rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", open_some)
    assert init(tmp_path / "new/portal") == 2
    assert len(written) == 9
    assert list(tmp_path.iterdir()) == []


def test_every_setting_is_explained_and_its_example_can_be_used(tmp_path: Path) -> None:
    assert init(tmp_path, "--host", "netlify") == 0  # one that is sent headers, so that all examples go together
    text = (tmp_path / "site.yaml").read_text("utf-8")
    assert {key for key in SETTINGS if not re.search(rf"^# .+\n(# )?{key}: .+$", text, re.MULTILINE)} == set()
    (tmp_path / "site.yaml").write_text(re.sub(r"^# (?=\w+: )", "", text, flags=re.MULTILINE), "utf-8")
    settings, diagnostics = read_settings(tmp_path)
    assert diagnostics == []
    assert settings is not None
    assert settings.site.contact == "editors@example.org"


def test_it_asks_on_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kartotek", "init", str(tmp_path / "portal"), "--host", "gitlab"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        os.write(ours, b"tlh\nda\nVores kort\n\n")
        said = b""
        while b"README.md" not in said:
            said += os.read(ours, 4096)
        assert process.wait(timeout=60) == 0
    os.close(ours)
    assert b"'tlh' is not one of en, da, de, nb" in said
    assert b"Its title [Vores forskning]: " in said
    assert b"published (" not in said  # it was given
    assert "title: Vores kort\n" in (tmp_path / "portal/site.yaml").read_text("utf-8")
    assert (tmp_path / "portal/.gitlab-ci.yml").is_file()


def test_the_wheel_has_all_files(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(tmp_path / "installed")
    program = f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r})\nfrom kartotek.cli import main\n"
    subprocess.run([sys.executable, "-c", f"{program}main(['init', 'portal'])"], cwd=tmp_path, check=True, timeout=60)
    init(tmp_path / "ours")
    assert tree(tmp_path / "portal") == tree(tmp_path / "ours")


def test_the_task_of_the_editor_finds_the_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `.vscode/tasks.json` looks for is what `check --format lines` prints, also where a fault has no place."""
    assert init(tmp_path) == 0
    (tmp_path / "content/publications/a-b.md").write_text("---\ntype: bok\ntitle: 'A: b'\n---\n")
    (tmp_path / "content/notes").mkdir()
    task = json.loads((tmp_path / ".vscode/tasks.json").read_text("utf-8"))["tasks"][0]
    capsys.readouterr()
    assert main([*task["command"].split()[1:], "--jobs", "1", "--site", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    found = [re.fullmatch(task["problemMatcher"]["pattern"]["regexp"], line) for line in lines]
    assert [match and match.groups()[:4] for match in found] == [
        ("content/notes", "1", "1", "error"),
        ("content/publications/a-b.md", "2", "7", "error"),
    ]


def test_the_editor_has_a_schema_for_each_kind_in_the_language_of_the_portal(tmp_path: Path) -> None:
    assert init(tmp_path, "--language", "da") == 0
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert {path: (tmp_path / path).read_text("utf-8") for path in settings} == {
        f"./.vscode/schemas/{name}": text for name, text in all_schemas("da").items()
    }
    folders = {pattern.split("/")[1] for patterns in settings.values() for pattern in patterns if "/" in pattern}
    assert folders == set(KINDS)
