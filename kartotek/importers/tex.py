"""TeX in bibliographies as Markdown or as plain text, by pylatexenc; formulas stay TeX."""

import re
from functools import cache
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec
from pylatexenc.latex2text import get_default_latex_context_db as text_specs
from pylatexenc.latexwalker import LatexWalker
from pylatexenc.latexwalker import get_default_latex_context_db as walker_specs
from pylatexenc.macrospec import std_macro

from kartotek.importers.kept_case import marked
from kartotek.importers.markdown_text import (
    BEGIN_KEPT,
    END_KEPT,
    escape_blocks,
    escape_inline,
    kept_case,
    without_kept,
)

_TEX = re.compile(r"[\\{}$~%^_`]|--|''")
_BARE = re.compile(r"(?<!\\)([%&#])")
_EMPHASIS = {
    "emph": "*", "textit": "*", "textsl": "*", "mkbibemph": "*", "mkbibitalic": "*", "textbf": "**", "mkbibbold": "**",
    "texttt": "`",
}  # fmt: skip
_NOCASE = ("nocase", "NoCaseChange")
_KEPT = (
    "textrm",
    "textsf",
    "textsc",
    "textup",
    "textmd",
    "textnormal",
    "text",
    "mbox",
    "hbox",
    "uppercase",
    "enquote",
    "mkbibquote",
    "bibstring",
    "foreignquote",
    "textquote",
    "ensuremath",
    "underline",
    "url",
    "path",
    "nolinkurl",
)
_SIGNS = {
    "$": "$", "ast": "*", "textasteriskcentered": "*", "textasciitilde": "~", "textasciigrave": "`",
    "textbackslash": "\\", "textunderscore": "_", "_": "_", "textless": "<",
}  # fmt: skip
"""Commands for characters that mean something in Markdown."""
_QUOTED = frozenset({"enquote", "mkbibquote", "textquote"})


class TexError(ValueError):
    """A text that is no TeX: braces or commands that do not fit."""


def plain(value: str) -> str:
    """A value of a BibTeX file as one line of plain text. Raises TexError."""
    return " ".join(_text(value, markdown=False).split())


def markdown_line(value: str) -> str:
    """A title as one line of Markdown, with emphasis, formulas and marks of words that keep their capitals. Raises
    TexError."""
    return kept_case(" ".join(_text(marked(value) if "{" in value else value, markdown=True).split()))


def markdown_blocks(value: str) -> str:
    """An abstract as Markdown; empty lines separate its paragraphs. Raises TexError."""
    parts = (" ".join(without_kept(_text(part, markdown=True)).split()) for part in re.split(r"\n\s*\n|\\par\b", value))
    return escape_blocks("\n\n".join(part for part in parts if part))


def _text(value: str, *, markdown: bool) -> str:
    if not _TEX.search(value):
        return escape_inline(value) if markdown else value
    if "\\" not in value and "$" not in value:
        return _without_commands(value, markdown=markdown)
    prepared = _BARE.sub(r"\\\1", value)
    try:
        nodes, _, _ = LatexWalker(prepared, latex_context=_walker(), tolerant_parsing=False).get_latex_nodes()
        made = str(_reader(markdown).nodelist_to_text(nodes))
    except Exception as error:  # its own errors, and IndexError and others for arguments that are missing
        raise TexError(" ".join(str(error).split())[:100]) from error
    made = re.sub(r"\\\((.+?)\\\)", r"$\1$", made)
    return re.sub(r"(?<=\w)\\_(?=\w)", "_", made)


def _without_commands(value: str, *, markdown: bool) -> str:
    """What most values have: braces that keep capitals, dashes, quotation marks, and spaces that do not break."""
    text = value.replace("{", "").replace("}", "").replace("~", "\u00a0")
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”").replace("`", "‘")
    return escape_inline(text) if markdown else text


class _MarkdownReader(LatexNodes2Text):  # type: ignore[misc]  # the library has no types
    """Escapes in plain stretches what Markdown would take for markup."""

    def chars_node_to_text(self, node: Any, textcol: int = 0) -> str:
        return escape_inline(super().chars_node_to_text(node, textcol=textcol))


@cache
def _reader(markdown: bool) -> LatexNodes2Text:
    specs = text_specs()
    macros = [MacroTextSpec(name, "“%s”" if name in _QUOTED else "%s") for name in _KEPT]
    macros += [MacroTextSpec(name, f"{BEGIN_KEPT}%s{END_KEPT}" if markdown else "%s") for name in _NOCASE]
    macros += [MacroTextSpec(name, f"{mark}%s{mark}" if markdown else "%s") for name, mark in _EMPHASIS.items()]
    macros += [
        MacroTextSpec("href", "[%(2)s](%(1)s)" if markdown else "%(2)s"),
        MacroTextSpec("textcolor", "%(2)s"),
        MacroTextSpec("LaTeX", "LaTeX"),
        MacroTextSpec("TeX", "TeX"),
        MacroTextSpec("BibTeX", "BibTeX"),
        MacroTextSpec("textasciicircum", "^"),
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        *(MacroTextSpec(name, "") for name in ("cite", "citep", "citet", "ref", "label")),
        MacroTextSpec("textsuperscript", "%s"),
        MacroTextSpec("textsubscript", "%s"),
    ]
    macros += [MacroTextSpec(name, f"\\{sign}" if markdown else sign) for name, sign in _SIGNS.items()]
    specs.add_context_category("bibliography", macros=macros, prepend=True)
    kind = _MarkdownReader if markdown else LatexNodes2Text
    return kind(latex_context=specs, math_mode="verbatim", strict_latex_spaces=True)


@cache
def _walker() -> Any:
    specs = walker_specs()
    one = [std_macro(name, False, 1) for name in (*_KEPT, *_NOCASE, *_EMPHASIS, "textsuperscript", "textsubscript")]
    two = [std_macro(name, False, 2) for name in ("href", "textcolor")]
    specs.add_context_category("bibliography", macros=[*one, *two], prepend=True)
    return specs
