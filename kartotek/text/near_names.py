"""When two names are nearly the same, so that one of them is probably a slip: case, plural, signs, "&", "The", "J."."""

import re
import unicodedata

_LONG = {
    "j": "journal", "jnl": "journal", "proc": "proceeding", "int": "international", "intl": "international",
    "univ": "university", "dept": "department", "conf": "conference", "trans": "transaction", "inst": "institute",
    "assoc": "association", "amer": "american", "am": "american", "rev": "review", "lett": "letter",
}  # fmt: skip
"""Abbreviations of words in titles of journals (ISO 4) and in names of institutions."""
_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")


def near_key(name: str, *, plural: bool = True) -> str:
    """What two names have in common that are nearly the same; "" for a name without letters. With
    `plural` the singular and the plural of a word are the same.

    >>> near_key("The Journal of Indexes & Cards") == near_key("J. of index and cards")
    True
    """
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.replace("'", "").replace("’", "")
    words = _WORD.findall(plain)
    short = {word.casefold() for word in _WORD.findall(name) if word.isupper() and len(word) <= _ACRONYM}
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(_LONG.get(word, _singular(word) if plural and word not in short else word) for word in words)


_ACRONYM = 5
"""Letters of a word in capitals that is probably an acronym, and has no plural."""


def _singular(word: str) -> str:
    """A word without the ending of an English plural. Fields of study (physics) and short words stay."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics", "as", "os")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses", "zes")) else word[:-1]
