"""Sort order of a language. Nordic letters that stand at the end of their alphabets are put there."""

from collections.abc import Callable
from functools import lru_cache

from anyascii import anyascii

# Danish and Norwegian: Retskrivningsordbogen section 3; Swedish and Finnish: CLDR root tailoring "sv".
# "{", "|" and "}" follow "z" in ASCII.
_TAILORED = {
    "da": str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}),
    "nb": str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}),
    "sv": str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}),
}
_INITIALS = {"da": {"{": "Æ", "|": "Ø", "}": "Å"}, "sv": {"{": "Å", "|": "Ä", "}": "Ö"}}
_INITIALS["nb"] = _INITIALS["da"]

Collate = Callable[[str], tuple[str, str]]


@lru_cache(maxsize=8)
def collation(language: str) -> Collate:
    """The sort key function of a language: letters first, the exact spelling to settle ties."""
    table = _TAILORED.get(language.split("-")[0])

    def key(text: str) -> tuple[str, str]:
        if text.isascii():
            return text.lower(), text
        folded = text.lower().translate(table) if table else text.lower()
        return anyascii(folded).lower(), text

    return key


def initial(text: str, language: str) -> str:
    """The letter under which an A to Z index shows the text; "#" for what begins with no letter."""
    first = collation(language)(text.lstrip("“”\"'«»([{-–—. "))[0][:1]
    tailored = _INITIALS.get(language.split("-")[0], {})
    if first in tailored:
        return tailored[first]
    return first.upper() if first.isalpha() else "#"
