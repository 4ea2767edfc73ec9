"""What one entry says of another, both pages say."""

import json
from pathlib import Path

import pytest

from kartotek.diagnostics import Diagnostic
from kartotek.model.publication_maps import RELATIONS
from kartotek.model.relations import INVERSE
from kartotek.site.build import build
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from kartotek.view import labels
from tests.conftest import WriteSite

SITE = {"site.yaml": "title: T\nbase_url: https://example.org/\nsearch: false\ncitation_styles: []\n"}


def entry(type_: str, title: str, more: str = "") -> str:
    journal = "" if type_ in {"book", "preprint", "dataset"} else "journal: Card Letters\n"
    return f"---\ntype: {type_}\ntitle: {title}\nauthors: [Ada Lind]\nissued: 2010\n{journal}{more}---\n"


def related(relation: str, to: str) -> str:
    return f"related: [{{{to}, relation: {relation}}}]\n"


class Portal:
    """A portal of the given publications, built."""

    def __init__(self, write_site: WriteSite, publications: dict[str, str]) -> None:
        files = {f"content/publications/{name}.md": text for name, text in publications.items()}
        self.site = write_site({**SITE, **files})
        build(BuildOptions(self.site, self.site / "dist", drafts=False))

    def read(self, path: str) -> str:
        return (self.site / "dist" / path).read_text("utf-8")

    def page(self, key: str) -> str:
        return self.read(f"publications/{key}/index.html")

    def datacite(self, key: str) -> set[tuple[str, str]]:
        (path,) = Path(self.site / "dist/publications" / key).glob("*.datacite.json")
        found = json.loads(path.read_text("utf-8")).get("relatedIdentifiers", [])
        return {(each["relationType"], each["relatedIdentifier"]) for each in found}


@pytest.mark.parametrize(
    ("named", "naming", "relation", "inverse", "label"),
    [
        ("article-journal", "article-journal", "IsSupplementTo", "IsSupplementedBy", "Is supplemented by"),
        ("preprint", "article-journal", "IsNewVersionOf", "IsPreviousVersionOf", "Is previous version of"),
        ("book", "book-review", "Reviews", "IsReviewedBy", "Is reviewed by"),
        ("dataset", "article-journal", "References", "IsReferencedBy", "Is referenced by"),
        ("book", "book", "IsTranslationOf", "HasTranslation", "Has translation"),
        ("dataset", "dataset", "IsIdenticalTo", "IsIdenticalTo", "Is identical to"),
    ],
)
def test_the_work_that_is_named_says_it_too(
    write_site: WriteSite, named: str, naming: str, relation: str, inverse: str, label: str
) -> None:
    portal = Portal(
        write_site,
        {"here": entry(naming, "The one that says it", related(relation, "id: there")), "there": entry(named, "There")},
    )
    assert (relation, "https://example.org/publications/there/") in portal.datacite("here")
    assert (inverse, "https://example.org/publications/here/") in portal.datacite("there")
    assert f"<dt>{label}</dt>" in portal.page("there")
    assert 'href="../here/"' in portal.page("there") or "publications/here/" in portal.page("there")


def test_a_work_is_known_by_its_doi(write_site: WriteSite) -> None:
    portal = Portal(
        write_site,
        {
            "erratum": entry("article-journal", "Erratum", related("IsSupplementTo", "doi: 10.1000/a")),
            "article": entry("article-journal", "On drawers", "doi: 10.1000/a\n"),
        },
    )
    assert "Is supplemented by" in portal.page("article")
    assert "On drawers</a></dd>" in portal.page("erratum")
    assert "doi:10.1000/a" not in portal.page("erratum").split("Related works")[1].split("</dl>")[0]


def test_what_both_say_stands_once(write_site: WriteSite) -> None:
    portal = Portal(
        write_site,
        {
            "book": entry("book", "The cabinet", related("IsReviewedBy", "id: review")),
            "review": entry("book-review", "A fine cabinet", related("Reviews", "id: book")),
        },
    )
    assert portal.page("book").count("A fine cabinet</a></dd>") == 1
    _, _, relations = portal.page("review").partition('class="relations"')  # details name it as well
    assert relations.count("The cabinet</a></dd>") == 1


@pytest.mark.parametrize(
    ("relation", "said", "label"),
    [
        ("Other", "is a reply to", "Is a reply to"),
        ("Cites", "in chapter 3", "Cites (in chapter 3)"),
        ("Other", "", "Other relation"),
    ],
)
def test_more_that_is_said_of_a_relation_stands_on_the_own_side(
    write_site: WriteSite, relation: str, said: str, label: str
) -> None:
    portal = Portal(
        write_site,
        {
            "here": entry("book", "Here", related(relation, f"id: there, information: '{said}'")),
            "there": entry("book", "There", related("IsCitedBy", "id: here") if relation == "Cites" else ""),
        },
    )
    assert f"<dt>{label}</dt>" in portal.page("here")
    assert not said or said not in portal.page("there").lower()
    assert portal.page("there").count(">Here</a></dd>") == (relation == "Cites")


def test_drafts_are_not_given_away(write_site: WriteSite) -> None:
    portal = Portal(
        write_site,
        {
            "book": entry("book", "The cabinet"),
            "review": entry("book-review", "A fine cabinet", related("Reviews", "id: book") + "draft: true\n"),
        },
    )
    assert "A fine cabinet" not in portal.page("book")
    assert "review" not in str(portal.datacite("book"))


def test_a_preprint_leads_to_the_version_of_record(write_site: WriteSite) -> None:
    """In lists, too; and when the title of the article changes, the cards of the preprint change."""
    preprint, article = entry("preprint", "Cards, sorted"), related("IsNewVersionOf", "id: pre")
    portal = Portal(write_site, {"pre": preprint, "final": entry("article-journal", "Cards, well sorted", article)})
    card = portal.read("years/2010/index.html").split("Published as")[1]
    assert card.split("</a>")[0].endswith("Cards, well sorted")
    path = portal.site / "content/publications/final.md"
    path.write_text(path.read_text("utf-8").replace("well sorted", "at last"), "utf-8")
    build(BuildOptions(portal.site, portal.site / "dist"))
    card = portal.read("years/2010/index.html").split("Published as")[1]
    assert card.split("</a>")[0].endswith("Cards, at last")


def circles(write_site: WriteSite, publications: dict[str, str]) -> list[Diagnostic]:
    site = write_site({**SITE, **{f"content/publications/{name}.md": text for name, text in publications.items()}})
    found = check(BuildOptions(site, site / "dist")).diagnostics
    return [diagnostic for diagnostic in found if diagnostic.code == "circular-relation"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IsNewVersionOf", "IsNewVersionOf"),
        ("HasPart", "HasPart"),
        ("Reviews", "Reviews"),
        ("HasTranslation", "HasTranslation"),
    ],
)
def test_two_that_contradict_each_other_are_told(write_site: WriteSite, one: str, other: str) -> None:
    works = {
        "a": entry("book", "A", related(one, "id: b")),
        "b": entry("book", "B", related(other, "id: a")),
    }
    (told,) = circles(write_site, works)
    assert (told.file, told.line) == ("content/publications/b.md", 6)
    assert "in a circle" in told.message
    assert f"{other} holds in one direction only" in told.hint


def test_a_circle_through_a_doi_is_told(write_site: WriteSite) -> None:
    works = {
        "a": entry("book", "A", "doi: 10.1000/a\n" + related("IsNewVersionOf", "id: b")),
        "b": entry("book", "B", related("IsNewVersionOf", "doi: 10.1000/a")),
    }
    (told,) = circles(write_site, works)
    assert told.file == "content/publications/b.md"


def test_three_in_a_circle_are_told_once(write_site: WriteSite) -> None:
    works = {
        "a": entry("book", "A", related("IsNewVersionOf", "id: b")),
        "b": entry("book", "B", related("IsNewVersionOf", "id: c")),
        "c": entry("book", "C", related("IsNewVersionOf", "id: a")),
    }
    (told,) = circles(write_site, works)
    assert told.message == "IsNewVersionOf goes round in a circle: a → b → c → a"


@pytest.mark.parametrize(("one", "other"), [("Cites", "Cites"), ("Reviews", "IsReviewedBy"), ("HasPart", "IsPartOf")])
def test_what_can_be_true_is_not_told(write_site: WriteSite, one: str, other: str) -> None:
    works = {"a": entry("book", "A", related(one, "id: b")), "b": entry("book", "B", related(other, "id: a"))}
    assert circles(write_site, works) == []


def test_every_relation_has_its_inverse_and_its_words() -> None:
    assert set(INVERSE) == set(RELATIONS) - {"IsPublishedIn", "Other"}
    assert all(INVERSE[there] == here for here, there in INVERSE.items())
    assert set(labels.RELATIONS) == set(RELATIONS)
