"""The files of `/admin/`: Sveltia CMS and what it needs, packed beside this module, and scripts of our own.

`sh scripts/admin` packs them in a clone, from npm by the checksums of `locks/admin.npm`; a released wheel has them.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from kartotek.admin.type_styles import type_styles
from kartotek.config.editing import Editing
from kartotek.diagnostics import SetupError
from kartotek.text import digests

PACKED = Path(__file__).parent / "packed"
SCRIPTS = Path(__file__).parent / "scripts"
LIST = "list.txt"
"""The file in `PACKED` with a line for each that is published: its SHA-256, two spaces, its path."""
LOCALES = (
    "ar", "bg", "ca", "cs", "da", "de", "el", "en-CA", "en-GB", "es-CO", "fa", "fi", "fr", "hr", "it", "ja", "ko",
    "nl", "pl", "pt-BR", "pt-PT", "ru", "sv", "tr", "uk", "vi", "zh-CN", "zh-TW",
)  # fmt: skip
"""The languages that Sveltia's own words are in, beside English."""
MODULES = {
    "immutable": "./cms/immutable.js",
    **{f"./cms/locales/{tag}.json": f"./cms/locales/{tag}.js" for tag in LOCALES},
}
"""Where the browser finds what Sveltia's module imports by another name (an import map).

What is not here cannot be imported: maps, code in colours, and the like, of which our forms have nothing."""


def import_map() -> str:
    """The import map of the page, as text: the policy of the page has its checksum."""
    return json.dumps({"imports": MODULES}, separators=(",", ":"))


def admin_files(editing: Editing | None) -> Iterator[tuple[str, Path | bytes]]:
    """Every file beside the page and its forms, by its path below `admin/`, in a fixed order; none without `/admin/`.

    Raises SetupError if they are not there, or not as they were packed: what is published is the same everywhere.
    """
    if not (editing and editing.admin):
        return
    listed = packed_list()
    without = f"editing: {{repository: {editing.repository}, admin: false}}"
    what_to_do = f"run `sh scripts/admin` in a clone; or do without it: {without}"
    if not listed:
        raise SetupError(
            "`editing` in site.yaml asks for /admin/, and this copy of Kartotek comes without the editor",
            f"install a released version, or {what_to_do}",
        )
    if wrong := next(wrong_files(listed), ""):
        raise SetupError(
            f"`editing` in site.yaml asks for /admin/, and {wrong} of the editor is not as it was packed",
            f"install Kartotek again, or {what_to_do}",
        )
    yield "types.css", type_styles().encode()
    yield from ((path.name, path) for path in sorted(SCRIPTS.iterdir()))
    yield from ((f"cms/{name}", PACKED / name) for name in sorted(listed))


def packed_list() -> dict[str, str]:
    """The SHA-256 of every packed file, by its path in `PACKED`; none if nothing was packed."""
    lines = (PACKED / LIST).read_text("utf-8").splitlines() if (PACKED / LIST).is_file() else ()
    return {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}


def wrong_files(listed: Mapping[str, str]) -> Iterator[str]:
    """The paths of packed files that are not as the list has them."""
    for name, checksum in listed.items():
        file = PACKED / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != checksum:
            yield name


def admin_digest(editing: Editing | None) -> bytes:
    """A digest of what these files are made of: of our scripts the content, of the rest checksums; b"" for none."""
    if not (editing and editing.admin):
        return b""
    listed = packed_list()
    own = [(path.name, path.read_bytes()) for path in sorted(SCRIPTS.iterdir())]
    return digests.of_value([listed, list(wrong_files(listed)), own])
