"""What is read at one glance is not parted by the end of a line, and copied as it was."""

import pytest
from markupsafe import Markup

from kartotek.render.escape import ranges, whole


def _marked(html: str) -> str:
    """With brackets around what stays in one line."""
    return html.replace('<span class="whole">', "[").replace("</span>", "]")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Pages (from-to)", "Pages ([from-to])"),
        ("Seiten (von–bis)", "Seiten ([von–bis])"),
        ("Notes, 3(4), 41–58, e12–e34.", "Notes, 3(4), [41–58], [e12–e34]."),
        ("0-19-853453-X", "0-19-[853453-X]"),
        ("978-87-12-34567-8", "978-87-12-34567-8"),
        ("Open-Access-Status", "Open-Access-Status"),
        ("Universitätsbibliothek–Institutsbibliothek", "Universitätsbibliothek–Institutsbibliothek"),
        ("no dash & none added", "no dash & none added"),
        ("1–2 & <3", "[1–2] &amp; &lt;3"),
        (Markup('<a href="https://a.test/1–2">1–2</a>'), '<a href="https://a.test/1–2">[1–2]</a>'),
    ],
)
def test_ranges_are_kept_together(text: str, said: str) -> None:
    assert _marked(ranges(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30. september 2024", "[30. september 2024]"),
        ("1841", "1841"),
        ("Published – January 2024", "Published – [January 2024]"),
        ("1–3, 7–12, 15–20, 23–29, 31", "[1–3], [7–12], [15–20], [23–29], 31"),
        ("between some time & <another> one", "between some time &amp; &lt;another&gt; one"),
        ("a & <b>", "[a &amp; &lt;b&gt;]"),
    ],
)
def test_short_fields_are_in_one_line_and_long_ones_keep_their_ranges(text: str, said: str) -> None:
    assert _marked(whole(text)) == said
