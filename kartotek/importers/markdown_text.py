"""Texts of other programs as Markdown: what would be markup there is escaped, tags of HTML and JATS become markup."""

import re
from collections.abc import Sequence
from html import unescape

_INLINE = re.compile(r"[\\`*$]|(?<!\w)_|_(?!\w)|\[(?=[^\[\]]*\][(\[:{])|<(?=[A-Za-z/!?])|~(?=~)")
_BLOCK = re.compile(r"^([ \t]*)(?=#{1,6}\s|>|[-+]\s|=+\s*$|-+\s*$)", re.MULTILINE)
_NUMBERED = re.compile(r"^([ \t]*\d+)(?=[.)]\s)", re.MULTILINE)
_FORMULA = re.compile(r"\$\$?(?=\S)[^$\n]+?(?<=\S)\$\$?(?!\d)")
_TAG = re.compile(r"</?(?:jats:)?([a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]*)?/?>")
_EMPHASIS = {
    "i": "*", "em": "*", "italic": "*", "emphasis": "*", "b": "**", "strong": "**", "bold": "**", "code": "`",
    "monospace": "`",
}  # fmt: skip
_NOCASE = re.compile(r"<span class=[\"']nocase[\"']>((?:(?!</?span\b).)*)</span>", re.IGNORECASE | re.DOTALL)
"""Words that no citation style may change (CSL-JSON), which Zotero has in its titles."""
BEGIN_KEPT, END_KEPT = "\ue010", "\ue011"
"""Stand for these marks meanwhile: characters for private use, which no text that is exchanged has."""
_PARAGRAPHS = frozenset({"p", "br", "div", "sec", "title", "li", "list-item"})
_SUBSCRIPTS = str.maketrans("0123456789+-=()aeoxn", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₙ")
_SUPERSCRIPTS = str.maketrans("0123456789+-=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ")
_SCRIPT = re.compile(r"<(?:jats:)?(sub|sup)>([^<>]*)</(?:jats:)?\1>", re.IGNORECASE)


def escape_inline(text: str) -> str:
    """A plain text as Markdown that shows just that."""
    return _INLINE.sub(r"\\\g<0>", text)


def escape_blocks(text: str) -> str:
    """Markdown of several lines, of which none begins a heading, a quotation or a list."""
    return _NUMBERED.sub(r"\1\\", _BLOCK.sub(r"\1\\", text))


def line_of(text: str) -> str:
    """A title with tags, entities and formulas, as one line of Markdown."""
    text = _NOCASE.sub(rf"{BEGIN_KEPT}\1{END_KEPT}", text) if "nocase" in text else text
    return kept_case(" ".join(_converted(text, "").split()))


def kept_case(line: str) -> str:
    """A line with the marks of entries, `[DNA]{.nocase}`, for what stands between `BEGIN_KEPT` and `END_KEPT`."""
    return line.replace(BEGIN_KEPT, "[").replace(END_KEPT, "]{.nocase}")


def without_kept(text: str) -> str:
    """A text without what stands for these marks."""
    return text.replace(BEGIN_KEPT, "").replace(END_KEPT, "")


def paragraphs_of(text: str) -> str:
    """An abstract, plain or with tags, as Markdown; empty lines stay, other breaks of lines become spaces."""
    converted = _converted(text, "\n\n")
    found = (" ".join(part.split()) for part in re.split(r"\n\s*\n", converted))
    return escape_blocks("\n\n".join(part for part in found if part))


def without_tags(text: str) -> str:
    """One line of plain text: without tags, with the characters that entities stand for."""
    return " ".join(unescape(_TAG.sub("", _scripts(text)) if "<" in text else unescape(text)).split())


def _scripts(text: str) -> str:
    """Characters for what is lowered or raised, as far as there are such characters."""

    def character(found: re.Match[str]) -> str:
        table = _SUBSCRIPTS if found[1].lower() == "sub" else _SUPERSCRIPTS
        small = found[2].translate(table)
        return small if all(ord(old) != ord(new) for old, new in zip(found[2], small, strict=True)) else found[2]

    return _SCRIPT.sub(character, text)


def _converted(text: str, paragraph: str) -> str:
    """Tags as marks of Markdown, everything else escaped but for formulas."""
    made = _Emphasised()
    at = 0
    text = _scripts(text) if "<" in text else text
    tags = list(_TAG.finditer(text)) if "<" in text else []
    literal = _without_other_half(tags)
    for found in tags:
        name = found[1].lower()
        if found.start() in literal:
            continue
        made.add(_escaped(text[at : found.start()]))
        at = found.end()
        if name in _EMPHASIS and not found[0].endswith("/>"):
            (made.close if found[0].startswith("</") else made.open)(_EMPHASIS[name])
        elif name in _PARAGRAPHS:
            made.add(paragraph or " ")
    made.add(_escaped(text[at:]))
    return made.text()


class _Emphasised:
    """A text with marks of emphasis, put together from its parts.

    Blanks go outside of the marks, and what emphasises nothing goes altogether: Markdown would show such marks as they
    are.
    """

    def __init__(self) -> None:
        self._made: list[str] = []
        self._blanks = ""  # after what is made
        self._opened: list[str] = []  # marks that wait for a text

    def add(self, text: str) -> None:
        """Add a text between two marks."""
        inner = text.strip()
        if not inner:
            self._blanks += text
            return
        start = text.index(inner)
        self._made += (self._blanks, text[:start], *self._opened, inner)
        self._opened, self._blanks = [], text[start + len(inner) :]

    def open(self, mark: str) -> None:
        """Begin to emphasise."""
        self._opened.append(mark)

    def close(self, mark: str) -> None:
        """Emphasise no longer."""
        if mark in self._opened:
            self._opened.remove(mark)
        else:
            self._made.append(mark)

    def text(self) -> str:
        """All of it."""
        return "".join(self._made) + self._blanks


def _without_other_half(tags: Sequence[re.Match[str]]) -> set[int]:
    """Where tags of emphasis stand that nothing closes or opens: they are meant as they are typed, or a text is cut."""
    opened: dict[str, list[int]] = {}
    alone: set[int] = set()
    for tag in tags:
        name = tag[1].lower()
        if name not in _EMPHASIS or tag[0].endswith("/>"):
            continue
        if not tag[0].startswith("</"):
            opened.setdefault(name, []).append(tag.start())
        elif opened.get(name):
            opened[name].pop()
        else:
            alone.add(tag.start())
    return alone.union(*opened.values())


def _escaped(text: str) -> str:
    text = unescape(text) if "&" in text else text
    made: list[str] = []
    at = 0
    for found in _FORMULA.finditer(text) if text.count("$") > 1 else ():
        made += [escape_inline(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*made, escape_inline(text[at:])])
