"""ResourceSync (ANSI/NISO Z39.99-2017): by which a harvester finds all that the portal has, and what has changed.

A source description leads to a capability list (sections 7 to 9), and that to a resource list and a change list; each
is a sitemap with further elements. Long lists are in parts with an index (a sitemap has at most 50,000 addresses).
Moments are W3CDTF in UTC.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kartotek.export.xml import DECLARATION, text

_SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:rs="http://www.openarchives.org/rs/terms/"'


@dataclass(frozen=True, slots=True)
class Resource:
    """A page: its address, when it was changed ("" if it is not known), and addresses and media types of its
    exports."""

    address: str
    changed: str
    described_by: Sequence[tuple[str, str]]


ResourceEvent = tuple[str, str, str]
"""A moment, "created", "updated" or "deleted", and the address of the page."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The head of all files of one list: its capability, its time as XML attributes, the address of the list above it.

    A list in parts has an `index`.
    """

    capability: str
    time: str
    up: str
    index: str = ""

    def part_of(self, index: str) -> "Lists":
        """The head of a part of a list that has an index at the address `index`."""
        return replace(self, index=index)


def source_description(data_page: str, capabilities: str) -> str:
    """The source description, which is at `.well-known/resourcesync`: the address of the capability list."""
    about = f'<rs:ln rel="describedby" href="{text(data_page)}"/>\n<rs:md capability="description"/>\n'
    return _urlset(about, [_listed(capabilities, "capabilitylist")])


def capability_list(description: str, lists: Iterable[tuple[str, str]]) -> str:
    """The capability list; `lists` are pairs of capability and address, `description` is the source description's."""
    about = _about(Lists("capabilitylist", "", description))
    return _urlset(about, [_listed(address, capability) for capability, address in lists])


def all_resources(capabilities: str, today: str) -> Lists:
    """The head of the resource list, as of `today` (YYYY-MM-DD)."""
    return Lists("resourcelist", f' at="{today}T00:00:00Z"', capabilities)


def all_changes(capabilities: str, since: str) -> Lists:
    """The head of the change list from a moment on; it has no `until`, as it is open at its end."""
    return Lists("changelist", f' from="{since}"', capabilities)


def resource_list(lists: Lists, resources: Iterable[Resource]) -> str:
    """A list of resources, or a part of it."""
    return _urlset(_about(lists), map(_resource, resources))


def change_list(lists: Lists, events: Iterable[ResourceEvent]) -> str:
    """A list of changes, or a part of it; the oldest comes first (13.1)."""
    rows = (
        f'<url><loc>{text(address)}</loc><rs:md change="{kind}" datetime="{moment}"/></url>'
        for moment, kind, address in events
    )
    return _urlset(_about(lists), rows)


def index_of(lists: Lists, parts: Iterable[str]) -> str:
    """The index of a long list: a sitemap index with the addresses of its parts."""
    rows = "".join(f"<sitemap><loc>{text(part)}</loc></sitemap>\n" for part in parts)
    return f"{DECLARATION}<sitemapindex {_SPACES}>\n{_about(lists)}{rows}</sitemapindex>\n"


def _listed(address: str, capability: str) -> str:
    return f'<url><loc>{text(address)}</loc><rs:md capability="{capability}"/></url>'


def _about(lists: Lists) -> str:
    return "".join(_head(lists))


def _head(lists: Lists) -> Iterator[str]:
    yield f'<rs:ln rel="up" href="{text(lists.up)}"/>\n'
    if lists.index:
        yield f'<rs:ln rel="index" href="{text(lists.index)}"/>\n'
    yield f'<rs:md capability="{lists.capability}"{lists.time}/>\n'


def _resource(resource: Resource) -> str:
    changed = f"<lastmod>{resource.changed}</lastmod>" if resource.changed else ""
    links = "".join(
        f'<rs:ln rel="describedby" href="{text(at)}" type="{media_type}"/>' for at, media_type in resource.described_by
    )
    return f"<url><loc>{text(resource.address)}</loc>{changed}{links}</url>"


def _urlset(about: str, rows: Iterable[str]) -> str:
    listed = "".join(f"{row}\n" for row in rows)
    return f"{DECLARATION}<urlset {_SPACES}>\n{about}{listed}</urlset>\n"
