"""The workflow for approved reports as a runner would run it: its very steps, in a clone of a bare repository.

Only `gh`, which would speak to GitHub, is a stand-in that writes down what it is asked for.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import yaml

from kartotek.start.init import NewPortal, portal_files
from tests.repository import git

WORKFLOW = ".github/workflows/report.yml"
_GH = """\
#!/bin/sh
asked="$1 $2"
if [ "$asked" = "pr list" ]; then echo "{open_one}"; exit 0; fi
echo "$*" >> "{log}"
while [ $# -gt 0 ]; do if [ "$1" = --body-file ]; then cat "$2" >> "{log}"; fi; shift; done
if [ "$asked" = "pr create" ]; then exit {status}; fi
"""


@dataclass(frozen=True)
class Ran:
    """What the workflow did: what `gh` was asked for, and the branches of the bare repository."""

    asked: str
    branches: list[str]


def bare_repository(site: Path) -> Path:
    """A site, committed in a bare repository beside it."""
    bare = site.parent / "bare.git"
    git(site.parent, "init", "--bare", "--initial-branch", "main", str(bare))
    git(site, "init", "--initial-branch", "main")
    git(site, "add", "--all")
    git(site, "commit", "--message", "The portal")
    git(site, "push", str(bare), "main")
    return bare


def run_workflow(
    bare: Path, issue: str, number: int = 7, *, may_open: bool = True, open_one: str = "", may_push: bool = True
) -> Ran:
    """Run the steps for an issue that was approved; `may_open` is whether the repository lets workflows open pull
    requests, `open_one` the number of one that is open for this issue, `may_push` whether pushing works."""
    folder = Path(mkdtemp(prefix=f"runner-{number}-", dir=bare.parent))
    git(folder, "clone", str(bare), str(folder / "work"))
    log = folder / "gh.log"
    (folder / "gh").write_text(_GH.format(log=log, open_one=open_one, status=0 if may_open else 1))
    (folder / "gh").chmod(0o755)
    (folder / "event.json").write_text(json.dumps({"issue": {"number": number, "body": issue}}))
    (folder / "output").touch()
    environment = {
        "PATH": os.pathsep.join([str(folder), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(folder / "output"), "GITHUB_REPOSITORY": "lib/portal",
        "GITHUB_SERVER_URL": "https://github.test", "GITHUB_RUN_ID": "11",
    }  # fmt: skip
    known = {"github.event.repository.default_branch": "main", "github.token": "t", "github.event.issue.number": number}
    if not may_push:
        (bare / "hooks/pre-receive").write_text("#!/bin/sh\nexit 1\n")
        (bare / "hooks/pre-receive").chmod(0o755)
    failed = False
    for step in _steps():
        condition = step.get("if", "")
        if failed != (condition == "failure()"):
            continue
        if "made" in condition and ("made=true" in (folder / "output").read_text()) != ("==" in condition):
            continue
        own = {name: str(known[value.strip("${} ")]) for name, value in step.get("env", {}).items()}
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=folder / "work", env=environment | own, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 or not may_push, done.stderr
        failed = failed or done.returncode != 0
    branches = git(bare, "for-each-ref", "--format", "%(refname:short)", "refs/heads").split()
    return Ran(log.read_text(), branches)


def _steps() -> list[Any]:
    """The steps that come after the installation."""
    text = portal_files(NewPortal(Path(), host="github"))[WORKFLOW].decode()
    steps = yaml.safe_load(text)["jobs"]["correct"]["steps"]
    return [step for step in steps if "run" in step and "pip install" not in step["run"]]
