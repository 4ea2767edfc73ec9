"""A git repository of entries, for tests of dates of change."""

import os
import subprocess
from pathlib import Path

DAY = "2024-05-{:02}T10:00:00+02:00"


def git(folder: Path, *arguments: str, day: int = 1, at: str = "") -> str:
    """Git as on a machine where nobody has set anything, on a day of May 2024 or `at` another moment."""
    when = at or DAY.format(day)
    environment = {
        "PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.test", "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.test", "GIT_COMMITTER_DATE": when,
    }  # fmt: skip
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def commit(folder: Path, day: int, **files: str) -> None:
    """A commit on a day of May 2024 in which entries get texts; "" removes one."""
    for name, text in files.items():
        path = folder / f"content/publications/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text) if text else path.unlink()
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "A change", day=day)


def at(day: int) -> str:
    return f"2024-05-{day:02}T08:00:00Z"
