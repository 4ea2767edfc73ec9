"""When entries were changed, as far as git knows. What it does not know has no date: never that of a build."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kartotek.text import digests
from kartotek.text.dates import Change

_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
"""Set where a hook of some repository runs a build; they would lead there."""


@dataclass(frozen=True, slots=True)
class History:
    """The changes of the files of `content/`, by path from the site.

    `state` is the same as long as git has no more to tell, `digest` as long as the changes are the same.
    """

    state: str = ""
    digest: bytes = b""
    changes: Mapping[str, Change] = field(default_factory=dict)


def state_of(site: Path) -> str:
    """What the history of a site hangs on: the newest commit, and where a shallow clone ends. "" without git."""
    answer = _git(site, "rev-parse", "HEAD", "--git-path", "shallow").decode("utf-8", "replace").splitlines()
    return "\n".join((answer[0], *_ends(site, answer[1]))) if len(answer) == 2 else ""


def read_history(site: Path, state: str, known: History | None = None) -> History:
    """The history of a site in a state; only what is new, if that goes on where a `known` one ends."""
    if not state:
        return History()
    newest, *ends = state.split("\n")
    last_newest, *last_ends = known.state.split("\n") if known else ("",)
    commits: list[_Commit] = []
    changes: Mapping[str, Change] = {}
    if known and last_newest and ends == last_ends:
        commits = _commits(site, newest, f"^{last_newest}")
        if commits and commits[-1].parent == last_newest:
            changes = known.changes
        else:
            commits = []
    if not commits:
        commits = _commits(site, newest)
    changes = _after(changes, site, [commit for commit in commits if commit.name not in ends])
    return History(state, digests.of_value(sorted((file, *change) for file, change in changes.items())), changes)


@dataclass(frozen=True, slots=True)
class _Commit:
    name: str
    parent: str
    moment: str


def _commits(site: Path, *which: str) -> list[_Commit]:
    """Newest first, along the first parents: what a branch brought was changed, for harvesters, when it was merged."""
    told = _git(site, "rev-list", "--first-parent", "--parents", "--timestamp", *which).decode("ascii")
    rows = (line.split() for line in told.splitlines())
    return [_Commit(row[1], row[2] if len(row) > 2 else "", _moment(int(row[0]))) for row in rows]


def _after(before: Mapping[str, Change], site: Path, commits: Sequence[_Commit]) -> dict[str, Change]:
    """The changes as they are after some more commits (newest first)."""
    created: dict[str, str] = {}
    last: dict[str, str] = {}
    for moment, status, file in _told(site, commits):
        last.setdefault(file, "" if status == b"D" else moment)
        if status == b"A":
            created.setdefault(file, moment)
    changes = dict(before)
    one: dict[Change, Change] = {}  # equal ones are one object, which keeps what is remembered small
    for file, moment in last.items():
        if moment:
            change = Change(created.get(file) or changes.get(file, Change()).created, moment)
            changes[file] = one.setdefault(change, change)
        else:
            changes.pop(file, None)
    return changes


def _told(site: Path, commits: Sequence[_Commit]) -> Iterator[tuple[str, bytes, str]]:
    """Moment, status (A, M, D) and path of each change against the first parent.

    Commits with a date that cannot be are passed over, and so are those at which a shallow clone ends: there all
    files look new, which says nothing.
    """
    moments = {commit.name: commit.moment for commit in commits if commit.moment}
    asked = "".join(f"{commit.name} {commit.parent}".rstrip() + "\n" for commit in commits if commit.moment)
    how = ("--stdin", "-r", "-z", "--root", "--no-renames", "--name-status", "--relative")
    words = iter(_git(site, "diff-tree", *how, "--", "content", told=asked).split(b"\0") if asked else ())
    moment = ""
    for word in words:
        if len(word) >= 40:  # the name of a commit, before its changes
            moment = moments[word.decode("ascii")]
        elif word:
            yield moment, word, os.fsdecode(next(words))


def _moment(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
    except (ValueError, OverflowError, OSError):  # a clock that was millennia off
        return ""


def _ends(site: Path, file: str) -> list[str]:
    try:
        return sorted((site / file).read_text("ascii").split())
    except (OSError, ValueError):
        return []


def _git(site: Path, *arguments: str, told: str = "") -> bytes:
    """What git answers; b"" where there is no git, no repository, or it refuses. It asks nobody, and no server."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-C", str(site), *arguments]
    try:
        return subprocess.run(command, env=environment, input=told.encode(), capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""
