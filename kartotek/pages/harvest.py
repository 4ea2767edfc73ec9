"""Files by which harvesters read the whole portal: a static OAI repository and the lists of ResourceSync.

All of them have full addresses, so there are none without a `base_url`. The key of a page says which file it is: "oai",
"description", "capabilities", "resources", "changes", or an index of one of the last two.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from kartotek import urls
from kartotek.export import oai, resourcesync
from kartotek.export.cerif import Cerif
from kartotek.export.resourcesync import Resource, ResourceEvent
from kartotek.export.work import Work
from kartotek.model.kinds import ORGANISATIONS, PEOPLE, PROJECTS, Kind
from kartotek.model.relist import Touched
from kartotek.pages.family import Family
from kartotek.pages.parts.downloads import described_by, year_facts, years_of_works
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View

_PER_LIST = 50_000
"""Addresses in one list (the limit of the sitemaps.org protocol 0.9, which ResourceSync uses)."""
_NEIGHBOURS: tuple[Kind[Any], ...] = (PEOPLE, ORGANISATIONS, PROJECTS)
"""Kinds of things that have records in CERIF, besides publications."""
_RECENT = timedelta(days=30)
"""How far the change list goes back from the last change."""
_MOST_WITH_ABSTRACTS = 2_000
"""So many publications have their abstracts in the repository, in both formats: with ten thousand the file, which is
one for all, would be twice as large."""


def _plan(view: View) -> Iterator[Page]:
    """The repository, the description, the lists; a change list only if a change is known.

    A repository has to name a mail address (OAI-PMH 2.0, section 4.2), so there is none unless site.yaml has one.
    """
    if view.prefix or not view.site.base_url:
        return
    keys = tuple(view.keys("publications"))
    news = _News(view, keys)
    if view.site.contact:
        yield Page("harvest", "oai", urls.OAI, "", keys)
    yield Page("harvest", "description", urls.RESOURCESYNC, "")
    parts = [keys[i : i + _PER_LIST] for i in range(0, len(keys), _PER_LIST)] or [()]
    yield from _in_parts("resources", urls.resources, parts)
    count = -(-len(news.events) // _PER_LIST)
    yield Page("harvest", "capabilities", urls.CAPABILITIES, "", total=2 if count else 1)  # lists that it names
    if count:
        yield from _in_parts("changes", urls.changes, [news.keys] * count)


def _in_parts(key: str, url: Callable[[int], str], parts: Sequence[tuple[str, ...]]) -> Iterator[Page]:
    """One list, or an index and its parts. The index of changes needs the facts of its parts, so it shows the same
    keys."""
    if len(parts) == 1:
        yield Page("harvest", key, url(0), "", parts[0])
        return
    yield Page("harvest", f"{key} index", url(0), "", parts[-1] if key == "changes" else (), total=len(parts))
    for number, part in enumerate(parts, 1):
        yield Page("harvest", key, url(number), "", part, number, len(parts))


class _News:
    """The changes of some publications in the days before the last known change.

    `since` is the moment it goes back to, `keys` the publications changed since then, `events` all creations, updates
    and deletions, oldest first.
    """

    def __init__(self, view: View, keys: Sequence[str]) -> None:
        moments = {key: moment for key in keys if (moment := view.changed(key).last)}
        removed = view.removed()
        last = max((*moments.values(), *removed.values()), default="")
        self.since = f"{datetime.fromisoformat(last) - _RECENT:%Y-%m-%dT%H:%M:%SZ}" if last else ""
        self.keys = tuple(sorted((key for key in moments if moments[key] >= self.since), key=lambda key: moments[key]))
        self.events: list[ResourceEvent] = []
        for key in self.keys:
            change = view.changed(key)
            if change.created >= self.since:
                self._add(view, change.created, "created", key)
            if change.created != change.last:
                self._add(view, change.last, "updated", key)
        for key, moment in removed.items():
            if moment >= self.since:
                self._add(view, moment, "deleted", key)
        self.events.sort()

    def _add(self, view: View, moment: str, kind: str, key: str) -> None:
        """Add one event about a publication."""
        self.events.append((moment, kind, view.site.base_url + urls.item("publications", key)))


def _inputs(view: View, page: Page) -> Iterator[Fact]:
    """The facts of each file. Those that are dated with the day of the build change every day."""
    if page.key in ("oai", "resources", "resources index"):
        yield ("today", "")
    yield from (("changed", key) for key in page.shows)
    if page.key in ("changes", "changes index"):
        yield ("removed", "")
    if page.key == "resources":
        yield from year_facts(view)
    if page.key == "oai":
        yield ("harvesting", "")
        yield from (("citations", key) for key in page.shows)
        if _with_abstracts(page.shows):
            yield from (("abstracts", key) for key in page.shows)
        for kind in _NEIGHBOURS:
            yield ("all", kind.key)
            yield from ((kind.key, key) for key in view.keys(kind.key))


def _with_abstracts(keys: Sequence[str]) -> bool:
    """Whether the repository of these publications has their abstracts."""
    return len(keys) <= _MOST_WITH_ABSTRACTS


def _plan_touched(view: View, touched: Touched) -> Iterator[Page]:
    """All files where lists show a work otherwise; where only its abstract is another, the one that may have it."""
    for page in _plan(view) if touched.works else ():
        if touched.listed or (page.key == "oai" and _with_abstracts(page.shows)):
            yield page


def _file(view: View, page: Page) -> list[bytes | Iterable[bytes]]:
    """The content of a page; the OAI repository comes in portions, one for each record."""
    if page.key == "oai":
        return [_oai(view, page.shows)]
    return [_text(view, page).encode()]


def _text(view: View, page: Page) -> str:
    """The content of a page of ResourceSync (ANSI/NISO Z39.99-2017)."""
    base, number = view.site.base_url, page.number
    capabilities = base + urls.CAPABILITIES
    match page.key:
        case "description":
            return resourcesync.source_description(base + urls.DATA, capabilities)
        case "capabilities":
            lists = [("resourcelist", base + urls.resources())]
            if page.total > 1:
                lists.append(("changelist", base + urls.changes()))
            return resourcesync.capability_list(base + urls.RESOURCESYNC, lists)
        case "resources" | "resources index":
            about, url = resourcesync.all_resources(capabilities, view.today()), urls.resources
        case _:
            news = view.once(("news", page.shows), lambda: _News(view, page.shows))
            about, url = resourcesync.all_changes(capabilities, news.since), urls.changes
    if page.key.endswith(" index"):
        return resourcesync.index_of(about, (base + url(part) for part in range(1, page.total + 1)))
    if page.total > 1:
        about = about.part_of(base + url())
    if page.key == "resources":
        years = years_of_works(view)
        return resourcesync.resource_list(about, (_resource(view, key, years[key]) for key in page.shows))
    return resourcesync.change_list(about, news.events[(number - 1) * _PER_LIST : number * _PER_LIST])


def _resource(view: View, key: str, year: int | None) -> Resource:
    """A publication in the resource list, with links to its exports."""
    base = view.site.base_url
    exports = [(base + file.url, file.media_type) for file in described_by(view, key, year)]
    return Resource(base + urls.item("publications", key), view.changed(key).last, exports)


def _oai(view: View, keys: Sequence[str]) -> Iterator[bytes]:
    """The portal as a static repository of OAI-PMH.

    A record whose last change is not known has the day of the build as datestamp: it may have changed on that day.
    """
    host = urlsplit(view.site.base_url).hostname or "localhost"
    contact, gateway = view.harvesting()
    address = oai.base_url(view.site.base_url + urls.OAI, gateway)
    describe = partial(_described, view) if _with_abstracts(keys) else view.citation
    days = [view.changed(key).last[:10] or view.today() for key in keys]
    yield oai.begin(
        view.site.text("title", view.language.code),
        address,
        contact,
        min(days, default=view.today()),
    ).encode()
    yield oai.list_of(oai.DUBLIN_CORE).encode()
    for day, key in zip(days, keys, strict=True):
        yield oai.record(host, day, describe(key)).encode()
    yield (oai.LIST_END + oai.list_of(oai.CERIF)).encode()
    records = Cerif(
        view.site.base_url, *({key: view.thing(kind, key) for key in view.keys(kind.key)} for kind in _NEIGHBOURS)
    )
    for day, key in zip(days, keys, strict=True):
        yield oai.with_header(host, day, f"publications/{key}", records.work(describe(key))).encode()
    last = max(days, default=view.today())  # of other things it is not known when they changed
    for kind, make in zip(_NEIGHBOURS, (records.person, records.organisation, records.project), strict=True):
        for key in view.keys(kind.key):
            yield oai.with_header(host, last, f"{kind.key}/{key}", make(key)).encode()
    yield (oai.LIST_END + oai.END).encode()


def _described(view: View, key: str) -> Work:
    """A publication with its abstracts."""
    _, abstracts = view.abstracts(key)
    return replace(view.citation(key), **abstracts)


def _kind(page: Page) -> urls.FileKind:
    """Harvesters are told the addresses of the repository and of the list of capabilities, which names the others."""
    return urls.EXPORT if page.key in ("oai", "capabilities") else urls.PROGRAMS


FAMILY = Family("harvest", _plan, _inputs, files=_file, plan_touched=_plan_touched, kind=_kind)
