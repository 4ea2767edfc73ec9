"""Every language says everything the interface says."""

import re
from pathlib import Path

import pytest

from kartotek.config.settings import LANGUAGES
from scripts.generators.catalogs import SOURCES, catalog_of

_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


@pytest.mark.parametrize("folder", SOURCES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_catalog_is_complete(code: str, folder: Path) -> None:
    said = {(message.context, message.id) for message in SOURCES[folder]() if message.id}
    catalog = catalog_of(code, folder)
    translated = {(message.context, message.id) for message in catalog if message.id}
    assert said - translated == set(), "new messages: run scripts/generate catalogs, then translate them"
    assert translated - said == set(), "messages that nobody says: run scripts/generate catalogs"
    for message in catalog:
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        assert len(_forms(message.string)) == len(_forms(message.id))
        for source, translation in zip(_forms(message.id), _forms(message.string), strict=True):
            assert translation.strip(), f"{source!r} is not translated"
            assert set(_PLACEHOLDER.findall(source)) == set(_PLACEHOLDER.findall(translation)), source
