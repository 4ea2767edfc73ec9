"""The portal in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from kartotek.view.keys import PageKeys
from kartotek.view.page import Page
from kartotek.view.view import View


@dataclass(frozen=True, slots=True)
class Editions:
    """The portal in each language of the site, by its code: what pages see of it, and the keys of its pages."""

    views: Mapping[str, View]
    keys: Mapping[str, PageKeys]
    templates: Mapping[str, bytes]
    """The compiled templates of all, so far."""

    @property
    def first(self) -> View:
        """The view in the first language, in which files for machines are."""
        return next(iter(self.views.values()))


LocalizedPage = tuple[str, Page]
"""A language, and a page in it."""


def read_by_people(page: Page) -> bool:
    """Whether a page is one that people read, and that sitemaps name."""
    return bool(page.template) and page.family not in ("not found", "redirect", "search")
