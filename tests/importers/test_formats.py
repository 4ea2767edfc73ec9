"""Formats are found by the endings of files, and by their first lines where these say too little."""

import pytest

from kartotek.diagnostics import SetupError
from kartotek.importers.formats import FORMATS, find_format

RIS = "TY  - JOUR\nTI  - T\nER  - \n"
MEDLINE = "PMID- 1\nTI  - T\n"
WOS = "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nTI T\nER\n"
ENDNOTE = '<?xml version="1.0"?><xml><records><record><ref-type name="Book">6</ref-type></record></records></xml>'

FILES = {
    ("a.ris", RIS): "ris",
    ("a.RIS", "\ufeff1.\nTY - JOUR\nTI - T\n"): "ris",
    ("a.ris", WOS): "wos",
    ("a.ris", "TI  - T\nER  - \n"): "ris",
    ("savedrecs.txt", WOS): "wos",
    ("savedrecs.ciw", WOS): "wos",
    ("export.txt", RIS): "ris",
    ("a.nbib", MEDLINE): "medline",
    ("pubmed-set.txt", "\n" + MEDLINE): "medline",
    ("a.txt", "PMC - PMC1\nPMID- 1\n"): "medline",
    ("a.xml", ENDNOTE): "endnote",
    ("a.txt", ENDNOTE): "endnote",
    ("a.bib", "@book{a}"): "bibtex",
    ("a.atom", "<feed/>"): "arxiv",
    ("query.txt", '<?xml version="1.0"?><feed><id>http://arxiv.org/api/x</id></feed>'): "arxiv",
    ("a.json", '{"ISBN:9788702123456": {"title": "T", "publish_date": "2001"}}'): "openlibrary",
}


@pytest.mark.parametrize("case", FILES, ids=str)
def test_the_format_of_a_file(case: tuple[str, str]) -> None:
    name, text = case
    assert find_format(name, text.encode()) is FORMATS[FILES[case]]


def test_a_file_of_no_format_is_refused() -> None:
    with pytest.raises(SetupError, match="cannot be recognised"):
        find_format("a.txt", b"Dear all, here are my publications.")


@pytest.mark.parametrize(
    ("file", "text", "message", "hint"),
    [
        (
            "a.xml",
            '<doi_batch xmlns="http://www.crossref.org/schema/5.3.1"><body/></doi_batch>',
            "a.xml is what publishers send to Crossref, which is not read",
            "get the same as JSON: https://api.crossref.org/works/DOI",
        ),
        (
            "a.xml",
            '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo/></mods>',
            "a.xml is MODS, which is not read",
            "export the records as BibTeX, RIS or CSV",
        ),
        (
            "a.json",
            '{"@context": "https://schema.org", "name": "Cards"}',
            "a.json is JSON-LD, which is not read",
            "export the records as CSL-JSON, BibTeX or RIS",
        ),
    ],
)
def test_a_format_that_is_not_read_says_which_is(file: str, text: str, message: str, hint: str) -> None:
    with pytest.raises(SetupError) as told:
        find_format(file, text.encode())
    assert (str(told.value), told.value.hint) == (message, hint)
