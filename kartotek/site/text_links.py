"""Links and images in texts that lead to nothing in this portal, by the plan of what a build would write.

A text is shown in several languages, and a footer on all pages: a link may lead to something from one of them alone.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from kartotek import urls
from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.folder import FILES
from kartotek.content.paths import ValuePath
from kartotek.model.kinds import INDEXES, KINDS, PAGES, PUBLICATIONS
from kartotek.model.publication import Publication
from kartotek.site.load import Loaded
from kartotek.site.options import Job
from kartotek.site.public_files import SETTINGS, texts_of
from kartotek.site.unshown import BROKEN, Unshown, find_unshown, name_of
from kartotek.text.likeness import nearest

_OUTSIDE = "../"
"""Stands for all that is above the portal's folder."""
_MAY_LINK = re.compile(r"\]\(|\]:|<[\w./]")
"""What a text with a link has."""


@dataclass(slots=True)
class _Link:
    """A link of a text: the path of the text in the entry, the address, and its place in the body.

    `targets` are the paths it needs below `dist/`, each with words that say on which pages.
    """

    source: Source
    place: ValuePath
    address: str
    at: int | None
    targets: dict[str, str] = field(default_factory=dict)


def dead_links(job: Job, loaded: Loaded, written: Iterable[str]) -> list[tuple[Source, EntryDiagnostic]]:
    """A diagnostic for each link within the portal whose file is not among those `written` by a build (paths below
    `dist/`)."""
    links = [*_links(job, loaded), *_of_settings(job, loaded)]
    missing = {each for link in links for target in link.targets for each in (target, _other_form(link, target))}
    for path in written if missing else ():
        missing.discard(path)
    if not missing:
        return []
    explain = _Explainer(job, loaded)
    found = ((link, explain.of(link, missing)) for link in links)
    return [(link.source, diagnostic) for link, diagnostic in found if diagnostic]


class _Explainer:
    """Says what is wrong with links."""

    def __init__(self, job: Job, loaded: Loaded) -> None:
        self._prefixes = tuple(f"{language}/" for language in job.settings.site.languages[1:])
        self._entries = {name_of(entry.source) for entry in loaded.entries.values()}
        self._unshown = find_unshown(loaded)
        self._files = loaded.present

    def of(self, link: _Link, missing: Collection[str]) -> EntryDiagnostic | None:
        """What is wrong with a link, given all paths that are not there: what is a mistake, before what is not shown
        yet."""
        gone = [each for each in link.targets if each in missing and _other_form(link, each) in missing]
        waiting = {each: why for each in gone if (why := self._why(each)) is not None}
        dead = [each for each in gone if each not in waiting]
        for target in dead[:1]:
            message, hint = _explained(link, target, self._entries)
            first = next(iter(link.targets))
            if first not in dead:
                hint = _elsewhere_too(link.address, first, self._prefixes)
            words = f"{link.address} leads nowhere{link.targets[target]}: {message}"
            return EntryDiagnostic("dead-link", link.place, words, hint, body_at=link.at)
        for target, why in waiting.items():
            if why is not BROKEN:
                words = why.of(link.address, link.targets[target])
                return EntryDiagnostic("unpublished-link", link.place, words, why.hint, body_at=link.at)
        return None

    def _why(self, target: str) -> Unshown | None:
        """Why something that a link may well lead to is not shown; None if there is no such thing."""
        if target.startswith(f"{FILES}/"):
            # one that is closed is told where files are opened
            return BROKEN if target.removeprefix(f"{FILES}/") in self._files else None
        name = _name(_inner(target, self._prefixes))
        names = (f"/{_name(target)}", name, *_owner(name))
        return next((self._unshown[each] for each in names if each in self._unshown), None)


def _owner(name: str) -> Iterator[str]:
    """The entry whose page has something beside it: its exports, or the further parts of a list of works."""
    kind, _, rest = name.partition("/")
    key, _, beside = rest.partition("/")
    is_export = beside.startswith(key) and beside.removeprefix(key) in urls.EXPORTS
    if is_export or (kind != PUBLICATIONS.key and beside.startswith("page/")):
        yield f"{kind}/{key}"


def _other_form(link: _Link, target: str) -> str:
    """What hosts send if a target is not there: for `/people` the page of a folder, for `/a/README` a file."""
    if urlsplit(link.address).path.endswith("/"):
        return target
    folder = target.removesuffix("/index.html")
    return folder if folder != target else f"{target}/index.html"


def _explained(link: _Link, target: str, entries: Collection[str]) -> tuple[str, str]:
    """What is not there, and what to do about it."""
    if target.startswith(f"{FILES}/"):
        return f"there is no file content/{target}", "put the file there, or correct the address"
    if target == _OUTSIDE:
        return "that is out of the portal's folder", "write an address that begins with a slash, or with https://"
    missing, name = f"there is no {_shown(target)}", _name(target)
    if link.source is not SETTINGS and link.address[0] not in "./" and "://" not in link.address:
        return missing, _of_relative(link.address)
    kind, _, key = name.partition("/")
    known = [entry.partition("/")[2] for entry in entries if entry.startswith(f"{kind}/")] if kind in INDEXES else []
    like = nearest(key, known)
    return missing, f"did you mean /{kind}/{like}/?" if like else "correct the address, or remove the link"


_HOST = re.compile(
    r"www\.|[\w.-]+\.(?:(?:com|edu|gov|info|int|net|org)(?:[/?#]|$)|[a-z]{2}(?:/|(?<!\.(?:"
    r"7z|ai|bz|cc|gz|hs|jl|js|md|ml|mm|pl|pm|ps|py|rb|rs|sh|so|ts|vb|xz))(?:[?#]|$)))",
    re.IGNORECASE,
)
"""A host without `https://`. Two letters that end an address may be a country's, unless files end so."""
_DOI = re.compile(r"10\.\d{4,9}/")


def _of_relative(address: str) -> str:
    """What to do about an address that begins at the page of its text, as those do that were copied from elsewhere."""
    if _DOI.match(address):
        return f"write https://doi.org/{address}"
    if _HOST.match(address):
        return f"write https://{address}"
    path = address.partition("#")[0].partition("?")[0]
    if "." not in posixpath.basename(path):
        return f"write the whole address, with https://, or /{path} for a page of this portal"
    inner = path if path.startswith(f"{FILES}/") else f"{FILES}/{path}"
    return f"write the whole address, with https://, or put the file into content/{FILES}/ and write /{inner}"


def _elsewhere_too(address: str, target: str, prefixes: Sequence[str]) -> str:
    """What to do about a link that leads to `target` from the first page that has it, and from another nowhere."""
    if urls.is_once(target, ()) or not target.endswith("index.html"):
        return f"write {_shown(target)}"
    written = unquote(urlsplit(address).path)
    if _shown(target).rstrip("/") == written.rstrip("/"):  # an old address redirects in the first language alone
        return "write the address of the page as it is now, or this one in full, with https://"
    return f"write {_shown(_inner(target, prefixes))}, if all languages have that page, or its whole address with https"


def _inner(target: str, prefixes: Sequence[str]) -> str:
    """A target without the language that it begins with."""
    return next((target.removeprefix(prefix) for prefix in prefixes if target.startswith(prefix)), target)


def _name(target: str) -> str:
    """A target as entries are named: "people/ada-lind"."""
    return target.removesuffix("index.html").removesuffix("/")


def _shown(target: str) -> str:
    """A target as people know it: "/people/ada-lind/"."""
    return f"/{_name(target)}/" if target.endswith("index.html") and _name(target) else f"/{target}"


def _links(job: Job, loaded: Loaded) -> Iterator[_Link]:
    """The links of all texts that are shown and lead into the portal."""
    things, site = loaded.portal.things, job.settings.site
    for entry in loaded.entries.values():
        source, record = entry.source, cast("Any", entry.record)
        if record is None or source.name not in things[source.collection]:
            continue
        page = (
            urls.free_page(record.key) if source.collection == PAGES.key else urls.item(source.collection, source.name)
        )
        for place, text in texts_of(source.collection, record):
            if not (text and _MAY_LINK.search(text)):
                continue
            from kartotek.render.markdown import links  # most texts have none

            languages = _shown_in(source.collection, record, place, loaded, site.languages)
            for address, at in links(text):
                link = _Link(source, place, address, at if len(place) == 1 else None)
                for language in languages:
                    words = "" if language == languages[0] else f" on pages in the language {language}"
                    _add(link, page, language, words, job)
                yield link


def _shown_in(kind: str, record: Any, place: ValuePath, loaded: Loaded, languages: Sequence[str]) -> Sequence[str]:
    """The languages of the site whose pages show a text of a record; the first, if it is none of them."""
    if isinstance(record, Publication):
        return languages
    if kind == PAGES.key:  # each language has the best there is, as `view.facts` chooses it
        written = [page.language for page in loaded.portal.things[kind].values() if page.key == record.key]
        best = {
            tag: next((each for each in (tag, "", languages[0]) if each in written), written[0]) for tag in languages
        }
        return [tag for tag in languages if best[tag] == record.language] or languages[:1]
    translated = {tag for tag, _ in KINDS[kind].translations(record)}
    own = [place[1]] if len(place) > 1 else [tag for tag in languages if tag not in translated]
    return [tag for tag in languages if tag in own] or languages[:1]


def _of_settings(job: Job, loaded: Loaded) -> Iterator[_Link]:
    """The links of `site.yaml`: its description is on the home pages, its footer on all."""
    site = job.settings.site
    publications = [urls.item("publications", key) for key in islice(loaded.portal.things["publications"], 1)]
    others = [urls.index_of("years"), *publications]  # one folder deep, and two
    for name, texts in (("description", site.description), ("footer", site.footer)):
        for tag, text in texts if _MAY_LINK.search(str(texts)) else ():
            from kartotek.render.markdown import links_of_line  # most have none

            languages = [each for each in site.languages if site.text(name, each) == text] or site.languages[:1]
            for address in links_of_line(text):
                link = _Link(SETTINGS, (name, tag) if tag else (name,), address, None)
                for language in languages:
                    words = "" if language == languages[0] else f" on pages in the language {language}"
                    _add(link, urls.HOME, language, words, job)
                    for page in others if name == "footer" else ():
                        _add(link, page, language, words or " on other pages than the first", job)
                yield link


def _add(link: _Link, page: str, language: str, words: str, job: Job) -> None:
    """Add the target of a link, seen from a page in a language."""
    target = _target(link.address, page, language, job)
    if target is not None:
        link.targets.setdefault(target, words)


_BETWEEN_SLASHES = re.compile("(?<=/)(?=/)")
"""A part of an address without a name: hosts have nothing there, so it must not get lost."""


def _target(address: str, page: str, language: str, job: Job) -> str | None:
    """The path below `dist/` of the file that an address needs, seen from a page; None if it leads elsewhere."""
    site = job.settings.site
    path = urls.path_within(address, site.base_url)
    if not path:
        return None
    is_whole = urls.within(address, site.base_url) is not None
    is_same = is_whole or (path[0] == "/" and urls.is_once(path[1:], site.languages))
    prefix = "" if is_same else urls.prefix(language, site.languages)
    joined = prefix + (path.lstrip("/") if path[0] == "/" else page + path)
    joined = posixpath.normpath(_BETWEEN_SLASHES.sub("\0", joined)).replace("\0", "")
    if joined.startswith(".."):
        return _OUTSIDE
    joined = "" if joined == "." else joined
    is_named = "." in posixpath.basename(joined) or joined.startswith(f"{FILES}/")
    is_folder = path.endswith("/") or not is_named
    return f"{joined}/index.html".lstrip("/") if is_folder else joined
