"""The files of suggestions and facets, in the background: all of them, or those that an edit concerns.

What they are made from stays in the cache between builds, in a file of its own that few builds read.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import time_ns

from kartotek.output.outputs import Output
from kartotek.output.stage import Stage
from kartotek.pages import THINGS
from kartotek.pages.facets import all_facets, facets_after
from kartotek.pages.suggestions import all_suggestions, suggested_works
from kartotek.search.facets import Faceted
from kartotek.search.shards import Files
from kartotek.search.suggestions import SuggestionIndex, renewed
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache import SEARCH_DATA
from kartotek.site.cache_folder import cache_key
from kartotek.site.editions import Editions
from kartotek.site.options import Job
from kartotek.site.program_version import program_version
from kartotek.store.value import read_value, write_value
from kartotek.text.digests import of_bytes
from kartotek.urls import FACETS, IDENTIFIERS, NAMES, WORDS
from kartotek.view.view import View
from kartotek.workers import background


@dataclass(frozen=True, slots=True)
class SearchData:
    """The files, and the name of the file in the cache that they were made from; "" if there is none."""

    kept: str
    files: Iterable[Output]


def begin_search_data(
    job: Job, inputs: BuildInputs, editions: Editions, stage: Stage, stack: ExitStack
) -> Callable[[], SearchData]:
    """Start to make the files, and return a function that waits for them.

    Without pages, or if lists show no publication otherwise, they stay as they are.
    """
    kept, touched = inputs.last.output.search_data, inputs.loaded.touched
    if not (job.settings.search and job.options.pages):
        return lambda: SearchData("", ())
    known = {path: file for path, file in inputs.search_data.items() if path.endswith(".json")}  # others are packed
    if touched and not touched.listed:
        return lambda: SearchData(kept, known.values())
    edited = None if touched is None else sorted(touched.listed)
    renewing = _Renewing(job.options.cache, kept, editions.first, edited, known, stage)
    return stack.enter_context(background(_renew, renewing, job.options.jobs))


@dataclass(frozen=True, slots=True)
class _Renewing:
    """What there is to do: `edited` are the works that lists may show otherwise, None if anything may differ; `known`
    are the files in `dist/` that are as the last build left them."""

    cache: Path
    kept: str
    view: View
    edited: list[str] | None
    known: Mapping[str, Output]
    stage: Stage


@dataclass(frozen=True, slots=True)
class _MadeFrom:
    """What all files are made from."""

    suggested: SuggestionIndex = field(default_factory=SuggestionIndex)
    faceted: Faceted = field(default_factory=Faceted)


def _renew(renewing: _Renewing) -> SearchData:
    """Make the files that differ."""
    view, edited = renewing.view, renewing.edited
    last = _last(renewing)
    if edited is None or last is None:
        last = last or _MadeFrom()
        found = list(all_suggestions(view, THINGS))
        gone = last.suggested.named.keys() - {f"{each.kind}/{each.key}" for each in found}
        suggested = renewed(last.suggested, found, gone)
        faceted, facets = all_facets(view)
    else:
        suggested = renewed(last.suggested, suggested_works(view, edited))
        faceted, facets = facets_after(view, last.faceted, edited)
    files = list(_staged(renewing, FACETS, facets))
    if suggested is None:
        files += (file for path, file in renewing.known.items() if not path.startswith(FACETS))
        if faceted == last.faceted:
            return SearchData(renewing.kept, files)
        made_from = _MadeFrom(last.suggested, faceted)
    else:
        groups = ((NAMES, suggested.names), (IDENTIFIERS, suggested.identifiers), (WORDS, suggested.words))
        for begin, group in groups:
            files += _staged(renewing, begin, group)
        made_from = _MadeFrom(suggested.made_from, faceted)
    return SearchData(_keep(renewing, files, made_from), files)


def _staged(renewing: _Renewing, begin: str, group: Files) -> Iterable[Output]:
    """The files of a group: those that differ are staged. The first file lists the others, so it comes after them."""
    for end, content in sorted(group.items(), key=lambda file: file[0] == ".json"):
        old = renewing.known.get(path := begin + end)
        if content is None or (old and old.digest == of_bytes(content)):
            yield renewing.known[path]
        else:
            yield renewing.stage.put(path, content)


def _keep(renewing: _Renewing, files: Collection[Output], made_from: _MadeFrom) -> str:
    """Store what the files were made from, and return the name of the file."""
    name = f"{SEARCH_DATA}{time_ns():x}"
    paths = frozenset(file.path for file in files)
    write_value(renewing.cache / name, program_version(), cache_key(renewing.cache), (paths, made_from))
    return name


def _last(renewing: _Renewing) -> _MadeFrom | None:
    """What the files were made from, if all of them are there; else nothing, and all are made again."""
    if renewing.kept:
        at = renewing.cache / renewing.kept
        kept = read_value(at, program_version(), cache_key(renewing.cache))
        if kept and kept[0] == renewing.known.keys():
            last: _MadeFrom = kept[1]
            return last
    return None
