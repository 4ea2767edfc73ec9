"""Formatting, affixes, text case and quotes: the attributes that elements of a style share.

CSL 1.0.2: "Affixes", "Formatting", "Quotes", "Strip-periods", "Text-case".
"""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from kartotek.csl.cases import CASES, ENGLISH_ONLY
from kartotek.csl.item import CitationState, ElementRenderer
from kartotek.csl.marks import BREAK, COLUMN, NO_QUOTE, QUOTE, STYLES

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_DISPLAYS = {
    "block": (BREAK, BREAK),
    "indent": (BREAK, BREAK),
    "left-margin": (BREAK, COLUMN),
    "right-inline": (COLUMN, ""),
}
"""What is around the values of `display` (CSL 1.0.2, "Display"): an entry by itself has lines, but no margin."""


def affixed(element: Element, text: str) -> str:
    """A text with the prefix and the suffix of an element; "" stays "", without affixes (CSL 1.0.2, "Affixes")."""
    prefix, suffix = affixes_of(element)
    return f"{prefix}{text}{suffix}" if text else ""


def affixes_of(element: Element) -> tuple[str, str]:
    """The prefix and the suffix of an element, with apostrophes as they are printed."""
    prefix, suffix = element.get("prefix", ""), element.get("suffix", "")
    return _APOSTROPHE.sub("\u2019", prefix), _APOSTROPHE.sub("\u2019", suffix)


def formatted(element: Element, renderer: ElementRenderer) -> ElementRenderer:
    """A renderer whose text gets the case, quotes, formatting and affixes of its element.

    Periods and case change the text itself; quotes stand inside the formatting, affixes outside it. Title case is for
    items in English only (CSL 1.0.2, "Non-English Items").
    """
    case_name = element.get("text-case", "")
    case, english_only = CASES.get(case_name), case_name in ENGLISH_ONLY
    periods, quoted = element.get("strip-periods") == "true", element.get("quotes") == "true"
    marks = [STYLES[pair] for pair in element.attrib.items() if pair in STYLES]
    prefix, suffix = affixes_of(element)
    before_it, after_it = _DISPLAYS.get(element.get("display", ""), ("", ""))
    prefix, suffix = before_it + prefix, suffix + after_it
    if not (case or periods or quoted or marks or prefix or suffix):
        return renderer

    def render(state: CitationState) -> str:
        text = renderer(state)
        if not text:
            return ""
        if periods:
            text = text.replace(".", "")
        if case and (state.english or not english_only):
            text = case(text.replace("i", "\u0130") if state.dotted and case_name == "uppercase" else text)
        if quoted:
            text = QUOTE + text + NO_QUOTE
        for before, after in marks:
            text = before + text + after
        return prefix + text + suffix

    return render


def text_formatter(element: Element | None, *, affixes: bool = True) -> Callable[[str], str]:
    """A function that formats a part of a name or of a date, which is a plain text and has no quotes.

    `affixes=False` leaves out prefix and suffix, for the caller that sets them elsewhere. None gives text as it is.
    """
    if element is None:
        return lambda text: text
    case, periods = CASES.get(element.get("text-case", "")), element.get("strip-periods") == "true"
    marks = [STYLES[pair] for pair in element.attrib.items() if pair in STYLES]
    prefix, suffix = affixes_of(element) if affixes else ("", "")
    if not (case or periods or marks or prefix or suffix):
        return lambda text: text

    def decorate(text: str) -> str:
        if not text:
            return ""
        if periods:
            text = text.replace(".", "")
        if case:
            text = case(text)
        for before, after in marks:
            text = before + text + after
        return prefix + text + suffix

    return decorate
