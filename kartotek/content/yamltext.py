"""YAML 1.1 in which every scalar is text, read fast; places are found only when a diagnostic needs them.

PyYAML's implicit typing is off, so `language: no` is Norwegian and `issue: 04` keeps its zero.
"""

import re
from typing import Any

import yaml

from kartotek.content.paths import ValuePath
from kartotek.content.yaml_lines import explain

_MAX_DEPTH = 16
_RUN = re.compile(r"[-?:]\s+[-?:]\s+[-?:]\s+[-?:]\s")
"""A run of indicators that may open a list or a map at every step."""
_BaseLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _TagError(yaml.constructor.ConstructorError):
    """A value has a tag (`!!int 4`), which would give it a type."""


class DuplicateKeyError(Exception):
    """A map has one key twice. Which and where is found by composing the text once more."""


class _TextLoader(_BaseLoader):  # type: ignore[misc]  # either the C or the Python loader
    """Composes nodes without resolving the types of scalars: all are text."""

    def resolve(self, _kind: type[yaml.Node], _value: Any, _implicit: Any) -> str:
        return ""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def _value(node: yaml.Node) -> Any:
    """A node as text, list or map. Raises DuplicateKeyError, or ConstructorError for a tag or a key that is no text."""
    kind = type(node)
    if node.tag:
        raise _TagError(None, None, node.tag, node.start_mark)
    if kind is yaml.ScalarNode:
        return node.value
    if kind is yaml.SequenceNode:
        return [_value(item) for item in node.value]
    mapping = {}
    for key, value in node.value:
        if type(key) is not yaml.ScalarNode:
            raise yaml.constructor.ConstructorError(None, None, "unhashable key", key.start_mark)
        mapping[key.value] = _value(value)
    if len(mapping) != len(node.value):
        raise DuplicateKeyError
    return mapping


class YamlError(Exception):  # a value on its way to becoming a diagnostic
    """The text cannot be read. `line` and `column` count from 1 within the text."""

    def __init__(self, code: str, message: str, hint: str, line: int, column: int) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column


def load(text: str) -> Any:
    """The value of a YAML document: texts, lists and maps nested in each other; None if it is empty.

    Raises YamlError for what is not YAML, and for what entries do not use: tags, anchors, aliases, keys that stand
    twice, more than 16 levels.
    """
    try:
        brackets = text.count("[") + text.count("{")
        if "&" in text or "*" in text or brackets > _MAX_DEPTH or _RUN.search(text):
            _refuse_bombs(text)
        root = yaml.compose(text, Loader=_TextLoader)
        return None if root is None else _value(root)
    except DuplicateKeyError:
        raise _duplicate_key(text) from None
    except _TagError as error:
        mark: Any = error.problem_mark
        raise YamlError(
            "yaml-alias",
            "a value beginning with ! has a YAML tag, which entries do not use",
            'put the value in quotes ("!like this") or delete the tag',
            mark.line + 1,
            mark.column + 1,
        ) from None
    except yaml.MarkedYAMLError as error:
        raise _syntax_diagnostic(error, text) from None
    except yaml.reader.ReaderError as error:
        code_point = _code_point(error.character)
        before = text[: max(0, text.find(chr(code_point)))]  # libyaml counts in bytes
        message = f"the character U+{code_point:04X} is not allowed here"
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise YamlError("yaml-syntax", message, "delete it and type it again", line, column) from None
    except RecursionError:
        raise YamlError("yaml-depth", "lists and maps are nested too deeply", "", 1, 1) from None
    except yaml.YAMLError as error:
        raise YamlError("yaml-syntax", f"this is not YAML: {error}", "", 1, 1) from None


_FIELD = re.compile(r"^(?=[^\s#\-\]}])[^:\n]*:(?:\s|$)", re.MULTILINE)
"""The beginning of a field at the left edge."""

_MOST_FIELDS = 1000
"""Fields that are read one by one; nobody wrote more of them by hand."""


def load_rest(text: str) -> tuple[list[YamlError], str, dict[str, Any]]:
    """All errors in fields that `load` refuses, the text with the lines of these fields empty, and its value.

    Each field is read for itself, so that one that is wrong hides no other; of each the first error is reported.
    """
    errors: list[YamlError] = []
    starts = [0, *(found.start() for found in _FIELD.finditer(text) if found.start())][:_MOST_FIELDS]
    rest, line = "", 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = text[start:end]
        try:
            load(part)
            rest += part
        except YamlError as error:
            error.line += line
            errors.append(error)
            rest += "\n" * part.count("\n")
        line += part.count("\n")
    try:
        data = load(rest)
    except YamlError as each:
        return [*errors, each], "", {}
    if not errors:  # each field is right, and all together are not
        try:
            load(text)
        except YamlError as each:
            errors.append(each)
    return errors, rest, data if isinstance(data, dict) else {}


def _code_point(character: object) -> int:
    if isinstance(character, int):
        return character
    return ord(str(character)[0]) if str(character) else 0


def _refuse_bombs(text: str) -> None:
    """Refuse what makes a small file huge (aliases: "a billion laughs") or overflows the stack (depth).

    Walks events, which needs no recursion; composing a text nested 50,000 deep ends the process.
    """
    depth = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(
                "yaml-alias",
                "a value beginning with & or * is a YAML anchor or alias, which entries do not use",
                'put the value in quotes ("*like this*") or write it out in full',
                mark.line + 1,
                mark.column + 1,
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise YamlError(
                "yaml-depth",
                f"lists and maps are nested more than {_MAX_DEPTH} deep",
                "no field needs more than four; is a bracket left open?",
                mark.line + 1,
                mark.column + 1,
            )


_BEGUN = (
    (
        "while scanning a quoted scalar",
        "the quote that begins here is not closed",
        'put the same quote after the text; inside double quotes write \\" for a quote',
    ),
    ("while scanning an alias", "a text begins with *", 'put it in quotes: "*like this*"'),
    ("while scanning an anchor", "a text begins with &", 'put it in quotes: "&like this"'),
    ("while parsing a flow sequence", "the list that begins here is not closed", "write [one, two]"),
    ("while parsing a flow mapping", "the map that begins here is not closed", "write {name: value}"),
    (
        "while scanning a simple key",
        "this line has no colon after its key",
        'write `key: value`; a text of several lines needs quotes or a leading "|"',
    ),
)
"""Mistakes that the parser notices later than they begin; the diagnostic is placed where they begin."""

_INDENTED = (
    "this line does not fit under the one above it",
    "line it up with the line above; nothing may follow a closing quote",
)
_NOTICED = (
    ("mapping values are not allowed", "a text has a colon and a space in it", 'put the whole text in quotes ("...")'),
    ("found character that cannot start any token", "a text begins with @, ` or %", 'put it in quotes ("...")'),
    ("expected key", *_INDENTED),
    ("expected <block end>", *_INDENTED),
    ("expected '-' indicator", *_INDENTED),
    ("expected <document start>", *_INDENTED),
    ("unhashable", "there is a list or a map where a key should be", "put the text in quotes"),
)
"""What YAML says, what it means to an editor, and what to type instead."""


def _syntax_diagnostic(error: yaml.MarkedYAMLError, text: str) -> YamlError:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    if "while scanning a simple key" in said and error.context_mark:
        mark = error.context_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" not in line and (explained := explain(line)):
        return _error_at(mark, text, *explained)
    for words, message, hint in _BEGUN:
        if words in said and error.context_mark:
            return _error_at(error.context_mark, text, message, hint)
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    column = mark.column if mark else 0
    if "\t" in indent and column <= len(indent):
        return _error_at(mark, text, "there is a tab before the text", "indent with spaces", indent.index("\t"))
    if indent and "mapping values are not allowed" in said and ": " not in line[:column]:
        return _error_at(mark, text, *_INDENTED, len(indent))
    for words, message, hint in _NOTICED:
        if words in said:
            return _error_at(mark, text, message, hint)
    return _error_at(mark, text, error.problem or said, "check this line and the one above it")


def _error_at(mark: Any, text: str, message: str, hint: str, at: int | None = None) -> YamlError:
    """An error where the parser found it, or at another column (from 0) of that line."""
    line, column = (mark.line + 1, (mark.column if at is None else at) + 1) if mark else (1, 1)
    last = text.count("\n") + 1
    return YamlError("yaml-syntax", f"this is not YAML: {message}", hint, min(line, last), column)


def _duplicate_key(text: str) -> YamlError:
    def search(node: yaml.Node | None) -> YamlError | None:
        if isinstance(node, yaml.SequenceNode):
            return next(filter(None, map(search, node.value)), None)
        if not isinstance(node, yaml.MappingNode):
            return None
        lines: dict[str, int] = {}
        for key, value in node.value:
            if key.value in lines:
                # front matter does not begin on the first line of its file, so no number of a line
                above = key.start_mark.line + 1 - lines[key.value]
                where = "on this line" if not above else f"{above} line{'s' if above > 1 else ''} above"
                return YamlError(
                    "duplicate-key",
                    f"{key.value!r} is already given {where}",
                    "keep one of the two",
                    key.start_mark.line + 1,
                    key.start_mark.column + 1,
                )
            lines[key.value] = key.start_mark.line + 1
            if found := search(value):
                return found
        return None

    diagnostic = search(yaml.compose(text, Loader=_BaseLoader))
    if diagnostic is None:
        raise AssertionError("a duplicate key was met but not found again")
    return diagnostic


class ValuePlaces:
    """The places of all values of one text, found by composing it once more. The text must be valid YAML."""

    def __init__(self, text: str) -> None:
        self._root = yaml.compose(text, Loader=_BaseLoader)

    def of(self, path: ValuePath, at_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`, or of its key.

        A path that leads further than the text goes gives the place where it leaves it.
        """
        node = self._root
        mark = node.start_mark if node is not None else None
        for depth, step in enumerate(path):
            last = depth == len(path) - 1
            if isinstance(node, yaml.MappingNode):
                pair = next(((key, value) for key, value in node.value if key.value == step), None)
                if pair is None:
                    break
                key, node = pair
                mark = key.start_mark if last and at_key else node.start_mark
                if isinstance(node, yaml.ScalarNode) and not node.value and not node.style:
                    mark = key.start_mark  # an empty value has no place of its own that an editor could see
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
            else:
                break
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)
