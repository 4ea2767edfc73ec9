"""Lists in values of BibTeX files: keywords, which braces keep together."""

from itertools import pairwise

from kartotek.importers.tex import plain
from kartotek.importers.values import without_repeats


def keywords(value: str) -> list[str]:
    """Keywords with semicolons between them or, where there is none, commas; within braces both are part of a keyword
    (biblatex's manual, 2.2.1, "separated values"). Only with semicolons is a list in braces as a whole: so the Web of
    Science has it. Raises TexError."""
    inner = value.strip()
    while inner.startswith("{") and inner.endswith("}") and not _outside(inner[1:-1], "}"):
        within = inner[1:-1].strip()
        if _outside(within, ",") and not _outside(within, ";") and "{" not in within:
            return [plain(within)]
        inner = within
    mark = ";" if _outside(inner, ";") else ","
    ends = [-1, *_outside(inner, mark), len(inner)]
    parts = (inner[start + 1 : end] for start, end in pairwise(ends))
    return without_repeats(plain(part.strip()) for part in parts)


def numbers(text: str) -> list[str]:
    """Numbers of reports or patents, with commas between them; a comma within one has no space behind it.

    >>> numbers("US 10,123,456 B2, EP 1")
    ['US 10,123,456 B2', 'EP 1']
    """
    return [part.strip() for part in text.split(", ") if part.strip()]


def _outside(value: str, mark: str) -> list[int]:
    """Where a character stands that is in no braces; a brace that closes none is in none itself."""
    depth, found = 0, []
    for at, letter in enumerate(value):
        if letter == mark and depth <= 0:
            found.append(at)
        if value[at - 1 : at] != "\\" or not at:
            depth += (letter == "{") - (letter == "}")
    return found
