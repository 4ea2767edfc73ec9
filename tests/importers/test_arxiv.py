"""Feeds of arXiv's API: every preprint, and what is wrong with one costs no other."""

from typing import Any

import pytest

from kartotek.importers.arxiv import draft, read
from kartotek.importers.candidate import read_draft
from kartotek.importers.records import Candidate, Failed, Found, Raw

ENTRY = """<entry>
<id>http://arxiv.org/abs/{id}</id><updated>2001-03-01T00:00:00Z</updated><published>2001-02-28T20:12:09Z</published>
<title>{title}</title><summary>{summary}</summary>{more}</entry>
"""
AUTHORS = (
    "<author><name>David Lind</name>"
    '<arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Unit, Cork</arxiv:affiliation></author>'
    "<author><name>J. C. van der Berg</name></author>"
)


def entry(id_: str = "2101.00001v2", title: str = "T", summary: str = "S.", more: str = AUTHORS) -> str:
    return ENTRY.format(id=id_, title=title, summary=summary, more=more)


def found(*entries: str, root: str = '<feed xmlns="http://www.w3.org/2005/Atom">') -> tuple[Found, ...]:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n{"".join(entries)}</feed>\n'
    records = read(text, "a.atom")
    assert len(records.found) == records.count == len(entries)
    return records.found


def data(record: Found) -> dict[str, Any]:
    assert isinstance(record, Raw), record
    made = read_draft(draft(record))
    assert isinstance(made, Candidate)
    return dict(made.data)


def test_a_preprint() -> None:
    (record,) = found(
        entry("cond-mat/0102536v1", "A $\\sigma$-model\n  &amp; its_cusp", " For $a&lt;b$ and\n c&gt;d. ")
    )
    assert data(record) == {
        "type": "preprint", "title": "A $\\sigma$-model & its_cusp", "issued": "2001-02-28",
        "authors": [{"name": "David Lind", "affiliations": ["Unit, Cork"]}, "J. C. van der Berg"],
        "arxiv": "cond-mat/0102536", "abstract": "For $a<b$ and c>d.",
    }  # fmt: skip
    assert (record.key, record.line) == ("cond-mat/0102536", 3)


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ("<arxiv:doi>10.1000/1</arxiv:doi><arxiv:journal_ref>J. 1 (2001) 2</arxiv:journal_ref>",
         {"related": [{"relation": "IsVersionOf", "doi": "10.1000/1"}]}),
        ("<arxiv:journal_ref>J. 1 (2001) 2</arxiv:journal_ref><arxiv:comment>3 pages</arxiv:comment>",
         {"note": "J. 1 (2001) 2; 3 pages"}),
    ],
)  # fmt: skip
def test_the_article_that_it_became(more: str, wanted: dict[str, Any]) -> None:
    """With a prefix that is declared at the top of the feed."""
    root = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">'
    made = data(found(entry(more=AUTHORS + more), root=root)[0])
    assert "doi" not in made
    assert {key: made.get(key) for key in wanted} == wanted


def test_what_is_wrong_with_one_costs_no_other() -> None:
    error = "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>incorrect id</summary></entry>\n"
    broken = entry().replace("</title>", "</titel>")
    records = found(broken, entry(title="A"), error, entry(title="B").replace("</entry>", ""))
    assert [each.line for each in records] == [3, 6, 9, 10]
    assert [isinstance(each, Failed) for each in records] == [True, False, True, True]
    assert isinstance(records[2], Failed)
    assert records[2].reason == "arXiv says: incorrect id"


@pytest.mark.parametrize("char", ["\x02", "&#2;", "&#x1F;"])
def test_characters_that_xml_forbids_fail_no_record(char: str) -> None:
    assert data(found(entry(title=f"On{char}cards"))[0])["title"] == "On cards"


def test_no_entities_are_resolved() -> None:
    (record,) = found(entry(title="&bomb;"), root='<!DOCTYPE feed [<!ENTITY bomb "x">]><feed>')
    assert isinstance(record, Failed)


@pytest.mark.parametrize(("said", "wanted"), [("2001--02-03", "2001"), ("2001-02-03-04", "2001-02-03"), ("--", None)])
def test_a_damaged_date_stops_nothing(said: str, wanted: str | None) -> None:
    assert data(found(entry().replace("2001-02-28T20:12:09Z", said))[0]).get("issued") == wanted
