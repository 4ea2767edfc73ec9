"""Changes of single values in an entry file, in place: comments, layout and line ends stay as they are.

Works on the text as it is in the file, where `content.entries` brings it into one form first.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from kartotek.content.yamltext import Path as ValuePath

_BOM = b"\xef\xbb\xbf"
_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?:^|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)


class SpliceError(Exception):
    """A file cannot be changed in place: it cannot be read, or is no map of fields. The message says why."""


class Spliced:
    """The text of an entry file, with changes that are made all at once by `content`."""

    def __init__(self, file: Path) -> None:
        """Raises SpliceError if the file cannot be read."""
        try:
            raw = file.read_bytes()
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
            # the loader in Python counts characters of the text, not bytes
            self._root = yaml.compose(self._text[self._start : self._end], Loader=yaml.BaseLoader)
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
