r"""TeX in texts that are none: `Erd{\H{o}}s`, `\emph{E. coli}`, the braces in which BibTeX keeps capitals."""

import logging
import re
import unicodedata

TEX_SIGNS = re.compile(r"[\\{]")
"""What every text with TeX in it has one of."""
_FORMULA = r"\$\$.*?\$\$|\$[^$\n]*\$|`[^`]*`"
_COMMAND = (
    r"\\(?:[A-Za-z]{2,}(?![A-Za-z])(?:\s*\{[^{}$]*\})*"  # \emph{x}
    r"""|[`'^"~=.]\s?\{\\?\w\}|[`'^"~=.]\\?[A-Za-z](?=\w|\})"""  # \'{e}, \'e
    r"|[Hckbuvrdt]\s?\{\w\}|c\s\w"  # \c{c}
    r"|[oOlLij](?=\}))"  # {\o}
)
_BRACES = r"\{(?:[A-Z]|\{)[^{},|=]*(?:\{[^{}]*\}[^{},|=]*)*\}"
"""What BibTeX users put in braces so that it keeps its capitals; `{a, b}` is a set."""
_IN_LINES = re.compile(rf"{_FORMULA}|(?P<tex>{_COMMAND}|{_BRACES})", re.DOTALL)
_IN_TEXTS = re.compile(rf"{_FORMULA}|(?P<tex>{_COMMAND})", re.DOTALL)


def find_tex(text: str, *, braces: bool) -> re.Match[str] | None:
    """The first command of TeX outside formulas and code; with `braces` also the first text in braces."""
    form = _IN_LINES if braces else _IN_TEXTS
    return next((found for found in form.finditer(text) if found["tex"]), None)


_PIECES = re.compile(
    rf"{_FORMULA}|(?P<tex>\{{\{{[^{{}}]*\}}\}}|\{{\s*(?:{_COMMAND})\s*\}}|{_COMMAND}|{_BRACES})", re.DOTALL
)
_NAMES = re.compile(r"\\([A-Za-z]+|.)")
_CLEAR = frozenset("`'^\"~=.Hckbuvrd") | {
    "ss", "o", "O", "ae", "AE", "oe", "OE", "aa", "AA", "l", "L", "i", "j", "dh", "DH", "th", "TH", "dj", "DJ", "ng",
    "NG", "emph", "textit", "textbf", "textrm", "textup", "textendash", "textemdash", "ldots", "dots",
}  # fmt: skip
"""Commands whose text is one without any doubt."""
_EMPHASIS = re.compile(r"\{?\\(?:emph|textit|(?P<bold>textbf))\s*\{(?P<text>[^{}]*[^{}\s])\}\}?")
_MORE = re.compile(r"[%$~&#_^<]|--|``|''")
"""What means something to TeX besides commands and braces."""


def decoded(text: str, *, braces: bool, markdown: bool) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A text without the TeX that `find_tex` finds in it, and what was replaced by what.

    Both are empty if any of it is not certain, as commands that are not known to all. With `markdown` emphasis stays.
    """
    made, pieces, at = [], [], 0
    for found in _PIECES.finditer(text):
        piece = found["tex"]
        if not piece or not (braces or "\\" in piece):
            continue
        right = _piece(piece, markdown=markdown)
        eats_space = re.search(r"\\[A-Za-z]+$", piece) and text[found.end() : found.end() + 1].isspace()
        if not right or eats_space:
            return "", ()
        made += [text[at : found.start()], right]
        pieces.append((piece, right))
        at = found.end()
    return ("".join([*made, text[at:]]), tuple(dict.fromkeys(pieces))) if pieces else ("", ())


def _piece(tex: str, *, markdown: bool) -> str:
    """The text of one command or of one text in braces; "" if it is not certain."""
    names = _NAMES.findall(tex)
    if tex.count("{") != tex.count("}") or not _CLEAR.issuperset(names) or _MORE.search(_NAMES.sub("", tex)):
        return ""
    if {"emph", "textit", "textbf"}.intersection(names) and markdown:
        found = _EMPHASIS.fullmatch(tex)
        if not found or found["text"][:1].isspace() or "*" in found["text"] or "\\" in found["text"]:
            return ""
        mark = "**" if found["bold"] else "*"
        return f"{mark}{found['text']}{mark}"
    plain = unicodedata.normalize("NFC", as_text(tex))
    return "" if re.search(r"[\\{}]", plain) else plain


_LONGEST = 2000
"""Letters of a text that is turned into plain text; the hint for a longer one would be of no use."""


def as_text(text: str) -> str:
    """The text that TeX would show, with formulas as they are; the text itself where that is not clear."""
    from pylatexenc.latex2text import LatexNodes2Text  # few texts need it

    if len(text) > _LONGEST:
        return text
    log = logging.getLogger("pylatexenc")
    level = log.level
    log.setLevel(logging.CRITICAL)  # it prints what it cannot read
    try:
        plain = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=True).latex_to_text(text)
    except Exception:  # of whatever kind: \title without an argument is an AttributeError
        return text
    finally:
        log.setLevel(level)
    return " ".join(str(plain).split())
