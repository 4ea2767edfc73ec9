"""Works whose exports are imported again: real papers, the demo portal, and every field of every type."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kartotek.config.settings import Site
from kartotek.export.work import Work
from kartotek.export.work_builder import describe
from kartotek.importers.candidate import read_draft
from kartotek.importers.records import Candidate, Draft, Raw, SourceRecords
from kartotek.model.portal import Portal
from kartotek.model.publication import Publication
from kartotek.site.begin import begin_job
from kartotek.site.load import load
from kartotek.site.options import BuildOptions
from kartotek.text.dates import PartialDate
from tests.corpus import write_corpus
from tests.export.mapping import VALUES, _bases

SITE = Site(title=(("", "Portal"),))
ROOT = Path(__file__).parents[2]


@cache
def _portals() -> tuple[Portal, Portal]:
    """The papers of the corpus, and the demo."""
    with TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "site.yaml").write_text("title: Portal\n", "utf-8")
        write_corpus(site / "content")
        options = [BuildOptions(root, site / "dist", drafts=True) for root in (site, ROOT)]
        corpus, demo = (load(begin_job(each)).portal for each in options)
        return corpus, demo


def real_works(count: int = 300) -> Iterator[Work]:
    """So many papers, and all works of the demo."""
    corpus, demo = _portals()
    for portal, keys in ((corpus, islice(corpus.publications, count)), (demo, iter(demo.publications))):
        for key in keys:
            yield describe(portal, SITE, key, "")


_MORE = {"isbn": ("978-0-306-40615-7",), "issn": ("1234-5679",), "arxiv": "1987.19870", "language": "da",
    "country": "DK", "ipc": ("A61K 19/87",)}  # fmt: skip
"""Values that are valid, unlike those of `VALUES`."""


def works_with(field: str, work_of: Callable[[Publication], Work]) -> Iterator[Work]:
    """A work of each type that has the field, with a value for it and, unless it is a date, a date of issue."""
    if field == "type":
        yield from map(work_of, (replace(base, issued=PartialDate(1986)) for base in _bases("title")))
        return
    for base in _bases(field):
        value: Any = _MORE.get(field, VALUES[field])
        dated = {} if isinstance(value, PartialDate) else {"issued": PartialDate(1986)}
        changes: dict[str, Any] = {field: value, **dated}
        yield work_of(replace(base, **changes))


def imported(text: str, read: Callable[[str, str], SourceRecords], draft: Callable[[Raw], Draft]) -> list[Candidate]:
    """What is imported from a text; everything in it must be."""
    records = read(text, "file")
    assert records.count == len(records.found)
    found = [read_draft(draft(raw)) for raw in records.found if isinstance(raw, Raw)]
    made = [each for each in found if isinstance(each, Candidate)]
    assert len(made) == records.count, records.found
    return made
