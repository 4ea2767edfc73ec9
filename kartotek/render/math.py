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
    made = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    return None if _NOT_IN_XML.search(made) else made


_NOT_IN_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff]")
"""Characters that no reader of MathML takes, whoever escapes them."""
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


_INDEX = re.compile("<(su[bp])>([^<>]*)</su[bp]>")
_RAISED = str.maketrans("0123456789+-\u2212=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")
_LOWERED = str.maketrans("0123456789+-\u2212=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")


def in_plain_text(source: str) -> str:
    """A formula as text without any markup, as titles of windows, results and pictures have it; its source if it has no
    place in one line.

    >>> in_plain_text("x_1^2"), in_plain_text("e^{-kt}"), in_plain_text("P'")
    ('x₁²', 'e^(−kt)', 'P′')
    """
    line, before = in_one_line(source) or source, ""
    while line != before:  # from the innermost index outwards
        line, before = _INDEX.sub(_index, line), line
    return line


def _index(found: re.Match[str]) -> str:
    """An index in the letters that Unicode has for it, or else after a sign; in parentheses if it is more than one."""
    table, sign = (_RAISED, "^") if found[1] == "sup" else (_LOWERED, "_")
    text = found[2].replace(" ", "")
    if all(ord(letter) in table for letter in text):
        return text.translate(table)
    return f"{sign}{found[2] if len(text) == 1 else f'({found[2]})'}"


_NO_LINE = "\ufffc"
"""In a line: here is something that has no place in one."""


def _inside(text: str) -> str:
    """A part of a formula, in parentheses if it is more than a number or a letter with its indices."""
    return text if _ONE.fullmatch(text) else f"({text})"


_ONE = re.compile(r"(?:\d+(?:\.\d+)?|[^\W\d][\u0300-\u036f]?)(?:<su[bp]>[^<]*</su[bp]>){0,2}")


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _line(element: ElementTree.Element) -> str:
    tag, text = _tag(element), element.text or ""
    if tag in _WORDS:
        spaced = text in _RELATIONS or tag == "mspace" or (tag == "mi" and len(text) > 1)
        return f" {text} " if spaced else text
    if tag in _ROWS:
        return _row(element)
    if tag == "msqrt":
        return f"\u221a{_inside(_row(element))}"
    parts = [_line(part) for part in element]
    if tag == "mfrac":
        return f"{_inside(parts[0])}/{_inside(parts[1])}"
    if tag == "mover":
        return parts[0] + _ABOVE.get(parts[1], _NO_LINE) if len(parts[0]) == 1 else _NO_LINE
    return _with_indices(tag, _whole(element[0], parts[0]), parts[1:])


def _with_indices(tag: str, base: str, indices: list[str]) -> str:
    if tag == "msup":
        return base + (indices[0] if set(indices[0]) <= _PRIMES else f"<sup>{indices[0]}</sup>")
    above = f"<sup>{indices[1]}</sup>" if tag == "msubsup" else ""
    return f"{base}<sub>{indices[0]}</sub>{above}"


def _whole(base: ElementTree.Element, line: str) -> str:
    """What has an index, in parentheses if that would be read as the index of its last part: "(a/b)\u00b2"."""
    return f"({line})" if any(_tag(part) in {"mfrac", "msqrt"} for part in _flat(base)) else line


def _row(element: ElementTree.Element) -> str:
    """Elements after each other; fractions and roots in parentheses where a neighbour would be read as a part of them.

    So 2\\frac{1}{2} is "2(1/2)", and not "21/2", and \\sqrt{2}x is "(\u221a2)x".
    """
    parts = [part for child in element for part in _flat(child)]
    said = [part for part in parts if _tag(part) != "mspace"]
    lines = []
    for part in parts:
        line, tag = _line(part), _tag(part)
        if tag in {"mfrac", "msqrt"}:
            at = next(i for i, each in enumerate(said) if each is part)
            before = tag == "mfrac" and at > 0 and _sticks(said[at - 1], _OPENING)
            after = not line.endswith(")") or tag == "mfrac"
            after = after and at + 1 < len(said) and _sticks(said[at + 1], _CLOSING)
            line = f"({line})" if before or after else line
        lines.append(line)
    return "".join(lines)


def _flat(element: ElementTree.Element) -> list[ElementTree.Element]:
    """An element, or the elements of a row, however deep rows stand in each other."""
    return [part for child in element for part in _flat(child)] if _tag(element) in _ROWS else [element]


def _sticks(neighbour: ElementTree.Element, brackets: frozenset[str]) -> bool:
    """Whether a neighbour is a factor or the like: not words, a sign that keeps it apart, or one of `brackets`."""
    if _tag(neighbour) == "mo":
        return (neighbour.text or "") not in _APART | _RELATIONS | brackets
    return _tag(neighbour) != "mtext"


_ROWS = frozenset({"math", "mrow", "mstyle"})
_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_APART = frozenset("+-\u2212\u00b1\u2213\u00d7\u22c5\u00b7,;:.|")
