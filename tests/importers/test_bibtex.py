"""Files in BibTeX and biblatex: every record is read or told, whatever is wrong around it."""

import pytest

from kartotek.importers import bibtex
from kartotek.importers.bibtex import read
from kartotek.importers.records import Failed, Found, Raw, Skipped


def one(text: str, key: str) -> dict[str, str]:
    """The fields of the record with a key."""
    (found,) = [record for record in read(text, "x.bib").found if isinstance(record, Raw) and record.key == key]
    return dict(found.pairs)


def told(text: str) -> list[tuple[int, str]]:
    """Line and reason of all that did not become a record."""
    return [(each.line, each.reason) for each in read(text, "x.bib").found if isinstance(each, Failed | Skipped)]


def keys(found: tuple[Found, ...]) -> list[str]:
    return [record.key for record in found]


def test_strings_are_joined() -> None:
    text = '@string{jo = "Journal"}\n@STRING(of = { of })\n'
    text += "@article{a, journal = jo # of # {Cards}, month = sep, year = 2020}"
    assert one(text, "a") == {"journal": "Journal of Cards", "month": "September", "year": "2020"}


def test_an_undefined_string_costs_one_field_and_is_told() -> None:
    assert one("@article{a, journal = nature, year = 2020}", "a") == {
        "journal": "",
        "year": "2020",
        "undefined string": "nature",
    }


BROKEN = {
    "never closed": "@article{a, title = {One, year = 2020}\n\n@article{b, title = {Two}}\n",
    "brace too many": '@article{a, title = "One}", year = 2020}\n@article{b, title = {Two}}\n',
    "no equals sign": "@article{a, title {One}}\n@article{b, title = {Two}}\n",
    "wrong bracket": "@article{a, title = {One})\n@article{b, title = {Two}}\n",
    "cut off": "@article{b, title = {Two}}\n@article{a, title = {On",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_record_costs_no_other(fault: str) -> None:
    read_ = read(BROKEN[fault], "x.bib")
    assert one(BROKEN[fault], "b") == {"title": "Two"}
    (failed,) = [record for record in read_.found if isinstance(record, Failed)]
    assert failed.line == BROKEN[fault][: BROKEN[fault].index("@article{a")].count("\n") + 1
    assert failed.reason
    assert len(read_.found) == read_.count == 2


def test_a_brace_that_is_never_closed_is_said_so() -> None:
    assert told(BROKEN["cut off"]) == [(2, "a brace or a quotation mark is never closed")]
    assert told(BROKEN["never closed"]) == [(1, "a brace is missing, or a comma between two fields")]


def test_comments_behind_fields_as_biber_has_them() -> None:
    assert one("@book{a, title = {One}, % the first\n year = 2020 % and {more\n}\n", "a") == {
        "title": "One",
        "year": "2020",
    }


def test_what_is_between_records_is_passed_over() -> None:
    text = 'mail@example.test wrote:\n@comment{x}\n@preamble{"\\foo"}\n@book{a, title = {T}, note = {a@b.test}}\n'
    read_ = read(text, "x.bib")
    assert keys(read_.found) == ["a"]
    assert read_.count == 1


def test_records_without_keys() -> None:
    read_ = read("@book{, title = {One}}\n@book{, title = {Two}}\n", "x.bib")
    assert [dict(record.pairs)["title"] for record in read_.found if isinstance(record, Raw)] == ["One", "Two"]


INHERITED = """\
@inproceedings{paper, title = {Paper}, author = {Lind, Ada}, crossref = {PROC}, doi = {10.1000/1}}
@proceedings{proc, title = {Proceedings}, subtitle = {Of the Day}, editor = {Berg, Bo}, year = 2020, doi = {10.1000/0}}
@article{art, title = {Article}, xdata = {more, none}}
@xdata{more, xdata = {most}, journal = {Journal}}
@xdata{most, issn = {1234-5679}, xdata = {more}}
@set{both, entryset = {paper, art}}
@book{ring, crossref = {ring2}}
@book{ring2, crossref = {ring}, title = {Ring}}
"""


def test_records_inherit_what_is_theirs() -> None:
    paper = one(INHERITED, "paper")
    assert paper["booktitle"] == "Proceedings"
    assert paper["booksubtitle"] == "Of the Day"
    assert (paper["editor"], paper["year"], paper["title"], paper["doi"]) == ("Berg, Bo", "2020", "Paper", "10.1000/1")
    article = one(INHERITED, "art")
    assert (article["journal"], article["issn"], article["missing record"]) == ("Journal", "1234-5679", "none")
    assert one(INHERITED, "ring")["title"] == "Ring"


def test_sets_and_data_are_no_records_and_say_so() -> None:
    assert [line for line, _ in told(INHERITED)] == [4, 5, 6]
    assert read(INHERITED, "x.bib").count == 8


def test_records_on_one_line_and_behind_words_are_counted() -> None:
    made = read("@book{a, title={A}} @book{b, title={B}}\nSee @book{c, title={C}}\n", "refs.bib")
    assert [record.key for record in made.found] == ["a", "b", "c"]
    assert made.count == 3


def test_a_record_that_is_commented_out_is_skipped() -> None:
    made = read("% @book{a, title={A}}\n@book{b, title={100% B}} @book{c, title={C}}\n", "refs.bib")
    assert [type(record).__name__ for record in made.found] == ["Skipped", "Raw", "Raw"]
    assert made.count == 3


@pytest.mark.parametrize("before", ["@\n", "@", "@ "])
def test_a_stray_sign_before_a_record(before: str) -> None:
    made = read(before + "@book{a, title={A}}\n", "refs.bib")
    assert [(record.key, record.kind) for record in made.found if isinstance(record, Raw)] == [("a", "book")]


def test_what_comments_cost_is_no_more_in_a_long_file(monkeypatch: pytest.MonkeyPatch) -> None:
    copied = 0
    pattern = bibtex._COMMENT

    class Counted:
        def sub(self, _: object, text: str) -> str:
            nonlocal copied
            copied += len(text)
            return pattern.sub(lambda found: " " * len(found[0]), text)

    monkeypatch.setattr(bibtex, "_COMMENT", Counted())
    text = "".join(f"@book{{k{i}, title={{A}}, % a comment\n year=2000}}\n" for i in range(100))
    assert len(read(text, "refs.bib").found) == 100
    assert copied == len(text)


def test_a_record_of_several_lines_that_is_commented_out_costs_no_other() -> None:
    made = read("@book{a, title={A}}\n%@book{b,\n%  title={B, and, C}\n%}\n\n% And\n@book{c, title={C}}\n", "refs.bib")
    assert [(record.key, record.line) for record in made.found if isinstance(record, Raw)] == [("a", 1), ("c", 7)]
    assert made.count == 2
