"""An approved report becomes a branch of the repository and a pull request, by the very steps of the workflow."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kartotek.start.init import NewPortal, portal_files
from tests.approved_report import WORKFLOW, bare_repository, run_workflow
from tests.conftest import WriteSite
from tests.edit.test_correct import FILES, change, issue
from tests.repository import git


@pytest.fixture
def bare(write_site: WriteSite) -> Path:
    return bare_repository(write_site({**FILES, ".gitignore": ".kartotek/\n"}))


def test_a_report_becomes_a_pull_request(bare: Path) -> None:
    ran = run_workflow(bare, issue(**change("title", "On crads: a *study*", "On $(touch cards) `id`")))
    assert ran.branches == ["main", "report-7"]
    assert git(bare, "log", "-1", "--format=%B", "report-7").strip() == (
        "Correct title of publications/cards\n\nReported in #7."
    )
    diff = git(bare, "diff", "--unified=0", "main", "report-7").splitlines()
    assert diff[-2:] == ["-title: 'On crads: a *study*'  # sic", "+title: On $(touch cards) `id`  # sic"]
    assert len([line for line in diff if line[0] in "+-" and line[:3] not in ("+++", "---")]) == 2
    assert ran.asked.startswith(
        "auth setup-git\npr create --base main --head report-7 --title Correct title of publications/cards --body-file "
    )
    assert ran.asked.endswith(
        "\n- `title`: `On crads: a *study*` becomes `` On $(touch cards) `id` ``\n"
        "\nReported in #7 by a visitor.\n\nCloses #7\n"
    )


def test_a_report_that_is_approved_again(bare: Path) -> None:
    """Its pull request was closed, and the visitor corrected the report; or it is open, and somebody works on it."""
    run_workflow(bare, issue(**change("title", "On crads: a *study*", "On crads")))
    ran = run_workflow(bare, issue(**change("title", "On crads: a *study*", "On cards")))
    assert "pr create" in ran.asked
    assert "+title: On cards  # sic" in git(bare, "diff", "main", "report-7").splitlines()
    last = git(bare, "rev-parse", "report-7")
    ran = run_workflow(bare, issue(**change("title", "On crads: a *study*", "On maps")), open_one="12")
    assert git(bare, "rev-parse", "report-7") == last
    assert "This report has an open pull request already, #12." in ran.asked
    assert ran.asked.splitlines()[-1] == "issue edit 7 --repo lib/portal --remove-label approved"


def test_what_fails_is_said_at_the_issue(bare: Path) -> None:
    ran = run_workflow(bare, issue(**change("issue", "04", "5")), may_push=False)
    assert "[The run](https://github.test/lib/portal/actions/runs/11) says what went wrong" in ran.asked
    assert ran.asked.splitlines()[-1] == "issue edit 7 --repo lib/portal --remove-label approved"


def test_where_workflows_may_not_open_one_the_issue_says_how(bare: Path) -> None:
    ran = run_workflow(bare, issue(**change("issue", "04", "5")), may_open=False)
    assert "report-7" in ran.branches
    assert ran.asked.endswith(
        "The change is in the branch report-7. Open the pull request yourself: "
        "https://github.test/lib/portal/compare/main...report-7?expand=1\n"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (issue(**change("issue", "4", "5")), "issue was changed since: it says `04`, and the report saw `4`"),
        ("The issue is 5. @everyone", "the report has no block of JSON that says what to change"),
        ("", "the report has no block of JSON that says what to change"),
    ],
)
def test_what_cannot_be_done_is_said_at_the_issue(bare: Path, text: str, why: str) -> None:
    ran = run_workflow(bare, text)
    assert ran.branches == ["main"]
    lines = ran.asked.splitlines()
    assert lines[0].startswith("issue comment 7 --repo lib/portal --body-file ")
    assert lines[1:4] == ["This report could not be applied, and nothing was changed:", "", f"    error: {why}"]
    assert lines[-1] == "issue edit 7 --repo lib/portal --remove-label approved"


APPROVED = {"previous": [{"title": "mistake"}], "current": [{"title": "mistake"}, {"title": "approved"}]}


def run_gitlab(bare: Path, attributes: dict[str, object], labels: object) -> subprocess.CompletedProcess[str]:
    """Run the job of GitLab in a clone; what it would push to GitLab goes to the bare repository."""
    job = yaml.safe_load(portal_files(NewPortal(Path(), host="gitlab"))[".gitlab-ci.yml"])["report"]
    assert job["rules"] == [{"if": "$REPORT"}]
    folder = bare.parent / "runner"
    folder.mkdir()
    git(folder, "clone", str(bare), str(folder / "work"))
    git(bare, "config", "receive.advertisePushOptions", "true")
    hook = bare / "hooks/post-receive"
    hook.write_text("#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION_[0-9] | sort | cut -d= -f2- > asked\n")
    hook.chmod(0o755)
    away = f'[url "{bare}"]\ninsteadOf = http://kartotek:secret@gitlab.test:8080/lib/portal.git\n'
    (folder / ".gitconfig").write_text(away)
    event = {"object_attributes": {"action": "update", "iid": 7, **attributes}, "changes": {"labels": labels}}
    (folder / "event.json").write_text(json.dumps(event))
    environment = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]), "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1", "TRIGGER_PAYLOAD": str(folder / "event.json"), "KARTOTEK_TOKEN": "secret",
        "CI_SERVER_HOST": "gitlab.test", "CI_SERVER_FQDN": "gitlab.test:8080", "CI_SERVER_PROTOCOL": "http",
        "CI_PROJECT_PATH": "lib/portal", "CI_DEFAULT_BRANCH": "main",
    }  # fmt: skip
    command = ["bash", "-e", "-o", "pipefail", "-c", job["script"][-1]]
    return subprocess.run(command, cwd=folder / "work", env=environment, capture_output=True, text=True, check=False)


def test_on_gitlab_it_becomes_a_merge_request(bare: Path) -> None:
    text = issue(**change("title", "On crads: a *study*", "On $(touch cards) Closes #1"))
    done = run_gitlab(bare, {"description": text}, APPROVED)
    assert done.returncode == 0, done.stderr
    assert (bare / "asked").read_text().splitlines() == [
        "merge_request.create", "merge_request.target=main", "merge_request.title=Correct title of publications/cards",
        "merge_request.description=Closes #7",
    ]  # fmt: skip
    assert git(bare, "log", "-1", "--format=%B", "report-7") == (
        "Correct title of publications/cards\n\nReported in #7.\n\n"
    )
    assert git(bare, "diff", "--name-only", "main", "report-7") == "content/publications/2020/cards.md\n"


@pytest.mark.parametrize(
    ("attributes", "labels"),
    [({"action": "open"}, {"previous": [], "current": [{"title": "approved"}]}), ({}, {}),
     ({}, {"previous": [{"title": "approved"}], "current": [{"title": "approved"}, {"title": "x"}]})],
    ids=["with a new issue", "no label", "another label"],
)  # fmt: skip
def test_on_gitlab_a_guest_approves_nothing(bare: Path, attributes: dict[str, object], labels: object) -> None:
    """Guests may set labels of an issue while they open it."""
    done = run_gitlab(bare, {"description": issue(**change("issue", "04", "5")), **attributes}, labels)
    assert (done.returncode, done.stdout) == (0, "no report was approved\n")
    assert "report-7" not in git(bare, "branch", "--list")


def test_only_a_label_of_the_maintainers_starts_it() -> None:
    workflow = yaml.safe_load(portal_files(NewPortal(Path(), host="github"))[WORKFLOW])
    assert workflow[True] == {"issues": {"types": ["labeled"]}}
    assert workflow["jobs"]["correct"]["if"] == "github.event.label.name == 'approved'"
