"""Text of others in what is printed: it cannot begin a line, colour a terminal, or command a workflow."""

import re

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters and line breaks, directions of writing that would hide what is there (Unicode TR 36), and the
halves of characters that stand for bytes of file names which are no UTF-8."""


def one_line(text: str) -> str:
    r"""A text in which such characters are visible: "\n" and "\x1b" are two and four letters."""
    return _UNSAFE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
