"""The table of schemes as data for the search page, whose script reads a pasted identifier as entries are read."""

from kartotek.text.schemes import SCHEMES, before, whole
from kartotek.text.surplus import AROUND

_GROUPED = ("isbn", "issn", "orcid", "isni")
"""Numbers that are looked for without their hyphens and spaces."""
_ALWAYS = ("isbn", "issn", "orcid", "arxiv")
"""Whose shape is enough in a search, where nothing depends on what it is taken for."""


def patterns() -> dict[str, object]:
    """How an identifier is found in what is typed, with regular expressions that JavaScript reads.

    `around` is what is taken off both ends. Each of `schemes` has what may stand `before`, the `whole` identifier after
    that (its first group is `kept`, in a `case` of letters), and the shape of those that need nothing before them
    (`alone`). Of some hyphens and spaces are dropped (`drop`), and what is between each four characters is put back.
    """
    schemes = [
        {
            "key": key,
            "before": before(scheme),
            "whole": whole(scheme),
            "alone": scheme.shape if key in _ALWAYS else scheme.alone,
            "kept": scheme.kept,
            "case": scheme.case,
            "drop": key in _GROUPED,
            "between": "-" if key == "orcid" else "",
        }
        for key, scheme in SCHEMES.items()
    ]
    return {"around": list(AROUND), "schemes": schemes}
