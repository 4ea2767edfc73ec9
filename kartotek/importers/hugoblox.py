"""Publications of HugoBlox (Wowchemy, Academic) sites, in the fields of entries: a folder with an `index.md` for each.

The front matter is that of HugoBlox's publication pages, in YAML or TOML: types by CSL or by the numbers that were used
before 2023, `publication` with a journal or proceedings in words, addresses as `url_pdf` or in `links`.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from kartotek.content.yamltext import YamlError, load
from kartotek.importers import values
from kartotek.importers.draft_from_map import (
    DraftFromMap,
    date_in,
    doi_of,
    inner,
    maps_of,
    record_of,
    text_of,
    texts_of,
)
from kartotek.importers.markdown_text import line_of, paragraphs_of
from kartotek.importers.records import Draft, Failed, Found, Raw, Skipped, SourceRecords
from kartotek.model.publication_fields import type_named
from kartotek.model.types import TYPES

_FIRST = re.compile(r"\s*(?:---|\+\+\+)[ \t]*\n(.*?)(?:^(?:---|\+\+\+)[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"^(\w+)[ \t]*[:=]", re.MULTILINE)
_TELLING = ({"publication_types"}, {"publication"}, {"url_pdf"}, {"title", "authors", "date"})
"""Fields by which a page of a publication is known; entries of our own have none of these sets."""
_PARTS = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*$\n?(.*)", re.DOTALL | re.MULTILINE)
_NUMBERED = ("other", "paper-conference", "article-journal", "preprint", "report", "book", "chapter", "thesis",
    "patent")  # fmt: skip
"""Types by their numbers."""
_CSL = {"manuscript": "preprint", "article": "preprint", "speech": "other", "webpage": "other", "post-weblog": "other"}
_OWNERS = frozenset({"admin", "me"})
"""Who the site belongs to, of whom the name stands in another file."""
_SECTIONS = frozenset({"publication", "publications"})
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?/")
_VOLUME = re.compile(
    r"(?P<name>.*?\S)[,;]?\s+(?:vol(?:ume|\.)?\s*)?(?P<volume>\d{1,3}|\d{5,})\s*(?:\((?P<issue>[^()]+)\))?"
    r"(?:\s*[,:]\s*(?:pp?\.?\s*|article\s+)?(?P<pages>[\w.]+(?:\s*[-–—]+\s*[\w.]+)?))?\.?",
    re.IGNORECASE,
)
"""A journal with its volume: "Journal of Cards, 3(2), 20-25"."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SHORTCODES = re.compile(
    r"\{\{[%<]\s*(\w+)\b[^{}]*[%>]\}\}.*?\{\{[%<]\s*/\s*\1\s*[%>]\}\}|\{\{[%<][^{}]*[%>]\}\}", re.DOTALL
)
_ADDRESSES = ("url_pdf", "url_preprint", "url_code", "url_dataset", "url_poster", "url_slides", "url_source",
    "url_video", "url_project")  # fmt: skip
_IGNORED = frozenset(
    {
        "publishDate", "lastmod", "image", "publication_short", "slides", "summary", "math", "weight", "header",
        "commentable", "share", "show_date", "reading_time", "profile", "pager", "layout", "aliases", "selected",
         "design", "cms_exclude", "show_related", "toc", "gallery_item", "author_notes",
    }
)  # fmt: skip


def begins(text: str) -> bool:
    """Whether a text begins as a page of a publication."""
    front = _FIRST.match(text.lstrip("\ufeff"))
    names = set(_NAME.findall(front[1])) if front else set()
    return any(fields <= names for fields in _TELLING)


def read(text: str, file: str) -> SourceRecords:
    """The one publication of a file; the folder of the file is its key."""
    folder, _, name = file.rpartition("/")
    key = folder.rpartition("/")[2] if name.startswith("index.") else name.rpartition(".")[0]
    return SourceRecords((_found(text, file, key),), 1)


def _found(text: str, file: str, key: str) -> Found:
    if file.rpartition("/")[2].startswith("_index."):
        return Skipped(file, 1, "it is the page of a list", key)
    parts = _PARTS.match(text)
    if parts is None:
        return Failed(file, 1, "its front matter does not end", key)
    try:
        record = tomllib.loads(parts[2]) if parts[1] == "+++" else load(parts[2])
    except tomllib.TOMLDecodeError as error:
        return Failed(file, 1, f"its front matter is not TOML: {error}", key)
    except YamlError as error:
        return Failed(file, error.line + 1, f"its front matter is not YAML: {error.message}", key)
    if not isinstance(record, dict):
        return Failed(file, 1, "its front matter has no fields", key)
    return Raw(file, 1, key, text_of(record.get("publication_types")), (("record", {**record, "body": parts[3]}),))


def draft(raw: Raw) -> Draft:
    """A publication in the fields of entries."""
    made = DraftFromMap(raw, record_of(raw))
    kind = _kind(made)
    made.data["type"] = kind
    made.put("title", _markdown(made.text("title")))
    made.put("subtitle", _markdown(made.text("subtitle")))
    _read_people(made)
    made.put("issued", date_in(str(made.take("date") or "").partition("T")[0].partition(" ")[0]))
    _read_home(made, kind)
    ids = inner(made.record.get("hugoblox"), "ids")
    made.take("hugoblox")
    made.put("doi", doi_of(made.take("doi")))
    made.put("doi", doi_of(inner(ids, "doi")))
    made.put("arxiv", text_of(inner(ids, "arxiv")))
    made.put("pmid", text_of(inner(ids, "pmid")))
    made.put("keywords", values.without_repeats(map(line_of, texts_of(made.take("tags")))))
    for flag in ("featured", "draft"):
        made.put(flag, "true" if str(made.take(flag)).lower() == "true" else "")
    _read_addresses(made)
    _read_texts(made)
    former = tuple(_former(made, raw.file.rpartition("/")[0]))
    return replace(made.done(_IGNORED), former=former)


def _markdown(text: str) -> str:
    """A title, which is Markdown there as it is here, but for tags of HTML."""
    return line_of(text) if _TAG.search(text) else " ".join(text.split())


def _former(made: DraftFromMap, folder: str) -> Iterator[str]:
    """The addresses of the page, and those that were redirected to it.

    Hugo's documentation ("URL management") says how they are made: from the path below `content`, of which `slug` is
    the last part, or `url` all. A path that does not say it, or begins with a language, gives none.
    """
    own, slug = made.text("url"), made.text("slug")
    if own.startswith(("http://", "https://")):
        made.lose("url", own)
        own = ""
    first, _, path = folder.partition("/")
    if first != "content":
        path = folder if first in _SECTIONS else ""
    path = "" if _LANGUAGE.match(path) else path
    above, _, name = path.rpartition("/")
    above = f"/{above}/" if above else "/"
    if not made.raw.file.endswith("/index.md"):
        return
    if own:
        yield f"/{own.lstrip('/')}"
    elif path:
        yield re.sub(r"\s+", "-", f"{above}{slug or name}/").lower()
    aliases = texts_of(made.record.get("aliases"))
    yield from (urljoin(above, alias) for alias in aliases if path or alias.startswith("/"))


def _kind(made: DraftFromMap) -> str:
    said = made.text("publication_types")
    if said.isdigit():
        return _NUMBERED[int(said)] if int(said) < len(_NUMBERED) else "other"
    kind = said if said in TYPES else _CSL.get(said) or type_named(said)
    if said and not kind:
        made.lose("publication_types", said)
    return kind or "other"


def _read_people(made: DraftFromMap) -> None:
    """Authors by their names; those that are named by their folder alone are reported."""
    said = made.take("authors", "author")
    people = []
    for each in said if isinstance(said, list) else [said]:
        name = text_of(inner(each, "name")) or text_of(each)
        if name.lower() in _OWNERS:
            made.lose("authors", name)
        elif person := values.name_in_one_line(name):
            people.append(person)
    made.put("authors", people)


def _read_home(made: DraftFromMap, kind: str) -> None:
    """The journal or book, with volume, issue and pages if these are said."""
    said = made.take("publication")
    text = re.sub(r"[*_]+|\s*\(to appear\)", "", text_of(inner(said, "name")) or text_of(said)).strip(" .,")
    text = re.sub(r"^(?:in|published in)[: ]\s*", "", text, flags=re.IGNORECASE)
    rows = TYPES[kind].rows
    if "journal" in rows and "book" not in rows:
        found = _VOLUME.fullmatch(text)
        if found:
            text = found["name"]
            made.put("volume", found["volume"])
            made.put("issue", found["issue"])
            pages = values.page_range(found["pages"] or "")
            made.put("pages" if "-" in pages else "article_number", pages)
        made.put("journal", text)
    elif "book" in rows:
        made.put("book", text)
    else:
        made.put("institution" if kind == "thesis" else "publisher", text)


def _read_addresses(made: DraftFromMap) -> None:
    """Links to other hosts; files of the site are reported."""
    given = [(text_of(made.take(name)), name.removeprefix("url_")) for name in _ADDRESSES]
    for each in maps_of(made.take("links")):
        label = text_of(each.get("label")) or text_of(each.get("name")) or text_of(each.get("type"))
        given.append((text_of(each.get("url")), label))
    links = []
    for address, label in given:
        if re.match("https?://", address):
            links.append({"url": address.replace(" ", "%20"), **({"label": label} if label else {})})
        else:
            made.lose(label or "link", address)
    made.put("links", links)


def _read_texts(made: DraftFromMap) -> None:
    """The abstract; if there is none, the text below the fields, but for what the theme itself says there."""
    body = re.sub(r"\n{3,}", "\n\n", _SHORTCODES.sub("", text_of(made.take("body")))).strip()
    abstract = made.text("abstract")
    made.put("abstract", paragraphs_of(abstract) if _TAG.search(abstract) else abstract)
    if "abstract" in made.data:
        made.lose("text", body)
    else:
        made.put("abstract", body)
