"""What an import did, for people and for programs."""

from collections.abc import Iterator

from kartotek.diagnostics.plain_text import one_line
from kartotek.diagnostics.render import counted
from kartotek.importers.plan import ImportPlan, Outcome, RecordResult, unmapped_fields

_MOST_FIELDS = 12
"""Names of fields without a place that the report shows; the memory of the plan has all of them."""
_WORDS = {
    Outcome.IMPORTED: "imported",
    Outcome.UPDATED: "updated",
    Outcome.UNCHANGED: "unchanged",
    Outcome.DOUBTFUL: "doubtful (not imported: decide yourself)",
    Outcome.SKIPPED: "skipped",
    Outcome.FAILED: "failed",
}


def as_lines(plan: ImportPlan, *, written: bool) -> Iterator[str]:
    """The report: notes, what needs a person's eyes, then how many records have which outcome."""
    for note in plan.notes:
        yield f"note: {one_line(note)}"
    for result in plan.results:
        yield from map(one_line, _about(result))
    fields = unmapped_fields(plan.results)
    if fields:
        shown = ", ".join(f"{name} ({count:,})" for name, count in fields[:_MOST_FIELDS])
        more = f" and {len(fields) - _MOST_FIELDS} more" if len(fields) > _MOST_FIELDS else ""
        yield one_line(f"note: fields without a place in entries, kept only in {plan.memory}: {shown}{more}")
    counts = ", ".join(f"{count:,} {_WORDS[outcome]}" for outcome, count in plan.counts.items() if count)
    new = plan.counts[Outcome.IMPORTED] + plan.counts[Outcome.UPDATED]
    following = "; look at them in content/publications/, then run kartotek check" if new else ""
    would = following if written else "; nothing was written"
    yield f"{counted(plan.counted, 'record')}: {counts or 'none'}{would}"
    if not plan.is_complete:
        yield (
            f"error: the files have {counted(plan.counted, 'record')}, but {len(plan.results):,} were read; look for "
            "records that are missing in the list above, and tell us"
        )


def _about(result: RecordResult) -> Iterator[str]:
    """What should be known of one record; nothing if all went as expected."""
    file = f"./{result.file}" if result.file.startswith(":") else result.file  # "::" begins commands of workflows
    place = f"{file}:{result.line}" if result.line else file
    name = f" {result.key}" if result.key else ""
    if result.outcome in (Outcome.DOUBTFUL, Outcome.SKIPPED, Outcome.FAILED):
        yield f"{place}:{name} {result.outcome}: {result.reason}"
    if result.outcome is Outcome.UPDATED:
        yield f"{place}:{name} updated {result.id}: {', '.join(result.changed)}"
    if result.kept:
        yield f"{place}:{name} kept what an editor wrote in {result.id}: {', '.join(result.kept)}"
    if result.near:
        several = " and ".join(result.near)
        hint = f"related: [{{id: {result.near[0]}, relation: IsVersionOf}}]"
        yield f"{place}:{name} may be another version of {several}; if so, add to {result.id}: {hint}"
    for note in result.notes:
        yield f"{place}:{name} {note}"


def as_data(plan: ImportPlan, *, written: bool) -> dict[str, object]:
    """The report for programs."""
    return {
        "written": written,
        "complete": plan.is_complete,
        "records": plan.counted,
        "counts": {str(outcome): count for outcome, count in plan.counts.items()},
        "files": [write.file for write in plan.writes],
        "notes": list(plan.notes),
        "results": [
            {
                "outcome": str(result.outcome),
                "file": result.file,
                "line": result.line,
                "key": result.key,
                "id": result.id,
                "reason": result.reason,
                "changed": list(result.changed),
                "kept": list(result.kept),
                "near": list(result.near),
                "notes": list(result.notes),
                "unmapped": list(result.unmapped),
            }
            for result in plan.results
        ],
    }
