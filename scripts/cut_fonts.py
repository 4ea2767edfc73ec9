"""Cut the fonts of the theme: `python -m scripts.cut_fonts FOLDER`, with the fonts of Fontsource in the folder.

Pages need few of the letters, weights and features that a font has. What is cut gets a name of its own, as the SIL Open
Font License asks of changed fonts whose name is reserved.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parent.parent
THEME = ROOT / "templates/assets"
FAMILY = "Kartotek Serif"
"""What the fonts are called, in themselves and in the style sheet."""
WEIGHTS = (400, 650)
"""The lightest and the boldest that the style sheet uses."""
_NAMES = {1: FAMILY, 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", "")}
"""The names that are kept, by number (OpenType, "name"); 0 and 14 say whose the font is, and under which licence."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A font of the theme: its file, that of Fontsource which it is cut from, and the features it keeps."""

    file: str
    source: str
    features: tuple[str, ...] = ("kern", "liga")


CUTS = (
    Cut("serif-latin.woff2", "source-serif-4-latin-wght-normal.woff2", ("kern", "liga", "tnum")),
    Cut("serif-latin-ext.woff2", "source-serif-4-latin-ext-wght-normal.woff2", ("kern", "ccmp", "mark", "mkmk")),
    Cut("serif-latin-italic.woff2", "source-serif-4-latin-wght-italic.woff2"),
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
    small: TTFont = instantiateVariableFont(font, {"wght": WEIGHTS})
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
