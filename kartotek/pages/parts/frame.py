"""The frame of every page: header, navigation, links to other languages, footer, and the addresses a template needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kartotek import __version__, urls
from kartotek.model.kinds import GROUPINGS, INDEXES
from kartotek.pages.parts.downloads import downloads
from kartotek.render.policy import page_policy
from kartotek.text.catalogs import own_name
from kartotek.view.forge import issues_of
from kartotek.view.named import Named
from kartotek.view.page import Page
from kartotek.view.view import HERE, View


def family_names(view: View) -> Mapping[str, str]:
    """The names of the indexes, in the language of the view."""
    return {family: view.language.gettext(label) for family, label in INDEXES.items()}


def navigation(view: View) -> list[tuple[str, Named]]:
    """The links of the header, each with the part of the portal it leads to.

    `navigation` of site.yaml says which; without it, all indexes of kinds that have things, then the free pages.
    """
    wanted = view.site.navigation
    if not wanted:
        shown = [family for family in INDEXES if family not in GROUPINGS and view.keys(family)]
        pages = sorted({(view.free_page(key).order, key) for key, _ in view.free_pages()})
        wanted = (*shown, *(key for _, key in pages))
    links: list[tuple[str, Named]] = []
    for name in wanted:
        if name in INDEXES:
            links.append((name, Named(view.language.gettext(INDEXES[name]), urls.index_of(name))))
        else:
            links.append((name, Named(view.free_page(name).title, urls.free_page(name))))
    return links


def constants(view: View) -> Mapping[str, object]:
    """Values that are the same on all pages of a language; templates have them as global names."""
    code, colors = view.language.code, view.settings.colors
    return {
        "site_title": view.site.text("title", code),
        "site_title_language": view.site.language_of("title", code),
        "site_description_language": view.site.language_of("description", code),
        "site_footer_language": view.site.language_of("footer", code),
        "logo": urls.file(view.site.logo) if view.site.logo and view.site.logo not in view.withheld else "",
        "has_search": view.settings.search,
        "rich_heads": view.settings.profile.rich_heads,
        "has_colors": bool(colors.accent or colors.accent_dark),
        "navigation": navigation(view),
        "family_names": family_names(view),
        "indexes": [family for family in INDEXES if view.keys(family)],
        "languages": [(tag, own_name(tag), urls.prefix(tag, view.site.languages)) for tag in view.site.languages],
        "generator": f"Kartotek {__version__}",
        "version": __version__,
        "policy": Markup(page_policy(search=False) if view.settings.security_policy else ""),  # it is in double quotes
        "search_policy": Markup(page_policy(search=True) if view.settings.security_policy else ""),
        "report_policy": Markup(_report_policy(view)),
        "takes_reports": issues_of(view.settings.editing) is not None,
        "integrity": view.integrity,
    }


def _report_policy(view: View) -> str:
    """The policy of the page with the form for mistakes, which is sent to the forge where scripts are switched off."""
    issues = issues_of(view.settings.editing)
    if issues is None or not view.settings.security_policy:
        return ""
    return page_policy(search=False, forms=issues.origin)


FRAME_TEMPLATES = ("partials/masthead.html", "partials/footer.html")
"""The templates that are part of every page."""


def frame_values(view: View) -> object:
    """Everything the frame of a page is made from, except for the address of the page. It is part of every page's
    key."""
    site = view.site
    footer = site.text("footer", view.language.code)
    settings = view.settings
    setting = settings.profile, site.base_url, site.languages, settings.editing, settings.share_images
    return constants(view), footer, setting, sorted(view.withheld)


def surroundings(view: View, page: Page) -> Mapping[str, object]:
    """Values that depend on where the page is."""
    full = view.prefix + page.url
    base_url = view.site.base_url
    if page.family == "not found":
        # a server shows this page at any depth, so only here addresses begin at the host
        root = urls.base_path(base_url)
        here = root + view.prefix
    else:
        root, here = urls.root_from(full), urls.here_from(view.prefix, page.url)
    frame = _frame(view, page)
    return {
        "masthead": frame.masthead.at(root, here, page.url),
        "footer": frame.footer.at(root, here, page.url),
        "root": root,
        "here": here,
        "url": page.url,
        "family": page.family,
        "canonical": base_url + full if base_url else "",
        "base_url": base_url,
        "number": page.number,
        "downloads": downloads(view, page),
    }


_ROOT, _URL = "\0root\0", "\0url\0"


@dataclass(frozen=True, slots=True)
class _Part:
    """HTML with placeholders for addresses."""

    html: str

    def at(self, root: str, here: str, url: str) -> Markup:
        """The HTML for a page: `root` and `here` are relative ways, `url` is the page's address in its language."""
        html = self.html.replace(HERE, here).replace(_ROOT, root).replace(_URL, url)
        return Markup(html)  # templates escape, and addresses are made of slugs


@dataclass(frozen=True, slots=True)
class _Frame:
    """Header and footer as HTML."""

    masthead: _Part
    footer: _Part


def _frame(view: View, page: Page) -> _Frame:
    """Header and footer: rendered once for all pages of one part of the portal, with placeholders for addresses."""
    if page.family in ("redirect", "gone"):
        section = current = ""
    else:
        section = page.url.partition("/")[0]
        current = page.url if page.url.count("/") <= 1 else ""  # the navigation may lead to the page itself

    def make() -> _Frame:
        footer = view.line(view.site.text("footer", view.language.code), _ROOT, HERE)
        values = {
            "root": _ROOT,
            "here": HERE,
            "url": _URL,
            "family": page.family,
            "section": section,
            "current": current,
            "site_footer": footer,
        }
        templates = (view.environment.get_template(f"partials/{name}.html") for name in ("masthead", "footer"))
        return _Frame(*(_Part(template.render(values)) for template in templates))

    return view.once(("frame", page.family, section, current), make)
