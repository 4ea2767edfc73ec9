"""The whole portal as a data package, whose portions are the exports of years, and the schema of those that are JSON
Lines. Both are there in each profile."""

from collections.abc import Iterable, Iterator, Sequence

from kartotek import urls
from kartotek.export.data_package import DataFile, data_package
from kartotek.export.formats import GZIP, name_and_type, to_json
from kartotek.export.work_json import work_schema
from kartotek.pages.family import Family
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan(view: View) -> Iterator[Page]:
    """Two files, for the first language of the site. The key of a page says which."""
    if not view.prefix:
        yield Page("data package", "package", urls.DATA_PACKAGE, "")
        yield Page("data package", "schema", urls.WORK_SCHEMA, "")


def _inputs(_view: View, page: Page) -> Iterator[Fact]:
    """Which years there are; their names are the same in every portal. The schema is part of the program."""
    if page.key == "package":
        yield ("all", "years")


def _files(view: View, page: Page) -> Sequence[bytes | Iterable[bytes]]:
    """The package, with a resource for each year in each format; or the schema."""
    if page.key == "schema":
        address = view.site.base_url and view.site.base_url + urls.WORK_SCHEMA
        return [f"{to_json(work_schema(address))}\n".encode()]
    files = (
        DataFile(
            urls.exports("years", year) + ending,
            f"{view.label('years', year)}: {name_and_type(ending)[0]}",
            ending.removesuffix(GZIP).removeprefix("."),
            name_and_type(ending)[1],
            GZIP.removeprefix(".") if ending.endswith(GZIP) else "",
            urls.WORK_SCHEMA if ending.startswith(".jsonl") else "",
        )
        for year in view.keys("years")
        for ending in view.settings.profile.years
    )
    title = view.site.text("title", view.language.code)
    return [f"{to_json(data_package(title, view.site.base_url, files))}\n".encode()]


def _kind(page: Page) -> urls.FileKind:
    """Programs look for the list where it always is; others may refer to a version of the schema."""
    return urls.PROGRAMS if page.key == "package" else urls.EXPORT


FAMILY = Family("data package", _plan, _inputs, files=_files, kind=_kind)
