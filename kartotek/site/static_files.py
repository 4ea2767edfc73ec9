"""Files that are not made from pages: assets, colours, documents, sitemap, robots.txt."""

from collections.abc import Iterator, Sequence
from html import escape

from kartotek.config.settings import Colors
from kartotek.content.folder import FILES
from kartotek.output.outputs import Output
from kartotek.output.stage import Stage
from kartotek.render.policy import Integrity, checksum
from kartotek.render.theme import assets
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.editions import Editions, LocalizedPage, read_by_people
from kartotek.site.options import Job
from kartotek.urls import ASSETS, resources

STATIC_NAMES = (f"{ASSETS}colors.css", ".nojekyll", "robots.txt", "sitemap.xml")
"""The files that are here in every portal, or may be."""
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
    yield stage.put(f"{ASSETS}colors.css", _colors(job.settings.colors).encode())
    for at, path in inputs.loaded.content.files:
        yield stage.put_file(at, job.options.site / "content" / FILES / path)
    yield from _for_robots(stage, job.settings.site.base_url, list(_addresses(editions, pages)))


def _addresses(editions: Editions, pages: Sequence[LocalizedPage]) -> Iterator["Address"]:
    """The pages for people. When one has changed is known of entries only, so only publications have a moment."""
    for code, page in pages:
        if read_by_people(page):
            view = editions.views[code]
            yield view.prefix + page.url, view.changed(page.key).last if page.family == "publication" else ""


def integrity(job: Job) -> Integrity:
    """The checksums of all scripts and styles, if the settings want them in pages. They are part of every page's key.

    What scripts import, such as Pagefind, has none: browsers check only what a page names itself.
    """
    if not job.settings.integrity:
        return Integrity()
    found = {name: source.read_bytes() for name, source in assets(job.options.site) if name.endswith((".css", ".js"))}
    found["colors.css"] = _colors(job.settings.colors).encode()
    return Integrity({name: checksum(content) for name, content in sorted(found.items())})


def _colors(colors: Colors) -> str:
    """The style sheet with the accent colours of site.yaml."""
    css = "/* The accent colours of site.yaml. */\n"
    if colors.accent:
        css += _accent("light", colors.accent)
    if colors.accent_dark:
        css += _accent("dark", colors.accent_dark)
    return css


def _accent(scheme: str, color: str) -> str:
    """The accent for one colour scheme: the theme's own for the other scheme, and for print, stays as it is."""
    rule = f":root {{ --accent: {color}; --accent-ink: {_ink_on(color)}; }}"
    return f"@media screen and (prefers-color-scheme: {scheme}) {{ {rule} }}\n"


def _ink_on(color: str) -> str:
    """Black or white, whichever has more contrast on a colour "#rrggbb" (relative luminance of WCAG 2.2)."""
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#ffffff"


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
