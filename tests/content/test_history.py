"""Dates of change: from git where there is one, else none."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from kartotek.content.history import History, read_history, state_of
from kartotek.text.dates import Change
from tests.conftest import ARTICLE
from tests.repository import at, commit, git


def changes(site: Path, known: History | None = None) -> dict[str, Change]:
    """By name of the entry."""
    history = read_history(site, state_of(site), known)
    return {Path(file).stem: change for file, change in history.changes.items()}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-b", "main")
    commit(folder, 1, one="1", two="2", three="3")
    return folder


def test_first_and_last_commits(repository: Path) -> None:
    commit(repository, 2, one="1, changed")
    commit(repository, 3, three="", four="4")
    (repository / "content/publications/five.md").write_text("not committed")
    assert changes(repository) == {"one": (at(1), at(2)), "two": (at(1), at(1)), "four": (at(3), at(3))}


def test_a_site_in_a_folder_of_the_repository(repository: Path) -> None:
    site = repository / "site"
    commit(site, 4, one="1")
    assert changes(site) == {"one": (at(4), at(4))}
    assert list(read_history(site, state_of(site)).changes) == ["content/publications/one.md"]


def test_what_a_branch_brought_was_changed_when_it_was_merged(repository: Path) -> None:
    git(repository, "checkout", "-b", "branch")
    commit(repository, 5, one="1, changed", new="new")
    git(repository, "checkout", "main")
    commit(repository, 6, two="2, changed")
    git(repository, "merge", "--no-ff", "branch", day=7)
    assert changes(repository) == {
        "one": (at(1), at(7)), "two": (at(1), at(6)), "three": (at(1), at(1)), "new": (at(7), at(7)),
    }  # fmt: skip


def test_a_name_that_comes_back(repository: Path) -> None:
    commit(repository, 2, one="")
    assert "one" not in changes(repository)
    (repository / "content/publications/one.md").write_text("back, but not committed")
    assert "one" not in changes(repository)
    commit(repository, 3, one="back")
    assert changes(repository)["one"] == (at(3), at(3))


def removed(site: Path, known: History | None = None) -> dict[str, str]:
    history = read_history(site, state_of(site), known)
    return {Path(file).stem: moment for file, moment in history.removed.items()}


def test_what_was_removed_is_known_if_everyone_could_see_it(repository: Path) -> None:
    commit(repository, 2, draft="---\ndraft: true\n---", waits="---\npublish_on: 2024-06-01\n---")
    commit(repository, 3, came="---\npublish_on: '2024-05-02'\ndraft: false\n---", empty=" ", odd="a\x00b\n\n")
    known = read_history(repository, state_of(repository))
    commit(repository, 4, one="", draft="", waits="", came="", empty="", odd="")
    gone = dict.fromkeys(("one", "came", "empty", "odd"), at(4))
    assert removed(repository) == removed(repository, known) == gone
    commit(repository, 5, one="back")
    commit(repository, 6, two="")
    assert removed(repository) == {"two": at(6), "came": at(4), "empty": at(4), "odd": at(4)}
    assert read_history(repository, state_of(repository), known).digest != known.digest


def test_what_is_known_is_not_read_again(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = read_history(repository, state_of(repository))
    commit(repository, 2, one="1, changed", two="")
    git(repository, "checkout", "-b", "branch")
    commit(repository, 3, four="4", two="back")
    git(repository, "checkout", "main")
    commit(repository, 4, three="3, changed")
    git(repository, "merge", "--no-ff", "branch", day=5)
    whole = read_history(repository, state_of(repository))
    asked: list[str] = []
    run = subprocess.run

    def noted(*arguments: Any, **options: Any) -> Any:
        asked.append(options["input"].decode())
        return run(*arguments, **options)

    monkeypatch.setattr(subprocess, "run", noted)
    assert read_history(repository, whole.state, known) == whole
    assert [text.count("\n") for text in asked if text] == [3]
    monkeypatch.undo()
    git(repository, "reset", "--hard", "HEAD~3")
    commit(repository, 9, one="1, otherwise")
    assert read_history(repository, state_of(repository), whole) == read_history(repository, state_of(repository))
    assert whole.digest != known.digest


def test_a_shallow_clone_knows_little_and_says_no_more(repository: Path, tmp_path: Path) -> None:
    commit(repository, 2, one="1, changed")
    commit(repository, 3, two="2, changed", four="4")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--depth=2", f"file://{repository}", str(clone))
    assert changes(clone) == {"two": ("", at(3)), "four": (at(3), at(3))}
    shallow = state_of(clone)
    git(clone, "fetch", "--unshallow")
    assert state_of(clone) != shallow
    assert changes(clone) == changes(repository)


def test_a_folder_without_git_has_no_history(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert state_of(empty) == ""
    assert read_history(empty, "") == History()
    git(empty, "init")
    assert state_of(empty) == ""  # there is no commit yet
    monkeypatch.setenv("PATH", str(empty))
    assert state_of(repository) == ""  # git is not installed


def test_the_hook_of_another_repository_does_not_lead_astray(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere/.git"))
    assert len(changes(repository)) == 3


def test_settings_of_git_change_nothing(repository: Path) -> None:
    commit(repository, 2, one="1, changed")
    before = changes(repository)
    for name, value in {
        "log.showRoot": "false", "log.follow": "true", "log.diffMerges": "cc", "diff.relative": "false",
        "color.ui": "always", "core.quotePath": "true", "format.pretty": "raw", "log.showSignature": "true",
        "diff.renames": "copies",
    }.items():  # fmt: skip
        git(repository, "config", name, value)
    assert changes(repository) == before


def test_paths_with_any_letters(repository: Path) -> None:
    folder = repository / "content/publications/årgang 2024"
    folder.mkdir()
    (folder / "six.md").write_text(ARTICLE)
    git(repository, "add", "-A")
    git(repository, "commit", "-m", "A change", day=9)
    file = "content/publications/årgang 2024/six.md"
    assert read_history(repository, state_of(repository)).changes[file] == Change(at(9), at(9))
