"""Law 1, field by field: after an edit of any one field of any record every page is as a clean build makes it.

The fields are those of the tables, so a new one is tried as soon as it is in its table.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from kartotek.content import fields as f
from kartotek.content.fields import Fields, Reader
from kartotek.content.multilingual_text import multilingual
from kartotek.model.common_fields import contributors, funding, links, other_contributors
from kartotek.model.kinds import KINDS
from kartotek.model.person import name_or_names, names_by_language
from kartotek.model.publication import PAGE_ONLY
from kartotek.model.types import TYPED_FIELDS, TYPES
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import tree

TABLES: dict[str, Fields] = {kind: row.fields for kind, row in KINDS.items()}
CASES = [(kind, field) for kind, fields in TABLES.items() for field in fields]

Record = Mapping[str, Any]

RECORDS: dict[tuple[str, str], Record] = {
    ("people", "ada"): {"name": "Ada Lind", "affiliations": ["library"], "biography": "She files."},
    ("people", "carl"): {"given": "Carl", "family": "Holm"},
    ("organisations", "library"): {"name": "The Library", "description": "It is open."},
    ("organisations", "reading-room"): {"name": "Reading Room", "parent": "library"},
    ("organisations", "publisher"): {"name": "A publisher"},
    ("projects", "sorting"): {
        "title": "Sorting", "people": ["Ada Lind"], "organisations": ["library"], "description": "It goes on.",
    },
    ("projects", "other-project"): {"title": "Another project"},
    ("journals", "journal-of-indexes"): {
        "title": "Journal of Indexes", "publisher": "library", "description": "It is printed.",
    },
    ("keywords", "card"): {"label": "Cards", "definition": "They are small."},
    ("keywords", "thing"): {"label": "Things"},
    ("pages", "about"): {"title": "About", "text": "About us."},
    ("pages", "contact"): {"title": "Contact", "text": "Write to us."},
}  # fmt: skip
"""What the publications are linked to. The first record of a kind is edited, if no other has the field."""


def type_with(field: str) -> str:
    """A type of publication that may have a field: an article if it can."""
    types = ["article-journal", *TYPES]
    return next(key for key in types if field not in TYPED_FIELDS or field in TYPES[key].rows)


def publication(type_: str) -> Record:
    record: dict[str, Any] = {
        "type": type_,
        "title": f"On cards of the {type_}",
        "authors": ["Ada Lind", {"name": "Bo Berg", "affiliations": ["library"]}],
        "issued": "2020-05",
        "language": "en",
        "keywords": ["Cards"],
        "organisations": ["library"],
        "projects": ["sorting"],
        "abstract": "About cards.",
    }
    if "journal" in TYPES[type_].rows:
        record["journal"] = "journal-of-indexes"
    elif "book" in TYPES[type_].rows:
        record["book"] = "book"
    if "institution" in TYPES[type_].rows:
        record["institution"] = "library"
    elif "publisher" in TYPES[type_].rows:
        record["publisher"] = "The Library"
    return record


RECORDS |= {
    ("publications", type_): publication(type_) for type_ in dict.fromkeys(map(type_with, TABLES["publications"]))
}
RECORDS["publications", "book"] = publication("book")

OF_READERS: dict[Reader, Any] = {
    f.text: "Quite new",
    f.markdown: "A *new* text",
    multilingual: {"da": "Ganske ny", "en": "Quite new"},
    f.flag: "true",
    f.date: "1999-05-04",
    f.date_or_interval: "1999-05",
    f.calendar_date: "1999-05",
    f.url: "https://new.example/",
    f.local_texts: {"da": "Ganske ny"},
    f.local_markdown: {"da": "En *ny* tekst"},
    f.local_lists: ["Quite new"],
    f.language: "la",
    f.country: "NO",
    f.file_path: "other.png",
    name_or_names: {"da": "Ada Lind", "en": "Ada Lindgren"},
    names_by_language: {"da": "Ada Linde", "la": "Ada Tilia"},
    contributors: ["Cy Dahl", "Ada Lind"],
    other_contributors: [{"name": "Cy Dahl", "role": ["curator", "host"], "credit": ["software"]}],
    links: [{"url": "https://new.example/link", "label": "A link"}],
    funding: [{"funder": "The Card Fund", "grant": "17"}],
}
"""A value for each field by what reads it, unless one of the names below fits."""

VALUES: dict[str, Any] = {
    "type": "review",
    "status": "in-press",
    "publisher": "publisher",
    "institution": "Reading Room",
    "commissioned_by": "The Library",
    "category": "education",
    "journal": "Cards Today",
    "volume": "7",
    "issue": "4",
    "pages": "41-58",
    "issn": ["0001-0782"],
    "eissn": ["2434-561X"],
    "isbn": ["978-0-262-51087-5"],
    "eisbn": ["978-0-262-51087-5"],
    "apc": {"amount": "1850", "currency": "EUR", "paid_by": "The Library"},
    "cite_keys": ["new2019"],
    "number_of_volumes": "3",
    "event": {"name": "Card Days", "place": "Oslo", "start": "2020-05-04"},
    "number": ["17"],
    "programming_language": ["Python", "C"],
    "ipc": ["A61K 31/195"],
    "spatial_coverage": [{"place": "Aarhus", "latitude": "56.16", "longitude": "10.2"}],
    "country": "DK",
    "doi": "10.1234/new",
    "arxiv": "2101.00001",
    "pmid": "12345678",
    "pmcid": "PMC1234567",
    "handle": "1234/5678",
    "identifiers": ["urn:new"],
    "keywords": ["Things", "Drawers"],
    "files": [{"path": "cards.pdf", "version": "accepted"}],
    "open_access": "gold",
    "license": "CC-BY-4.0",
    "organisations": ["reading-room"],
    "projects": ["other-project"],
    "related": [{"id": "book", "relation": "Cites"}],
    "reviewed": {"title": "Sacred Drawers", "authors": ["Bo Berg"], "issued": "2013"},
    "original": {"title": "Om kort", "language": "da", "issued": "1920"},
    "sdgs": ["3"],
    "cite_key": "new2020",
    "publish_on": "2999-01-01",
    "retracted": {"date": "2021-02-03", "reason": "It was wrong."},
    "notices": [{"kind": "erratum", "date": "2021-02-03", "reason": "A page was missing."}],
    "aliases": ["/old/address/"],
    "retired": {"date": "2021-02-03", "reason": "It was wrong."},
    "accent": "#0b5563",
    "affiliations": ["reading-room"],
    "selected": ["book"],
    "orcid": "0000-0002-1825-0097",
    "given": "Karl",
    "parent": "publisher",
    "ror": "035b05819",
    "broader": "thing",
    "other_names": ["Quite new"],
    "hidden_names": ["Bo Berg"],
    "article_number": "e99",
    "chapter": "7",
    "series_number": "41",
    "edition": "3",
    "number_of_pages": "321",
    "version": "2.0",
    "other_titles": ["Quite new"],
    "abbreviation": "Qu. new",
    "same_as": ["https://new.example/same"],
    "kind": "series",
    "order": "3",
}

TOGETHER: dict[str, Record] = {
    "image": {"image_alt": "A card"},
    "image_alt": {"image": "card.png"},
    "born": {"died": "2001"},
}
"""Fields without which a field is not allowed, or not shown."""


def record_with(kind: str, field: str) -> str:
    """The name of the record that is edited: one that has the field, or the first of its kind."""
    if kind == "publications":
        return type_with(field)
    names = [name for of, name in RECORDS if of == kind]
    if not names:
        pytest.fail(f"a record of the kind {kind} is missing: add one to RECORDS of this test")
    return next((name for name in names if field in RECORDS[kind, name]), names[0])


def value_of(kind: str, field: str) -> Any:
    read = TABLES[kind][field].read
    value = VALUES.get(field, OF_READERS.get(read))
    if value is None:
        pytest.fail(f"a value for the field {field!r} of {kind} is missing: add one to VALUES of this test")
    return value


@dataclass(frozen=True)
class Site:
    """A site that was built, and the files of its portal."""

    folder: Path
    search: bool
    built: dict[str, bytes]

    @property
    def dist(self) -> Path:
        return self.folder / "dist"

    def write(self, kind: str, name: str, record: Record) -> None:
        path = self.folder / f"content/{kind}/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(dict(record), allow_unicode=True, sort_keys=False), "utf-8")

    def build(self) -> dict[str, bytes]:
        """Build what has changed."""
        build(BuildOptions(self.folder, self.dist))
        return tree(self.dist)

    def clean(self) -> dict[str, bytes]:
        """Build everything elsewhere."""
        out = self.folder / "clean"
        build(BuildOptions(self.folder, out, clean=True, cache_folder=".kartotek-clean"))
        return tree(out)


Make = Callable[[bool], Site]


@pytest.fixture(scope="module")
def sites() -> dict[bool, Site]:
    """The sites of this module, with search or without; one whose portal is not as it was is taken out."""
    return {}


@pytest.fixture
def site_with(sites: dict[bool, Site], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    """The site of all records, with search or without, as it was before each test."""

    def make(search: bool) -> Site:
        if search not in sites:
            site = Site(tmp_path_factory.mktemp("fields"), search, {})
            settings = "title: Test\noutput: full\nlanguages: [en, da]\ncitation_styles: [apa]\n"
            settings += "base_url: https://portal.test/\ncontact: a@portal.test\n"
            (site.folder / "site.yaml").write_text(f"{settings}search: {str(search).lower()}\n")
            for (kind, name), record in RECORDS.items():
                site.write(kind, name, record)
            files = site.folder / "content/files"
            files.mkdir()
            for name in ("cards.pdf", "card.png", "other.png"):
                (files / name).write_bytes(name.encode())
            sites[search] = Site(site.folder, search, site.build())
        return sites[search]

    yield make
    for search, site in list(sites.items()):
        if tree(site.dist) != site.built:
            del sites[search]


def differing(made: dict[str, bytes], wanted: dict[str, bytes]) -> list[str]:
    return sorted(path for path in made.keys() | wanted.keys() if made.get(path) != wanted.get(path))


def hold_to_clean_build(site: Site, kind: str, field: str) -> None:
    """Edit a field and take the edit back; after either, what was built is what a clean build makes."""
    name = record_with(kind, field)
    before = RECORDS[kind, name]
    after = {**before, **TOGETHER.get(field, {}), field: value_of(kind, field)}
    assert after != before
    site.write(kind, name, after)
    try:
        made, wanted = site.build(), site.clean()
    finally:
        site.write(kind, name, before)
    assert differing(made, wanted) == []
    assert differing(made, site.built) != [], "no file shows the field, so nothing was tried"
    assert differing(site.build(), site.built) == []


@pytest.mark.parametrize(("kind", "field"), CASES)
def test_an_edit_of_one_field_is_a_clean_build(kind: str, field: str, site_with: Make) -> None:
    hold_to_clean_build(site_with(False), kind, field)


SEARCHED = [("publications", field) for field in sorted({*PAGE_ONLY, "title", "keywords"})] + [("people", "name")]


@pytest.mark.parametrize(("kind", "field"), SEARCHED)
def test_the_search_index_follows(kind: str, field: str, site_with: Make) -> None:
    hold_to_clean_build(site_with(True), kind, field)


@pytest.mark.long
@pytest.mark.parametrize(("kind", "field"), [case for case in CASES if case not in SEARCHED])
def test_the_search_index_follows_every_field(kind: str, field: str, site_with: Make) -> None:
    hold_to_clean_build(site_with(True), kind, field)
