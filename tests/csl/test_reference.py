"""Citations beside those of citeproc-js, the processor of Zotero: real items in many styles.

Compared is what a reader sees: characters, and how each is set. What may differ is listed, with the reason.
"""

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from benchmarks.csl import seen
from kartotek.config.settings import Settings, Site, read_settings
from kartotek.csl import find_style, load_style
from kartotek.csl.locale import NS
from kartotek.export.work_builder import describe
from kartotek.pages.parts.cite import cited_item
from kartotek.render.language import Language
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from scripts.generators import ROOT
from tests.corpus import write_corpus
from tests.csl.citations import BERG, HARD, LIND, day, item, person

FIVE = Settings(Site(())).citation_styles
TEN = (
    "american-chemical-society", "american-medical-association", "american-sociological-association",
    "associacao-brasileira-de-normas-tecnicas", "chicago-notes-bibliography", "din-1505-2", "elsevier-harvard", "ieee",
    "iso690-author-date-en", "nature",
)  # fmt: skip
EVERY = 10
"""One of so many papers of the corpus is cited."""

Item = dict[str, Any]


def _paper(title: str, **more: Any) -> Item:
    return item("paper-conference", title, author=[LIND, BERG], issued=day(2020, 5), page="1-9", **more)


ODD: dict[str, Item] = {
    "a DOI with brackets": _paper("Sharks", DOI="10.1580/1080-6032(2003)014[0064:br]2.0.co;2"),
    "a sign of physics": _paper("Why E = mc² holds"),
    "a case": _paper("Elsevire Inc. v. Sci-Hib in the U.S. at 5 a.m.", **{"container-title": "Law"}),
    "an apostrophe": _paper("An S-matrix for 't Hooft's holes", **{"container-title": "FMICS"}),
    "an acronym": _paper("Retrieval, from A to z", **{"container-title": "CLEF 2010"}),
    "Roman pages": item("chapter", "Foreword", author=[LIND], page="xi-xxv", **{"container-title": "Big book"}),
    "pages with a prefix": _paper("On cards")
    | {"page": "S12-S15", "issue": "1-2", "volume": "3", "type": "article-journal", "container-title": "J"},
    "quotes in quotes": _paper("On \"the 'inner' card\" in drawers"),
    "italics in italics": item("book", "Reading <i>Pride and prejudice</i> again", author=[LIND]),
    "a French colon": item("book", "Cartes : essai", author=[LIND], language="fr", publisher="P"),
    "particles in the family name": item(
        "book", "On gas", author=[person("van der Waals", "Johannes"), person("de la Tour", "Ana")], issued=day(1873)
    ),
    "a translator who edits": item("book", "Cards", author=[LIND], editor=[BERG], translator=[BERG], edition="3"),
    "a report online": item("report", "Cards", author=[LIND], URL="https://a.example/b", issued=day(2019), number="7"),
}  # fmt: skip
"""Items of kinds that were cited in another way once."""


def _portal_items(site: Path, language: str) -> Iterator[Item]:
    settings, _ = read_settings(site)
    assert settings is not None
    portal = load(Job(BuildOptions(site, site / "dist"), settings)).portal
    for key in portal.publications:
        read = cited_item(describe(portal, settings.site, key, ""), Language(language))
        derived = ("citation-number", "page-first")
        values = {name: value for name, value in read.values.items() if name not in derived}
        yield {**values, "id": key, "type": read.type}


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> list[Item]:
    """The works of the demo, conference papers, and hard cases."""
    site = tmp_path_factory.mktemp("site")
    write_corpus(site / "content", EVERY)
    (site / "site.yaml").write_text("title: T\n")
    hard = [{**one, "id": name} for name, one in {**HARD, **ODD}.items()]
    return [*_portal_items(ROOT, "en"), *_portal_items(site, "en"), *hard]


def _without_numbers(name: str) -> str:
    """A style without the numbers of a list, which Kartotek leaves out, and without the column they stand in."""
    ElementTree.register_namespace("", NS.strip("{}"))
    root = ElementTree.parse(find_style(name)).getroot()
    bibliography = root.find(f"{NS}bibliography")
    assert bibliography is not None
    bibliography.attrib.pop("second-field-align", None)
    for parent in list(bibliography.iter()):
        for child in list(parent):
            if child.get("variable") == "citation-number":
                parent.remove(child)
    return ElementTree.tostring(root, "unicode")


@cache
def _module() -> str:
    made = subprocess.run(["sh", "scripts/citeproc"], cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    return made.stdout.strip()


def reference(styles: Sequence[str], items: Sequence[Item], language: str, folder: Path) -> dict[str, dict[str, str]]:
    """What citeproc-js makes of the items, by style and item."""
    spec = find_spec("citeproc")
    assert spec is not None
    assert spec.submodule_search_locations
    job = {
        "locales": str(Path(spec.submodule_search_locations[0]) / "data" / "locales"),
        "language": language,
        "styles": {style: _without_numbers(style) for style in styles},
        "items": items,
    }
    (folder / "job.json").write_text(json.dumps(job), "utf-8")
    command = ["node", str(Path(__file__).with_name("reference.cjs")), _module(), str(folder / "job.json")]
    made = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    answer: dict[str, dict[str, str]] = json.loads(made.stdout)
    return answer


@dataclass(frozen=True)
class Difference:
    """How citations may differ: why, where, and what of the reference and of ours is then compared."""

    reason: str
    applies: Callable[[str, Item], bool]
    reduced: Callable[[str], str]


def _text(html: str) -> str:
    return "".join(char for char, _ in seen(html))


def _no_dash_in_ranges(html: str) -> str:
    return re.sub(r"[\u2013\s().]", "", _text(html))


DIFFERENCES = (
    Difference(
        "citeproc-js sets no title case where there is a jurisdiction, as for legal texts; ours are patents",
        lambda _, item: "jurisdiction" in item,
        lambda html: _text(html).casefold(),
    ),
    Difference(
        "a DOI in an address is percent-encoded (DOI Handbook 3.8); citeproc-js leaves signs that end an address",
        lambda _, item: not re.fullmatch(r"[\w/:;().,@~-]*", item.get("DOI", "")),
        lambda html: unquote(_text(html)),
    ),
    Difference(
        "Chinese has no italics, wherever the style says italic; citeproc-js knows it only where the text itself is",
        lambda _, item: item.get("language") == "zh",
        _text,
    ),
    Difference(
        "a period from one year to another loses a space in citeproc-js, or has the affixes of its end doubled",
        lambda _, item: len(item.get("issued", {}).get("date-parts", ())) > 1,
        _no_dash_in_ranges,
    ),
    Difference(
        "of two full stops that meet one is left, also where the first ends a name in italics",
        lambda style, _: style == "iso690-author-date-en",
        lambda html: _text(html).replace("..", "."),
    ),
    Difference(
        'citeproc-js sets "et al." in the small capitals of names, and leaves a comma after quotes that the title has',
        lambda style, _: style == "din-1505-2",
        lambda html: _text(html).replace(",\u201d", "\u201d,"),
    ),
    Difference(
        "a word with digits keeps its small letters in title case (mc², p53), and citeproc-js gives it a capital",
        lambda _, item: bool(re.search(r"\b[a-z]+[\d²³¹]|\d[a-z]", item["title"])),
        lambda html: _text(html).casefold(),
    ),
    Difference(
        "a word in quotes within quotes has its capital as others have; citeproc-js takes the quote for an apostrophe",
        lambda _, item: '"' in item["title"] and "'" in item["title"],
        lambda html: _text(html).casefold(),
    ),
    Difference(
        "Li-mei is one name, whose initial is L; citeproc-js goes on with the rest of it",
        lambda _, item: any(re.search(r"\w-[a-z]", name.get("given", "")) for name in item.get("author", ())),
        lambda html: re.sub(r" (?:mei|kwong)\b", "", _text(html)),
    ),
)  # fmt: skip
IN_DANISH = (
    *DIFFERENCES,
    Difference(
        'title case is for English (CSL 1.0.2, "Non-English Items"): Danish writes "red.", citeproc-js "Red."',
        lambda style, _: style == "apa",
        lambda html: _text(html).casefold(),
    ),
)


def _explained(
    differences: Sequence[Difference], style: str, item: Item, expected: str, made: str
) -> Difference | None:
    for difference in differences:
        if difference.applies(style, item) and difference.reduced(expected) == difference.reduced(made):
            return difference
    return None


def _compare(
    items: Sequence[Item], language: str, found: Mapping[str, Mapping[str, str]], differences: Sequence[Difference]
) -> tuple[list[str], set[str]]:
    """Differences that nothing explains, and the reasons for the others."""
    wrong: list[str] = []
    reasons: set[str] = set()
    for style in found:
        loaded = load_style(style, language)
        for one in items:
            expected, made = found[style][one["id"]], loaded.cite(one)
            if seen(expected) == seen(made):
                continue
            if difference := _explained(differences, style, one, expected, made):
                reasons.add(difference.reason)
            else:
                wrong.append(f"{style}, {one['id']}\n  citeproc-js {_text(expected)}\n  Kartotek    {_text(made)}")
    return wrong, reasons


def test_citations_are_those_of_citeproc_js(items: list[Item], tmp_path: Path) -> None:
    assert len(items) > 300
    some = [one for i, one in enumerate(items) if i % 2 or one["id"] in {*HARD, *ODD}]
    wrong: list[str] = []
    reasons: set[str] = set()
    for styles, cited in ((FIVE, items), (TEN, some)):
        unexplained, used = _compare(cited, "en-US", reference(styles, cited, "en-US", tmp_path), DIFFERENCES)
        wrong += unexplained
        reasons |= used
    assert not wrong, "\n".join(wrong)
    unused = [difference.reason for difference in DIFFERENCES if difference.reason not in reasons]
    assert not unused, "these differences are none any more"


def test_citations_in_danish_are_those_of_citeproc_js(tmp_path: Path) -> None:
    items = list(_portal_items(ROOT, "da"))
    wrong, _ = _compare(items, "da-DK", reference(FIVE, items, "da-DK", tmp_path), IN_DANISH)
    assert not wrong, "\n".join(wrong)
