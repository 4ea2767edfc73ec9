""" "Cite this": a publication in the citation styles of the site, and in the formats of reference managers."""

from dataclasses import dataclass

from markupsafe import Markup

from kartotek.csl import Reading
from kartotek.export.csl import csl_item
from kartotek.export.work import Work
from kartotek.pages.view import View


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication as one style has it."""

    label: str
    html: Markup


def reading(work: Work) -> Reading:
    """A publication as it is cited."""
    item = csl_item(work)
    if item.get("URL") == work.url:
        del item["URL"]  # that is where the portal tells of the work, not where the work is
    if item["title"].isupper():  # a name such as GIER ALGOL; styles would take it for shouting
        item["title"] = f'<span class="nocase">{item["title"]}</span>'
    return Reading(item)


def citations(view: View, work: Work) -> list[Citation]:
    """A publication in all styles of the site, with the words of the page's language."""
    styles = view.styles()
    if not styles:
        return []
    read = reading(work)
    return [Citation(label, Markup(style.cite(read))) for label, style in styles]  # the processor escapes


def sources(view: View, key: str) -> list[tuple[str, str]]:
    """What is pasted into a bibliography file, by the name of its format; short, so without abstracts."""
    bib, ris, *_ = view.listed(key)
    return [("BibLaTeX" if view.bibtex() == "biblatex" else "BibTeX", bib.decode()), ("RIS", ris.decode())]
