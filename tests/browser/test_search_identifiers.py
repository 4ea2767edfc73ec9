"""A pasted identifier finds what it names, in every spelling that entries may have, too."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, served
from tests.text.test_schemes import KNOWN, OF_PEOPLE

WORKS = {
    "dois": "doi: 10.1016/S0140-6736(05)67878-6",
    "archives": "arxiv: 2101.00001\npmid: 13054692\npmcid: PMC1234567\nhandle: 2043/12345",
    "numbers": "isbn: [978-0-306-40615-7]\nissn: 1476-4687",
    "others": "identifiers: ['ark:/12148/btv1b8449691v', W2741809807, 'https://www.wikidata.org/wiki/Q42']",
}
TYPED = {
    "dois": (
        "https://doi.org/10.1016/S0140-6736(05)67878-6", "doi:10.1016/s0140-6736(05)67878-6",
        "http://dx.doi.org/10.1016/S0140-6736%2805%2967878-6?utm_source=x", "10.1016/S0140-6736(05)67878-6.",
        "<https://www.doi.org/10.1016/S0140-6736(05)67878-6>",
    ),
    "archives": (
        "arXiv:2101.00001", "https://arxiv.org/abs/2101.00001", "http://arxiv.org/pdf/2101.00001.pdf", "PMID: 13054692",
        "https://www.ncbi.nlm.nih.gov/pubmed/13054692", "https://europepmc.org/article/MED/13054692", "PMC1234567",
        "https://hdl.handle.net/2043/12345",
    ),
    "numbers": ("978-0-306-40615-7", "9780306406157", "ISBN 0-306-40615-2", "0306406152", "ISSN 14764687", "1476-4687"),
    "others": ("https://gallica.bnf.fr/ark:/12148/btv1b8449691v", "https://openalex.org/W2741809807", "wikidata:Q42"),
}  # fmt: skip


@pytest.fixture(scope="module")
def search(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str]]:
    """The search page of a portal of five works and a person, and its address."""
    site = tmp_path_factory.mktemp("numbers")
    (site / "site.yaml").write_text("title: Numbers\n")
    for folder in ("publications", "people"):
        (site / "content" / folder).mkdir(parents=True)
    for name, fields in {**WORKS, "near": "doi: 10.1016/S0140-6736(05)67879-8\nisbn: [978-0-306-40616-4]"}.items():
        text = f"---\ntype: book\ntitle: The {name}\nauthors: [Ada Lind]\nissued: 2020\n{fields}\n---\n"
        (site / f"content/publications/{name}.md").write_text(text)
    (site / "content/people/ada.md").write_text("---\nname: Ada Lind\norcid: 0000-0002-1825-0097\n---\n")
    with served(site) as url, browser.new_context() as context:
        visit = Visit(context, url)
        yield visit.page, url
        assert visit.complaints == []


@pytest.mark.parametrize(("name", "typed"), [(name, typed) for name, all_ in TYPED.items() for typed in all_])
def test_finds_the_work_and_no_other(search: tuple[Page, str], name: str, typed: str) -> None:
    page, url = search
    page.goto(f"{url}search/?q={quote(typed, safe='')}")
    expect(page.locator("#search-status")).to_have_text(re.compile(r"^1 result"))
    expect(page.locator("#search-list .card-title")).to_have_text(f"The {name}")


@pytest.mark.parametrize("typed", ["https://orcid.org/0000-0002-1825-0097", "ORCID 0000 0002 1825 0097"])
def test_finds_a_person(search: tuple[Page, str], typed: str) -> None:
    page, url = search
    page.goto(f"{url}search/?q={quote(typed, safe='')}")
    expect(page.locator("#search-list .card").first).to_contain_text("Ada Lind")


def test_the_script_reads_what_entries_are_read_by(search: tuple[Page, str]) -> None:
    page, url = search
    page.goto(f"{url}search/")
    wanted: dict[str, str] = {}
    for key, (value, *spellings) in {**KNOWN, **OF_PEOPLE}.items():
        plain = value.replace("-", "") if key in ("isbn", "issn") else value
        wanted |= {text: plain for text in spellings if key != "scopus-author"}
    wanted |= {"simula 67": "", "care work": "", "2020": "", "Q42": "", "a (b)": ""}
    found = page.evaluate(
        """async ([address, texts]) => {
            const { identifierReader } = await import(address);
            const read = identifierReader(JSON.parse(document.getElementById("search-identifiers").textContent));
            return Object.fromEntries(texts.map((text) => [text, read(text)]));
        }""",
        [f"{url}assets/search/identifiers.js", [*wanted]],
    )
    assert found == wanted
