"""Texts as readers see them: Markdown, dates, order, and the addresses identifiers lead to."""

import pytest

from kartotek.render.language import Language
from kartotek.render.markdown import inline, inline_with_links, markdown, plain
from kartotek.text.collation import collation
from kartotek.text.dates import parse_date
from kartotek.text.identifiers import resolve


@pytest.mark.parametrize("address", ["https://evil.example/x.png", "HTTP://evil.example/x.png"])
def test_an_image_elsewhere_is_a_link(address: str) -> None:
    for text in (f"![A *card*]({address})", f"![A *card*][1]\n\n[1]: {address}"):
        html = str(markdown(text))
        assert "<img" not in html
        assert f'<a href="{address}">A *card*</a>' in html or f'<a href="{address}">A card</a>' in html
    assert "<img" not in inline_with_links(f"![x]({address})")
    assert f">{address}</a>" in markdown(f"![]({address})")


def test_an_image_of_the_portal_is_shown() -> None:
    assert '<img src="/files/card.png" alt="A card"' in markdown("![A card](/files/card.png)")


@pytest.mark.parametrize("address", ["//evil.example/x", "javascript:alert(1)", "data:text/html,x"])
def test_addresses_that_are_not_linked(address: str) -> None:
    html = str(markdown(f"[x]({address}) ![y]({address})"))
    assert "<a" not in html
    assert "<img" not in html


@pytest.mark.parametrize("address", ["./x/", "../x/", "/about/", "x.pdf", "#top", "mailto:a@b.dk"])
def test_addresses_that_are(address: str) -> None:
    assert f'href="{address}"' in markdown(f"[x]({address})")


def test_emphasis_with_underscores_in_titles() -> None:
    assert inline("_Homo sapiens_ in Denmark") == "<em>Homo sapiens</em> in Denmark"
    assert plain("_Homo sapiens_ in Denmark") == "Homo sapiens in Denmark"
    assert inline("snake_case_names") == "snake_case_names"


@pytest.mark.parametrize(
    ("code", "written", "shown"),
    [
        ("da", "2024-01-15", "15. januar 2024"),
        ("da", "1644-09-25", "25. september 1644"),
        ("da", "2024-05", "maj 2024"),
        ("en", "2024-01-15", "15 January 2024"),
        ("en", "1676", "1676"),
    ],
)
def test_dates(code: str, written: str, shown: str) -> None:
    assert Language(code).date(parse_date(written)) == shown


def test_danish_order() -> None:
    """Double a is an old å: Retskrivningsordbogen section 3."""
    names = ["Aarhus", "Åbo", "Zetterlund", "Ærø", "Odense", "Øster", "Aabenraa", "Abel"]
    ordered = ["Abel", "Odense", "Zetterlund", "Ærø", "Øster", "Aabenraa", "Aarhus", "Åbo"]
    key = collation("da")
    assert sorted(names, key=key)[:5] == ordered[:5]
    assert set(sorted(names, key=key)[5:]) == set(ordered[5:])
    assert Language("da").initial("Aarhus Universitet") == "Å"
    assert Language("en").initial("Aarhus Universitet") == "A"


def test_identifiers_are_escaped_in_addresses() -> None:
    strange = "10.1002/(sici)1097-4571(1999)50:1<1::aid-c>3.0.co;2-#"
    address = resolve("doi", strange)
    assert address == "https://doi.org/10.1002/(sici)1097-4571(1999)50:1%3C1::aid-c%3E3.0.co;2-%23"
    assert resolve("doi", "10.1000/a_b-c.d") == "https://doi.org/10.1000/a_b-c.d"
