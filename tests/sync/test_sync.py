"""What becomes of sources that answer well, badly or not at all."""

from collections.abc import Callable, Mapping

import pytest

from kartotek.importers.importing import ImportOptions, SourceRead, import_records
from kartotek.importers.plan import ImportPlan
from kartotek.sync import run
from tests.conftest import WriteSite, tree
from tests.fetch.server import Answers, Reply, playing
from tests.sync import played
from tests.sync.played import ADA, BO, ROR
from tests.sync.running import Start, counts, entries, files, report, sync, works


def test_files_on_the_web_and_in_a_folder(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    bib = "@book{berg, title = {Drawers}, author = {Berg, Bo}, year = 1999}\n"
    ris = "TY  - JOUR\nTI  - Cards\nAU  - Lind, Ada\nPY  - 2001\nER  -\n"
    with playing({"/list/refs.bib": Reply(bib)}) as server:
        site = start(
            f"{{from: url, name: web, address: {server.url}/list/refs.bib}}",
            "{from: folder, folder: inbox}",
            **{"inbox/a.ris": ris, "inbox/more/b.bib": bib, "inbox/picture.bib": "\x89PNG"},
        )
        (site / "inbox/picture.bib").write_bytes(b"\x89PNG")
        found = report(site, capsys, status=1)
    assert counts(found["web"]) == {"imported": 1}
    assert counts(found["folder"]) == {"imported": 1, "unchanged": 1}
    assert [(problem["what"], problem["reason"]) for problem in found["folder"]["problems"]] == [
        ("picture.bib", "picture.bib is not a bibliography but a picture")
    ]
    assert entries(site) == ["berg-1999-drawers.md", "lind-2001-cards.md"]


def test_corrections_stay_and_what_is_gone_stays(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    now = [played.openalex_work(number, language="en") for number in (1, 2, 3)]
    with playing(played.openalex(lambda _: now)) as server:
        site = start(f"{{from: openalex, address: {server.url}, ror: {ROR}}}")
        sync(site)
        first, second, third = sorted((site / "content/publications").rglob("*.md"))
        first.write_text(first.read_text("utf-8").replace("language: en", "language: da"), "utf-8")
        second.unlink()
        now[0]["language"] = "de"
        now[1]["language"] = "de"
        del now[2]
        found = report(site, capsys)["openalex"]
    by_key = {result["key"]: result for result in found["import"]["results"]}
    assert by_key["W1"]["kept"] == ["language"]
    assert by_key["W2"]["reason"] == f"an editor removed its entry {second.stem}"
    assert found["absent"] == [third.stem]
    assert "language: da" in first.read_text("utf-8")
    assert not second.exists()
    assert third.exists()


def test_nothing_at_all_is_no_deletion(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    now = [played.openalex_work(number) for number in (1, 2)]
    with playing(played.openalex(lambda _: now)) as server:
        site = start(f"{{from: openalex, address: {server.url}, ror: {ROR}}}")
        sync(site)
        before = files(site)
        now.clear()
        found = report(site, capsys)["openalex"]
    assert len(found["absent"]) == 2
    assert files(site) == before


HTML = "\n<!DOCTYPE html><html><title>Sign in</title></html>"
BAD: Mapping[str, tuple[Answers, str]] = {
    "busy": (Reply(status=429), "HOST has had too many requests for now (status 429)"),
    "broken": (Reply(HTML, 500), "HOST has a fault of its own (status 500)"),
    "gone": (Reply("", 404), "HOST has nothing there (status 404)"),
    "a web page": (Reply(HTML), "HOST gives a web page instead of records"),
    "nothing": (Reply(""), "HOST gives an empty answer"),
    "no JSON": (Reply("{'a': 1}"), "HOST gives an answer that is not JSON"),
    "other JSON": (Reply('{"hello": [1, 2]}'), "gives an answer without `meta.count`"),
    "half of it": (Reply('{"meta": {"count": 1}, "results": [', cut=True), "HOST ends the connection before"),
    "no list": (Reply('{"meta": {"count": 1}, "results": {}}'), "gives an answer that is no list of records"),
    "no number": (Reply('{"meta": {"count": "many"}, "results": []}'), "gives an answer in which `meta.count` is no"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_source_that_fails_says_so_and_costs_no_other(
    case: str, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, reason = BAD[case]
    good = played.below("/good", played.openalex(works(1)))
    with playing({**good, "/works": lambda _: Reply('{"meta": {"count": 0}, "results": []}')}) as server:
        site = start(
            f"{{from: openalex, name: bad, address: {server.url}, ror: {ROR}}}",
            f"{{from: openalex, name: good, address: {server.url}/good, ror: {ROR}}}",
        )
        sync(site)
        before = files(site)
        server.answers["/works"] = bad
        found = report(site, capsys, status=1)
        (problem,) = found["bad"]["problems"]
        assert problem["what"] == "works of the organisation"
        assert problem["reason"].startswith(reason.replace("HOST", server.url[7:]))
        assert found["bad"]["import"] is None
        assert counts(found["good"]) == {"unchanged": 1}
        assert files(site) == before


def test_a_file_in_no_format_is_told_with_what_to_write_in_the_settings(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    with playing({"/a.json": lambda _: Reply("null")}) as server:
        found = report(start(f"{{from: url, name: a, address: {server.url}/a.json}}"), capsys, status=1)["a"]
    assert found["problems"][0]["hint"].startswith("say which it is with `format:` in site.yaml, one of refer|bibtex|")


ITEM = '{"id": "a", "type": "book", "title": "On \\u00e6 cards", "issued": {"date-parts": [[1999]]}}'


@pytest.mark.parametrize("cut", [1, 2, 20, 35, len(ITEM) + 1])
def test_json_that_breaks_off_is_not_used(start: Start, capsys: pytest.CaptureFixture[str], cut: int) -> None:
    """The works that are missing would count as gone."""
    other = ITEM.replace("cards", "drawers").replace('"a"', '"b"')
    whole = f"[{ITEM}, {other}]"
    now = [whole[:-cut]]
    with playing({"/a.json": lambda _: Reply(now[0])}) as server:
        site = start(f"{{from: url, name: a, address: {server.url}/a.json}}")
        found = report(site, capsys, status=1)["a"]
        (problem,) = found["problems"]
        assert "gives JSON that breaks off" in problem["reason"]
        assert not entries(site)
        now[0] = whole
        report(site, capsys)
    assert len(entries(site)) == 2


def test_a_list_that_breaks_off_is_left_out_and_nothing_counts_as_gone(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    lists = played.orcid({ADA: {n: n for n in range(1, 151)}, BO: {900: 900}})
    with playing(lists) as server:
        site = start(f"{{from: orcid, address: {server.url}, people: true}}")
        sync(site)
        broken = [path for path in lists if path.startswith(f"/{ADA}/works/101")]
        server.answers |= {broken[0]: Reply(status=500), **played.orcid({BO: {901: 901}})}
        found = report(site, capsys, status=1)["orcid"]
    assert [problem["what"] for problem in found["problems"]] == [f"works of {ADA}"]
    assert counts(found) == {"imported": 1}
    assert found["absent"] == []
    assert len(entries(site)) == 152


def test_fewer_than_there_should_be_are_imported_but_nothing_counts_as_gone(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    with playing(played.openalex(works(1, 2))) as server:
        site = start(f"{{from: openalex, address: {server.url}, ror: {ROR}}}")
        sync(site)
        pages = [[played.openalex_work(3)], []]
        server.answers["/works"] = [played.reply({"meta": {"count": 3}, "results": page}) for page in pages]
        found = report(site, capsys)["openalex"]
    assert counts(found) == {"imported": 1}
    assert found["import"]["notes"] == ["it says that it has 3 works of the organisation, and gives 1"]
    assert found["absent"] == []


def test_without_a_network_it_says_so_and_changes_nothing(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = "address: 'http://127.0.0.1:1'"
    site = start(f"{{from: orcid, {nobody}, people: true}}", f"{{from: openalex, {nobody}, ror: {ROR}}}")
    before = files(site)
    sync(site, status=1)
    said = capsys.readouterr().err.splitlines()
    assert said.count("  help: check that this computer is online, and that the address is right") == 2
    assert said[-1] == "error: there seems to be no network; nothing was changed"
    assert files(site) == before


def test_a_trial_writes_nothing_and_knows_what_other_sources_bring(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {**played.openalex(works(1, 2)), **played.below("/o", played.orcid({ADA: {7: 2}}))}
    with playing(answers) as server:
        site = start(
            f"{{from: openalex, address: {server.url}, ror: {ROR}}}",
            f"{{from: orcid, address: {server.url}/o, orcid: {ADA}}}",
        )
        before = tree(site)
        found = report(site, capsys, "--dry-run")
        assert (counts(found["openalex"]), counts(found["orcid"])) == ({"imported": 2}, {"unchanged": 1})
        sync(site, "--dry-run", "openalex")
        shown = capsys.readouterr()
        assert "+title: On bbbbb\n" in shown.out
        assert "nothing was written" in shown.err
        assert tree(site) == before
        sync(site)
        assert {name: counts(source) for name, source in found.items()} == {
            "openalex": {"imported": 2},
            "orcid": {"unchanged": 1},
        }


def test_a_source_that_is_named_alone(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    with playing(played.openalex(works(1))) as server:
        site = start(
            f"{{from: openalex, name: ours, address: {server.url}, ror: {ROR}}}", "{from: folder, folder: nowhere}"
        )
        assert list(report(site, capsys, "ours")) == ["ours"]
        sync(site, "our", status=2)
    assert capsys.readouterr().err.splitlines() == ["error: there is no source 'our'", "help: did you mean 'ours'?"]


def test_a_portal_without_sources(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    sync(write_site({}), status=2)
    assert capsys.readouterr().err.startswith("error: site.yaml names no sources\nhelp: add some, such as `sources: [")


CONFLICT = "<<<<<<< HEAD\n=======\n>>>>>>> main\n"


@pytest.mark.parametrize("damage", ["{", CONFLICT, None], ids=["half a line", "conflict", "a folder"])
def test_a_damaged_ledger_costs_no_other_source(
    damage: str | None, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    bib = "@book{berg, title = {Drawers}, author = {Berg, Bo}, year = 1999}\n"
    both = ("{from: folder, name: one, folder: in}", "{from: folder, name: two, folder: more}")
    site = start(*both, **{"in/a.bib": bib, "more/b.bib": bib})
    sync(site)
    ledger = site / "imports/two.jsonl"
    ledger.unlink()
    if damage is None:
        ledger.mkdir()
    else:
        ledger.write_text(damage, "utf-8")
    (site / "in/c.bib").write_text(bib.replace("berg", "b").replace("Drawers", "Cards"), "utf-8")
    found = report(site, capsys, status=1)
    assert counts(found["one"]) == {"imported": 1, "unchanged": 1}
    assert found["one"]["import"]["notes"][0].startswith("imports/two.jsonl")
    (problem,) = found["two"]["problems"]
    assert problem["reason"].startswith("imports/two.jsonl")
    assert found["two"]["import"] is None
    sync(site, "--format", "markdown", status=1)
    told = capsys.readouterr()
    assert "| `two` (a folder of files) | not imported |" in told.out
    assert "  it was fetched, but not imported\n" in told.err
    assert str(site.resolve()) not in told.out + told.err


def test_a_file_that_cannot_be_written_is_told_without_its_place_on_this_computer(
    start: Start, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bib = "@book{berg, title = {Drawers}, author = {Berg, Bo}, year = 1999}\n"
    both = ("{from: folder, name: one, folder: in}", "{from: folder, name: two, folder: in}")
    site = start(*both, **{"in/a.bib": bib})
    real = import_records

    def fails(asked: ImportOptions, source: str, read: Callable[[], SourceRead]) -> ImportPlan:
        if source == "two":
            raise PermissionError(13, "Permission denied", "/home/me/secret")
        return real(asked, source, read)

    monkeypatch.setattr(run, "import_records", fails)
    found = report(site, capsys, status=1)
    assert counts(found["one"]) == {"imported": 1}
    assert found["two"]["problems"] == [
        {"what": "two", "reason": "Permission denied", "hint": "check the permissions"}
    ]  # fmt: skip


def test_a_person_whose_entry_cannot_be_read_is_told_and_no_work_counts_as_gone(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    with playing(played.orcid({ADA: {1: 1}, BO: {2: 2}})) as server:
        site = start(f"{{from: orcid, address: {server.url}, people: true}}")
        sync(site)
        person = site / "content/people/bo-berg.yaml"
        whole = person.read_text("utf-8")
        person.write_text(whole + "position: [\n", "utf-8")
        found = report(site, capsys, status=1)["orcid"]
        assert [(problem["what"], problem["reason"]) for problem in found["problems"]] == [
            ("content/people/bo-berg.yaml", "cannot be read, so nobody knows whether to ask for this person")
        ]
        assert (counts(found), found["absent"]) == ({"unchanged": 1}, [])
        person.write_text(whole + "draft: true\n", "utf-8")
        sync(site)
    assert "is not at the source any more, or not asked for any more; its entry stays\n" in capsys.readouterr().err


def test_a_key_is_not_sent_where_others_can_read_it(
    start: Start, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARTOTEK_SOURCE_PURE_KEY", "abc")
    site = start("{from: pure, address: 'http://pure.example.org/ws/api'}")
    (problem,) = report(site, capsys, status=1)["pure"]["problems"]
    assert problem["reason"] == "would get its key over http, where others can read it"


def test_a_folder_that_is_a_link_out_of_the_portal_is_not_read(
    start: Start, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "a.bib").write_text("@book{berg, title = {Drawers}, author = {Berg, Bo}, year = 1999}\n", "utf-8")
    site = start("{from: folder, folder: in}")
    (site / "in").symlink_to(outside)
    (problem,) = report(site, capsys, status=1)["folder"]["problems"]
    assert problem["reason"] == "is a link that leads out of the portal"
    assert entries(site) == []


def test_links_out_of_a_folder_and_hidden_files_are_left_alone(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    bib = "@book{berg, title = {Drawers}, author = {Berg, Bo}, year = 1999}\n"
    site = start("{from: folder, folder: in}", **{"in/.a.bib": bib, "in/.git/b.bib": bib, "else/c.bib": bib})
    (site / "in/d.bib").symlink_to("../else/c.bib")
    assert counts(report(site, capsys)["folder"]) == {}
    (site / "in/e.bib").write_text(bib, "utf-8")
    (site / "in/f.bib").symlink_to("e.bib")
    assert counts(report(site, capsys)["folder"]) == {"imported": 1, "skipped": 1}
