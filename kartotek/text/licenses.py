"""Licences by their ids in the SPDX License List, and the addresses of their texts."""

import re
from functools import lru_cache

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-(1\.0|2\.0|2\.5|3\.0|4\.0)")
_ONE = re.compile(r"(?!LicenseRef-)[A-Za-z0-9.-]+")


@lru_cache(maxsize=1024)  # a portal has a handful, and each format asks for that of the same work
def spdx_id(name: str) -> str:
    """The id of a licence as the SPDX License List writes it; "" for what is not in it, or for several licences.

    Case does not matter (SPDX 2.3, annex D.2); "CC0" stands for CC0-1.0.

    >>> spdx_id("cc-by-4.0"), spdx_id("MIT OR Apache-2.0")
    ('CC-BY-4.0', '')
    """
    if not _ONE.fullmatch(name):
        return ""
    try:
        return str(canonicalize_license_expression("CC0-1.0" if name.upper() == "CC0" else name))
    except InvalidLicenseExpression:
        return ""


def license_id(text: str) -> str:
    """The SPDX id of a licence given by id, by a name such as "CC BY 4.0", or by the address of its text; "" if it is
    not known.

    >>> license_id("Creative Commons Attribution-NonCommercial 4.0 International")
    'CC-BY-NC-4.0'
    """
    said = text.strip().rstrip("/.")
    if found := _CC_ADDRESS.match(said):
        return spdx_id(f"CC-{found[1]}-{found[2]}")
    if _CC0_ADDRESS.match(said):
        return "CC0-1.0"
    if found := _ADDRESS.match(said):
        return spdx_id(found[1])
    if found := _CC_NAME.fullmatch(said):
        conditions = "-".join(_CONDITIONS[word.casefold()] for word in found[1].split("-"))
        return spdx_id(f"CC-{conditions}-{found[2]}")
    return spdx_id(re.sub(r"[\s_]+", "-", said))


_CC_ADDRESS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/licenses/([a-z-]+)/([0-9]\.[0-9])(?:/[a-z/.-]*)?$", re.IGNORECASE
)
_CC0_ADDRESS = re.compile(r"https?://(?:www\.)?creativecommons\.org/publicdomain/zero/1\.0", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://(?:www\.)?(?:spdx|opensource)\.org/licenses?/([\w.-]+?)(?:\.html|\.txt)?$")
_CONDITIONS = {
    "attribution": "BY", "noncommercial": "NC", "sharealike": "SA", "noderivs": "ND", "noderivatives": "ND",
}  # fmt: skip
_CC_NAME = re.compile(
    r"(?:Creative Commons )?(Attribution(?:-(?:NonCommercial|ShareAlike|NoDeriv(?:ative)?s))*) ([0-9]\.[0-9])"
    r"(?: (?:International|Unported|Generic))?(?: Public)?(?: Licen[cs]e)?",
    re.IGNORECASE,
)
"""What Creative Commons calls its licences."""


def license_url(name: str) -> str:
    """The deed of a Creative Commons licence, of others the text in the SPDX License List; "" for what has none."""
    known = spdx_id(name)
    if known == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if match := _CREATIVE_COMMONS.fullmatch(known):
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    return f"https://spdx.org/licenses/{known}.html" if known else ""


def license_name(name: str) -> str:
    """A licence as people know it: "CC BY-SA 4.0" for CC-BY-SA-4.0; the name as given where there is no other."""
    known = spdx_id(name)
    if known == "CC0-1.0":
        return "CC0 1.0"
    match = _CREATIVE_COMMONS.fullmatch(known)
    return f"CC {match[1]} {match[2]}" if match else name
