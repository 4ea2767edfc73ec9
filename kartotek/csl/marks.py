"""Formatted text in the making: characters of Unicode's private use area mark where formatting begins and ends.

Pieces of a citation are joined, cut and cased as texts, and only the whole becomes HTML. That is quick, and punctuation
can be corrected across the edges of what is italic. `read_field` takes such characters out of what comes from entries.
"""

import re
from functools import lru_cache
from html import escape
from urllib.parse import quote

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
ROMAN, NO_ROMAN = "\ue013", "\ue014"
LIGHT, NO_LIGHT = "\ue015", "\ue016"
NO_CAPS_HERE, CAPS_AGAIN = "\ue017", "\ue018"
BASE, NO_BASE = "\ue019", "\ue01a"
BREAK = "\ue01b"
"""Where a line ends: beside what is a block of its own."""
COLUMN = "\ue01c"
"""Where the second of two columns begins: a space, in a line."""
DOI, NO_DOI = "\ue01d", "\ue01e"
"""Around a DOI with signs that an address must not have."""
OWN_ITALIC, OWN_BOLD, OWN_CAPS = "\ue01f", "\ue020", "\ue021"
"""Where the formatting of a field itself begins: within the same formatting of the style it turns over."""
APART, NO_APART = "\ue022", "\ue023"
"""Around what may run from right to left, so that it does not turn the punctuation and the numbers beside it."""

MARKS = "\ue000-\ue023"
_ANY_MARK = re.compile(f"[{MARKS}]")
_PIECES = re.compile(f"([{MARKS}])")

STYLES = {
    ("font-style", "italic"): (ITALIC, NO_ITALIC),
    ("font-style", "oblique"): (ITALIC, NO_ITALIC),
    ("font-weight", "bold"): (BOLD, NO_BOLD),
    ("font-variant", "small-caps"): (CAPS, NO_CAPS),
    ("text-decoration", "underline"): (UNDER, NO_UNDER),
    ("vertical-align", "sup"): (SUP, NO_SUP),
    ("vertical-align", "sub"): (SUB, NO_SUB),
    ("font-style", "normal"): (ROMAN, NO_ROMAN),
    ("font-weight", "normal"): (LIGHT, NO_LIGHT),
    ("font-variant", "normal"): (NO_CAPS_HERE, CAPS_AGAIN),
    ("vertical-align", "baseline"): (BASE, NO_BASE),
}
"""The formatting attributes of CSL ("Formatting"), and the marks around what has them."""

_TAGS = {
    "<i>": OWN_ITALIC, "</i>": NO_ITALIC, "<b>": OWN_BOLD, "</b>": NO_BOLD,
    "<sup>": SUP, "</sup>": NO_SUP, "<sub>": SUB, "</sub>": NO_SUB, "<sc>": OWN_CAPS, "</sc>": NO_CAPS,
}  # fmt: skip
_TAG = re.compile(
    r"</?(?:i|b|su[bp]|sc)>|<span class=\"no(?:case|decor)\">|<span style=\"font-variant: ?small-caps;?\">|</span>"
)
_SPANS = {"nocase": (NOCASE, NO_NOCASE), "nodecor": (PLAIN, NO_PLAIN), "caps": (OWN_CAPS, NO_CAPS)}
_OPENERS = "\ue000\ue002\ue004\ue006\ue008\ue00a\ue00c\ue010\ue01f\ue020\ue021"
_OPENING_QUOTE = re.compile(rf'(?:^|(?<=[\s(\[{{\u2014\u2013/{_OPENERS}-]))"|\u201c')
_CLOSING_QUOTE = re.compile('["\u201d]')
_CURLED_QUOTES = re.compile(r"(?<!\w)\u2018([^\u2018\u2019]*)\u2019(?!\w)")
_SINGLE_QUOTES = re.compile(r"(?<![\w\u2019'.])'(?=[^\s'])([^']*(?:\w'\w[^']*)*)(?<=\S)'(?!\w)")
_HIGH_SIGN = re.compile(r" (?=[:;?!\u00bb])|(?<=\u00ab) ")
"""The space beside a sign that French has one beside, where no line may end."""
NARROW = "\u202f"
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
    if QUOTE in text and "\u2018" in text:
        text = _CURLED_QUOTES.sub(rf"{QUOTE}\1{NO_QUOTE}", text)
    if "'" in text:
        text = _SINGLE_QUOTES.sub(rf"{QUOTE}\1{NO_QUOTE}", text).replace("'", "\u2019")
    if " " in text:
        text = _HIGH_SIGN.sub(NARROW, text)
    return _CLUSTER.sub(rf"\1{KEEP}", text)


def _read_tags(text: str) -> str:
    """Tags as marks; a tag without its other half is text."""
    marks: dict[int, str] = {}
    open_: list[tuple[int, str, str, str]] = []
    found = list(_TAG.finditer(text))
    for i, match in enumerate(found):
        tag = match[0]
        if tag.startswith("<span"):
            before, after = _SPANS["nocase" if "nocase" in tag else "nodecor" if "nodecor" in tag else "caps"]
            open_.append((i, "</span>", before, after))
        elif not tag.startswith("</"):
            open_.append((i, f"</{tag[1:]}", _TAGS[tag], _TAGS[f"</{tag[1:]}"]))
        elif open_ and open_[-1][1] == tag:
            begun, _, before, after = open_.pop()
            marks[begun], marks[i] = before, after
    at = iter(range(len(found)))
    return _TAG.sub(lambda match: marks.get(next(at), match[0]), text)


def read_name(text: str) -> str:
    """A name or an identifier of an item: it has no formatting, and what signs it has stay side by side."""
    return _CLUSTER.sub(rf"\1{KEEP}", bare(text))


_IN_ADDRESSES = "/:;().,@~_-"
"""What stands in an address as it is, of the signs that DOIs have (RFC 3986, 3.3)."""
_SAFE = re.compile(rf"[\w{re.escape(_IN_ADDRESSES)}]*", re.ASCII)
_IN_ADDRESS = re.compile(rf"(?<=doi\.org/){DOI}([^{NO_DOI}]*){NO_DOI}")


def read_doi(text: str) -> str:
    """A DOI as it is; in an address it is percent-encoded in the end (`settle`; DOI Handbook 3.8)."""
    return read_name(text) if _SAFE.fullmatch(text) else DOI + read_name(text) + NO_DOI


def _encoded(match: re.Match[str]) -> str:
    return _CLUSTER.sub(rf"\1{KEEP}", quote(bare(match[1]), safe=_IN_ADDRESSES))


_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Where Unicode has scripts that are written from right to left (DerivedBidiClass.txt)."""


def apart(text: str) -> str:
    """A field or a name with marks around it, if it has letters that run from right to left."""
    return APART + text + NO_APART if not text.isascii() and _LEFTWARD.search(text) else text


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
_BREAKS = re.compile(rf" *{BREAK}[ {BREAK}]*")
_SPACES = re.compile(rf" ([{MARKS}]*) +")


def settle(text: str, *, punctuation_in_quote: bool) -> str:
    """Correct punctuation and spaces where pieces were joined: no ".." and no ",.", one space between words.

    With `punctuation_in_quote` full stops and commas after a closing quote move into it, as in American English (CSL
    1.0.2, "Localized Options").
    """
    if DOI in text:
        text = _IN_ADDRESS.sub(_encoded, text)
    before = ""
    while before != text:
        before = text
        text = _SIGNS.sub(_meet, text)
        if punctuation_in_quote:
            text = _IN_QUOTE.sub(r"\3\1\2", text)
    if BREAK in text or COLUMN in text:
        text = _BREAKS.sub(BREAK, text.replace(COLUMN, " ")).strip(f" {BREAK}")
    return _SPACES.sub(r" \1", text).strip()


def _meet(match: re.Match[str]) -> str:
    first, between, second = match[1], match[2], match[3]
    joined = _MEETING.get(first + second)
    if joined is None:
        return first + between + KEEP + second
    if joined == first:
        return first + between
    return between + joined if len(joined) == 1 else first + between + KEEP + second


_I, _B, _SC, _U, _SUP, _SUB, _BDI = 1, 2, 4, 8, 16, 32, 64
_TAGS_OF = (
    (_BDI, "<bdi>", "</bdi>"),
    (_I, "<i>", "</i>"), (_B, "<b>", "</b>"), (_SC, '<span class="small-caps">', "</span>"), (_U, "<u>", "</u>"),
    (_SUP, "<sup>", "</sup>"), (_SUB, "<sub>", "</sub>"),
)  # fmt: skip
"""How text is set, a bit for each way, in the order in which their tags are inside each other."""
_TURNS = {
    OWN_ITALIC: (_I, 0, 0), OWN_BOLD: (_B, 0, 0), OWN_CAPS: (_SC, 0, 0),
    ITALIC: (0, _I, 0), BOLD: (0, _B, 0), CAPS: (0, _SC, 0), UNDER: (0, _U, 0),
    SUP: (0, _SUP, 0), SUB: (0, _SUB, 0), APART: (0, _BDI, 0),
    ROMAN: (0, 0, _I), LIGHT: (0, 0, _B), NO_CAPS_HERE: (0, 0, _SC), BASE: (0, 0, _SUP | _SUB),
    PLAIN: (0, 0, _I | _B | _SC),
}  # fmt: skip
"""What each mark turns over, adds and takes away."""
_ALONE = {BREAK: "<br>", COLUMN: "", NOCASE: "", NO_NOCASE: "", KEEP: "", DOI: "", NO_DOI: ""}
_CLOSING = frozenset(
    (NO_ITALIC, NO_BOLD, NO_CAPS, NO_UNDER, NO_SUP, NO_SUB, NO_PLAIN, NO_ROMAN, NO_LIGHT, CAPS_AGAIN, NO_BASE, NO_APART)
)

_SLANTED = r"0-9A-Za-z\u00c0-\u017f\u0370-\u06ff\u0e01-\u0e5b\u1e00-\u1fff"
_UPRIGHT = re.compile(rf"[^{_SLANTED}]*[\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff][^{_SLANTED}]*")
"""Text in scripts that have no italics: Chinese, Japanese, Korean."""


def to_html(text: str, quotes: tuple[str, str, str, str]) -> str:
    """Marks as HTML, everything else escaped. Italics of a field within those of the style are upright, quotes within
    quotes the inner ones.

    `quotes` are `Locale.quotes`. Tags are balanced, whatever the field had, and none is around nothing.
    """
    if not _ANY_MARK.search(text):
        return escape(text, quote=False)
    made: list[str] = []
    around: list[int] = []
    style = shown = quoted = 0
    for piece in _PIECES.split(text):
        if piece == QUOTE:
            piece = quotes[2 * (quoted % 2)]
            quoted += 1
        elif piece == NO_QUOTE:
            quoted = max(0, quoted - 1)
            piece = quotes[2 * (quoted % 2) + 1]
        elif piece in _CLOSING:
            style = around.pop() if around else 0
            continue
        elif piece in _TURNS:
            flipped, added, cleared = _TURNS[piece]
            around.append(style)
            style = (style ^ flipped | added) & ~cleared
            continue
        elif piece in _ALONE:
            made.append(_ALONE[piece])
            continue
        if piece:
            wanted = style & ~_I if style & _I and not piece.isascii() and _UPRIGHT.fullmatch(piece) else style
            if wanted != shown:
                made.append(_turned(shown, wanted))
                shown = wanted
            made.append(escape(piece, quote=False))
    return "".join([*made, _turned(shown, 0)])


@lru_cache(maxsize=512)
def _turned(before: int, after: int) -> str:
    """The tags between text set in one way and text set in another."""
    kept = 0
    while kept < len(_TAGS_OF) and (before ^ after) & _TAGS_OF[kept][0] == 0:
        kept += 1
    closed = [end for bit, _, end in _TAGS_OF[kept:] if before & bit]
    return "".join([*reversed(closed), *(begin for bit, begin, _ in _TAGS_OF[kept:] if after & bit)])
