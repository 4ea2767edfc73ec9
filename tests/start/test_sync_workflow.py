"""The nightly sync of a new portal, run from its first step to its last: the workflow of GitHub and the job of GitLab,
with a bare repository in the place of the host, and what they ask of its API played."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kartotek.start.init import NewPortal, portal_files
from tests.repository import git

FIRST = "@book{one, title = {Drawers}, author = {Berg, Bo}, year = 1999}\n"
MORE = f"{FIRST}@book{{two, title = {{Cards}}, author = {{Lind, Ada}}, year = 2001}}\n"
BRANCH = "kartotek-sync"
GH = '''\
#!{python}
"""What the workflow asks of gh: one pull request at most, in a file."""
import json, pathlib, sys
file, asked = pathlib.Path("{file}"), sys.argv[1:]
values = dict(each.split("=", 1) for each in asked if "=" in each)
if asked[:2] == ["auth", "setup-git"]:
    sys.exit()
there = json.loads(file.read_text()) if file.exists() else None
if "GET" in asked:
    assert values["head"] == "ours:kartotek-sync", values
    print(1 if there else "")
elif "POST" in asked or "PATCH" in asked:
    body = pathlib.Path(values["body"].removeprefix("@")).read_text()
    assert ("POST" in asked) == (there is None)
    file.write_text(json.dumps(dict(title=values.get("title") or there["title"], body=body)))
else:
    assert asked[-1] == ".body"
    print(there["body"])
'''
CURL = '''\
#!{python}
"""What the job asks of GitLab: one merge request at most, in a file."""
import json, pathlib, sys
file, asked = pathlib.Path("{file}"), sys.argv[1:]
assert "PRIVATE-TOKEN: t0ken" in asked
there = json.loads(file.read_text()) if file.exists() else None
if "POST" in asked or "PUT" in asked:
    given = asked[asked.index("--data-urlencode") + 1 :]
    text = next(each.removeprefix("description@") for each in asked if each.startswith("description@"))
    assert ("POST" in asked) == (there is None)
    title = next((each.removeprefix("title=") for each in asked if each.startswith("title=")), there and there["title"])
    file.write_text(json.dumps(dict(title=title, body=pathlib.Path(text).read_text())))
else:
    strange = dict(iid=7, source_project_id=99, description="of a fork")
    mine = [dict(iid=1, source_project_id=5, description=there["body"])] if there else []
    print(json.dumps([strange, *mine]))
'''


@dataclass(frozen=True)
class Night:
    """A portal on a host: its bare repository, a clone for editors, and what a night does."""

    bare: Path
    clone: Path
    request: Path
    run: Callable[[], int]

    @property
    def text(self) -> str:
        """The text of the open request."""
        return str(json.loads(self.request.read_text("utf-8"))["body"])

    def proposed(self) -> list[str]:
        """The files that the branch changes."""
        changed = git(self.bare, "diff", "--name-only", f"main...{BRANCH}")
        return changed.split()

    def push(self, files: Mapping[str, str], branch: str = "main") -> None:
        """What an editor changes on a branch."""
        git(self.clone, "fetch", "--quiet", "origin")
        git(self.clone, "checkout", "--quiet", "-B", branch, f"origin/{branch}")
        for name, text in files.items():
            (self.clone / name).parent.mkdir(parents=True, exist_ok=True)
            (self.clone / name).write_text(text, "utf-8")
        git(self.clone, "add", "--all")
        git(self.clone, "commit", "--quiet", "-m", "An editor")
        git(self.clone, "push", "--quiet", "origin", branch)

    def close(self) -> None:
        """Close the request."""
        self.request.unlink()


def _script(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")
    (folder / name).chmod(0o755)


def _steps(host: str, files: Mapping[str, bytes]) -> list[dict[str, object]]:
    """The steps that run something, but for the installation."""
    if host == "gitlab":
        job = yaml.safe_load(files[".gitlab-ci.yml"])["sync"]
        return [{"name": "sync", "run": job["script"][-1]}]
    job = yaml.safe_load(files[".github/workflows/sync.yml"])["jobs"]["sync"]
    return [step for step in job["steps"] if "run" in step and "pip install" not in step["run"]]


def _environment(tools: Path, bare: Path) -> dict[str, str]:
    address = "https://oauth2:t0ken@gitlab.test/ours/portal.git"
    (tools / "gitconfig").write_text(f'[url "{bare}"]\n\tinsteadOf = "{address}"\n', "utf-8")
    return {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "HOME": str(tools), "RUNNER_TEMP": str(tools),
        "GITHUB_REPOSITORY": "ours/portal", "GITHUB_REPOSITORY_OWNER": "ours", "GITHUB_REF_NAME": "main",
        "GITHUB_STEP_SUMMARY": str(tools / "summary"), "GIT_CONFIG_GLOBAL": str(tools / "gitconfig"),
        "GITHUB_OUTPUT": str(tools / "output"), "BRANCH": BRANCH, "SYNC_TOKEN": "t0ken",
        "CI_API_V4_URL": "https://gitlab.test/api/v4", "CI_PROJECT_ID": "5", "CI_PROJECT_PATH": "ours/portal",
        "CI_SERVER_HOST": "gitlab.test", "CI_SERVER_FQDN": "gitlab.test", "CI_SERVER_PROTOCOL": "https",
        "CI_DEFAULT_BRANCH": "main",
    }  # fmt: skip


@pytest.fixture(params=["github", "gitlab"])
def night(request: pytest.FixtureRequest, tmp_path: Path) -> Night:
    """A new portal with a folder as its source, which needs no network."""
    host = str(request.param)
    files = portal_files(NewPortal(Path(), host=host))
    steps = _steps(host, files)
    bare, clone, tools = tmp_path / "bare.git", tmp_path / "clone", tmp_path / "tools"
    tools.mkdir()
    _script(tools, "gh", GH.format(python=sys.executable, file=tools / "request.json"))
    _script(tools, "curl", CURL.format(python=sys.executable, file=tools / "request.json"))
    _script(tools, "kartotek", f'#!/bin/sh\nexec "{sys.executable}" -m kartotek "$@"\n')
    _script(tools, "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(bare)], check=True)
    subprocess.run(["git", "clone", "--quiet", str(bare), str(clone)], check=True, capture_output=True)
    site = files["site.yaml"].decode() + "\nsources: [{from: folder, folder: inbox}]\n"
    for name, text in {**files, "site.yaml": site.encode(), "inbox/refs.bib": FIRST.encode()}.items():
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_bytes(text)
    git(clone, "checkout", "--quiet", "-B", "main")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "-m", "A portal")
    git(clone, "push", "--quiet", "origin", "main")
    environment = {**_environment(tools, bare), "PYTHONPATH": str(Path(__file__).parents[2])}

    def run() -> int:
        work = tmp_path / "work"
        subprocess.run(["rm", "-rf", str(work), environment["GITHUB_OUTPUT"]], check=True)
        subprocess.run(["git", "clone", "--quiet", str(bare), str(work)], check=True, capture_output=True)
        status = 0
        for step in steps:
            output = Path(environment["GITHUB_OUTPUT"])
            pairs = [line.partition("=") for line in output.read_text().splitlines()] if output.exists() else []
            given = {name.upper(): value for name, _, value in pairs}
            done = subprocess.run(
                ["bash", "-eo", "pipefail", "-c", str(step["run"])], cwd=work, env={**environment, **given},
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            status = done.returncode
            if status:
                print(done.stdout, done.stderr)
                break
        return status

    return Night(bare, clone, tools / "request.json", run)


def test_one_request_is_opened_and_brought_up_to_date(night: Night) -> None:
    assert night.run() == 0
    assert night.proposed() == ["content/publications/1999/berg-1999-drawers.md", "imports/folder.jsonl"]
    assert "| `folder` (a folder of files) | 1 | 1 | 0 | 0 | 0 | 0 | 0 |" in night.text
    assert "### Added\n\n- `berg-1999-drawers` `Drawers`\n" in night.text
    first = night.text
    assert night.run() == 0
    assert night.text == first
    night.push(
        {"content/publications/1999/berg-1999-drawers.md": "---\ntype: book\ntitle: Drawers\nissued: 1999\n---\n"},
        BRANCH,
    )
    night.push({"inbox/refs.bib": MORE})
    assert night.run() == 0
    assert "- `lind-2001-cards` `Cards`\n" in night.text
    assert night.text.rstrip().endswith(f"\n{first.strip()}")
    assert "content/publications/2001/lind-2001-cards.md" in night.proposed()
    corrected = git(night.bare, "show", f"{BRANCH}:content/publications/1999/berg-1999-drawers.md")
    assert "Berg" not in corrected


def test_a_request_that_was_closed_comes_again_from_the_main_branch(night: Night) -> None:
    assert night.run() == 0
    night.push({"notes.txt": "x"}, BRANCH)
    night.close()
    assert night.run() == 0
    assert "notes.txt" not in night.proposed()
    assert night.text.count("### Added") == 1


def test_nothing_new_opens_nothing(night: Night) -> None:
    night.push({"inbox/refs.bib": "\n"})
    night.push(
        {"site.yaml": (night.clone / "site.yaml").read_text("utf-8").replace("folder: inbox", "folder: content")}
    )
    night.run()
    assert not night.request.exists()
    assert git(night.bare, "branch", "--list", BRANCH) == ""


def test_what_cannot_be_fetched_is_seen_and_the_rest_is_proposed(night: Night) -> None:
    night.push({"inbox/broken.bib": "{\\rtf1}"})
    assert night.run() == 1
    assert (
        "### Could not be fetched or imported\n\n- `folder`: `broken.bib: broken.bib is not a bibliography"
        in night.text
    )
    assert "berg-1999-drawers" in night.text


def test_a_branch_that_does_not_fit_any_more_is_left_alone(night: Night) -> None:
    assert night.run() == 0
    file = "content/publications/1999/berg-1999-drawers.md"
    night.push({file: "---\ntype: book\ntitle: Other\n---\n"})
    before = git(night.bare, "rev-parse", BRANCH)
    assert night.run() == 1
    assert git(night.bare, "rev-parse", BRANCH) == before
