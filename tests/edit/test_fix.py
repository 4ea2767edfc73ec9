"""`check --fix`: what can be read in one way only is written as it should be, and nothing else of the file changes."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.content.entries import RawEntry, Source, parse_entry
from kartotek.content.yaml_output import entry_text
from kartotek.diagnostics import Diagnostic
from kartotek.diagnostics.codes import FIXABLE
from kartotek.edit.fix import USUAL, mend
from kartotek.model.publication_fields import FIELDS
from kartotek.model.records import read_closely

FILE = "content/publications/a.md"
SOURCE = Source("publications", "a", FILE)
HEAD = "---\ntype: article-journal\ntitle: On cards\n"


def mended(header: str, body: str = "", codes: frozenset[str] = USUAL) -> str:
    """The lines of a header, and the text below it, after they were mended."""
    text = f"{HEAD}{header}\n---\n{body}"
    after = mend(SOURCE, text.encode(), codes).after.decode()
    assert after.startswith(HEAD)
    return after.removeprefix(HEAD).replace("\n---\n", "\n", 1)


CASES = {
    "a DOI as an address": ("doi: https://doi.org/10.1234/ABC", "doi: 10.1234/ABC"),
    "a DOI at its publisher": (
        "doi: https://www.tandfonline.com/doi/full/10.1080/0123.2020.1?src=x", "doi: 10.1080/0123.2020.1",
    ),
    "a DOI in a path that may be longer": ("doi: https://oup.com/article/doi/10.1093/jnci/djy/512", ""),
    "a DOI in capitals": ("doi: 10.1234/ABC", ""),
    "a full stop behind a DOI": ("doi: 10.1234/abc.", "doi: 10.1234/abc"),
    "a DOI in capitals with a full stop": ("doi: 'DOI:10.1234/ABC.'", "doi: '10.1234/ABC'"),
    "a DOI with a part of its page": ("doi: https://doi.org/10.1234/abc#abstract", "doi: 10.1234/abc"),
    "a DOI with a file": ("doi: 10.3389/fpsyg.2014.00001/full", "doi: 10.3389/fpsyg.2014.00001"),
    "a DOI that does end in a full stop": ("doi: https://doi.org/10.1234/abc%2E", ""),
    "a Handle in the place of a DOI stays": ("doi: https://hdl.handle.net/2043/12", ""),
    "an ORCID iD in braces": (
        "authors: [{name: Bo Berg, orcid: https://orcid.org/0000-0002-1825-0097}]",
        "authors: [{name: Bo Berg, orcid: 0000-0002-1825-0097}]",
    ),
    "a miscopied ORCID iD stays": ("authors: [{name: Bo Berg, orcid: 0000-0002-1825-0098}]", ""),
    "an ISSN without its hyphen": ("issn: 12345679 # print", "issn: 1234-5679 # print"),
    "an ISBN in digits alone": ("isbn: 9780306406157", ""),
    "an ISBN with hyphens in other places": ("isbn: [0-306-406-15-2]", "isbn: [0-306-40615-2]"),
    "two ISSN in one text": ('issn: "1234-5679; 2049-3630"', "issn: [1234-5679, 2049-3630]"),
    "a wrong digit that is printed so": ("issn: 19387228! # so on the cover", "issn: 1938-7228! # so on the cover"),
    "a right digit that is said to be wrong": ("isbn: [978-0-306-40615-7!]", "isbn: [978-0-306-40615-7]"),
    "a date without zeros": ("issued: 2020-1-5   # printed", "issued: 2020-01-05   # printed"),
    "a date with the day first": ('issued: "25.1.2020"', 'issued: "2020-01-25"'),
    "a date that can be two days": ("issued: 5.1.2020", ""),
    "a year of lectures": ("issued: 2010/11", ""),
    "a month by its name": ("issued: 5. maj 2020", "issued: 2020-05-05"),
    "what is no month": ("issued: Mayor 2020", ""),
    "a day of a program": ("issued: 2020-05-03T00:00:00Z", "issued: 2020-05-03"),
    "a moment, which may be another day here": ("issued: 2020-05-03T22:00:00Z", ""),
    "a period backwards": ("issued: 2021-2020", ""),
    "a day that there is not": ("issued: 31.2.2020", ""),
    "a locale": ("language: en_gb", "language: en-GB"),
    "a code of three letters": ("language: dan", "language: da"),
    "a language by its name": ("language: English", "language: en"),
    "a country in the place of a language": ("language: dk", ""),
    "languages as keys": ("abstracts: {EN: One, 'Danish': To}", "abstracts: {en: One, 'da': To}"),
    "two keys that would be one": ("abstracts: {EN: One, en: Two}", ""),
    "a country": ("event: {name: X, country: denmark}", "event: {name: X, country: DK}"),
    "a country in small letters": ("event:\n  name: X\n  country: dk", "event:\n  name: X\n  country: DK"),
    "a word in capitals": ("status: In Press", "status: in-press"),
    "a field in Danish": ("forfattere: [Ada Lind] # all", "authors: [Ada Lind] # all"),
    "a field of BibTeX with a date to be mended": ("date: 2020-1-5", "issued: 2020-01-05"),
    "a field of another program whose value does not fit": ("author: Ada Lind and Bo Berg", ""),
    "two names of one field": ("year: 2020\ndate: 2020-05", ""),
    "a name of a field that is there": ("issued: 2020\nyear: 2021", ""),
    "a field in Danish without a value": ("forfattere: []", ""),
    "a field that is only like another": ("isued: 2020", ""),
    "the number of an article": ("number: 4", "issue: 4"),
    "names of a person in parts": (
        "authors: [{firstname: Ada, lastname: Lind}]", "authors: [{given: Ada, family: Lind}]",
    ),
    "a label": ("volume: Vol. 3", "volume: 3"),
    "an S of its own": ("pages: S 12", ""),
    "null": ("url: null\nvolume: 3", "volume: 3"),
    "null in braces": ("event: {name: X, place: n/a, country: DK}", "event: {name: X, country: DK}"),
    "null at the beginning of braces": ("event: {place: -, name: X}", "event: {name: X}"),
    "null in a map of lines": ("event:\n  name: X\n  place: N/A\nvolume: 3", "event:\n  name: X\nvolume: 3"),
    "null with a comment": ("url: null # ask Bo\nvolume: 3", ""),
    "what is to be done": ("url: TODO\nvolume: 3", ""),
    "a field to be filled in": ("url:\nvolume: 3", ""),
    "a soft hyphen": ("journal: Daten\u00adbank", "journal: Datenbank"),
    "soft hyphens that were hyphens": ("journal: State \u00adof \u00adthe art", ""),
    "a ligature in quotes": ("journal: 'The ﬁrst \"one\"'", "journal: 'The first \"one\"'"),
    "a space without width between Thai words": ("journal: กก\u200bขข", ""),
    "a lost letter stays": ("journal: B\ufffdrs", ""),
    "garbled letters": ("publisher: KÃ¸benhavns Forlag", "publisher: Københavns Forlag"),
    "several lines": (
        "note: >-  # folded\n  One so\u00adft,\n\n  two ﬁne.  \nvolume: 3",
        "note: >-  # folded\n  One soft,\n\n  two fine.  \nvolume: 3",
    ),
    "quotes over several lines": ('note: "One so\u00adft\n  and two."', 'note: "One soft\n  and two."'),
    "TeX in a journal": ("journal: Tidsskrift f{\\o}r {DNA}", "journal: Tidsskrift før DNA"),
    "TeX in a name": ("authors: ['Erd{\\H{o}}s, P{\\''a}l']", "authors: ['Erdős, Pál']"),
    "TeX in a name in double quotes": ('authors: ["Erd{\\\\H{o}}s, P"]', 'authors: ["Erdős, P"]'),
    "emphasis in a name of a journal": ("journal: \\emph{Cards}", "journal: Cards"),
    "percent behind TeX": ("journal: \"{DNA} at 5% off\"", 'journal: "DNA at 5% off"'),
    "a command that not everybody knows": ("journal: \\foo{x} {DNA}", ""),
    "a colon that needs quotes": ("journal: '{DNA}'\npublisher: \\emph{A}\\emph{B}", "journal: 'DNA'\npublisher: AB"),
    "nothing to do": ("doi: 10.1234/abc\nlanguage: en-GB\npages: 1-20", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_is_written_as_meant(name: str) -> None:
    before, after = CASES[name]
    assert mended(before) == (after or before) + "\n"


BODIES = {
    "emphasis": (r"Of \emph{E. coli} and $\emph{x}$.", r"Of *E. coli* and $\emph{x}$."),
    "accents": (r"By Erd{\H{o}}s.", "By Erdős."),
    "a command in the text and in a formula": (r"Of \emph{E} and $\emph{E}$.", r"Of \emph{E} and $\emph{E}$."),
    "invisible": ("Of ca\u00adrds\r\n\r\nand ﬁles.", "Of cards\r\n\r\nand files."),
}


@pytest.mark.parametrize("name", BODIES)
def test_texts_below_the_front_matter_are_mended(name: str) -> None:
    before, after = BODIES[name]
    assert mended("volume: 3", before) == f"volume: 3\n{after}"


def test_a_title_keeps_its_emphasis() -> None:
    text = "---\ntype: article-journal\ntitle: Of \\emph{E. coli} and {DNA}\n---\n"
    assert b"title: Of *E. coli* and DNA\n" in mend(SOURCE, text.encode()).after


def test_several_things_in_one_value_are_mended_in_turn() -> None:
    assert mended("journal: The {DNA} of so\u00adft KÃ¸benhavn") == "journal: The DNA of soft København\n"


def test_a_wrong_type_hides_no_other_thing() -> None:
    text = "---\ntype: Article Journal\ntitle: On cards\ndoi: 10.1234/abc.\n---\n"
    assert mend(SOURCE, text.encode()).after.decode() == HEAD + "doi: 10.1234/abc\n---\n"


def test_what_a_comment_silences_stays() -> None:
    header = "# kartotek: ignore spelling\ndoi: doi:10.1234/ABC\njournal: '{DNA}' # kartotek: ignore tex"
    assert mended(header) == header + "\n"


@pytest.mark.parametrize("text", ["\ufeff" + HEAD, HEAD.replace("\n", "\r\n")])
def test_byte_order_marks_and_line_ends_stay(text: str) -> None:
    newline = "\r\n" if "\r\n" in text else "\n"
    before = f"{text}doi: DOI:10.1/A{newline}url: null{newline}doi_2: x{newline}---{newline}Text.{newline}"
    after = mend(SOURCE, before.replace("10.1/A", "10.1234/A").encode()).after.decode()
    assert after == f"{text}doi: 10.1234/A{newline}doi_2: x{newline}---{newline}Text.{newline}"


def test_entries_with_errors_of_yaml_are_left() -> None:
    text = f"{HEAD}doi: 10.1234/ABC\nnote: [\n---\n".encode()
    assert mend(SOURCE, text).after == text


IN_ORDER = {
    "comments go with their field": (
        "pages: 1-2\n# which one?\nissued: 2020 # printed\n# the end",
        "# which one?\nissued: 2020 # printed\npages: 1-2\n# the end",
    ),
    "lists and texts of several lines": (
        "keywords:\n- Cards\nnote: |\n  One.\n\n  Two.\nauthors:\n  - Ada Lind\n  # and\n  - Bo Berg",
        "authors:\n  - Ada Lind\n  # and\n  - Bo Berg\nkeywords:\n- Cards\nnote: |\n  One.\n\n  Two.",
    ),
    "a comment for itself": ("pages: 1-2\n\n# Dates\n\nissued: 2020", ""),
    "an unknown field": ("pages: 1-2\nissued: 2020\nfoo: 1", ""),
    "empty lines at the end of a text that count": ("note: |+\n  One.\n\nissued: 2020", ""),
    "in order": ("issued: 2020\npages: 1-2", ""),
}


@pytest.mark.parametrize("name", IN_ORDER)
def test_fields_are_put_in_order_only_when_asked(name: str) -> None:
    before, after = IN_ORDER[name]
    assert mended(before) == before + "\n"
    assert mended(before, codes=frozenset({"field-order"})) == (after or before) + "\n"


def test_a_comment_about_the_whole_entry_stays_about_it() -> None:
    text = "---\n# kartotek: ignore all-capitals\ntitle: ON CARDS AND ON DRAWERS\ntype: book\n---\n"
    after = mend(SOURCE, text.encode(), {"field-order"}).after.decode()
    assert after == text.replace("type: book\n", "").replace("---\n#", "---\ntype: book\n#", 1)


# any entries in any layout

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "subtitle": st.sampled_from(
        ["null", "So\u00adft", "{DNA} of S{\\o}ren", "A: b # c", "KÃ¸b", "\\foo", "O'Neil \"x\""]
    ),
    "year": st.sampled_from(["2020", "x"]),
    "udgivet": st.sampled_from(["2020-1-5", "2020"]),
    "number": st.sampled_from(["4", "null"]),
    "authors": st.lists(
        st.sampled_from(
            ["Ada Lind", "Erd{\\H{o}}s, P", {"name": "Bo Berg", "orcid": "https://orcid.org/0000-0002-1825-0097"}]
        ),
        min_size=1,
        unique_by=str,
    ),
    "issued": st.sampled_from(["2020", "2020-1-5", "May 2020", "5.1.2020", "c. 1676", "1.2.1999", "N/A", "2021-2020"]),
    "volume": st.sampled_from(["3", "Vol. 3", "N/A", "TODO", "Bind 3"]),
    "isbn": st.sampled_from(["9780306406157", "9780306406157, 0306406152", ["0-306-40615-2"], "12"]),
    "doi": st.sampled_from(["DOI 10.1234/ABC", "https://doi.org/10.1234/a.", "doi:10.1234/x y", "https://a.org/doi/10.1234/a"]),
    "language": st.sampled_from(["en", "EN", "en_GB", "Danish", "dk", "xx", "zh-hant"]),
    "abstracts": st.dictionaries(
        st.sampled_from(["da", "DA", "eng", "Danish", "xx"]), st.sampled_from(["So\u00adft.", "\\emph{x} ok", "Ok."]),
        min_size=1,
    ),
    "event": st.fixed_dictionaries(
        {"name": st.just("X")},
        optional={"place": st.sampled_from(["null", "Lund"]), "country": st.sampled_from(["dk", "Denmark", "Nowhere"])},
    ),
    "note": st.sampled_from(["One.", "Two so\u00adft\nlines ﬁne", "-"]),
}  # fmt: skip
BODY = st.sampled_from(["", "Text.", "Of \\emph{E} so\u00adft.\n\nKÃ¸b $\\emph{E}$.", "\\foo{x}"])


@st.composite
def layouts(draw: st.DrawFn) -> bytes:
    """An entry with mistakes, as text in some layout."""
    data: dict[str, Any] = {"type": draw(st.sampled_from(["article-journal", "Article Journal"])), "title": "On cards"}
    data |= draw(st.fixed_dictionaries({}, optional=VALUES))
    keys = draw(st.permutations(list(data)))
    lines = []
    for line in entry_text({key: data[key] for key in keys}, draw(BODY)).split("\n"):
        if line not in ("", "---") and not line.startswith(" ") and draw(st.integers(0, 5)) == 0:
            lines.append(f"# {draw(st.sampled_from(['why?', 'null', 'doi: 10.1/X']))}")
            lines += draw(st.sampled_from([[], [""]]))
        plain = line and line[-1] not in "|>\"'" and ": " in line and not line.startswith("#")
        lines.append(f"{line}  # so" if plain and draw(st.integers(0, 5)) == 0 else line)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + newline.join(lines).encode()


def found_in(raw: bytes) -> tuple[RawEntry, Counter[tuple[str, str]]]:
    entry = parse_entry(SOURCE, raw)
    assert not isinstance(entry, Diagnostic), entry
    _, diagnostics = read_closely(entry)
    return entry, Counter((each.code, each.message) for each in (*diagnostics.found, *diagnostics.spellings))


def comments_in(raw: bytes) -> list[str]:
    return sorted(line.partition("# ")[2] for line in raw.decode().splitlines() if "# " in line)


@given(layouts(), st.sampled_from([USUAL, frozenset(FIXABLE)]))
def test_any_entry_is_mended_once_and_loses_nothing(raw: bytes, codes: frozenset[str]) -> None:
    result = mend(SOURCE, raw, codes)
    assert mend(SOURCE, result.after, codes).after == result.after
    before, was_told = found_in(raw)
    after, is_told = found_in(result.after)
    done = Counter((said.code, said.message) for said in result.done)
    assert all(is_told[what] < was_told[what] for what in done if what in was_told)
    assert len(result.done) > 0 or result.after == raw
    nothing = [key for key in before.data if str(before.data[key]).lower() in ("-", "n/a", "null")]
    assert set(before.data) - set(after.data) <= {*nothing, "year", "udgivet", "number"}
    assert len(before.data) - len(after.data) <= len(nothing)
    assert {code for code, _ in is_told} <= {code for code, _ in was_told} | {"bad-doi", "date-doubt", "unused-field"}
    assert (b"\r\n" in raw, raw[:3]) == (b"\r\n" in result.after, result.after[:3])
    assert comments_in(result.after) == comments_in(raw)


@given(layouts())
def test_every_code_that_is_mended_is_in_the_docs(raw: bytes) -> None:
    entry = parse_entry(SOURCE, raw)
    assert not isinstance(entry, Diagnostic)
    _, diagnostics = read_closely(entry)
    assert {each.code for each in (*diagnostics.found, *diagnostics.spellings) if each.fix} <= set(FIXABLE)


def test_the_fields_of_the_reference_are_the_order() -> None:
    shuffled = dict(reversed([("title", "On cards"), ("type", "book"), ("issued", "2020"), ("doi", "10.1234/a")]))
    after = mend(SOURCE, entry_text(shuffled, "").encode(), {"field-order"}).after
    entry, _ = found_in(after)
    assert list(entry.data) == [key for key in FIELDS if key in shuffled]
