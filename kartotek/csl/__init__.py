"""Citations by CSL: the bibliography entry of one item, in any style, in the words of any locale.

This is the part of CSL 1.0.2 that a page about one work needs. There is no list of works, so there is nothing to sort,
to number, to tell apart or to abbreviate because it was cited before.
"""

from kartotek.csl.item import CitedItem, Item
from kartotek.csl.style import Style, StyleError, find_style, load_style

__all__ = ["CitedItem", "Item", "Style", "StyleError", "find_style", "load_style"]
