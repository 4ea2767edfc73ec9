"""What a page offers to those who know better: "Edit this entry", and the values with which a report begins.

Only in a site that says where its entries are kept (`editing` in site.yaml).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kartotek import urls
from kartotek.model.kinds import KINDS, PUBLICATIONS
from kartotek.model.publication import FROM_ITS_BOOK
from kartotek.model.reportable import Said, all_said
from kartotek.text.multilingual import Multilingual
from kartotek.view.fact import Fact
from kartotek.view.forge import edit_address, new_address
from kartotek.view.page import Page
from kartotek.view.view import View

_MOST_NAMES = 50
"""Longer lists of authors are not in the page a second time: their mistakes are reported in words."""


@dataclass(frozen=True, slots=True)
class EntryLinks:
    """`entry` is kind and name: "people/ada-lind". `href` leads from its page to where it is edited, or made if
    `is_new`; it is "" if that is nowhere.

    `values` are the fields of the form for a report, as the entry has them, in JSON; "" if it has no file. A field that
    is null there must not be offered.
    """

    entry: str
    href: str
    is_new: bool
    values: Markup


def entry_facts(view: View, kind: str, key: str) -> Iterator[Fact]:
    """The facts that `entry_links` reads, besides the record of the entry."""
    if view.settings.editing:
        yield "entry files", f"{kind}/{key}"
        if kind == PUBLICATIONS.key:
            yield "links", key


def entry_links(view: View, page: Page, name: str, record: Any) -> EntryLinks | None:
    """The links of the page of an entry, which is given by kind and name; None in a site that does not say where its
    entries are kept.

    What has no file gets one in the forge's editor even where there is `/admin/`: that cannot be told what the file is
    called, and its name is the address.
    """
    editing = view.settings.editing
    if editing is None:
        return None
    kind, _, key = name.partition("/")
    file = view.entry_file(name)
    if not file:
        naming = KINDS[kind].naming
        fields = {naming.field: naming.label(record, view.site.languages[0])}
        return EntryLinks(name, new_address(editing, f"content/{name}.md", fields), is_new=True, values=Markup())
    values = json.dumps(_values(view, kind, key, record), ensure_ascii=False, separators=(",", ":"))
    safe = Markup(values.replace("<", "\\u003c"))  # so that no text can end the script that it is in
    if editing.admin:
        href = f"{urls.root_from(view.prefix + page.url)}{urls.in_admin(kind, key)}"
    else:
        href = edit_address(editing, file)
    return EntryLinks(name, href, is_new=False, values=safe)


def _is_by_language(record: Any, field: str) -> bool:
    """Whether an entry has a map of language to text in a field, from which names go into a field of their own."""
    value = getattr(record, field)
    names = (pair for others in ("names", "titles", "labels") for pair in getattr(record, others, ()))
    return isinstance(value, Multilingual) or value in (name for _, name in names)


def _values(view: View, kind: str, key: str, record: Any) -> Mapping[str, Said | None]:
    """The values of a record as its entry gives them, and None for a field that pages see otherwise: names of
    containers that are ids, texts in several languages, what a chapter has from its book, very long lists."""
    found: dict[str, Said | None] = dict(all_said(kind, record))
    found |= {field: None for field in found if _is_by_language(record, field)}
    if kind != PUBLICATIONS.key:
        return found
    links = view.links(key)
    ids = {"journal": links.container, "book": links.host or links.container, "series": links.series}
    otherwise = [field for field, id_ in ids.items() if id_ and found.get(field) == id_]
    otherwise += FROM_ITS_BOOK if links.host else ()
    otherwise += (field for field, value in found.items() if isinstance(value, tuple) and len(value) > _MOST_NAMES)
    return found | dict.fromkeys(otherwise)
