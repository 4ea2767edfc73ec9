"""A publication begins with a title page: who, where, when, how open, and what one can do with it."""

import re

import pytest

from kartotek.pages.publication import LONG_ABSTRACT, LONG_TITLE
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import WriteSite

SITE = "title: T\nsearch: false\nbase_url: https://portal.test/\n"


def article(more: str = "", *, title: str = "On Cards", authors: int = 1, body: str = "") -> str:
    names = ", ".join(f"Author {number} Lind" for number in range(1, authors + 1))
    head = f"title: {title}\ntype: article-journal\nauthors: [{names}]\njournal: Index Letters\nissued: 2020-05\n"
    return f"---\n{head}{more}---\n{body}\n"


def page_of(write_site: WriteSite, text: str, *, site_file: str = SITE, **others: str) -> str:
    files = {f"content/publications/{name}.md": other for name, other in others.items()}
    pdf: dict[str, str | bytes] = {"content/files/cards.pdf": b"%PDF-1.4\n"}
    site = write_site({"site.yaml": site_file, "content/publications/a.md": text, **files, **pdf})
    build(BuildOptions(site, site / "dist"))
    return (site / "dist/publications/a/index.html").read_text("utf-8")


def actions(page: str) -> list[tuple[str, str]]:
    """The bar of actions: what each leads to, and what it is called."""
    bar = page.split('<p class="actions">')[1].split("</p>")[0]
    return [(href, label) for href, label in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>([^<]+)</a>', bar)]


FILE = "files:\n- {path: cards.pdf, access: open}\n"
CLOSED = "files:\n- {path: cards.pdf, access: closed}\n"


@pytest.mark.parametrize(
    ("more", "first"),
    [
        (f"{FILE}doi: 10.1234/a\n", ("../../publications/a/cards.pdf", "Open PDF")),
        ("files:\n- {url: 'https://elsewhere.test/a.html'}\n", ("https://elsewhere.test/a.html", "Open document")),
        (f"{CLOSED}doi: 10.1234/a\nurl: https://journal.test/a\n", ("https://doi.org/10.1234/a", "Open at doi.org")),
        ("url: https://journal.test/a\n", ("https://journal.test/a", "Open at journal.test")),
        ("", ("#cite", "Cite")),
    ],
    ids=["file", "file elsewhere", "DOI of a closed file", "address", "nothing"],
)
def test_the_first_action_opens_the_work_in_the_best_way_there_is(
    write_site: WriteSite, more: str, first: tuple[str, str]
) -> None:
    page = page_of(write_site, article(more))
    assert actions(page)[0] == first
    assert (">10.<wbr>1234/<wbr>a</a>" in page) == ("doi" in more), "in a narrow column it breaks at its own signs"


def test_a_thesis_names_its_university_once_below_the_title(write_site: WriteSite) -> None:
    library = "---\nname: The University\n---\n"
    thesis = "---\ntitle: On Cards\ntype: thesis\nauthors: [Ada Lind]\ninstitution: The University\n{more}---\n"
    site = write_site(
        {
            "site.yaml": SITE,
            "content/organisations/university.md": library,
            "content/publications/a.md": thesis.format(more="issued: 1920\norganisations: [university]\n"),
            "content/publications/b.md": thesis.format(more="issued: 1921\n"),
        }
    )
    build(BuildOptions(site, site / "dist"))
    heads = [
        re.sub(r"<[^>]+>", "", (site / f"dist/publications/{key}/index.html").read_text("utf-8").split("</header>")[1])
        for key in "ab"
    ]
    assert [head.count("The University") for head in heads] == [1, 1]
    assert "1920" in heads[0]


def test_the_other_actions_cite_share_and_save(write_site: WriteSite) -> None:
    page = page_of(write_site, article(title="Cards & more"))
    assert actions(page) == [
        ("#cite", "Cite"),
        ("mailto:?subject=Cards%20%26%20more&amp;body=https%3A//portal.test/publications/a/", "Share"),
        ("../../publications/a/a.ris", "Save to Zotero"),
    ]
    assert 'id="cite"' in page


def test_without_an_address_nothing_is_shared(write_site: WriteSite) -> None:
    page = page_of(write_site, article(), site_file="title: T\nsearch: false\n")
    assert "Share" not in [label for _, label in actions(page)]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("volume: 3\nissue: 4\npages: 1-20\n", "3(4), 1–20 · 2020"),
        ("volume: 3\narticle_number: e17\n", "3, e17 · 2020"),
        ("issue: 4\npages: 1-20\n", "4, 1–20 · 2020"),
        ("", "· 2020"),
    ],
)
def test_the_head_says_where_and_when_it_appeared(write_site: WriteSite, more: str, said: str) -> None:
    venue = page_of(write_site, article(more)).split('<p class="venue">')[1].split("</p>")[0]
    assert re.sub("<[^>]*>", "", venue) == f"Index Letters {said}"


@pytest.mark.parametrize("count", [48, 49, 200])
def test_many_authors_are_shown_on_demand_and_none_is_left_out(write_site: WriteSite, count: int) -> None:
    head = page_of(write_site, article(authors=count)).split("</header>")[1]
    at_once, *folded = head.split("<summary>")
    assert at_once.count("/people/author-") == min(count, 48)
    assert [(part.split("</summary>")[0], part.count("/people/author-")) for part in folded] == (
        [(f"Show all {count}", count - 48)] if count > 48 else []
    )


@pytest.mark.parametrize(("letters", "smaller"), [(LONG_TITLE, False), (LONG_TITLE + 1, True)])
def test_a_long_title_is_set_smaller(write_site: WriteSite, letters: int, smaller: bool) -> None:
    assert ("publication-head-long" in page_of(write_site, article(title="x" * letters))) == smaller


@pytest.mark.parametrize(
    ("body", "single", "first"),
    [
        ("", True, "publication-facts"),
        ("About cards.", False, "publication-text"),
        ("x " * LONG_ABSTRACT, False, "publication-facts"),
    ],
    ids=["no abstract", "short", "long"],
)
def test_facts_come_before_a_long_abstract_and_fill_the_page_where_there_is_none(
    write_site: WriteSite, body: str, single: bool, first: str
) -> None:
    page = page_of(write_site, article(body=body))
    assert ("publication-single" in page) == single
    assert re.findall(r"publication-(?:text|facts)", page)[0] == first


def test_related_publications_say_what_they_share(write_site: WriteSite) -> None:
    keywords = "keywords: [Cards, Drawers, Boxes, Labels]\n"
    page = page_of(
        write_site,
        article(keywords),
        b=article(keywords, title="On Drawers", authors=2),
        c=article("keywords: [Labels]\n", title="On Labels").replace("Author 1 Lind", "Bo Ek"),
    )
    related = page.split('id="related"')[1]
    assert re.findall(r'<p class="card-why">(.*)</p>', related) == [
        "Same people: Author 1 Lind · Same keywords: Cards, Drawers, Boxes · Same journal or book: Index Letters",
        "Same keywords: Labels · Same journal or book: Index Letters",
    ]


def test_an_organisation_among_the_affiliations_is_not_named_again_below_them(write_site: WriteSite) -> None:
    more = "organisations: [library, index]\neditors: [{name: Bo Holm, affiliations: [library]}]\n"
    names = {"library": "The Library", "index": "The Index"}
    site = write_site(
        {"site.yaml": SITE, "content/publications/a.md": article(more)}
        | {f"content/organisations/{key}.md": f"---\nname: {name}\n---\n" for key, name in names.items()}
    )
    build(BuildOptions(site, site / "dist"))
    head = (site / "dist/publications/a/index.html").read_text("utf-8").split("</header>")[1]
    assert [head.count(f">{name}</a>") for name in names.values()] == [1, 1]


def test_how_large_a_document_is_is_told_where_it_can_be_read(write_site: WriteSite) -> None:
    files = "files:\n- {path: a.pdf, version: accepted}\n- {path: b.pdf, access: closed}\n- {url: 'https://b.test/'}\n"
    site = write_site(
        {
            "site.yaml": f"{SITE}languages: [en, da]\n",
            "content/publications/a.md": article(files),
            "content/files/a.pdf": b"%PDF-1.4\n".ljust(2_940_000),
            "content/files/b.pdf": b"%PDF-1.4\n".ljust(7_000),
        }
    )
    build(BuildOptions(site, site / "dist"))
    shown = [(site / f"dist/{at}publications/a/index.html").read_text("utf-8") for at in ("", "da/")]
    facts = [re.findall(r'<span class="document-facts">(.*?)</span>', page) for page in shown]
    assert facts == [
        ["Accepted version, 2.9 MB", "Closed access"],
        ["Accepteret manuskript, 2,9 MB", "Lukket adgang"],
    ]
    (site / "content/files/a.pdf").write_bytes(b"%PDF-1.4\n".ljust(812_400))
    build(BuildOptions(site, site / "dist"))
    assert "812 kB</span>" in (site / "dist/publications/a/index.html").read_text("utf-8")
