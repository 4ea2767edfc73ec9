"""What browsers may do in the portal: the policy that pages state, and the checksums of scripts and styles.

Content Security Policy Level 3, Subresource Integrity (W3C).
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256, sha384

from markupsafe import Markup

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_WITH_SEARCH = {"script-src": "'self' 'wasm-unsafe-eval'"}
"""The search is a program in WebAssembly."""
_HEADER_ONLY = {"frame-ancestors": "'none'"}
"""Browsers ignore it in a page, and say so in their console."""

_OF_ADMIN = {
    "script-src": "'self' {}",
    "worker-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' blob: data:",
    "media-src": "'self' blob:",
    "frame-src": "blob:",
    "base-uri": "'self'",
    "connect-src": "'self' blob: data:{}",
}
"""Sveltia CMS writes its styles into the page, and shows previews and files that are not saved yet (blob:). It runs no
script but those of the portal and the import map of the page, whose checksum is filled in, and calls the forge alone.
The same holds in the frame of the preview."""

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""The policy of a file that could run something: it gets an origin of its own, without scripts, and loads nothing."""


def page_policy(*, search: bool, forms: str = "") -> str:
    """The policy that a page states itself; `search` is for the search page, `forms` is where else its forms may be
    sent."""
    return _written(_POLICY | (_WITH_SEARCH if search else {}) | _forms_to(forms))


def header_policy(forms: str = "") -> str:
    """The policy that a host sends with every page."""
    return _written(_POLICY | _WITH_SEARCH | _forms_to(forms) | _HEADER_ONLY)


def _forms_to(origin: str) -> dict[str, str]:
    return {"form-action": f"{_POLICY['form-action']} {origin}"} if origin else {}


def admin_policy(import_map: str, reach: Iterable[str], *, header: bool = False) -> str:
    """The policy of `/admin/`, which may call the origins `reach`; `header` is for the one that a host sends."""
    policy = {**_POLICY, **_OF_ADMIN} | (_HEADER_ONLY if header else {})
    map_hash = f"'sha256-{b64encode(sha256(import_map.encode()).digest()).decode()}'"
    policy["script-src"] = policy["script-src"].format(map_hash)
    policy["connect-src"] = policy["connect-src"].format("".join(f" {origin}" for origin in reach))
    return _written(policy)


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{directive} {value}" for directive, value in policy.items())


@dataclass(frozen=True, slots=True)
class Integrity:
    """The checksums of scripts and styles, by path below `assets/`. Templates call it with such a path."""

    checksums: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, asset: str) -> Markup:
        """The attribute `integrity`, after a space; empty where the file has no checksum."""
        checksum = self.checksums.get(asset, "")
        return Markup(f' integrity="{checksum}"') if checksum else Markup("")  # base64 needs no escape


def checksum(content: bytes) -> str:
    """The value of the attribute `integrity` for some bytes: SHA-384 in base64."""
    return f"sha384-{b64encode(sha384(content).digest()).decode()}"
