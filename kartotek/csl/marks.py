"""Formatted text in the making: characters of Unicode's private use area mark where formatting begins and ends.

Pieces of a citation are joined, cut and cased as texts, and only the whole becomes HTML. That is quick, and punctuation
can be corrected across the edges of what is italic. `read_field` takes such characters out of what comes from entries.
"""

import re
from html import escape

ITALIC, NO_ITALIC = "\ue000", "\ue001"
BOLD, NO_BOLD = "\ue002", "\ue003"
CAPS, NO_CAPS = "\ue004", "\ue005"
UNDER, NO_UNDER = "\ue006", "\ue007"
SUP, NO_SUP = "\ue008", "\ue009"
SUB, NO_SUB = "\ue00a", "\ue00b"
QUOTE, NO_QUOTE = "\ue00c", "\ue00d"
PLAIN, NO_PLAIN = "\ue00e", "\ue00f"
NOCASE, NO_NOCASE = "\ue010", "\ue011"
KEEP = "\ue012"
"""Stands between two signs of punctuation that a field itself has side by side, and keeps both."""

MARKS = "\ue000-\ue012"
_ANY_MARK = re.compile(f"[{MARKS}]")

STYLES = {
    ("font-style", "italic"): (ITALIC, NO_ITALIC),
    ("font-style", "oblique"): (ITALIC, NO_ITALIC),
    ("font-weight", "bold"): (BOLD, NO_BOLD),
    ("font-variant", "small-caps"): (CAPS, NO_CAPS),
    ("text-decoration", "underline"): (UNDER, NO_UNDER),
    ("vertical-align", "sup"): (SUP, NO_SUP),
    ("vertical-align", "sub"): (SUB, NO_SUB),
}
"""The formatting attributes of CSL ("Formatting"), and the marks around what has them."""

_TAGS = {
    "<i>": ITALIC, "</i>": NO_ITALIC, "<b>": BOLD, "</b>": NO_BOLD,
    "<sup>": SUP, "</sup>": NO_SUP, "<sub>": SUB, "</sub>": NO_SUB,
}  # fmt: skip
_ENDS = frozenset(mark for tag, mark in _TAGS.items() if tag.startswith("</"))
_TAG = re.compile(
    r"</?(?:i|b|sup|sub)>|<span class=\"no(?:case|decor)\">|<span style=\"font-variant: ?small-caps;?\">|</span>"
)
_SPANS = {"nocase": (NOCASE, NO_NOCASE), "nodecor": (PLAIN, NO_PLAIN), "caps": (CAPS, NO_CAPS)}
_OPENERS = "\ue000\ue002\ue004\ue006\ue008\ue00a\ue00c\ue010"
_OPENING_QUOTE = re.compile(rf'(?:^|(?<=[\s(\[{{\u2014\u2013/{_OPENERS}-]))"|\u201c')
_CLOSING_QUOTE = re.compile('["\u201d]')
_SINGLE_QUOTES = re.compile(r"(?<![\w\u2019'.])'(?=[^\s'])([^']*(?:\w'\w[^']*)*)(?<=\S)'(?!\w)")
_CLUSTER = re.compile(r"([.,:;!?])(?=[.,:;!?])")


def read_field(text: str) -> str:
    """A field of an item: its tags (CSL-JSON, "HTML-like formatting tags") and quotes as marks.

    Tags are `<i>`, `<b>`, `<sup>`, `<sub>` and spans with the classes `nocase` and `nodecor` or in small capitals. Any
    other tag is text, and is escaped in the end.
    """
    text = bare(text)
    if "<" in text:
        text = _read_tags(text)
    if ('"' in text or "\u201c" in text) and "\u201e" not in text:  # in German “ ends a quote that „ began
        opening = _OPENING_QUOTE.sub(QUOTE, text)
        closed = _CLOSING_QUOTE.sub(NO_QUOTE, opening)
        if closed.count(QUOTE) == closed.count(NO_QUOTE):  # else it is an inch, or half a quote
            text = closed
    if "'" in text:
        text = _SINGLE_QUOTES.sub(rf"{QUOTE}\1{NO_QUOTE}", text).replace("'", "\u2019")
    return _CLUSTER.sub(rf"\1{KEEP}", text)


def _read_tags(text: str) -> str:
    """Tags as marks; a tag without its other half is left out."""
    marks: dict[int, str] = {}
    open_: list[tuple[int, str, str]] = []
    found = list(_TAG.finditer(text))
    for i, match in enumerate(found):
        tag = match[0]
        if tag.startswith("<span"):
            before, after = _SPANS["nocase" if "nocase" in tag else "nodecor" if "nodecor" in tag else "caps"]
            open_.append((i, before, after))
        elif not tag.startswith("</"):
            open_.append((i, _TAGS[tag], _TAGS[f"</{tag[1:]}"]))
        elif open_ and open_[-1][2] == _TAGS.get(tag, open_[-1][2]) and (tag in _TAGS) == (open_[-1][2] in _ENDS):
            begun, before, after = open_.pop()
            marks[begun], marks[i] = before, after
    at = iter(range(len(found)))
    return _TAG.sub(lambda _: marks.get(next(at), ""), text)


def bare(text: str) -> str:
    """A text without its marks."""
    return _ANY_MARK.sub("", text)


# What two signs of punctuation become that meet where pieces are joined; other pairs stay as they are.
_MEETING = {
    "..": ".", "::": ":", ":.": ":", ":!": "!", ":?": "?", ";:": ";", ";.": ";", ";;": ";", ";!": "!", ";?": "?",
    "!:": "!", "!.": "!", "!!": "!", "?:": "?", "?.": "?", "??": "?", ",,": ",",
}  # fmt: skip
_SIGNS = re.compile(rf"([.,:;!?])([{MARKS}]*)(?<!{KEEP})([.,:;!?])")
_IN_QUOTE = re.compile(rf"({NO_QUOTE})([{MARKS}]*)([.,!?])")
_SPACES = re.compile(rf" ([{MARKS}]*) +")
_BEFORE_SIGN = re.compile(rf" +([{MARKS}]*)(?=[.,;](?:[\s{MARKS}]|$))")


def settle(text: str, *, punctuation_in_quote: bool) -> str:
    """Correct punctuation and spaces where pieces were joined: no ".." and no ",.", one space between words.

    With `punctuation_in_quote` full stops and commas after a closing quote move into it, as in American English (CSL
    1.0.2, "Localized Options").
    """
    before = ""
    while before != text:
        before = text
        text = _SIGNS.sub(_meet, text)
        if punctuation_in_quote:
            text = _IN_QUOTE.sub(r"\3\1\2", text)
    text = _SPACES.sub(r" \1", text)
    return _BEFORE_SIGN.sub(r"\1", text).strip()


def _meet(match: re.Match[str]) -> str:
    first, between, second = match[1], match[2], match[3]
    joined = _MEETING.get(first + second)
    if joined is None:
        return first + between + KEEP + second
    if joined == first:
        return first + between
    return between + joined if len(joined) == 1 else first + between + KEEP + second


_HTML = {
    UNDER: "<u>", NO_UNDER: "</u>", SUP: "<sup>", NO_SUP: "</sup>", SUB: "<sub>", NO_SUB: "</sub>",
    PLAIN: "", NO_PLAIN: "", NOCASE: "", NO_NOCASE: "", KEEP: "",
}  # fmt: skip
_FLIPPING = {
    ITALIC: ("<i>", "</i>", 1), NO_ITALIC: ("<i>", "</i>", -1),
    BOLD: ("<b>", "</b>", 1), NO_BOLD: ("<b>", "</b>", -1),
    CAPS: ('<span class="small-caps">', "</span>", 1), NO_CAPS: ('<span class="small-caps">', "</span>", -1),
}  # fmt: skip
_EMPTY = re.compile(r"<(i|b|sup|sub|u)></\1>|</(i|b)><\2>")


def to_html(text: str, quotes: tuple[str, str, str, str]) -> str:
    """Marks as HTML, everything else escaped. Italics within italics are upright again, quotes within quotes the inner
    ones.

    `quotes` are `Locale.quotes`. Tags are balanced, whatever the field had.
    """
    if not _ANY_MARK.search(text):
        return escape(text, quote=False)
    made: list[str] = []
    deep: dict[str, int] = {}
    quoted = at = 0
    for match in _ANY_MARK.finditer(text):
        made.append(escape(text[at : match.start()], quote=False))
        at = match.end()
        mark = match[0]
        if mark in _FLIPPING:
            begins, ends, step = _FLIPPING[mark]
            before = deep.get(begins, 0)
            deep[begins] = max(0, before + step)
            made.append(begins if max(before, deep[begins]) % 2 == (step == 1) else ends)
        elif mark == QUOTE:
            made.append(quotes[2 * (quoted % 2)])
            quoted += 1
        elif mark == NO_QUOTE:
            quoted = max(0, quoted - 1)
            made.append(quotes[2 * (quoted % 2) + 1])
        else:
            made.append(_HTML[mark])
    made.append(escape(text[at:], quote=False))
    return _EMPTY.sub("", "".join(made))
