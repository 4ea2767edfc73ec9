"""Works that are cited in every style, and the text of `citations.txt`: read its diff as you would read a citation."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kartotek.config.settings import Settings, Site, read_settings
from kartotek.csl import CitedItem, load_style
from kartotek.export.csl import csl_item
from kartotek.export.work_builder import describe
from kartotek.model.common import Contributor
from kartotek.model.publication import Publication
from kartotek.pages.parts.cite import cited_item
from kartotek.render.language import Language
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from kartotek.text.dates import parse_date
from kartotek.text.names import PersonName
from scripts.generators import ROOT, Files
from tests.hard_cases import portal_of

ENGLISH = Language("en")
EXPECTED = Path(__file__).parent / "citations.txt"
STYLES = Settings(Site(())).citation_styles

WORKS = (
    "abel-1826-unmoglichkeit", "angstrom-1868-spectre-solaire", "arrhenius-1884-conductibilite",
    "arrhenius-1896-carbonic-acid", "barry-et-al-2019-faroese", "bartholin-1669-crystalli-islandici",
    "basboll-kristensen-1977-lydskrevet-dansk", "bick-nygaard-2007-cg-interlingua", "bjerknes-1904-wettervorhersage",
    "bjerknes-1921-circular-vortex", "bohr-1911-metallernes-elektrontheori", "bohr-1913-constitution-1",
    "bohr-1913-constitution-2", "brahe-1573-de-nova-stella", "dahl-1968-simula-67", "dask-1957",
    "data-og-relationer-i-omsorgsarbejdet", "erlang-otp", "gier-algol-1962", "hammershaimb-1891-faerosk-anthologi",
    "kierkegaard-1841-begrebet-ironi", "linux-0-01", "lonnrot-1835-kalewala", "naur-randell-1969-software-engineering",
    "poulsen-1900-recording", "thomsen-1869-gotiske-sprogklasses",
)  # fmt: skip
"""Entries of the demo portal."""


def person(family: str, given: str = "", **more: str) -> dict[str, str]:
    return {"family": family, "given": given, **more}


def item(type_: str, title: str, **more: Any) -> dict[str, Any]:
    return {"id": title, "type": type_, "title": title, "language": "en", **more}


def day(*parts: int, **more: str) -> dict[str, Any]:
    return {"date-parts": [list(parts)], **more}


LIND, BERG, ORN = person("Lind", "Ada"), person("Berg", "Bo"), person("Ørn", "Åse")

HARD: dict[str, dict[str, Any]] = {
    "no author": item("book", "A title & more <x>", publisher="P"),
    "in press": item("article-journal", "Cards to come", author=[LIND], status="in press", **{"container-title": "J"}),
    "a group": item(
        "report", "Annual report", author=[{"literal": "World Health Organization"}], issued=day(2020), number="12",
        genre="Technical report", publisher="WHO",
    ),
    "only editors": item(
        "book", "Collected cards", editor=[BERG, LIND], issued=day(2001), publisher="Card Press",
        **{"publisher-place": "Aarhus"},
    ),
    "a suffix": item(
        "book", "Why we can't wait", author=[person("King", "Martin Luther", suffix="Jr.")], issued=day(1964),
        publisher="Harper & Row",
    ),
    "one word, before our era": item("book", "Symposium", author=[person("Plato")], issued=day(-385)),
    "Chinese": item("book", "红楼梦", author=[person("曹", "雪芹")], issued=day(1791), language="zh"),
    "a suffix among others": item(
        "book", "Why we wait", author=[person("King", "Martin Luther", suffix="Jr."), LIND], issued=day(1964),
    ),
    "particles": item(
        "article-journal", "What is a gas?", issued=day(1873, 6, 14), page="1-10, 15", volume="3",
        author=[
            person("Waals", "Johannes", **{"non-dropping-particle": "van der"}),
            person("Cruz", "Ana", **{"non-dropping-particle": "de la"}),
            person("Sina", "A.", **{"non-dropping-particle": "ibn"}),
        ],
        **{"container-title": "J"},
    ),
    "a dataset": item(
        "dataset", "Danish corpus", version="2.1", publisher="Zenodo", author=[LIND], issued=day(2021, 5),
        DOI="10.5281/z.1",
    ),
    "a page e123": item(
        "paper-conference", "On cards in drawers", author=[LIND, BERG, ORN], page="e123", issued=day(2019),
        publisher="ACL", **{"container-title": "Proceedings of CardCon 2019"},
    ),
    "a season": item(
        "article-magazine", "Spring cards", author=[LIND], issued=day(2019, season="1"),
        **{"container-title": "Cards Monthly"},
    ),
    "a newspaper": item(
        "article-newspaper", "Cards are back", author=[LIND], issued=day(2019, 3, 4), page="7",
        **{"container-title": "Politiken"},
    ),
    "a chapter": item(
        "chapter", "The development of the SIMULA languages", editor=[person("Wexelblat", "Richard L.")],
        page="439-480", issued=day(1981), publisher="Academic Press",
        author=[person("Nygaard", "Kristen"), person("Dahl", "Ole-Johan")],
        **{"container-title": "History of programming languages", "publisher-place": "New York"},
    ),
    "quotes and italics": item(
        "thesis", 'A <i>fine</i> index of "cards"', genre="PhD thesis", publisher="University of Copenhagen",
        issued=day(2019, 5, 3), author=[person("Holm", "J. D.")],
    ),
    "over a year's end": item(
        "article-journal", "Winter cards", author=[LIND], volume="1", page="100-104",
        issued={"date-parts": [[2018, 12], [2019, 1]]}, **{"container-title": "J"},
    ),
}  # fmt: skip


DATED = {
    "in spring": "2024-21",
    "about a year": "1676~",
    "perhaps in a month": "1676-03?",
    "over three years": "2020/2022",
    "over three months": "2024-01/2024-03",
    "on three days": "2024-05-01/2024-05-03",
    "300 BC": "-0299",
    "over two centuries BC": "-0299/-0199",
    "from spring to summer": "2024-21/2024-22",
}
"""Dates of entries, each of the same article."""


def dated(date: str) -> dict[str, Any]:
    authors = (Contributor(PersonName("Ada", "Lind")),)
    made = Publication("a", "article-journal", "Cards", authors=authors, journal="J", language="en", volume="1")
    return csl_item(describe(portal_of(replace(made, issued=parse_date(date))), Site(()), "a", ""))


def items() -> Mapping[str, CitedItem]:
    """Everything that is cited here, by name."""
    settings, _ = read_settings(ROOT)
    assert settings is not None
    portal = load(Job(BuildOptions(ROOT, ROOT / "dist"), settings)).portal
    works = {key: cited_item(describe(portal, settings.site, key, ""), ENGLISH) for key in WORKS}
    hard = HARD | {name: dated(date) for name, date in DATED.items()}
    return {**works, **{name: CitedItem(item) for name, item in hard.items()}}


def cited() -> str:
    """The text of `citations.txt`."""
    lines: list[str] = []
    for name, read in items().items():
        lines.append(f"## {name}")
        lines += [f"{style}: {load_style(style, 'en').cite(read)}" for style in STYLES]
        lines += [f"{STYLES[0]} (da): {load_style(STYLES[0], 'da').cite(read)}", ""]
    return "\n".join(lines)


def files() -> Files:
    """For `scripts/generate`."""
    return {EXPECTED: cited().encode()}
