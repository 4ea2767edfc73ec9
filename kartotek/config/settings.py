"""The settings of a site, in small parts; each room asks only for its own.

`site.yaml` is read like an entry: the same YAML in which all is text, the same readers of fields, and diagnostics with
places.
"""

import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kartotek.config.addresses import site_address
from kartotek.config.editing import Editing, editing
from kartotek.config.hosts import HOSTS
from kartotek.config.profiles import DEFAULT, PROFILES, OutputProfile
from kartotek.config.rules import Rules, read_rules
from kartotek.config.sources import SourceSetting, check_sources, source_list
from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.active_files import KINDS
from kartotek.content.colors import color_on
from kartotek.content.entries import Source, locate, read_entry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field, LocalText
from kartotek.content.folder import special_at_top
from kartotek.content.maps import map_of, read_fields
from kartotek.content.paths import ValuePath
from kartotek.diagnostics import Diagnostic, SetupError
from kartotek.text.catalogs import languages
from kartotek.text.contrast import PAPER, PAPER_DARK

FILE = "site.yaml"
"""The name of the file, at the top of a site."""
LANGUAGES = languages()
"""Languages the interface speaks: English, and those with a message catalog."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the portal is called and says of itself. Texts are by language (BCP 47), "" for all.

    `base_url` ends in a slash, or is "" where the site does not know its address; then nothing absolute is written.
    `languages` are those of the interface, the first at the root. `navigation` are page families and ids of free pages.
    `logo` is a path below `content/files/`, `contact` an e-mail address, `oai_gateway` an address with a slash.
    """

    title: LocalText
    description: LocalText = ()
    footer: LocalText = ()
    base_url: str = ""
    languages: tuple[str, ...] = ("en",)
    navigation: tuple[str, ...] = ()
    logo: str = ""
    contact: str = ""
    oai_gateway: str = ""

    def text(self, name: str, language: str) -> str:
        """`title`, `description` or `footer` in a language, else in the first one it is written in."""
        return self._said(name, language)[1]

    def language_of(self, name: str, language: str) -> str:
        """The language of `text`, where that is not the one asked for; "" if it is, or nobody said which."""
        tag = self._said(name, language)[0]
        return tag if tag != language else ""

    def _said(self, name: str, language: str) -> tuple[str, str]:
        texts: LocalText = getattr(self, name)
        return next((said for said in texts if said[0] in (language, "")), texts[0] if texts else ("", ""))


@dataclass(frozen=True, slots=True)
class Colors:
    """Accent colours of the theme in light and dark mode, as #rrggbb in lower case; "" keeps the theme's own."""

    accent: str = ""
    accent_dark: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything `site.yaml` says; each field has the default of its key.

    `output` is a key of `PROFILES`, or "" for the default, `people` "all" or "listed", `files` "named" or "all",
    `bibtex` "bibtex" or "biblatex". `active_files` are kinds of `content.active_files`. `citation_styles` are names of
    CSL styles or of `.csl` files below `templates/`.
    """

    site: Site
    colors: Colors = field(default_factory=Colors)
    output: str = ""
    people: str = "all"
    search: bool = True
    fingerprint: bool = True
    share_images: bool = False
    thumbnails: bool = False
    files: str = "named"
    active_files: tuple[str, ...] = ()
    security_policy: bool = True
    integrity: bool = False
    host: str = ""
    precompressed: tuple[str, ...] = ()
    sources: tuple[SourceSetting, ...] = ()
    bibtex: str = "bibtex"
    rules: Rules = field(default_factory=Rules)
    editing: Editing | None = None
    citation_styles: tuple[str, ...] = (
        "apa",
        "chicago-author-date",
        "harvard-cite-them-right",
        "modern-language-association",
        "vancouver",
    )

    @property
    def profile(self) -> OutputProfile:
        """What the portal makes, as `output` says."""
        return PROFILES[self.output or DEFAULT]

    @property
    def people_from(self) -> int:
        """How many works someone without an entry needs for a page; 0 if they have none."""
        return self.profile.people_from if self.people == "all" else 0


@s.takes(
    {
        "type": ["string", "null"],
        "pattern": r"^\s*[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+\s*$",
        s.SAID: "Write it as name@host.org.",
    }
)
def _email(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """An e-mail address, checked for its shape only: OAI-PMH 2.0 (section 4.2, Identify) needs one."""
    line = f.text(raw, path, diagnostics)
    if line and not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", line):
        diagnostics.add("site-setting", path, f"{line!r} is not an e-mail address", "write it as name@host.org")
        return None
    return line


@s.takes(
    {
        "anyOf": [
            {"type": ["boolean", "string"], "pattern": "^(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"},
            s.list_of(s.one_of(KINDS)),
        ]
    }
)
def _active_files(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> tuple[str, ...] | None:
    """true for all kinds, false for none, or some of them."""
    if isinstance(raw, str) and raw.lower() in ("true", "false"):
        return KINDS if raw.lower() == "true" else ()
    kinds: tuple[str, ...] | None = f.list_of(f.choice(KINDS))(raw, path, diagnostics)
    return kinds


_COLORS = map_of(
    {
        "accent": Field(
            color_on(PAPER, "choose a darker colour"), "Colour of links and buttons on a light background."
        ),
        "accent_dark": Field(color_on(PAPER_DARK, "choose a lighter colour"), "The same on a dark background."),
    },
    Colors,
)

SETTINGS = {
    "title": Field(f.text_or_texts, "The portal's name; one text, or a map of language to text. Required."),
    "description": Field(f.text_or_texts, "A sentence or two for the home page and for search engines."),
    "footer": Field(f.text_or_texts, "Text at the foot of every page, with inline Markdown."),
    "base_url": Field(
        site_address, "The address of the published portal; needed for the sitemap and canonical addresses."
    ),
    "languages": Field(
        f.list_of(f.choice(LANGUAGES)),
        "Languages of the interface; the first is at the root; default en.",
    ),
    "navigation": Field(
        f.list_of(f.text),
        "Links of the header: indexes such as people and keywords, and ids of free pages; default everything "
        "but years and types.",
    ),
    "logo": Field(f.file_path, "An image in content/files/ for the header."),
    "contact": Field(
        _email, "An e-mail address for harvesters, published in data/oai.xml; without it there is no such file."
    ),
    "oai_gateway": Field(
        site_address, "The address of the gateway that offers data/oai.xml to harvesters; it needs `contact`."
    ),
    "files": Field(
        f.choice(("named", "all")),
        "Which files of `content/files/` are published: those that something published opens (`named`, the default), "
        "or those that nobody names as well (`all`). Warning: with `all`, a file becomes public when the entry that "
        "kept it closed is removed.",
    ),
    "colors": Field(_COLORS, "Accent colours."),
    "output": Field(
        f.choice(tuple(PROFILES)),
        "How many files the portal has: `full`, `standard` or `lean`; default standard. See [the table](#output).",
    ),
    "people": Field(f.choice(("all", "listed")), "Whether people without an entry get a page; default all."),
    "search": Field(f.flag, "Whether the portal has a search; default true."),
    "fingerprint": Field(
        f.flag,
        "Whether people, keywords, journals, organisations and projects have [fingerprints](profiles.md#fingerprints); "
        "default true.",
    ),
    "share_images": Field(
        f.flag,
        "Whether publications and people have a [picture](theme.md#share-images) by which messengers and social "
        "networks show links to them; default false. It needs `base_url` and the packages of `kartotek[pictures]`.",
    ),
    "thumbnails": Field(
        f.flag,
        "Whether PDF documents are shown with their [first page and the number of pages](theme.md#thumbnails); "
        "default false. It needs the packages of `kartotek[pictures]`.",
    ),
    "active_files": Field(
        _active_files,
        "Kinds of files among documents that may be published although they can run something: "
        f"{', '.join(KINDS)}, or `true` for all; default none. Read [publishing](publishing.md#active-files) first.",
    ),
    "security_policy": Field(
        f.flag,
        "Whether each page forbids browsers to load anything that is not part of the portal (Content-Security-Policy); "
        "default true. Switch it off if your own templates need scripts of other hosts or in the page.",
    ),
    "integrity": Field(
        f.flag,
        "Whether pages state the checksums of their scripts and style sheets; default false. "
        "See [publishing](publishing.md#checksums).",
    ),
    "host": Field(
        f.choice(tuple(HOSTS)),
        f"Where the portal is published: {', '.join(HOSTS)}. A build then says when the portal comes to a limit "
        "of that host, and writes the files by which it is told headers and redirects (`_headers`, `_redirects`, "
        "`.htaccess`).",
    ),
    "precompressed": Field(
        f.list_of(f.choice(("gzip", "brotli"))),
        "Packed forms that are written beside each text file (`gzip`: .gz, `brotli`: .br), for web servers that send "
        "them; default none. It doubles the number of files; most hosts compress by themselves.",
    ),
    "citation_styles": Field(
        f.list_of(f.text),
        "CSL styles of “Cite this”, by name, or .csl files in templates/; default APA, Chicago, Harvard, MLA, "
        "Vancouver; `none` for none.",
    ),
    "bibtex": Field(f.choice(("bibtex", "biblatex")), "The dialect of .bib files; default bibtex."),
    "sources": Field(
        source_list,
        "Where records are fetched from by `kartotek sync`: OpenAlex, ORCID, Zotero, Pure and others; "
        "see [keeping in step](syncing.md).",
    ),
    "rules": Field(
        read_rules,
        "What `kartotek check` asks of entries beyond the entry format: fields, licences, keywords, ORCID iDs. "
        "See [house rules](#house-rules).",
    ),
    "editing": Field(
        editing,
        "Where the entries are kept, such as `my-name/my-portal` on GitHub, or a map of the "
        "[fields below](#editing). The portal then has `/admin/`, where entries are written in the browser.",
    ),
}


def read_settings(site: Path, base_url: str = "") -> tuple[Settings | None, list[Diagnostic]]:
    """Read `site.yaml`: the settings, None when there are errors, and diagnostics. `base_url` overrides the file's.

    Raises SetupError when there is no such file, or `base_url` cannot be used.
    """
    if wrong_file := special_at_top(site, FILE):
        return None, [wrong_file]
    if not (site / FILE).exists():
        raise SetupError(
            f"there is no {FILE} in {site}",
            "go to the folder of your site, give it with --site, or start one with `kartotek init my-portal`",
        )
    entry = read_entry(site, Source("site", "site", FILE))
    if isinstance(entry, Diagnostic):
        return None, [entry]
    diagnostics = EntryDiagnostics()
    values = read_fields(entry.data, SETTINGS, (), diagnostics)
    if base_url:
        wrong = EntryDiagnostics()
        override = site_address(base_url, (), wrong)
        if override is None:
            raise SetupError(f"--base-url: {wrong.found[0].message}", wrong.found[0].hint)
        values["base_url"] = override
    if "title" not in values and not any(
        diagnostic.path[:1] == ("title",) and diagnostic.code != "empty-value" for diagnostic in diagnostics.found
    ):
        diagnostics.add("missing-key", (), "a site needs a title", "add `title: ...`")
    _check_languages(values, diagnostics)
    _check_host(values, diagnostics)
    _check_gateway(values, diagnostics)
    _check_styles(site, values, diagnostics)
    check_sources(values.get("sources", ()), diagnostics)
    located = locate(entry, diagnostics.found)
    if any(diagnostic.code != "empty-value" for diagnostic in diagnostics.found):
        return None, located
    return _settings(values), located


def _check_styles(site: Path, values: dict[str, Any], diagnostics: EntryDiagnostics) -> None:
    """Report citation styles that do not exist, and `.csl` files of the site that cannot be read; "none" becomes ()."""
    if values.get("citation_styles") == ("none",):
        values["citation_styles"] = ()
    if not values.get("citation_styles"):
        return
    from kartotek.csl import StyleError, find_style, load_style  # few sites name styles of their own

    for i, name in enumerate(values["citation_styles"]):
        try:
            if name.endswith(".csl"):
                load_style(name, "en", site / "templates")
            else:
                find_style(name)
        except StyleError as error:
            hint = "write the name of a style in the CSL repository, such as apa, or of a .csl file in templates/"
            diagnostics.add("site-setting", ("citation_styles", i), str(error), hint)


def _check_languages(values: dict[str, Any], diagnostics: EntryDiagnostics) -> None:
    languages = values.get("languages", ())
    if len(set(languages)) != len(languages):
        diagnostics.add("site-setting", ("languages",), "a language is listed twice", "list each once")


def _check_gateway(values: dict[str, Any], diagnostics: EntryDiagnostics) -> None:
    """Report a gateway that would have nothing to offer."""
    if values.get("oai_gateway") and not values.get("contact"):
        message = "the gateway offers data/oai.xml, and there is none without an address for harvesters"
        diagnostics.add("site-setting", ("oai_gateway",), message, "add `contact: name@host.org`")


def _check_host(values: dict[str, Any], diagnostics: EntryDiagnostics) -> None:
    """Report `active_files` where no header can be sent that keeps such files apart from the portal."""
    host = HOSTS.get(values.get("host", ""))
    if host and not host.sends_headers and values.get("active_files"):
        message = f"{host.name} sends no headers of ours, so such files could act as if they were the portal"
        diagnostics.add("site-setting", ("active_files",), message, "put them into zip files, or choose another host")


def _settings(values: dict[str, Any]) -> Settings:
    names = {part.name for part in fields(Site)}
    site = Site(**{key: value for key, value in values.items() if key in names})
    return Settings(site, **{key: value for key, value in values.items() if key not in names})
