"""Addresses elsewhere are asked for politely, by a real server on this computer; what is gone is told at its entry."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.diagnostics import SetupError
from kartotek.fetch.client import Limits
from kartotek.links import check as check_module
from kartotek.links.ask import RESOLVERS, is_public
from kartotek.links.check import Asking, LinksAsked, check_links
from kartotek.links.found import find_elsewhere
from tests.conftest import WriteSite
from tests.fetch.server import Answers, Asked, Clock, Reply, Server, playing

FILE = "content/publications/a.md"
HEAD = "---\ntype: article-journal\ntitle: On cards\n"
DAY = 24 * 3600
GOOD = {"/api/handles/": Reply(), "/good": Reply("here")}


@pytest.fixture
def server() -> Iterator[Server]:
    with playing(GOOD) as server:
        yield server


class Portal:
    """A portal whose addresses lead to a server on this computer, and a clock of its own."""

    def __init__(self, write_site: WriteSite, server: Server) -> None:
        self.write_site, self.server, self.clock = write_site, server, Clock()
        self.clock.seconds = 1_800_000_000.0
        self.site = write_site({})

    def write(self, header: str, body: str = "") -> None:
        text = f"{HEAD}{header}\n---\n{body}".replace("HOST", self.server.url)
        self.site = self.write_site({FILE: text})

    def answers(self, answers: Mapping[str, Answers]) -> None:
        self.server.answers = {**GOOD, **answers}

    def check(self, seconds: float = 600.0, limits: Limits = Limits(tries=1, interval=0)) -> LinksAsked:  # noqa: B008
        api = f"{self.server.url}/api/handles/"
        return check_links(
            self.site,
            Asking(
                seconds, limits, 0, self.clock.time, resolvers={"doi": api, "handle": api}, may_ask=lambda _host: True
            ),
        )

    def told(self) -> list[str]:
        return [
            f"{found.line}:{found.column} {found.code} {found.message.replace(self.server.url, 'HOST')}"
            for found in self.check().diagnostics
        ]

    def paths(self) -> list[str]:
        """What was asked for since the last time, without the question whether there is a network."""
        asked = [f"{each.method} {each.path}" for each in self.server.asked if each.path != "/api/handles/"]
        self.server.asked.clear()
        return asked


@pytest.fixture
def portal(write_site: WriteSite, server: Server) -> Portal:
    return Portal(write_site, server)


def test_what_is_gone_is_told_at_its_place(portal: Portal) -> None:
    portal.write(
        "url: HOST/gone\nlinks: [HOST/good, {url: HOST/gone, label: x}]\ndoi: 10.1234/none\nhandle: 2043/1",
        "A [link](HOST/gone#part) and ![](HOST/good).",
    )
    portal.answers({"/gone": Reply("", 410), "/api/handles/2043/1": Reply("{}")})
    assert portal.told() == [
        "4:6 gone-link HOST/gone leads to nothing: its server says so (status 410)",
        "5:" + str(len(f"links: [{portal.server.url}/good, {{url: ") + 1)
        + " gone-link HOST/gone leads to nothing: its server says so (status 410)",
        "6:6 gone-link the DOI 10.1234/none is not registered",
        "9:10 gone-link HOST/gone leads to nothing: its server says so (status 410)",
    ]  # fmt: skip
    assert sorted(portal.paths()) == [
        "GET /api/handles/10.1234/none", "GET /api/handles/2043/1", "GET /gone", "HEAD /gone", "HEAD /good",
    ]  # fmt: skip


def test_a_server_that_knows_no_head_is_asked_again(portal: Portal) -> None:
    def answer(asked: Asked) -> Reply:
        return Reply("here", 200 if asked.method == "GET" else 404)

    portal.write("url: HOST/odd")
    portal.answers({"/odd": answer})
    assert portal.told() == []
    assert portal.paths() == ["HEAD /odd", "GET /odd"]


@pytest.mark.parametrize("status", [401, 403, 406, 451, 999])
def test_servers_that_refuse_programs_are_no_dead_links(portal: Portal, status: int) -> None:
    portal.write("url: HOST/shy")
    portal.answers({"/shy": Reply("", status)})
    asked = portal.check()
    assert (list(asked.diagnostics), asked.refused) == ([], 1)
    assert asked.sentence.endswith("1 asked for now, 1 not known, since their servers refuse programs")


def test_a_server_that_leads_on_and_on_refuses_programs(portal: Portal) -> None:
    portal.write("url: HOST/cookies")
    portal.answers({"/cookies": Reply("", 302, {"Location": "/cookies"})})
    asked = portal.check()
    assert (list(asked.diagnostics), asked.refused) == ([], 1)


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_is_busy_is_never_gone_and_asked_again_the_next_day(portal: Portal, status: int) -> None:
    portal.write("url: HOST/busy")
    portal.answers({"/busy": Reply("", status)})
    for _ in range(16):
        asked = portal.check()
        assert (list(asked.diagnostics), asked.asked, asked.refused) == ([], 1, 1)
        portal.clock.seconds += DAY + 1


@pytest.mark.parametrize("status", [500, 502])
def test_a_server_with_a_fault_is_doubtful_only(portal: Portal, status: int) -> None:
    portal.write("url: HOST/ill")
    portal.answers({"/ill": Reply("", status)})
    (told,) = portal.told()
    assert told.startswith("4:6 unchecked-link HOST/ill could not be checked: 127.0.0.1")


def test_what_has_moved_for_good_is_a_hint_with_the_new_address(portal: Portal) -> None:
    portal.write("url: HOST/old\nlinks: [HOST/away, HOST/page]")
    portal.answers(
        {
            "/old": Reply("", 301, {"Location": "/good"}),
            "/away": Reply("", 302, {"Location": "/good"}),
            "/page": Reply("", 308, {"Location": "/"}),
            "/": Reply("front"),
        }
    )
    first, second = portal.check().diagnostics
    assert (first.code, first.hint) == ("moved-link", f"write {portal.server.url}/good")
    assert second.message == f"{portal.server.url}/page leads to a front page now"


def test_addresses_are_asked_for_once_a_month_and_dead_ones_once_a_day(portal: Portal) -> None:
    portal.write("url: HOST/good\nlinks: [HOST/gone]")
    assert len(portal.told()) == 1
    portal.paths()
    assert len(portal.told()) == 1, "what is known is told again"
    assert portal.paths() == []
    portal.clock.seconds += DAY + 1
    portal.answers({"/gone": Reply("it is back")})
    assert portal.told() == []
    assert portal.paths() == ["HEAD /gone"]
    portal.clock.seconds += 30 * DAY
    portal.told()
    assert sorted(portal.paths()) == ["HEAD /gone", "HEAD /good"]


def test_what_never_answers_is_gone_after_two_weeks(portal: Portal) -> None:
    portal.write("url: HOST/ill")
    portal.answers({"/ill": Reply("", 500)})
    for day in range(16):
        (told,) = portal.told()
        assert ("gone-link" in told) == (day >= 14), day
        portal.clock.seconds += DAY + 1
    assert "HOST/ill has not worked since 2027-01-15: 127.0.0.1" in told


def test_two_failures_weeks_apart_are_not_the_end(portal: Portal) -> None:
    portal.write("url: HOST/ill")
    portal.answers({"/ill": Reply("", 500)})
    for code in ("unchecked-link", "unchecked-link", "gone-link"):
        (told,) = portal.told()
        assert f" {code} " in told
        portal.clock.seconds += 15 * DAY


@pytest.mark.parametrize(
    "address",
    ["https://exa_mple..org/x", "https://example.org:99999/x", "http://192.168.1.5/x", "https://localhost:5432/",
     "http://[::1]/"],
)  # fmt: skip
def test_an_address_that_nobody_else_can_reach_is_told(portal: Portal, address: str) -> None:
    portal.write(f"url: {address}")
    api = f"{portal.server.url}/api/handles/"
    asked = check_links(portal.site, Asking(limits=Limits(tries=1), time=portal.clock.time, resolvers={"doi": api}))
    (told,) = asked.diagnostics
    assert (told.code, told.message) == ("unchecked-link", f"{address} is no address that everybody can reach")
    assert asked.refused == 0


def test_a_time_that_is_up_leaves_the_rest_for_the_next_time(portal: Portal) -> None:
    portal.write("links: [HOST/1, HOST/2, HOST/3]")
    portal.answers({f"/{i}": Reply() for i in (1, 2, 3)})
    slow = Limits(tries=1, interval=10)
    first = portal.check(5, slow)
    assert (first.asked, first.waiting) == (2, 1)
    assert "1 left for next time" in first.sentence
    portal.paths()
    assert portal.check(5, slow).waiting == 0
    assert portal.paths() == ["HEAD /3"]


def test_without_a_network_it_says_so_and_remembers_nothing(portal: Portal) -> None:
    portal.write("url: HOST/good\ndoi: 10.1234/a")
    portal.server.stop()
    with pytest.raises(SetupError, match="no network: 2 addresses could not be asked for"):
        portal.check()
    assert not (portal.site / ".kartotek/addresses/known.json").exists()


def test_a_memory_that_is_damaged_counts_as_none(portal: Portal) -> None:
    portal.write("url: HOST/good")
    portal.check()
    path = portal.site / ".kartotek/addresses/known.json"
    for damage in ("", "[]", '{"version": 2, "known": {"x": 1}}', '{"version": 1}', path.read_text()[:-20]):
        path.write_text(damage)
        assert portal.check().asked == 1
    assert portal.check().asked == 0


def test_drafts_comments_and_own_pages_are_left_out(write_site: WriteSite) -> None:
    site = write_site(
        {
            "site.yaml": "title: T\nbase_url: https://own.example/\n",
            FILE: HEAD + "url: https://own.example/x/\nidentifiers: [https://a.example/1]\narxiv: '2101.00001'\n"
            "links: [https://DOI.org/10.1234/A, https://b.example/#x]\n---\n",
            "content/publications/b.md": HEAD + "draft: true\nurl: https://c.example/\n---\n",
            "content/people/ada.md": "---\nname: Ada Lind\norcid: 0000-0002-1825-0097\n"
            "same_as: [https://d.example/, 'http://[a']\n---\nSee <https://e.example/a>, [x](mailto:a@b.example), "
            "[y](/people/).\n",
        }
    )
    found = find_elsewhere(site, "https://own.example/")
    assert sorted(each.key for each in found) == [
        "doi:10.1234/a", "url:https://b.example/", "url:https://d.example/", "url:https://e.example/a",
    ]  # fmt: skip


def test_a_comment_silences_it(portal: Portal) -> None:
    portal.write("url: HOST/gone # kartotek: ignore gone-link")
    assert portal.told() == []


def test_networks_that_are_not_for_everyone_are_not_looked_into(portal: Portal) -> None:
    assert not any(map(is_public, ("127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "::1", "192.168.1.1")))
    hidden = ("224.0.0.1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::", "::ffff:10.0.0.1", "2130706433", "0x7f.1")
    assert not any(map(is_public, hidden))
    assert all(map(is_public, ("93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822", "2002:5db8:d822::")))
    portal.write("url: HOST/good")
    api = f"{portal.server.url}/api/handles/"
    assert check_links(portal.site, Asking(limits=Limits(tries=1), resolvers={"doi": api})).asked == 1
    assert portal.paths() == []


def test_nor_by_a_redirect(portal: Portal) -> None:
    portal.write("url: HOST/out")
    other = portal.server.url.replace("127.0.0.1", "127.0.0.2")
    portal.answers({"/out": Reply("", 302, {"Location": f"{other}/good"})})
    api = f"{portal.server.url}/api/handles/"
    asking = Asking(limits=Limits(tries=1), resolvers={"doi": api}, may_ask="127.0.0.1".__eq__)
    assert check_links(portal.site, asking).refused == 1
    assert set(portal.paths()) == {"HEAD /out"}


def test_the_command_tells_it_with_the_rest(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    api = f"{portal.server.url}/api/handles/"
    monkeypatch.setattr(check_module, "RESOLVERS", {**RESOLVERS, "doi": api, "handle": api})
    portal.write("doi: 10.1234/none\nvolume: Vol. 3")
    command = ["check", "--site", str(portal.site), "--links", "1"]
    assert main(command) == 0
    told = capsys.readouterr().err
    assert "the DOI 10.1234/none is not registered  [gone-link]" in told
    assert "[label-in-value]" in told
    assert "note: 1 address elsewhere: 1 asked for now\n" in told
    assert main([*command, "--strict"]) == 1
    capsys.readouterr()
    main([*command, "--format", "json"])
    assert json.loads(capsys.readouterr().out)["links"] == {"addresses": 1, "asked": 0, "waiting": 0, "refused": 0}


def test_without_a_network_the_command_tells_the_rest(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    api = f"{portal.server.url}/api/handles/"
    monkeypatch.setattr(check_module, "RESOLVERS", {"doi": api, "handle": api})
    portal.write("doi: 10.1234/a\nvolume: Vol. 3")
    portal.server.stop()
    assert main(["check", "--site", str(portal.site), "--links"]) == 2
    told = capsys.readouterr().err
    assert "[label-in-value]" in told
    assert "note: no network: 1 address could not be asked for; check that this computer is online\n" in told
    main(["check", "--site", str(portal.site), "--links", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["links"] is None


def test_a_portal_without_links_asks_nobody(portal: Portal) -> None:
    portal.write("volume: 3")
    assert portal.check().sentence == "0 addresses elsewhere: 0 asked for now"
    assert portal.server.asked == []


def test_minutes_are_a_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--site", str(tmp_path), "--links", "soon"])
    assert "'soon' is not a number of minutes" in capsys.readouterr().err
