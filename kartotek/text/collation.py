"""Sort order of a language. Nordic letters that come last in their alphabets are put there.

A part of the Unicode Collation Algorithm (UTS 10): letters of other alphabets are transliterated, accents and case
count only where nothing else differs.
"""

from collections.abc import Callable
from functools import lru_cache

from anyascii import anyascii

# Danish and Norwegian: Retskrivningsordbogen section 3, which puts aa with å (so do CLDR "da" and "no"); Swedish and
# Finnish: CLDR root tailoring "sv".
# "{", "|" and "}" follow "z" in ASCII.
_TAILORED = {
    "da": str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}),
    "nb": str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}),
    "sv": str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}),
}
_INITIALS = {"da": {"{": "Æ", "|": "Ø", "}": "Å"}, "sv": {"{": "Å", "|": "Ä", "}": "Ö"}}
_INITIALS["nb"] = _INITIALS["da"]

_DOUBLE_A = ("da", "nb")

Collate = Callable[[str], tuple[str, str]]
"""Makes a text a sort key: the letters as they sort, and the text itself."""


@lru_cache(maxsize=8)
def collation(language: str) -> Collate:
    """The sort key function of a language (BCP 47): letters first, the exact spelling to settle ties.

    Keys compare as tuples of texts do. A language without a table of its own sorts as English does.
    """
    code = language.split("-")[0]
    table = _TAILORED.get(code)

    def key(text: str) -> tuple[str, str]:
        folded = text.lower()
        if code in _DOUBLE_A:
            folded = folded.replace("aa", "å")
        if not folded.isascii():
            folded = anyascii(folded.translate(table) if table else folded).lower()
        return folded, text

    return key


def initial(text: str, language: str) -> str:
    """The letter under which an A to Z index shows the text; "#" for what begins with no letter."""
    first = collation(language)(text.lstrip("“”\"'«»([{-–—. "))[0][:1]
    tailored = _INITIALS.get(language.split("-")[0], {})
    if first in tailored:
        return tailored[first]
    return first.upper() if first.isalpha() else "#"
