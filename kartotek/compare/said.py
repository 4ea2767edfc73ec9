"""What a page shows to its readers, part by part: each is called by its heading, so that a change can be named.

Works with any theme: it knows HTML, not templates.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

_MAIN = re.compile(r"<main[\s>].*?(?=</main>|\Z)", re.DOTALL | re.IGNORECASE)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "th", "dt", "figcaption"})
_SKIPPED = frozenset({"script", "style", "nav", "svg", "details", "button", "template", "form"})
"""What is the same in words that are reported already (citations), or is for hands, not for eyes."""
_DERIVED = frozenset({"chart", "steps", "access", "documents"})
"""Classes of what follows from other works, or from files and access, which data name: it would be told twice."""
_CONTAINERS = frozenset({"div", "section", "article", "aside", "figure", "header"})
"""What ends the part whose heading is in it."""
_PUBLICATION = re.compile(r"(?:^|/)publications/[^/]+/$")
_ABOVE, _TITLE, _TEXT = "line above the title", "title", "text"
"""What has no heading of its own."""


def parts_of(page: str, *, listing: bool) -> Mapping[str, str]:
    """The visible text of a page (HTML) by part, in the order of the page; "“Funding”" is the name of one with that
    heading.

    Publications in lists are left out, for they are others, and so are lines with downloads or buttons. On pages that
    are a `listing` of publications, so is all from the first section on.
    """
    main = _MAIN.search(page)
    if main is None:
        return {}
    reader = _TextCollector(listing=listing)
    reader.feed(main[0])
    reader.close()
    return {name: text for name, words in reader.parts.items() if (text := " ".join("".join(words).split()))}


@dataclass(slots=True)
class _Open:
    """An item or a paragraph that has begun: its part, and how many pieces of text that had before."""

    tag: str
    part: str
    before: int
    left_out: bool = False


class _TextCollector(HTMLParser):
    """Collects text by part."""

    def __init__(self, *, listing: bool) -> None:
        super().__init__()
        self.parts: dict[str, list[str]] = {}
        self._listing, self._over = listing, False
        self._part = _ABOVE
        self._heading: list[str] | None = None
        self._skipping = ""
        self._depth = 0
        self._open: list[_Open] = []
        self._outer: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CONTAINERS and not self._skipping:
            self._outer.append((tag, self._part))
        if self._skipping:
            self._depth += tag == self._skipping
        elif tag in _SKIPPED or _DERIVED.intersection((dict(attrs).get("class") or "").split()):
            self._skipping, self._depth = tag, 1
            if tag == "button":
                self._leave_out("p")
        elif tag == "section" and self._listing:
            self._over = True
        elif tag in _HEADINGS and not self._is_in("li"):  # an item of a list may have a heading of its own
            self._heading = []
        elif tag == "h1":
            self._part = _TITLE
        elif tag == "a":
            link = dict(attrs)
            around = "p" if "download" in link else "li" if _PUBLICATION.search(link.get("href") or "") else ""
            self._leave_out(around)
        elif tag != "wbr" and ("class", "whole") not in attrs:  # where a line may end and where not is no other word
            self.handle_data(" ")
            if tag in ("li", "p"):
                self._open.append(_Open(tag, self._part, len(self._words())))

    def _is_in(self, tag: str) -> bool:
        return any(each.tag == tag for each in self._open)

    def _leave_out(self, around: str) -> None:
        """Leave out the innermost open element of that name: an item of a list that links to a publication, a line that
        offers downloads or has buttons."""
        innermost = next((each for each in reversed(self._open) if each.tag == around), None)
        if innermost:
            innermost.left_out = True

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            self._depth -= tag == self._skipping
            if not self._depth:
                self._skipping = ""
        elif tag in _HEADINGS and self._heading is not None:
            self._part, self._heading = f"“{' '.join(''.join(self._heading).split())}”", None
        elif tag in _CONTAINERS:
            self._leave(tag)
        elif tag == "h1":
            self._part = _TEXT
        elif tag in ("li", "p"):
            while self._is_in(tag):
                last = self._open.pop()
                if last.left_out:
                    del self.parts[last.part][last.before :]
                if last.tag == tag:
                    break
            self.handle_data(" ")

    def _leave(self, tag: str) -> None:
        """Go back to the part in which a container began; what has no heading and comes after the title is text."""
        while self._outer:
            last, part = self._outer.pop()
            if last == tag:
                self._part = _TEXT if part == _ABOVE and _TITLE in self.parts else part
                break

    def handle_data(self, data: str) -> None:
        if self._skipping or self._over:
            return
        (self._words() if self._heading is None else self._heading).append(data)

    def _words(self) -> list[str]:
        return self.parts.setdefault(self._part, [])
