"""Numbers as styles write them (CSL 1.0.2, "Number")."""

import re

from kartotek.csl.locale import Locale

_NUMERIC = re.compile(r"\s*[^\W\d]{0,4}\.?\d+[^\W\d]*(?:\s*(?:[,&\u2013-]|--)\s*[^\W\d]{0,4}\d+[^\W\d]*)*\s*")
_SPLIT = re.compile(r"(\s*(?:[,&\u2013-]|--)\s*)")
_SEVERAL = re.compile(
    r"\d\s*(?:[,&\u2013-]|--)\s*[^\W\d]*\d|\band\b|\bog\b"
    r"|\b(?:[ivxlcdm]+|[a-z])\s*(?:[,&\u2013-]|--)\s*(?:[ivxlcdm]+|[a-z])\b",
    re.IGNORECASE,
)
"""More than one of Arabic numbers, or of Roman ones and letters ("xi-xxv", "a-f")."""
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def is_numeric(value: object) -> bool:
    """Whether a value is of numbers alone (CSL 1.0.2, "Choose": `is-numeric`): "2", "2nd", "D2", "2-4", "2, 3 & 4"."""
    return isinstance(value, int) or bool(_NUMERIC.fullmatch(str(value)))


def is_several(variable: str, text: str) -> bool:
    """Whether a label beside it is in the plural (CSL 1.0.2, "Label": `plural`, "contextual")."""
    if variable in ("number-of-pages", "number-of-volumes"):
        return text.strip() not in ("1", "")
    if variable == "version":  # "2021-05" is one
        return False
    return bool(_SEVERAL.search(text))


def number(text: str, form: str, locale: Locale, gender: str = "") -> str:
    """A number in a form ("numeric", "ordinal", "long-ordinal", "roman"), or several with commas, dashes or "&"
    between.

    A text that is not numeric stays as it is.
    """
    if not is_numeric(text):
        return text
    parts = _SPLIT.split(text.strip())
    return "".join(_separator(part) if i % 2 else _one(part, form, locale, gender) for i, part in enumerate(parts))


def _separator(text: str) -> str:
    sign = text.strip()
    return {"&": " & ", ",": ", "}.get(sign, "\u2013")


def _one(text: str, form: str, locale: Locale, gender: str) -> str:
    if form == "numeric" or not text.isdecimal():
        return text
    value = int(text)
    if form == "roman":
        return roman(value)
    if form == "long-ordinal" and 1 <= value <= 10 and (word := locale.term(f"long-ordinal-{value:02}", gender=gender)):
        return word
    return text + ordinal_suffix(value, locale, gender)


_MATCHES = {"last-digit": 10, "last-two-digits": 100}


def ordinal_suffix(value: int, locale: Locale, gender: str = "") -> str:
    """What follows an ordinal, such as "st": the most specific term that fits (CSL 1.0.2, "Ordinal Suffixes").

    `gender` is that of the noun it belongs to, as `Locale.gender` has it.
    """
    for name in (f"ordinal-{value % 100:02}", f"ordinal-{value % 10:02}"):
        if not locale.term(name, gender=gender):
            continue
        # unless the term says what must match: of ordinal-10 to ordinal-99 the last two digits, of others the last one
        how = locale.matches.get(name) or ("last-digit" if name[-2] == "0" else "last-two-digits")
        if value % _MATCHES.get(how, value + 1) == int(name[-2:]):
            return locale.term(name, gender=gender)
    return locale.term("ordinal", gender=gender)


def roman(value: int) -> str:
    """A number in lower-case Roman numerals; "" for 0."""
    made = ""
    for worth, letters in _ROMAN:
        made += letters * (value // worth)
        value %= worth
    return made


_DASH = r"\s*(?:-{1,2}|\u2013)\s*"
_RANGE = re.compile(rf"(?<![\w-])(\d*[^\W\d_]+0*)?(\d+){_DASH}(\d*[^\W\d_]+0*)?(\d+)(?![\w-])")
"""Two page numbers, each with or without a prefix ("N110", "123N110")."""
_DASHES = re.compile(rf"(?<=\w){_DASH}(?=\w)")
_LONG_DASHES = re.compile(r"(?<=\w)\s*(?:--|\u2013)\s*(?=\w)")


def page_range(text: str, form: str, delimiter: str) -> str:
    """Pages with the dash of the locale, shortened as the style wants (CSL 1.0.2, appendix V, "Page Range Formats").

    `form` is the style's `page-range-format`, "" for pages as they are. A range is of two numbers with the same prefix
    or none ("N110-N115"); "N110-P5" is none, and keeps its hyphen.

    Where there are long dashes, hyphens belong to the numbers: "12-1–12-15".
    """
    if _LONG_DASHES.search(text) and "-" in text.replace("--", ""):
        return _LONG_DASHES.sub(delimiter, text)
    if text.isdecimal():
        return text
    keep = "\0"
    text = _RANGE.sub(lambda match: _ranged(match, form, keep), text)
    return _DASHES.sub(delimiter, text).replace(keep, "-")


def _ranged(match: re.Match[str], form: str, hyphen: str) -> str:
    before, first, again, last = match.groups()
    if before != again:
        return f"{before or ''}{first}{hyphen}{again or ''}{last}"
    if not form:
        return f"{before or ''}{first}-{again or ''}{last}"
    prefix = before if before and form == "expanded" else ""
    return f"{before or ''}{first}-{prefix}{_shortened(first, last, form)}"


def _shortened(first: str, last: str, form: str) -> str:
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if form == "expanded" or len(last) != len(first):
        return last
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last))
    if form == "minimal":
        return last[same:] or last[-1:]
    if form == "minimal-two":
        return last[min(same, len(last) - 2) :] if len(last) > 2 else last
    # "chicago": The Chicago Manual of Style, 15th edition, 9.64
    if int(first) < 100 or int(first) % 100 == 0:
        return last
    if int(first) % 100 < 10:
        return last[same:] or last[-1:]
    if form == "chicago" and len(first) == 4 and len(last) - same > 2:
        return last
    return last[min(same, len(last) - 2) :]
