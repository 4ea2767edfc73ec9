"""What harvesters read: feeds, the OAI repository, ResourceSync, and the page that tells people of it."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from kartotek.cli import main
from kartotek.config.settings import read_settings
from kartotek.content.history import History, read_history
from kartotek.model.kinds import LISTING
from kartotek.model.portal import Portal
from kartotek.pages import harvest
from kartotek.roundtrip.dublin_core import schema_of_repositories
from kartotek.site.build import build
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from kartotek.text.multilingual import texts_of
from tests.conftest import ARTICLE, BASE, ROOT, WriteSite, tree
from tests.repository import at, commit, git

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


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A portal of three entries in a repository, committed on three days, and built."""
    (tmp_path / "site.yaml").write_text(
        f"title: Test\nsearch: false\nlanguages: [en, da]\nbase_url: {BASE}\ncontact: a@b.test\noutput: full\n"
    )
    (tmp_path / ".gitignore").write_text("dist*/\n.kartotek*/\n")
    git(tmp_path, "init")
    for day, name in enumerate(("one", "two", "three"), 1):
        commit(tmp_path, day, **{name: ARTICLE.replace("On Cards", f"On {name}")})
    build(BuildOptions(tmp_path, tmp_path / "dist"))
    return tmp_path


def rebuilt(site: Path) -> set[str]:
    """Build once more; which files have changed. The same files come of a clean build."""
    before = tree(site / "dist")
    build(BuildOptions(site, site / "dist"))
    after = tree(site / "dist")
    build(BuildOptions(site, site / "dist-clean", clean=True, cache_folder=".kartotek-clean"))
    assert after == tree(site / "dist-clean")
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


HARVESTED = re.compile(r".*\.atom|sitemap\.xml|data/(oai|resourcelist|changelist|capabilitylist)\.xml")


def test_a_commit_changes_what_harvesters_read_and_nothing_else(kept: Path) -> None:
    path = kept / "content/publications/one.md"
    path.write_text(path.read_text().replace("About cards", "About cards and drawers"))
    assert not any(HARVESTED.fullmatch(name) for name in rebuilt(kept))  # nobody has committed it yet
    commit(kept, 9)
    changed = rebuilt(kept)
    assert {"sitemap.xml", "data/oai.xml", "data/changelist.xml", "people/ada-lind/ada-lind.atom"} <= changed
    assert [name for name in changed if not HARVESTED.fullmatch(name)] == []
    (kept / "readme.txt").write_text("beside the content")
    commit(kept, 10)
    assert rebuilt(kept) == set()


def test_history_is_read_once_for_a_commit(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(site: Path, state: str, known: History | None = None) -> History:
        read.append(state)
        return read_history(site, state, known)

    monkeypatch.setattr("kartotek.site.build.read_history", noted)
    path = kept / "content/publications/one.md"
    rewritten = ARTICLE.replace("On Cards", "On drawers")
    path.write_text(rewritten)
    build(BuildOptions(kept, kept / "dist"))
    assert read == []  # everything is linked anew, and the dates are remembered
    assert parse(kept / "dist/sitemap.xml").findtext(f".//{MAP}lastmod")
    commit(kept, 4)
    (kept / "readme.txt").write_text("beside the content")
    commit(kept, 5)
    for _ in range(3):
        build(BuildOptions(kept, kept / "dist"))
    assert len(read) == 1


def test_dates_of_change_are_told_alike(kept: Path) -> None:
    commit(kept, 8, one=ARTICLE.replace("On Cards", "On one and only"))
    rebuilt(kept)
    last = {"one": at(8), "two": at(2), "three": at(3)}
    created = {"one": at(1), "two": at(2), "three": at(3)}
    for name in ("sitemap.xml", "data/resourcelist.xml"):
        told = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in parse(kept / "dist" / name)}
        for key, moment in last.items():
            assert told[f"{BASE}publications/{key}/"] == moment
    assert parse(kept / "dist/sitemap.xml").findall(f"{MAP}url")[0].find(f"{MAP}lastmod") is None  # the home page
    feed = parse(kept / "dist/publications/publications.atom")
    for entry in feed.findall(f"{ATOM}entry"):
        key = str(entry.findtext(f"{ATOM}id")).split("/")[-2]
        assert entry.findtext(f"{ATOM}updated") == last[key]
        assert entry.findtext(f"{ATOM}published") == "2020-05-01T00:00:00Z"
    assert feed.findtext(f"{ATOM}updated") == at(8)
    root = parse(kept / "dist/data/oai.xml")
    stamps = {
        str(header.findtext(f"{OAI}identifier")).partition(":")[2]: header.findtext(f"{OAI}datestamp")
        for header in root.iter(f"{OAI}header")
    }
    told_of = {f"portal.test:publications/{key}": moment[:10] for key, moment in last.items()}
    assert stamps == {**told_of, "portal.test:people/ada-lind": max(last.values())[:10]}  # as new as the newest work
    assert root[0].findtext(f"{OAI}earliestDatestamp") == min(last.values())[:10]
    changes = parse(kept / "dist/data/changelist.xml")
    about = changes.find(f"{RS}md")
    assert about is not None
    assert about.attrib == {"capability": "changelist", "from": "2024-04-08T08:00:00Z"}
    events = [(url.findtext(f"{MAP}loc"), dict(url.findall(f"{RS}md")[0].attrib)) for url in changes.iter(f"{MAP}url")]
    expected = [(moment, "created", key) for key, moment in created.items()] + [(at(8), "updated", "one")]
    assert events == [
        (f"{BASE}publications/{key}/", {"change": kind, "datetime": moment}) for moment, kind, key in sorted(expected)
    ]


def test_what_was_removed_is_news(kept: Path) -> None:
    def deleted() -> list[tuple[str | None, str | None]]:
        rebuilt(kept)
        changes = parse(kept / "dist/data/changelist.xml")
        rows = [(url.findtext(f"{MAP}loc"), url.findall(f"{RS}md")[0]) for url in changes.iter(f"{MAP}url")]
        return [(at_, about.get("datetime")) for at_, about in rows if about.get("change") == "deleted"]

    commit(kept, 4, two="")
    gone = (f"{BASE}publications/two/", at(4))
    assert deleted() == [gone]
    moved = kept / "content/publications/of-2024/two.md"  # the same publication in another folder
    moved.parent.mkdir()
    moved.write_text(ARTICLE)
    assert deleted() == []
    moved.unlink()
    commit(kept, 5, one="", three="", last=ARTICLE)
    commit(kept, 6, last=ARTICLE.replace("On Cards", "On the last one"))
    assert [address for address, _ in deleted()] == [f"{BASE}publications/{name}/" for name in ("two", "one", "three")]


def test_the_end_of_an_embargo_is_news(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = "files: [{url: 'https://files.test/a.pdf', embargo_until: 2024-05-20}]\nissued:"
    commit(kept, 4, one=ARTICLE.replace("issued:", file))
    for epoch, moment in (("1715990400", at(4)), ("1716163200", "2024-05-20T00:00:00Z")):  # two days before, that day
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        rebuilt(kept)
        told = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in parse(kept / "dist/sitemap.xml")}
        assert told[f"{BASE}publications/one/"] == moment
        assert ("https://files.test/a.pdf" in (kept / "dist/publications/one/one.ris").read_text()) is (moment != at(4))


def test_what_changed_long_ago_is_no_news(kept: Path) -> None:
    for month, name in (("07", "one"), ("08", "four")):
        (kept / f"content/publications/{name}.md").write_text(ARTICLE.replace("On Cards", f"On {name} again"))
        git(kept, "add", "-A")
        git(kept, "commit", "-m", "Later", at=f"2024-{month}-20T00:00:00Z")
    rebuilt(kept)
    changes = parse(kept / "dist/data/changelist.xml")
    assert [url.findtext(f"{MAP}loc") for url in changes.iter(f"{MAP}url")] == [f"{BASE}publications/four/"]


def test_an_entry_that_waited_for_its_day_is_new_on_that_day(kept: Path) -> None:
    commit(kept, 4, later=ARTICLE.replace("issued:", "publish_on: 2024-05-20\nissued:"))
    rebuilt(kept)
    told = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in parse(kept / "dist/sitemap.xml")}
    assert told[f"{BASE}publications/later/"] == "2024-05-20T00:00:00Z"


def test_long_lists_have_parts(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(kept, 8, one=ARTICLE.replace("On Cards", "On one and only"))
    whole = {}
    for name in ("resourcelist", "changelist"):
        rebuilt(kept)
        whole[name] = [ElementTree.tostring(url) for url in parse(kept / f"dist/data/{name}.xml").iter(f"{MAP}url")]
    monkeypatch.setattr("kartotek.pages.harvest._PER_LIST", 2)
    build(BuildOptions(kept, kept / "dist", clean=True))
    for name, rows in whole.items():
        index = parse(kept / f"dist/data/{name}.xml")
        assert index.tag == f"{MAP}sitemapindex"
        parts = [str(part.findtext(f"{MAP}loc")) for part in index.findall(f"{MAP}sitemap")]
        assert len(parts) == 2
        found = []
        for part in parts:
            root = parse(kept / "dist" / part.removeprefix(BASE))
            links = {link.get("rel"): link.get("href") for link in root.findall(f"{RS}ln")}
            assert links == {"up": f"{BASE}data/capabilitylist.xml", "index": f"{BASE}data/{name}.xml"}
            found += [ElementTree.tostring(url) for url in root.iter(f"{MAP}url")]
        assert found == rows


def test_capabilities_are_those_there_are(kept: Path, write_site: WriteSite) -> None:
    def capabilities(out: Path) -> dict[str, str]:
        found: dict[str, str] = {}
        for url in parse(out / "data/capabilitylist.xml").iter(f"{MAP}url"):
            about = url.find(f"{RS}md")
            assert about is not None
            address = str(url.findtext(f"{MAP}loc"))
            assert (out / address.removeprefix(BASE)).is_file()
            found[about.attrib["capability"]] = address
        return found

    assert list(capabilities(kept / "dist")) == ["resourcelist", "changelist"]
    site = write_site({"content/publications/on-cards.md": ARTICLE})  # nobody knows its history
    build(BuildOptions(site, site / "dist", base_url=BASE))
    assert list(capabilities(site / "dist")) == ["resourcelist"]
    assert not (site / "dist/data/changelist.xml").exists()
    assert "lastmod" not in (site / "dist/sitemap.xml").read_text()
    named = f"\nSitemap: {BASE}sitemap.xml\nSitemap: {BASE}data/resourcelist.xml\n"
    assert (site / "dist/robots.txt").read_text().endswith(named)


def test_settings_of_harvesting_are_told_when_they_change(kept: Path) -> None:
    settings = kept / "site.yaml"
    before = settings.read_text().replace("contact: a@b.test\n", "")
    settings.write_text(before + "contact: anna@portal.test\noai_gateway: https://gateway.test/oai\n")
    assert rebuilt(kept) == {"data/oai.xml"}
    identify = parse(kept / "dist/data/oai.xml")[0]
    assert identify.findtext(f"{OAI}adminEmail") == "anna@portal.test"
    assert identify.findtext(f"{OAI}baseURL") == "https://gateway.test/oai/portal.test/sub/data/oai.xml"
