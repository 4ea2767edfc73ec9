"""The portal in each language of the site."""

from collections.abc import Mapping
from dataclasses import dataclass

from kartotek.site.thumbnails import Thumbnails
from kartotek.view.keys import PageKeys
from kartotek.view.page import Page
from kartotek.view.view import View


@dataclass(frozen=True, slots=True)
class Editions:
    """By language, the first of the site first: the view of the portal that pages are made from, and the keys of
    pages."""

    views: Mapping[str, View]
    keys: Mapping[str, PageKeys]
    templates: dict[str, bytes]
    """Compiled templates, the same for all languages; templates compiled during the build are added."""
    documents: Thumbnails
    """The first pages of documents, if they are shown."""

    @property
    def first(self) -> View:
        """The view in the first language, the one of files for machines."""
        return next(iter(self.views.values()))


LocalizedPage = tuple[str, Page]
"""The code of a language, and a page in it."""
