"""What a build leaves for the next one: begun in the background while pages are rendered, and completed at the end."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kartotek.model.relist import Relisted
from kartotek.output.survey import changed_times, folder_times
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache import (
    BuildState,
    ExcerptState,
    IndexState,
    LastBuild,
    OutputState,
    begin_store,
    remove_old,
    store_all,
    store_changes,
)
from kartotek.site.index_files import confirm_index, with_files
from kartotek.site.options import Job
from kartotek.site.program_version import program_version
from kartotek.site.publish import Published
from kartotek.workers import background


def begin_to_remember(job: Job, inputs: BuildInputs, stack: ExitStack) -> Callable[[], Path] | None:
    """Start to store what was read and linked in the background, and return a function that waits for it.

    None if only some entries differ: these are changed in the store of the last build.
    """
    if not inputs.is_full:
        return None
    content = (job.options.cache, program_version(), inputs.loaded.entries, inputs.loaded.portal)
    return stack.enter_context(background(begin_store, content, job.options.jobs))


@dataclass(frozen=True, slots=True)
class Caches:
    """What was made on the way and is used again: search index, excerpts, compiled templates, and the name of the file
    with what suggestions and facets are made from."""

    index: IndexState
    excerpts: ExcerptState
    templates: Mapping[str, bytes]
    search_data: str


def remember(
    job: Job, inputs: BuildInputs, published: Published, made: Caches, begun: Callable[[], Path] | None
) -> LastBuild | None:
    """Store what this build leaves for the next one.

    Returns what the next build in this process can start from, or None if it has to read the store. If something cannot
    be stored, the report says so; the portal is published all the same.
    """
    out, cache, last = job.options.out, job.options.cache, inputs.last
    folders = (
        changed_times(out, published.changed, last.output.folders)
        if last.output.outputs
        else folder_times(out, published.outputs)
    )
    output = OutputState(last.output.out, published.outputs, folders, job.report.pages, made.search_data)
    following: LastBuild | None = None
    with job.report.may_fail():
        index = with_files(job, made.index)
        now = BuildState(inputs.loaded.content, output, index, made.excerpts, made.templates)
        if begun is None:
            following = store_changes(now, last, inputs.loaded.fresh, inputs.loaded.relisted or Relisted())
        else:
            store_all(now, last, cache, begun())
        confirm_index(job, index)
        remove_old(cache, made.excerpts.file, made.search_data)
    return following
