"""How the places that a dataset or a map covers are read.

The sentences in the table are printed in docs/entry-format.md.
"""

import re
from typing import Any

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field, Reader
from kartotek.content.maps import map_of
from kartotek.content.multilingual_text import multilingual
from kartotek.content.paths import ValuePath
from kartotek.model.publication import CoveredPlace

_POINT = ("latitude", "longitude")
_BOX = ("north", "south", "east", "west")


def _degrees(most: int) -> Reader:
    """A reader of decimal degrees (WGS 84) from minus `most` to `most`, kept as they are written but for zeros at the
    end."""

    @s.takes({**s.TEXT, "pattern": r"^\s*[-+]?[0-9]{1,3}(\.[0-9]{1,9})?\s*$", s.SAID: "Write degrees, such as 55.676."})
    def read(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
        text = f.text(raw, path, diagnostics)
        if text is None:
            return None
        found = re.fullmatch(r"\+?(-?)([0-9]{1,3})(?:\.([0-9]{1,9}))?", text)
        if found is None or abs(float(text)) > most:
            message, hint = f"{text!r} is no number of degrees from -{most} to {most}", "write degrees, such as 55.676"
            diagnostics.add("bad-number", path, message, hint)
            return None
        rest = (found[3] or "").rstrip("0")
        return f"{found[1]}{int(found[2])}.{rest}" if rest else f"{found[1]}{int(found[2])}"

    return read


COVERED_PLACE_FIELDS = {
    "place": Field(multilingual, "Its name."),
    "latitude": Field(_degrees(90), "Latitude of a point in decimal degrees; the south is negative."),
    "longitude": Field(_degrees(180), "Longitude of a point; the west is negative."),
    "north": Field(_degrees(90), "Northern edge of an area, as a latitude."),
    "south": Field(_degrees(90), "Southern edge."),
    "east": Field(_degrees(180), "Eastern edge, as a longitude."),
    "west": Field(_degrees(180), "Western edge."),
}
_PLACE = map_of(COVERED_PLACE_FIELDS, CoveredPlace)


_TOGETHER = {key: [*group] for group in (_POINT, _BOX) for key in group}


@s.takes(s.either(s.TEXT, {**s.schema_of(_PLACE), "dependentRequired": _TOGETHER}))
def covered_place(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> CoveredPlace | None:
    """A place by name, a point, an area, or several of these; a point has both coordinates, an area four edges."""
    if isinstance(raw, str):
        name = f.text(raw, path, diagnostics)
        return CoveredPlace(name) if name else None
    for group in (_POINT, _BOX) if isinstance(raw, dict) else ():
        missing = [key for key in group if not raw.get(key)]
        named = sum(key in raw for key in group)
        if missing and named > 0 and (named < len(group) or len(missing) < len(group)):
            message = f"{' and '.join(missing)} missing: a point has {', '.join(_POINT)}, an area {', '.join(_BOX)}"
            diagnostics.add("missing-key", path, message, f"add {' and '.join(f'`{key}: ...`' for key in missing)}")
            return None
    found: CoveredPlace | None = _PLACE(raw, path, diagnostics)
    if found and found.south and found.north and float(found.south) > float(found.north):
        message = f"south, {found.south}, is north of north, {found.north}"
        diagnostics.add("contradiction", (*path, "south"), message, "exchange them")
    return found if found is not None and vars(found) else None
