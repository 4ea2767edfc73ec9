"""LaTeX formulas as MathML, of which only what is harmless is let through."""

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
    """A formula as MathML, `display` "inline" or "block"; None when it cannot be read or holds what it must not.

    A formula comes from an entry and is not trusted: text in it stays text, and links and scripts do not pass.
    """
    from latex2mathml.converter import convert_to_element  # a rare guest, and slow to come in

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
