"""What changes in what harvesters read after a commit, a removal or a day, and that nothing else does."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kartotek.content.history import History, read_history
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, BASE, WriteSite, tree
from tests.pages.test_harvest import ATOM, MAP, OAI, RS, parse
from tests.repository import at, commit, git


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
    told = {name for name in rebuilt(kept) if HARVESTED.fullmatch(name)}
    assert told == {"data/oai.xml"}  # which has the abstract; that it was changed is told when somebody commits it
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
