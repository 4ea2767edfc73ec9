"""One value of the table of details of a publication."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kartotek.model.portal import Links
from kartotek.model.publication import Publication
from kartotek.view.view import View


@dataclass(frozen=True, slots=True)
class DetailValue:
    """One value of a row: text, perhaps with a link inside the portal (`url`) or elsewhere (`href`), and with words
    `before` and `after` it that are no part of the link, nor in its language."""

    text: str
    url: str = ""
    href: str = ""
    lang: str = ""
    withdrawn: str = ""
    before: str = ""
    after: str = ""


Values = Iterator[DetailValue]
ValuesOf = Callable[[View, Publication, Links], Values]
"""Finds the values of a row in a publication and its links; a row without values is not shown."""
