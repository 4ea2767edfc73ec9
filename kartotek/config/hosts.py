"""Web hosts that a portal can be for (`host` in site.yaml): what they take, and what they read of it.

The figures are those that the hosts published in November 2026; 0 stands for no limit that is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Host:
    """A web host. `files` and `per_folder` count files, `bytes` and `file_bytes` are sizes in bytes.

    `redirects` is the most lines that its `_redirects` may have, `rules` the most in its `_headers`.
    """

    name: str
    files: int = 0
    bytes: int = 0
    file_bytes: int = 0
    per_folder: int = 0
    redirects: int = 0
    rules: int = 0
    sends_headers: bool = True
    """Whether it can be set which headers to send."""
    more: str = ""
    """How to get beyond its limits, as the middle of a sentence."""


_MIB = 1024 * 1024
HOSTS: Mapping[str, Host] = {
    "github": Host("GitHub Pages", bytes=1_000_000_000, sends_headers=False),
    "gitlab": Host("GitLab Pages", files=200_000, bytes=1_000_000_000, sends_headers=False),
    "cloudflare": Host(
        "Cloudflare Pages", 20_000, 0, 25 * _MIB, 0, 2_000, 100,
        more="a paid plan takes 100,000: set PAGES_WRANGLER_MAJOR_VERSION=4 there, and `host: cloudflare-paid` here",
    ),
    "cloudflare-paid": Host("Cloudflare Pages", 100_000, 0, 25 * _MIB, 0, 2_000, 100),
    "netlify": Host("Netlify", per_folder=54_000),
    "apache": Host("Apache"),
    "other": Host("another host"),
}  # fmt: skip
"""By the value of `host`. Cloudflare's limit of redirects is that of static ones, as all of ours are."""
