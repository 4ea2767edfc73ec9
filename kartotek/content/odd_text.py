"""Letters and signs that came into an entry by copying, and were hardly meant: invisible, garbled, a lost end.

They are looked for in the whole text at once, which costs next to nothing; only what is found is looked at closely.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics, Fix
from kartotek.content.paths import ValuePath

_INVISIBLE = {
    "\u00ad": "a soft hyphen",
    "\u200b": "a space without width",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
}
"""Characters that nobody sees, and that hide a word from every search; not the joiners of Persian and Hindi."""
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_ODD = re.compile("[\u00ad\u200b\u2060\ufeffﬀ-ﬆ\ufffd]")
_GARBLED = re.compile(
    "(?:[ÂÃ][\u00a0-\u00bf]|[ÄÅ][\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf]|â€[\u0098-\u00bf™œžš“”¢¦])+"
)
"""UTF-8 that was read as Windows-1252: ø is Ã¸, and an apostrophe â€™."""
_BOTH = re.compile(f"{_ODD.pattern}|{_GARBLED.pattern}")
_SHOWN = 40
"""Letters of a word before and after what is odd in it that a message shows."""
_LONGEST = 500
"""Letters of a line that a hint repeats."""


def warn_of_odd_text(entry: RawEntry, diagnostics: EntryDiagnostics) -> None:
    """Report what is odd in the letters of an entry, at most once in each way for each value and the text."""
    header, body = entry.header, entry.body
    if not header.isascii() and _BOTH.search(header):
        for path, text in _texts(entry.data, ()):
            for found in filter(None, (_ODD.search(text), _GARBLED.search(text))):
                _report(text, found, path, diagnostics, None)
    if not body.isascii() and _BOTH.search(body):
        for found in filter(None, (_ODD.search(body), _GARBLED.search(body))):
            _report(body, found, (), diagnostics, found.start())
    if " #" in header:
        _warn_of_cut_values(entry, diagnostics)


def _texts(value: Any, path: ValuePath) -> Iterator[tuple[ValuePath, str]]:
    """All texts in a value, with their paths."""
    if isinstance(value, str):
        yield path, value
    else:
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(each, (*path, key))


def _report(
    text: str, found: re.Match[str], path: ValuePath, diagnostics: EntryDiagnostics, body_at: int | None
) -> None:
    signs = found[0]
    before = re.split(r"\s", text[max(0, found.start() - _SHOWN) : found.start()])[-1]
    word = before + re.split(r"\s", text[found.start() : found.end() + _SHOWN], maxsplit=1)[0]
    if not _ODD.match(signs):
        right = _GARBLED.sub(lambda match: _ungarbled(match[0]), word)
        if right != word:
            message, hint = f"{word!r} is garbled", f"did you mean {right!r}?"
            fix = _fix(text, _GARBLED, _ungarbled)
            diagnostics.add("garbled-text", path, message, hint, body_at=body_at, fix=fix)
    elif signs in _INVISIBLE:
        shown = word.replace(signs, "")
        message = f"there is {_INVISIBLE[signs]} (U+{ord(signs):04X}) in or beside {shown!r}, which nobody sees"
        fix = _fix(text, _ODD, _plain)
        diagnostics.add("bad-character", path, message, "delete the word and type it again", body_at=body_at, fix=fix)
    elif signs in _LIGATURES:
        right = word.replace(signs, _LIGATURES[signs])
        message = f"{word!r} has {_LIGATURES[signs]} as one letter, so that it is not found"
        fix = _fix(text, _ODD, _plain)
        diagnostics.add("bad-character", path, message, f"write {right!r}", body_at=body_at, fix=fix)
    else:
        message = f"a letter of {word!r} was lost"
        diagnostics.add("bad-character", path, message, "type it again", body_at=body_at)


_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Letters of Thai, Lao, Burmese and Khmer, where a space without width may end a word."""

_MAY_BE_HYPHEN = {_ODD: re.compile("(?<!\\w)\u00ad|\u00ad(?!\\w)"), _GARBLED: re.compile("\u00c2\u00ac")}
"""A soft hyphen that divides no word was a hyphen once, as in "state -of -the art", and so was a garbled ¬."""


def _fix(text: str, odd: re.Pattern[str], right: Callable[[str], str]) -> Fix | None:
    """The fix that replaces all that is odd in a text in one way."""
    if _WITHOUT_SPACES.search(text) or _MAY_BE_HYPHEN[odd].search(text):
        return None
    signs = dict.fromkeys(odd.findall(text))
    return Fix(odd.sub(lambda found: right(found[0]), text), tuple((sign, right(sign)) for sign in signs))


def _plain(sign: str) -> str:
    """What stands for a character that is no letter of its own; one that was lost stays."""
    return "" if sign in _INVISIBLE else _LIGATURES.get(sign, sign)


def _ungarbled(signs: str) -> str:
    """What was meant, or the signs as they are if that is not clear."""
    try:
        return signs.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return signs


_NAMED = re.compile(r"^(?P<key>title|subtitle|name|label): +(?P<line>[^\s'\"\[{|>#].*)$", re.MULTILINE)
"""A name or title without quotes."""


def _warn_of_cut_values(entry: RawEntry, diagnostics: EntryDiagnostics) -> None:
    """Report names and titles that end at a #: what follows is a comment to YAML, and hardly to who wrote it.

    Who means a comment leaves two spaces before it and one behind the #, as guides of style ask for.
    """
    for found in _NAMED.finditer(entry.header):
        before, _, cut = found["line"].partition(" #")
        kept = before.rstrip()
        meant = cut[:1] in ("", " ", "#") and before != kept
        if not cut or meant or "kartotek:" in cut or len(found["line"]) > _LONGEST:
            continue
        if entry.data.get(found["key"]) != kept:
            continue
        whole = found["line"].rstrip().replace('"', '\\"')
        message = f"{kept!r} ends at the #: what follows is a comment"
        hint = f'put it all in quotes: "{whole}"; or move the comment to a line of its own'
        diagnostics.add("cut-by-comment", (found["key"],), message, hint)
