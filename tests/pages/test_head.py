"""What machines read in a page's head says what the entry says, and nothing of what is not open."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import ascii_lowercase
from typing import Any
from urllib.parse import parse_qs

import pytest

from kartotek.cli import main
from kartotek.config.settings import read_settings
from kartotek.export.shared_values import hyphenated
from kartotek.model.portal import Portal
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from tests.conftest import ARTICLE, BASE, ROOT, WriteSite

SEED = "data-og-relationer-i-omsorgsarbejdet"


class Head(HTMLParser):
    """Tags, links and data of a page as a browser reads them."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.metas: defaultdict[str, list[str]] = defaultdict(list)
        self.links: defaultdict[str, list[str]] = defaultdict(list)
        self.coins: list[dict[str, list[str]]] = []
        self.data: list[dict[str, Any]] = []
        self._in_data = False
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.metas[given.get("name") or given.get("property", "")].append(given.get("content", ""))
        elif tag == "link":
            for relation in given["rel"].split():
                self.links[relation].append(given["href"])
        elif tag == "span" and given.get("class") == "Z3988":
            self.coins.append(parse_qs(given["title"]))
        self._in_data = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._in_data and data.strip():
            self.data.append(json.loads(data))

    def one(self, name: str) -> str:
        """The content of a tag that stands there once, "" if it does not."""
        assert len(self.metas[name]) < 2, name
        return self.metas[name][0] if self.metas[name] else ""


@pytest.fixture(scope="module")
def dist(harvested: Path) -> Path:
    return harvested


@pytest.fixture(scope="module")
def portal() -> Portal:
    settings, _ = read_settings(ROOT)
    assert settings is not None
    return load(Job(BuildOptions(ROOT, ROOT / "dist"), settings)).portal


def homes_of(thing: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a thing is part of, and what that is part of."""
    while isinstance(thing.get("isPartOf"), dict):
        thing = thing["isPartOf"]
        yield thing


def names(people: Any) -> list[str]:
    listed = people if isinstance(people, list) else [people] if people else []
    return [person["name"] for person in listed]


def test_tags_and_json_ld_agree_with_every_entry(dist: Path, portal: Portal) -> None:
    for key, record in portal.publications.items():
        head = Head(dist / "publications" / key / "index.html")
        (thing,) = head.data
        authors = [contributor.display for contributor in record.authors]
        inverted = [a.name.inverted if a.name else a.literal for a in record.authors]
        edited = [a.name.inverted if a.name else a.literal for a in record.editors]
        tagged = [name.removesuffix(",") for name in head.metas["citation_author"]]  # which stands after groups
        # one name with spaces before and after its comma is taken for two
        assert tagged in (inverted, authors if len(authors) == 1 else inverted), key
        assert head.metas["DC.creator"] == (inverted or edited), key
        assert names(thing.get("author")) == authors, key
        title = head.one("citation_title")
        assert title == head.metas["DC.title"][0] == thing["name"], key
        assert head.one("og:title") == title.replace("$P'$", "P′"), "formulas are for people there"
        assert title.startswith(record.title.replace("*", "")[:20]), key
        assert head.one("citation_doi") == record.doi, key
        assert head.one("citation_language") == record.language == thing.get("inLanguage", ""), key
        if record.status == "published" and record.date:
            assert head.one("citation_publication_date").replace("/", "-") == str(record.date), key
            assert thing["datePublished"] == head.one("DCTERMS.issued") == str(record.date), key
        assert head.one("citation_volume") == record.volume, key
        assert head.one("citation_issue") == record.issue, key
        if record.pages.replace("–", "-").count("-") == 1:
            assert f"{head.one('citation_firstpage')}-{head.one('citation_lastpage')}" == hyphenated(record.pages), key
            assert thing.get("pagination", hyphenated(record.pages)) == hyphenated(record.pages), key
        home = list(homes_of(thing))
        if record.journal:
            named = head.one("citation_journal_title") or head.one("prism.publicationName")
            assert named == home[-1]["name"], key
            assert [part["@type"] for part in home[:-1]] == [
                *(["PublicationIssue"] if record.issue else []),
                *(["PublicationVolume"] if record.volume else []),
            ], key
        assert head.links["canonical"] == [f"{BASE}publications/{key}/"], key
        assert head.links["cite-as"] == [f"https://doi.org/{record.doi}" if record.doi else head.links["canonical"][0]]
        for address in (*head.links["describedby"], *head.links["linkset"]):
            assert (dist / address.removeprefix(BASE)).is_file(), address


def test_the_first_entry(dist: Path) -> None:
    head = Head(dist / "publications" / SEED / "index.html")
    assert head.one("citation_title") == (
        "Data og relationer i omsorgsarbejdet: Mellem datadrømme og virkelighed i kommunale sundhedsindsatser"
    )
    assert head.metas["citation_author"] == [
        "Papazu, Irina", "Rasmussen, Niels Borch", "Hermansen, Jonathan Jagd", "Rasmussen, Kasper Friis",
    ]  # fmt: skip
    assert head.one("citation_journal_title") == "Tidsskrift for Arbejdsliv"
    assert head.one("citation_issue") == "4"
    assert (head.one("citation_firstpage"), head.one("citation_lastpage")) == ("41", "58")
    assert head.one("citation_publication_date") == "2024/01"
    assert "Care work" in head.metas["citation_keywords"]
    (thing,) = head.data
    assert thing["@type"] == "ScholarlyArticle"
    assert thing["isPartOf"]["@type"] == "PublicationIssue"
    assert thing["isPartOf"]["isPartOf"]["@type"] == "Periodical"
    danish = Head(dist / "da" / "publications" / SEED / "index.html")
    assert danish.one("og:url") == f"{BASE}da/publications/{SEED}/"
    assert danish.one("og:locale") == "da_DK"
    assert danish.metas["citation_author"] == head.metas["citation_author"]


def test_the_link_set_says_what_the_head_says(dist: Path, portal: Portal) -> None:
    for key in portal.publications:
        head = Head(dist / "publications" / key / "index.html")
        told = json.loads((dist / f"publications/{key}/{key}.linkset.json").read_text("utf-8"))
        context = told["linkset"][0]
        assert context["anchor"] == f"{BASE}publications/{key}/"
        for relation in ("cite-as", "author", "describedby", "item", "type", "license", "collection"):
            assert [link["href"] for link in context.get(relation, [])] == head.links[relation], (key, relation)


def test_lists_are_read_by_reference_managers(dist: Path) -> None:
    head = Head(dist / "people/irina-papazu/index.html")
    (coins,) = [found for found in head.coins if "Data og relationer" in found["rft.atitle"][0]]
    assert coins["rft.jtitle"] == ["Tidsskrift for Arbejdsliv"]
    assert coins["rft.au"][0] == "Papazu, Irina"
    assert (coins["rft.spage"], coins["rft.epage"], coins["rft.issue"]) == (["41"], ["58"], ["4"])


def test_every_publication_in_a_list_is_read_back(dist: Path, portal: Portal) -> None:
    """As OpenURL resolvers read it: the keys of the matrix that a type of work has."""
    pages = [dist / "publications/index.html", *(dist / "publications/page").glob("*/index.html")]
    told = {found["rft.atitle" if "rft.atitle" in found else "rft.btitle" if "rft.btitle" in found else "rft.title"][0]:
            found for page in pages for found in Head(page).coins}  # fmt: skip
    assert len(told) == len(portal.publications)
    for key, record in portal.publications.items():
        found = told[Head(dist / "publications" / key / "index.html").one("citation_title")]
        people = [a.name.inverted if a.name else a.literal for a in record.authors or record.editors]
        assert found.get("rft.au", []) + found.get("rft.aucorp", []) in (people, []), key
        assert found.get("rft.creator", found.get("rft.inventor", people)) == people, key
        assert found["ctx_ver"] == ["Z39.88-2004"], key
        assert (f"info:doi/{record.doi}" in found["rft_id"]) == bool(record.doi), key
        assert found.get("rft.date", [""]) == [str(record.date or "")], key
        if record.journal:
            assert found["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"], key
            assert found.get("rft.volume", [""]) == [record.volume], key
            assert found.get("rft.issue", [""]) == [record.issue], key


def test_the_page_of_a_publication_has_no_coins(dist: Path, portal: Portal) -> None:
    """Reference managers prefer them to the tags of the page, and would offer related works instead of the one."""
    for key in portal.publications:
        assert Head(dist / "publications" / key / "index.html").coins == [], key


@pytest.mark.parametrize(
    ("author", "tag"),
    [
        ("van der Waals, Johannes Diderik", "Johannes Diderik van der Waals"),
        ("Waals, Johannes Diderik", "Waals, Johannes Diderik"),
        ("{literal: The Card Group}", "The Card Group,"),
    ],
)
def test_a_lone_author_is_not_taken_for_two(author: str, tag: str, write_site: WriteSite) -> None:
    """Reference managers take one tag with spaces on both sides of its comma for a list of names."""
    written = author if "{" in author else f'"{author}"'
    site = write_site({"content/publications/on-cards.md": ARTICLE.replace("Ada Lind", written)})
    assert main(["build", "--site", str(site)]) == 0
    assert Head(site / "dist/publications/on-cards/index.html").metas["citation_author"] == [tag]


def test_scripts_are_data_or_files(dist: Path) -> None:
    """So a Content-Security-Policy needs no exception for them."""
    for page in dist.rglob("*.html"):
        for attributes in re.findall(r"<script([^>]*)>", page.read_text("utf-8")):
            assert "src=" in attributes or 'type="application/' in attributes, page


@pytest.mark.parametrize(
    ("page", "kind"),
    [("keywords/care-work", "DefinedTerm"), ("journals/tidsskrift-for-arbejdsliv", "Periodical")],
)
def test_lists_say_what_they_are_about(dist: Path, page: str, kind: str) -> None:
    (thing,) = Head(dist / page / "index.html").data
    assert thing["@type"] == "CollectionPage"
    assert thing["about"]["@type"] == kind
    assert f"{BASE}publications/{SEED}/" in thing["mainEntity"]["itemListElement"]


def test_the_page_of_a_person_is_a_profile(dist: Path) -> None:
    (thing,) = Head(dist / "people/irina-papazu/index.html").data
    assert thing["@type"] == "ProfilePage"
    assert (thing["mainEntity"]["@type"], thing["mainEntity"]["name"]) == ("Person", "Irina Papazu")
    assert f"{BASE}publications/{SEED}/" in [item["url"] for item in thing["hasPart"]]


@pytest.mark.parametrize(
    ("page", "way"),
    [
        (f"publications/{SEED}", "publications/"),
        ("people/irina-papazu", "people/"),
        ("years/2018", "years/"),
        ("publications", ""),
        ("da/journals/tidsskrift-for-arbejdsliv", "da/journals/"),
    ],
)
def test_pages_say_the_way_to_them(dist: Path, page: str, way: str) -> None:
    (thing,) = Head(dist / page / "index.html").data
    about = thing.get("mainEntityOfPage", thing)
    *before, here = about["breadcrumb"]["itemListElement"]
    (above,) = before
    assert above["item"] == {"@id": BASE + way}
    assert above["name"]
    assert [step["position"] for step in (above, here)] == [1, 2]
    assert here == {"@type": "ListItem", "position": 2, "name": thing["name"]}


def test_a_head_names_a_hundred_authors_and_the_link_set_all(write_site: WriteSite) -> None:
    families = [f"Fam{one}{two}" for one in ascii_lowercase for two in ascii_lowercase][:150]
    entry = ARTICLE.replace("Ada Lind", ", ".join(f"Ada {family}" for family in families))
    site = write_site({"site.yaml": f"title: Test\nbase_url: {BASE}\n", "content/publications/on-cards.md": entry})
    assert main(["build", "--site", str(site)]) == 0
    page = site / "dist/publications/on-cards"
    head = Head(page / "index.html")
    for name in ("citation_author", "DC.creator"):
        assert head.metas[name] == [f"{family}, Ada" for family in families[:100]]
    (thing,) = head.data
    assert len(thing["author"]) == 150
    (links, *_) = json.loads((page / "on-cards.linkset.json").read_text("utf-8"))["linkset"]
    assert len(links["author"]) == 150
    assert len(head.links["author"]) == 100


def test_the_home_page_says_how_to_search(dist: Path) -> None:
    (thing,) = Head(dist / "index.html").data
    assert thing["@type"] == "WebSite"
    assert thing["potentialAction"]["target"]["urlTemplate"] == f"{BASE}search/?q={{search_term_string}}"


HIDDEN = """\
files:
  - {url: "https://files.test/open.pdf"}
  - {url: "https://files.test/closed.pdf", access: closed}
  - {url: "https://files.test/later.pdf", access: embargoed, embargo_until: 2999-01-01}
  - {url: "https://files.test/someday.pdf", embargo_until: 2999-01-01}
retracted: {reason: "The cards were invented."}
"""


def test_what_is_not_open_is_told_to_no_machine(write_site: WriteSite) -> None:
    site = write_site(
        {
            "site.yaml": f"title: Test\nbase_url: {BASE}\nsearch: false\n",
            "content/publications/on-cards.md": ARTICLE.replace("---\nAbout", f"{HIDDEN}---\nAbout"),
        }
    )
    assert main(["build", "--site", str(site)]) == 0
    head = Head(site / "dist/publications/on-cards/index.html")
    assert head.metas["citation_pdf_url"] == head.links["item"] == ["https://files.test/open.pdf"]
    (thing,) = head.data
    assert thing["creativeWorkStatus"] == "Retracted"
    for path in (site / "dist").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"closed.pdf" not in content or b"later.pdf" not in content or path.suffix == ".html", path
            assert b"files.test/closed.pdf" not in content, path
            assert b"files.test/later.pdf" not in content, path
            assert b"files.test/someday.pdf" not in content, path


def test_nothing_in_a_title_ends_the_data(write_site: WriteSite) -> None:
    title = 'title: "</script><script>alert(1)</script> & <!-- \\" ends"'
    site = write_site({"content/publications/on-cards.md": ARTICLE.replace("title: On Cards", title)})
    assert main(["build", "--site", str(site)]) == 0
    head = Head(site / "dist/publications/on-cards/index.html")
    (thing,) = head.data
    assert thing["name"] == head.one("citation_title") == '</script><script>alert(1)</script> & <!-- " ends'


def test_without_an_address_nothing_pretends_to_have_one(write_site: WriteSite) -> None:
    files = "files:\n  - {path: cards.pdf}\n  - {path: later.pdf, access: embargoed, embargo_until: 2999-01-01}\n"
    site = write_site(
        {
            "content/publications/on-cards.md": ARTICLE.replace("---\nAbout", f"{files}---\nAbout"),
            "content/files/cards.pdf": b"%PDF",
            "content/files/later.pdf": b"%PDF later",
        }
    )
    assert main(["build", "--site", str(site)]) == 0
    folder = site / "dist/publications/on-cards"
    head = Head(folder / "index.html")
    context = json.loads((folder / "on-cards.linkset.json").read_text("utf-8"))["linkset"][0]
    assert context["anchor"] == "./"
    assert head.links["item"] == [link["href"] for link in context["item"]] == ["../../publications/on-cards/cards.pdf"]
    assert (folder / head.links["item"][0]).resolve().is_file()
    assert (folder / context["describedby"][0]["href"]).resolve().is_file()
    assert head.metas["og:image"] == head.metas["citation_pdf_url"] == []
    for thing in (thing for page in (site / "dist").rglob("*.html") for thing in Head(page).data):
        assert "potentialAction" not in thing
        assert all("://" in address for address in re.findall(r"'(?:@id|url)': '([^']*)'", str(thing)))
    assert head.metas["og:url"] == head.metas["citation_abstract_html_url"] == head.links["collection"] == []
    assert head.links["linkset"] == ["../../publications/on-cards/on-cards.linkset.json"]
