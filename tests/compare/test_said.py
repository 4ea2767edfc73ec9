"""What a page says, part by part, when two portals are compared."""

from kartotek.compare.said import parts_of


def test_where_a_word_may_break_it_is_one_word() -> None:
    page = "<main><h1>Cards</h1><dl><dt>DOI</dt><dd>10.<wbr>1234/<wbr/>cards<br>or none</dd></dl></main>"
    assert parts_of(page, listing=False) == {"title": "Cards", "“DOI”": "10.1234/cards or none"}
