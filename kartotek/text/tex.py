r"""TeX in texts that are none: `Erd{\H{o}}s`, `\emph{E. coli}`, the braces in which BibTeX keeps capitals."""

import logging
import re

TEX_SIGNS = re.compile(r"[\\{]")
"""What every text with TeX in it has one of."""
_FORMULA = r"\$\$.*?\$\$|\$[^$\n]*\$|`[^`]*`"
_COMMAND = (
    r"\\(?:[A-Za-z]{2,}(?![A-Za-z])(?:\s*\{[^{}$]*\})*"  # \emph{x}
    r"""|[`'^"~=.]\s?\{\\?\w\}|[`'^"~=.]\\?[A-Za-z](?=\w|\})"""  # \'{e}, \'e
    r"|[Hckbuvrdt]\s?\{\w\}|c\s\w)"  # \c{c}
)
_BRACES = r"\{(?:[A-Z]|\{)[^{},|=]*(?:\{[^{}]*\}[^{},|=]*)*\}"
"""What BibTeX users put in braces so that it keeps its capitals; `{a, b}` is a set."""
_IN_LINES = re.compile(rf"{_FORMULA}|(?P<tex>{_COMMAND}|{_BRACES})", re.DOTALL)
_IN_TEXTS = re.compile(rf"{_FORMULA}|(?P<tex>{_COMMAND})", re.DOTALL)


def find_tex(text: str, *, braces: bool) -> re.Match[str] | None:
    """The first command of TeX outside formulas and code; with `braces` also the first text in braces."""
    form = _IN_LINES if braces else _IN_TEXTS
    return next((found for found in form.finditer(text) if found["tex"]), None)


_LONGEST = 2000
"""Letters of a text that is turned into plain text; the hint for a longer one would be of no use."""


def as_text(text: str) -> str:
    """The text that TeX would show, with formulas as they are; the text itself where that cannot be told."""
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
