"""Did you mean ...? The nearest of the words that would have been right."""

from collections.abc import Iterable
from difflib import get_close_matches

from kartotek.text.name_matching import letters
from kartotek.text.rich import without_nocase


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word most like `word`, or None when none has the likeness, whatever the case of letters.

    The likeness is the ratio of difflib: 0 for nothing in common, 1 for the same word.
    """
    by_plain = {known_word.casefold(): known_word for known_word in known}
    matches = get_close_matches(word.casefold(), by_plain, n=1, cutoff=likeness)
    return by_plain[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A question for a hint, or `otherwise` when nothing is near."""
    match = nearest(word, known)
    return f"did you mean {match!r}?" if match else otherwise


def may_be_one_title(one: str, other: str) -> bool:
    """Whether two titles may be of one work: they are alike, or one is the beginning of the other."""
    first, second = letters(without_nocase(one)), letters(without_nocase(other))
    return first.startswith(second) or second.startswith(first) or nearest(first, [second], 0.6) is not None
