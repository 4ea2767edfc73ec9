"""Share images as drawings: what is on them, whatever the text."""

from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops

from kartotek.pages.parts.share import ACCENT
from kartotek.pictures.letters import FONTS, drawable
from kartotek.pictures.share import HEIGHT, WIDTH, ShareCard, share_image
from kartotek.pictures.sheet import THEME_COLORS
from scripts.picture_fonts import CUTS, LETTERS, ranges
from tests.conftest import ROOT

CARD = ShareCard("On Files", "Our Portal", "#0b5563", "Book", ("Ada Lind", "Bo Berg"), "2020")
PAPER = (0xFA, 0xF8, 0xF3)
EDGE = 80


def drawn(tmp_path: Path, card: ShareCard) -> Image.Image:
    path = tmp_path / "card.png"
    path.write_bytes(share_image(card))
    return Image.open(path).convert("RGB")


def inked(picture: Image.Image, top: int, bottom: int) -> tuple[int, int] | None:
    """From where to where there is anything but paper in a stripe of the picture; None if there is nothing."""
    stripe = picture.crop((0, top, WIDTH, bottom))
    box = ImageChops.difference(stripe, Image.new("RGB", stripe.size, PAPER)).getbbox()
    return (box[0], box[2]) if box else None


TITLE, NAMES, NOTE, PORTAL = (130, 420), (430, 468), (475, 512), (545, 620)


def test_it_is_a_picture_of_the_size_that_is_asked_for(tmp_path: Path) -> None:
    picture = drawn(tmp_path, CARD)
    assert picture.size == (WIDTH, HEIGHT) == (1200, 630)
    assert picture.getpixel((600, 5)) == (0x0B, 0x55, 0x63), "the accent of the site"
    assert picture.getpixel((5, 300)) == PAPER


def test_the_same_words_are_the_same_bytes_and_others_are_not() -> None:
    again = replace(CARD)
    assert share_image(CARD) == share_image(again)
    changes = (
        {"title": "On Filed"}, {"portal": "Portal"}, {"accent": "#0b5564"}, {"kicker": "Boot"}, {"note": "2021"},
        {"names": ("Ada Lind",)},
    )  # fmt: skip
    assert len({share_image(replace(CARD, **change)) for change in changes} | {share_image(CARD)}) == 7


LONG = "A title of many words that goes on "


@pytest.mark.parametrize("title", ["I", LONG * 2, LONG * 12, "Donaudampfschifffahrt" * 5, f"{LONG} {'x' * 90} {LONG}"])
def test_a_title_of_any_length_stays_within_the_margins(tmp_path: Path, title: str) -> None:
    picture = drawn(tmp_path, replace(CARD, title=title, names=tuple(f"Person Number {i}" for i in range(40))))
    for top, bottom in (TITLE, NAMES, NOTE, PORTAL):
        found = inked(picture, top, bottom)
        assert found is not None
        assert found[0] >= EDGE - 8
        assert found[1] <= WIDTH - EDGE + 8
    assert inked(picture, 415, 430) is None, "the title does not run into the names"


@pytest.mark.parametrize("long", ["a" * 20_000, "ab " * 7_000], ids=["letters", "words"])
@pytest.mark.parametrize("where", ["title", "kicker", "note", "portal", "names"])
def test_a_text_without_an_end_takes_no_time(long: str, where: str) -> None:
    texts: dict[str, Any] = {where: (long,) * 12 if where == "names" else long}
    begun = process_time()
    share_image(replace(CARD, **texts))
    assert process_time() - begun < 2


def test_names_that_cannot_be_drawn_are_left_out_together(tmp_path: Path) -> None:
    picture = drawn(tmp_path, replace(CARD, names=("Ada Lind", "王小明")))
    assert inked(picture, *NAMES) is None
    assert inked(picture, *NOTE) is not None


@pytest.mark.parametrize(
    ("text", "drawn_as"),
    [
        ("Sma\u030ak", "Småk"), ("soft\u00adhyphen", "softhyphen"), ("non\u2011breaking", "non-breaking"),
        ("a\u2009b\u00a0c", "a b c"), ("\u200eØlgaard", "Ølgaard"), ("Φύσις", "Φύσις"), ("Записки", "Записки"),
        ("Nguyễn", "Nguyễn"), ("“So” – and… ½ × 3", "“So” – and… ½ × 3"), ("H₂O", "H₂O"), ("∮", ""),
        ("10⁻³ xₙ₊₁", "10^(−3) x_(n+1)"), ("n² → ∞", "n² → ∞"), ("ℝ", "R"), ("機械学習", ""), ("תורת", ""),
        ("On 機械", ""), ("Ångström 🎉", ""), ("a\u0300\u0323\u0330", ""),
    ],
)  # fmt: skip
def test_a_text_is_drawn_as_far_as_the_fonts_have_its_letters_or_not_at_all(text: str, drawn_as: str) -> None:
    assert drawable(text) == drawn_as


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.file)
def test_a_font_has_every_letter_that_is_drawn_and_a_name_of_its_own(cut: object) -> None:
    font = TTFont(FONTS / cut.file)  # type: ignore[attr-defined]
    assert ranges(sorted(font.getBestCmap())) == (FONTS / LETTERS).read_text("utf-8").strip(), "sh scripts/fonts"
    assert "Source" not in "".join(font["name"].getDebugName(number) or "" for number in (1, 3, 4, 6))
    assert "OFL" in font["name"].getDebugName(14)


def test_the_colours_are_those_of_the_theme() -> None:
    light = (ROOT / "templates/assets/theme.css").read_text("utf-8").partition("prefers-color-scheme: dark")[0]
    for name, (red, green, blue) in THEME_COLORS.items():
        assert f"--{name}: #{red:02x}{green:02x}{blue:02x};" in light
    assert f"--accent: {ACCENT};" in light
