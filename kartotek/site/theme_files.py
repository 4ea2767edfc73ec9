"""The style sheet with the colours of site.yaml, and the checksums of all scripts and style sheets."""

from collections.abc import Iterator, Mapping

from kartotek.config.settings import Colors
from kartotek.model.authority import Organisation
from kartotek.render.accents import COLORS, accent_css, accent_file, accent_rule
from kartotek.render.policy import Integrity, checksum
from kartotek.render.theme import assets
from kartotek.site.options import Job


def integrity(job: Job) -> Integrity:
    """The checksums of all scripts and styles, if the settings want them in pages. They are part of every page's key.

    What scripts import, such as Pagefind, has none: browsers check only what a page names itself.
    """
    if not job.settings.integrity:
        return Integrity()
    found = {name: source.read_bytes() for name, source in assets(job.options.site) if name.endswith((".css", ".js"))}
    found[COLORS] = colors_css(job.settings.colors).encode()
    return Integrity({name: checksum(content) for name, content in sorted(found.items())})


def color_sheets(colors: Colors, organisations: Mapping[str, Organisation]) -> Iterator[tuple[str, str]]:
    """The style sheets with colours, by path below `assets/`: that of the site, and one for each colour that an
    organisation has."""
    yield COLORS, colors_css(colors)
    yield from accent_sheets(organisations)


def accent_sheets(organisations: Mapping[str, Organisation]) -> Iterator[tuple[str, str]]:
    """Those of the organisations alone."""
    for color in sorted({each.accent for each in organisations.values()} - {""}):
        yield accent_file(color), accent_css(color)


def colors_css(colors: Colors) -> str:
    """The style sheet with the accent colours of site.yaml."""
    css = "/* The accent colours of site.yaml. */\n"
    if colors.accent:
        css += accent_rule("light", colors.accent)
    if colors.accent_dark:
        css += accent_rule("dark", colors.accent_dark)
    return css
