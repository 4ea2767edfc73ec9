"""The files of `/admin/`: Sveltia CMS and what it needs, packed beside this module, and scripts of our own.

`sh scripts/admin` packs them in a clone, from npm by the checksums of `locks/admin.npm`; a released wheel has them.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from kartotek.admin.type_styles import type_styles
from kartotek.config.editing import Editing
from kartotek.diagnostics import SetupError
from kartotek.text import digests

PACKED = Path(__file__).parent / "packed"
SCRIPTS = Path(__file__).parent / "scripts"
LOCK = "lock.txt"
"""The file in `PACKED` that says what was packed, as `locks/admin.npm` did."""
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

    Raises SetupError if they are not there.
    """
    if not (editing and editing.admin):
        return
    if not (PACKED / LOCK).is_file():
        raise SetupError(
            "`editing` in site.yaml asks for /admin/, and this copy of Kartotek comes without the editor",
            "install a released version, or run `sh scripts/admin` in a clone; or do without it: "
            f"editing: {{repository: {editing.repository}, admin: false}}",
        )
    yield "types.css", type_styles().encode()
    yield from ((path.name, path) for path in sorted(SCRIPTS.iterdir()))
    packed = (path for path in PACKED.rglob("*") if path.is_file() and path.name != LOCK)
    yield from sorted((f"cms/{path.relative_to(PACKED).as_posix()}", path) for path in packed)


def admin_digest(editing: Editing | None) -> bytes:
    """A digest of what these files are made of: of our scripts the content, of the rest checksums; b"" for none."""
    if not (editing and editing.admin):
        return b""
    lock = PACKED / LOCK
    packed = lock.read_bytes() if lock.is_file() else b""
    return digests.of_value([packed, [(path.name, path.read_bytes()) for path in sorted(SCRIPTS.iterdir())]])
