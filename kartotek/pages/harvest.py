"""Files by which harvesters read the whole portal. All of them need the address it stands at."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from kartotek import urls
from kartotek.export import oai, resourcesync
from kartotek.pages.exports import described_by, year_facts, years_of_works
from kartotek.pages.family import Family
from kartotek.pages.page import Fact, Page
from kartotek.pages.view import View

_PER_LIST = 50_000
"""Addresses in one list (sitemaps.org protocol, on which ResourceSync stands)."""


def _plan(view: View) -> Iterator[Page]:
    if view.prefix or not view.site.base_url:
        return
    keys = tuple(view.keys("publications"))
    yield Page("harvest", "oai", urls.OAI, "", keys)
    yield Page("harvest", "description", urls.RESOURCESYNC, "")
    yield Page("harvest", "capabilities", urls.CAPABILITIES, "")
    parts = [keys[i : i + _PER_LIST] for i in range(0, len(keys), _PER_LIST)] or [()]
    if len(parts) == 1:
        yield Page("harvest", "resources", urls.resources(), "", keys)
    else:
        yield Page("harvest", "index", urls.resources(), "", total=len(parts))
        for number, part in enumerate(parts, 1):
            yield Page("harvest", "resources", urls.resources(number), "", part, number, len(parts))


def _inputs(view: View, page: Page) -> Iterator[Fact]:
    if page.key in ("oai", "resources", "index"):
        yield ("today", "")
    if page.key == "resources":
        yield from year_facts(view)
    if page.key == "oai":
        yield from (("citations", key) for key in page.shows)


def _file(view: View, page: Page) -> list[bytes]:
    base = view.site.base_url
    capabilities = base + urls.CAPABILITIES
    match page.key:
        case "oai":
            host = urlsplit(base).hostname or "localhost"
            name, email = view.site.text("title", view.language.code), view.site.contact or f"webmaster@{host}"
            works = map(view.citation, page.shows)
            start = oai.begin(name, base + urls.OAI, email, view.today())
            return [(start + oai.records(host, view.today(), works) + oai.END).encode()]
        case "description":
            made = resourcesync.source_description(base + urls.DATA, capabilities)
        case "capabilities":
            made = resourcesync.capability_list(base + urls.RESOURCESYNC, base + urls.resources())
        case "index":
            parts = [base + urls.resources(number) for number in range(1, page.total + 1)]
            made = resourcesync.resource_index(capabilities, view.today(), parts)
        case _:
            years = years_of_works(view)
            listed = (
                (
                    base + urls.item("publications", key),
                    [(base + file.url, file.media_type) for file in described_by(key, years[key])],
                )
                for key in page.shows
            )
            made = resourcesync.resource_list(capabilities, view.today(), listed)
    return [made.encode()]


FAMILY = Family("harvest", _plan, _inputs, files=_file)
