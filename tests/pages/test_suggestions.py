"""What the search suggests: its files, and what is not in them."""

import json

import pytest

from kartotek.cli import main
from tests.conftest import WriteSite

ENTRY = "---\ntype: book\ntitle: On cards\nauthors: [{name: %s, id: ada}]\nkeywords: [Omsorg]\nissued: 2020\n---\n"
ADA = "---\nname: Ada Lind\nother_names: [A. M. Lind]\nhidden_names: [%s]\n---\n"


@pytest.mark.parametrize("former", ["Aksel Berg", "Åge Øst", "Quist"])
def test_former_names_are_in_no_file_of_the_search(write_site: WriteSite, former: str) -> None:
    files = {"content/publications/cards.md": ENTRY % former, "content/people/ada.md": ADA % former}
    site = write_site({"site.yaml": "title: Cards\n", **files})
    assert main(["build", "--site", str(site)]) == 0
    texts = [path.read_text("utf-8").casefold() for path in (site / "dist/search").rglob("*.json")]
    texts += [path.read_text("utf-8").casefold() for path in site.glob(".kartotek/search-*/documents/*.html")]
    assert len(texts) > 3
    for word in former.split():
        assert not any(word.casefold() in text for text in texts), word
    rows = json.loads((site / "dist/search/names.json").read_text("utf-8"))["rows"]
    assert ["people", "ada", "Ada Lind", 1, "", ["A. M. Lind"]] in rows


def test_labels_of_all_languages_are_in_them(write_site: WriteSite) -> None:
    keyword = "---\nlabel: {en: Care, da: Omsorg}\n---\n"
    files = {"content/publications/cards.md": ENTRY % "Ada Lind", "content/keywords/care.md": keyword}
    site = write_site(
        {
            "site.yaml": "title: Cards\nlanguages: [en, da]\n",
            "content/people/ada.md": "---\nname: Ada Lind\n---\n",
            **files,
        }
    )
    assert main(["build", "--site", str(site)]) == 0
    rows = json.loads((site / "dist/search/names.json").read_text("utf-8"))["rows"]
    assert ["keywords", "care", "Care", 1, "", [], {"da": "Omsorg"}] in rows


def test_a_portal_without_search_has_none(write_site: WriteSite) -> None:
    site = write_site(
        {
            "site.yaml": "title: Cards\nsearch: false\n",
            "content/publications/cards.md": "---\ntype: book\ntitle: On cards\n---\n",
        }
    )
    assert main(["build", "--site", str(site)]) == 0
    assert not (site / "dist/search").exists()
    assert "assets/search/open.js" not in (site / "dist/index.html").read_text("utf-8")
