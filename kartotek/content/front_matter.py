"""Front matter that is not between two lines of three hyphens: what is there instead, and what to type."""

import re

from kartotek.diagnostics import Diagnostic

_DASHES = re.compile(r"[-\u2010-\u2015\u2212\u00ad]{1,5}[ \t]*")
"""A line of hyphens, or of what editors make of them."""
_FIELD = re.compile(r"[\w-]+:(?:\s|$)|\s|-\s|#|[\]}]|$")
"""How lines of front matter begin."""
_THREE = "type three hyphens: ---"


def no_front_matter(file: str, text: str) -> Diagnostic:
    """The diagnostic for the text of an entry file in which no front matter is found."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return _not_begun(file, lines)
    end = next((i for i, line in enumerate(lines[1:], 1) if _DASHES.fullmatch(line)), None)
    if end is not None:
        message = f"the line that closes the front matter is {lines[end].strip()!r}, not three hyphens"
        return Diagnostic(file, end + 1, 1, "no-front-matter", message, f"{_THREE}; some editors make a dash of them")
    end = next((i for i, line in enumerate(lines[1:], 1) if not _FIELD.match(line)), len(lines))
    while end > 1 and not lines[end - 1].strip():
        end -= 1
    where = "after the last field" if end == len(lines) else f"between lines {end} and {end + 1}"
    hint = f"put a line of three hyphens (---) {where}"
    return Diagnostic(file, 1, 1, "no-front-matter", "the front matter has no closing line", hint)


def _not_begun(file: str, lines: list[str]) -> Diagnostic:
    first = lines[0].strip()
    line = 1
    message, hint = (
        "the front matter does not begin with a line of three hyphens",
        "write the fields between two lines of three hyphens (---), and the text below them",
    )
    begins = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if not "".join(lines).strip():
        message = "the file is empty"
    elif not first and lines[begins].rstrip() == "---":
        message, hint = "there is an empty line before the first three hyphens", "delete it"
    elif first and _DASHES.fullmatch(first):
        if lines[0][0].isspace():
            message, hint = "there is a space before the first three hyphens", "delete it"
        else:
            message = f"the first line is {first!r}, not three hyphens"
            hint = f"{_THREE}; some editors make a dash of them"
    elif first == "+++":
        message, hint = "the front matter is in TOML", "write it in YAML: three hyphens for +++, and colons for ="
    elif first.startswith("@") and "{" in first:
        message = "this is BibTeX"
        hint = "write the fields as `title: ...`, one a line, between two lines of three hyphens (---)"
    return Diagnostic(file, line, 1, "no-front-matter", message, hint)
