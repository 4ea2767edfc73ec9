"""CSL-YAML files, as Pandoc and Better BibTeX write them: a list of items, alone or under `references`.

Every value is read as text, so "04" stays "04". If the file as a whole is no YAML, its items are read one by one.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from kartotek.importers.csl_fields import key_of
from kartotek.importers.draft_from_map import text_of
from kartotek.importers.records import Failed, Found, Raw, SourceRecords

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_ITEM = re.compile(r"^([ ]*)-[ ]", re.MULTILINE)
_ALONE = re.compile(r"^type[ ]*:", re.MULTILINE)
"""In a file with one item that is in no list."""
_END = re.compile(r"^(?:---|\.\.\.)[ ]*$", re.MULTILINE)


def read(text: str, file: str) -> SourceRecords:
    """All items of a file; of a document in Markdown, those in its front matter."""
    text = _first_document(text)
    starts = _starts(text)
    try:
        found = list(_whole(text, file))
        count = len(starts) or _count_flow(text) or len(_ALONE.findall(text)[:1])
        count = count if found else 0  # lists of settings, say: every item of references would be found
    except (yaml.YAMLError, RecursionError) as error:
        found = list(_one_by_one(text, starts, file)) or [Failed(file, 1, _reason(error, 0))]
        count = len(starts) or 1
    return SourceRecords(tuple(found), count)


def _first_document(text: str) -> str:
    """The text up to the line that ends its first document; what is before it becomes empty lines, which keep the
    numbers of the others."""
    marks = list(_END.finditer(text))
    begin = marks.pop(0).end() if marks and not text[: marks[0].start()].strip() else 0
    end = marks[0].start() if marks else len(text)
    return "\n" * text.count("\n", 0, begin) + text[begin:end]


def _starts(text: str) -> list[int]:
    """Where the items of the list begin: lines with a dash as far to the right as that of the first."""
    first = _ITEM.search(text)
    return [found.start() for found in _ITEM.finditer(text) if first and found[1] == first[1]]


def _whole(text: str, file: str) -> Iterator[Found]:
    node = yaml.compose(text, Loader=_Loader)
    if isinstance(node, yaml.MappingNode):
        alone = node if any(key.value == "type" for key, _ in node.value) else None
        node = next((value for key, value in node.value if key.value in ("references", "items")), alone)
    items = node.value if isinstance(node, yaml.SequenceNode) else [node] if node else []
    seen: set[int] = set()
    for item in items:
        yield _found(_value(item, seen), file, item.start_mark.line + 1)


def _value(node: yaml.Node, seen: set[int]) -> Any:
    """Texts, lists and maps. Raises YAMLError for a list or map that stands in two places by an alias: a small file of
    these can have more values than any memory."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if id(node) in seen:
        raise yaml.MarkedYAMLError(problem="an alias of a list or map", problem_mark=node.start_mark)
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return {str(_value(key, seen)): _value(value, seen) for key, value in node.value}
    return [_value(each, seen) for each in node.value] if isinstance(node, yaml.SequenceNode) else None


def _one_by_one(text: str, starts: list[int], file: str) -> Iterator[Found]:
    for start, end in zip(starts, [*starts, len(text)][1:], strict=True):
        line = text.count("\n", 0, start) + 1
        try:
            items = yaml.compose(text[start:end], Loader=_Loader)
            for node in items.value if isinstance(items, yaml.SequenceNode) else []:
                yield _found(_value(node, set()), file, line)
        except (yaml.YAMLError, RecursionError) as error:
            yield Failed(file, line, _reason(error, line))


def _found(item: Any, file: str, line: int) -> Found:
    if not isinstance(item, dict):
        return Failed(file, line, "a single value is in the place of a record")
    return Raw(file, line, key_of(item), text_of(item.get("type")), (("record", item),))


def _reason(error: Exception, before: int) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"it is no YAML: {error.problem} (line {error.problem_mark.line + max(before, 1)})"
    return "it is no YAML"


def _count_flow(text: str) -> int:
    """How many items a list in brackets has, or 1 for a single item, by the events of the parser."""
    depth, count, lists = 0, 0, False
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.SequenceStartEvent) and not lists:
            depth, lists = 0, True
        elif isinstance(event, yaml.CollectionStartEvent):
            count += lists and not depth
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            count += lists and not depth
    return count if lists else 1
