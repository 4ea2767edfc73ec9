"""Each kind of source as its service is played on this computer: what is asked, and that every page is read."""

import pytest

from kartotek.cli import main
from tests.conftest import tree
from tests.fetch.server import Answers, Reply, playing
from tests.sync import played
from tests.sync.played import ADA, BO, ROR
from tests.sync.running import Start, counts, entries, files, report, sync, works

SERVICES: dict[str, tuple[str, dict[str, Answers], int]] = {
    "openalex": (f"ror: {ROR}", played.openalex(works(*range(250))), 250),
    "crossref": (f"orcid: {ADA}", played.crossref([played.crossref_work(number) for number in range(450)]), 450),
    "datacite": ("people: true", played.datacite([played.datacite_work(number) for number in range(450)]), 450),
    "orcid": ("people: true", played.orcid({ADA: {100 + n: n for n in range(150)}, BO: {900: 3, 901: 900}}), 151),
    "zotero": ("group: 1", played.zotero([played.zotero_item(number) for number in range(250)]), 250),
}


@pytest.mark.parametrize("kind", SERVICES)
def test_all_pages_of_a_service_are_imported_and_a_second_run_writes_nothing(
    kind: str, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    setting, answers, number = SERVICES[kind]
    with playing(answers) as server:
        site = start(f"{{from: {kind}, address: '{server.url}/', {setting}}}")
        assert counts(report(site, capsys)[kind]) == {"imported": number}
        assert all(asked.headers["user-agent"].endswith("(mailto:us@example.org)") for asked in server.asked)
        before = files(site)
        assert len(entries(site)) == number
        assert counts(report(site, capsys)[kind]) == {"unchanged": number}
        assert files(site) == before
    assert main(["check", "--site", str(site), "--jobs", "1"]) == 0


def test_what_is_asked_of_openalex(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARTOTEK_SOURCE_OPENALEX_KEY", "abc")
    with playing(played.openalex(works(*range(250)), key="abc")) as server:
        setting = f"address: {server.url}, ror: {ROR}, people: true, since: 2019, filter: 'is_oa:true'"
        sync(start(f"{{from: openalex, {setting}}}"))
        first = [asked.query for asked in server.asked if asked.query["cursor"] == "*"]
        cursors = [asked.query["cursor"] for asked in server.asked]
    more = "from_publication_date:2019-01-01,is_oa:true"
    people = f"authorships.author.orcid:https://orcid.org/{BO}|https://orcid.org/{ADA}"
    assert [query["filter"] for query in first] == [
        f"authorships.institutions.ror:https://ror.org/{ROR},{more}", f"{people},{more}"
    ]  # fmt: skip
    assert cursors == ["*", "at100", "at200", "at300"] * 2


def test_without_a_key_openalex_gives_ten_thousand_at_most(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    with playing({"/works": played.reply({"meta": {"count": 10_001}, "results": []})}) as server:
        site = start(f"{{from: openalex, address: {server.url}, ror: {ROR}}}")
        sync(site, status=1)
    assert capsys.readouterr().err.splitlines() == [
        "openalex (OpenAlex):",
        "  error: works of the organisation: has 10,001 works, and without a key gives no more than 10,000",
        "  help: get a free key at openalex.org, and put it into the environment variable KARTOTEK_SOURCE_OPENALEX_KEY",
        "  nothing was fetched, and nothing was changed",
    ]
    assert not (site / "imports").exists()


def test_pure_gives_what_is_public_of_our_unit_and_its_key_stands_nowhere(
    start: Start, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = [played.pure_output(number) for number in range(120)]
    outputs += [
        played.pure_output(900, visibility={"key": "CONFIDENTIAL"}),
        played.pure_output(901, workflow={"step": "entryInProgress"}),
        played.pure_output(902, managingOrganization={"uuid": "another"}),
    ]
    with playing(played.pure(outputs, key="s3cret-key")) as server:
        setting = "{from: pure, name: our-pure, address: %s/ws/api, organisation: our-unit}"
        site = start(setting % server.url)
        found = report(site, capsys, status=1)["our-pure"]
        assert found["problems"] == [
            {"what": "Pure", "reason": "gives nothing without a key",
             "hint": "put it into the environment variable KARTOTEK_SOURCE_OUR_PURE_KEY"}
        ]  # fmt: skip
        monkeypatch.setenv("KARTOTEK_SOURCE_OUR_PURE_KEY", "wrong")
        (problem,) = report(site, capsys, status=1)["our-pure"]["problems"]
        assert problem["reason"] == f"{server.url[7:]} wants a key that it knows (status 401): Unauthorized"
        assert problem["hint"] == "check the key in KARTOTEK_SOURCE_OUR_PURE_KEY, and that it has not expired"
        monkeypatch.setenv("KARTOTEK_SOURCE_OUR_PURE_KEY", "s3cret-key")
        found = report(site, capsys)["our-pure"]
    assert counts(found) == {"imported": 120}
    assert [note.partition(":")[0] for note in found["import"]["notes"]] == ["1 record left out"] * 3
    assert "1 record left out: it is of another organisation" in found["import"]["notes"]
    assert not any(b"s3cret" in data for data in tree(site).values())


def test_zotero_is_not_asked_twice_for_what_it_has_given(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    items = [played.zotero_item(number) for number in range(150)]
    with playing(played.zotero(items, path="/users/1/collections/ABC/items/top")) as server:
        site = start(f"{{from: zotero, address: {server.url}, user: 1, collection: ABC}}")
        sync(site)
        assert counts(report(site, capsys)["zotero"]) == {"unchanged": 150}
        assert [asked.headers.get("if-modified-since-version") for asked in server.asked] == [None, None, "7", "7"]


def test_what_is_no_work_is_counted(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    files = [{"key": f"F{i}", "data": {"key": f"F{i}", "itemType": "attachment", "title": "PDF"}} for i in range(3)]
    with playing(played.zotero([played.zotero_item(1), *files])) as server:
        found = report(start(f"{{from: zotero, address: {server.url}, group: 1}}"), capsys)["zotero"]
    assert counts(found) == {"imported": 1}
    assert found["import"]["notes"] == ["3 records left out: it is an attachment"]


@pytest.mark.parametrize(("versions", "status"), [((1, 2, 2, 2), 0), ((1, 2, 3, 4, 5, 6, 7), 1)])
def test_a_library_that_changes_while_it_is_read_is_read_again(
    versions: tuple[int, ...], status: int, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    with playing(played.zotero([played.zotero_item(number) for number in range(150)], versions)) as server:
        found = report(start(f"{{from: zotero, address: {server.url}, group: 1}}"), capsys, status=status)["zotero"]
    if status:
        assert found["problems"][0]["reason"] == "was changed while it was read"
        assert found["import"] is None
    else:
        assert counts(found) == {"imported": 150}


def test_the_same_page_again_and_again_ends(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    answer = {"message": {"total-results": 900, "items": [played.crossref_work(1)], "next-cursor": "x"}}
    with playing({"/works": played.reply(answer)}) as server:
        site = start(f"{{from: crossref, address: {server.url}, orcid: {ADA}}}")
        (problem,) = report(site, capsys, status=1)["crossref"]["problems"]
    assert problem["reason"] == "gives the same page again and again"


def test_a_service_that_is_busy_may_want_a_key(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    with playing({"/works": Reply("", 429)}) as server:
        site = start(f"{{from: openalex, address: {server.url}, ror: {ROR}}}")
        (problem,) = report(site, capsys, status=1)["openalex"]["problems"]
    assert problem["hint"] == "put a key into the environment variable KARTOTEK_SOURCE_OPENALEX_KEY, or try again later"
