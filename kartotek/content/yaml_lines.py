"""What is wrong with a line that YAML refuses, found in the line itself and not by what the parser says of it."""

import re

_KEY = r"\s*(?:-\s+)*(?:[\w-]+:\s+)?"
_SHORT = 80
"""Letters of a line that a hint repeats."""

_LONGEST = 1000
"""Letters of a line that is looked at: the time that a pattern takes grows faster than the line."""


def _quoted(value: str) -> str:
    """A text in quotes, as a hint shows it; "..." stands for a long one."""
    value = value.strip()
    if len(value) > _SHORT:
        return '"..."'
    return f"'{value}'" if '"' in value and "'" not in value else '"{}"'.format(value.replace('"', '\\"'))


def _inner_quotes(found: re.Match[str]) -> tuple[str, str]:
    return "a quote within the text ends it", f"write {_quoted(found['text'])}"


def _apostrophe(found: re.Match[str]) -> tuple[str, str]:
    return "an apostrophe ends the text that begins with one", f"write {_quoted(found['text'])}"


def _bracket(found: re.Match[str]) -> tuple[str, str]:
    what = "list" if found["text"][0] == "[" else "map"
    return f"a text that begins with {found['text'][0]} is taken for a {what}", f"write {_quoted(found['text'])}"


def _curly(found: re.Match[str]) -> tuple[str, str]:
    inner = found["text"].strip()[1:-1]
    return "a text has a colon and a space in it, and curly quotes do not count", f"write {_quoted(inner)}"


def _colon(found: re.Match[str]) -> tuple[str, str]:
    return "a text has a colon and a space in it", f"put the whole text in quotes: {_quoted(found['text'])}"


def _no_space(found: re.Match[str]) -> tuple[str, str]:
    shown = found[0] if len(found[0]) <= _SHORT else f"{found['key']}:..."
    return "there is no space after the colon", f"write `{shown.replace(':', ': ', 1)}`"


def _equals(found: re.Match[str]) -> tuple[str, str]:
    value = found["text"] if len(found["text"]) <= _SHORT else "..."
    return "there is an equals sign in place of a colon", f"write `{found['key']}: {value}`"


def _sign(found: re.Match[str]) -> tuple[str, str]:
    return f"a text begins with {found['text'][0]}", f"write {_quoted(found['text'])}"


def _item(found: re.Match[str]) -> tuple[str, str]:
    return f"items of a list begin with a hyphen and a space, not with {found['sign']!r}", f"write `- {found['text']}`"


def _comment(found: re.Match[str]) -> tuple[str, str]:
    return "a comment begins with #", f"write `# {found['text'].strip()}`"


def _odd_colon(found: re.Match[str]) -> tuple[str, str]:
    sign = found["sign"].strip(" ")
    what = "a space that is none for YAML stands after the colon" if sign[0] == ":" else f"{sign} stands for the colon"
    return what, f"type `{found['key']}: {found['text'][:_SHORT]}` anew"


_LINES = (
    (re.compile(r"\s*(?:<!--|//|%)(?P<text>.*?)(?:-->)?\s*"), _comment),
    (re.compile(r"(?P<key>[a-z_]+)(?P<sign>:[\u00a0\u2007\u202f]+| ?[：﹕;] ?)(?P<text>.+)"), _odd_colon),
    (re.compile(r"[ \u00a0]*(?P<sign>[•·–—*]|-(?=[^\W\d_]))[ \u00a0]*(?P<text>[^\W\d_].*)"), _item),
    (re.compile(rf'{_KEY}"(?P<text>.*"[^",\]}}].*)"\s*'), _inner_quotes),
    (re.compile(rf"{_KEY}'(?P<text>.*[^']'[^',\]}}].*)'\s*"), _apostrophe),
    (re.compile(rf"{_KEY}(?P<text>(?:\[[^\]]*\]|{{[^}}]*}})\s*[^\s,#\]}}].*)"), _bracket),
    (re.compile(rf"{_KEY}(?P<text>[“”„‘’«»].*: .*[“”‘’«»])\s*"), _curly),
    (re.compile(r"\s*(?:-\s+)*[\w-]+:\s+(?P<text>[^\s'\"\[{|>].*: .*)"), _colon),
    (re.compile(rf"{_KEY}(?P<text>[@`%].*)"), _sign),
    (re.compile(r"(?P<key>[a-z_]+):(?P<text>[^\s:/].*)"), _no_space),
    (re.compile(r"(?P<key>[a-z_]+) ?= ?(?P<text>.+)"), _equals),
)
"""Lines that YAML refuses, with what is said of each: the message, and the hint."""


def explain(line: str) -> tuple[str, str] | None:
    """The message and the hint for a line that YAML refuses, or None if the line alone does not tell."""
    if len(line) > _LONGEST:
        return None
    for form, say in _LINES:
        if found := form.fullmatch(line):
            return say(found)
    return None
