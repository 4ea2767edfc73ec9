"""What harvesters read: feeds, the OAI repository, ResourceSync, and the page that tells people of it."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kartotek.cli import main
from kartotek.config.settings import read_settings
from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_item
from kartotek.export.mapping import FIELDS, FORMATS
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.model.portal import Portal
from kartotek.pages.works import describe
from kartotek.site.load import load
from tests.conftest import ARTICLE, WriteSite

ROOT = Path(__file__).parent.parent
BASE = "https://portal.test/sub/"
ATOM = "{http://www.w3.org/2005/Atom}"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
STATIC = "{http://www.openarchives.org/OAI/2.0/static-repository}"
DC = "{http://purl.org/dc/elements/1.1/}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RS = "{http://www.openarchives.org/rs/terms/}"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("harvest") / "dist"
    assert main(["build", "--site", str(ROOT), "--out", str(out), "--base-url", BASE, "--no-search"]) == 0
    return out


@pytest.fixture(scope="module")
def portal() -> Portal:
    settings, _ = read_settings(ROOT)
    assert settings is not None
    return load(ROOT, settings, jobs=1).portal


def parse(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot()


def test_the_feed_of_the_portal_has_the_newest(dist: Path, portal: Portal) -> None:
    feed = parse(dist / "publications/publications.atom")
    newest = [key for key, record in portal.publications.items() if record.date][:20]
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [f"{BASE}publications/{key}/" for key in newest]
    links = {link.get("rel"): link.get("href", "") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": feed.findtext(f"{ATOM}id"), "alternate": f"{BASE}publications/"}
    for key, entry in zip(newest, entries, strict=True):
        record = portal.publications[key]
        people = record.authors or record.editors
        told = [author.findtext(f"{ATOM}name") for author in entry.findall(f"{ATOM}author")]
        assert told == ([person.display for person in people] or ["Nordic Research Outputs"])
        assert str(entry.findtext(f"{ATOM}published")).startswith(str(record.date))
    updated = [str(entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert feed.findtext(f"{ATOM}updated") == max(updated)


def test_pages_lead_to_their_feeds(dist: Path) -> None:
    for page in ("people/irina-papazu", "keywords/care-work", "publications", "organisations/university-of-copenhagen"):
        folder = dist / page
        if not folder.is_dir():
            continue
        found = re.findall(
            r'type="application/atom\+xml" title="[^"]+" href="([^"]+)"', (folder / "index.html").read_text()
        )
        assert len(found) == 1, page
        assert (folder / found[0]).resolve().is_file()


def test_the_repository_has_every_publication(dist: Path, portal: Portal) -> None:
    root = parse(dist / "data/oai.xml")
    assert [part.tag for part in root] == [f"{STATIC}Identify", f"{STATIC}ListMetadataFormats", f"{STATIC}ListRecords"]
    assert [part.tag.removeprefix(OAI) for part in root[0]] == [
        "repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp", "deletedRecord",
        "granularity",
    ]  # fmt: skip
    assert re.fullmatch(r"\S+@(\S+\.)+\S+", root[0].findtext(f"{OAI}adminEmail") or "")
    records = {
        str(record.findtext(f"{OAI}header/{OAI}identifier")).rpartition("/")[2]: record.find(f"{OAI}metadata")
        for record in root[2]
    }
    assert list(records) == list(portal.publications)
    for key, metadata in records.items():
        assert metadata is not None
        record = portal.publications[key]
        creators = [creator.text for creator in metadata.iter(f"{DC}creator")]
        assert creators == [a.name.inverted if a.name else a.literal for a in record.authors or record.editors]
        identifiers = [found.text for found in metadata.iter(f"{DC}identifier")]
        assert f"{BASE}publications/{key}/" in identifiers
        assert (f"https://doi.org/{record.doi}" in identifiers) == bool(record.doi)
        described = [found.text for found in metadata.iter(f"{DC}description")]
        assert described == ([record.note] if record.note else [])  # abstracts would make it many times as large


def test_resourcesync_leads_from_its_beginning_to_every_page(dist: Path, portal: Portal) -> None:
    found: list[str] = []
    address = f"{BASE}.well-known/resourcesync"
    for capability in ("description", "capabilitylist", "resourcelist"):
        root = parse(dist / address.removeprefix(BASE))
        about = root.find(f"{RS}md")
        assert about is not None
        assert about.get("capability") == capability
        found = [str(url.findtext(f"{MAP}loc")) for url in root.findall(f"{MAP}url")]
        address = found[0]
    assert found == [f"{BASE}publications/{key}/" for key in portal.publications]
    for link in parse(dist / "data/resourcelist.xml").iter(f"{RS}ln"):
        assert (dist / link.attrib["href"].removeprefix(BASE)).is_file()


@pytest.mark.parametrize("prefix", ["", "da/"])
def test_the_page_for_people_leads_to_all_of_it(dist: Path, prefix: str) -> None:
    page = dist / prefix / "data/index.html"
    links = re.findall(r"<main.*</main>", page.read_text("utf-8"), re.DOTALL)[0]
    targets = [target for target in re.findall(r'href="([^"#]+)"', links) if not target.startswith("http")]
    assert len(targets) > 12
    for target in targets:
        found = page.parent / target
        assert (found / "index.html" if target.endswith("/") else found).is_file(), target


def test_without_an_address_there_is_nothing_to_harvest(write_site: WriteSite) -> None:
    site = write_site({"content/publications/on-cards.md": ARTICLE})
    assert main(["build", "--site", str(site)]) == 0
    assert not (site / "dist/data/oai.xml").exists()
    assert not (site / "dist/.well-known").exists()
    assert not list((site / "dist").rglob("*.atom"))
    for page in (site / "dist").rglob("*.html"):
        assert not re.search(r"\.atom|oai\.xml|resourcesync", page.read_text("utf-8")), page


def test_the_mapping_says_what_the_formats_do(portal: Portal) -> None:
    """Every name in the columns of BibTeX, RIS, CSL-JSON and schema.org is one that the formats write for some work."""
    settings, _ = read_settings(ROOT)
    assert settings is not None
    works: list[Work] = [describe(portal, settings.site, key, "open") for key in portal.publications]
    written = {
        "BibTeX": {name for work in works for name in re.findall(r"^  (\w+) =", bibtex(work), re.MULTILINE)},
        "RIS": {name for work in works for name in re.findall(r"^(\w\w)  - ", ris(work), re.MULTILINE)},
        "CSL-JSON": {name for work in works for name in csl_item(work)},
        "schema.org": set(re.findall(r"'(@?\w+)':", str([work_thing(work) for work in works]))),
    }
    for name, names in written.items():
        column = FORMATS.index(name)
        promised = {row[column] for _, row in FIELDS if row[column]} - {
            "entry type",
            "L1",
            "encoding",
            "issn",
            "license",
        }
        assert promised - names == set(), name
