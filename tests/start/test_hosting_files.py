"""The workflows and scripts of a new portal: as safe as those of this repository, and they do what they say."""

import os
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from kartotek.start.init import PORTAL_HOSTS, NewPortal, portal_files
from tests.conftest import ROOT

FILES = {
    (host, path): text.decode()
    for host in PORTAL_HOSTS
    for path, text in portal_files(NewPortal(Path(), host=host)).items()
}
WORKFLOWS = {key: text for key, text in FILES.items() if key[1].startswith(".github/workflows/")}
SCRIPTS = {key: text for key, text in FILES.items() if key[1].endswith(".sh")}


def named(key: tuple[str, str]) -> str:
    return ":".join(key)


@pytest.mark.parametrize("key", WORKFLOWS, ids=named)
def test_a_workflow_is_bounded(key: tuple[str, str]) -> None:
    read: dict[Any, Any] = yaml.safe_load(WORKFLOWS[key])
    assert read["permissions"] in ({}, {"contents": "read"})
    assert read["concurrency"]
    assert all(0 < job["timeout-minutes"] <= 30 for job in read["jobs"].values())
    for used in re.findall(r"uses: (.*)", WORKFLOWS[key]):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*", used), used
    for run in re.findall(r"^ *(?:- )?run: [^|].*|^ +run: \|\n(?:^ {10}.*\n)+", WORKFLOWS[key], re.MULTILINE):
        assert "${{" not in run, "what others write must come by the environment"


def _steps(text: str) -> list[Any]:
    """The steps of a workflow, but for what differs on purpose: how the program gets there, and what is kept."""
    steps = [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]
    for step in steps:
        for key in ("cache", "cache-dependency-path"):
            step.get("with", {}).pop(key, None)
        if "run" in step:
            step["run"] = re.sub(r"--no-build-isolation .*", "--no-build-isolation", step["run"])
    return [step for step in steps if not step.get("uses", "").startswith("actions/cache@")]


@pytest.mark.parametrize("name", ["check.yml", "comment.yml", "publish.yml", "report.yml"])
def test_it_is_the_workflow_that_this_repository_uses(name: str) -> None:
    own = (ROOT / ".github/workflows" / name).read_text("utf-8")
    assert _steps(WORKFLOWS["github", f".github/workflows/{name}"]) == _steps(own)


@pytest.mark.parametrize("host", PORTAL_HOSTS)
def test_a_version_is_installed_and_no_other(host: str) -> None:
    texts = [text for (of, path), text in FILES.items() if of == host and not path.endswith((".txt", ".md"))]
    installs = [line for text in texts for line in text.splitlines() if "pip install" in line]
    assert installs or host == "netlify"
    assert all("--require-hashes" in line or "-r locks/kartotek.txt" in line for line in installs)
    assert re.search(r"^kartotek==[\d.]+$", FILES[host, "locks/kartotek.txt"], re.MULTILINE)


TODAY = datetime.now(UTC).date()
PUBLISHED = {"never": False, str(TODAY + timedelta(days=2)): False, str(TODAY - timedelta(days=2)): True, "": True}
"""What a portal says of its next change, "" if it cannot be reached, and whether it is to be built."""
ANSWERS = ["never", "later", "two days ago", "no answer"]
"""Named: workers that collect tests before and after midnight must find the same ones."""


def _with_curl(folder: Path, published: str) -> dict[str, str]:
    """An environment in which curl answers so, and writes down where it sends something to."""
    answer = f"echo {published}" if published else "exit 22"
    sends = f'*POST*) echo "$*" > "{folder}/sent" ;;'
    (folder / "curl").write_text(f'#!/bin/sh\ncase "$*" in {sends} *) {answer} ;; esac\n')
    (folder / "curl").chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.parametrize("published", PUBLISHED, ids=ANSWERS)
def test_a_host_is_asked_for_a_build_only_if_a_date_has_come(published: str, tmp_path: Path) -> None:
    steps = yaml.safe_load(WORKFLOWS["netlify", ".github/workflows/daily.yml"])["jobs"]["build"]["steps"]
    (tmp_path / "site.yaml").write_text("# base_url: https://no.test/\nbase_url: https://portal.test/\n")
    environment = {**_with_curl(tmp_path, published), "BUILD_HOOK": "https://host.test/hook"}
    subprocess.run(["bash", "-e", "-c", steps[-1]["run"]], env=environment, cwd=tmp_path, check=True)
    assert (tmp_path / "sent").exists() == PUBLISHED[published]


@pytest.mark.parametrize("published", PUBLISHED, ids=ANSWERS)
def test_a_scheduled_run_of_gitlab_builds_only_if_a_date_has_come(published: str, tmp_path: Path) -> None:
    job = yaml.safe_load(FILES["gitlab", ".gitlab-ci.yml"])["pages"]
    environment = {
        **_with_curl(tmp_path, published),
        "CI_PAGES_URL": "https://portal.test/",
        "CI_PIPELINE_SOURCE": "schedule",
    }
    done = subprocess.run(["bash", "-e", "-c", job["script"][0]], env=environment, cwd=tmp_path, check=False)
    assert done.returncode == (0 if PUBLISHED[published] else job["allow_failure"]["exit_codes"])


@pytest.mark.parametrize("key", SCRIPTS, ids=named)
def test_a_script_can_be_read_by_a_plain_shell(key: tuple[str, str]) -> None:
    subprocess.run(["sh", "-n"], input=SCRIPTS[key], text=True, check=True)


EMPTY = "drwxr-xr-x          4,096 2026/11/30 13:55:00 ."
"""What `rsync --list-only` says of an empty folder."""


def stand_in(command: Path, script: str) -> None:
    """A program in the place of the real one."""
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)


@pytest.mark.parametrize(
    ("host", "environment", "sent"),
    [
        ("rsync", {"TARGET": "me@host:/www/"}, ["rsync --archive", "dist/ me@host:/www/"]),
        ("rsync", {"TARGET": "me@host:/www"}, ["rsync --archive", "dist/ me@host:/www/"]),
        ("rsync", {"TARGET": "me@host:"}, ["rsync --list-only me@host:\n", "dist/ me@host:\n"]),
        ("s3", {"BUCKET": "cards"}, ["kartotek build\n", "kartotek publish s3://cards\n"]),
        ("s3", {"BUCKET": "c", "ENDPOINT": "https://s3.test"}, ["publish s3://c https://s3.test\n"]),
        ("rsync", {}, []),
        ("s3", {}, []),
    ],
)
def test_it_is_built_and_sent(host: str, environment: dict[str, str], sent: list[str], tmp_path: Path) -> None:
    """With commands in the place of the real ones that write down how they are called."""
    for command in ("kartotek", "rsync"):
        stand_in(tmp_path / command, f'echo {command} $* $AWS_ENDPOINT_URL >> "{tmp_path}/called"\necho "{EMPTY}"')
    done = subprocess.run(
        ["sh", "-c", SCRIPTS[host, "publish.sh"]],
        env={"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode == 0) == bool(sent)
    if not sent:
        assert "sh publish.sh" in done.stderr
        assert not (tmp_path / "called").exists()
        return
    called = (tmp_path / "called").read_text()
    assert called.startswith("kartotek build")
    assert all(part in called for part in sent)


@pytest.mark.parametrize(
    ("there", "runs", "words"),
    [
        ([EMPTY], ["dist/.built-by-kartotek", "dist/"], ""),
        ([EMPTY, EMPTY.replace(" .", " .built-by-kartotek"), EMPTY.replace(" .", " index.html")], ["dist/"], ""),
        (["Welcome to host", "", EMPTY], ["dist/.built-by-kartotek", "dist/"], ""),
        ([EMPTY, EMPTY.replace(" .", " my thesis.docx")], [], "my thesis.docx\npublish.sh: /www' å/ has these files"),
        (["hi", EMPTY, EMPTY.replace(" .", " a")], [], "\n    rsync dist/.built-by-kartotek '/www'\\'' å/'\n"),
        ([], [], "/www' å/ cannot be read; if it is not there yet, make the folder"),
    ],
    ids=["an empty folder", "the portal's folder", "a greeting", "files of others", "an apostrophe", "no folder"],
)
def test_rsync_removes_nothing_from_a_folder_that_is_not_the_portals(
    there: list[str], runs: list[str], words: str, tmp_path: Path
) -> None:
    """Each run removes what the portal does not have, so a wrong TARGET would cost what is there."""
    stand_in(tmp_path / "kartotek", "")
    (tmp_path / "there").write_text("".join(f"{line}\n" for line in there))
    listed = f'[ -s "{tmp_path}/there" ] && cat "{tmp_path}/there"'
    sent = f'while [ $# -gt 2 ]; do shift; done; echo "$1 to $2" >> "{tmp_path}/called"'
    stand_in(tmp_path / "rsync", f"if [ $1 = --list-only ]; then {listed}; else {sent}; fi")
    done = subprocess.run(
        ["sh", "-c", SCRIPTS["rsync", "publish.sh"]],
        env={"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "TARGET": "/www' å"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    called = (tmp_path / "called").read_text("utf-8").splitlines() if runs else []
    assert called == [f"{run} to /www' å/" for run in runs]
    assert (done.returncode == 0) == bool(runs)
    assert words in done.stderr
    assert runs or not (tmp_path / "called").exists()
