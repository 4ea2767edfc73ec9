"""An approved report becomes a branch of the repository and a pull request, by the very steps of the workflow."""

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


def test_only_a_label_of_the_maintainers_starts_it() -> None:
    workflow = yaml.safe_load(portal_files(NewPortal(Path(), host="github"))[WORKFLOW])
    assert workflow[True] == {"issues": {"types": ["labeled"]}}
    assert workflow["jobs"]["correct"]["if"] == "github.event.label.name == 'approved'"
