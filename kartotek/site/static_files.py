"""Files that are not made from pages: assets, colours, documents, sitemap, robots.txt."""

from collections.abc import Iterator, Sequence
from html import escape

from kartotek.admin.bundle import admin_files
from kartotek.content.folder import FILES
from kartotek.model.kinds import ORGANISATIONS
from kartotek.output.outputs import Output
from kartotek.output.stage import Stage
from kartotek.pages import read_by_people
from kartotek.render.theme import assets
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.editions import Editions, LocalizedPage
from kartotek.site.host_files import stage_host_files
from kartotek.site.options import Job
from kartotek.site.theme_files import color_sheets
from kartotek.site.thumbnails import stage_thumbnails
from kartotek.text import digests
from kartotek.urls import ADMIN, ASSETS, NEXT_CHANGE, resources

_PER_SITEMAP = 50_000
"""Addresses in one sitemap file (sitemaps.org protocol, 0.9)."""


def stage_static_files(
    job: Job, inputs: BuildInputs, editions: Editions, pages: Sequence[LocalizedPage], stage: Stage
) -> Iterator[Output]:
    """Everything that is not made by a page family.

    Nothing if only the pages of some publications are made: none of these files can have changed then.
    """
    if not (inputs.is_full and job.options.pages):
        return
    for name, source in assets(job.options.site):
        yield stage.put_file(f"{ASSETS}{name}", source)
    for name, css in color_sheets(job.settings.colors, inputs.loaded.portal.things[ORGANISATIONS.key]):
        yield stage.put(f"{ASSETS}{name}", css.encode())
    for name, content in admin_files(job.settings.editing):
        at = f"{ADMIN}{name}"
        yield stage.put(at, content) if isinstance(content, bytes) else stage.put_file(at, content)
    yield from _documents(job, inputs, stage)
    yield from stage_thumbnails(job, inputs, editions.documents, stage)
    yield stage.put(NEXT_CHANGE, f"{inputs.loaded.content.next_change or 'never'}\n".encode())
    yield from stage_host_files(job, inputs.loaded, stage)
    yield from _for_robots(stage, job.settings.site.base_url, sorted(_addresses(editions, pages)))


def _documents(job: Job, inputs: BuildInputs, stage: Stage) -> Iterator[Output]:
    """The public files. One whose size, times and inode are those of the last build is not read again: there may be
    gigabytes of them."""
    known = inputs.found.sound
    for at, path in inputs.loaded.content.files:
        file = job.options.site / "content" / FILES / path
        stat = file.stat()
        key = digests.of_value((path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))
        yield known.made_from(key, at) or stage.put_file(at, file, key=key, known=known.get(at))


def _addresses(editions: Editions, pages: Sequence[LocalizedPage]) -> Iterator["Address"]:
    """The pages for people. When one has changed is known of entries only, so only publications have a moment.

    The order of pages is that of works in lists, which an edit may change: what lists addresses sorts them.
    """
    for code, page in pages:
        if read_by_people(page):
            view = editions.views[code]
            yield view.prefix + page.url, view.changed(page.key).last if page.family == "publication" else ""


Address = tuple[str, str]
"""The address of a page, and when it was last changed (ISO 8601, UTC), "" if that is not known."""


def _for_robots(stage: Stage, base_url: str, addresses: Sequence[Address]) -> Iterator[Output]:
    """Files for robots and web hosts. A sitemap needs full addresses, so there is one only with a `base_url`.

    Resource lists of ResourceSync are sitemaps as well, and robots.txt names them like these (ANSI/NISO Z39.99-2017,
    6.3.4). `.nojekyll` makes GitHub Pages publish every file.
    """
    yield stage.put(".nojekyll", b"")
    robots = "User-agent: *\nAllow: /\n"
    if base_url:
        robots += f"\nSitemap: {base_url}sitemap.xml\nSitemap: {base_url}{resources()}\n"
        parts = [addresses[i : i + _PER_SITEMAP] for i in range(0, len(addresses), _PER_SITEMAP)]
        if len(parts) == 1:
            yield stage.put("sitemap.xml", _sitemap(base_url, parts[0]))
        else:
            names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
            for name, part in zip(names, parts, strict=True):
                yield stage.put(name, _sitemap(base_url, part))
            yield stage.put("sitemap.xml", _sitemap_index(base_url, names))
    yield stage.put("robots.txt", robots.encode())


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _sitemap(base_url: str, addresses: Sequence[Address]) -> bytes:
    """One sitemap file (sitemaps.org protocol 0.9)."""
    rows = "".join(
        f"<url><loc>{escape(base_url + address)}</loc>{f'<lastmod>{moment}</lastmod>' if moment else ''}</url>\n"
        for address, moment in addresses
    )
    return f'{_XML}<urlset xmlns="{_NAMESPACE}">\n{rows}</urlset>\n'.encode()


def _sitemap_index(base_url: str, names: Sequence[str]) -> bytes:
    """The index of several sitemap files."""
    rows = "".join(f"<sitemap><loc>{escape(base_url + name)}</loc></sitemap>\n" for name in names)
    return f'{_XML}<sitemapindex xmlns="{_NAMESPACE}">\n{rows}</sitemapindex>\n'.encode()
