"""When entries were changed, as far as git knows. What it does not know has no date: never that of a build.

Moments are ISO 8601 in UTC, `2024-05-31T12:00:00Z`: those of the commits, which are the same in every clone. Harvesters
(OAI-PMH 2.0, section 2.7.1; ResourceSync, Z39.99) fetch what has changed since their last visit, and need them.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kartotek.text import digests
from kartotek.text.dates import Change

_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
"""Variables that are set where a hook of some repository runs a build; git would look in that repository."""


@dataclass(frozen=True, slots=True)
class History:
    """The changes of the files of `content/`, by path from the site; and when those that are gone were removed.

    `state` is the same as long as git knows no more, `digest` as long as the changes are the same. Entries that were
    drafts, or waited for their day, when they were removed are left out: nobody has seen them.
    """

    state: str = ""
    digest: bytes = b""
    changes: Mapping[str, Change] = field(default_factory=dict)
    removed: Mapping[str, str] = field(default_factory=dict)


def state_of(site: Path) -> str:
    """What the history of a site depends on: the newest commit, and where a shallow clone ends. "" without git."""
    answer = _git(site, "rev-parse", "HEAD", "--git-path", "shallow").decode("utf-8", "replace").splitlines()
    return "\n".join((answer[0], *_ends(site, answer[1]))) if len(answer) == 2 else ""


def read_history(site: Path, state: str, known: History | None = None) -> History:
    """The history of a site in a `state_of` it.

    `known` is an earlier history: if its newest commit is an ancestor, only the commits since then are read.
    """
    if not state:
        return History()
    newest, *ends = state.split("\n")
    last_newest, *last_ends = known.state.split("\n") if known else ("",)
    commits: list[_Commit] = []
    before = History()
    if known and last_newest and ends == last_ends:
        commits = _commits(site, newest, f"^{last_newest}")
        if commits and commits[-1].parent == last_newest:
            before = known
        else:
            commits = []
    if not commits:
        commits = _commits(site, newest)
    changes, removed = _after(before, site, [commit for commit in commits if commit.name not in ends])
    rows = [*((file, *change) for file, change in changes.items()), *removed.items()]
    return History(state, digests.of_value(sorted(rows)), changes, removed)


@dataclass(frozen=True, slots=True)
class _Commit:
    name: str
    parent: str
    moment: str


def _commits(site: Path, *which: str) -> list[_Commit]:
    """Newest first, along the first parents: what a branch brought was changed, for harvesters, when it was merged."""
    answer = _git(site, "rev-list", "--first-parent", "--parents", "--timestamp", *which).decode("ascii")
    rows = (line.split() for line in answer.splitlines())
    return [_Commit(row[1], row[2] if len(row) > 2 else "", _moment(int(row[0]))) for row in rows]


def _after(before: History, site: Path, commits: Sequence[_Commit]) -> tuple[dict[str, Change], dict[str, str]]:
    """What was changed and what was removed, after some more commits (newest first)."""
    created: dict[str, str] = {}
    last: dict[str, str] = {}
    gone: dict[str, tuple[str, str]] = {}
    for moment, status, blob, file in _changed_files(site, commits):
        if status == "D" and file not in last:
            gone[file] = moment, blob
        last.setdefault(file, "" if status == "D" else moment)
        if status == "A":
            created.setdefault(file, moment)
    changes = dict(before.changes)
    one: dict[Change, Change] = {}  # equal ones are one object, which keeps what is remembered small
    for file, moment in last.items():
        if moment:
            change = Change(created.get(file) or changes.get(file, Change()).created, moment)
            changes[file] = one.setdefault(change, change)
        else:
            changes.pop(file, None)
    removed = {file: moment for file, moment in before.removed.items() if file not in last}
    files = list(gone)
    for i in range(0, len(files), _AT_ONCE):
        part = files[i : i + _AT_ONCE]
        for file, text in zip(part, _blobs(site, [gone[file][1] for file in part]), strict=True):
            moment = gone[file][0]
            if text is not None and _was_seen(text, moment):
                removed[file] = moment
    return changes, removed


_AT_ONCE = 1000
"""Files that are read of the history at a time: a portal may once have had fifty thousand others."""


def _blobs(site: Path, names: Sequence[str]) -> Iterator[bytes | None]:
    """What is in blobs of the repository, None of those that it does not have (git-cat-file, "batch output")."""
    answer, at = _git(site, "cat-file", "--batch", stdin="".join(f"{name}\n" for name in names)), 0
    for _ in names:
        begin = answer.find(b"\n", at) + 1
        _, _, kind = answer[at:begin].partition(b" blob ")
        if kind:
            at = begin + int(kind)
            yield answer[begin:at]
            at += 1  # the line break after it
        else:
            at = begin
            yield None


def _was_seen(text: bytes, moment: str) -> bool:
    """Whether an entry was public at a moment: no draft, and not waiting for a later day."""
    waits = _WAITS.search(text)
    return not _DRAFT.search(text) and not (waits and waits[1].decode() > moment)


_DRAFT = re.compile(rb"^draft:[ \t]*[\"']?(?:true|yes)", re.MULTILINE | re.IGNORECASE)
_WAITS = re.compile(rb"^publish_on:[ \t]*[\"']?([0-9-]+)", re.MULTILINE)


def _changed_files(site: Path, commits: Sequence[_Commit]) -> Iterator[tuple[str, str, str, str]]:
    """Moment, status (A, M, D), former blob and path of each change against the first parent (git-diff-tree, raw
    output).

    Commits with a date that cannot be are passed over, and so are those at which a shallow clone ends: there all
    files look new, which says nothing.
    """
    moments = {commit.name: commit.moment for commit in commits if commit.moment}
    asked = "".join(f"{commit.name} {commit.parent}".rstrip() + "\n" for commit in commits if commit.moment)
    how = ("--stdin", "-r", "-z", "--root", "--no-renames", "--no-abbrev", "--relative")
    words = iter(_git(site, "diff-tree", *how, "--", "content", stdin=asked).split(b"\0") if asked else ())
    moment = ""
    for word in words:
        if word.startswith(b":"):
            _, _, blob, _, status = word.decode("ascii").split(" ")
            yield moment, status, blob, os.fsdecode(next(words))
        elif word:  # the name of a commit, before its changes
            moment = moments[word.decode("ascii")]


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


def _git(site: Path, *arguments: str, stdin: str = "") -> bytes:
    """What git prints; b"" where there is no git, no repository, or it fails. It asks for no password and no server."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-C", str(site), *arguments]
    try:
        return subprocess.run(command, env=environment, input=stdin.encode(), capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""
