""" "Cite this": a publication in the citation styles of the site, and in the formats of reference managers."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from kartotek.csl import Reading, Style, load_style
from kartotek.export.csl import csl_item
from kartotek.export.work import Work
from kartotek.pages.view import View


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication as one style has it."""

    label: str
    html: Markup


_NAMES = {
    "apa": "APA",
    "chicago-author-date": "Chicago",
    "harvard-cite-them-right": "Harvard",
    "modern-language-association": "MLA",
    "vancouver": "Vancouver",
}
"""What people call the styles whose own titles are long."""


_FORMULA = re.compile(r"\$[^$]+\$")
_AS_IT_IS = '<span class="nocase">%s</span>'
"""What no style may put into other letters."""


def _styles(view: View) -> list[tuple[str, Style]]:
    """The styles of the site in the language of the view, each with what it is called."""
    code, templates = view.language.code, view.templates
    styles = [_style(name, own, code, templates) for name, own in view.citation_styles()]
    return [(_NAMES.get(style.name, style.title), style) for style in styles]


@lru_cache(maxsize=64)
def _style(name: str, _own: bytes, language: str, templates: Path) -> Style:
    """A style, loaded once in the life of a process as long as it is the same."""
    return load_style(name, language, templates)


def reading(work: Work) -> Reading:
    """A publication as it is cited."""
    item = csl_item(work)
    if any(span.style == "math" for span in (*work.title, *work.subtitle)):
        item["title"] = _FORMULA.sub(lambda found: _AS_IT_IS % found[0], item["title"])
    if work.record.journal:  # editors write names of journals as they are, in whatever language
        item["container-title"] = _AS_IT_IS % item["container-title"]
    if "issued" not in item:
        item.pop("event-date", None)  # some styles would take it for the year of the work
    if work.doi_url:
        item["DOI"] = work.doi_url.removeprefix("https://doi.org/")
    if item.get("URL") == work.url:
        del item["URL"]  # that is where the portal tells of the work, not where the work is
    if item["title"].isupper():  # a name such as GIER ALGOL; styles would take it for shouting
        item["title"] = _AS_IT_IS % item["title"]
    return Reading(item)


def citations(view: View, work: Work) -> list[Citation]:
    """A publication in all styles of the site, with the words of the page's language."""
    styles = view.once("styles", lambda: _styles(view))
    if not styles:
        return []
    read = reading(work)
    return [Citation(label, Markup(style.cite(read))) for label, style in styles]  # the processor escapes


def sources(view: View, key: str) -> list[tuple[str, str]]:
    """What is pasted into a bibliography file, by the name of its format; short, so without abstracts."""
    bib, ris, *_ = view.listed(key)
    return [("BibLaTeX" if view.bibtex() == "biblatex" else "BibTeX", bib.decode()), ("RIS", ris.decode())]
