"""What a web host has to know of a portal: redirects, headers, files that could run something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from kartotek import urls
from kartotek.admin.bundle import import_map
from kartotek.config.settings import Settings
from kartotek.content.active_files import is_sandboxed
from kartotek.content.folder import FILES
from kartotek.model.portal import GONE
from kartotek.pages.redirects import target_of
from kartotek.render.policy import admin_policy, header_policy
from kartotek.site.load import Loaded
from kartotek.view.forge import issues_of

NO_FRAMES = "frame-ancestors 'none'"
"""The policy of files that are not pages. A stricter one would keep Chromium from showing a PDF."""


@dataclass(frozen=True, slots=True)
class HostFacts:
    """What a host has to know of a portal. All paths begin with a slash and with the path of the portal itself."""

    base_url: str
    redirects: Sequence[tuple[str, str]]
    """Old addresses, as they are typed, and the paths they lead to, as they are in addresses (percent-encoded)."""
    sandboxed: Sequence[str]
    """Files that get the policy `SANDBOX`, as they are called."""
    policy: str
    """The policy of pages."""
    admin_policy: str
    """The policy of all below `/admin/`; "" if the portal has none."""
    packed: tuple[str, ...]
    """Which packed forms stand beside the files: of "gzip", "brotli"."""

    @property
    def base(self) -> str:
        """The path of the portal, with slashes around it."""
        return urls.base_path(self.base_url)

    @property
    def admin(self) -> str:
        """The path of `/admin/`; "" if the portal has none."""
        return f"{self.base}{urls.ADMIN}" if self.admin_policy else ""

    @property
    def host(self) -> str:
        """The name of the host, or an example where the site does not know its address."""
        return urlsplit(self.base_url).hostname or "research.example.org"

    def both(self) -> Iterator[tuple[str, str]]:
        """The redirects, those of folders with and without the slash at the end."""
        for old, new in self.redirects:
            yield old, new
            if old.endswith("/"):
                yield old.rstrip("/"), new


_IN_ADDRESSES = ":/?#[]@!&'()+,;=%~"
"""The signs that addresses keep (RFC 3986, 2.2), except for those that settings of servers take for a variable, a
placeholder or the end of a text."""


def host_facts(site: Path, settings: Settings, loaded: Loaded) -> HostFacts:
    """What a host has to know of a portal. Raises OSError if a public file cannot be read."""
    base = urls.base_path(settings.site.base_url)
    editing = settings.editing
    portal, languages, issues = loaded.portal, settings.site.languages, issues_of(settings.editing)
    old = {**portal.aliases} | {at: (kind, key) for at, (kind, key, _) in portal.redirects.items() if kind != GONE}
    leads = ((at, target_of(at, kind, key, languages)) for at, (kind, key) in sorted(old.items()))
    return HostFacts(
        settings.site.base_url,
        [
            (base + urls.redirect(at), quote(to if urls.is_elsewhere(to) else base + to, safe=_IN_ADDRESSES))
            for at, to in leads
        ],
        [base + at for at, path in loaded.content.files if is_sandboxed(site / "content" / FILES / path)],
        header_policy(issues.origin if issues else "") if settings.security_policy else NO_FRAMES,
        admin_policy(import_map(), editing.reach, header=True) if editing and editing.admin else "",
        settings.precompressed,
    )
