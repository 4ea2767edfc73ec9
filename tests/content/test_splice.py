"""Fields are set and removed in place: nothing else of the file changes by a byte."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.content.entries import RawEntry, Source, parse_entry
from kartotek.content.splice import Spliced, SpliceError
from kartotek.content.yaml_output import entry_text
from kartotek.model.publication_fields import FIELDS

ORDER = list(FIELDS)
TEXT = """\
---
# about cards
type: article-journal
title: "On: cards"   # as printed
authors:   # in order
  - Ada Lind
  # the second
  - {name: Bo Berg, orcid: 0000-0002-1825-0097}

issued: 2020
keywords: [Cards, Drawers]  # two
note: >-
  A folded
  text.
# the end
---

The abstract.
"""
SOURCE = Source("publications", "a", "content/publications/a.md")


def parsed(content: bytes) -> RawEntry:
    entry = parse_entry(SOURCE, content)
    assert isinstance(entry, RawEntry), entry
    return entry


def spliced(folder: Path, text: str, values: dict[str, Any], removed: tuple[str, ...] = ()) -> str:
    path = folder / "a.md"
    path.write_bytes(text.encode())
    file = Spliced(path)
    for key, value in values.items():
        file.set_field(key, value, ORDER)
    for key in removed:
        file.remove_field(key)
    return file.content().decode()


CHANGES: dict[str, tuple[dict[str, Any], tuple[str, ...], str, str]] = {
    "a quoted text": ({"title": "New: title"}, (), '"On: cards"   #', '"New: title"   #'),
    "a list in brackets": ({"keywords": ["One"]}, (), "[Cards, Drawers]", "[One]"),
    "a text in the place of a list": (
        {"authors": "Ada Lind"}, (),
        "   # in order\n  - Ada Lind\n  # the second\n  - {name: Bo Berg, orcid: 0000-0002-1825-0097}",
        " Ada Lind # in order",
    ),
    "a folded text": ({"note": "Short"}, (), ">-\n  A folded\n  text.", "Short"),
    "a new field": ({"journal": "J"}, (), "issued: 2020\n", "issued: 2020\njournal: J\n"),
    "a field without place": ({"zzz": "J"}, (), "---\n# about", "---\nzzz: J\n# about"),
    "a new list of maps": (
        {"files": [{"url": "https://a.test/b.pdf"}]}, (), "# two\n", "# two\nfiles:\n- {url: https://a.test/b.pdf}\n",
    ),
    "no field": ({}, ("keywords",), "keywords: [Cards, Drawers]  # two\n", ""),
    "no folded text": ({}, ("note",), "note: >-\n  A folded\n  text.\n", ""),
    "no list": (
        {}, ("authors",),
        "authors:   # in order\n  - Ada Lind\n  # the second\n  - {name: Bo Berg, orcid: 0000-0002-1825-0097}\n", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_where_it_belongs(change: str, ends: str, tmp_path: Path) -> None:
    values, removed, old, new = CHANGES[change]
    assert TEXT.count(old) == 1
    made = spliced(tmp_path, TEXT.replace("\n", ends), values, removed)
    assert made == TEXT.replace(old, new).replace("\n", ends)


def test_the_text_below_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(TEXT)
    file = Spliced(path)
    file.set_body("New.\n\nTwo paragraphs.")
    assert file.content().decode() == TEXT.replace("The abstract.", "New.\n\nTwo paragraphs.")


def test_an_entry_in_braces_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpliceError):
        spliced(tmp_path, "---\n{type: book, title: T}\n---\n", {"title": "U"})


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda text: text.strip() or "x")
VALUE = LINE | st.lists(st.sampled_from(["Ada Lind", "a: b", "[x]", "# no"]), min_size=1, max_size=3)
FIELD = st.sampled_from(["type", "title", "authors", "issued", "journal", "keywords", "note", "doi", "subtitle"])


@given(st.dictionaries(FIELD, VALUE, max_size=4), st.sets(FIELD, max_size=3))
def test_any_change_changes_just_that(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, Any], gone: set[str]
) -> None:
    removed = tuple(sorted(gone - values.keys()))
    folder = tmp_path_factory.getbasetemp()
    before = parsed(TEXT.encode()).data
    made = spliced(folder, TEXT, values, removed)
    expected = {key: value for key, value in before.items() if key not in removed} | values
    assert parsed(made.encode()).data == parsed(_normal(expected)).data
    for line in ("# about cards", "# the end", "The abstract."):
        assert line in made


def _normal(data: dict[str, Any]) -> bytes:
    """The same fields, written anew: texts come back in Unicode NFC."""
    from kartotek.content.yaml_output import entry_text

    return entry_text(data, "").encode()


@pytest.mark.parametrize("word", ["Open access? Yes", "Why ?", "a:?b"])
def test_question_marks_that_were_written_in_a_list_can_be_changed(word: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(entry_text({"title": "A", "keywords": [word, "b"]}, ""))
    text = Spliced(path)
    text.set_field("title", "B", ["title", "keywords"])
    assert text.content().decode() == path.read_text().replace("title: A", "title: B")


def test_question_marks_that_an_editor_wrote_in_a_list(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nkeywords: [Åbent? Ja, Why ? x]  # æ\ntitle: Ø 𝔸\nnote: |\n  é\n\n# c\nvolume: 4\n---\nBody\n")
    text = Spliced(path)
    text.set_field("title", "B", ["title", "keywords"])
    text.set_field("volume", "5", ["title", "keywords"])
    assert text.content().decode() == path.read_text().replace("Ø 𝔸", "B").replace("volume: 4", "volume: 5")


ITEMS = st.lists(st.sampled_from(["Ada Lind", "a: b", "[x]", "# no", "/x/", "Bo"]), min_size=1, max_size=5)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@given(ITEMS, ITEMS, st.sets(st.integers(0, 4)), st.sampled_from(["  ", ""]), st.booleans())
def test_items_come_to_the_end_of_a_list_and_leave_it(
    tmp_path_factory: pytest.TempPathFactory,
    ends: str,
    items: list[str],
    more: list[str],
    places: set[int],
    margin: str,
    flow: bool,  # as hypothesis gives it
) -> None:
    """With comments beside and between the others, which stay."""
    path = tmp_path_factory.getbasetemp() / "a.md"
    quoted = [f'"{item}"' for item in items]
    value = f" [{', '.join(quoted)}]  # all" if flow else "".join(f"\n{margin}- {item}  # one" for item in quoted)
    text = f"---\nauthors:{value}\n# between\ntitle: T\n---\nText.\n".replace("\n", ends)
    path.write_bytes(text.encode())
    file = Spliced(path)
    file.append("authors", more, ORDER)
    after = file.content()
    assert parsed(after).data == {"authors": [*items, *more], "title": "T"}
    assert after.decode().startswith(text.partition("]" if flow else f"{ends}# between")[0])
    removed = places & {*range(len(items))} - {0}
    file = Spliced(path, after)
    file.remove_items(("authors",), removed)
    left = [item for i, item in enumerate([*items, *more]) if i not in removed]
    assert parsed(file.content()).data == {"authors": left, "title": "T"}
    assert "# between" in file.content().decode()


@pytest.mark.parametrize(("value", "now"), [("", "[a, b]"), (" One", "[One, a, b]"), (" []", "[a, b]")])
def test_items_come_to_what_is_no_list_yet(value: str, now: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\nauthors:{value}\ntitle: T\n---\n")
    file = Spliced(path)
    file.append("authors", ["a", "b"], ORDER)
    assert f"authors: {now}\ntitle: T" in file.content().decode()
