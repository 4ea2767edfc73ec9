"""Law 1 needs it: a page is made from the facts its family declares, and from no other."""

from dataclasses import replace
from types import FunctionType

import pytest

from kartotek import urls
from kartotek.config.editing import Editing
from kartotek.config.settings import read_settings
from kartotek.model.portal import GONE
from kartotek.pages import FAMILIES
from kartotek.pages.family import Family
from kartotek.render.environment import make_environment
from kartotek.render.language import language
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from kartotek.view.fact import declarations
from kartotek.view.view import View
from tests.conftest import ROOT
from tests.laws.recording import RecordingView


@pytest.fixture(scope="module")
def view() -> RecordingView:
    settings, _ = read_settings(ROOT)
    assert settings is not None
    settings = replace(settings, editing=Editing("library/portal"))
    speech = language("en")
    settings = replace(settings, editing=Editing("my-name/my-portal"), share_images=True)  # the demo portal has neither
    portal = load(Job(BuildOptions(ROOT, ROOT / "dist"), settings)).portal
    old = {"old/1": ("", "/people/", 1), "old/2": (GONE, "It is gone.", 2)}  # the demo portal has no redirects.csv
    portal = replace(portal, redirects=old)
    return RecordingView(portal, settings, speech, make_environment(ROOT, speech))


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_context_touches_only_declared_inputs(family: Family, view: RecordingView) -> None:
    pages = list(family.plan(view))
    assert pages, "the demo portal has no page of this family, so nothing was tested"
    for page in pages:
        declared = set(family.inputs(view, page))
        view.touched.clear()
        made = family.made_from or family.files or family.context
        made(view, page)
        assert view.touched <= declared, f"{page.url} reads what it does not declare"


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_only_its_own_page_shows_a_record_whole(family: Family, view: RecordingView) -> None:
    """What is changed in such a record alone is rendered anew on that page alone."""
    collections = {other.record for other in FAMILIES.values() if other.record}
    for page in family.plan(view):
        shown = {fact for fact in family.inputs(view, page) if fact[0] in collections}
        assert shown <= {(family.record, page.key)}, page.url


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_the_kind_of_files_is_known_by_their_addresses(family: Family, view: RecordingView) -> None:
    """Two portals that other versions built are compared by the addresses of their files alone."""
    for page in family.plan(view):
        for suffix in family.suffixes(view, page):
            path = urls.output_path(page.url + suffix)
            assert urls.file_kind(path, ()) == family.kind(page), path


def test_only_declared_facts_read_the_portal() -> None:
    """A method that reads the portal and is not declared would hide from the tests above."""
    declared = declarations(View)
    undeclared = {
        name
        for above in View.__mro__[:-1]
        for name, method in vars(above).items()
        if isinstance(method, FunctionType)
        and name not in declared
        and name != "__init__"
        and {"_portal", "_works"} & set(method.__code__.co_names)
    }
    assert not undeclared
