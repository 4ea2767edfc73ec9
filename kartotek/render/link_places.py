"""Where the links of a Markdown text stand in it: the parser is asked, which knows what is code and what is a link."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

_AT = "at"
"""In the meta of a token: how many characters of its paragraph are before the address of a link, or before the link if
its address is in a definition."""
_LABEL = "label"
"""In the meta of a link whose address is in a definition: the name of that, as markdown-it has it."""
_NEWLINE = re.compile(r"\r\n?|\n")
_TO_ADDRESS = re.compile(r"\(\s*<?")
_DEFINED = re.compile(r"(?<!\\)\]:[\s>]*<?")
"""What is before the address in a link, and in the definition of one; that may stand in a quotation."""


def note_places(parser: MarkdownIt) -> None:
    """Let a parser note in the tokens of links and images where they stand."""
    parser.options["store_labels"] = True
    parser.inline.ruler.at("link", _noting(link, "link_open", 0))
    parser.inline.ruler.at("image", _noting(image, "image", 1))
    parser.inline.ruler.at("autolink", _noting(autolink, "link_open", None))


def _noting(
    rule: Callable[[StateInline, bool], bool], kind: str, bracket: int | None
) -> Callable[[StateInline, bool], bool]:
    """A rule of the parser that notes the place of what it finds. Its label begins at `bracket`, if it has one."""

    def noting(state: StateInline, silent: bool) -> bool:  # so the parser calls its rules
        begin, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            made = next(token for token in state.tokens[known : known + 2] if token.type == kind)  # one is text before
            made.meta[_AT] = begin + 1 if bracket is None else begin
            if bracket is not None and _LABEL not in made.meta:
                end = state.md.helpers.parseLinkLabel(state, begin + bracket, not bracket)
                before = _TO_ADDRESS.match(state.src, end + 1)
                made.meta[_AT] = before.end() if before else begin
        return True

    return noting


def placed(text: str, blocks: Sequence[Token], references: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """The addresses of all links and images of a text, in order, each with the number of characters before it.

    `blocks` and `references` are what a parser with `note_places` made of the text. Where a line is not as it was
    written, the place is the beginning of the line.
    """
    source, is_cell = _Source(text, references), False
    for block in blocks:
        if block.type == "inline":
            row = source.cell(block) if is_cell else None
            for token in block.children or ():
                if address := token.attrGet("href") or token.attrGet("src"):
                    yield str(address), source.place(block, token, row)
        is_cell = block.type in ("td_open", "th_open")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: how many characters of the paragraph are before it, where its line begins in the text, and
    what is to be added to places in the paragraph; None if it is not as it was written."""

    at: int
    begin: int
    moved: int | None


@dataclass
class _Source:
    """A text in its lines, and the definitions of addresses in it."""

    text: str
    references: Mapping[str, Any]
    _defined: dict[str, int] = field(default_factory=dict)
    _cells: dict[int, int] = field(default_factory=dict)
    _known: tuple[Token | None, list[_Line]] = (None, [])

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]

    def _line(self, number: int) -> tuple[int, str]:
        """Where a line begins, and its text."""
        begin = self._starts[number]
        return begin, self.text[begin : self._start_after(number)]

    def _start_after(self, number: int) -> int:
        return self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)

    def place(self, block: Token, token: Token, cell: int | None) -> int:
        """The place of the address of a link in a block: in the text, or in its definition."""
        label = token.meta.get(_LABEL)
        if label is not None:
            return self._definition(label)
        at: int = token.meta.get(_AT, 0)
        first = block.map[0] if block.map else 0
        if cell is not None:
            return cell + at + block.content.count("|", 0, at)  # each is written with a backslash
        if self._known[0] is not block:  # one with ten thousand links has its lines found once
            self._known = block, list(self._lines_of(block.content, first))
        lines = self._known[1]
        line = lines[bisect_right(lines, at, key=lambda line: line.at) - 1]
        return line.begin if line.moved is None else at + line.moved

    def _lines_of(self, content: str, number: int) -> Iterator[_Line]:
        """The lines of the content of a block, whose first one is in the line of that number."""
        at = 0
        for shown in _NEWLINE.split(content):
            begin, written = self._line(number)
            indent = len(shown) - len(shown.lstrip())
            column = written.rfind(shown[indent:])
            yield _Line(at, begin, begin + column - at - indent if column >= 0 else None)
            at += len(shown) + 1  # the parser has made a line feed of whatever ended the line
            number += 1

    def cell(self, block: Token) -> int | None:
        """Where the content of a cell of a table begins; the cells of a line are asked for in their order."""
        number = block.map[0] if block.map else 0
        begin, written = self._line(number)
        content = block.content.replace("|", r"\|")
        at = written.find(content, self._cells.get(number, 0))
        if at < 0:
            return None
        self._cells[number] = at + len(content)
        return begin + at

    def _definition(self, label: str) -> int:
        """The place of the address in the definition of that name."""
        if label not in self._defined:
            first, after = self.references[label]["map"]
            begin = self._starts[first]
            before = _DEFINED.search(self.text, begin, self._start_after(after - 1))
            self._defined[label] = before.end() if before else begin
        return self._defined[label]
