"""What can hardly be meant in a publication: TeX, capitals, pages backwards, dates in the wrong order.

All of these are warnings; the values are used as they are written.
"""

import re
from collections.abc import Iterator
from typing import Any

from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics, Fix
from kartotek.content.odd_text import warn_of_odd_text
from kartotek.content.paths import ValuePath
from kartotek.model.publication import Publication
from kartotek.text.dates import in_order
from kartotek.text.name_matching import letters
from kartotek.text.tex import TEX_SIGNS, as_text, decoded, find_tex

_LINES = (
    "title",
    "subtitle",
    "journal",
    "book",
    "series",
    "publisher",
    "institution",
    "authors",
    "editors",
    "keywords",
)
"""Fields in which TeX is looked for, besides the abstract."""
_MARKDOWN = ("title", "subtitle")
"""Those of them that are Markdown."""
_NOT_IN_CAPITALS = {"title": "title", "journal": "title of the journal", "book": "title of the book"}
_CAPITALS = 16
"""Letters of a title from which on capitals throughout are reported; shorter ones are often names and abbreviations."""


def check_values(entry: RawEntry, record: Any, diagnostics: EntryDiagnostics) -> None:
    """Report what is probably a mistake in an entry; what a record of it says is looked at only if it is one."""
    warn_of_odd_text(entry, diagnostics)
    if "\\" in entry.header or "{" in entry.header or "\\" in entry.body:
        _warn_of_tex(entry, diagnostics)
    if isinstance(record, Publication):
        _check_publication(record, diagnostics)


def _warn_of_tex(entry: RawEntry, diagnostics: EntryDiagnostics) -> None:
    """Report commands of TeX outside formulas, in braces only where these could not be meant for themselves."""
    for field in _LINES:
        for path, text in _lines(entry.data.get(field), (field,)):
            if TEX_SIGNS.search(text) and find_tex(text, braces=True):
                right, pieces = decoded(text, braces=True, markdown=field in _MARKDOWN)
                hint, fix = f"write {_quoted(right or as_text(text))}", Fix(right, pieces) if right else None
                diagnostics.add("tex", path, f"`{_short(text)}` has TeX in it", hint, fix=fix)
    texts: list[tuple[ValuePath, Any, bool]] = [
        ((), entry.body, True),
        (("abstract",), entry.data.get("abstract"), False),
    ]
    for path, text, is_body in texts:
        if isinstance(text, str) and "\\" in text and (found := find_tex(text, braces=False)):
            right = as_text(found[0])
            if found[0].startswith(("\\emph{", "\\textit{")):
                right = f"*{right}*"
            known = right and right != found[0] and not re.match("<(?:cit|ref)", right)
            hint = f"write {_quoted(right)}" if known else "write it as Markdown, or in $...$"
            at = found.start() if is_body else None
            whole, pieces = decoded(text, braces=False, markdown=True)
            fix = Fix(whole, pieces) if whole else None
            message = f"`{_short(found[0])}` is TeX and would be shown as typed"
            diagnostics.add("tex", path, message, hint, body_at=at, fix=fix)


def _lines(value: Any, path: ValuePath) -> Iterator[tuple[ValuePath, str]]:
    """A value as text, or the texts in a list of texts and maps."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list | dict):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _lines(each, (*path, key))


def _short(text: str) -> str:
    return text if len(text) < 80 else f"{text[:76]}..."


def _quoted(text: str) -> str:
    """A text for a hint, in quotes that suit it."""
    quote = '"' if "'" in text else "'"
    return f"{quote}{_short(text)}{quote}"


_RANGE = re.compile(r"(\d+)\s*(?:--?|–|—|/)\s*(\d+)")


_PLACEHOLDER = re.compile(
    r"/(?:.*\.)?(?:x{4,}|n{4,}|0{6,})(?:\.(?:x{4,}|n{4,}|0{6,}))?$|^10\.1145/1122445\.1122456$", re.I
)
"""What stands in the place of a DOI in templates of publishers, as in 10.1145/nnnnnnn.nnnnnnn."""


def _check_publication(publication: Publication, diagnostics: EntryDiagnostics) -> None:
    for field, what in _NOT_IN_CAPITALS.items():
        text = getattr(publication, field)
        if text.isupper() and " " in text and sum(map(str.isupper, text)) >= max(_CAPITALS, len(letters(text)) / 2):
            message = f"the {what} is in capital letters, and citation styles do not change that"
            hint = "write it as a sentence, such as 'On cards and drawers'"
            if field != "title":
                hint = "write it as it is printed elsewhere, such as 'Journal of Indexes'"
            diagnostics.add("all-capitals", (field,), message, hint)
    if (pages := _RANGE.fullmatch(publication.pages)) and len(pages[1]) == len(pages[2]) and pages[1] > pages[2]:
        message = f"the pages {publication.pages} end before they begin"
        diagnostics.add("page-order", ("pages",), message, f"is it {pages[2]}-{pages[1]}?")
    if _PLACEHOLDER.search(publication.doi):
        hint = "write the DOI once there is one, and delete the line until then"
        diagnostics.add("empty-value", ("doi",), f"{publication.doi!r} is the DOI of a template", hint)
    _check_dates(publication, diagnostics)
    _check_keywords(publication, diagnostics)


def _check_dates(publication: Publication, diagnostics: EntryDiagnostics) -> None:
    """Report a work that was accepted after it appeared, or submitted after it was accepted."""
    appeared = "online" if publication.online else "issued"
    for first, then, what in (
        ("accepted", appeared, "accepted after it appeared"),
        ("submitted", "accepted", "submitted after it was accepted"),
        ("submitted", appeared, "submitted after it appeared"),
    ):  # fmt: skip
        one, other = getattr(publication, first), getattr(publication, then)
        if one and other and not in_order(one.ends[0], other.ends[-1]):
            message = f"it would have been {what}: {one} is later than {other}"
            diagnostics.add("date-doubt", (first,), message, "check both dates")
            return


def _check_keywords(publication: Publication, diagnostics: EntryDiagnostics) -> None:
    seen: dict[tuple[str, str], str] = {}
    for i, (language, label) in enumerate(publication.keywords):
        plain = (language, letters(label) or label)
        first = seen.get(plain)
        seen.setdefault(plain, label)
        if first is not None:
            at = [tag for tag, _ in publication.keywords[:i]].count(language)
            path = ("keywords", language, at) if language else ("keywords", at)
            same = "" if first == label else f", as {first!r}"
            diagnostics.add("keyword-twice", path, f"{label!r} is there already{same}", "delete one of the two")
