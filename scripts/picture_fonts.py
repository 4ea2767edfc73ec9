"""Cut the fonts of pictures: `python -m scripts.picture_fonts FOLDER`, with Source Serif in the folder.

Pictures are drawn with what Pillow has in every build: TrueType without a shaping engine. So kerning is written into
the old table that FreeType reads by itself, and letters that need more than their own glyph are left out.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "kartotek/pictures/fonts"
LETTERS = "letters.txt"
"""The file that says which code points the fonts have, as ranges of hexadecimal numbers."""
SOURCE = "SourceSerif4Variable-Roman.ttf"
_NAME = "Kartotek Pictures"
"""What the fonts are called in themselves: the SIL Open Font License reserves the name of the original."""
_NAMES = {1: _NAME, 3: _NAME, 4: _NAME, 6: _NAME.replace(" ", "")}
_BLOCKS = (
    range(0x20, 0x7F), range(0xA0, 0x300), range(0x370, 0x530), range(0x1E00, 0x2000), range(0x2010, 0x2100),
    range(0x2113, 0x2117), range(0x2122, 0x2123), range(0x2190, 0x2194), range(0x2200, 0x2300),
)  # fmt: skip
"""Latin, Greek and Cyrillic, with their marks of punctuation, and the signs of formulas; no combining marks."""
_KERNED = (*range(0x20, 0x7F), *range(0xC0, 0x100), 0x152, 0x153, 0x2013, 0x2019, 0x201C, 0x201D)
_LEAST = 15
"""Thousandths of an em: less kerning is not seen."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A font for pictures: its file, and the weight and size in points that its letters are drawn for."""

    file: str
    weight: int
    optical_size: int


CUTS = (Cut("title.ttf", 600, 60), Cut("text.ttf", 400, 24))


def cut(font: TTFont, each: Cut) -> TTFont:
    """A font of one weight and size, with kerning in the old table."""
    made: TTFont = instantiateVariableFont(font, {"wght": each.weight, "opsz": each.optical_size})
    codes = [code for block in _BLOCKS for code in block if code in made.getBestCmap()]
    options = Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.name_IDs = [0, *_NAMES, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(made)
    made["kern"] = _kerning(made)
    for name in ("GPOS", "GDEF", "GSUB"):
        if name in made:
            del made[name]
    for record in made["name"].names:
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID]
    made["head"].modified = font["head"].modified  # the same bytes on every day
    return made


def _kerning(font: TTFont) -> Any:
    """The table "kern" (OpenType) with the pairs of Latin letters that are seen."""
    letters, tables = font.getBestCmap(), list(_pair_tables(font))
    glyphs = [letters[code] for code in _KERNED if code in letters]
    pairs = {(left, right): _kern(tables, left, right) for left in glyphs for right in glyphs}
    part = KernTable_format_0()
    part.coverage, part.tupleIndex, part.apple = 1, None, False
    part.kernTable = {pair: value for pair, value in pairs.items() if abs(value) >= _LEAST}
    table = newTable("kern")
    table.version, table.kernTables = 0, [part]
    return table


def _pair_tables(font: TTFont) -> Iterator[Any]:
    """The tables of the feature "kern" that are about pairs (OpenType, GPOS lookup type 2), behind extensions."""
    positions = font["GPOS"].table
    records = positions.FeatureList.FeatureRecord
    numbers = {i for record in records if record.FeatureTag == "kern" for i in record.Feature.LookupListIndex}
    for number in sorted(numbers):
        for found in positions.LookupList.Lookup[number].SubTable:
            table = getattr(found, "ExtSubTable", found)
            if type(table).__name__ == "PairPos":
                yield table


def _kern(tables: list[Any], left: str, right: str) -> int:
    """By how much two glyphs are moved: as the first table says that has the pair, or the class of the left one."""
    for table in tables:
        if left not in table.Coverage.glyphs:
            continue
        if table.Format == 2:
            first, second = table.ClassDef1.classDefs.get(left, 0), table.ClassDef2.classDefs.get(right, 0)
            return _advance(table.Class1Record[first].Class2Record[second])
        for record in table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord:
            if record.SecondGlyph == right:
                return _advance(record)
    return 0


def _advance(record: Any) -> int:
    return getattr(record.Value1, "XAdvance", 0) if record.Value1 else 0


def ranges(codes: list[int]) -> str:
    """Sorted code points as ranges: "20-7E A0"."""
    parts: list[list[int]] = []
    for code in codes:
        if parts and parts[-1][-1] == code - 1:
            parts[-1][1:] = [code]
        else:
            parts.append([code])
    return " ".join("-".join(f"{code:X}" for code in part) for part in parts)


def main(folder: Path) -> None:
    """Write the fonts and what letters they have, and say how large they are."""
    for each in CUTS:
        made = cut(TTFont(folder / SOURCE, recalcTimestamp=False), each)
        path = FONTS / each.file
        made.save(path)
        (FONTS / LETTERS).write_text(ranges(sorted(made.getBestCmap())) + "\n", "utf-8", newline="\n")
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
