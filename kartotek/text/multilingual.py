"""A text in several languages, which is a plain text wherever one is enough."""

from collections.abc import Iterable, Sequence
from typing import Self


class Multilingual(str):
    """A text that an entry gives in several languages: as a str it is one of them.

    `texts` are all of them, pairs of language (BCP 47) and text in the order written; `language` is that of the str. As
    long as nobody has chosen (`best`), that is the first. It equals no plain text, so that an entry to which a
    translation is added counts as changed.
    """

    __slots__ = ("language", "texts")
    language: str
    texts: tuple[tuple[str, str], ...]

    def __new__(cls, texts: Iterable[tuple[str, str]], language: str = "") -> Self:
        """`texts` has at least one; `language` is one of theirs, or "" for the first."""
        pairs = tuple(texts)
        tag, text = next((pair for pair in pairs if pair[0] == language), pairs[0])
        made = super().__new__(cls, text)
        made.language, made.texts = tag, pairs
        return made

    def best(self, languages: Sequence[str]) -> Self:
        """The same in the first of these languages in which there is a text, else the first that was written.

        "en" finds a text in "en-GB", and "en-GB" one in "en", if there is none that fits better (RFC 4647, 3.4).
        """
        tags = [tag for tag, _ in self.texts]
        for wanted in languages:
            near = (tag for tag in tags if tag.partition("-")[0] == wanted.partition("-")[0])
            found = wanted if wanted in tags else next(near, "")
            if found:
                return self if found == self.language else type(self)(self.texts, found)
        return self if self.language == tags[0] else type(self)(self.texts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Multilingual) and (self.language, self.texts) == (other.language, other.texts)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[tuple[str, str], ...], str]]:
        return type(self), (self.texts, self.language)


def best_of(text: str, languages: Sequence[str]) -> str:
    """Any text, in the best of these languages if it is in several."""
    return text.best(languages) if isinstance(text, Multilingual) else text


def texts_of(text: str) -> tuple[tuple[str, str], ...]:
    """A text in all its languages; the language of a plain text is ""."""
    if isinstance(text, Multilingual):
        return text.texts
    return (("", text),) if text else ()


def language_of(text: str, otherwise: str = "") -> str:
    """The language of a text, if it is known by itself."""
    return text.language if isinstance(text, Multilingual) else otherwise
