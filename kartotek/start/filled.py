"""A new publication of which much is known already: what is known as an import writes it, the rest to be filled in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kartotek.config.settings import read_settings
from kartotek.content.entries import RawEntry, Source, parse_entry
from kartotek.content.yaml_output import field_lines
from kartotek.diagnostics import SetupError
from kartotek.model.kinds import PUBLICATIONS
from kartotek.start.new import MadeEntry, check_name, comment_line, draft_line, first_fields, other_lines, spoken_in
from kartotek.start.words import translator
from kartotek.start.write import write_new


def filled_entry(site: Path, name: str, data: Mapping[str, Any], language: str = "") -> MadeEntry:
    """Write the entry `name` with these fields. `language` is that of the comments, "" for the first of the site.

    Raises SetupError if the entry cannot be called so, is there already, or cannot be written as YAML.
    """
    settings, _ = read_settings(site)
    if settings is None:
        raise SetupError("site.yaml has errors", "run `kartotek check`, and correct them first")
    check_name(site, PUBLICATIONS, name, named=True)
    text, empty = filled_text(data, language or spoken_in(settings.site.languages))
    file = f"content/{PUBLICATIONS.key}/{name}.md"
    entry = parse_entry(Source(PUBLICATIONS.key, name, file), text.encode())
    if not isinstance(entry, RawEntry) or {key: entry.data.get(key) for key in data if key != "abstract"} != {
        key: value for key, value in data.items() if key != "abstract"
    }:
        raise SetupError("the record cannot be written as YAML; nothing was written", "write the entry by hand")
    write_new(site, {file: text.encode()})
    return MadeEntry(file, empty)


def filled_text(data: Mapping[str, Any], language: str) -> tuple[str, tuple[str, ...]]:
    """The text of an entry with these fields, the abstract below them, and the fields that are still empty."""
    type_ = str(data["type"])
    about = translator(language)
    is_on_arxiv = type_ == "preprint" and "arxiv" in data  # where it is says who published it
    first = [key for key in first_fields(PUBLICATIONS, type_) if not (is_on_arxiv and key == "publisher")]
    empty = tuple(key for key in first if not data.get(key))
    lines: list[str] = []
    for key in PUBLICATIONS.fields:
        if key in empty:
            lines.append(comment_line(PUBLICATIONS, key, "", about))
        elif key in data and key != PUBLICATIONS.text:
            lines += field_lines(key, data[key])
    if empty:
        lines.append(draft_line(language))
    known = {*data, *first}
    rest = other_lines(PUBLICATIONS, type_, known, language)
    body = str(data.get(PUBLICATIONS.text, ""))
    return "\n".join(["---", *lines, *rest, "---", *([body] if body else []), ""]), empty
