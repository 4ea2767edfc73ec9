"""Exports say what entries say: each file is read back by a reader of its format that is not ours."""

import csv
import json
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import rispy

from kartotek.cli import main
from kartotek.config.settings import Site
from kartotek.export.atom import entry, feed
from kartotek.export.bibtex import bibtex
from kartotek.export.coins import coins
from kartotek.export.csl import csl_item
from kartotek.export.csv_rows import HEADER, row
from kartotek.export.datacite import datacite
from kartotek.export.dublin_core import dublin_core
from kartotek.export.formats import WHOLE
from kartotek.export.highwire import highwire
from kartotek.export.open_graph import open_graph
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.export.shared_values import first_page, last_page, page_span, particles
from kartotek.export.signposting import signposts
from kartotek.export.work import Work
from kartotek.export.work_builder import WorkBuilder, describe
from kartotek.model.common import Contributor
from kartotek.model.publication import Event, File, Publication
from kartotek.roundtrip.compare import faults_of, formats
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.text.dates import PartialDate, parse_date
from kartotek.text.names import PersonName
from tests.conftest import ARTICLE, WriteSite, tree
from tests.hard_cases import PEOPLE, SECRET, portal_of

SITE = Site(title=(("", "Hard cases"),), base_url="https://hard.example/")
TODAY = "2025-01-01"
ORCID = "0000-0002-1825-0097"
ARTICLE_RECORD = Publication("a", "article-journal", "A", issued=PartialDate(2020), journal="J", language="en")


def work(record: Publication, *others: Publication, access: str = "") -> Work:
    return describe(portal_of(record, *others), SITE, record.key, access)


def article(**values: Any) -> Work:
    return work(replace(ARTICLE_RECORD, **values))


def person(given: str, family: str, suffix: str = "") -> Contributor:
    return Contributor(PersonName(given, family, suffix))


def tags(reference: str, tag: str) -> list[str]:
    return [line[6:] for line in reference.split("\r\n") if line.startswith(f"{tag}  - ")]


@pytest.mark.parametrize("site", [Site(title=(("", "No address"),)), SITE], ids=["without base_url", "with"])
def test_3000_authors(site: Site) -> None:
    authors = tuple(person(f"Given{i}", f"van der Family{i}", "Jr." if i % 7 == 0 else "") for i in range(3000))
    many = describe(portal_of(replace(ARTICLE_RECORD, authors=authors)), site, "a", "")
    assert faults_of(many, TODAY, formats()) == []
    assert len(tags(ris(many), "AU")) == 3000


@pytest.mark.parametrize("contributor", PEOPLE, ids=lambda contributor: contributor.display)
def test_each_name_alone(contributor: Contributor) -> None:
    assert faults_of(article(authors=(contributor,)), TODAY, formats()) == []
    anthology = Publication("b", "anthology", "B", editors=(contributor,), issued=PartialDate(2020))
    assert faults_of(work(anthology), TODAY, formats()) == []


@pytest.mark.parametrize(
    ("pages", "span", "first", "last"),
    [
        ("41-58", ("41", "58"), "41", "58"),
        ("41 – 58", ("41", "58"), "41", "58"),
        ("e123", ("e123", ""), "e123", ""),
        ("1-10, 15", ("1", "10, 15"), "1", "15"),
        ("5, 9", ("5, 9", ""), "5", "9"),
        ("xi-xv, 1-20", ("xi", "xv, 1-20"), "xi", "20"),
        ("12-1-12-15", ("12-1", "12-15"), "12-1", "12-15"),
        ("", ("", ""), "", ""),
    ],
)
def test_pages(pages: str, span: tuple[str, str], first: str, last: str) -> None:
    assert (page_span(pages), first_page(pages), last_page(pages)) == (span, first, last)


@pytest.mark.parametrize(
    ("family", "parts"),
    [
        ("van der Waals", ("van der", "Waals")),
        ("de La Fontaine", ("de", "La Fontaine")),
        ("van ’s Gravesande", ("van ’s", "Gravesande")),
        ("ibn Sīnā", ("", "ibn Sīnā")),
        ("al-Khwārizmī", ("", "al-Khwārizmī")),
        ("d'Ohsson", ("", "d'Ohsson")),
        ("Ortega y Gasset", ("", "Ortega y Gasset")),
        ("hooks", ("", "hooks")),
        ("王", ("", "王")),
    ],
)
def test_particles(family: str, parts: tuple[str, str]) -> None:
    assert particles(family) == parts


def test_names_in_csl() -> None:
    authors = (person("Johannes", "van der Waals"), person("M. L.", "King", "Jr."), Contributor(literal="AT&T"))
    assert csl_item(article(authors=authors))["author"] == [
        {"family": "Waals", "given": "Johannes", "non-dropping-particle": "van der"},
        {"family": "King", "given": "M. L.", "suffix": "Jr."},
        {"literal": "AT&T"},
    ]


def test_a_reference_in_ris() -> None:
    made = ris(
        article(
            authors=(person("Ada", "Lind", "Jr."),),
            subtitle="A *study*",
            issued=PartialDate(2020, 5),
            pages="41-58",
            doi="10.1234/a_b",
            keywords=(("en", "Cards"), ("da", "Kort")),
            abstract="Two\n\nlines",
        )
    )
    assert made.split("\r\n") == [
        "TY  - JOUR",
        "ID  - a",
        "AU  - Lind, Ada, Jr.",
        "TI  - A: A study",
        "T2  - J",
        "JF  - J",
        "PY  - 2020",
        "DA  - 2020/05//",
        "SP  - 41",
        "EP  - 58",
        "DO  - 10.1234/a_b",
        "UR  - https://hard.example/publications/a/",
        "LA  - en",
        "KW  - Cards",
        "KW  - Kort",
        "AB  - Two lines",
        "ER  - ",
        "",
        "",
    ]


DATED = {
    "2024-21": ("2024", "2024", "2024-21", "2024", "2024///Spring", "2024", "2024"),
    "1676~": ("c. 1676", "", "1676~", "1676", "1676///circa", "1676", "1676"),
    "1676-03%": ("c. 1676?", "mar", "1676-03%", "1676", "1676/03//circa, uncertain", "1676/03", "1676-03"),
    "2020/2022": ("2020--2022", "", "2020/2022", "2020", "2020///2020 to 2022", "2020", "2020"),
    "2024-01/2024-03": ("2024", 'jan # "--" # mar', "", "2024", "2024///2024-01 to 2024-03", "2024", "2024"),
    "2024-05-01/2024-05-03": ("2024", "may", "", "2024", "2024/05//2024-05-01 to 2024-05-03", "2024/05", "2024-05"),
    "-0299": ("300 BC", "", "-0299", "300 BC", "", "", "-0299"),
}
"""Dates, and what is made of them: year and month in BibTeX, biblatex, PY and DA in RIS, a citation tag, JSON-LD."""


@pytest.mark.parametrize("date", DATED)
def test_dates_of_all_kinds(date: str) -> None:
    year, month, biblatex, py, da, tag, published = DATED[date]
    made = article(issued=parse_date(date))
    assert f"  year = {{{year}}},\n" in bibtex(made)
    assert month in bibtex(made)
    assert f"  date = {{{biblatex or date}}},\n" in bibtex(made, biblatex=True)
    assert (tags(ris(made), "PY"), tags(ris(made), "DA")) == ([py], [da] if da else [])
    assert dict(highwire(made)).get("citation_publication_date", "") == tag
    assert work_thing(made)["datePublished"] == published
    assert ("DC.date", date, "") in dublin_core(made)
    assert dict(zip(HEADER, row(made), strict=True))["date"] == date


@pytest.mark.parametrize(
    ("date", "csl"),
    [
        ("2024-21", {"date-parts": [[2024]], "season": 1}),
        ("2024-21/2024-22", {"date-parts": [[2024, 21], [2024, 22]]}),
        ("1676~", {"date-parts": [[1676]], "circa": True}),
        ("1676?/1680", {"date-parts": [[1676], [1680]], "circa": True}),
        ("2018-12/2019-01", {"date-parts": [[2018, 12], [2019, 1]]}),
        ("-0299", {"date-parts": [[-300]]}),
        ("0000", {"date-parts": [[-1]]}),
    ],
)
def test_dates_in_csl(date: str, csl: dict[str, Any]) -> None:
    assert csl_item(article(issued=parse_date(date)))["issued"] == csl


def test_dates_in_datacite() -> None:
    def told(date: str) -> Any:
        (issued,) = datacite(article(issued=parse_date(date)))["dates"]
        return issued["date"], issued.get("dateInformation")

    assert told("2020/2022") == ("2020/2022", None)
    assert told("-0299") == ("-0299", None)
    assert told("2024-21") == ("2024", "2024-21 (EDTF)")
    assert told("1676~/1680") == ("1676/1680", "1676~/1680 (EDTF)")
    assert datacite(article(issued=parse_date("0987/0990")))["publicationYear"] == "0987"


@pytest.mark.parametrize("date", ["", "-0299", "0000"])
def test_what_cannot_be_registered_has_no_record(date: str, write_site: WriteSite, tmp_path: Path) -> None:
    """DataCite requires a year of four digits; neither the file nor any link to it is there."""
    out = tmp_path / "dist"
    old = ARTICLE.replace("issued: 2020-05\n", f"issued: {date}\n" if date else "")
    settings = "title: Test\nsearch: false\nbase_url: https://x.example/\n"
    site = write_site({**LISTED, "site.yaml": settings, "content/publications/c.md": old})
    build(BuildOptions(site, out))
    assert (out / "publications/b/b.datacite.json").exists()
    telling = [name for name, content in tree(out).items() if b"c.datacite.json" in content]
    assert (sorted(path.name for path in out.glob("publications/c/c.*")), telling) == (
        ["c.bib", "c.json", "c.linkset.json", "c.ris"],
        [],
    )


def test_what_readers_of_dates_do_not_know_is_left_out() -> None:
    ancient, spring = article(issued=parse_date("-0299")), article(issued=parse_date("2024-21"))
    tags_of = dict(open_graph(ancient, "A", "", "", ("en", "", ())))
    assert "article:published_time" not in tags_of
    assert "rft.date" not in coins(ancient)
    assert "<published>" not in entry(ancient)
    assert "<entry" not in feed("F", "https://a.example/f", "https://a.example/", "en", [(entry(ancient), "")])
    assert "rft.date=2024&rft.ssn=spring" in coins(spring)
    assert "<published>2024-03-01T00:00:00Z</published>" in entry(spring)
    assert dict(zip(HEADER, row(ancient), strict=True))["year"] == "-299"


def test_an_exhibition_lasts() -> None:
    shown = Publication("e", "exhibition", "Cards", issued=parse_date("2024-05-01/2024-06-30"))
    thing = work_thing(work(shown))
    assert (thing["startDate"], thing["endDate"]) == ("2024-05-01", "2024-06-30")


def test_no_value_can_end_a_line_in_ris() -> None:
    made = ris(article(note="One\r\nER  - \nTY  - BOOK", title="T\u2028ER  - x"))
    assert [line[:6] for line in made.split("\r\n") if line.startswith(("TY", "ER"))] == ["TY  - ", "ER  - "]
    assert made.splitlines()[-2:] == ["ER  - ", ""]


@pytest.mark.parametrize(
    ("type_", "tag"),
    [("anthology", "A3"), ("book", "A3"), ("chapter", "A2"), ("paper-conference", "A2"), ("report", "ED")],
)
def test_where_ris_has_editors(type_: str, tag: str) -> None:
    assert tags(ris(work(Publication("e", type_, "E", editors=(person("Bo", "Berg"),)))), tag) == ["Berg, Bo"]


def test_a_thesis() -> None:
    thesis = work(
        Publication(
            "t", "thesis", "T", qualification="PhD thesis", institution="University", publisher="Press",
            authors=(person("Ada", "Lind"),), supervisors=(person("Bo", "Berg"),), awarded=PartialDate(2020, 5, 4),
        )
    )  # fmt: skip
    item = csl_item(thesis)
    assert (item["publisher"], item["genre"], item["issued"]) == (
        "University",
        "PhD thesis",
        {"date-parts": [[2020, 5, 4]]},
    )
    reference = ris(thesis)
    assert [tags(reference, tag) for tag in ("PB", "M3", "A3")] == [["University"], ["PhD thesis"], ["Berg, Bo"]]
    (supervisor,) = datacite(thesis)["contributors"]
    assert (supervisor["name"], supervisor["contributorType"]) == ("Berg, Bo", "Supervisor")
    assert "@phdthesis{t," in bibtex(thesis)


def test_another_script_with_transliteration_and_translation() -> None:
    """A language tag with a script in it (BCP 47) says what is but written in other letters."""
    titles = (("zh-Latn", "Hónglóu mèng"), ("en", "Dream of the Red Chamber"))
    author = Contributor(PersonName("雪芹", "曹"))
    book = work(Publication("r", "book", "红楼梦", translated_title=titles, authors=(author,), language="zh",
        issued=PartialDate(1791)))  # fmt: skip
    assert [(title["title"], title.get("titleType")) for title in datacite(book)["titles"]] == [
        ("红楼梦", None),
        ("Hónglóu mèng", "AlternativeTitle"),
        ("Dream of the Red Chamber", "TranslatedTitle"),
    ]
    assert [tags(ris(book), tag) for tag in ("TI", "TT")] == [["红楼梦"], ["Hónglóu mèng", "Dream of the Red Chamber"]]
    assert ("DCTERMS.alternative", "Hónglóu mèng", "zh-Latn") in dublin_core(book)
    assert book.authors[0].display == "曹雪芹"
    assert faults_of(book, TODAY, formats()) == []


def test_a_patent() -> None:
    patent = work(
        Publication(
            "p", "patent", "P", authors=(person("Ada", "Lind"),), number=("DK 1234",), country="DK",
            filed=PartialDate(1899, 7, 8), issued=PartialDate(1900, 11, 13),
        )
    )  # fmt: skip
    made = bibtex(patent)
    assert "howpublished = {Patent DK 1234}" in made
    assert "note = {Filed 1899-07-08}" in made
    assert "location = {DK}" in bibtex(patent, biblatex=True)
    assert [tags(ris(patent), tag) for tag in ("SN", "CY", "N1")] == [["DK 1234"], ["DK"], ["Filed 1899-07-08"]]
    item = csl_item(patent)
    assert (item["jurisdiction"], item["submitted"]) == ("DK", {"date-parts": [[1899, 7, 8]]})


def test_a_talk_in_proceedings_has_its_conference_and_its_book() -> None:
    event = Event("CardCon 2020", "Oslo")
    record = Publication("t", "paper-conference", "T", book="Proceedings of CardCon", place="Aarhus", event=event)
    talk = work(record)
    found = {tag: tags(ris(talk), tag) for tag in ("T2", "C3", "CY", "C1")}
    assert found == {"T2": ["CardCon 2020"], "C3": ["Proceedings of CardCon"], "CY": ["Oslo"], "C1": ["Aarhus"]}
    assert "eventtitle = {CardCon 2020}" in bibtex(talk)
    assert tags(ris(work(replace(record, event=None))), "T2") == ["Proceedings of CardCon"]


def test_a_preprint_is_published_by_its_archive() -> None:
    preprint = work(Publication("x", "preprint", "X", arxiv="2001.00001"))
    item = csl_item(preprint)
    assert (item["publisher"], item["number"]) == ("arXiv", "arXiv:2001.00001")
    assert datacite(work(Publication("x", "preprint", "X", arxiv="2001.00001", issued=PartialDate(2020))))[
        "publisher"
    ] == {"name": "arXiv"}
    assert "publisher" not in csl_item(work(Publication("a", "article-journal", "A", arxiv="2001.00001")))


@pytest.mark.parametrize(
    ("edition", "said"),
    [("2", "Second"), ("11", "11th"), ("22", "22nd"), ("Revised", "Revised"), ("0", "0"), ("2019", "2019")],
)
def test_editions_are_ordinals_in_bibtex(edition: str, said: str) -> None:
    book = work(Publication("b", "book", "B", edition=edition))
    assert f"edition = {{{said}}}" in bibtex(book)
    assert f"edition = {{{edition}}}" in bibtex(book, biblatex=True)


def test_the_day_a_thesis_was_awarded_is_the_day_it_appeared() -> None:
    thesis = Publication("t", "thesis", "T", awarded=PartialDate(2020, 5, 4))
    kinds = {date["dateType"]: date["date"] for date in datacite(work(thesis))["dates"]}
    assert kinds == {"Issued": "2020-05-04", "Other": "2020-05-04"}
    later = replace(thesis, issued=PartialDate(2021))
    assert datacite(work(later))["dates"][0] == {"date": "2021", "dateType": "Issued"}


def test_rich_titles() -> None:
    rich = article(title="*In vivo* **and** `code` & $x^2$", subtitle="5 %")
    assert csl_item(rich)["title"] == "<i>In vivo</i> <b>and</b> code & $x^2$: 5 %"
    assert r"{\emph{In vivo} \textbf{and} \texttt{code} \& $x^2$: 5 \%}" in bibtex(rich)
    assert tags(ris(rich), "TI") == ["In vivo and code & $x^2$: 5 %"]


def test_what_has_not_appeared_has_no_date() -> None:
    coming = article(issued=None, accepted=PartialDate(2024, 3), status="in-press")
    item = csl_item(coming)
    assert ("issued" in item, item["status"]) == (False, "in press")
    assert "year = " not in bibtex(coming)
    assert "note = {In press}" in bibtex(coming)
    assert "pubstate = {inpress}" in bibtex(coming, biblatex=True)
    assert (tags(ris(coming), "PY"), tags(ris(coming), "N1")) == ([], ["In press"])
    assert faults_of(coming, TODAY, formats()) == []


def test_a_thesis_of_which_only_the_day_it_was_handed_in_is_known_has_that_date() -> None:
    assert "year = {2019}" in bibtex(work(Publication("t", "thesis", "T", submitted=PartialDate(2019))))


def test_files_that_are_not_open_are_in_no_export() -> None:
    files = (
        File(path="open one.pdf"),
        File(path="open.docx"),
        File(path="later.pdf", access="embargoed", embargo_until=PartialDate(2999)),
        File(path=SECRET, access="closed"),
        File(url="https://elsewhere.example/closed.pdf", access="restricted"),
    )
    made = article(files=files)
    assert tags(ris(made), "L1") == ["https://hard.example/publications/a/open%20one.pdf"]
    everything = "".join(format_.made(made) for format_ in formats().values())
    assert not [secret for secret in ("later", SECRET, "closed.pdf") if secret in everything]


def test_a_chapter_appeared_when_and_where_its_book_did() -> None:
    book = Publication(
        "book", "book", "The Book", issued=PartialDate(2020), series="Lecture Notes", volume="12", edition="2"
    )
    chapter = Publication("c", "chapter", "C", book="book")
    told = work(chapter, book)
    for said in ("year = {2020}", "series = {Lecture Notes}", "volume = {12}", "edition = {Second}"):
        assert said in bibtex(told)
    assert tags(ris(told), "PY") == ["2020"]
    assert csl_item(told)["collection-title"] == "Lecture Notes"
    assert ("citation_publication_date", "2020") in highwire(told)
    assert faults_of(told, TODAY, formats()) == []
    own = replace(chapter, issued=PartialDate(2019), series="Reprints", edition="1")
    item = csl_item(work(own, book))
    assert (item["issued"], item["collection-title"]) == ({"date-parts": [[2019]]}, "Reprints")
    assert "volume" not in item
    coming = csl_item(work(replace(chapter, status="in-preparation"), book))
    assert "issued" not in coming


AT_MEETING = Publication(
    "m", "paper-conference", "M", issued=PartialDate(2021), language="en",
    event=Event("Cards 2021", place="Aalborg", start=PartialDate(2021, 5, 4), end=PartialDate(2021, 5, 4)),
)  # fmt: skip


def test_a_conference_paper_in_a_journal_is_an_article() -> None:
    printed = work(replace(AT_MEETING, journal="The Journal", volume="3"))
    for biblatex, field in ((False, "journal"), (True, "journaltitle")):
        entry_ = bibtex(printed, biblatex=biblatex)
        assert entry_.startswith("@article{m,")
        assert f"  {field} = {{The Journal}}" in entry_
    reference = ris(printed)
    assert [tags(reference, tag) for tag in ("TY", "T2", "JF", "C3", "M3", "N1")] == [
        ["JOUR"], ["The Journal"], ["The Journal"], [], ["Conference paper"], ["Cards 2021, Aalborg"],
    ]  # fmt: skip
    named = [name for name, _ in highwire(printed)]
    assert named.index("citation_conference") < named.index("citation_journal_title")
    assert faults_of(printed, TODAY, formats()) == []
    film = work(Publication("o", "other", "O", journal="The Journal", medium="Film", issued=PartialDate(2021)))
    assert bibtex(film).startswith("@article{o,")
    assert datacite(film)["types"] == {"resourceTypeGeneral": "Other", "resourceType": "Film"}


def test_a_paper_without_proceedings_names_its_meeting() -> None:
    given = work(AT_MEETING)
    plain = bibtex(given)
    assert plain.startswith("@inproceedings{m,")
    assert "booktitle = {Cards 2021}" in plain
    assert "address = {Aalborg}" in plain
    assert "note = " not in plain
    latex = bibtex(given, biblatex=True)
    assert latex.startswith("@unpublished{m,")
    assert "eventtitle = {Cards 2021}" in latex
    assert "eventdate = {2021-05-04}" in latex
    assert "howpublished = {Conference paper}" in latex
    assert csl_item(given)["event-date"] == {"date-parts": [[2021, 5, 4]]}
    assert faults_of(given, TODAY, formats()) == []


def test_mandatory_fields_of_biblatex() -> None:
    def latex(type_: str, **values: Any) -> str:
        return bibtex(work(Publication("r", type_, "R", publisher="Acme", **values)), biblatex=True)

    assert "institution = {Acme},\n  type = {Report},\n  url" in latex("report")
    paper = latex("working-paper", institution="Unit")
    assert "institution = {Unit},\n  type = {Working paper},\n  publisher = {Acme},\n" in paper
    assert "type = {Thesis}" in latex("thesis")
    assert "holder = {{Acme}}" in latex("patent")
    assert "publisher" not in latex("patent")
    assert "type = {Working paper}" in bibtex(work(Publication("r", "working-paper", "R")))


def test_supervisors_are_named() -> None:
    thesis = work(Publication("t", "thesis", "T", supervisors=(person("Per", "Holm"),), institution="University"))
    for biblatex in (False, True):
        assert "note = {Supervised by Per Holm}" in bibtex(thesis, biblatex=biblatex)
    assert csl_item(thesis)["contributor"] == [{"family": "Holm", "given": "Per"}]


def test_a_thesis_is_issued_by_its_institution() -> None:
    thesis = work(
        Publication("t", "thesis", "T", institution="University", publisher="Press", issued=PartialDate(2020))
    )
    assert datacite(thesis)["publisher"] == {"name": "University"}
    assert [text for name, text, _ in dublin_core(thesis) if name == "DC.publisher"] == ["University", "Press"]


def test_formulas_of_abstracts_stay_what_they_are() -> None:
    abstract = "Half is $\\frac{1}{2}$ & $a_{1}^2 < b$,\n\n$$\n10^{-3}\n$$\n\nnot *more*."
    said = "Half is $\\frac{1}{2}$ & $a_{1}^2 < b$, $10^{-3}$ not more."
    made = article(abstract=abstract, abstract_language="en")
    assert csl_item(made)["abstract"] == tags(ris(made), "AB")[0] == work_thing(made)["abstract"] == said
    assert datacite(made)["descriptions"][0]["description"] == said


@pytest.mark.parametrize("title", ["In $x}{y$", "In $}{$ and $a}$", "In ${x$"])
def test_no_formula_ends_its_field(title: str) -> None:
    assert faults_of(article(title=title), TODAY, formats()) == []


@pytest.mark.parametrize(
    ("access", "told"),
    [
        (("restricted",), "restricted access"),
        (("closed",), "metadata only access"),
        (("closed", "restricted"), "restricted access"),
        (("restricted", "open"), "open access"),
    ],
)
def test_how_open_files_are_is_told(access: tuple[str, ...], told: str) -> None:
    record = replace(ARTICLE_RECORD, files=tuple(File(path=f"{way}.pdf", access=way) for way in access))
    work_ = WorkBuilder(portal_of(record), SITE).whole("a")
    assert ("DCTERMS.accessRights", told, "en") in dublin_core(work_)


@pytest.mark.parametrize(
    ("name", "id_", "address"),
    [
        ("mit", "MIT", "https://spdx.org/licenses/MIT.html"),
        ("CC-BY-4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("Elsevier-2020", None, None),
        ("MIT OR Apache-2.0", None, None),
    ],
)
def test_licences_have_the_names_of_spdx(name: str, id_: str | None, address: str | None) -> None:
    (rights,) = datacite(article(license=name))["rightsList"]
    assert (rights["rights"], rights.get("rightsIdentifier"), rights.get("rightsUri")) == (name, id_, address)


def test_goals_are_subjects() -> None:
    (subject,) = datacite(article(sdgs=(3,)))["subjects"]
    assert (subject["subject"], subject["valueUri"]) == ("SDG 3", "https://sdgs.un.org/goals/goal3")


def test_editors_of_a_book_are_its_creators() -> None:
    book = work(Publication("b", "anthology", "B", editors=(Contributor(PersonName("Bo", "Berg"), orcid=ORCID),)))
    assert ("author", f"https://orcid.org/{ORCID}", "") in signposts(book, (), (), "")
    assert ("book:author", "https://hard.example/people/bo-berg/") in open_graph(book, "B", "", "", ("en", "", ()))


def test_a_chapter_tells_of_its_book() -> None:
    book = Publication(
        "book", "anthology", "The Book", editors=(person("Bo", "Berg"),), publisher="Press", doi="10.1234/book",
        isbn=("978-0-262-51087-5",),
    )  # fmt: skip
    chapter = work(Publication("c", "chapter", "C", authors=(person("Ada", "Lind"),), book="book", pages="5-9"), book)
    record = datacite(chapter)
    assert record["relatedItems"] == [
        {
            "relatedItemType": "Book",
            "relationType": "IsPublishedIn",
            "titles": [{"title": "The Book"}],
            "relatedItemIdentifier": {"relatedItemIdentifier": "10.1234/book", "relatedItemIdentifierType": "DOI"},
            "firstPage": "5",
            "lastPage": "9",
            "publisher": "Press",
        }
    ]
    related = {(item["relatedIdentifierType"], item["relationType"]) for item in record["relatedIdentifiers"]}
    assert related == {("ISBN", "IsPartOf"), ("DOI", "IsPartOf")}
    assert tags(ris(chapter), "A2") == ["Berg, Bo"]
    assert csl_item(chapter)["editor"] == [{"family": "Berg", "given": "Bo"}]


def test_datacite_says_who_and_under_which_terms() -> None:
    author = Contributor(PersonName("Ada", "Lind"), orcid="0000-0002-1825-0097", affiliations=("Reading Room",))
    record = datacite(
        describe(portal_of(replace(ARTICLE_RECORD, authors=(author,), license="CC-BY-4.0")), SITE, "a", "gold")
    )
    (creator,) = record["creators"]
    assert creator["nameIdentifiers"][0]["nameIdentifier"] == "https://orcid.org/0000-0002-1825-0097"
    assert creator["affiliation"] == [{"name": "Reading Room"}]
    assert [right["rights"] for right in record["rightsList"]] == ["CC-BY-4.0", "open access"]
    assert record["rightsList"][0]["rightsIdentifierScheme"] == "SPDX"
    assert datacite(article())["creators"] == [{"name": ":unkn"}]


@pytest.mark.parametrize("title", ["=SUM(A1)", "+1", "-omics", "@home"])
def test_no_cell_is_a_formula(title: str) -> None:
    assert dict(zip(HEADER, row(article(title=title)), strict=True))["title"] == f"'{title}"


@pytest.mark.parametrize(
    ("family", "given", "made"),
    [
        ("Ortega y Gasset", "José", "{Ortega y Gasset}, José"),
        ("de la Cruz y Vega", "Juan", "de la {Cruz y Vega}, Juan"),
        ("van der Waals", "J.", "van der Waals, J."),
        ("Strand and Sons", "A", "{Strand and Sons}, A"),
        ("others", "", "{others}"),
        ("Plato", "", "Plato"),
    ],
)
def test_names_in_bibtex(family: str, given: str, made: str) -> None:
    assert f"author = {{{made}}}" in bibtex(article(authors=(person(given, family),)))


def test_the_capitals_of_names_stay_in_english_titles() -> None:
    assert "{Relative clauses in the {Danish} of {København}}" in bibtex(
        article(title="Relative clauses in the Danish of København")
    )
    assert "{Notes on Cards: the {BERT} Model}" in bibtex(article(title="Notes on Cards: the BERT Model"))


LISTED = {
    "content/publications/a.md": ARTICLE,
    "content/publications/b.md": ARTICLE.replace("On Cards", "On *Drawers*").replace("2020-05", "2021"),
}


def test_lists_hold_all_their_publications(write_site: WriteSite, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    build(BuildOptions(write_site(LISTED), out))
    at = out / "people/ada-lind/ada-lind"
    titles = ["On Drawers", "On Cards"]
    assert [reference["title"] for reference in rispy.loads(at.with_suffix(".ris").read_text("utf-8"))] == titles
    items = json.loads(at.with_suffix(".json").read_text("utf-8"))
    assert [item["title"] for item in items] == ["On <i>Drawers</i>", "On Cards"]
    table = at.with_suffix(".csv").read_bytes().decode("utf-8-sig")
    assert [cells["title"] for cells in csv.DictReader(StringIO(table, newline=""))] == titles
    assert table.count("\r\n") == 3
    assert at.with_suffix(".bib").read_text("utf-8").count("@article{") == 2
    own = json.loads((out / "publications/b/b.json").read_text("utf-8"))
    assert [item["id"] for item in own] == ["b"]
    assert json.loads((out / "publications/b/b.datacite.json").read_text("utf-8"))["titles"] == [
        {"title": "On Drawers"}
    ]


def test_the_site_says_which_bibtex(write_site: WriteSite, tmp_path: Path) -> None:
    site, out = write_site(LISTED), tmp_path / "dist"
    build(BuildOptions(site, out))
    before = tree(out)
    (site / "site.yaml").write_text("title: Test\nsearch: false\nbibtex: biblatex\n")
    build(BuildOptions(site, out))
    after = tree(out)
    changed = {name for name in after if before.get(name) != after[name]}
    pages = {f"publications/{key}/index.html" for key in ("a", "b")}  # their panel shows it
    assert changed == {name for name in after if name.endswith(".bib")} | pages
    assert b"journaltitle = {Journal of Indexes}" in after["publications/a/a.bib"]


def test_check_reads_exports_back(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["check", "--site", str(write_site(LISTED)), "--jobs", "1", "--roundtrip"]
    assert main(command) == 0
    monkeypatch.setitem(WHOLE, ".ris", lambda work: ris(work).replace("On Cards", "On Carts"))
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "content/publications/a.md\n" in said
    assert "[roundtrip]" in said
    assert "in RIS the title reads 'On Carts'" in said


def test_a_file_that_no_reader_takes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WHOLE, ".json", lambda _: "[{]")
    (fault,) = faults_of(article(), TODAY, formats())
    assert fault.startswith("CSL-JSON cannot be read back: JSONDecodeError")


def test_check_says_what_is_not_installed(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in [name for name in sys.modules if name.startswith("kartotek.roundtrip.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "pybtex.database", None)
    import kartotek.roundtrip as room

    monkeypatch.delattr(room, "bibtex", raising=False)
    assert main(["check", "--site", str(write_site(LISTED)), "--roundtrip"]) == 2
    said = capsys.readouterr().err
    assert "pybtex" in said
    assert 'pip install -e ".[roundtrip]"' in said
