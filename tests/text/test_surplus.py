"""What stands around an identifier where it is copied is taken off, and nothing that belongs to it."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.text import identifiers
from kartotek.text.surplus import trimmed

DOI = "10.1145/367236.367262"


@pytest.mark.parametrize(
    "text",
    [
        f"{DOI}.", f"{DOI},", f"{DOI};", f"({DOI})", f"[{DOI}]", f"<{DOI}>", f'"{DOI}"', f"“{DOI}”.", f"„{DOI}“",
        f"({DOI}).", f"{DOI})", f"[{DOI}", f"{DOI}?utm_source=x&utm_medium=y", f"{DOI}?journalCode=abc#abstract",
        f"{DOI}#abstract",
        f"\u200b{DOI}", "10.1145/\u200b367236.367262", f"{DOI}\u200e", f"\ufeff{DOI}\u00a0", f"<{DOI}?ref=pdf>.",
    ],
)  # fmt: skip
def test_a_doi_and_what_stands_around_it(text: str) -> None:
    assert trimmed(text) == DOI
    assert identifiers.doi(text.replace(DOI, f"https://doi.org/{DOI}")) == DOI


@pytest.mark.parametrize(
    "doi",
    [
        "10.1016/s0140-6736(05)67878-6", "10.1061/(asce)0733-9399(2007)133:1(1)", "10.1000/a#1", "10.1000/a.b;c",
        "10.1002/(sici)1097-4571(199009)41:6<391::aid-asi1>3.0.co;2-9", "10.1580/1080-6032(2003)014[0064:br]2.0.co;2",
        "10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co;2-#", "10.1175/1520-0469(1963)020<0130:dnf>2.0.co;2",
    ],
)  # fmt: skip
def test_what_belongs_to_a_doi_stays(doi: str) -> None:
    assert trimmed(doi, closely=True) == doi
    assert identifiers.doi(doi) == doi
    assert identifiers.doi(f"({doi}).") == doi


@pytest.mark.parametrize("page", ["/full", "/abstract", "/pdf", ".pdf", "/full.pdf", "/full/html", "/epdf", "/meta"])
def test_the_page_of_a_work_behind_its_doi(page: str) -> None:
    assert trimmed(f"{DOI}{page}", closely=True) == DOI
    assert identifiers.doi(f"{DOI}{page}") == f"{DOI}{page}"  # sources of records are believed
    for own in ("10.1000/abstract", "10.1000/pdf.b"):
        assert trimmed(own, closely=True) == own


@pytest.mark.parametrize(
    ("scheme", "text", "meant"),
    [
        ("arxiv", "arXiv:2101.00001v2 [cs.DL].", "2101.00001v2"),
        ("arxiv", "(https://arxiv.org/pdf/2101.00001.pdf)", "2101.00001"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/13054692/?from_term=dna#affiliation", "13054692"),
        ("pmid", "https://www.ncbi.nlm.nih.gov/pubmed/?term=13054692", "13054692"),
        ("pmcid", "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/pdf/main.pdf", "PMC1234567"),
        ("orcid", "<https://orcid.org/0000-0002-1825-0097>,", "0000-0002-1825-0097"),
        ("orcid", "(0000\u20100002\u20101825\u20100097)", "0000-0002-1825-0097"),
        ("isbn", "“978-0-306-40615-7”", "978-0-306-40615-7"),
        ("issn", "[1476-4687];", "1476-4687"),
        ("ror", "https://ror.org/035b05819?utm_source=mail", "035b05819"),
        ("handle", "https://hdl.handle.net/2043/12345.", "2043/12345"),
        ("scopus-author", "https://www.scopus.com/authid/detail.uri?authorId=7004212771&origin=inward", "7004212771"),
    ],
)  # fmt: skip
def test_other_schemes(scheme: str, text: str, meant: str) -> None:
    assert identifiers.canonical(scheme, text) == meant


AROUND = st.sampled_from([("(", ")"), ("<", ">"), ('"', '"'), ("", "."), ("", ","), ("[", "];"), ("", "?utm_source=a")])
BODY = st.text(string.ascii_lowercase + string.digits + "().:-_", min_size=1, max_size=20)


@given(BODY, AROUND)
def test_taking_off_is_done_once(body: str, around: tuple[str, str]) -> None:
    before, after = around
    once = trimmed(f"{before}10.1000/a{body}z{after}")
    assert trimmed(once) == once


def test_an_end_that_is_encoded_is_part_of_it() -> None:
    for end in (".", ",", ";", ")", "..", "?a=b", "#abstract"):
        address = identifiers.resolve("doi", f"10.1000/a{end}")
        assert identifiers.doi(address) == f"10.1000/a{end}"
