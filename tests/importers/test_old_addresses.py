"""`import --replaces URL`: the pages that works had in another system lead to their entries here."""

import json
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.content.redirects import read_redirects
from tests.conftest import WriteSite
from tests.importers import test_hugoblox, test_pure

OLD = "https://old.example.org/"
EPRINTS = (
    "@article{a, title={On cards}, author={Ada Lind}, journal={J}, year=2020, url={https://old.example.org/123/}}\n"
    "@article{b, title={Drawers}, author={Bo Berg}, journal={J}, year=2019, url={https://elsewhere.example/b}}\n"
)


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    return write_site({"site.yaml": "title: Test\n"})


def run(site: Path, file: str, *more: str) -> None:
    assert main(["import", "--site", str(site), "--jobs", "1", *more, str(site / file)]) == 0


def lines(site: Path) -> list[str]:
    return (site / "redirects.csv").read_text().splitlines()


def check(site: Path) -> int:
    return main(["check", "--site", str(site), "--jobs", "1", "--strict"])


def test_addresses_of_the_old_system_become_redirects(site: Path) -> None:
    (site / "refs.bib").write_text(EPRINTS)
    run(site, "refs.bib", "--replaces", OLD)
    assert lines(site) == [
        "old,new",
        "https://old.example.org/123/,publications/lind-2020-cards",
        "https://old.example.org/id/eprint/123,publications/lind-2020-cards",
    ]
    assert "url:" not in (site / "content/publications/2020/lind-2020-cards.md").read_text()
    assert "url: https://elsewhere.example/b" in (site / "content/publications/2019/berg-2019-drawers.md").read_text()
    assert check(site) == 0


def test_the_old_address_does_not_come_back_with_the_next_import(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "refs.bib").write_text(EPRINTS)
    run(site, "refs.bib", "--replaces", OLD)
    before = {path: path.read_bytes() for path in site.rglob("*.*") if path.is_file() and ".kartotek" not in path.parts}
    for more in ((), ("--replaces", OLD)):
        capsys.readouterr()
        run(site, "refs.bib", "--format", "json", *more)
        assert json.loads(capsys.readouterr().out)["counts"]["unchanged"] == 2
    assert before == {path: path.read_bytes() for path in before}


def test_lines_that_are_there_stay(site: Path) -> None:
    (site / "redirects.csv").write_text("old;new\n/123/;people/ada-lind")
    (site / "refs.bib").write_text(EPRINTS)
    run(site, "refs.bib", "--replaces", OLD)
    added = "https://old.example.org/id/eprint/123;publications/lind-2020-cards"
    assert lines(site) == ["old;new", "/123/;people/ada-lind", added]


@pytest.mark.parametrize("address", ["/item?id=12", "/"])
def test_an_address_that_no_page_can_have_is_told_and_stays(
    site: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "refs.bib").write_text(EPRINTS.replace("/123/", address))
    run(site, "refs.bib", "--replaces", OLD)
    assert "redirects.csv has no line for lind-2020-cards: " in capsys.readouterr().err
    assert not (site / "redirects.csv").exists()
    entry = site / "content/publications/2020/lind-2020-cards.md"
    before = entry.read_text()
    assert f"url: https://old.example.org{address}" in before
    for more in ((), ("--replaces", OLD)):
        run(site, "refs.bib", *more)
        assert entry.read_text() == before


def test_pure_says_the_address_of_each_page(site: Path) -> None:
    page = "https://old.example.org/en/publications/on-cards(6e3a).html"
    output = {**test_pure.OUTPUT, "portalUrl": page, "prettyUrlIdentifiers": ["on-cards"]}
    (site / "outputs.json").write_text(json.dumps({"items": [output]}))
    run(site, "outputs.json", "--replaces", OLD)
    redirects, wrong = read_redirects(site)
    assert wrong == []
    assert [each.old for each in redirects] == [
        "en/publications/on-cards(6e3a).html",
        "en/publications/on-cards",
        "en/publications/6e3a",
    ]


def test_without_being_asked_nothing_is_redirected(site: Path) -> None:
    (site / "refs.bib").write_text(EPRINTS)
    run(site, "refs.bib")
    assert not (site / "redirects.csv").exists()
    assert "url: https://old.example.org/123/" in (site / "content/publications/2020/lind-2020-cards.md").read_text()


def test_dspace_has_handles_and_items(site: Path) -> None:
    item = "3f1c9c1e-8a2b-4a4e-9d61-3a1d2b3c4d5e"
    (site / "items.csv").write_text(
        f'id,dc.title,dc.contributor.author,dc.identifier.uri\n{item},On cards,"Lind, Ada",http://hdl.handle.net/1887/45\n'
    )
    run(site, "items.csv", "--replaces", OLD)
    assert [each.old for each in read_redirects(site)[0]] == [f"items/{item}", "handle/1887/45"]


def test_pages_of_hugoblox_by_a_pattern(site: Path) -> None:
    """On Windows no shell replaces the star."""
    page = site / "old/publication/lind-2020/index.md"
    page.parent.mkdir(parents=True)
    page.write_text(test_hugoblox.PAGE)
    run(site, "old/publication/*/index.md", "--replaces", OLD, "--source", "hugoblox")
    assert [each.old for each in read_redirects(site)[0]] == ["publication/lind-2020", "papers/cards"]
    assert check(site) == 0


FOLDERS = {
    ("old/content/publication/2020/lind-2020", ""): ["publication/2020/lind-2020"],
    ("old/content/research/papers/Lind 2020", ""): ["research/papers/lind-2020"],
    ("old/content/publication/lind-2020", "slug: Pretty"): ["publication/pretty"],
    ("old/content/publication/lind-2020", "url: /my/own.html"): ["my/own.html"],
    ("old/content/publication/lind-2020", "aliases: [older, /x/]"): ["publication/lind-2020", "publication/older", "x"],
    ("old/content/en/publication/lind-2020", ""): [],
    ("old/2020/lind-2020", ""): [],
    ("old/2020/lind-2020", "url: /my/own/\naliases: [older, /x/]"): ["my/own", "x"],
}


@pytest.mark.parametrize(("folder", "said"), FOLDERS)
def test_the_address_of_a_page_of_hugoblox_is_that_which_hugo_gave_it(site: Path, folder: str, said: str) -> None:
    page = site / folder / "index.md"
    page.parent.mkdir(parents=True)
    text = test_hugoblox.PAGE.replace("aliases: [/papers/cards/]", said)
    page.write_text(text)
    run(site, f"{folder}/index.md", "--replaces", OLD, "--source", "hugoblox")
    assert [each.old for each in read_redirects(site)[0]] == FOLDERS[folder, said]


def test_an_address_that_stays_what_it_was_needs_no_line(site: Path) -> None:
    page = site / "old/publications/berg-2020-cards-study/index.md"
    page.parent.mkdir(parents=True)
    page.write_text(test_hugoblox.PAGE)
    run(site, "old/publications/berg-2020-cards-study/index.md", "--replaces", OLD, "--source", "hugoblox")
    assert [each.old for each in read_redirects(site)[0]] == ["papers/cards"]
    assert check(site) == 0


def test_an_address_is_asked_for(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--site", str(site), "--replaces", "old.example.org", "refs.bib"])
    assert "'old.example.org' is no address; write it with https://" in capsys.readouterr().err
