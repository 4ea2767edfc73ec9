"""A synthetic corpus: invented research outputs, distributed like real ones.

    python -m benchmarks.corpus FOLDER [--entries N] [--seed TEXT]

The same seed gives the same files. A few authors, keywords and journals are in many entries, and most in one only.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random

from benchmarks.entries import Fields, as_entry
from kartotek.text.slugs import slugify

SEED = "kartotek"
"""The seed of all published figures."""
_LAST_YEAR = 2025
"""No work is younger, whatever the day of the run."""
_FUNCTION_WORDS = (
    "the",
    "of",
    "and",
    "in",
    "a",
    "to",
    "for",
    "we",
    "is",
    "that",
    "with",
    "on",
    "as",
    "by",
    "this",
    "are",
)
"""The most frequent words; keywords and names are made from the others."""
_BEGINNINGS = "bdfghjklmnprstv"
_VOWELS = "aaaeeeiiioouuøå"
_ENDINGS = "        lnrst"
_FAMILY_ENDINGS = ["", "", "sen", "berg", "ova", "ström", "ini", "ez", "ovic", "wala"]
_LANGUAGES = {"en": 88, "da": 4, "de": 3, "fr": 2, "es": 1, "nb": 1, "zh": 1}
"""Languages of works, with their weights."""
_CONSORTIUM = 0.002
"""The share of works with hundreds of authors."""


def _word(rng: Random, syllables: int) -> str:
    """An invented word of so many syllables."""
    parts = (rng.choice(_BEGINNINGS) + rng.choice(_VOWELS) + rng.choice(_ENDINGS).strip() for _ in range(syllables))
    return "".join(parts)


class _Vocabulary:
    """Words that are distributed by Zipf's law: the n-th is about 1/n times as frequent as the first."""

    def __init__(self, rng: Random, size: int = 30_000) -> None:
        made = (_word(rng, rng.choice((2, 2, 3, 3, 4, 5))) for _ in range(size))
        by_slug = {slugify(word): word for word in (*_FUNCTION_WORDS, *made)}  # no two keywords at one address
        self._words = list(by_slug.values())
        self._terms = self._words[len(_FUNCTION_WORDS) :][:2000]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def phrase(self, rng: Random, least: int, most: int) -> str:
        """Some words, the first with a capital; frequent words are likely."""
        text = " ".join(rng.choices(self._words, cum_weights=self._weights, k=rng.randint(least, most)))
        return text[0].upper() + text[1:]

    def term(self, rng: Random, least: int, most: int) -> str:
        """A name for something: words with a meaning, all equally likely."""
        return " ".join(rng.choices(self._terms, k=rng.randint(least, most))).capitalize()

    def prose(self, rng: Random, length: int) -> str:
        """About so many words in sentences, in one paragraph or two."""
        sentences = [f"{self.phrase(rng, 8, 26)}." for _ in range(max(1, length // 17))]
        if rng.random() < 0.05:
            sentences.append(f"It needs $O(n^{rng.randint(2, 4)})$ steps, *not* fewer.")
        middle = len(sentences) // 2 if len(sentences) > 8 and rng.random() < 0.3 else 0
        return "\n\n".join(" ".join(part) for part in (sentences[:middle], sentences[middle:]) if part)


@dataclass
class _Pool:
    """Names of which one is drawn again the more likely, the more often it was drawn before."""

    new: float
    make: Callable[[Random], str]
    met: list[str] = field(default_factory=list)

    def draw(self, rng: Random) -> str:
        fresh = not self.met or rng.random() < self.new
        self.met.append(self.make(rng) if fresh else rng.choice(self.met))
        return self.met[-1]

    def some(self, rng: Random, count: int) -> list[str]:
        """So many names, or fewer if one was drawn twice."""
        return list(dict.fromkeys(self.draw(rng) for _ in range(count)))


def _person(rng: Random) -> str:
    middle = f" {rng.choice('ABCDEFGHJKLMNOPRST')}." if rng.random() < 0.15 else ""
    family = _word(rng, rng.choice((2, 2, 3))).capitalize() + rng.choice(_FAMILY_ENDINGS)
    return f"{_word(rng, 2).capitalize()}{middle} {family}"


class Corpus:
    """Makes the entries: pairs of path below `content/` and text."""

    def __init__(self, seed: str = SEED) -> None:
        self._rng = Random(seed)
        self._vocabulary = _Vocabulary(Random(f"{seed} words"))
        term = self._vocabulary.term
        self._authors = _Pool(0.28, _person)
        self._keywords = _Pool(0.08, lambda rng: term(rng, 1, 2))
        self._journals = _Pool(0.03, lambda rng: f"Journal of {term(rng, 1, 4)}")
        self._books = _Pool(0.04, lambda rng: f"Proceedings of {term(rng, 3, 9)}")
        self._publishers = _Pool(0.01, lambda rng: f"{term(rng, 1, 2)} Press")

    def entries(self, count: int) -> Iterator[tuple[str, str]]:
        """All files of a content folder with `count` publications: path and text."""
        yield "pages/about.md", as_entry({"title": "About"}, "Nothing here is real.")
        organisations = dict(self._organisations())
        for name, fields in organisations.items():
            yield f"organisations/{name}.md", as_entry(fields, "")
        known: set[str] = set()
        for i in range(count):
            fields, abstract = self._publication(i, list(organisations))
            name = f"{slugify(fields['title'])[:40].strip('-')}-{i}"
            yield f"publications/{fields['issued'][:4]}/{name}.md", as_entry(fields, abstract)
            if i % 50 == 0:
                yield from self._profile(known, list(organisations))

    def _organisations(self) -> Iterator[tuple[str, Fields]]:
        """A university, its faculties, their departments."""
        yield "university", {"name": "University of Cards"}
        for i in range(25):
            parent = "university" if i < 5 else f"unit-{i % 5}"
            yield f"unit-{i}", {"name": f"Unit {i} of {self._vocabulary.term(self._rng, 1, 3)}", "parent": parent}

    def _profile(self, known: set[str], organisations: list[str]) -> Iterator[tuple[str, str]]:
        """An entry for someone who has written something, unless they have one."""
        rng = self._rng
        name = rng.choice(self._authors.met)
        key = slugify(name)
        if key not in known:
            known.add(key)
            fields = {"name": name, "affiliations": [rng.choice(organisations)]}
            yield f"people/{key}.md", as_entry(fields, self._vocabulary.prose(rng, 60))

    def _publication(self, number: int, organisations: list[str]) -> tuple[Fields, str]:
        """The fields and the abstract of one publication; shares of fields are roughly those of real portals."""
        rng, phrase = self._rng, self._vocabulary.phrase
        kind = rng.choices(list(_KINDS), [weight for weight, _ in _KINDS.values()])[0]
        fields: Fields = {"type": kind, "title": self._title()}
        if rng.random() < 0.15:
            fields["subtitle"] = phrase(rng, 3, 8)
        fields["authors"] = self._authors.some(rng, _how_many_authors(rng))
        fields["issued"] = _issued(rng)
        fields |= _KINDS[kind][1](self)
        fields["language"] = rng.choices(list(_LANGUAGES), list(_LANGUAGES.values()))[0]
        if rng.random() < 0.6:
            fields["doi"] = f"10.5555/{fields['issued'][:4]}.{number}"
        if rng.random() < 0.85:
            fields["keywords"] = self._keywords.some(rng, rng.randint(1, 8))
        if rng.random() < 0.3:
            fields["organisations"] = [rng.choice(organisations)]
        abstract = self._vocabulary.prose(rng, int(rng.lognormvariate(5, 0.5))) if rng.random() < 0.7 else ""
        return fields, abstract

    def _title(self) -> str:
        """A title; one in 50 has emphasis, and one in 50 a formula."""
        title = self._vocabulary.phrase(self._rng, 4, 14)
        match self._rng.randrange(50):
            case 0:
                return f"*{title.replace(' ', '* ', 1)}"
            case 1:
                return f"{title} in $x^2$"
        return title

    def in_journal(self) -> Fields:
        """The fields of works in a journal."""
        rng = self._rng
        issue = {"issue": str(rng.randint(1, 12))} if rng.random() < 0.8 else {}
        return {"journal": self._journals.draw(rng), "volume": str(rng.randint(1, 120)), **issue, "pages": _pages(rng)}

    def in_book(self) -> Fields:
        """The fields of works in a book."""
        return {"book": self._books.draw(self._rng), "pages": _pages(self._rng), **self.by_itself()}

    def by_itself(self) -> Fields:
        """The fields of works published on their own."""
        return {"publisher": self._publishers.draw(self._rng)}

    def of_institution(self) -> Fields:
        """The fields of theses and reports."""
        return {"institution": "University of Cards", "number_of_pages": str(self._rng.randint(20, 400))}


_KINDS: dict[str, tuple[int, Callable[[Corpus], Fields]]] = {
    "article-journal": (46, Corpus.in_journal),
    "paper-conference": (24, Corpus.in_book),
    "chapter": (9, Corpus.in_book),
    "review": (3, Corpus.in_journal),
    "book": (3, Corpus.by_itself),
    "anthology": (1, Corpus.by_itself),
    "thesis": (4, Corpus.of_institution),
    "report": (4, Corpus.of_institution),
    "dataset": (3, Corpus.by_itself),
    "letter": (1, Corpus.in_journal),
    "other": (2, Corpus.by_itself),
}
"""Types with their weights, and a function for the fields of each."""


def _how_many_authors(rng: Random) -> int:
    """From one to twelve, mostly few; rarely hundreds."""
    if rng.random() < _CONSORTIUM:
        return rng.randint(100, 400)
    return rng.choices(range(1, 13), (20, 22, 18, 13, 9, 6, 4, 3, 2, 1, 1, 1))[0]


def _issued(rng: Random) -> str:
    """A date of publication, with or without month and day; half of the works are from the last seven years."""
    parts = [max(1950, _LAST_YEAR - int(rng.expovariate(1 / 10))), rng.randint(1, 12), rng.randint(1, 28)]
    return "-".join(f"{part:02}" for part in parts[: rng.choice((1, 1, 2, 3))])


def _pages(rng: Random) -> str:
    first = rng.randint(1, 900)
    return f"{first}-{first + rng.randint(1, 30)}"


def write_corpus(content: Path, count: int, seed: str = SEED) -> None:
    """Write a content folder with `count` publications."""
    for path, text in Corpus(seed).entries(count):
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")


def main() -> None:
    """Write a corpus to look at."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the content folder to write")
    parser.add_argument("--entries", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", default=SEED)
    options = parser.parse_args()
    write_corpus(options.folder, options.entries, options.seed)


if __name__ == "__main__":
    main()
