"""How long browsers and proxies may keep the files of a portal (RFC 9111, Cache-Control)."""

FOREVER = "public, max-age=31536000, immutable"
MINUTES = "public, max-age=300"
NAMED_BY_CONTENT = ("pagefind/fragment/", "pagefind/index/")
"""Folders whose files are named by their content, so that browsers may keep them forever."""


def cache_control(path: str) -> str:
    """The header for a file, by its path in the portal."""
    return FOREVER if path.startswith(NAMED_BY_CONTENT) else MINUTES
