"""A view that notes every fact a page family reads, for the test that holds `inputs` to `context`."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from kartotek.pages.page import Fact
from kartotek.pages.view import View

Facts = Callable[..., list[Fact]]


def _one(kind: str) -> Facts:
    return lambda key: [(kind, key)]


def _only(kind: str, key: str) -> Facts:
    return lambda *_: [(kind, key)]


def _name(family: str, key: str) -> list[Fact]:
    """Years and types are called the same in every portal."""
    return [] if family in ("years", "types") else [("names", f"{family}/{key}")]


FACTS: dict[str, Facts] = {
    "publication": _one("publications"),
    "links": _one("links"),
    "related": _one("related"),
    "parts": _one("parts"),
    "person": _one("people"),
    "organisation": _one("organisations"),
    "project": _one("projects"),
    "journal": _one("journals"),
    "keyword": _one("keywords"),
    "sub_units": _one("sub units"),
    "narrower": _one("narrower"),
    "works": lambda family, key: [(f"works of {family}", key)],
    "works_below": _one("works below"),
    "keys": _one("all"),
    "sorted_keys": _one("all"),
    "initials": _one("initials"),
    "counts": _one("counts"),
    "free_pages": _only("all", "pages"),
    "free_page": _only("all", "pages"),
    "exists": _name,
    "members": _one("members"),
    "people_of_project": _one("project people"),
    "aliases": _only("all", "aliases"),
    "alias": _one("aliases"),
    "shown_organisations": lambda keys: [("names", f"organisations/{key}") for key in keys],
    "languages_of_works": _only("languages of works", ""),
    "featured": _only("featured", "publications"),
    "named": _name,
    "label": _name,
    "language_of_label": _name,
    "sort_name": _name,
    "open_files": _one("open files"),
    "description": _only("description", ""),
    "changed": _one("changed"),
    "removed": _only("removed", ""),
    "harvesting": _only("harvesting", ""),
    "today": _only("today", ""),
    "citation_styles": _only("citation styles", ""),
    "bibtex": _only("bibtex", ""),
    "work": _one("works"),
    "citation": _one("citations"),
    "host": _one("cards"),
    "card": _one("cards"),
    "card_html": _one("cards"),
    "coins_html": _one("citations"),
    "listed": _one("citations"),
    "listed_in": _one("citations"),
    "access": _one("works"),
}


class RecordingView(View):
    """Notes the facts asked for from outside; what one fact needs of others is part of it."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.touched: set[Fact] = set()
        self._inside = 0
        for method, facts in FACTS.items():
            setattr(self, method, self._recorded(getattr(self, method), facts))

    def _recorded(self, method: Callable[..., Any], facts: Facts) -> Callable[..., Any]:
        def recorded(*arguments: Any) -> Any:
            if not self._inside:
                self.touched.update(facts(*arguments))
            self._inside += 1
            try:
                return method(*arguments)
            finally:
                self._inside -= 1

        return recorded

    def cards(self, keys: Sequence[str], here: str, *, coins: bool = False) -> list[Markup]:
        self.touched |= {("cards", key) for key in keys}
        self._inside += 1
        try:
            return super().cards(keys, here, coins=coins)
        finally:
            self._inside -= 1
