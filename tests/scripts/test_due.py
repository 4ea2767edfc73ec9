"""The daily run of the workflow that publishes builds only if a date has come."""

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

TODAY = datetime.now(UTC).date()
PUBLISHED = {
    "never\n": False,
    f"{TODAY + timedelta(days=2)}\n": False,
    f"{TODAY - timedelta(days=2)}\n": True,
    "<html>no such page</html>\n": True,
    "": True,
}
ANSWERS = ["never", "later", "two days ago", "no such page", "no answer"]
"""Named: workers that collect tests before and after midnight must find the same ones."""


WORKFLOWS = (".github/workflows/publish.yml", *(f"kartotek/start/files/{host}/publish.yml" for host in ("s3", "rsync")))


def step(workflow: str) -> dict[str, Any]:
    jobs = yaml.safe_load((ROOT / workflow).read_text("utf-8"))["jobs"]
    (found,) = [step for job in jobs.values() for step in job["steps"] if step.get("id") == "due"]
    return dict(found)


@pytest.mark.parametrize("workflow", WORKFLOWS)
@pytest.mark.parametrize("published", PUBLISHED, ids=ANSWERS)
def test_it_builds_only_if_a_date_has_come(published: str, workflow: str, tmp_path: Path) -> None:
    """A portal that says nothing of it is built: it may not be there yet."""
    curl = tmp_path / "curl"
    curl.write_text(f"#!/bin/sh\nprintf {published!r}\n" if published else "#!/bin/sh\nexit 22\n")
    curl.chmod(0o755)
    said = tmp_path / "output"
    said.touch()
    (tmp_path / "site.yaml").write_text('base_url: "https://portal.test/"\n')
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step(workflow)["run"]],
        env={
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
            "BASE_URL": "https://portal.test/",
            "GITHUB_OUTPUT": str(said),
        },
        cwd=tmp_path,
        check=True,
    )
    assert (said.read_text() == "") == PUBLISHED[published]
