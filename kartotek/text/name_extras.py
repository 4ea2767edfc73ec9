"""What stands with a name and is no part of it: titles, degrees, footnote marks, and what is in brackets.

In a citation each word of it would become an initial: "Lind, P. D. A." is no way to cite Prof. Dr. Ada Lind.
"""

import re
from functools import lru_cache

_TITLES = re.compile(
    r"(?:^|(?<=, ))(?:(?:"
    r"(?:Univ\.-)?[Pp]rof\b\.?(?: em\.)?|[Dd]r\b\.?(?:-Ing\.)?(?: ?(?:h\. ?c|[a-z]{2,6}(?:\. ?[a-z]{2,6})*)\.(?= ))*"
    r"|(?:[Cc]and|[Ss]tud|[Ll]ic|[Mm]ag)\. ?[a-z]+\.?|Dipl\.(?:-[A-Z]\w+\.?)?|Priv\.-Doz\."
    r"|(?:Mag|Ing|Rev|Hon|Doz|Doc)\."
    r"|Professor|[Ll]ektor|[Aa]djunkt|Mrs?\b\.?|Ms\b\.?|Sir|Dame"
    r")[ -]+(?=\S))+"
)
_UNLIKE_INITIALS = (
    r"Ph\. ?D|PhD|D\. ?Phil|DPhil|M\. ?Sc|MSc|B\. ?Sc|BSc|D\. ?Sc|DSc|Ed\. ?D|EdD|MPhil|MBA|DBA|MPH|MLIS|LL\. ?[MB]"
    r"|LL[MB]|PharmD|DVM|CSc|DrSc|FRS|FBA|Esq|[Cc]and\. ?[a-z]+|[Dd]r\. ?[a-z]+|[Ll]ic\. ?[a-z]+"
)
_LIKE_INITIALS = r"M\. ?D|MD|J\. ?D|JD|M\. ?A|MA|B\. ?A|BA|R\. ?N|RN"
_DEGREES = re.compile(rf"(?:(?:,? +|, *)(?:{_UNLIKE_INITIALS})\.?(?=$|,))+")
_MORE_DEGREES = re.compile(rf"(?:, *(?:{_LIKE_INITIALS}|{_UNLIKE_INITIALS})\.?(?=$|,))+$")
"""After a name with its given names; alone after a family name these are initials: "Lind, M. D."."""
ROLE = re.compile(r"(?<=\w),? *[(\[](?i:(?P<editor>eds?|edited|editors?|hrsg|red|udg)|trans|transl|overs)\.?[)\]]$")
"""A role that stands in brackets after a name."""
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^][]*\]|\"[^\"]+\"|“[^”]+”|„[^“”]+[“”])")
_INITIALED = re.compile(r"\b[^\W\d_]\. ")
"""A name with its initials. What comes after a comma is none then: "A. B. Lind, M. D.", but not "St. John, M. D."."""
_SIGNS = re.compile(r"(?:[\s,]*(?:[\d*∗⁎†‡§¶‖#✉¹²³⁰-⁹₀-₉]|\^\{?[\w,*]+\}?|ᵃ|ᵇ|ᶜ|ᵈ|ᵉ))+(?=$|[\s,])")
_LETTERS = re.compile(r"(?<=[a-zà-ÿ])(?: [a-e](?:, ?[a-e])*)$")
"""Letters of footnotes, which lost their raised place."""
_NUMBERED = re.compile(r"[^\W\d_]\d+ [^\W\d_]")
"""Numbers within a name are no footnotes: "Subject7 Group3"."""
_MAIL = re.compile(r"\s*[<(]?[\w.+-]+@[\w-]+\.[\w.]+[>)]?")
_LONGEST = 200
"""Letters of a name that is looked at; nobody is called so."""


@lru_cache(maxsize=50_000)
def without_extras(line: str, *, numbers: bool = True) -> str:
    """A name in one line without titles, degrees, numbers, signs, brackets and addresses; "" if nothing is left.

    A number at the end is probably that of a footnote, but it may tell two people apart ("Person 3"): it stays where
    `numbers` is false, as it does when a name is read.

    >>> without_extras("Prof. Dr. Ada Lind, Ph.D.*")
    'Ada Lind'
    """
    line = " ".join(line.split())
    if len(line) > _LONGEST or _NUMBERED.search(line):
        return line
    text = _MAIL.sub("", line)
    text = _BRACKETS.sub("", ROLE.sub("", text))
    text = _SIGNS.sub("" if numbers else _kept_number, text)
    text = _DEGREES.sub("", text)
    before = _MORE_DEGREES.sub("", text)
    if before != text and ("," in before or _has_degree(line, text) or _INITIALED.search(before)):
        text = before
    lettered = _LETTERS.sub("", text)
    text = lettered if "," not in lettered and " " in lettered else text
    untitled = _TITLES.sub("", text)
    text = untitled if " " in untitled else text  # see `is_titled`
    return " ".join(text.split()).strip(" ,;")


def _kept_number(signs: re.Match[str]) -> str:
    """A single number in plain digits as it is, and nothing of all other signs."""
    return signs[0] if re.fullmatch(r"\s*[0-9]+", signs[0]) else ""


def is_titled(line: str) -> bool:
    """Whether a name is a title and one word: "Dr. Seuss" is cited as he is, and has no given name "Dr."."""
    return " " not in _TITLES.sub("", line) and " " in line


def _has_degree(line: str, text: str) -> bool:
    """Whether one was taken away already, so that what is like initials beside it is none."""
    return _DEGREES.search(line) is not None and text != line
