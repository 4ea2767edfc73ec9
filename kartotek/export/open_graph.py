"""Open Graph (ogp.me), by which messengers and social networks show a link."""

from kartotek.export.shared_values import iso, one_line
from kartotek.export.work import Work
from kartotek.text.catalogs import with_region

Property = tuple[str, str]


_REPEATED = frozenset({"og:url", "og:site_name", "og:locale", "article:published_time", "book:release_date"})
"""What other tags say, which messengers read as well: the canonical address, the title of the page, the date."""


def open_graph(
    work: Work, title: str, address: str, portal: str, language: str, *, whole: bool = True
) -> list[Property]:
    """Properties of a publication's page in a language; `address` is its own ("" if it is not known), `portal` the name
    of the portal.

    Left out are properties without a value, and what no reader looks for here: all take the description from the tag of
    that name, and authors and subjects from the tags for citations. Unless it is to be `whole`, what other tags of the
    page say is left out too.
    """
    is_book = work.type.schema_org == "Book"
    kind = "book" if is_book else "article"
    properties = [
        ("og:type", kind),
        ("og:title", title),
        ("og:url", address),
        ("og:site_name", portal),
        ("og:locale", with_region(language)),
        ("og:image", work.image_url),
        ("og:image:alt", work.record.image_alt if work.image_url else ""),
        (f"{kind}:{'release_date' if is_book else 'published_time'}", iso(work.date, before_christ=False)),
    ]
    return [(name, one_line(content)) for name, content in properties if content and (whole or name not in _REPEATED)]
