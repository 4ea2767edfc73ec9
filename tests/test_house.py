"""The rooms of the house, and who may look into whom."""

import ast
import importlib
from collections.abc import Mapping, Set
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kartotek"
GROUND = {"diagnostics", "text"}
MAY_IMPORT = {
    "diagnostics": set[str](),
    "text": set[str](),
    "csl": set[str](),
    "fetch": set[str](),
    "urls": {"text"},
    "workers": {"diagnostics"},
    "pictures": {"diagnostics"},
    "search": {"diagnostics", "workers"},
    "store": {"text"},
    "output": GROUND | {"workers"},
    "content": GROUND,
    "config": {"content", "csl", "diagnostics", "text"},
    "model": {"content", "text"},
    "render": GROUND | {"urls"},
    "export": {"config", "model", "render", "text", "urls"},
    "view": {"config", "content", "export", "model", "pictures", "render", "text", "urls"},
    "pages.parts": {"csl", "export", "model", "pictures", "render", "text", "urls", "view"},
    "admin": {"config", "content", "diagnostics", "model", "start", "text"},
    "pages": {
        "admin", "config", "export", "model", "pages.parts", "pictures", "render", "search", "text", "urls", "view",
    },
    "roundtrip": {"config", "diagnostics", "export", "model", "pages.parts", "text", "urls"},
    "site": GROUND
    | {
        "admin", "config", "content", "export", "model", "output", "pages", "pages.parts", "pictures", "render",
        "roundtrip", "search", "store", "urls", "verify", "view", "workers",
    },
    "verify": GROUND | {"workers"},
    "compare": {"diagnostics", "model", "urls", "verify", "workers"},
    "edit": GROUND | {"config", "content", "model", "site", "urls"},
    "importers": GROUND | {"content", "export", "model", "render", "site", "urls"},
    "lookup": {"config", "content", "diagnostics", "fetch", "importers", "model", "site", "start", "text"},
    "sync": GROUND | {"config", "content", "export", "fetch", "importers", "model", "site"},
    "start": {"config", "content", "diagnostics", "model", "text"},
    "serve": {"config", "diagnostics", "site"},
    "cli": {
        "compare", "config", "diagnostics", "edit", "importers", "links", "lookup", "serve", "site", "start", "sync",
        "text", "upload", "workers",
    },
    "upload": {"diagnostics", "export", "output", "text", "workers"},
    "links": GROUND | {"content", "fetch", "model", "render", "site", "urls"},
}  # fmt: skip
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE, LONGEST_CLASS, LONGEST_FUNCTION = 400, 250, 40
"""In lines, blank ones and docstrings included."""
MOST_PARAMETERS = 7
"""Besides `self`."""
LONGEST_CHAIN = 25
"""Modules that import each other one after the other, from the command down to the ground."""


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path) for path in MODULES}


def room_of(name: str) -> str:
    """The room of a module; `pages.parts` is one of its own, "" is the front door."""
    parts = name.split(".")[1:]
    return ".".join(parts[:2]) if parts[:2] == ["pages", "parts"] else "".join(parts[:1]).replace("__main__", "")


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax of a module; reading it takes most of the time of these tests."""
    return ast.parse(path.read_text("utf-8"))


@cache
def imported(path: Path) -> Set[str]:
    """Modules of the package named by any import of the file: inside functions and under TYPE_CHECKING too."""
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                names.add(full if full in NAMES else str(node.module))
    return {name for name in names if name.startswith(f"{PACKAGE.name}.")}


@cache
def imports() -> Mapping[str, Set[str]]:
    """By module: those that it imports. It is read by the tests, not when they are collected: every worker collects."""
    return {name_of(path): imported(path) - {name_of(path)} for path in MODULES}


@cache
def arrows() -> Mapping[str, Set[str]]:
    """By room: the rooms that its modules import."""
    found: dict[str, set[str]] = {}
    for name, others in imports().items():
        found.setdefault(room_of(name), set()).update({room_of(other) for other in others} - {room_of(name)})
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_look_only_downwards(path: Path) -> None:
    room = room_of(name_of(path))
    if room:  # a new room must be entered in the table
        assert {room_of(name) for name in imported(path)} - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_no_permission_is_left_unused(room: str) -> None:
    assert arrows().get(room, set()) == MAY_IMPORT[room]


def test_the_map_draws_the_arrows_that_there_are() -> None:
    """`docs/architecture.md` has a line for each room: what it imports."""
    text = (PACKAGE.parent / "docs/architecture.md").read_text("utf-8")
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| `")]
    drawn = {
        row[1].strip(" `"): set(row[3].replace("`", " ").replace(",", " ").split()) for row in rows if len(row) == 5
    }
    assert drawn == MAY_IMPORT


def test_no_module_imports_in_a_circle() -> None:
    TopologicalSorter(imports()).prepare()  # raises CycleError, which names the circle


def test_the_longest_chain_of_imports_is_short() -> None:
    @cache
    def chain(name: str) -> list[str]:
        return [name, *max((chain(other) for other in imports()[name]), key=len, default=[])]

    longest = max((chain(name) for name in imports()), key=len)
    assert len(longest) <= LONGEST_CHAIN, " > ".join(longest)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_is_too_long_to_be_read_at_once(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            most = LONGEST_CLASS if isinstance(node, ast.ClassDef) else LONGEST_FUNCTION
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < most, node.name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_function_takes_more_than_anyone_can_keep_in_order(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            taken = [each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
            assert len([name for name in taken if name not in ("self", "cls")]) <= MOST_PARAMETERS, node.name


@pytest.mark.parametrize("name", sorted(NAMES - {"kartotek.__main__"}))
def test_every_module_says_what_it_is(name: str) -> None:
    assert importlib.import_module(name).__doc__


NO_ROOMS = {"broken", "browser", "golden", "laws", "mistakes", "schemas", "scripts"}
"""Folders of tests that are of the whole."""


def test_tests_lie_in_the_folder_of_their_room() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir()}
    folders = {path.name for path in Path(__file__).parent.iterdir() if path.is_dir() and path.name[0] != "_"}
    assert folders - NO_ROOMS <= rooms


@pytest.mark.parametrize("folder", ["benchmarks", "scripts", "tests"])
def test_no_other_file_is_too_long_to_find_ones_way(folder: str) -> None:
    root = PACKAGE.parent
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in (root / folder).rglob("*.py")}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_name_means_two_things() -> None:
    """Classes, also those of one module alone, and public names of types; the same definition may be written twice."""
    meanings: dict[str, set[str]] = {}
    for path in MODULES:
        for node in parsed(path).body:
            if isinstance(node, ast.ClassDef):
                meanings.setdefault(node.name, set()).add(name_of(path))
            elif isinstance(node, ast.Assign) and isinstance(name := node.targets[0], ast.Name) and name.id[0] != "_":
                meanings.setdefault(name.id, set()).add(ast.unparse(node.value))
    names = {each for each, found in meanings.items() if len(found) > 1}
    assert {each for each in names if each.lstrip("_")[0].isupper() and not each.isupper()} == set()
