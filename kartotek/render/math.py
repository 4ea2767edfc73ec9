"""LaTeX formulas as MathML (presentation elements of MathML Core), of which only harmless elements pass."""

import re
from html import unescape
from xml.etree import ElementTree

# MathML Core's presentation elements, and the few older ones that the converter uses.
_ELEMENTS = frozenset(
    {
        "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "merror",
        "mpadded", "mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts",
        "mprescripts", "none", "mtable", "mtr", "mtd", "menclose", "mfenced", "semantics",
    }
)  # fmt: skip
_ATTRIBUTES = frozenset(
    {
        "xmlns", "display", "mathvariant", "stretchy", "fence", "separator", "form", "lspace", "rspace", "width",
        "height", "depth", "voffset", "linethickness", "accent", "accentunder", "movablelimits", "largeop",
        "symmetric", "minsize", "maxsize", "displaystyle", "scriptlevel", "columnalign", "rowspacing",
        "columnspacing", "columnlines", "rowlines", "notation", "open", "close", "separators",
    }
)  # fmt: skip


def mathml(source: str, display: str) -> str | None:
    """A formula as MathML, `display` "inline" or "block"; None when it cannot be read or has forbidden elements.

    A formula comes from an entry and is not trusted: text in it stays text, and links and scripts do not pass.
    """
    from latex2mathml.converter import convert_to_element  # rarely needed, and slow to import

    try:
        root = convert_to_element(source, display=display)
    except Exception:  # the library raises whatever comes
        return None
    for element in root.iter():
        if element.tag not in _ELEMENTS:
            return None
        for name in set(element.keys()) - _ATTRIBUTES:
            del element.attrib[name]
        element.text = unescape(element.text) if element.text else None  # the converter writes "&#x0003D;"
        element.tail = unescape(element.tail) if element.tail else None
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


_PRIMES = frozenset("\u2032\u2033\u2034\u2057")
_RELATIONS = frozenset("=<>\u2248\u2260\u2264\u2265\u223c\u2192\u2208\u2282")
_GROUPS = frozenset({"math", "mrow", "mstyle", "msup", "msub", "msubsup", "mfrac", "msqrt", "mover"})
_ABOVE = {"^": "\u0302", "~": "\u0303", "\u02dc": "\u0303", "\u2015": "\u0304", "\u00af": "\u0304", "\u02d9": "\u0307"}
"""Signs above a letter, as combining characters."""
_WORDS = frozenset({"mi", "mn", "mo", "mtext", "mspace"})


def in_one_line(source: str) -> str | None:
    """A formula as text for a citation: `<sup>` and `<sub>` as CSL-JSON has them, everything else as characters.

    A fraction is written with a slash, a square root with its sign: "(n+1)/2", "√n". None when it cannot be read, or
    needs more than one line (a matrix, a binomial coefficient).
    """
    made = mathml(source, "inline")
    if made is None:
        return None
    root = ElementTree.fromstring(made)
    if any(_tag(element) not in _GROUPS | _WORDS or "linethickness" in element.attrib for element in root.iter()):
        return None
    line = " ".join(_line(root).split())
    return None if _NO_LINE in line else line


_NO_LINE = "\ufffc"
"""In a line: here is something that has no place in one."""


def _inside(text: str) -> str:
    """A part of a formula, in parentheses if it is more than a number or a letter with its indices."""
    return text if re.fullmatch(r"(?:\d+|[^\W\d][\u0300-\u036f]?)(?:<su[bp]>.*</su[bp]>)?", text) else f"({text})"


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _line(element: ElementTree.Element) -> str:
    tag, text = _tag(element), element.text or ""
    if tag in _WORDS:
        spaced = text in _RELATIONS or tag == "mspace" or (tag == "mi" and len(text) > 1)
        return f" {text} " if spaced else text
    parts = [_line(part) for part in element]
    if tag == "msup":
        base, above = parts
        return base + (above if set(above) <= _PRIMES else f"<sup>{above}</sup>")
    if tag == "msub":
        return f"{parts[0]}<sub>{parts[1]}</sub>"
    if tag == "msubsup":
        return f"{parts[0]}<sub>{parts[1]}</sub><sup>{parts[2]}</sup>"
    if tag == "mfrac":
        return f"{_inside(parts[0])}/{_inside(parts[1])}"
    if tag == "msqrt":
        return f"\u221a{_inside(''.join(parts))}"
    if tag == "mover":
        return parts[0] + _ABOVE.get(parts[1], _NO_LINE) if len(parts[0]) == 1 else _NO_LINE
    return "".join(parts)
