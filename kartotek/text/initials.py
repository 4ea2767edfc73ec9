"""Names of people with initials in the place of given names, behind the family name or before it."""

import re
from collections.abc import Sequence

from kartotek.text.rulers import is_ruler
from kartotek.text.several_names import by_case

_PARTICLES = r"(?:[a-z'’]{1,5} ){0,3}"
_BEHIND = re.compile(
    rf"(?P<family>{_PARTICLES}[A-Z][\w'’‐-]*\.?(?:(?: |(?<=\.)-){_PARTICLES}[A-Z][\w'’‐-]*){{0,4}})"
    r" (?P<initials>(?:[A-Z]\.?[ -]?){0,3}[A-Z]\.?)"
)
_BEFORE = re.compile(rf"(?:[A-Z][a-z]?\.[ -]?){{1,4}} ?{_PARTICLES}[A-Z][\w'’‐-]+(?: [A-Z][\w'’‐-]+)?")
_NUMERAL = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")
"""Roman numerals of popes and kings."""


def initials_behind(name: str, *, numerals_too: bool = False) -> tuple[str, str] | None:
    """The family name and the initials of a name with these behind it; None for others, such as names in capitals, of
    which any short word may be the family name, and those of kings.

    `numerals_too` says that the names beside it have initials behind them, so that this is V. George, and no king.

    >>> initials_behind("van der Berg A-B"), initials_behind("Lind A."), initials_behind("Louis XIV")
    (('van der Berg', 'A-B'), ('Lind', 'A.'), None)
    >>> initials_behind("George V"), initials_behind("George V", numerals_too=True)
    (None, ('George', 'V'))
    """
    found = _BEHIND.fullmatch(by_case(name))
    if not found or (is_ruler(name) and not numerals_too):
        return None
    family, initials = name[: found.end("family")], name[found.start("initials") :]
    short = len(initials.rstrip(".")) == 1
    if (family.isupper() and not (len(family) > (1 if short else 4))) or (
        len(initials) > 2 and _NUMERAL.fullmatch(initials)
    ):
        return None
    return family, initials


def all_initials_behind(names: Sequence[str]) -> list[tuple[str, str] | None]:
    """The same of several names, each of which says how the others are written.

    >>> all_initials_behind(["Henry IV", "Ada Lind"]), all_initials_behind(["George V", "Lind A"])
    ([None, None], [('George', 'V'), ('Lind', 'A')])
    """
    found = [initials_behind(name) for name in names]
    return [initials_behind(name, numerals_too=True) for name in names] if any(found) else found


def has_initials_before(name: str) -> bool:
    """Whether a name is initials, each with a full stop, and a family name.

    >>> has_initials_before("A. B. van der Berg"), has_initials_before("Ada Lind")
    (True, False)
    """
    return _BEFORE.fullmatch(by_case(name)) is not None
