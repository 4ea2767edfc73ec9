"""What maintainers need agrees with itself: versions, dates, templates of issues, pinned actions."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from kartotek import __version__

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*s.yml"))


def test_the_version_and_its_date_are_the_same_everywhere() -> None:
    citation: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == __version__
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest, *_ = re.findall(r"^## (?!Unreleased$)(.*)$", changelog, re.MULTILINE)
    assert newest == f"{__version__} - {citation['date-released']}"


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_use_actions_by_commit(workflow: Path) -> None:
    used = re.findall(r"uses: (.*)", workflow.read_text("utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*", action), action


def test_every_supported_python_makes_the_golden_portal() -> None:
    """The tests, of which `tests/test_golden.py` is one, run under each: from the lowest on, none left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lowest = int(project["requires-python"].removeprefix(">=3."))
    workflow: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text("utf-8"))
    job = workflow["jobs"]["tests"]
    versions = job["strategy"]["matrix"]["python"]
    assert versions == [f"3.{lowest + number}" for number in range(len(versions))]
    assert len(versions) >= 4
    _, set_up, run = job["steps"]
    assert set_up["with"]["python-version"] == "${{ matrix.python }}"
    assert run == {"run": "bash .ci/run"}


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.name)
def test_issue_forms_have_what_github_asks_for(form: Path) -> None:
    read: dict[str, Any] = yaml.safe_load(form.read_text("utf-8"))
    assert read["name"]
    assert read["description"]
    asked = [part for part in read["body"] if part["type"] != "markdown"]
    assert len({part["id"] for part in asked}) == len(asked) > 0
    assert all(part["attributes"]["label"] for part in asked)


def test_a_release_with_another_tag_than_the_version_is_refused(tmp_path: Path) -> None:
    """In a copy of what the first checks of the script read, all of it committed."""
    for name in ("scripts/release", "kartotek/__init__.py", "CHANGELOG.md", "CITATION.cff"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    def release(*arguments: str) -> str:
        done = subprocess.run(
            ["sh", "scripts/release", *arguments], cwd=tmp_path, check=False, capture_output=True, text=True
        )
        assert done.returncode == 1
        return done.stderr

    git("init", "--quiet")
    assert "not committed" in release()
    git("add", ".")
    git("commit", "--quiet", "--message", "All")
    assert f"the tag is v9.9.9, but kartotek/__init__.py has version {__version__}" in release("v9.9.9")
    (tmp_path / "CHANGELOG.md").write_text("## Unreleased\n", "utf-8")
    git("commit", "--quiet", "--all", "--message", "No date")
    assert f"CHANGELOG.md has no line '## {__version__} - YYYY-MM-DD'" in release()


@pytest.mark.long
def test_the_check_of_a_pull_request_tells_what_it_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script of the workflow, run on a small portal from which an entry is removed."""
    workflow: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))
    steps = {step.get("name"): step for step in workflow["jobs"]["entries"]["steps"]}
    script = steps["Tell what the change does to the portal"]["run"]
    for site in (tmp_path, tmp_path / ".before"):
        (site / "content/publications").mkdir(parents=True)
        (site / "site.yaml").write_text("title: T\nsearch: false\ncitation_styles: [none]\n")
        (site / "content/publications/stays.md").write_text("---\ntype: book\ntitle: Stays\nissued: 2020\n---\n")
    (tmp_path / ".before/content/publications/goes.md").write_text("---\ntype: book\ntitle: Goes\nissued: 2020\n---\n")
    command = tmp_path / "bin/kartotek"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kartotek "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    for allowed, status in (("", 1), ("--allow-gone", 0)):
        monkeypatch.setenv("ALLOW_GONE", allowed)
        done = subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, check=False, capture_output=True, text=True)
        assert done.returncode == status, done.stderr
        assert "/publications/goes/" in (tmp_path / "summary.md").read_text("utf-8")
