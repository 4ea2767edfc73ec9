"""Works for tests of exports, and how to find a line in what was made of them."""

from dataclasses import replace
from typing import Any

from kartotek.config.settings import Site
from kartotek.export.work import Work
from kartotek.export.work_builder import describe
from kartotek.model.common import Contributor
from kartotek.model.publication import Publication
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName
from tests.conftest import ARTICLE
from tests.hard_cases import portal_of

SITE = Site(title=(("", "Hard cases"),), base_url="https://hard.example/")


TODAY = "2025-01-01"


ORCID = "0000-0002-1825-0097"


ARTICLE_RECORD = Publication("a", "article-journal", "A", issued=PartialDate(2020), journal="J", language="en")


def work(record: Publication, *others: Publication, access: str = "") -> Work:
    return describe(portal_of(record, *others), SITE, record.key, access)


def article(**values: Any) -> Work:
    return work(replace(ARTICLE_RECORD, **values))


def person(given: str, family: str, suffix: str = "") -> Contributor:
    return Contributor(PersonName(given, family, suffix))


def tags(reference: str, tag: str) -> list[str]:
    return [line[6:] for line in reference.split("\r\n") if line.startswith(f"{tag}  - ")]


LISTED = {
    "content/publications/a.md": ARTICLE,
    "content/publications/b.md": ARTICLE.replace("On Cards", "On *Drawers*").replace("2020-05", "2021"),
}
