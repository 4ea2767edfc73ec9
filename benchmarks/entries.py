"""Entry files as fields and text, for programs that write and change them."""

from pathlib import Path
from typing import Any

import yaml

Fields = dict[str, Any]


def as_entry(fields: Fields, text: str) -> str:
    """Front matter and text as they stand in a file."""
    header = yaml.dump(fields, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{header}---\n{text.strip()}\n"


def read_fields(path: Path) -> tuple[Fields, str]:
    """The fields of an entry, all of them text, and its text."""
    content = path.read_text("utf-8-sig")
    if path.suffix == ".md":
        _, header, text = content.split("---\n", 2)
    else:
        header, text = content, ""
    fields: Fields = yaml.load(header, Loader=yaml.CBaseLoader)
    return fields, text or fields.get("abstract", "")


def change_abstract(path: Path, words: str) -> None:
    """Write a sentence more at the end."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\nIt was revised: {words}.\n")


def change_title(path: Path, words: str) -> None:
    """Write some words more into the title."""
    fields, text = read_fields(path)
    fields["title"] += f" ({words})"
    path.write_text(as_entry(fields, text), "utf-8")


def find_publications(content: Path) -> list[Path]:
    """All publications below a content folder, in a fixed order."""
    return sorted(path for path in (content / "publications").rglob("*") if path.suffix in (".md", ".yaml"))
