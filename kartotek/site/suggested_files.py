"""The files of suggestions, in the background: all of them, or those that an edit concerns.

What they are made from stays in the cache between builds, in a file of its own that few builds read.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import time_ns

from kartotek.output.outputs import Output
from kartotek.output.stage import Stage
from kartotek.pages import THINGS
from kartotek.pages.suggestions import all_suggestions, suggested_works
from kartotek.search.suggestions import Suggested, renewed
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache import SUGGESTED
from kartotek.site.cache_folder import cache_key
from kartotek.site.editions import Editions
from kartotek.site.options import Job
from kartotek.site.program_version import program_version
from kartotek.store.value import read_value, write_value
from kartotek.text.digests import of_bytes
from kartotek.urls import IDENTIFIERS, NAMES, WORDS
from kartotek.view.view import View
from kartotek.workers import background


@dataclass(frozen=True, slots=True)
class SuggestedFiles:
    """The files, and the name of the file in the cache that they were made from; "" if there is none."""

    kept: str
    files: Iterable[Output]


def begin_suggestions(
    job: Job, inputs: BuildInputs, editions: Editions, stage: Stage, stack: ExitStack
) -> Callable[[], SuggestedFiles]:
    """Start to make the files, and return a function that waits for them.

    Without pages, or if lists show no publication otherwise, they stay as they are.
    """
    kept, touched = inputs.last.output.suggested, inputs.loaded.touched
    if not (job.settings.search and job.options.pages):
        return lambda: SuggestedFiles("", ())
    known = {path: file for path, file in inputs.suggested.items() if path.endswith(".json")}  # others are packed
    if touched and not touched.listed:
        return lambda: SuggestedFiles(kept, known.values())
    edited = None if touched is None else sorted(touched.listed)
    renewing = _Renewing(job.options.cache, kept, editions.first, edited, known, stage)
    return stack.enter_context(background(_renew, renewing, job.options.jobs))


@dataclass(frozen=True, slots=True)
class _Renewing:
    """What there is to do: `edited` are the works that may be suggested otherwise, None if anything may; `known` are
    the files in `dist/` that are as the last build left them."""

    cache: Path
    kept: str
    view: View
    edited: list[str] | None
    known: Mapping[str, Output]
    stage: Stage


def _renew(renewing: _Renewing) -> SuggestedFiles:
    """Make the files that differ."""
    view, known = renewing.view, renewing.known
    last, edited = _last(renewing), renewing.edited
    if edited is None or not last.named:
        found = list(all_suggestions(view, THINGS))
        gone = last.named.keys() - {f"{each.kind}/{each.key}" for each in found}
        made = renewed(last, found, gone)
    else:
        made = renewed(last, suggested_works(view, edited))
    if made is None:
        return SuggestedFiles(renewing.kept, list(known.values()))  # a view cannot be sent to another process
    files: list[Output] = []
    for begin, group in ((NAMES, made.names), (IDENTIFIERS, made.identifiers), (WORDS, made.words)):
        # the first file lists the others, so it comes after them
        for end, content in sorted(group.items(), key=lambda file: file[0] == ".json"):
            old = known.get(path := begin + end)
            if content is None or (old and old.digest == of_bytes(content)):
                files.append(known[path])
            else:
                files.append(renewing.stage.put(path, content))
    name = f"{SUGGESTED}{time_ns():x}"
    paths = frozenset(file.path for file in files)
    write_value(renewing.cache / name, program_version(), cache_key(renewing.cache), (paths, made.made_from))
    return SuggestedFiles(name, files)


def _last(renewing: _Renewing) -> Suggested:
    """What the files were made from, if all of them are there; else nothing, and all are made again."""
    if renewing.kept:
        at = renewing.cache / renewing.kept
        kept = read_value(at, program_version(), cache_key(renewing.cache))
        if kept and kept[0] == renewing.known.keys():
            last: Suggested = kept[1]
            return last
    return Suggested()
