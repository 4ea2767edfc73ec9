"""What harvesters read: feeds, the OAI repository, ResourceSync, and the page that tells people of it."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from kartotek.cli import main
from kartotek.config.settings import read_settings
from kartotek.model.kinds import LISTING
from kartotek.model.portal import Portal
from kartotek.pages import harvest
from kartotek.roundtrip.dublin_core import schema_of_repositories
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from kartotek.text.multilingual import texts_of
from tests.conftest import ARTICLE, BASE, ROOT, WriteSite

ATOM = "{http://www.w3.org/2005/Atom}"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
STATIC = "{http://www.openarchives.org/OAI/2.0/static-repository}"
DC = "{http://purl.org/dc/elements/1.1/}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RS = "{http://www.openarchives.org/rs/terms/}"


@pytest.fixture(scope="module")
def dist(harvested: Path) -> Path:
    return harvested


@pytest.fixture(scope="module")
def portal() -> Portal:
    settings, _ = read_settings(ROOT)
    assert settings is not None
    return load(Job(BuildOptions(ROOT, ROOT / "dist"), settings)).portal


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
        found = re.findall(
            r'type="application/atom\+xml" title="[^"]+" href="([^"]+)"', (folder / "index.html").read_text()
        )
        assert len(found) == 1, page
        assert (folder / found[0]).resolve().is_file()


def test_the_repository_has_every_publication(dist: Path, portal: Portal) -> None:
    schema_of_repositories().assertValid(etree.parse(dist / "data/oai.xml"))
    root = parse(dist / "data/oai.xml")
    assert [part.tag.removeprefix(STATIC) for part in root] == [
        "Identify", "ListMetadataFormats", "ListRecords", "ListRecords",
    ]  # fmt: skip
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
        abstracts = [record.abstract, *(text for _, text in record.abstracts)]
        assert len(described) == len([*filter(None, abstracts)]) + len(texts_of(record.note)) + len(
            record.plain_summary
        )


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        (r"<oai:deletedRecord>no</oai:deletedRecord>\n", ""),
        (r"<oai:protocolVersion>2.0", "<oai:protocolVersion>1.0"),
        (r"(<oai:datestamp>[\d-]+)", r"\1T00:00:00Z"),
        (r"oai:portal\.test:", "portal.test:"),
        (r'metadataPrefix="oai_dc"', 'metadataPrefix="marc"'),
        (r"<dc:title>[^<]*</dc:title>", "<dc:title></dc:title>"),
        (r"<dc:title>([^<]*)</dc:title>", r"<dc:titel>\1</dc:titel>"),
        (r"(<oai:adminEmail>)[^<]*", r"\1nobody"),
    ],
)
def test_the_rules_of_static_repositories_are_held(dist: Path, rule: str, broken: str) -> None:
    text, count = re.subn(rule, broken, (dist / "data/oai.xml").read_text("utf-8"), count=1)
    assert count == 1
    assert not schema_of_repositories().validate(etree.fromstring(text.encode()))


ABSTRACTS = {
    "article": ("", "Abstract"),
    "data": ("type: dataset", "Description"),
    "drawer": ("type: patent\nfiled: 2019-01-02", "Abstract"),
}


def test_abstracts_are_harvested_up_to_a_number_of_works(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        f"content/publications/{key}.md": f"---\n{more or 'type: report'}\ntitle: A\nissued: 2020\nlanguage: da\n"
        f"abstract_language: en\nabstracts: {{da: Kort om {key}}}\n---\nA *first* abstract of {key}.\n"
        for key, (more, _) in ABSTRACTS.items()
    }
    site = write_site({"site.yaml": f"title: T\nbase_url: {BASE}\ncontact: a@b.example\nsearch: false\n", **files})

    def harvested() -> ElementTree.Element:
        assert main(["build", "--site", str(site)]) == 0
        schema_of_repositories().assertValid(etree.parse(site / "dist/data/oai.xml"))
        return parse(site / "dist/data/oai.xml")

    found = harvested()
    for key, (_, name) in ABSTRACTS.items():
        (core, cerif) = (each for each in found.iter(f"{OAI}record") if f"publications/{key}<" in text_of(each))
        said = [each.text for each in core.iter(f"{DC}description")]
        assert said == [f"A first abstract of {key}.", f"Kort om {key}"]
        tagged = [each for each in cerif.iter() if each.tag.endswith("}" + name)]
        assert [(each.get(XML_LANG), each.text) for each in tagged] == [
            ("en", f"A first abstract of {key}."), ("da", f"Kort om {key}"),
        ]  # fmt: skip
    entry = site / "content/publications/data.md"
    entry.write_text(entry.read_text("utf-8").replace("A *first*", "Another"), "utf-8")
    assert "Another abstract of data." in text_of(harvested())
    monkeypatch.setattr(harvest, "_MOST_WITH_ABSTRACTS", 2)
    entry.write_text(entry.read_text("utf-8").replace("title: A", "title: B"), "utf-8")
    assert "abstract of" not in text_of(harvested())


XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def text_of(element: ElementTree.Element) -> str:
    return ElementTree.tostring(element, "unicode")


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


def pages_in(dist: Path) -> set[str]:
    """The addresses of all pages that are there to be found, by their files: all but the search and what hides."""
    found = {path: path.read_text("utf-8") for path in dist.rglob("*.html")}
    hidden = re.compile(r'<meta http-equiv="refresh"|<meta name="robots" content="noindex')
    addresses = {
        f"{BASE}{path.relative_to(dist).as_posix().removesuffix('index.html')}"
        for path, html in found.items()
        if not hidden.search(html)
    }
    return addresses - {f"{BASE}search/", f"{BASE}da/search/"}


def test_the_sitemap_names_every_page(dist: Path, portal: Portal) -> None:
    listed = [str(url.findtext(f"{MAP}loc")) for url in parse(dist / "sitemap.xml").findall(f"{MAP}url")]
    assert set(listed) == pages_in(dist)
    assert len(listed) == len(set(listed))
    for kind in ("publications", *LISTING):
        for key in portal.things[kind]:
            assert {f"{BASE}{kind}/{key}/", f"{BASE}da/{kind}/{key}/"} <= set(listed), key


def test_repository_and_resourcesync_name_every_publication_that_has_a_page(dist: Path) -> None:
    own_page = re.compile(rf"{BASE}publications/(?!page/)[^/]+/")
    wanted = {address for address in pages_in(dist) if own_page.fullmatch(address)}
    for records in parse(dist / "data/oai.xml").iter(f"{STATIC}ListRecords"):
        identifiers = [str(record.findtext(f"{OAI}header/{OAI}identifier")).split(":")[2] for record in records]
        assert {f"{BASE}{name}/" for name in identifiers if name.startswith("publications/")} == wanted
        assert len(identifiers) == len(set(identifiers))
    resources = parse(dist / "data/resourcelist.xml").findall(f"{MAP}url")
    assert sorted(str(url.findtext(f"{MAP}loc")) for url in resources) == sorted(wanted)


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
