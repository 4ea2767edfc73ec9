"""`kartotek new publication --doi` and its like: a server on this computer plays the answers of those who are asked."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from kartotek.content.entries import RawEntry, Source, read_entry
from kartotek.fetch.client import Client
from kartotek.lookup.hosts import Hosts
from kartotek.lookup.new_work import AskedWork, new_work
from tests.conftest import ARTICLE, WriteSite, tree
from tests.fetch.server import Answers, Clock, Reply, Server, playing

CROSSREF = {
    "status": "ok",
    "message-type": "work",
    "message-version": "1.0.0",
    "message": {
        "DOI": "10.1000/cards", "type": "journal-article", "title": ["On <i>cards</i>: a study"],
        "author": [
            {"given": "Ada", "family": "Lind", "ORCID": "https://orcid.org/0000-0002-1825-0097", "sequence": "first"},
            {"given": "Bo", "family": "Berg", "sequence": "additional"},
        ],
        "container-title": ["Journal of Indexes"], "ISSN": ["0378-5955"], "volume": "3", "issue": "4", "page": "1-20",
        "issued": {"date-parts": [[2020, 5, 2]]}, "publisher": "Drawers Ltd", "reference-count": 3,
        "abstract": "<jats:p>About cards.</jats:p>", "archive": ["Portico"],
    },
}  # fmt: skip
DATACITE = {
    "data": {
        "id": "10.5072/counted", "type": "dois",
        "attributes": {
            "doi": "10.5072/counted", "titles": [{"title": "Counted cards"}], "publicationYear": 2019,
            "creators": [{"name": "Lind, Ada", "givenName": "Ada", "familyName": "Lind", "nameType": "Personal"}],
            "publisher": "Zenodo", "types": {"resourceTypeGeneral": "Dataset"}, "version": "1.1",
        },
    },
}  # fmt: skip
CSL = {
    "type": "article-journal", "title": "Kort", "DOI": "10.1401/kort", "author": [{"given": "Ada", "family": "Lind"}],
    "issued": {"date-parts": [[2018]]}, "container-title": "Kortbladet",
}  # fmt: skip
ARXIV = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>
 <entry>
  <id>http://arxiv.org/abs/2101.00001v2</id><updated>2021-02-01T12:41:59Z</updated>
  <published>2021-01-03T16:12:41Z</published><title>On drawers
   with $x^2$ cards</title><summary> We sort
 cards. </summary><author><name>Ada Lind</name></author>
  <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/drawers</arxiv:doi>
  <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">11 pages</arxiv:comment>
  <category term="math.NA" scheme="http://arxiv.org/schemas/atom"/>
 </entry></feed>"""
MEDLINE = (
    "PMID- 12345678\nTI  - Cards and health.\nFAU - Lind, Ada\nAU  - Lind A\nLA  - eng\nPT  - Journal Article\n"
    "DP  - 2017 Mar\nTA  - J Ind\nJT  - Journal of Indexes\nVI  - 2\nPG  - 7-9\n"
)
BOOK = {
    "ISBN:9788702123456": {
        "url": "https://openlibrary.org/books/OL1M/Cards", "key": "/books/OL1M", "title": "The art of cards",
        "subtitle": "a history", "authors": [{"url": "https://openlibrary.org/authors/OL1A", "name": "Ada Lind"}],
        "number_of_pages": 212, "publishers": [{"name": "Drawers"}], "publish_places": [{"name": "Copenhagen"}],
        "publish_date": "May 2001", "identifiers": {"isbn_13": ["9788702123456"], "oclc": ["12"]},
        "subjects": [{"name": "Indexing", "url": "https://openlibrary.org/subjects/indexing"}],
    }
}  # fmt: skip


def ra(agency: str) -> Reply:
    return Reply(json.dumps([{"DOI": "10.1/x", "RA": agency}]))


ANSWERS: Mapping[str, Answers] = {
    "/ra/10.1000/cards": ra("Crossref"),
    "/works/10.1000%2Fcards": Reply(json.dumps(CROSSREF)),
    "/ra/10.5072/counted": ra("DataCite"),
    "/dois/10.5072/counted": Reply(json.dumps(DATACITE)),
    "/ra/10.1401/kort": ra("mEDRA"),
    "/10.1401/kort": Reply(json.dumps(CSL)),
    "/ra/10.1000/none": Reply(json.dumps([{"DOI": "10.1000/none", "status": "DOI does not exist"}])),
    "/api/query": Reply(ARXIV),
    "/entrez/eutils/efetch.fcgi": Reply(MEDLINE),
    "/api/books": Reply(json.dumps(BOOK)),
}


def hosts(url: str) -> Hosts:
    return Hosts(url, url, url, url, url, url)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with playing(ANSWERS) as server:
        monkeypatch.setattr("kartotek.lookup.hosts.HOSTS", hosts(server.url))
        yield server


def new(site: Path, *arguments: str) -> int:
    return main(["new", "publication", "--site", str(site), *arguments])


def data(site: Path, file: str) -> dict[str, Any]:
    entry = read_entry(site, Source("publications", Path(file).stem, file))
    assert isinstance(entry, RawEntry), entry
    return {**entry.data, "abstract": entry.body} if entry.body else entry.data


def test_a_doi_of_crossref(write_site: WriteSite, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({"site.yaml": "title: T\nsearch: false\ncontact: office@example.org\n"})
    assert new(site, "--doi", "https://doi.org/10.1000/CARDS") == 0
    told = capsys.readouterr().err
    assert "content/publications/lind-2020-cards-study.md is written\n" in told
    assert "note: no place for archive: Portico\n" in told
    assert "note: no place for publisher: Drawers Ltd\n" in told
    text = (site / "content/publications/lind-2020-cards-study.md").read_text("utf-8")
    known, _, more = text.partition("# More fields")
    assert known == (
        "---\ntype: article-journal\ntitle: \"On *cards*: a study\"\nauthors:\n"
        "- {name: Ada Lind, orcid: 0000-0002-1825-0097}\n- Bo Berg\nissued: 2020-05-02\njournal: Journal of Indexes\n"
        "volume: 3\nissue: 4\npages: 1-20\nissn: [0378-5955]\ndoi: 10.1000/cards\n"
    )  # fmt: skip
    assert "\n# subtitle: " in more
    assert "\n# title: " not in more
    assert more.endswith("\n---\nAbout cards.\n")
    assert server.asked[-1].query == {"mailto": "office@example.org"}
    assert main(["check", "--site", str(site), "--jobs", "1", "--strict"]) == 0


FOUND: Mapping[tuple[str, str], tuple[str, Mapping[str, Any], tuple[str, ...]]] = {
    ("--doi", "10.5072/counted"): ("lind-2019-counted-cards", {"type": "dataset", "publisher": "Zenodo"}, ()),
    ("--doi", "10.1401/kort"): ("lind-2018-kort", {"journal": "Kortbladet", "doi": "10.1401/kort"}, ()),
    ("--arxiv", "arXiv:2101.00001"): (
        "lind-2021-drawers-x2-cards",
        {"type": "preprint", "title": "On drawers with $x^2$ cards", "arxiv": "2101.00001", "issued": "2021-01-03",
         "related": [{"relation": "IsVersionOf", "doi": "10.1000/drawers"}], "note": "11 pages",
         "abstract": "We sort cards."}, (),
    ),
    ("--pmid", "12345678"): (
        "lind-2017-cards-health", {"pmid": "12345678", "journal": "Journal of Indexes", "volume": "2"}, (),
    ),
    ("--isbn", "978-87-02-12345-6"): (
        "lind-2001-art-cards",
        {"type": "book", "title": "The art of cards", "subtitle": "a history", "publisher": "Drawers",
         "place": "Copenhagen", "issued": "2001-05", "number_of_pages": "212", "isbn": ["9788702123456"],
         "identifiers": ["OCLC 12"]}, ("note: no place for subjects: Indexing\n",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("option", FOUND, ids=str)
def test_what_is_written_is_complete(
    option: tuple[str, str], write_site: WriteSite, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    name, wanted, told = FOUND[option]
    site = write_site({})
    assert new(site, *option) == 0
    said = capsys.readouterr().err
    assert all(each in said for each in told)
    assert "draft" not in said
    made = data(site, f"content/publications/{name}.md")
    assert {key: made.get(key) for key in wanted} == wanted
    assert main(["check", "--site", str(site), "--jobs", "1"]) == 0
    assert server.asked
    before = tree(site)
    count = len(server.asked)
    assert new(site, *option) == 2
    assert f"content/publications/{name}.md has this" in capsys.readouterr().err
    assert (tree(site), len(server.asked)) == (before, count), "nobody need be asked a second time"


@pytest.mark.parametrize(
    ("option", "file", "answer"),
    [
        (("--doi", "10.1000/cards"), "a.json", json.dumps(CROSSREF)),
        (("--doi", "10.5072/counted"), "a.json", json.dumps(DATACITE)),
        (("--arxiv", "2101.00001"), "a.atom", ARXIV),
        (("--pmid", "12345678"), "a.nbib", MEDLINE),
        (("--isbn", "9788702123456"), "a.json", json.dumps(BOOK)),
    ],
)
@pytest.mark.usefixtures("server")
def test_an_import_would_write_the_same(option: tuple[str, str], file: str, answer: str, write_site: WriteSite) -> None:
    site = write_site({file: answer})
    assert new(site, *option) == 0
    (made,) = (site / "content/publications").iterdir()
    looked_up = data(site, f"content/publications/{made.name}")
    made.unlink()
    assert main(["import", str(site / file), "--site", str(site), "--jobs", "1"]) == 0
    (imported,) = (site / "content/publications").rglob("*.md")
    assert imported.name == made.name
    assert data(site, imported.relative_to(site).as_posix()) == looked_up


def test_what_is_not_known_is_to_be_filled_in(
    write_site: WriteSite, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({"site.yaml": "title: T\nlanguages: [da]\n", "content/publications/a.md": ARTICLE})
    short = {"ISBN:9788702123456": {"title": "Kort", "publish_date": "2001"}}
    server.answers["/api/books"] = Reply(json.dumps(short))
    assert new(site, "--isbn", "9788702123456", "--id", "kort-bog") == 0
    assert "it is a draft until you fill in authors, publisher\n" in capsys.readouterr().err
    lines = (site / "content/publications/kort-bog.md").read_text("utf-8").splitlines()
    assert lines[:4] == ["---", "type: book", "title: Kort", "authors:  # Forfattere i rækkefølge."]
    assert "draft: true  # Slet denne linje, når felterne ovenfor er udfyldt." in lines
    assert "isbn: [9788702123456]" in lines
    assert main(["check", "--site", str(site), "--jobs", "1"]) == 0


def test_a_work_that_is_there_by_its_title(
    write_site: WriteSite, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    own = "---\ntype: article-journal\ntitle: 'On cards: a study'\nauthors: [Ada Lind]\nissued: 2020\n---\n"
    site = write_site({"content/publications/own.md": own})
    before = tree(site)
    assert new(site, "--doi", "10.1000/cards") == 2
    assert (
        "content/publications/own.md is this work, and stays as it is; nothing was written" in capsys.readouterr().err
    )
    assert tree(site) == before
    (site / "content/publications/own.md").write_text(own.replace("article-journal", "preprint"))
    assert new(site, "--doi", "10.1000/cards") == 0
    assert "it may be another version of own; if so, add related: [{id: own, relation: IsVersionOf}]" in (
        capsys.readouterr().err
    )
    assert server.asked


@pytest.mark.parametrize(
    ("field", "option"),
    [
        ("arxiv: 2101.00001v1", ("--arxiv", "2101.00001v3")),
        ("isbn: 0-306-40615-2", ("--isbn", "978-0-306-40615-7")),
        ("doi: 10.1000/CARDS", ("--doi", "https://doi.org/10.1000/cards")),
        ("pmid: 12345678", ("--pmid", "12345678")),
    ],
)
def test_the_same_number_in_another_form(
    field: str, option: tuple[str, str], write_site: WriteSite, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({"content/publications/own.md": f"---\ntype: book\ntitle: Own\n{field}\n---\n"})
    assert new(site, *option) == 2
    assert "content/publications/own.md has this" in capsys.readouterr().err
    assert not server.asked


def test_a_journal_that_is_known_by_another_name(
    write_site: WriteSite, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({
        "content/journals/indexes.md": "---\ntitle: Indexes, the journal\nissn: [1234-5679, 0378-5955]\n---\n",
        "content/publications/a.md": ARTICLE,
    })  # fmt: skip
    assert new(site, "--doi", "10.1000/cards") == 0
    assert data(site, "content/publications/lind-2020-cards-study.md")["journal"] == "indexes"
    assert "Journal of Indexes is called indexes, the entry of the journal with its ISSN" in capsys.readouterr().err
    assert server.asked


EMPTY_FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title></feed>'
ERROR_FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/api/errors#x</id><title>Error</title>'
    "<summary>incorrect id format for 9999.99999</summary></entry></feed>"
)
REFUSED: Mapping[str, tuple[tuple[str, ...], Mapping[str, Answers], str]] = {
    "no DOI": (("--doi", "10.x"), {}, "--doi: '10.x' is not a DOI"),
    "no ISBN": (("--isbn", "978-87-02-12345-7"), {}, "--isbn: "),
    "a DOI that nobody registered": (("--doi", "10.1000/none"), {}, "the DOI resolver knows no DOI 10.1000/none"),
    "a DOI of an agency that has no record": (
        ("--doi", "10.1000/cards"), {"/works/10.1000%2Fcards": Reply("", 404)}, "knows no DOI 10.1000/cards",
    ),
    "a journal": (
        ("--doi", "10.1000/cards"),
        {"/works/10.1000%2Fcards": Reply(json.dumps({"message": {"DOI": "10.1000/cards", "type": "journal"}}))},
        "the DOI resolver knows it, but: it is a journal, not a work; nothing was written",
    ),
    "a page": (
        ("--doi", "10.1000/cards"), {"/works/10.1000%2Fcards": Reply("<html>Sign in</html>")},
        "nothing was written",
    ),
    "nothing": (("--pmid", "1"), {"/entrez/eutils/efetch.fcgi": Reply("")}, "PubMed knows no PubMed identifier 1;"),
    "words": (
        ("--pmid", "1"), {"/entrez/eutils/efetch.fcgi": Reply("\n1: id: 1 Error occurred: not available\n")},
        "PubMed knows no PubMed identifier 1;",
    ),
    "no preprint": (("--arxiv", "9999.99999"), {"/api/query": Reply(EMPTY_FEED)}, "arXiv knows no arXiv identifier"),
    "an error of arXiv": (
        ("--arxiv", "9999.99999"), {"/api/query": Reply(ERROR_FEED)}, "arXiv says: incorrect id format for 9999.99999",
    ),
    "no book": (("--isbn", "9788702123456"), {"/api/books": Reply("{}")}, "Library knows no ISBN 978-87-02-12345-6"),
    "half a book": (
        ("--isbn", "9788702123456"), {"/api/books": Reply(json.dumps(BOOK)[:200])}, "it is not JSON, or was cut off",
    ),
    "another preprint": (("--arxiv", "2101.00002"), {}, "arXiv answers with another work, 2101.00001"),
    "another article": (("--pmid", "12345679"), {}, "PubMed answers with another work, 12345678; nothing was written"),
    "too much at once": (("--doi", "10.1000/cards", "--title", "T"), {}, "--doi says all of a publication"),
    "a file that is there": (("--doi", "10.1000/cards", "--id", "own"), {}, "there is content/publications/own.md"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_said_and_nothing_is_written(
    case: str, write_site: WriteSite, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    options, answers, told = REFUSED[case]
    server.answers |= answers
    site = write_site({"content/publications/own.md": "---\ntype: book\ntitle: Own\n---\n"})
    before = tree(site)
    assert new(site, *options) == 2
    assert told in capsys.readouterr().err
    assert tree(site) == before


@pytest.mark.parametrize("name", ["../x", "own", "A b", "con"])
def test_nobody_is_asked_for_a_file_that_cannot_be(name: str, write_site: WriteSite, server: Server) -> None:
    site = write_site({"content/publications/own.md": "---\ntype: book\ntitle: Own\n---\n"})
    assert new(site, "--doi", "10.1000/cards", "--id", name) == 2
    assert not server.asked


def test_a_doi_that_is_another_name_of_a_doi_is_told(
    write_site: WriteSite, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers |= {"/ra/10.1000/alias": ra("Crossref"), "/works/10.1000%2Falias": Reply(json.dumps(CROSSREF))}
    site = write_site({})
    assert new(site, "--doi", "10.1000/alias") == 0
    said = (
        "note: you asked for the DOI 10.1000/alias, and the record has 10.1000/cards: see that it is the work you mean"
    )
    assert said in capsys.readouterr().err
    assert new(site, "--doi", "10.1000/alias") == 2, "the work is there, by its own DOI"


def test_only_publications_are_looked_up(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "person", "--doi", "10.1000/cards", "--site", str(write_site({}))]) == 2
    assert "--doi says all of a publication" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"/ra/10.1000/cards": Reply("", 503)}, "is not available now (status 503); nothing was written"),
        ({"/ra/10.1000/cards": Reply("", 429)}, "has had too many requests for now (status 429)"),
        ({"/ra/10.1000/cards": Reply("[" * 50, cut=True)}, "ends the connection before the answer is complete"),
    ],
)
def test_a_server_in_trouble(answers: Mapping[str, Answers], told: str, write_site: WriteSite, server: Server) -> None:
    site = write_site({})
    server.answers |= answers
    before = tree(site)
    with pytest.raises(Exception, match="nothing was written") as refused:
        new_work(site, AskedWork("doi", "10.1000/cards"), hosts(server.url), Client(time=Clock().time))
    assert told in str(refused.value)
    assert "`kartotek new publication` then writes an empty entry" in getattr(refused.value, "hint", "")
    assert tree(site) == before


def test_without_a_network(write_site: WriteSite) -> None:
    site = write_site({})
    with playing({}) as gone:
        url = gone.url
    with pytest.raises(Exception, match="cannot be reached: nothing answers there; nothing was written"):
        new_work(site, AskedWork("isbn", "9788702123456"), hosts(url), Client(time=Clock().time))


def test_without_a_network_an_empty_entry_is_offered(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site({})
    with playing({}) as gone:
        monkeypatch.setattr("kartotek.lookup.hosts.HOSTS", hosts(gone.url))
    monkeypatch.setattr("kartotek.lookup.new_work.Client", lambda *_, **__: Client(time=Clock().time))
    asked: list[str] = []
    answers = {"Type": "preprint", "Title": "On cards", "Authors, with ; between them": "Ada Lind"}

    def ask(given: str | None, question: str, default: str, _: object = ()) -> str:
        asked.append(question)
        return "yes" if "Fill in an entry yourself?" in question else answers.get(question, given or default)

    monkeypatch.setattr("kartotek.cli.new.ask", ask)
    assert new(site, "--arxiv", "2101.00001") == 0
    assert "cannot be reached: nothing answers there; nothing was written. Fill in" in asked[0]
    text = (site / "content/publications/lind-cards.md").read_text("utf-8")
    assert "authors: [Ada Lind]  # " in text
    assert '\narxiv: "2101.00001"  # ' in text
    assert "# arxiv:" not in text
