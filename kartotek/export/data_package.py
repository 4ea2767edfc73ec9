"""The whole portal as a data package: a list of the files that together have all its publications.

It is a Data Package 2.0 (datapackage.org). Its name and place are those where programs look for one, and its paths lead
down from there, as the standard asks.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from kartotek.text.slugs import slugify

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


class DataFile(NamedTuple):
    """A file of the package: its address from the root of the portal, what it has, its format and its media type, and
    how it is packed ("gz", as the recipe for packed resources says), "" if it is not; and the address of the JSON
    Schema of its lines, if there is one."""

    path: str
    title: str
    format: str
    media_type: str
    compression: str = ""
    schema: str = ""


def data_package(title: str, homepage: str, files: Iterable[DataFile]) -> dict[str, Any]:
    """The package of a portal. `homepage` is the address of the portal, "" if it does not know it."""
    resources = [
        {
            "name": slugify(file.path.rpartition("/")[2]) or "data",
            "path": file.path,
            "title": file.title,
            "format": file.format,
            "mediatype": file.media_type,
            "encoding": "utf-8",
            **({"compression": file.compression} if file.compression else {}),
            **({"jsonSchema": file.schema} if file.schema else {}),
        }
        for file in files
    ]
    about = {"title": title, **({"homepage": homepage} if homepage else {})}
    return {"$schema": _PROFILE, "name": slugify(title) or "portal", **about, "resources": resources}
