"""Whatever a stranger writes: it is refused with a sentence, or one value changes and all else stays."""

import json
from html import escape
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kartotek.content.entries import RawEntry, Source, parse_entry
from kartotek.diagnostics import SetupError
from kartotek.edit.correct import code, correct_fields
from kartotek.edit.report import FieldChange, VisitorReport, read_report
from kartotek.model.kinds import KINDS
from kartotek.model.records import read_record
from kartotek.model.reportable import REPORTABLE, said

FILE = "content/publications/cards.md"
ENTRY = (
    "---\n# an article\ntype: article-journal\ntitle: 'On cards'  # sic\nauthors:\n- Ada Lind  # first\n"
    "- {name: Bo Berg, affiliations: [Unit]}\n- Cy Dahl\nissued: 2020-05\npages: '1-2'\nkeywords: [A, B]\n---\n"
    "About *cards*.\n\ntitle: not this\n"
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["Ada Lind", "Bo Berg", "Cy Dahl", "Eva Falk", "Lind, Ada", "Ib", "O'Hara", "x: y", "# z"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / FILE).parent.mkdir(parents=True)
    (folder / FILE).write_text(ENTRY)
    return folder


@given(st.text())
def test_any_text_is_a_report_or_refused(text: str) -> None:
    _read(text)
    _read(f"```json\n{text}\n```")


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "kartotek": st.just(1) | JSON,
            "entry": st.sampled_from(["publications/cards", "people/ada", "a/b", "../x"]) | JSON,
            "changes": JSON
            | st.lists(
                st.fixed_dictionaries(
                    {"field": st.sampled_from([*REPORTABLE["publications"], "draft"]) | JSON, "from": JSON, "to": JSON}
                ),
                max_size=2,
            ),
            "claim": JSON | st.fixed_dictionaries({"orcid": JSON, "names": JSON}),
            "split": JSON | st.fixed_dictionaries({"works": JSON, "to": JSON}),
            "merge": JSON,
            "source": JSON,
        },
    )
)
def test_any_block_is_a_report_or_refused(block: Any) -> None:
    _read(f"```json\n{json.dumps(block)}\n```")


def _read(text: str) -> None:
    try:
        report = read_report(text)
    except SetupError:
        return
    assert report.kind in KINDS
    assert "/" not in report.key
    assert ".." not in report.key


@given(st.sampled_from(["title", "subtitle", "pages", "journal", "issued", "doi", "url"]), st.text(max_size=60))
def test_any_value_is_the_one_that_is_read_again(site: Path, field: str, value: str) -> None:
    before = {"title": "On cards", "issued": "2020-05", "pages": "1-2"}.get(field, "")
    try:
        report = read_report(_issue(field, before, value))
        made = correct_fields(site, report)
    except SetupError:
        return
    after = _parsed(made.changes[0].content)
    wanted = report.changes[0].to
    record, _ = read_record(after)
    assert said(record, field) == wanted or field in ("doi", "issued"), "identifiers and dates have a form of their own"
    assert after.body == _parsed(ENTRY.encode()).body
    others = [line for line in ENTRY.splitlines() if not line.startswith(f"{field}:")]
    assert [line for line in (made.changes[0].content or b"").decode().splitlines() if line in others] == others


@given(st.lists(NAMES, max_size=5))
def test_any_list_of_authors_keeps_what_is_known_of_those_who_stay(site: Path, names: list[str]) -> None:
    change = FieldChange("authors", ("Ada Lind", "Bo Berg", "Cy Dahl"), tuple(names))
    try:
        made = correct_fields(site, VisitorReport("publications", "cards", (change,)))
    except SetupError:
        return
    record, _ = read_record(_parsed(made.changes[0].content))
    people = record.authors  # type: ignore[union-attr]
    assert len(people) == len(names)
    if "Bo Berg" in names:
        assert [person.display for person in people if person.affiliations] == ["Bo Berg"]


@given(st.text(alphabet=st.sampled_from("`a @<\\"), max_size=20))
def test_code_in_markdown_ends_where_it_should(text: str) -> None:
    """As CommonMark reads it, where a run of backticks ends a span that began with as many."""
    if text := text.strip():
        assert MarkdownIt().renderInline(code(text)) == f"<code>{escape(text, quote=False)}</code>"


def _issue(field: str, was: str, to: str) -> str:
    changes = [{"field": field, "from": was, "to": to}]
    return f"```json\n{json.dumps({'kartotek': 1, 'entry': 'publications/cards', 'changes': changes})}\n```"


def _parsed(content: bytes | None) -> RawEntry:
    entry = parse_entry(Source("publications", "cards", FILE), content or b"")
    assert isinstance(entry, RawEntry)
    return entry


def _block(to: str, fence: str = "```json", end: str = "```") -> str:
    changes = [{"field": "title", "from": "A", "to": to}]
    return f"{fence}\n{json.dumps({'kartotek': 1, 'entry': 'publications/a', 'changes': changes})}\n{end}\n"


HIDDEN = {
    "comment": f"<!--\n{_block('B')}-->\n",
    "instruction": f"<?\n{_block('B')}?>\n",
    "declaration": f"<!X\n{_block('B')}>\n",
    "section": f"<![CDATA[\n{_block('B')}]]>\n",
    "closed": f"<details>\n\n{_block('B')}\n</details>\n",
    "in a paragraph": f"So <details>\n\n{_block('B')}",
    "after code that goes on": f"- `\n- It `\n` <details> `\n\n{_block('B')}",
    "after a mark that is no code": f"\\` <details> `\n\n{_block('B')}",
    "beside one that is shown": _block("C", "   ```json") + f"<?\n{_block('B')}?>\n",
}


@pytest.mark.parametrize("how", HIDDEN)
def test_nothing_is_applied_that_nobody_sees(how: str) -> None:
    with pytest.raises(SetupError, match=r"has HTML|2 blocks"):
        read_report(HIDDEN[how])


@pytest.mark.parametrize(
    "text",
    [
        _block("B", "   ~~~  JSON lines", " ~~~~ "),
        _block("B", "````json", "`````"),
        f"It\\`s \\<b>. `a <b> \\`\n\n{_block('B')}",
        f"It says `a <i>b</i>`, p<0.05 and ``<b> ` ``.\n\n{_block('B')}",
        f"```html\n<p>\n{_block('C', '~~~json', '~~~')}```\n{_block('B')}",
    ],
)
def test_one_block_in_sight_is_read_as_markdown_has_it(text: str) -> None:
    assert [change.to for change in read_report(text).changes] == ["B"]


def test_two_blocks_are_two_whatever_they_look_like() -> None:
    with pytest.raises(SetupError, match="2 blocks"):
        read_report(_block("C", "   ```json") + _block("B", "~~~ json", "~~~"))


def test_a_long_text_is_read_at_once() -> None:
    """Once through: it took minutes."""
    before = process_time()
    with pytest.raises(SetupError, match="cannot be read"):
        read_report("```json\n" * 24_000)
    assert process_time() - before < 5
