"""The fonts of the theme have the letters that the style sheet says, in few bytes."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts.cut_fonts import CUTS, FAMILY, THEME, Cut, ranges

SAID = ranges((THEME / "theme.css").read_text("utf-8"))
MOST = 26 * 1024
"""Bytes that a page loads for its headings and texts, if they are in a language of Western or Northern Europe."""
WESTERN = "ÆØÅæøå ÄÖÜäöüß ÉÈÊËÀÂÇÎÏÔÙÛéèêëàâçîïôùûÿ ÁÍÑÓÚáíñóú ÃÕãõ ÐÞÝðþý Œœ “”‘’„»«›‹ –—…€§·•"
OTHERS = "ŁłŻżĄąĘęŚśĆćŃń ŘřŠšŽžČčĎďŤťŮůĚě ŐőŰű İıŞşĞğ ĀāĒēĪīŪū ŠšŽž ȘșȚț ĐđĦħĊċ Ŋŋ Ÿ"


def codes(file: Path) -> set[int]:
    return set(TTFont(file).getBestCmap())


def letters(text: str) -> set[int]:
    return {ord(letter) for letter in text if letter != " "}


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.file)
def test_a_font_has_what_the_style_sheet_says_and_no_more(cut: Cut) -> None:
    assert codes(THEME / "fonts" / cut.file) <= SAID[cut.file], (
        "made before the style sheet was changed: sh scripts/fonts"
    )


@pytest.mark.parametrize("name", ["serif-latin.woff2", "serif-latin-italic.woff2"])
def test_western_languages_need_one_small_font(name: str) -> None:
    file = THEME / "fonts" / name
    assert file.stat().st_size <= MOST
    assert letters(WESTERN) - codes(file) == set()
    assert SAID[name] == codes(file)


def test_other_languages_in_latin_letters_have_a_font_as_well() -> None:
    both = codes(THEME / "fonts/serif-latin.woff2") | codes(THEME / "fonts/serif-latin-ext.woff2")
    assert letters(OTHERS) - both == set()
    assert not SAID["serif-latin.woff2"] & SAID["serif-latin-ext.woff2"], "a page would load both"


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.file)
def test_a_changed_font_has_a_name_of_its_own(cut: Cut) -> None:
    names = TTFont(THEME / "fonts" / cut.file)["name"]
    assert names.getDebugName(1) == FAMILY
    assert "Source" not in "".join(names.getDebugName(number) or "" for number in (1, 3, 4, 6))
    assert "OFL" in names.getDebugName(14)


@pytest.mark.parametrize("name", ["serif-latin.woff2", "serif-latin-italic.woff2"])
def test_numerals_in_texts_are_old_style_and_as_wide_as_each_is(name: str) -> None:
    font = TTFont(THEME / "fonts" / name)
    features = {record.FeatureTag: record.Feature for record in font["GSUB"].table.FeatureList.FeatureRecord}
    (lookup,) = features["onum"].LookupListIndex
    (table,) = font["GSUB"].table.LookupList.Lookup[lookup].SubTable
    plain = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    assert len({font["hmtx"][glyph][0] for glyph in plain}) == 1, "those of tables stand below each other"
    assert len({font["hmtx"][table.mapping[glyph]][0] for glyph in plain}) > 1
