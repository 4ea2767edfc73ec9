"""Single values of an entry file in other words, in place: what `check --fix` writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.paths import ValuePath
from kartotek.content.splice import Spliced, SpliceError
from kartotek.content.yaml_output import in_brackets, in_quotes, scalar


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """A field at the left edge: its name, and where it begins and ends in the text of the file, with its lines.

    `begin` is where its key is; comments above it are not part of it, and one behind it on its last line is.
    """

    name: str
    begin: int
    end: int


class Rewritten(Spliced):
    """An entry file whose values are replaced as `content.entry_diagnostics.Fix` says."""

    def apply(self, said: EntryDiagnostic) -> None:
        """Carry out the fix of a diagnostic. Raises SpliceError if that cannot be done in place."""
        fix = said.fix
        if fix is None:
            raise SpliceError(f"{said.code} has no fix")
        if said.body_at is not None:
            self._in_body(fix.pieces)
        elif fix.new is None:
            self._remove(said.path)
        elif not isinstance(fix.new, str):
            self._rewrite_as_list(said.path, fix.new)
        elif fix.of_key:
            self._rename_key(said.path, fix.new)
        else:
            self._rewrite(said.path, fix.new, fix.pieces)

    def field_spans(self) -> list[FieldSpan]:
        """The fields in their order. Raises SpliceError if the front matter is no map with a line for each field."""
        root = self._root
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            raise SpliceError("the front matter has no lines of fields")
        spans: list[FieldSpan] = []
        for name, node in root.value:
            begin = self._start + name.start_mark.index
            spans.append(FieldSpan(str(name.value), begin, self._line_end(max(self._true_end(node), begin))))
        return spans

    @property
    def header_span(self) -> tuple[int, int]:
        """Where the front matter begins and ends in the text."""
        return self._start, self._end

    def _rewrite(self, path: ValuePath, text: str, pieces: Sequence[tuple[str, str]] = ()) -> None:
        """Replace the text at a path by any other, in quotes of the same kind; in one of several lines only `pieces`
        are replaced, each by another."""
        node, in_flow = self._found(path)
        if not isinstance(node, yaml.ScalarNode):
            raise SpliceError(f"there is no text at {path}")
        start, end = self._span(node)
        source = self._text[start:end]
        if "\n" in source or "\r" in source:
            made = _replaced(source, pieces)
        elif node.style in ("'", '"'):
            made = in_quotes(text, node.style)
        else:
            made = scalar(text, in_brackets=in_flow)
        self.replace_at(start, end, made)

    def _rewrite_as_list(self, path: ValuePath, items: Sequence[str]) -> None:
        """Replace the text on one line at a path by a list of texts."""
        node, _ = self._found(path)
        start, end = self._span(node)
        if not isinstance(node, yaml.ScalarNode) or "\n" in self._text[start:end]:
            raise SpliceError(f"there is no text on one line at {path}")
        self.replace_at(start, end, in_brackets(items))

    def _rename_key(self, path: ValuePath, key: str) -> None:
        """Give the last key of a path another name."""
        parent, in_flow = self._found(path[:-1])
        name, _ = _pair_in(parent, path[-1])
        quoted = name.style in ("'", '"')
        self.replace_at(*self._span(name), in_quotes(key, name.style) if quoted else scalar(key, in_brackets=in_flow))

    def _remove(self, path: ValuePath) -> None:
        """Remove the key at the end of a path with its value: its lines, or the part between two commas."""
        parent, in_flow = self._found(path[:-1])
        name, node = _pair_in(parent, path[-1])
        at = [key for key, _ in parent.value].index(name)
        start, end = self._span(name)[0], self._true_end(node)
        if not in_flow:
            begin = max(self._text.rfind("\n", 0, start), self._text.rfind("\r", 0, start), self._start - 1) + 1
            if self._text[begin:start].strip():
                raise SpliceError("it is on a line with something else")
            start, end = begin, self._line_end(max(end, start))
        elif at:
            start = self._true_end(parent.value[at - 1][1])
        elif len(parent.value) > 1:
            end = self._span(parent.value[1][0])[0]
        else:
            raise SpliceError("there is nothing else in the map")
        if "#" in self._text[start:end]:
            raise SpliceError("there is a comment on its line")
        self.replace_at(start, end, "")

    def _in_body(self, pieces: Sequence[tuple[str, str]]) -> None:
        """Replace pieces of the text below the front matter, each by another."""
        body = self._text[self._end :]
        self.replace_at(self._end, len(self._text), _replaced(body, pieces))

    def _found(self, path: ValuePath) -> tuple[Any, bool]:
        """The node at a path, and whether it is in brackets or braces, or is such a list or map itself."""
        node: Any = self._root
        in_flow = _is_flow(node)
        for step in path:
            if isinstance(node, yaml.MappingNode):
                node = _pair_in(node, step)[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
                raise SpliceError(f"there is nothing at {path}")
            in_flow = in_flow or _is_flow(node)
        return node, in_flow


def _is_flow(node: Any) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _pair_in(node: Any, key: str | int) -> tuple[Any, Any]:
    """A key of a map, and its value. Raises SpliceError if there is none."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    for name, value in pairs:
        if name.value == key:
            return name, value
    raise SpliceError(f"there is no field {key!r}")


def _replaced(text: str, pieces: Sequence[tuple[str, str]]) -> str:
    """A text with each piece replaced. Raises SpliceError if one of them is not there as it is."""
    if not pieces or any(piece not in text for piece, _ in pieces):
        raise SpliceError("it is in a text of several lines")
    for piece, right in pieces:
        text = text.replace(piece, right)
    return text
