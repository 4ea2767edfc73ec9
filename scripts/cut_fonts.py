"""Cut the fonts of the theme: `python -m scripts.cut_fonts FOLDER`, with Source Serif as variable fonts in the folder.

Pages need few of the letters, weights and features that a font has. What is cut gets a name of its own, as the SIL Open
Font License asks of changed fonts whose name is reserved.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parent.parent
THEME = ROOT / "templates/assets"
FAMILY = "Kartotek Serif"
"""What the fonts are called, in themselves and in the style sheet."""
WEIGHTS = (400, 650)
"""The lightest and the boldest that the style sheet uses."""
OPTICAL_SIZE = 20
"""The size in points that letters are drawn for; other sizes than the font's own make larger files."""
_NAMES = {1: FAMILY, 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", "")}
"""The names that are kept, by number (OpenType, "name"); 0 and 14 say whose the font is, and under which licence."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A font of the theme: its file, that which it is cut from, and the features it keeps."""

    file: str
    source: str
    features: tuple[str, ...] = ("kern", "liga")


CUTS = (
    Cut("serif-latin.woff2", "SourceSerif4Variable-Roman.ttf", ("kern", "liga", "onum")),
    Cut("serif-latin-ext.woff2", "SourceSerif4Variable-Roman.ttf", ("kern", "ccmp", "mark", "mkmk")),
    Cut("serif-latin-italic.woff2", "SourceSerif4Variable-Italic.ttf", ("kern", "liga", "onum")),
)


def ranges(css: str) -> dict[str, set[int]]:
    """The code points that the style sheet says each font has (`unicode-range`), by the name of its file."""
    found: dict[str, set[int]] = {}
    for face in re.findall(r"@font-face \{(.*?)\}", css, re.DOTALL):
        file = re.search(r'url\("fonts/([^"]+)"\)', face)
        said = re.search(r"unicode-range: ([^;]+);", face)
        if file and said:
            found[file[1]] = {code for part in said[1].split(",") for code in _codes(part.strip())}
    return found


def _codes(part: str) -> range:
    """The code points of "U+41" or "U+41-5A"."""
    first, _, last = part.removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def cut(font: TTFont, codes: set[int], features: tuple[str, ...]) -> TTFont:
    """A font with these code points and features only, in the weights of the theme."""
    small: TTFont = instantiateVariableFont(font, {"wght": WEIGHTS, "opsz": OPTICAL_SIZE})
    _set_old_style_apart(small)
    options = Options()
    options.layout_features = list(features)
    options.hinting = False
    options.name_IDs = [0, *_NAMES, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(small)
    for record in small["name"].names:
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID]
    small["head"].modified = font["head"].modified  # the same bytes on every day
    small.flavor = "woff2"
    return small


def _set_old_style_apart(font: TTFont) -> None:
    """Let old-style numerals be as wide as each is, where "onum" alone gives those of tables; half of the glyphs do."""
    substitutions = font["GSUB"].table
    proportional = _single(substitutions, "pnum")
    for old_style in _tables(substitutions, "onum"):
        old_style.mapping = {plain: proportional.get(old, old) for plain, old in old_style.mapping.items()}


def _single(substitutions: Any, feature: str) -> dict[str, str]:
    """Which glyph takes the place of which."""
    return {old: new for table in _tables(substitutions, feature) for old, new in table.mapping.items()}


def _tables(substitutions: Any, feature: str) -> Iterator[Any]:
    """The tables of a feature's lookups (OpenType, GSUB), behind extensions."""
    numbers = {
        number
        for record in substitutions.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for number in record.Feature.LookupListIndex
    }
    for number in sorted(numbers):
        for table in substitutions.LookupList.Lookup[number].SubTable:
            yield getattr(table, "ExtSubTable", table)


def main(folder: Path) -> None:
    """Write the fonts of the theme, and say how large they are."""
    wanted = ranges((THEME / "theme.css").read_text("utf-8"))
    for each in CUTS:
        font = TTFont(folder / each.source, recalcTimestamp=False)
        path = THEME / "fonts" / each.file
        cut(font, wanted[each.file], each.features).save(path)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
