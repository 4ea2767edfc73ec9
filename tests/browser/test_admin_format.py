"""How `/admin/` writes entries: all of the demo and the golden portal are read, changed and written by its script, in a
real browser, and read again by Kartotek."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from kartotek.admin.forms import shapes
from kartotek.admin.shapes import as_json
from kartotek.content import yamltext
from kartotek.content.entries import RawEntry, Source, parse_entry
from kartotek.model.kinds import KINDS
from tests.browser.admin_desk import CONTENT, OLD
from tests.browser.test_admin import built
from tests.conftest import ROOT

__all__ = ["built"]  # a fixture
TOLD = {
    key: {"shapes": {name: as_json(shape) for name, shape in shapes(kind).items()}, "text": kind.text}
    for key, kind in KINDS.items()
}
_WRITE = """async ([kinds, files, change]) => {
  const { fromFile, toFile } = await import("/admin/format.js");
  const edit = new Function("form", change);
  const trimmed = (value) => { // as Sveltia does
    if (typeof value === "string") return value.trim();
    if (typeof value !== "object" || !value) return value;
    if (Array.isArray(value)) return value.map(trimmed);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, trimmed(each)]));
  };
  return files.map(([kind, text, path]) => {
    const form = fromFile(kinds[kind], text, path);
    edit(form);
    return toFile(kinds[kind], trimmed(form));
  });
}"""


def entries() -> Iterator[tuple[str, str]]:
    """The kind and the text of each entry that is front matter and a body."""
    for folder in (ROOT / "content", ROOT / "tests/golden/site/content"):
        for path in sorted(folder.glob("*/*.md")):
            yield path.parent.name, path.read_text("utf-8")
    yield from ((path.split("/")[1], text) for path, text in CONTENT.items() if path.endswith(".md"))


ENTRIES = list(entries())
PUBLICATIONS = [(kind, text) for kind, text in ENTRIES if kind == "publications"]
AWKWARD = (
    "Plain", "04", "true", "no", "null", "~", "- a", "a: b", "a #b", "#a", "[a], {b}", "'a'", '"a"', "\\frac{a}{b}",
    "$x_1^2$", "@a", "%a", "&a *b", "!a", "|", ">", "? a", "a:", "ends with space ", "Ærø, Über 王", "two\nlines", "=",
    "a\\nb", "-", "--- a", "…", "1:30", "2024-05-01", "\u200ba", "\ufeffa",
)  # fmt: skip


@pytest.fixture(scope="module")
def written(browser: Browser, built: tuple[Path, str]) -> Iterator[Callable[..., list[str]]]:
    """What the script makes of entries, after a change to their forms (the body of a function in JavaScript)."""
    with browser.new_context(bypass_csp=True) as context:
        page: Page = context.new_page()
        page.goto(f"{built[1]}admin/config.en.json")

        def write(texts: list[tuple[str, ...]], change: str = "") -> list[str]:
            made: list[str] = page.evaluate(_WRITE, [TOLD, texts, change])
            return made

        yield write


def parts(text: str) -> tuple[dict[str, Any], str]:
    """The fields and the body of an entry."""
    _, head, body = f"\n{text}".split("\n---\n", 2)
    return yamltext.load(head), body.strip()


def test_an_entry_that_is_only_looked_at_stays_as_it_is(written: Callable[..., list[str]]) -> None:
    assert len(ENTRIES) > 200
    assert written(ENTRIES) == [text for _, text in ENTRIES]


@pytest.mark.parametrize("kind", ["people", "keywords", "journals", "publications"])
def test_a_new_name_changes_nothing_else(written: Callable[..., list[str]], kind: str) -> None:
    """Whatever is typed, Kartotek reads it back, and the lines of other fields are the same."""
    field = KINDS[kind].naming.field
    some = [(each, text) for each, text in ENTRIES if each == kind][:8]
    for typed in AWKWARD:
        for (_, before), after in zip(some, written(some, f"form.{field} = {json.dumps(typed)}"), strict=True):
            fields, body = parts(before)
            assert parts(after) == ({**fields, field: typed.strip(" \ufeff")}, body), (typed, after)
            others = [line for line in before.splitlines() if not line.startswith(f"{field}:")]
            assert [line for line in others if line.strip() and line not in after.splitlines()] == []


def test_all_kinds_of_changes_are_read_back(written: Callable[..., list[str]]) -> None:
    def names(value: Any) -> list[Any]:
        return value if isinstance(value, list) else [value]

    changes: dict[str, Callable[[dict[str, Any]], Any]] = {
        "delete form.journal; form.issue = ''": lambda data: data.pop("issue", None),
        "(form.authors ??= []).push({ name: 'Ny, A. #1', orcid: '' })": lambda data: data.update(
            authors=[*names(data.get("authors", [])), "Ny, A. #1"]
        ),
        "form.authors?.shift()": lambda data: _without_first(data, "authors"),
        "form.draft = true; form.featured = false": lambda data: (
            data.update(draft="true"),
            data.pop("featured", None),
        ),
        "form.event = { name: 'CardCon: 3', place: '', start: '2024-05' }": lambda data: data.update(
            event={"name": "CardCon: 3", "start": "2024-05"}
        ),
        "form.translated_title = [{ language: 'da', text: 'Ny: a' }, { language: 'de', text: 'Neu' }]": lambda data: (
            data.update(translated_title={"da": "Ny: a", "de": "Neu"})
        ),
        "form.files = [{ path: '/a b.pdf', access: 'open', label: '' }]": lambda data: data.update(
            files=[{"path": "a b.pdf", "access": "open"}]
        ),
        "form.retracted = { yes: true }": lambda data: data.update(retracted="true"),
    }
    for change, expected in changes.items():
        for (_, before), after in zip(PUBLICATIONS, written(PUBLICATIONS, change), strict=True):
            fields, body = parts(before)
            was = dict(fields)
            expected(fields)
            assert parts(after) == (fields, body), (change, before, after)
            kept = [key for key in was if was[key] == fields.get(key)]
            assert _lines(before, kept) <= set(after.splitlines()), (change, before, after)


def _without_first(data: dict[str, Any], key: str) -> None:
    if key in data:
        rest = data[key][1:] if isinstance(data[key], list) else []
        data.pop(key)
        if rest:
            data[key] = rest


def _lines(text: str, keys: list[str]) -> set[str]:
    """The lines on which some fields begin."""
    return {line for line in text.split("\n---\n")[0].splitlines() if line.split(":")[0] in keys}


def test_comments_stay_inside_what_is_changed(written: Callable[..., list[str]]) -> None:
    changes = {
        "form.translated_title[1].text = 'Von Karten'": ("  de: Über Karten", "  de: Von Karten"),
        "form.authors[1].affiliations = []": (
            "- {name: Bo Berg, affiliations: [Department of Cards]}",
            "- Bo Berg",
        ),
        "form.keywords.push({ language: 'da', text: 'Skuffer' })": (
            "keywords: {en: [Cards, Drawers], da: [Kort]}",
            "keywords: {en: [Cards, Drawers], da: [Kort, Skuffer]}",
        ),
        "form.authors.splice(1, 1)": ("# the second\n- {name: Bo Berg, affiliations: [Department of Cards]}\n", ""),
        "form.authors[2].id = 'cyd'; form.authors[2].corresponding = true": (
            "  id: cy # here\n",
            "  id: cyd # here\n  corresponding: true\n",
        ),
        "form.type = 'review'": ("type: article-journal # of", "type: review # of"),
        "form.body = 'New $a_b$'": ("The *abstract* with $a_b$.", "New $a_b$"),
    }
    for change, (old, new) in changes.items():
        expected = OLD.replace(old, new)
        assert expected != OLD
        assert written([("publications", OLD)], change) == [expected], change


HEADS = {
    "---\ntitle: A\nvolume: 3\n...\n": "---\ntitle: B\nvolume: 3\n...\n",
    "--- \t\ntitle: A\n---\t\n": "---\ntitle: B\n---\n",
    "---\n---\n": "---\ntitle: B\n---\n",
    "---\r\ntitle: A # c\r\nvolume: 3\r\n---\r\n": "---\r\ntitle: B # c\r\nvolume: 3\r\n---\r\n",
    "--- # c\ntitle: A\n---\n": "",
    "--- # c\ntitle: A\n---\nvolume: 3\n---\n": "",
    "----\ntitle: A\n----\n": "",
    "---\ntitle: A\n": "",
    "--- {title: A}\n---\n": "",
    "---\n- title\n---\n": "",
    "---\nsome words\n---\n": "",
    "+++\ntitle = 'A'\n+++\n": "",
}
"""Beginnings of files, and what a new title makes of them; "" for what Kartotek cannot read either."""


@pytest.mark.parametrize("head", HEADS)
def test_it_reads_what_kartotek_reads_and_destroys_nothing_else(written: Callable[..., list[str]], head: str) -> None:
    """What the script throws at is left out of the lists, as broken YAML is: no form opens, empty, over a full file."""
    file = f"{head}The body.\n"
    source = Source("publications", "a", "a.md")
    assert isinstance(parse_entry(source, file.encode()), RawEntry) is bool(HEADS[head])
    if not HEADS[head]:
        with pytest.raises(Error, match="front matter"):
            written([("publications", file)], "form.title = 'B'")
        return
    assert written([("publications", file)], "form.title = 'B'") == [f"{HEADS[head]}The body.\n"]


AS_THEY_ARE = {
    "ends of Windows": ("a.md", "---\r\ntitle: A # c\r\nnote: |\r\n  One.\r\n---\r\n\r\nThe body.\r\n"),
    "ends of both": ("a.md", "---\r\nvolume: 3\ntitle: A\nissue: 04\r\n---\nThe body.\r\n"),
    "a mark at the beginning": ("a.md", "\ufeff---\ntitle: A\n---\nThe body.\n\n"),
    "all YAML": ("a.yaml", "---\n# c\ntitle: A\nabstract: |\n  The\n\n  body.\n# end\n"),
    "all YAML, of Windows": ("2020/a.yml", "title: A\r\nabstract: The body.\r\n"),
    "a folded text": ("a.md", "---\nnote: >\n  One\n  two.\ntitle: A\n---\n"),
    "the text among the fields": ("a.md", "---\ntitle: A\nabstract: The body.\n---\n"),
}
"""Files that are written in other ways than most."""


@pytest.mark.parametrize("name", AS_THEY_ARE)
def test_other_ways_of_writing_files_stay(written: Callable[..., list[str]], name: str) -> None:
    path, file = AS_THEY_ARE[name]
    assert isinstance(parse_entry(Source("publications", "a", path), file.encode()), RawEntry)
    assert written([("publications", file, path)]) == [file]
    assert written([("publications", file, path)], "form.title = 'B'") == [file.replace("title: A", "title: B")]


def test_the_text_of_an_entry_that_is_all_yaml_is_a_field(written: Callable[..., list[str]]) -> None:
    path, file = AS_THEY_ARE["all YAML"]
    change = "form.body = form.body.replace('body', 'text')"
    assert written([("publications", file, path)], change) == [file.replace("|", "|-").replace("body.", "text.")]
    assert written([("publications", "title: A\n", path)], "form.body = 'A: b'") == ['title: A\nabstract: "A: b"\n']
    assert written([("publications", file, path)], "form.body = ''") == ["---\n# c\ntitle: A\n# end\n"]


ANCHORS = "---\ntitle: A # keep me\nauthors: &x [Ada] # and me\neditors: *x\n# volume\nvolume: 1\n---\n"


def test_comments_stay_in_front_matter_with_anchors(written: Callable[..., list[str]]) -> None:
    changed = ANCHORS.replace("volume: 1", "volume: 2")
    assert written([("publications", ANCHORS)], "form.volume = '2'") == [changed]
    (without,) = written([("publications", ANCHORS)], "form.authors = [{ name: 'Bo' }]")
    assert parts(without)[0] == {"title": "A", "authors": ["Bo"], "editors": ["Ada"], "volume": "1"}


def test_a_switch_that_is_off_takes_what_belongs_to_it_along(written: Callable[..., list[str]]) -> None:
    head, rest = "---\ntype: book\ntitle: A\n", "---\n"
    retracted = f"{head}retracted: {{date: 2020, reason: Wrong.}}\n{rest}"
    assert written([("publications", retracted)], "form.retracted.yes = false") == [head + rest]
    new = written([("publications", head + rest)], "form.retracted = { yes: false, date: '2020' }")
    assert parts(new[0])[0]["retracted"] == {"date": "2020"}  # who fills in a date means it, with or without the switch


def test_a_new_entry_has_its_fields_in_the_order_of_the_reference(written: Callable[..., list[str]]) -> None:
    change = (
        "delete form.kartotek_source; Object.assign(form, { body: 'B.', draft: false, keywords: "
        "[{ text: 'Cards', language: '' }], authors: [{ name: 'Ada Lind', corresponding: false }], title: 'On cards', "
        "type: 'book', issued: '2024', retracted: { yes: false }, event: {}, files: [], peer_reviewed: '' })"
    )
    assert written([("publications", "")], change) == [
        "---\ntype: book\ntitle: On cards\nauthors: [Ada Lind]\nissued: 2024\nkeywords: [Cards]\n---\nB.\n"
    ]
