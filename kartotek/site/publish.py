"""From the stage to the output folder, and removing files that belong to no page."""

import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass

from kartotek.output import stage as staging
from kartotek.output.outputs import Outputs
from kartotek.output.stage import Stage
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.limits import measure
from kartotek.site.options import Job
from kartotek.site.silent_output import report_what_goes


@dataclass(frozen=True, slots=True)
class Published:
    """All files of the portal as they are now, and the paths of those that were written or removed."""

    outputs: Outputs
    changed: Iterable[str]


def begin_stage(job: Job, stack: ExitStack) -> Stage:
    """A stage for this build, which is removed when the build is over, however it ends. Raises OSError."""
    stage = staging.make_stage(job.options.out, job.options.cache, anew=job.options.clean)
    stack.callback(shutil.rmtree, stage.folder, ignore_errors=True)
    return stage


def publish_and_prune(job: Job, inputs: BuildInputs, made: Outputs, stage: Stage) -> Published:
    """Move what is new into place, then remove what was there and is not among the files `made`.

    If only some pages were made, only files of the search, of which all are among these, and files that the last build
    did not know can be removed.
    Raises OSError, ContentError for a portal that its host would refuse or that would lose exports, or what the watcher
    raises, before anything in the output folder has changed, PublishError after that.
    """
    if inputs.is_full:
        report_what_goes(job)
    measure(job, made if inputs.is_full else inputs.found.sound)
    report, out, last = job.report, job.options.out, inputs.last.output.outputs
    gone = {path for path in inputs.found.orphans if path not in made}
    gone.update(
        path for path in (last if inputs.is_full else {**inputs.indexed, **inputs.search_data}) if path not in made
    )
    job.announce(made if inputs.is_full else inputs.found.sound.changed(gone, made.values()), stage.tree)
    report.written = staging.publish(stage, made)
    moved = made.waiting()
    made.settle()
    if not last and not stage.whole:
        gone.update(staging.orphans(out, made))
    report.removed = staging.remove(out, gone)
    outputs = made if inputs.is_full else inputs.found.sound.changed(gone, made.values())
    report.kept = len(outputs) - report.written
    report.files, report.bytes = len(outputs), outputs.size
    return Published(outputs, [*moved, *gone])
