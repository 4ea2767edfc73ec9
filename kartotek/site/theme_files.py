"""The style sheet with the colours of site.yaml, and the checksums of all scripts and style sheets."""

from kartotek.config.settings import Colors
from kartotek.render.policy import Integrity, checksum
from kartotek.render.theme import assets
from kartotek.site.options import Job
from kartotek.text.contrast import ink_on


def integrity(job: Job) -> Integrity:
    """The checksums of all scripts and styles, if the settings want them in pages. They are part of every page's key.

    What scripts import, such as Pagefind, has none: browsers check only what a page names itself.
    """
    if not job.settings.integrity:
        return Integrity()
    found = {name: source.read_bytes() for name, source in assets(job.options.site) if name.endswith((".css", ".js"))}
    found["colors.css"] = colors_css(job.settings.colors).encode()
    return Integrity({name: checksum(content) for name, content in sorted(found.items())})


def colors_css(colors: Colors) -> str:
    """The style sheet with the accent colours of site.yaml."""
    css = "/* The accent colours of site.yaml. */\n"
    if colors.accent:
        css += _accent("light", colors.accent)
    if colors.accent_dark:
        css += _accent("dark", colors.accent_dark)
    return css


def _accent(scheme: str, color: str) -> str:
    """The accent for one colour scheme: the theme's own for the other scheme, and for print, stays as it is."""
    rule = f":root {{ --accent: {color}; --accent-ink: {ink_on(color)}; }}"
    return f"@media screen and (prefers-color-scheme: {scheme}) {{ {rule} }}\n"
