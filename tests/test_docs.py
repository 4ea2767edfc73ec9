"""The reference pages say what the code does, and the guides name files that are there."""

import re
from pathlib import Path

from kartotek.cli import COMMANDS
from scripts.generators import reference

ROOT = Path(__file__).parent.parent


def test_the_reference_is_current() -> None:
    assert {path.name for path, content in reference.files().items() if path.read_bytes() != content} == set()


def _anchors(page: Path) -> set[str]:
    """The fragments of a document's headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = (re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", each) for each in re.findall(r"^#+ (.+)$", text, re.MULTILINE))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_between_the_documents_lead_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
        for target in re.findall(r"\]\((?!https?://)([^)\s]+)", page.read_text("utf-8"))
        if not (at := page.parent / target.partition("#")[0] if target[0] != "#" else page).exists()
        or ("#" in target and at.suffix == ".md" and target.partition("#")[2] not in _anchors(at))
    ]
    assert broken == []


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert {name for name in COMMANDS if f"| `kartotek {name}" not in readme} == set()


def test_the_map_names_every_room() -> None:
    architecture = (ROOT / "docs/architecture.md").read_text("utf-8")
    rooms = {path.stem for path in (ROOT / "kartotek").iterdir() if path.name[0] != "_" and path.name != "locale"}
    assert {room for room in rooms if f"`{room}" not in architecture} == set()


def test_what_was_tried_can_be_tried_again() -> None:
    """`docs/reliability.md` names tests by path."""
    named = re.findall(r"`(tests/[^`]+)`", (ROOT / "docs/reliability.md").read_text("utf-8"))
    assert named
    assert [path for path in named if not (ROOT / path).is_file()] == []
