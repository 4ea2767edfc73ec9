"""When two spellings are one name: their letters are the same, whatever is between them."""

import re
import unicodedata

from kartotek.text.slugs import slugify

# Letters of Nordic alphabets, not variants of others: Åsa is not Asa. Private characters stand for them meanwhile.
_OWN = {ord(letter): 0xE000 + i for i, letter in enumerate("åäöæøðþ")}
_OWN_BACK = {sign: letter for letter, sign in _OWN.items()}
_BARRED = str.maketrans("łđħıŧ", "ldhit")
_ACCENTS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")


def letters(text: str) -> str:
    """What has to be the same in two spellings of one name: case, spaces, points and accents may differ.

    Addresses are coarser: 李伟 and 李薇, Asa and Åsa have one slug each pair, and are different people.

    >>> letters("J. M. Álvarez") == letters("JM Alvarez"), letters("Åsa") == letters("Asa")
    (True, False)
    """
    if text.isascii():
        return slugify(text).replace("-", "")
    plain = unicodedata.normalize("NFC", text).casefold().translate(_OWN)
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", plain)).translate(_BARRED)
    plain = unicodedata.normalize("NFC", plain).translate(_OWN_BACK)
    if plain.isascii():
        return slugify(plain).replace("-", "")
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in "LMN")


def accents(text: str) -> int:
    """How many letters are more than those of ASCII: of two spellings of one name, the richer one is right more often,
    since accents are lost and seldom invented."""
    return sum(letter > "\x7f" for letter in text)
