"""The one function that makes a name fit for an address."""

import re
from functools import lru_cache
from hashlib import blake2b

from anyascii import anyascii

# Signs that transliteration would drop although they tell things apart: C, C++ and C# are three things.
_SPELLED = str.maketrans(
    {"+": " plus ", "#": " sharp ", "&": " and ", "%": " percent ", "@": " at ", "'": None, "’": None}
)
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


_LONGEST = 120
"""Characters; file systems allow 255 bytes for one name."""


@lru_cache(maxsize=200_000)
def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; `""` when the text holds no letter and no digit.

    Other scripts are transliterated letter by letter. At most 120 characters; of a longer slug the end is a digest.
    Addresses are promises, so what this returns for a text must never change.

    >>> slugify("Ærø & Ødegård")
    'aero-and-odegard'
    """
    plain = text if text.isascii() else anyascii(text)
    slug = _NOT_PLAIN.sub("-", plain.translate(_SPELLED).lower()).strip("-")
    if len(slug) > _LONGEST:  # what tells two long names apart may stand at their ends
        digest = blake2b(slug.encode(), digest_size=4).hexdigest()
        return f"{slug[: _LONGEST - 1 - len(digest)].rstrip('-')}-{digest}"
    return slug
