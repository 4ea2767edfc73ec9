"""ResourceSync (ANSI/NISO Z39.99-2017): by which a harvester finds all that the portal has."""

from collections.abc import Iterable, Sequence

from kartotek.export.xml import DECLARATION, text

_SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:rs="http://www.openarchives.org/rs/terms/"'

Resource = tuple[str, Sequence[tuple[str, str]]]
"""The address of a page, and of what describes it with its media type."""


def source_description(data_page: str, capabilities: str) -> str:
    """What stands at `.well-known/resourcesync`: where the capability list is."""
    return _list("description", "", f'<rs:ln rel="describedby" href="{text(data_page)}"/>', [_listed(capabilities)])


def capability_list(description: str, resources: str) -> str:
    """Which lists there are: one of resources. There is none of changes, for nobody knows when they happened."""
    return _list("capabilitylist", "", _up(description), [_listed(resources, "resourcelist")])


def _listed(address: str, capability: str = "capabilitylist") -> str:
    return f'<url><loc>{text(address)}</loc><rs:md capability="{capability}"/></url>'


def resource_list(capabilities: str, today: str, resources: Iterable[Resource]) -> str:
    """All publications as they are today (ISO)."""
    return _list("resourcelist", f' at="{today}T00:00:00Z"', _up(capabilities), map(_resource, resources))


def resource_index(capabilities: str, today: str, parts: Iterable[str]) -> str:
    """Where the parts of a long list are."""
    rows = "".join(f"<sitemap><loc>{text(part)}</loc></sitemap>\n" for part in parts)
    return (
        f"{DECLARATION}<sitemapindex {_SPACES}>\n{_up(capabilities)}\n"
        f'<rs:md capability="resourcelist" at="{today}T00:00:00Z"/>\n{rows}</sitemapindex>\n'
    )


def _up(address: str) -> str:
    return f'<rs:ln rel="up" href="{text(address)}"/>'


def _resource(resource: Resource) -> str:
    address, described_by = resource
    links = "".join(
        f'<rs:ln rel="describedby" href="{text(at)}" type="{media_type}"/>' for at, media_type in described_by
    )
    return f"<url><loc>{text(address)}</loc>{links}</url>"


def _list(capability: str, at: str, first: str, rows: Iterable[str]) -> str:
    listed = "".join(f"{row}\n" for row in rows)
    return f'{DECLARATION}<urlset {_SPACES}>\n{first}\n<rs:md capability="{capability}"{at}/>\n{listed}</urlset>\n'
