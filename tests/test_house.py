"""The rooms of the house, and who may look into whom."""

import ast
import importlib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kartotek"
GROUND = {"diagnostics", "text"}
MAY_IMPORT = {
    "diagnostics": set[str](),
    "text": set[str](),
    "csl": set[str](),
    "content": GROUND,
    "config": GROUND | {"content", "csl"},
    "model": GROUND | {"content"},
    "urls": GROUND | {"model", "config"},
    "render": GROUND | {"model", "urls", "config"},
    "export": GROUND | {"model"},
    "search": GROUND,
    "output": GROUND | {"workers"},
    "workers": GROUND,
    "store": GROUND,
    "pages": GROUND | {"model", "urls", "render", "config", "search", "export", "csl"},
    "roundtrip": GROUND | {"model", "urls", "config", "export", "pages"},
    "site": GROUND
    | {"content", "config", "model", "urls", "render", "pages", "output", "workers", "search", "store", "roundtrip"},
    "serve": GROUND | {"config", "site"},
    "cli": GROUND | {"serve", "site", "config", "workers"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path) for path in MODULES}


def imported(path: Path) -> set[str]:
    """Modules of the package named by any import of the file: inside functions and under TYPE_CHECKING too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                names.add(full if full in NAMES else str(node.module))
    return {name for name in names if name.startswith(f"{PACKAGE.name}.")}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_look_only_downwards(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room not in {"__init__", "__main__"}:  # a new room must be entered in the table
        assert {name.split(".")[1] for name in imported(path)} - {room} <= MAY_IMPORT[room]


def test_no_module_imports_in_a_circle() -> None:
    graph = {name_of(path): imported(path) - {name_of(path)} for path in MODULES}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


@pytest.mark.parametrize("name", sorted(NAMES - {"kartotek.__main__"}))
def test_every_module_says_what_it_is(name: str) -> None:
    assert importlib.import_module(name).__doc__
