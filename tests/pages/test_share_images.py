"""Share images of publications and people: which pages have one, what the pages say of it, and when it is drawn."""

import importlib.util
from pathlib import Path

import pytest
from lxml import html

from kartotek.cli import main
from kartotek.pictures.share import ShareCard, share_image
from kartotek.site.build import build
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from kartotek.site.report import BuildReport
from tests.conftest import WriteSite, tree

BASE = "https://portal.test/sub/"
SITE = f"title: Our Portal\nsearch: false\ncitation_styles: none\nbase_url: {BASE}\n"
ON = "share_images: true\n"
WORK = "type: book\ntitle: On Files & “Cards”\nauthors: [Ada Lind, Bo Berg]\nissued: 2020\n"
PNG = b"\x89PNG\r\n\x1a\n"
FILES: dict[str, str | bytes] = {
    "content/publications/w1.yaml": WORK,
    "content/publications/w2.yaml": f"{WORK}image: own.png\nimage_alt: A card\n",
    "content/people/ada-lind.yaml": "name: Ada Lind\nposition: Archivist\naffiliations: [o]\n",
    "content/people/bo-berg.yaml": "name: Bo Berg\nimage: own.png\nimage_alt: Bo\n",
    "content/organisations/o.yaml": "name: Institute of Files\n",
    "content/files/own.png": PNG,
}


def run(site: Path, *, drafts: bool = False) -> BuildReport:
    return build(BuildOptions(site, site / "dist", drafts=drafts, jobs=1))


def pictures(site: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(site / "dist").items() if path.endswith("-share.png")}


def said(site: Path, url: str) -> dict[str, str]:
    """The properties of Open Graph and X of a page."""
    root = html.fromstring((site / "dist" / url / "index.html").read_text())
    tags = root.xpath("//meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]")
    named = [(tag.get("property") or tag.get("name"), tag.get("content")) for tag in tags]
    assert len(named) == len(dict(named)), "a property is said twice"
    return dict(named)


@pytest.mark.parametrize("output", ["full", "standard", "lean"])
def test_pages_of_publications_and_people_have_a_picture_of_their_own(write_site: WriteSite, output: str) -> None:
    site = write_site({"site.yaml": f"{SITE}{ON}output: {output}\nlanguages: [en, da]\n", **FILES})
    run(site)
    drawn = pictures(site)
    assert sorted(drawn) == ["people/ada-lind/ada-lind-share.png", "publications/w1/w1-share.png"]
    assert all(content.startswith(PNG) for content in drawn.values())
    for url, path, name in (
        ("publications/w1", "publications/w1/w1-share.png", "On Files & “Cards”, Ada Lind, Bo Berg – Our Portal"),
        ("da/publications/w1", "publications/w1/w1-share.png", "On Files & “Cards”, Ada Lind, Bo Berg – Our Portal"),
        ("people/ada-lind", "people/ada-lind/ada-lind-share.png", "Ada Lind – Our Portal"),
    ):
        tags = said(site, url)
        assert tags["og:image"] == BASE + path
        assert (tags["og:image:width"], tags["og:image:height"], tags["og:image:alt"]) == ("1200", "630", name)
        assert tags["twitter:card"] == "summary_large_image"
        assert tags["og:title"], "X shows no picture of a page without a title"


def test_a_picture_of_the_entry_is_the_one_that_is_shown(write_site: WriteSite) -> None:
    site = write_site({"site.yaml": SITE + ON, **FILES})
    run(site)
    for url in ("publications/w2", "people/bo-berg"):
        tags = said(site, url)
        assert tags["og:image"] == f"{BASE}files/own.png"
        assert "twitter:card" not in tags


@pytest.mark.parametrize("settings", [SITE, SITE.replace(f"base_url: {BASE}\n", ON), SITE.replace("Our", "我們") + ON])
def test_without_the_setting_an_address_or_a_name_that_can_be_drawn_there_are_none(
    write_site: WriteSite, settings: str
) -> None:
    site = write_site({"site.yaml": settings, **FILES})
    notes = run(site).notes
    assert pictures(site) == {}
    for url in ("publications/w1", "people/ada-lind"):
        assert "og:image" not in said(site, url)
    assert ["`share_images` draws nothing" in note for note in notes] == ([True] if ON in settings else [])


def test_a_title_is_drawn_as_it_is_read_or_in_translation_or_not_at_all(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards: dict[str, ShareCard] = {}
    monkeypatch.setattr(
        "kartotek.pages.share_images.share_image", lambda card: cards.setdefault(card.title, card) and PNG
    )
    files: dict[str, str | bytes] = {
        "content/publications/formula.yaml": 'type: book\ntitle: "$n_1^2$ drawers"\nauthors: [王小明, Bo Berg]\n',
        "content/publications/kanji.yaml": "type: book\ntitle: 機械学習\nauthors: [Ada Lind]\n",
        "content/publications/translated.yaml": "type: book\ntitle: 索引\ntranslated_title: {ja: 目録, da: Kort}\n",
        "content/people/wang.yaml": "name: 王小明\n",
        "content/people/li.yaml": "name: 李\nnames: {da: Li Na}\n",
    }
    site = write_site({"site.yaml": SITE + ON, **files})
    run(site)
    assert set(cards) == {"n₁² drawers", "Kort", "Li Na", "Ada Lind", "Bo Berg"}
    assert cards["n₁² drawers"].names == ()
    alts = {
        url: said(site, url).get("og:image:alt", "")
        for url in ("publications/formula", "publications/kanji", "publications/translated", "people/wang", "people/li")
    }
    assert list(alts.values()) == ["n₁² drawers – Our Portal", "", "Kort – Our Portal", "", "Li Na – Our Portal"]
    assert said(site, "publications/formula")["og:title"] == "n₁² drawers"
    assert "og:image" not in said(site, "publications/kanji")


def test_only_what_is_published_has_one(write_site: WriteSite) -> None:
    files: dict[str, str | bytes] = {
        "content/publications/draft.yaml": f"{WORK}draft: true\n",
        "content/publications/later.yaml": f"{WORK}publish_on: 2999-01-01\n",
        "content/publications/gone.yaml": f"{WORK}retired: {{date: 2024-02-01, reason: It was asked for}}\n",
    }
    site = write_site({"site.yaml": SITE + ON, **FILES, **files})
    run(site)
    assert [path for path in pictures(site) if path.startswith("publications/")] == ["publications/w1/w1-share.png"]


def test_a_retracted_work_is_another_picture(write_site: WriteSite) -> None:
    site = write_site({"site.yaml": SITE + ON, **FILES})
    run(site)
    before = pictures(site)["publications/w1/w1-share.png"]
    (site / "content/publications/w1.yaml").write_text(f"{WORK}retracted: {{date: 2024-01-01}}\n")
    run(site)
    assert pictures(site)["publications/w1/w1-share.png"] != before


def test_only_changed_words_are_drawn_again(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site({"site.yaml": SITE + ON, **FILES})
    count, card_colors = 0, set[str]()

    def counting(card: ShareCard) -> bytes:
        nonlocal count
        count += 1
        card_colors.add(card.accent)
        return share_image(card)

    def drawn() -> int:
        nonlocal count
        count = 0
        card_colors.clear()
        run(site)
        return count

    monkeypatch.setattr("kartotek.pages.share_images.share_image", counting)
    assert drawn() == 2
    work, settings = site / "content/publications/w1.yaml", site / "site.yaml"
    work.write_text(f"{WORK}note: Of no picture\n")
    assert drawn() == 0
    settings.write_text(f"{SITE}{ON}footer: Another frame\noutput: full\n")
    assert drawn() == 0
    work.write_text(WORK.replace("2020", "2021"))
    assert drawn() == 1
    (site / "content/organisations/o.yaml").write_text("name: Institute of Cards\n")
    assert drawn() == 1, "the person is of that institute"
    settings.write_text(f'{SITE}{ON}colors: {{accent: "#0b5563"}}\n')
    assert drawn() == 2
    (site / "content/organisations/u.yaml").write_text('name: University\naccent: "#003d73"\n')
    (site / "content/organisations/o.yaml").write_text("name: Institute of Cards\nparent: u\n")
    assert drawn() == 1, "the person is of an institute of that university"
    work.write_text(WORK.replace("2020", "2021") + "organisations: [o]\n")
    assert drawn() == 1
    assert card_colors == {"#003d73"}


def test_the_pictures_go_when_the_setting_does(write_site: WriteSite) -> None:
    site = write_site({"site.yaml": SITE + ON, **FILES})
    with_pictures = run(site).files
    (site / "site.yaml").write_text(f"{SITE}output: full\n")
    assert run(site).files == with_pictures - 2
    assert pictures(site) == {}
    assert "og:image" not in said(site, "publications/w1")


def test_what_is_missing_is_said_before_anything_is_made(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({"site.yaml": SITE + ON, **FILES})
    found = importlib.util.find_spec
    monkeypatch.setattr("kartotek.pictures.find_spec", lambda name: None if name == "PIL" else found(name))
    assert main(["build", "--site", str(site), "--out", str(site / "dist")]) == 2
    told = capsys.readouterr().err
    assert 'pip install "kartotek[pictures]"' in told
    assert "share_images" in told
    assert not (site / "dist").exists()
    assert check(BuildOptions(site, site / "dist")) is not None, "a check draws nothing"
    (site / "site.yaml").write_text(SITE)
    assert main(["build", "--site", str(site), "--out", str(site / "dist")]) == 0


def test_a_document_of_that_name_is_told(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    work = f"{WORK}files: [{{path: w1-share.png}}]\n"
    site = write_site(
        {"site.yaml": SITE + ON, **FILES, "content/publications/w1.yaml": work, "content/files/w1-share.png": PNG}
    )
    assert main(["build", "--site", str(site), "--out", str(site / "dist")]) == 1
    assert "w1-share.png would be the address of both" in capsys.readouterr().err
