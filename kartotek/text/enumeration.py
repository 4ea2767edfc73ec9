"""Lists of words as a sentence has them."""

from collections.abc import Iterable


def listed(words: Iterable[str], last_with: str = "and") -> str:
    """Some words, at least one, with a word before the last of them.

    >>> listed(["a", "b", "c"]), listed(["a"]), listed(["a", "b"], "or")
    ('a, b and c', 'a', 'a or b')
    """
    *first, last = words
    return f"{', '.join(first)} {last_with} {last}" if first else last
