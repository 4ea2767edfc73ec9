"""What a sync did: for a terminal, for the text of a pull request, and for programs."""

from collections.abc import Callable, Iterator, Sequence

from kartotek.diagnostics.plain_text import one_line
from kartotek.diagnostics.render import counted
from kartotek.importers import report as of_import
from kartotek.importers.plan import ImportPlan, Outcome, RecordResult
from kartotek.sync.gather import Problem
from kartotek.sync.run import Synced

_MOST_LINES = 100
"""Lines of one list in a pull request; the rest is in its diff."""
_LONGEST = 60_000
"""Letters of the text of a pull request: GitHub takes 65,536."""


def as_lines(synced: Sequence[Synced], *, written: bool) -> Iterator[str]:
    """The report for a terminal: a part for each source."""
    for each in synced:
        yield f"{each.source.name} ({each.label}):"
        for problem in each.problems:
            yield one_line(f"  error: {sentence_of(problem)}")
            if problem.hint:
                yield one_line(f"  help: {problem.hint}")
        if each.plan is None:
            yield (
                "  it was fetched, but not imported"
                if each.fetched
                else "  nothing was fetched, and nothing was changed"
            )
            continue
        for line in of_import.as_lines(each.plan, written=written):
            yield f"  {line}"
        for name in _gone(each):
            yield f"  {name} is not at the source any more{_or_not_asked(each)}; its entry stays"
    if _nobody_answers(synced):
        yield "error: there seems to be no network; nothing was changed"


def sentence_of(problem: Problem) -> str:
    """What went wrong, in a sentence."""
    return f"{problem.what}: {problem.reason}" if problem.what else problem.reason


def _nobody_answers(synced: Sequence[Synced]) -> bool:
    problems = [problem for each in synced for problem in each.problems]
    return bool(problems) and all(problem.no_network for problem in problems) and not any(each.plan for each in synced)


def _gone(each: Synced) -> Sequence[str]:
    return each.plan.absent if each.plan and each.is_whole else ()


def as_markdown(synced: Sequence[Synced]) -> str:
    """The report as the text of a pull request, in the Markdown of GitHub and GitLab.

    What came from outside stands in code, where it names nobody and links to nothing.
    """
    lines = [
        "| source | records | added | updated | unchanged | doubtful | skipped | failed |",
        "|---|---|---|---|---|---|---|---|",
        *(_row(each) for each in synced),
    ]
    for title, found in _SECTIONS.items():
        some = [line for each in synced for line in found(each)]
        if some:
            more = [f"- ... and {len(some) - _MOST_LINES:,} more"] if len(some) > _MOST_LINES else []
            lines += ["", f"### {title}", "", *some[:_MOST_LINES], *more]
    lines += ["", "What editors wrote stays as it is, and nothing is ever deleted. Close this, and it comes again "
        "tomorrow; delete an entry, and it does not come back."]  # fmt: skip
    text = "\n".join(lines)
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rpartition("\n")[0] + "\n\n(The rest is left out: a text can be no longer.)"
    return text + "\n"


def _row(each: Synced) -> str:
    name = f"{code(each.source.name)} ({each.label})"
    if each.plan is None:
        return f"| {name} | {'not imported' if each.fetched else 'not fetched'} | | | | | | |"
    counts = each.plan.counts
    numbers = " | ".join(f"{counts[outcome]:,}" for outcome in Outcome)
    return f"| {name} | {each.plan.counted:,} | {numbers} |"


def code(text: str) -> str:
    """A text as a span of code, in one line, in which no mark means anything."""
    plain = one_line(" ".join(text.replace("`", "'").replace("|", "¦").split()))
    return f"`{plain[:200] or ' '}`"


def _titled(result: RecordResult) -> str:
    title = f" {code(result.title)}" if result.title else ""
    return f"- {code(result.id or result.key or result.file)}{title}"


def _with(outcome: Outcome, more: Callable[[RecordResult], str]) -> Callable[[Synced], Iterator[str]]:
    def lines(each: Synced) -> Iterator[str]:
        for result in each.plan.results if each.plan else ():
            if result.outcome is outcome:
                yield f"{_titled(result)}{more(result)}"

    return lines


def _fields(names: Sequence[str]) -> str:
    return ", ".join(map(code, names))


def _kept(each: Synced) -> Iterator[str]:
    for result in each.plan.results if each.plan else ():
        if result.kept:
            yield f"{_titled(result)}: {_fields(result.kept)}"


def _near(each: Synced) -> Iterator[str]:
    for result in each.plan.results if each.plan else ():
        if result.near:
            yield f"- {code(result.id)} may be another version of {_fields(result.near)}"


def _problems(each: Synced) -> Iterator[str]:
    for problem in each.problems:
        hint = f" ({code(problem.hint)})" if problem.hint else ""
        yield f"- {code(each.source.name)}: {code(sentence_of(problem))}{hint}"
    if each.plan and not each.plan.is_complete:
        yield f"- {code(each.source.name)}: {counted(each.plan.counted, 'record')}, but {len(each.plan.results):,} read"


def _notes(each: Synced) -> Iterator[str]:
    for note in each.plan.notes if each.plan else ():
        yield f"- {code(each.source.name)}: {code(note)}"


def _absent(each: Synced) -> Iterator[str]:
    for name in _gone(each):
        yield f"- {code(name)} ({code(each.source.name)}{_or_not_asked(each)})"


def _or_not_asked(each: Synced) -> str:
    """Of people who have no entry any more, or a draft, works are not asked for; the source still has them."""
    return ", or not asked for any more" if each.source.people else ""


def _reason(result: RecordResult) -> str:
    return f": {code(result.reason)}"


_SECTIONS: dict[str, Callable[[Synced], Iterator[str]]] = {
    "Could not be fetched or imported": _problems,
    "Doubtful: please decide": _with(Outcome.DOUBTFUL, _reason),
    "Added": _with(Outcome.IMPORTED, lambda _: ""),
    "Updated": _with(Outcome.UPDATED, lambda result: f": {_fields(result.changed)}"),
    "Kept, although the source says something else now": _kept,
    "May be another version of an entry": _near,
    "Not at the source any more; the entry stays": _absent,
    "Could not be read": _with(Outcome.FAILED, _reason),
    "Notes": _notes,
}
"""What a pull request tells, by its heading."""


def as_data(synced: Sequence[Synced], *, written: bool) -> dict[str, object]:
    """The report for programs."""
    return {
        "written": written,
        "complete": all(each.is_complete for each in synced),
        "sources": [
            {
                "name": each.source.name,
                "from": each.source.kind,
                "problems": [
                    {"what": problem.what, "reason": problem.reason, "hint": problem.hint} for problem in each.problems
                ],
                "absent": list(_gone(each)),
                "import": of_import.as_data(each.plan, written=written) if each.plan else None,
            }
            for each in synced
        ],
    }


def changes(synced: Sequence[Synced]) -> int:
    """How many files were written, or would be."""
    return sum(len(each.plan.writes) for each in synced if isinstance(each.plan, ImportPlan))
