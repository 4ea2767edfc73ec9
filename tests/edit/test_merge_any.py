"""Whatever names two things in whatever way: after merging they are one, and nothing is worse than before."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartotek.cli import main
from tests.conftest import WriteSite, site_tree
from tests.edit.test_merge import merge, works
from tests.edit.test_rename import SITE

NAMES = ("Ada Lind", "A. Lind", "Lind, Ada M.", "Bo Berg", "B. Berg", "Cy Dahl")
PERSON = st.one_of(
    st.sampled_from(NAMES),
    st.builds(
        lambda name, id_: {"name": name, "id": id_}, st.sampled_from(NAMES), st.sampled_from(("ada", "a-lind", "bo"))
    ),
)
WORK = st.fixed_dictionaries(
    {"authors": st.lists(PERSON, min_size=1, max_size=3, unique_by=str)},
    optional={
        "keywords": st.lists(st.sampled_from(("Card", "Cards", "Box", "Boxes")), min_size=1, unique=True),
        "journal": st.sampled_from(("cards", "Journal of Cards", "J. Cards", "j-cards", "Other")),
        "organisations": st.lists(st.sampled_from(("unit", "part")), min_size=1, unique=True),
        "body": st.sampled_from(("[x](/people/a-lind/)", "[k](../../keywords/card/#x)", "Text.")),
    },
)
ENTRIES = {
    "people/ada.md": "name: Ada Lind\n",
    "people/a-lind.md": "name: A. Lind\nother_names: ['Lind, Ada M.']\naffiliations: [part]\n",
    "keywords/cards.md": "label: Cards\nsynonyms: {en: [Kards]}\n",
    "keywords/card.md": "label: Card\nbroader: cards\n",
    "journals/cards.md": "title: Journal of Cards\n",
    "journals/j-cards.md": "title: J. Cards\nissn: [0378-5955]\n",
    "organisations/unit.md": "name: Unit\n",
    "organisations/part.md": "name: Part\nparent: unit\n",
}
SAME = (
    ("people", "a-lind", "ada"), ("people", "b-berg", "bo-berg"), ("keywords", "card", "cards"),
    ("keywords", "box", "boxes"), ("journals", "j-cards", "cards"), ("organisations", "part", "unit"),
    ("organisations", "unit", "part"), ("keywords", "cards", "card"), ("people", "ada", "a-lind"),
)  # fmt: skip


@settings(max_examples=25)
@given(st.lists(WORK, min_size=1, max_size=5), st.sets(st.sampled_from(sorted(ENTRIES))), st.sampled_from(SAME))
def test_all_works_of_both_are_works_of_one(
    made: list[dict[str, object]], left_out: set[str], pair: tuple[str, str, str]
) -> None:
    with TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "site.yaml").write_text(SITE.replace(", about", ""))
        for path, text in ENTRIES.items():
            if path not in left_out or path.startswith("organisations"):
                (site / "content" / path).parent.mkdir(parents=True, exist_ok=True)
                (site / "content" / path).write_text(f"---\n{text}---\n")
        (site / "content/publications").mkdir(parents=True)
        for i, work in enumerate(made):
            front = {"type": "article-journal", "title": f"W{i}", "issued": "2020", **work}
            body = front.pop("body", "")
            lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items())
            (site / f"content/publications/w{i}.md").write_text(f"---\n{lines}---\n{body}\n")
        _check_merge(site, *pair)


def _check_merge(site: Path, kind: str, gone: str, stays: str) -> None:
    both = works(site, kind, gone) | works(site, kind, stays)
    had_errors = main(["check", "--site", str(site), "--jobs", "1"])
    before = site_tree(site)
    status = merge(site, f"{kind}/{gone}", f"{kind}/{stays}", "--force")
    if status:
        assert site_tree(site) == before
        assert status == 2
        return
    assert had_errors or main(["check", "--site", str(site), "--jobs", "1"]) == 0
    assert works(site, kind, stays) == both
    assert not works(site, kind, gone)
    again = site_tree(site)
    assert merge(site, f"{kind}/{gone}", f"{kind}/{stays}") == 2
    assert site_tree(site) == again


ACCESS = ("", ", access: closed", ", access: restricted", ", embargo_until: 2999-01-01", ", embargo_until: 2001-01-01")


@pytest.mark.parametrize("hidden", ["", "draft: true\n", "publish_on: 2999-01-01\n"])
@pytest.mark.parametrize("theirs", ACCESS)
@pytest.mark.parametrize("own", ACCESS)
def test_no_file_is_opened(own: str, theirs: str, hidden: str, write_site: WriteSite) -> None:
    """Of two statements about one file the strictest stays; those of what nobody may see yet are not taken over."""
    head = "---\ntype: book\ntitle: On cards\nissued: 2020\n"
    site = write_site({
        **{f"content/files/{name}.pdf": b"%PDF-1.4 " + name.encode() for name in "abc"},
        "content/publications/stays.md": f"{head}files: [{{path: a.pdf{own}}}, {{path: c.pdf}}]\n---\n",
        "content/publications/gone.md": f"{head}{hidden}files: [{{path: a.pdf{theirs}}}, {{path: b.pdf}}]\n---\n",
    })  # fmt: skip
    opened = published(site)
    assert merge(site, "gone", "stays") == 0
    now = published(site)
    assert now <= opened
    assert now == (opened - {"b.pdf"} if hidden else opened)


def published(site: Path) -> set[str]:
    assert main(["build", "--site", str(site), "--jobs", "1", "--no-search"]) == 0
    return {path.name for path in (site / "dist").rglob("*.pdf")}
