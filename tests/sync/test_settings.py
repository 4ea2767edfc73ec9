"""What is said of `sources` in `site.yaml` that cannot be used."""

import pytest

from kartotek.config.settings import read_settings
from kartotek.config.sources import SOURCE_FIELDS, SOURCE_KINDS, SourceSetting
from kartotek.store.key import VARIABLE
from tests.conftest import ROOT, WriteSite


def said(write_site: WriteSite, *sources: str) -> list[str]:
    lines = "".join(f"- {source}\n" for source in sources)
    _, found = read_settings(write_site({"site.yaml": f"title: Test\nsources:\n{lines}"}))
    return [f"{each.line}: {each.message} / {each.hint}" for each in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{from: zotero}", "3: Zotero needs `group` or `user` / add `group: ...`"),
        (
            "{from: orcid, people: true, ror: 01aj84f44}",
            "3: ORCID knows nothing of `ror` / orcid takes `orcid`, `people` or `address`",
        ),
        ("{from: pure, organisation: x}", "3: Pure needs `address` / add `address: ...`"),
        (
            "{from: folder, folder: in, name: Our Files}",
            "3: 'Our Files' cannot name a source / write small letters, digits and hyphens: `name: our-library`",
        ),
        (
            "{from: url, address: 'https://me:pass@a.test/x.bib'}",
            "3: a password in an address is seen by all who see this file / take it out, and put a key into the "
            "environment variable KARTOTEK_SOURCE_URL_KEY",
        ),
        (
            "{from: url, address: 'mailto:a@b.test'}",
            "3: 'mailto:a@b.test' is no address on the web / write https://...",
        ),
        (
            "{from: zotero, group: ../../x}",
            "3: '../../x' cannot be the group of a source / copy the number or the key alone, from its address",
        ),
        (
            "{from: pure, address: 'https://p.test/', organisation: 'x?y'}",
            "3: 'x?y' cannot be the organisation of a source / copy the number or the key alone, from its address",
        ),
        (
            "{from: zotero, group: 12, user: 13}",
            "3: a library is that of a group or of a user, not of both / make two sources of it",
        ),
        *(
            (
                f"{{from: folder, folder: '{folder}'}}",
                f"3: {folder!r} is outside the portal / put the files into a folder beside site.yaml, and write its "
                "name: `folder: inbox`",
            )
            for folder in ("../exports", "/etc", "in/../../x", "C:/exports", "..\\x", "\\\\server\\x")
        ),
        ("{folder: in}", "3: from is missing here / add `from: ...`"),
        (
            "{from: open-alex, ror: 01aj84f44}",
            "3: 'open-alex' is not one of the allowed values / write 'openalex'",
        ),
    ],
)
def test_a_mistake_is_told(source: str, expected: str, write_site: WriteSite) -> None:
    assert said(write_site, source) == [expected]


@pytest.mark.parametrize("folder", ["inbox", "inbox/", "./inbox", "in/a b", "content/..x"])
def test_a_folder_below_the_portal_is_taken(folder: str, write_site: WriteSite) -> None:
    assert said(write_site, f"{{from: folder, folder: '{folder}'}}") == []


def test_two_sources_need_two_names(write_site: WriteSite) -> None:
    both = ("{from: folder, folder: a}", "{from: folder, folder: b}")
    assert said(write_site, *both) == [
        "4: another source is called 'folder' as well / give each a `name` of its own"
    ]  # fmt: skip


def test_two_sources_never_have_one_key(write_site: WriteSite) -> None:
    both = (
        "{from: url, name: our.pure, address: 'https://a.test/x'}",
        "{from: url, name: our-pure, address: 'https://b.test/x'}",
    )
    assert said(write_site, *both) == [
        "4: 'our-pure' and the source 'our.pure' would have one key: KARTOTEK_SOURCE_OUR_PURE_KEY / "
        "give each a `name` of its own"
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["cache", "cache-key", "source", "start-method"])
def test_no_name_of_a_source_sends_another_secret(name: str) -> None:
    """`KARTOTEK_CACHE_KEY` lets one write what builds believe."""
    assert SourceSetting("url", name).key_variable.startswith("KARTOTEK_SOURCE_")
    assert not VARIABLE.startswith("KARTOTEK_SOURCE_")


def test_keys_are_called_like_their_source() -> None:
    assert SourceSetting("pure", "our-pure.2").key_variable == "KARTOTEK_SOURCE_OUR_PURE_2_KEY"


def test_every_field_and_kind_is_explained() -> None:
    text = (ROOT / "docs/syncing.md").read_text("utf-8")
    missing = [name for name in (*SOURCE_FIELDS, *SOURCE_KINDS) if f"`{name}" not in text and f"{name}:" not in text]
    assert missing == []
