"""HTML that was pasted into a text, as from a publisher's page: a text is Markdown, and shows tags as they are.

Tags of JATS (Z39.96), which Crossref's abstracts have, count as HTML here.
"""

import re

from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.paths import ValuePath

_BETWEEN_PARAGRAPHS = "leave a blank line between paragraphs"
_ADVICE = {
    "i": "write *text* for italics", "em": "write *text* for italics", "b": "write **text** for bold",
    "strong": "write **text** for bold", "sub": "write ₂ as in H₂O, or a formula: $x_n$",
    "sup": "write ² as in m², or a formula: $x^n$", "a": "write [text](address) for a link", "p": _BETWEEN_PARAGRAPHS,
    "nocase": "write [words]{.nocase} for what keeps its capitals",
    "br": _BETWEEN_PARAGRAPHS, "div": _BETWEEN_PARAGRAPHS,
}  # fmt: skip
_TAG = re.compile(
    r"(?P<code>`{1,3})(?:(?!(?P=code)).)*(?P=code)"
    rf"|</?(?P<name>{'|'.join(_ADVICE)}|u|span|scp|sc|jats:[a-z]+)(?:\s[^<>]{{0,500}})?/?>",
    re.DOTALL | re.IGNORECASE,
)


def warn_of_tags(text: str, path: ValuePath, diagnostics: EntryDiagnostics, *, body: bool = False) -> None:
    """Report the first tag of a text that is not in code. `body`: the text is the one below the front matter."""
    if "<" not in text:
        return
    tag = next((found for found in _TAG.finditer(text) if found["name"]), None)
    if tag is not None:
        name = tag["name"].lower().removeprefix("jats:")
        name = {"italic": "i", "bold": "b"}.get(name, name)
        if name == "span" and "nocase" in tag[0].lower():
            name = "nocase"
        hint = f"{_ADVICE.get(name, 'write the text without it')}; to show the tag itself, put it between `backticks`"
        message = f"{tag[0]} is HTML and would be shown as typed"
        diagnostics.add("html", path, message, hint, body_at=tag.start() if body else None)
