"""What a page says, read from its JSON-LD: data that every page of a thing has, whatever its theme; and what it shows.

Pages of other programs may have no such data.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import zip_longest
from typing import Any

from kartotek import urls
from kartotek.compare.places import LISTS
from kartotek.compare.said import parts_of
from kartotek.compare.sides import Side
from kartotek.verify.addresses import Resolver
from kartotek.verify.scan import page as scan_page

_DATA = re.compile(r"""<script\s+type=["']?application/ld\+json["']?\s*>(.*?)</script""", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
_MOVED = re.compile(r"""<meta\s[^>]*http-equiv=["']?refresh["']?[^>]*url=([^"'>]*)""", re.IGNORECASE)
_AUTHOR = re.compile(r"""<meta\s+name=["']?citation_author["']?\s+content=["']?([^"'<>]*)""", re.IGNORECASE)
_HIDDEN = re.compile(r"""<meta\s+name=["']?robots["']?\s[^>]*noindex""", re.IGNORECASE)
_LANGUAGE = re.compile(r"""<html\s[^>]*?lang=["']?([\w-]+)""", re.IGNORECASE)
_EXAMPLE = re.compile(r"<a\s[^>]*publications/[^>]*>.*?</a>", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,\s]*")
_ADDRESSES = frozenset({"@context", "@id", "url", "mainEntityOfPage", "inDefinedTermSet"})
"""What is about the page, not about the thing."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says. `data` has its statements by name (schema.org), each as JSON.

    `links` are the pages it links to, `works` the number of publications among them. `moved` is where it leads, if it
    is only a redirect; `hidden` whether search engines are asked to leave it out, as they are of what was retired.
    `rich` is whether its head repeats what other tags say (`OutputProfile.rich_heads`).
    """

    name: str
    title: str
    data: Mapping[str, str] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    works: int = 0
    moved: str = ""
    hidden: bool = False
    rich: bool = False
    parts: Mapping[str, str] = field(default_factory=dict)
    """What people read, by part: see `compare.said`."""
    language: str = ""

    def names(self, other: "PageFacts") -> bool:
        """Whether its own data name another thing: a page links also to works that only resemble it."""
        return any(other.title in statement for statement in self.data.values())


def read_facts(side: Side, paths: Sequence[str]) -> list[PageFacts]:
    """The facts of some pages of a portal, in a worker."""
    made: list[PageFacts] = []
    for path in paths:
        if side.folder is None:
            made.append(PageFacts(path, path))
            continue
        text = side.at(path).read_text("utf-8", "replace")
        made.append(_facts(text, path, side.base_url))
    return made


def _facts(text: str, path: str, base_url: str) -> PageFacts:
    title = unescape(" ".join(match[1].split())) if (match := _TITLE.search(text)) else path
    resolver = Resolver(base_url)
    if match := _MOVED.search(text):
        return PageFacts(title, title, moved=resolver.target(match[1].strip(), path) or match[1])
    data = _DATA.findall(text)
    things = [thing for found in data if isinstance(thing := _json(found), dict)]
    thing = things[0] if things else {}
    about = thing.get("about") if thing.get("@type") == "CollectionPage" else thing
    about = about if isinstance(about, dict) else {}
    links = {resolver.target(address, path).partition("#")[0] for address in scan_page(text, base_url).addresses}
    pages = frozenset(link for link in links if link.endswith("index.html") and link != path)
    own = title.rpartition(" – ")[0] or title
    return PageFacts(
        _short_name(about, _families(text), is_work="publications" in path.split("/")[:-2]) or own,
        str(about.get("name") or own),
        {
            key: json.dumps(_stripped(value, base_url), sort_keys=True, ensure_ascii=False)
            for key, value in about.items()
            if key not in _ADDRESSES
        },
        pages,
        sum(link.startswith("publications/") and link.count("/") == 2 for link in pages),
        hidden=_HIDDEN.search(text) is not None,
        rich=any("BreadcrumbList" in found for found in data),
        parts=_parts(text, path.split("/")[:-1]),
        language=match[1] if (match := _LANGUAGE.search(text)) else "",
    )


def _parts(text: str, folders: Sequence[str]) -> Mapping[str, str]:
    """What is read on a page. The home page counts works, and has no words of an entry; the page about data counts
    them, too, and has one as an example."""
    if not folders:
        return {}
    if folders[-1] == urls.DATA.rstrip("/"):
        without = _EXAMPLE.sub("", text)
        return {name: _NUMBER.sub("0", words) for name, words in parts_of(without, listing=False).items()}
    return parts_of(text, listing=not LISTS.isdisjoint(folders[-2:]))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _stripped(value: Any, base_url: str) -> Any:
    """A statement without addresses within the portal, which are others in a preview."""
    if isinstance(value, dict):
        own = {key: each for key, each in value.items() if not _is_own(key, each, base_url)}
        return {key: _stripped(each, base_url) for key, each in own.items()}
    if isinstance(value, str) and base_url:
        return value.removeprefix(base_url)  # documents, by their whole address
    return [_stripped(each, base_url) for each in value] if isinstance(value, list) else value


def _is_own(key: str, value: Any, base_url: str) -> bool:
    return key in _ADDRESSES and isinstance(value, str) and bool(base_url) and value.startswith(base_url)


def _families(text: str) -> list[str]:
    """The family names of authors, in their order, as tags for citations have them: "Lind, Ada"; others whole."""
    return [unescape(name).partition(", ")[0] for name in _AUTHOR.findall(text)]


def _short_name(thing: Mapping[str, Any], families: Sequence[str], *, is_work: bool) -> str:
    """A work as people call it: "Lind 2020"; anything else by its name; "" if it has none.

    `families` are those of its authors, for data in which names are whole.
    """
    name = str(thing.get("name") or "")
    role = next((role for role in ("author", "creator", "editor", "contributor") if thing.get(role)), "")
    people = thing.get(role)
    people = people if isinstance(people, list) else [people]
    year = str(thing.get("datePublished") or "")[:4]
    if not isinstance(people[0], dict):
        return f"“{name}”" if name and is_work else name
    known = families if role in ("author", "creator") and len(families) == len(people) else ()
    first, *others = [_called(person, family) for person, family in zip_longest(people[:2], known[:2], fillvalue="")]
    rest = " et al." if len(people) > 2 else f" and {others[0]}" if others else ""
    return f"{first}{rest} {year}".strip()


def _called(person: Any, family: str) -> str:
    if not isinstance(person, dict):
        return "another"
    name = str(person.get("name") or "another")
    return str(person.get("familyName") or (name if person.get("@type") == "Organization" else family) or name)
