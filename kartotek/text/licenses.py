"""Licences by their SPDX ids."""

import re

_CREATIVE_COMMONS = re.compile(r"cc-(by(?:-nc)?(?:-nd|-sa)?)-(1\.0|2\.0|2\.5|3\.0|4\.0)")


def license_url(name: str) -> str:
    """The deed of a Creative Commons licence; "" for what has none."""
    if name.upper() in ("CC0", "CC0-1.0"):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    match = _CREATIVE_COMMONS.fullmatch(name.lower())
    return f"https://creativecommons.org/licenses/{match[1]}/{match[2]}/" if match else ""
