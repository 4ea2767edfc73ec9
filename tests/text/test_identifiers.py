"""Identifiers: every common spelling is one, and a digit that was miscopied is found."""

import re
import string
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.text import identifiers

DIGITS = string.digits
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def _mod_11(weighted: int) -> str:
    return "0123456789X"[-weighted % 11]


@st.composite
def orcids(draw: st.DrawFn) -> str:
    body = draw(st.text(DIGITS, min_size=15, max_size=15))
    total = 0
    for digit in body:
        total = (total + int(digit)) * 2
    number = body + "0123456789X"[(12 - total % 11) % 11]
    return "-".join(number[i : i + 4] for i in range(0, 16, 4))


@st.composite
def issns(draw: st.DrawFn) -> str:
    body = draw(st.text(DIGITS, min_size=7, max_size=7))
    check = _mod_11(sum(int(digit) * weight for digit, weight in zip(body, range(8, 1, -1), strict=True)))
    return f"{body[:4]}-{body[4:]}{check}"


@st.composite
def isbns(draw: st.DrawFn) -> str:
    body = draw(st.text(DIGITS, min_size=9, max_size=9))
    if draw(st.booleans()):
        return body + _mod_11(sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True)))
    body = "978" + body
    return body + str(-sum(int(digit) * (1, 3)[i % 2] for i, digit in enumerate(body)) % 10)


@st.composite
def rors(draw: st.DrawFn) -> str:
    body = draw(st.text(CROCKFORD, min_size=6, max_size=6))
    number = sum(CROCKFORD.index(letter) * 32**power for power, letter in enumerate(reversed(body)))
    return f"0{body}{98 - number * 100 % 97:02}"


@st.composite
def miscopied(draw: st.DrawFn, right: st.SearchStrategy[str], alphabet: str) -> tuple[str, str]:
    """An identifier, and the same with one character replaced by another of the kind."""
    text = draw(right)
    places = [i for i, letter in enumerate(text) if letter in alphabet]
    at = draw(st.sampled_from(places))
    return text, text[:at] + draw(st.sampled_from([x for x in alphabet if x != text[at]])) + text[at + 1 :]


def _is_told(read: Callable[[str], str], pair: tuple[str, str]) -> None:
    right, wrong = pair
    read(right)
    with pytest.raises(ValueError, match=r"wrong|is not a"):
        read(wrong)


@given(miscopied(orcids(), DIGITS))
def test_a_wrong_digit_of_an_orcid_is_found(pair: tuple[str, str]) -> None:
    _is_told(identifiers.orcid, pair)


@given(miscopied(issns(), DIGITS))
def test_a_wrong_digit_of_an_issn_is_found(pair: tuple[str, str]) -> None:
    _is_told(identifiers.issn, pair)


@given(miscopied(isbns(), DIGITS))
def test_a_wrong_digit_of_an_isbn_is_found(pair: tuple[str, str]) -> None:
    _is_told(identifiers.isbn, pair)


@given(miscopied(rors(), CROCKFORD))
def test_a_wrong_character_of_a_ror_id_is_found(pair: tuple[str, str]) -> None:
    _is_told(identifiers.ror, pair)


@given(orcids())
def test_spellings_of_an_orcid(orcid: str) -> None:
    bare = orcid.replace("-", "")
    for text in (orcid, bare, f"https://orcid.org/{orcid}", f"orcid.org/{orcid}/", f"ORCID: {orcid}", f" {orcid} "):
        assert identifiers.orcid(text) == orcid


@given(issns())
def test_spellings_of_an_issn(issn: str) -> None:
    for text in (issn, issn.replace("-", ""), issn.lower(), f"ISSN {issn}", f"eISSN: {issn}"):
        assert identifiers.issn(text) == issn


@given(isbns())
def test_spellings_of_an_isbn(isbn: str) -> None:
    canonical = identifiers.isbn(isbn)
    assert canonical.replace("-", "") == isbn
    for text in (canonical, canonical.replace("-", " "), f"ISBN {isbn}", f"urn:isbn:{isbn}"):
        assert identifiers.isbn(text) == canonical


@given(rors())
def test_spellings_of_a_ror_id(ror: str) -> None:
    for text in (ror, ror.upper(), f"https://ror.org/{ror}", f"ror.org/{ror}/"):
        assert identifiers.ror(text) == ror


SUFFIXES = st.text(sorted(set(string.printable) - set(string.whitespace) - set(string.ascii_uppercase)), min_size=1)


@given(st.integers(1000, 999999999), SUFFIXES)
def test_the_address_of_a_doi_leads_to_that_doi(prefix: int, suffix: str) -> None:
    """Whatever it is made of: `#`, `?`, `%`, `<` and all."""
    doi = f"10.{prefix}/{suffix}"
    address = identifiers.resolve("doi", doi)
    assert re.fullmatch(r"https://doi\.org/[!-~]+", address)
    assert not set(address) & set('<>"#? ')
    assert identifiers.doi(address) == doi


@pytest.mark.parametrize(
    "text",
    [
        "10.1145/367236.367262", "doi:10.1145/367236.367262", "DOI 10.1145/367236.367262",
        "https://doi.org/10.1145/367236.367262", "http://dx.doi.org/10.1145%2F367236.367262",
        "dx.doi.org/10.1145/367236.367262",
    ],
)  # fmt: skip
def test_spellings_of_a_doi(text: str) -> None:
    assert identifiers.doi(text) == "10.1145/367236.367262"


@pytest.mark.parametrize(
    ("scheme", "text", "meant"),
    [
        ("doi", "http://www.doi.org/10.1145/367236.367262", "10.1145/367236.367262"),
        ("doi", "www.dx.doi.org/10.1002/%28sici%291097", "10.1002/(sici)1097"),
        ("doi", "DOI: https://doi.org/10.1038/171737a0", "10.1038/171737a0"),
        ("doi", "HTTPS://DOI.ORG/10.1038/171737A0", "10.1038/171737a0"),
        ("arxiv", "http://arxiv.org/pdf/2101.00001v2.pdf", "2101.00001v2"),
        ("arxiv", "arxiv.org/html/1706.03762", "1706.03762"),
        ("arxiv", "https://www.arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        ("arxiv", "arXiv: 2101.00001", "2101.00001"),
        ("pmid", "http://www.ncbi.nlm.nih.gov/pubmed/13054692", "13054692"),
        ("pmid", "ncbi.nlm.nih.gov/pubmed/13054692/", "13054692"),
        ("pmid", "https://europepmc.org/article/MED/13054692", "13054692"),
        ("pmcid", "http://europepmc.org/articles/PMC1234567", "PMC1234567"),
        ("pmcid", "https://europepmc.org/article/PMC/PMC1234567", "PMC1234567"),
        ("pmcid", "pmc.ncbi.nlm.nih.gov/articles/PMC1234567/", "PMC1234567"),
        ("handle", "http://www.hdl.handle.net/2043/12345", "2043/12345"),
        ("orcid", "http://www.orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("ror", "www.ror.org/035b05819", "035b05819"),
    ],
)  # fmt: skip
def test_an_address_is_read_with_every_host_that_leads_there(scheme: str, text: str, meant: str) -> None:
    assert identifiers.canonical(scheme, text) == meant


def test_numbers_of_books_and_journals_with_their_words() -> None:
    for text in ("ISBN-13: 978-0-306-40615-7", "ISBN 9780306406157", "urn:isbn:9780306406157", "isbn9780306406157"):
        assert identifiers.isbn(text) == "978-0-306-40615-7"
    for text in ("ISBN-10: 0-306-40615-2", "ISBN:0306406152"):
        assert identifiers.isbn(text) == "0-306-40615-2"
    for text in ("ISSN-L: 1476-4687", "e-ISSN 1476-4687", "pISSN: 14764687", "urn:issn:1476-4687"):
        assert identifiers.issn(text) == "1476-4687"


@given(isbns())
def test_both_lengths_of_an_isbn_are_one_book(isbn: str) -> None:
    own, *others = identifiers.forms_of_isbn(identifiers.isbn(isbn))
    assert own.replace("-", "") == isbn
    for other in others:
        assert len(other) == 23 - len(isbn)
        assert identifiers.isbn(other).replace("-", "") == other
        assert identifiers.forms_of_isbn(identifiers.isbn(other))[1] == isbn
    assert identifiers.forms_of_isbn("979-12-200-0000-0") == ("979-12-200-0000-0",)


def test_dois_do_not_tell_cases_apart() -> None:
    assert identifiers.doi("10.1000/ABC") == identifiers.doi("10.1000/abc")


@pytest.mark.parametrize(
    ("scheme", "text"),
    [
        ("doi", "10.1145"), ("doi", "11.1145/x"), ("doi", "10.1145/"), ("doi", "10.1145/a b"), ("doi", ""),
        ("orcid", "0000-0002-1825-009"), ("orcid", "0000-0002-1825-009X7"), ("ror", "i35b05819"), ("ror", "035b0581"),
        ("pmid", "0"), ("pmid", "12a"), ("pmcid", "PMC"), ("arxiv", "2101.1"), ("handle", "2043"),
    ],
)  # fmt: skip
def test_what_is_no_identifier(scheme: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an? "):
        identifiers.canonical(scheme, text)
