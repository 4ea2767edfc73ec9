""" "Cite this": a publication in the citation styles of the site, and in the formats of reference managers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from kartotek.export.bibtex import bibtex
from kartotek.export.work import Work


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication as one style has it."""

    label: str
    html: Markup


def sources(work: Work) -> Iterator[tuple[str, str]]:
    """What is pasted into a bibliography file, by the name of its format; short, so without the abstract."""
    short = replace(work, abstract="")
    yield "BibTeX", bibtex(short)
