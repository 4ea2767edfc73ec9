"""Citations by CSL: the bibliography entry of one item, in any style, in the words of any locale.

This is the part of CSL 1.0.2 (docs.citationstyles.org) that a page about one work needs. There is no list of works, so
there is nothing to sort, to number, to disambiguate, or to abbreviate because it was cited before.

A style is compiled once (`compile`): each of its elements becomes a function, an `ElementRenderer`. Citing an item is
calling the outermost one. On the way text has private characters where its formatting begins and ends (`marks`), which
become HTML at the very end.
"""

from kartotek.csl.item import CitedItem, Item
from kartotek.csl.style import Style, StyleError, find_style, load_style, parse_style

__all__ = ["CitedItem", "Item", "Style", "StyleError", "find_style", "load_style", "parse_style"]
