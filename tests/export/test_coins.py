"""COinS: what stands in the page of a list comes out again, whatever a title has in it."""

from html.parser import HTMLParser
from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from kartotek.export.coins import coins
from tests.export.works import article

TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from("&+%=#;\"'<>/@ "))


class Span(HTMLParser):
    """The title of a span, as a browser gives it to reference managers."""

    title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "span"
        self.title = dict(attrs)["title"] or ""


@given(TITLES)
def test_any_title_comes_out_as_it_went_in(text: str) -> None:
    work = article(title=f"On {text} cards")
    openurl = coins(work)
    span = Span()
    span.feed(f'<span class="Z3988" title="{openurl}"></span>')
    assert span.title == openurl
    (found,) = parse_qs(span.title, separator="&")["rft.atitle"]
    assert found == work.full_title


def test_a_list_is_not_filled_with_codes() -> None:
    """A list has an OpenURL for each of its works."""
    openurl = coins(article(title="What cards cost: a study (in two parts)", doi="10.5555/1"))
    assert "rft.atitle=What+cards+cost:+a+study+(in+two+parts)&" in openurl
    assert "rft_id=info:doi/10.5555/1" in openurl


def test_an_address_of_mail_does_not_become_one_that_is_hidden() -> None:
    assert "a%40b.example" in coins(article(title="Write to a@b.example"))
