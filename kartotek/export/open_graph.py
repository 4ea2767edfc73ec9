"""Open Graph (ogp.me), by which messengers and social networks show a link, and Twitter's type of card."""

from kartotek.export.shared_values import iso, labels, one_line
from kartotek.export.work import Work
from kartotek.text.catalogs import with_region

Property = tuple[str, str]


def open_graph(
    work: Work, title: str, description: str, address: str, languages: tuple[str, str, tuple[str, ...]]
) -> list[Property]:
    """Properties of a publication's page, whose address is `address` ("" if it is not known).

    Authors are the addresses of their pages, as Open Graph wants it, else names. `languages` are the language of the
    page, the name of the portal in it, and the other languages of the portal. Properties without a value are left out.
    """
    language, portal, others = languages
    is_book = work.type.schema_org == "Book"
    kind = "book" if is_book else "article"
    properties = [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", description),
        ("og:url", address),
        ("og:site_name", portal),
        ("og:locale", with_region(language)),
        *(("og:locale:alternate", with_region(other)) for other in others),
        ("og:image", work.image_url),
        ("og:image:alt", work.record.image_alt if work.image_url else ""),
        *((f"{kind}:author", agent.url or agent.display) for agent in work.creators),
        (f"{kind}:{'release_date' if is_book else 'published_time'}", iso(work.date, before_christ=False)),
        *(("book:isbn", isbn) for isbn in (work.record.isbn if is_book else ())),
        *((f"{kind}:tag", label) for label in labels(work)),
        ("twitter:card", "summary"),
    ]
    return [(name, one_line(content)) for name, content in properties if content]
