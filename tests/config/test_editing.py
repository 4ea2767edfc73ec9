"""What `editing` in site.yaml may be, and what is said of what it may not be."""

from pathlib import Path

import pytest

from kartotek.config.editing import Editing
from kartotek.config.settings import read_settings


def said(folder: Path, value: str) -> list[str]:
    """What is wrong with a value of the setting, and what to write."""
    (folder / "site.yaml").write_text(f"title: Desk\nediting: {value}\n", "utf-8")
    return [f"{found.message} | {found.hint}" for found in read_settings(folder)[1]]


def given(folder: Path, value: str) -> Editing:
    assert said(folder, value) == []
    settings, _ = read_settings(folder)
    assert settings
    assert settings.editing
    return settings.editing


def test_a_repository_alone_is_one_on_github(tmp_path: Path) -> None:
    found = given(tmp_path, "library/portal")
    assert found == given(tmp_path, "{repository: library/portal}")
    assert (found.forge, found.address, found.branch, found.admin) == ("github", "https://github.com/", "main", True)
    assert found.in_repository("content/people/ada.md") == "content/people/ada.md"


def test_a_portal_in_a_folder_of_a_repository_of_a_group(tmp_path: Path) -> None:
    found = given(
        tmp_path,
        "{forge: gitlab, address: https://git.example.org, repository: a/b/c, folder: web/portal, app_id: 17ab, "
        "admin: no}",
    )
    assert (found.address, found.app_id, found.admin) == ("https://git.example.org/", "17ab", False)
    assert found.in_repository("content/people/ada.md") == "web/portal/content/people/ada.md"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            "https://github.com/library/portal.git",
            "'https://github.com/library/portal.git' is not the name of a repository | write library/portal",
        ),
        ("portal", "'portal' is not the name of a repository | write OWNER/NAME, as in its address"),
        ("a/b/c", "'a/b/c' has too many parts for a repository on GitHub | write OWNER/NAME"),
        (
            "{forge: gitea, repository: a/b}",
            "where is Gitea or Forgejo? | add `address:`, such as https://codeberg.org/",
        ),
        (
            "{repository: a/b, app_id: x}",
            "`app_id` is not for GitHub | give the address of a helper as `sign_in`",
        ),
        (
            "{forge: gitlab, repository: a/b, sign_in: https://auth.example.org/}",
            "`sign_in` is for GitHub only | write `app_id: ...` instead",
        ),
        ("{forge: gitlab}", "repository is missing here | add `repository: ...`"),
        (
            "{repository: a/b, branch: 'my branch'}",
            "'my branch' is not the name of a branch | write the name of a branch, such as main",
        ),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, value: str, expected: str) -> None:
    assert said(tmp_path, value) == [expected]
