"""Publications of HugoBlox sites become entries."""

import pytest

from kartotek.diagnostics import SetupError
from kartotek.importers.formats import FORMATS, find_format
from kartotek.importers.hugoblox import draft, read
from kartotek.importers.records import Candidate, Failed, Skipped
from tests.importers.exported import imported

PAGE = """---
title: 'On *cards*: a study'
# Authors
authors:
  - admin
  - Bo Berg
date: '2020-05-01T00:00:00Z'
publishDate: '2020-06-01T00:00:00Z'
publication_types: ['article-journal']
publication: "*Journal of Indexes, 3*(4), 1-20"
publication_short: "JoI"
abstract: "What $x^2$ cards are for."
tags: [Cards, Drawers]
featured: true
hugoblox:
  ids:
    doi: 10.1234/cards
links:
  - {type: code, url: 'https://code.example/cards'}
url_pdf: uploads/cards.pdf
aliases: [/papers/cards/]
---
{{% callout note %}}
Click the *Cite* button above.
{{% /callout %}}
"""


def _made(text: str, file: str = "publication/lind-2020/index.md") -> Candidate:
    (made,) = imported(text, lambda text, _: read(text, file), draft)
    return made


def test_a_page_becomes_an_entry() -> None:
    made = _made(PAGE)
    assert made.data == {
        "type": "article-journal",
        "title": "On *cards*: a study",
        "authors": ["Bo Berg"],
        "issued": "2020-05-01",
        "journal": "Journal of Indexes",
        "volume": "3",
        "issue": "4",
        "pages": "1-20",
        "doi": "10.1234/cards",
        "abstract": "What $x^2$ cards are for.",
        "keywords": ["Cards", "Drawers"],
        "links": [{"url": "https://code.example/cards", "label": "code"}],
        "featured": "true",
    }
    assert made.unmapped == (("authors", "admin"), ("pdf", "uploads/cards.pdf"))
    assert made.key == "lind-2020"
    assert made.former == ("/publication/lind-2020/", "/papers/cards/")


def test_older_sites_have_numbers_for_types_and_toml() -> None:
    made = _made(
        '+++\ntitle = "Sorting"\ndate = 2019-06-11\nauthors = ["Bo Berg"]\npublication_types = ["7"]\n'
        'publication = "University of Aarhus"\nabstract = ""\nfeatured = false\n+++\nAbout sorting.\n'
    )
    assert made.data == {
        "type": "thesis",
        "title": "Sorting",
        "authors": ["Bo Berg"],
        "issued": "2019-06-11",
        "institution": "University of Aarhus",
        "abstract": "About sorting.",
    }


HOMES = {
    ("article-journal", "Knowledge-Based Systems, 342, 115850"): {
        "journal": "Knowledge-Based Systems", "volume": "342", "article_number": "115850"},
    ("article-journal", "In *Cards*"): {"journal": "Cards"},
    ("2", "Transportation Part C: Emerging"): {"journal": "Transportation Part C: Emerging"},
    ("article-journal", "{name: Journal of 1984}"): {"journal": "Journal of 1984"},
    ("paper-conference", "In *Proceedings of Card Days 2018*"): {"book": "Proceedings of Card Days 2018"},
    ("1", "CD 2018"): {"book": "CD 2018"},
    ("5", "Drawer Press"): {"publisher": "Drawer Press"},
    ("manuscript", "arXiv"): {"publisher": "arXiv"},
}  # fmt: skip


@pytest.mark.parametrize(("kind", "said"), HOMES)
def test_what_it_appeared_in(kind: str, said: str) -> None:
    text = said if said.startswith("{") else f"'{said}'"
    data = dict(_made(f"---\ntitle: T\npublication_types: [{kind}]\npublication: {text}\n---\n").data)
    assert {name: data[name] for name in data if name not in ("type", "title")} == HOMES[kind, said]


def test_what_is_no_page_of_a_work() -> None:
    assert isinstance(read("---\ntitle: All\n---\n", "content/publication/_index.md").found[0], Skipped)
    (broken,) = read("---\ntitle: [a\npublication: x\n---\n", "publication/a/index.md").found
    assert isinstance(broken, Failed)
    assert broken.key == "a"
    (endless,) = read("---\ntitle: a\npublication: x\n", "publication/a/index.md").found
    assert isinstance(endless, Failed)
    assert endless.reason == "its front matter does not end"


def test_the_format_is_found_and_other_markdown_is_not_taken_for_it() -> None:
    assert find_format("index.md", PAGE.encode()) is FORMATS["hugoblox"]
    assert find_format("index.md", b"---\ntitle: T\nauthors: [A]\ndate: 2020-01-01\n---\n") is FORMATS["hugoblox"]
    for other in (b"---\ntype: book\ntitle: T\nauthors: [A]\nissued: 2020\n---\n", b"# About\n\npublication: none\n"):
        with pytest.raises(SetupError):
            find_format("entry.md", other)
    assert find_format("paper.md", b"---\nreferences:\n- id: a\n---\n") is FORMATS["csl-yaml"]
