"""Changes of single values in an entry file, in place: comments, layout and line ends stay as they are.

Works on the text as it is in the file, where `content.entries` brings it into one form first.
"""

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import yaml

from kartotek.content.paths import ValuePath
from kartotek.content.yaml_output import field_lines, in_brackets, item_lines

_BOM = b"\xef\xbb\xbf"
_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?:^|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)


def _composed(text: str) -> Any:
    """The nodes of a YAML text. Raises YAMLError.

    The two loaders of PyYAML differ in few things, such as a question mark in brackets: that in C, by which entries are
    read, takes it for a part of the text.
    """
    try:
        return yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        other = getattr(yaml, "CBaseLoader", None)
        if other is None:
            raise
        return yaml.compose(text, Loader=other)


class SpliceError(Exception):
    """A file cannot be changed in place: it cannot be read, or is no map of fields. The message says why."""


class Spliced:
    """The text of an entry file, with changes that are made all at once by `content`."""

    def __init__(self, file: Path, raw: bytes | None = None) -> None:
        """`raw` is the content, if it is not what the file has now; it stays there. Raises SpliceError if it cannot be
        read."""
        try:
            raw = file.read_bytes() if raw is None else raw
            self.raw = raw
            self._text = raw.removeprefix(_BOM).decode()
        except (OSError, UnicodeDecodeError) as error:
            raise SpliceError(f"{file} cannot be read: {error}") from error
        self._bom = _BOM if raw.startswith(_BOM) else b""
        self._newline = "\r\n" if "\r\n" in self._text else "\n"
        self._start, self._end = 0, len(self._text)
        if file.suffix == ".md":
            opening = _OPENING.match(self._text)
            closing = _CLOSING.search(self._text, opening.end()) if opening else None
            if opening is None or closing is None:
                raise SpliceError(f"{file} has no front matter")
            self._start, self._end = opening.end(), closing.start()
        try:
            self._root = _composed(self._text[self._start : self._end])
        except yaml.YAMLError as error:
            raise SpliceError(f"{file} is not YAML: {error}") from error
        self._changes: list[tuple[int, int, str]] = []

    @property
    def text(self) -> str:
        """The whole file as it is."""
        return self._text

    def replace(self, path: ValuePath, text: str) -> None:
        """Replace the text at a path; quotes around it stay."""
        node = self._node(path)
        start, end = self._span(node)
        inside = 1 if node.style in ("'", '"') else 0
        self._changes.append((start + inside, end - inside, text))

    def replace_at(self, start: int, end: int, text: str) -> None:
        """Replace what is from one place of the whole text to another."""
        self._changes.append((start, end, text))

    def add_key(self, key: str, value: str) -> None:
        """Add a field at the end of the front matter; `value` is YAML on one line. It must not be there yet."""
        root = self._root
        if not isinstance(root, yaml.MappingNode):
            raise SpliceError("the front matter is not a map of fields")
        if root.flow_style:
            at = self._start + root.end_mark.index - 1
            self._changes.append((at, at, f", {key}: {value}" if root.value else f"{key}: {value}"))
            return
        before = self._text[: self._end]
        gap = "" if before.endswith("\n") or not before else self._newline
        line = f"{gap}{' ' * root.start_mark.column}{key}: {value}{self._newline}"
        self._changes.append((self._end, self._end, line))

    def set_field(self, key: str, value: Any, order: Sequence[str]) -> None:
        """Give a field a value, in brackets where it was so before; a new one goes behind those that precede it in
        `order`.

        Raises SpliceError if the front matter is in braces, on one line.
        """
        pair = self._pair(key)
        root = self._root
        if isinstance(root, yaml.MappingNode) and root.flow_style:
            raise SpliceError("the front matter is in braces")
        if pair is None:
            before = [self._pair(other) for other in order[: order.index(key)]] if key in order else []
            known = [other for other in before if other]
            at = self._line_end(max(self._true_end(other[1]) for other in known)) if known else self._start
            gap = self._newline if at > self._start and not self._text[:at].endswith("\n") else ""
            added = "".join(f"{line}{self._newline}" for line in field_lines(key, value))
            self._changes.append((at, at, gap + added))
            return
        name, node = pair
        start = self._start + name.end_mark.index
        start = self._text.index(":", start) + 1
        comment = re.match(r"[ \t]*(#[^\r\n]*)(?=[\r\n])", self._text[start : self._span(node)[0]] + self._newline)
        flow = isinstance(node, yaml.CollectionNode) and node.flow_style
        lines = [f"{key}: {in_brackets(value)}"] if flow else field_lines(key, value)
        text = self._newline.join(lines)[len(key) + 1 :]
        if comment:
            first, gap, rest = text.partition(self._newline)
            text = f"{first} {comment[1]}{gap}{rest}"
        self._changes.append((start, max(start, self._true_end(node)), text))

    def set_item(self, path: ValuePath, value: Any) -> None:
        """Give an item of a list another value, on one line; what is around it stays."""
        node = self._node(path)
        self._changes.append((self._span(node)[0], self._true_end(node), in_brackets(value)))

    def remove_field(self, key: str) -> None:
        """Remove a field with its lines; without it nothing happens. Raises SpliceError as `set_field` does."""
        pair = self._pair(key)
        if pair is None:
            return
        if isinstance(self._root, yaml.MappingNode) and self._root.flow_style:
            raise SpliceError("the front matter is in braces")
        start = self._start + pair[0].start_mark.index
        self._changes.append((start, self._line_end(self._true_end(pair[1])), ""))

    def set_body(self, body: str) -> None:
        """Replace the text below the front matter of a file `.md`."""
        closing = _CLOSING.match(self._text, self._end)
        at = closing.end() if closing else len(self._text)
        old = self._text[at:]
        gap = old[: len(old) - len(old.lstrip("\r\n"))]
        lead = "" if self._text[:at].endswith(("\n", "\r")) else self._newline
        text = body.replace("\n", self._newline) + self._newline if body else ""
        self._changes.append((at, len(self._text), lead + gap + text))

    def _true_end(self, node: Any) -> int:
        """Where a value ends: a list or a map of several lines would take the comments behind it along."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._true_end(last[1] if isinstance(node, yaml.MappingNode) else last)
        end = self._span(node)[1]
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return len(self._text[:end].rstrip())
        return end

    def _line_end(self, at: int) -> int:
        """The beginning of the line after the one that `at` is on."""
        found = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)").match(self._text, at)
        return min(found.end() if found else at, self._end)

    def add_to_list(self, key: str, items: list[str]) -> None:
        """Add texts to the list in a field, which may be missing, or be a single text."""
        pair = self._pair(key)
        if pair is None:
            self.add_key(key, f"[{', '.join(items)}]")
            return
        node = pair[1]
        start, end = self._span(node)
        if isinstance(node, yaml.SequenceNode) and not node.flow_style:
            step = self._newline + " " * node.start_mark.column
            self._changes.append((start, start, "".join(f"- {item}{step}" for item in items)))
        elif isinstance(node, yaml.SequenceNode):
            rest = ", " if node.value else ""
            self._changes.append((start + 1, start + 1, ", ".join(items) + rest))
        elif node.value:
            self._changes += [(start, start, f"[{', '.join(items)}, "), (end, end, "]")]
        else:
            self._changes.append((end, end, f" [{', '.join(items)}]"))

    def append(self, key: str, items: Sequence[Any], order: Sequence[str]) -> None:
        """Add items at the end of the list in a field, which may be missing, or be a single value. Raises SpliceError
        as `set_field` does."""
        pair = self._pair(key)
        node = pair[1] if pair else None
        if isinstance(node, yaml.SequenceNode) and node.value:
            last = node.value[-1]
            if node.flow_style:
                at = self._span(last)[1]
                self._changes.append((at, at, "".join(f", {in_brackets(item)}" for item in items)))
                return
            at = self._line_end(self._true_end(last))
            gap = "" if self._text[:at].endswith("\n") else self._newline
            lines = [line for item in items for line in item_lines(item, node.start_mark.column)]
            self._changes.append((at, at, gap + "".join(f"{line}{self._newline}" for line in lines)))
            return
        known = [node.value] if isinstance(node, yaml.ScalarNode) and node.value else []
        self.set_field(key, [*known, *items], order)

    def remove_items(self, path: ValuePath, places: Collection[int]) -> None:
        """Remove some items of a list, but not all, each with its line or its comma."""
        node = self._node(path)
        spans = [self._span(item) for item in node.value]
        kept = [i for i in range(len(spans)) if i not in places]
        for i in places:
            if not node.flow_style:
                start = self._text.rindex("-", 0, spans[i][0])
                start = max(self._text.rfind("\n", 0, start) + 1, self._start)
                self._changes.append((start, self._line_end(self._true_end(node.value[i])), ""))
            elif i < kept[-1]:
                self._changes.append((spans[i][0], spans[i + 1][0], ""))
        if node.flow_style and kept[-1] < len(spans) - 1:
            self._changes.append((spans[kept[-1]][1], spans[-1][1], ""))

    def content(self) -> bytes:
        """The file with all changes."""
        made, at = [], 0
        for start, end, text in sorted(self._changes, key=lambda change: change[:2]):
            made += [self._text[at:start], text]
            at = end
        return self._bom + "".join([*made, self._text[at:]]).encode()

    def _pair(self, key: str) -> tuple[Any, Any] | None:
        pairs = self._root.value if isinstance(self._root, yaml.MappingNode) else ()
        return next((pair for pair in pairs if pair[0].value == key), None)

    def _node(self, path: ValuePath) -> Any:
        node: Any = self._root
        for step in path:
            if isinstance(node, yaml.MappingNode):
                node = next(value for key, value in node.value if key.value == step)
            else:
                node = node.value[step]
        return node

    def _span(self, node: Any) -> tuple[int, int]:
        return self._start + node.start_mark.index, self._start + node.end_mark.index
