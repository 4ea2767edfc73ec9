"""Suggestions for a terminal, for programs and for a spreadsheet."""

from collections.abc import Iterator

from kartotek.diagnostics.plain_text import one_line
from kartotek.diagnostics.render import counted
from kartotek.export.csv_rows import line, safe_cell
from kartotek.importers.report import as_data as import_data
from kartotek.sync.report import sentence_of
from kartotek.sync.suggest import SuggestedWork, SuggestedWorks

_MOST_NAMES = 3
COLUMNS = ("key", "type", "year", "authors", "title", "in", "doi", "people", "near")


def _facts(suggestion: SuggestedWork) -> dict[str, str]:
    """What is said of a work, by column."""
    work = suggestion.publication
    makers = [each.display for each in work.authors or work.editors]
    return {
        "key": suggestion.key,
        "type": work.type,
        "year": str(work.year or ""),
        "authors": "; ".join(makers),
        "title": work.title,
        "in": work.journal or work.book or work.series,
        "doi": work.doi,
        "people": "; ".join(suggestion.ours),
        "near": "; ".join(suggestion.near),
    }


def as_lines(suggested: SuggestedWorks) -> Iterator[str]:
    """A paragraph for each work: its key, then what it is."""
    for each in suggested.suggestions:
        facts = _facts(each)
        names = facts["authors"].split("; ")
        shown = ", ".join([*names[:_MOST_NAMES], *(["..."] if len(names) > _MOST_NAMES else [])])
        place = f" {facts['in']}." if facts["in"] else ""
        doi = f" doi:{facts['doi']}" if facts["doi"] else ""
        yield one_line(f"{each.key}: {shown} ({facts['year'] or 'no year'}): {facts['title']}.{place}{doi}")
        if each.near:
            yield one_line(f"    may be another version of {' and '.join(each.near)}")


def as_csv(suggested: SuggestedWorks) -> str:
    """A table with a row for each work."""
    rows = (_facts(each) for each in suggested.suggestions)
    return "".join(line(map(safe_cell, cells)) for cells in (COLUMNS, *(tuple(row.values()) for row in rows)))


def as_data(suggested: SuggestedWorks) -> dict[str, object]:
    """The suggestions for programs; what was added is as in the report of an import."""
    works = [
        {**_facts(each), "people": list(each.ours), "near": list(each.near), "entry": dict(each.record.data)}
        for each in suggested.suggestions
    ]
    return {
        "source": suggested.source,
        "suggestions": works,
        "doubtful": suggested.doubtful,
        "problems": [{"what": each.what, "reason": each.reason, "hint": each.hint} for each in suggested.problems],
        "added": import_data(suggested.plan, written=True) if suggested.plan else None,
    }


def problem_lines(suggested: SuggestedWorks) -> Iterator[str]:
    """What could not be asked for."""
    for problem in suggested.problems:
        yield one_line(f"error: {sentence_of(problem)}")
        if problem.hint:
            yield one_line(f"help: {problem.hint}")
    for note in suggested.notes:
        yield one_line(f"note: {note}")


def closing_lines(suggested: SuggestedWorks) -> Iterator[str]:
    """How many works there are, and how to take them."""
    if suggested.doubtful:
        reason = "have an identifier or a title of entries, and differ in the rest; they are not listed"
        yield f"note: {counted(suggested.doubtful, 'work')} {reason}"
    count = len(suggested.suggestions)
    if count:
        hint = "kartotek suggest --add KEY ... makes entries of those you choose, --add all of all"
        yield f"{counted(count, 'work')} that the portal does not have; {hint}"
    elif not suggested.problems:
        yield "the portal has all works that were found"
