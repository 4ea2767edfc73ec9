"""Fields by which BibTeX files make web pages: those of al-folio (`_bibliography/papers.bib`), and of others like it.

al-folio's documentation calls them "custom BibTeX fields".
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

LINKS = {"html": "Web page", "website": "Website", "code": "Code", "data": "Data", "dataset": "Data",
    "slides": "Slides", "poster": "Poster", "video": "Video", "blog": "Blog", "supp": "Supplement", "demo": "Demo",
    "talk": "Talk"}  # fmt: skip
"""Fields with an address, and what the link is called."""
READ = frozenset({*LINKS, "arxiv", "selected", "award", "award_name", "inspirehep_id"})
"""The fields that are read here."""
SHOWING = frozenset({"abbr", "bibtex_show", "altmetric", "dimensions", "google_scholar_id", "preview", "hal_show"})
"""Fields that say how a page shows the work."""
_SIGN = r"(?:[*†‡§¶]|\\(?:(?:text)?d?dag(?:ger)?(?:dbl)?|ast|star|textasteriskcentered|S|P)(?![a-zA-Z]))"
_HIGH = rf"(?:[0-9,;\s{{}}]|{_SIGN})+"
_MARKS = re.compile(
    rf"(?<=[\w.}}])(?:\$\s*\^?{_HIGH}\$|\\textsuperscript\s*\{{{_HIGH}\}}|\{{\s*(?:{_SIGN}\s*)+\}}|{_SIGN})+(?=[\s,}}]|$)"
)
"""Signs as they are, as commands, and set high, with numbers, too."""
_ADDRESS = re.compile(r"https?://\S+")


def without_marks(names: str) -> str:
    """Names without the stars and daggers by which notes are found ("Lind*, Ada")."""
    return _MARKS.sub("", names)


def take(fields: Mapping[str, str], data: dict[str, Any], plain: Callable[[str], str]) -> list[tuple[str, str]]:
    """Put these fields where they belong, and return those of which nothing can be made: files of the site.

    `plain` reads a value as text.
    """
    left: list[tuple[str, str]] = []
    links: list[dict[str, str]] = []
    for name, label in LINKS.items():
        value = re.sub(r"\\([_%#&~])", r"\1", fields.get(name, "").strip("{} \t\n"))
        if _ADDRESS.fullmatch(value):
            links.append({"url": value, "label": label})
        elif value:
            left.append((name, value))
    if links:
        data["links"] = links
    if "arxiv" in fields:
        data.setdefault("arxiv", plain(fields["arxiv"]))
    if fields.get("selected", "").strip().lower() == "true":
        data["featured"] = "true"
    if award := plain(fields.get("award_name", "") or fields.get("award", "")):
        data["award"] = award
    if number := plain(fields.get("inspirehep_id", "")):
        data.setdefault("identifiers", []).append(f"INSPIRE {number}")
    return left
