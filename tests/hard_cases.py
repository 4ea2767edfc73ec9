"""Publications as no cataloguer would wish for them: names, signs, scripts and dates that formats trip over."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from kartotek.content.entries import Source
from kartotek.model.common import Contributor, Funding
from kartotek.model.link import link
from kartotek.model.portal import Portal
from kartotek.model.publication import Event, File, Notice, Publication, Relation
from kartotek.model.publication_fields import STATUSES
from kartotek.model.records import Records
from kartotek.model.types import TYPES
from kartotek.text.dates import Interval, PartialDate
from kartotek.text.names import PersonName

_PEOPLE = (
    ("Johannes Diderik", "van der Waals"),
    ("Jean", "de La Fontaine"),
    ("Gerard", "'t Hooft"),
    ("Willem Jacob", "van ’s Gravesande"),
    ("Alī", "ibn Sīnā"),
    ("Muḥammad ibn Mūsā", "al-Khwārizmī"),
    ("Ignace", "d'Ohsson"),
    ("José", "Ortega y Gasset"),
    ("Juan", "de la Cruz y Vega"),
    ("Martin Luther", "King", "Jr."),
    ("", "Rockefeller", "III"),
    ("", "Plato"),
    ("", "Leonardo da Vinci"),
    ("", "others"),
    ("bell", "hooks"),
    ("Ada & Bo", "Strand and Sons"),
    ("X_1 {Y}", "100% #Z"),
    ("明", "王"),
    ("Лев Николаевич", "Толстой"),
    ("نجيب", "محفوظ"),
    ("Ελένη", "Παπαδοπούλου"),
    ("Søren Aabye", "Kierkegaard"),
    ("Þóra", "Ásgeirsdóttir"),
    ("E. W.", "Dijkstra, the Elder"),
)
_GROUPS = ("AT&T", "Department of Cards, University of Drawers and Boxes", "The {100%} Group", "others", "世界卫生组织")
PEOPLE = tuple(Contributor(PersonName(*parts)) for parts in _PEOPLE) + tuple(
    Contributor(literal=name, orcid="") for name in _GROUPS
)
TITLES = (
    "Plain",
    "AT&T's 100% #1 case_of ~tilde^ and back\\\\slash for 5$",
    "On $x^2 + y_i$ in $\\frac{a}{b}$",
    "Sets $\\{1, 2\\}$ and a half-open one $\\left\\{ x$",
    "Straight \"quotes\", ‘curly’ ones and ``ticks''",
    "{Braces}, one more { and one less }",
    "*Drosophila melanogaster* **in** `vitro_2`",
    "BERT, mBERT and the Danish language of København",
    "Über Größe, Ångström und Œuvre",
    "عنوان: دراسة في البطاقات",
    "כותרת בעברית",
    "卡片索引研究",
    "A < B and C > D; E &amp; F",
    "=SUM(A1:A9)",
    "-omics",
    "@home",
    "Dashes - – — -- and --- more",
    "TY  - no reference at all",
    "A title, with; all: kinds. of! stops?",
    "Emoji 🗂 and combining e\u0301",
    "Long" + " cards and drawers" * 100,
)
PAGES = ("", "41-58", "41–58", "e123", "1-10, 15", "S1 — S9", "12-1-12-15", "xi-xv, 1-20", "5", "101, 103-7")
NUMBERS = ("", "3", "04", "20240115123456", "12(Suppl. 1)", "A&B_1")
DATES = (
    None,
    PartialDate(2020),
    PartialDate(1573),
    PartialDate(2020, 5),
    PartialDate(2020, 5, 4),
    PartialDate(987, 12, 31),
    PartialDate(2024, 21),
    PartialDate(2019, 24, qualifier="?"),
    PartialDate(1676, qualifier="~"),
    PartialDate(1676, 3, 2, "%"),
    PartialDate(0),
    PartialDate(-299),
    PartialDate(-43, 3, 15, "~"),
    Interval(PartialDate(2020), PartialDate(2022)),
    Interval(PartialDate(2024, 1), PartialDate(2024, 3)),
    Interval(PartialDate(2018, 12), PartialDate(2019, 1)),
    Interval(PartialDate(2018, 5), PartialDate(2019, 5)),
    Interval(PartialDate(2024, 5, 1), PartialDate(2024, 5, 3)),
    Interval(PartialDate(2024, 21), PartialDate(2024, 22)),
    Interval(PartialDate(2024), PartialDate(2024, 5)),
    Interval(PartialDate(1676, qualifier="~"), PartialDate(1680, qualifier="?")),
    Interval(PartialDate(-299), PartialDate(-199)),
    Interval(PartialDate(-9), PartialDate(10)),
)
DOIS = ("", "10.1234/cards", "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o", "10.1000/a%b#c_d&e")
URLS = ("", "https://example.org/a%20b?c=1&d=~e_f;g#h", "https://example.org/søk")
_TEXT = "Text with *stars*, 5 % and a_b.\n\nER  - \n\n- TY  - JOUR & so on {"
OPEN, SECRET = File(path="open & free.pdf"), "secret.pdf"


_RELATED = (
    Relation("Cites", doi="10.1234/other"), Relation("IsPartOf", id="case-0"), Relation("IsTranslationOf", id="case-1"),
    Relation("Other", url=URLS[1], information="is a reply to"),
)  # fmt: skip


def publications(count: int, seed: int = 1) -> Iterator[Publication]:
    """So many publications, the same for the same seed, of all types in turn."""
    random = Random(seed)
    pick = random.choice
    types = list(TYPES)
    for i in range(count):
        row = TYPES[types[i % len(types)]]
        values: dict[str, Any] = {
            "authors": _people(random),
            "editors": _people(random) if random.random() < 0.3 else (),
            "translators": _people(random) if random.random() < 0.1 else (),
            "supervisors": _people(random) if row.key == "thesis" else (),
            "subtitle": pick(TITLES) if random.random() < 0.4 else "",
            "translated_title": (("da", pick(TITLES)),) if random.random() < 0.2 else (),
            "issued": pick(DATES),
            "accepted": pick(DATES),
            "submitted": pick(DATES),
            "status": pick(STATUSES) if random.random() < 0.3 else "published",
            "series": pick(("", "Series & Sons")),
            "series_number": NUMBERS[i % len(NUMBERS)] if "series_number" in row.rows else "",
            **_volumes(row.rows, i),
            "volume": pick(NUMBERS),
            "issue": pick(NUMBERS),
            "pages": pick(PAGES),
            "article_number": pick(("", "", "e0123456", "01234567890123")),
            "number": tuple(filter(None, {pick(NUMBERS), pick(NUMBERS)})) if "number" in row.rows else (),
            "number_of_pages": pick(("", "", "212", "xii, 300")),
            "edition": pick(("", "2", "Third, revised")),
            "chapter": pick(("", "7")),
            "version": pick(("", "1.0-rc.1")),
            "publisher": pick(("", "Cards & Drawers, Inc.")),
            "place": pick(("", "Århus")),
            "institution": pick(("", "University of Boxes")),
            "qualification": pick(("PhD thesis", "Master's thesis", "cand.mag.")) if row.key == "thesis" else "",
            "event": Event("Card Days 2020", "Tórshavn", start=PartialDate(2020, 5)) if random.random() < 0.2 else None,
            "issn": pick(((), ("0001-0782",))),
            "isbn": pick(((), ("978-0-262-51087-5",), ("978-0-262-51087-5", "0-12-200550-3"))),
            "doi": pick(DOIS),
            "url": pick(URLS),
            "arxiv": pick(("", "2101.00001", "hep-th/9901001")),
            "pmid": pick(("", "12345678")),
            "identifiers": pick(((), ("DOI 10.1/not one",))),
            "language": pick(("", "en", "en-GB", "da", "ar", "he", "zh-Hans")),
            "abstract": pick(("", _TEXT)),
            "keywords": pick(((), (("en", "Cards, drawn"), ("da", "Kort"), ("", "Kort; A&B")))),
            "note": pick(("", "See\nTY  - above")),
            "license": pick(("", "CC-BY-4.0", "All rights reserved")),
            "funding": pick(((), (Funding("The Card Fund", "17", "035b05819"), Funding("The Card Fund")))),
            "related": pick(((), _RELATED)),
            "retracted": pick((None, None, None, Notice("retraction", PartialDate(2021, 2)))),
            "files": (OPEN, File(path=SECRET, access=pick(("closed", "restricted")))),
            "cite_key": f"key:{i}" if random.random() < 0.1 else "",
        }
        if "journal" in row.rows and "book" not in row.rows:
            values["journal"] = pick(("Journal of Cards & Indexes", "日本カード学会誌", "Annals: 100% Cards"))
        elif "book" in row.rows:
            values["book"] = pick(("The {Drawer} Book", "case-7", "Proceedings of the 4th Card Days"))
        yield Publication(f"case-{i}", row.key, pick(TITLES), **values)


def _volumes(rows: tuple[str, ...], i: int) -> dict[str, str]:
    """Fields that only some types have. They are not drawn, so that all other values stay what they were."""
    said = {
        "short_title": TITLES[i % len(TITLES)] if i % 5 == 0 else "",
        "container_title_short": "J. Cards & Index." if i % 3 == 0 else "",
        "volume_title": TITLES[i % len(TITLES)] if i % 4 == 0 else "",
        "number_of_volumes": "4" if i % 2 == 0 else "",
        "section": "Culture & Arts" if i % 2 == 1 else "",
    }
    return {name: value for name, value in said.items() if value and name in rows}


def _people(random: Random) -> tuple[Contributor, ...]:
    return tuple(random.sample(PEOPLE, random.choice((0, 1, 1, 2, 3, 9))))


def portal_of(*shown: Publication) -> Portal:
    """A portal of these publications."""
    records = Records()
    for publication in shown:
        records.add(Source("publications", publication.key, f"{publication.key}.md"), publication)
    return link(records, date(2025, 1, 1))[0]
