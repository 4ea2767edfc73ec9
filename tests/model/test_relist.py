"""After an edit that concerns no link, the portal is the one that linking everything again would make."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartotek.config.settings import read_settings
from kartotek.content.entries import Source
from kartotek.model.authority import Organisation
from kartotek.model.common import Contributor
from kartotek.model.link import link
from kartotek.model.portal import Portal
from kartotek.model.publication import UNLINKED, Publication, Relation
from kartotek.model.records import Records
from kartotek.model.relist import Relisted, relist
from kartotek.site.entries import read_changed
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from kartotek.text.dates import parse_date
from kartotek.text.names import parse_name
from tests.conftest import ROOT

TODAY = date(2026, 1, 1)
TITLES = ["Æbler", "cards", "Cards", "Drawers", "Indexes", "Zettel", "On x"]
NAMES = ["Ada Lind", "Bo Berg", "Åse Ørn", "Ase Orn", "Cy Dahl"]


def portal_of(publications: list[Publication]) -> tuple[Portal, set[str]]:
    """The linked portal, and the publications at which something was reported."""
    records = Records()
    for publication in publications:
        name = publication.key
        records.add(Source("publications", name, f"content/publications/{name}.md"), publication)
    for name, parent in (("whole", ""), ("part", "whole")):
        unit = Organisation(name, name.title(), parent=parent)
        records.add(Source("organisations", name, f"content/organisations/{name}.md"), unit)
    portal, found = link(records, TODAY)
    return portal, {source.name for source, _ in found if source.collection == "publications"}


@st.composite
def publication(draw: st.DrawFn, key: str) -> Publication:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    host = draw(st.sampled_from(["", "", "w0", "A book"]))
    return Publication(
        key,
        "chapter" if host else draw(st.sampled_from(["book", "article-journal"])),
        draw(st.sampled_from(TITLES)),
        authors=tuple(Contributor(parse_name(name)) for name in names),
        issued=parse_date(draw(st.sampled_from(["2020", "2020-05", "2021"]))),
        book=host if host != key else "",
        journal="" if host else draw(st.sampled_from(["", "Cards", "cards"])),
        keywords=tuple(("", word) for word in draw(st.lists(st.sampled_from(["data", "Data", "care"]), max_size=2))),
        organisations=draw(st.sampled_from([(), ("part",), ("whole",)])),
        related=draw(st.sampled_from([(), (), (), (Relation("Cites", id="w1"),)])) if key != "w1" else (),
        featured=draw(st.booleans()),
    )


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[Publication], dict[str, Publication]]:
    """Some publications, and other versions of one or two of them."""
    works = [draw(publication(f"w{i}")) for i in range(draw(st.integers(2, 14)))]
    chosen = draw(st.lists(st.sampled_from(works), min_size=1, max_size=2, unique_by=lambda work: work.key))
    return works, {work.key: replace(work, title=draw(st.sampled_from(TITLES)), volume="7") for work in chosen}


def as_before(old: Portal, now: Portal) -> Portal:
    """The records of now in the lists of before."""
    publications = {key: now.publications[key] for key in old.publications}
    return replace(old, things={**old.things, "publications": publications})


def parts(portal: Portal) -> dict[str, Mapping[str, Any]]:
    """What an edit may change, by part; lists of nothing left out."""
    found: dict[str, Mapping[str, Any]] = {"related": portal.related, "parts": portal.parts}
    for name in ("works", "works_below"):
        found |= {f"{name}/{kind}": lists for kind, lists in getattr(portal, name).items()}
    return {name: {key: keys for key, keys in lists.items() if keys} for name, lists in found.items()}


def relisted(works: list[Publication], edits: Mapping[str, Publication]) -> tuple[Portal, Portal, Relisted | None]:
    """The portal before, the portal linked again, and what was found without linking."""
    old, diagnosed = portal_of(works)
    now, _ = portal_of([edits.get(work.key, work) for work in works])
    before = {work.key: work for work in works if work.key in edits and edits[work.key] != work}
    return old, now, relist(as_before(old, now), edits, before, diagnosed)


@settings(max_examples=300, deadline=None)
@given(edited())
def test_it_is_as_if_everything_were_linked_again(case: tuple[list[Publication], dict[str, Publication]]) -> None:
    old, now, found = relisted(*case)
    if found is None:
        return
    before, after = parts(old), parts(now)
    patched = {name: {**lists, **found.changes.get(name, {})} for name, lists in before.items()}
    assert {name: {key: keys for key, keys in lists.items() if keys} for name, lists in patched.items()} == after
    assert (found.order or tuple(old.publications)) == tuple(now.publications)
    assert (old.featured if found.featured is None else found.featured) == now.featured
    assert now.links == old.links
    assert {kind: list(things) for kind, things in now.things.items() if kind != "publications"} == {
        kind: list(things) for kind, things in old.things.items() if kind != "publications"
    }
    assert all(now.things[kind] == old.things[kind] for kind in now.things if kind != "publications")


def work(key: str, title: str, author: str = "Ada Lind", **more: Any) -> Publication:
    authors = (Contributor(parse_name(author)),)
    return Publication(key, "book", title, authors=authors, issued=parse_date("2020"), **more)


def test_a_title_moves_in_every_list() -> None:
    works = [work("a", "A"), work("b", "B"), work("c", "C"), work("other", "D", "Bo Berg")]
    _, now, found = relisted(works, {"b": replace(works[1], title="Z")})
    assert found is not None
    assert found.order == ("a", "c", "other", "b") == tuple(now.publications)
    assert found.changes["works/people"] == {"ada-lind": ("a", "c", "b")}
    assert found.touched.listed == {"b"}
    assert found.touched.lists["people"] == {"ada-lind"}


@pytest.mark.parametrize(
    ("more", "title"),
    [({}, "0"), ({"related": (Relation("Cites", id="a"),)}, "Z")],
    ids=["the first of a list names it", "relations are in the order of works"],
)
def test_what_hangs_on_the_order_is_linked_again(more: dict[str, Any], title: str) -> None:
    works = [work("a", "A"), work("b", "B", **more), work("c", "C")]
    assert relisted(works, {"b": replace(works[1], title=title)})[2] is None


def test_what_is_not_shown_is_linked_again() -> None:
    """Chapters of a retired book name it."""
    works = [work("a", "A"), work("b", "B", draft=True), replace(work("part", "A part"), type="chapter", book="b")]
    assert relisted(works, {"b": replace(works[1], title="C")})[2] is None


def test_a_chapter_tells_of_its_book() -> None:
    works = [work("book", "A book"), replace(work("part", "A part"), type="chapter", book="book")]
    _, _, found = relisted(works, {"book": replace(works[0], volume="7")})
    assert found is not None
    assert found.touched.works == {"book", "part"}


READ: set[str] = set()


class Watched(Publication):
    """A publication that notes which of its fields are read, but for copies."""

    def __getattribute__(self, name: str) -> Any:
        if sys._getframe(1).f_globals["__name__"] != "dataclasses":
            READ.add(name)
        return super().__getattribute__(name)


def test_linking_reads_no_field_that_is_said_to_be_unlinked(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the title, by which works of one day are in order; what chapters have from the entry of their book, which
    is linked to them; and texts, whose links are compared."""

    def watched(*arguments: Any) -> Any:
        found = read_changed(*arguments)
        fresh = {file: replace(entry, record=_watched(entry.record)) for file, entry in found.fresh.items()}
        READ.clear()
        return replace(found, fresh=fresh)

    monkeypatch.setattr("kartotek.site.load.read_changed", watched)
    site = ROOT / "tests/golden/site"
    settings, _ = read_settings(site)
    assert settings is not None
    job = Job(BuildOptions(site, site / "dist"), settings)
    load(job)
    assert "authors" in READ
    texts = {"abstract", "abstracts", "plain_summary"}
    assert {"title", "edition", "place", "isbn", "eisbn", "volume"} | texts == READ & UNLINKED


def _watched(record: Any) -> Any:
    return Watched(**vars(record)) if isinstance(record, Publication) else record
