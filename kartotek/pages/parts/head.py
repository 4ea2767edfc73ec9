"""What machines read in the head of a page: meta tags, typed links, JSON-LD."""

from collections.abc import Sequence

from markupsafe import Markup

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.dublin_core import SCHEMAS, dublin_core, not_said_by
from kartotek.export.highwire import highwire
from kartotek.export.jsonld import Json, each_said_once, script
from kartotek.export.open_graph import open_graph
from kartotek.export.schema_org import work_thing
from kartotek.export.shared_values import MOST_PEOPLE
from kartotek.export.signposting import LINKSET, signposts
from kartotek.export.work import Work
from kartotek.export.zotero_tags import zotero_tags
from kartotek.model.kinds import INDEXES, ORGANISATIONS
from kartotek.pages.parts.downloads import exports_of_work, readable_files
from kartotek.render.escape import escape
from kartotek.render.markdown import plain_blocks
from kartotek.view.page import Page
from kartotek.view.view import View


def of_publication(view: View, page: Page, work: Work) -> Markup:
    """All machine-readable tags of a publication's page, one on each line.

    Citation tags (Highwire Press), Dublin Core, Open Graph, typed links (Signposting), and JSON-LD of schema.org.
    """
    base = view.site.base_url
    root = base or urls.root_from(view.prefix + page.url)
    address = base + view.prefix + page.url if base else ""
    exports = [(root + file.url, file.media_type) for file in exports_of_work(view, page.key)]
    portal, rich = view.site.text("title", view.language.code), view.settings.profile.rich_heads
    lines = tags_of(work, all_dublin_core=rich)
    for name, content in open_graph(work, work.readable_title, address, portal, view.language.code, whole=rich):
        lines.append(f'<meta property="{name}" content="{escape(content)}">')
    for relation, target, media_type in signposts(work, readable_files(view, work, root), exports, base, MOST_PEOPLE):
        kind = f' type="{escape(media_type)}"' if media_type else ""
        relation = "alternate describedby" if relation == "describedby" else relation
        lines.append(f'<link rel="{relation}" href="{escape(target)}"{kind}>')
    if urls.LINKSET in view.settings.profile.works:
        at = root + urls.exports("publications", page.key) + urls.LINKSET
        lines.append(f'<link rel="linkset" href="{escape(at)}" type="{LINKSET}">')
    page_thing = schema_pages.web_page(address, _breadcrumbs(view, page, work.readable_title))
    lines.append(script(work_thing(work, page_thing) if rich else each_said_once(work_thing(work))))
    return Markup("\n".join(lines))  # all that came from entries is escaped


def tags_of(work: Work, *, all_dublin_core: bool = True) -> list[str]:
    """The meta tags for reference managers and harvesters: `citation_*` and Dublin Core. They name so many people as
    readers take; the link set and JSON-LD name all."""
    tags, more = highwire(work), zotero_tags(work)
    terms = [
        term
        for term in dublin_core(work, MOST_PEOPLE)
        if term[0] != _ABSTRACT or term[1] != work.abstract  # which has a tag that reference managers read
    ]
    if not all_dublin_core:
        terms = not_said_by((*tags, *more), terms)
    lines = [f'<meta name="{name}" content="{escape(content)}">' for name, content in tags]
    if terms:
        lines += (f'<link rel="schema.{prefix}" href="{meaning}">' for prefix, meaning in SCHEMAS.items())
    lines += (f'<meta name="{name}" content="{escape(content)}">' for name, content in more)
    for name, content, language in terms:
        lang = f' lang="{escape(language)}"' if language else ""
        lines.append(f'<meta name="{name}"{lang} content="{escape(content)}">')
    return lines


_ABSTRACT = "DCTERMS.abstract"


def of_list(view: View, page: Page, title: str, about: Json | None = None, selected: Sequence[str] = ()) -> Markup:
    """JSON-LD of a page that lists publications; `about` is the thing that the page is about, `selected` are the keys
    of those that it shows first.

    In small heads there is none where it would only say what the page is called: nearly all people and half of all
    keywords are known by their name alone.
    """
    rich, first = view.settings.profile.rich_heads, _addresses(view, selected)
    if not (rich or first or (about and _tells_more(about))):
        return Markup()
    items = _addresses(view, page.shows) if rich else []
    address = absolute(view, view.prefix + page.url)
    trail = _breadcrumbs(view, page, title)
    return Markup(script(schema_pages.list_page(address, title, view.language.code, items, about, trail, first)))


def _addresses(view: View, works: Sequence[str]) -> list[str]:
    """Those of the pages of publications; none in a site that does not know its own."""
    return [absolute(view, urls.item("publications", key)) for key in works] if view.site.base_url else []


_IN_EVERY_HEAD = frozenset({"@type", "@id", "url", "name", "givenName", "familyName", "termCode", "inDefinedTermSet"})
"""What JSON-LD says of a thing of which only the name is known; title and canonical address say it as well."""


def _tells_more(about: Json) -> bool:
    """Whether JSON-LD says of a thing what its page does not say in its name. A publisher that is only a name is that
    of the works, which say it themselves."""
    more = about.keys() - _IN_EVERY_HEAD
    return bool(more - {"publisher"}) or "@id" in about.get("publisher", ())


def of_home(view: View) -> Markup:
    """JSON-LD of the portal as a WebSite."""
    code = view.language.code
    search = absolute(view, view.prefix + urls.SEARCH) if view.settings.search else ""
    name, description = view.site.text("title", code), plain_blocks(view.description())
    return Markup(script(schema_pages.web_site(absolute(view, view.prefix), name, code, description, search)))


def _breadcrumbs(view: View, page: Page, title: str) -> Json | None:
    """The way to a page from its index, or to an index from the home page; None in a site without an address."""
    if not (view.site.base_url and view.settings.profile.rich_heads):
        return None
    family, _, rest = page.url.partition("/")
    if rest:
        above = view.language.gettext(INDEXES[family]), urls.index_of(family)
    else:
        above = view.site.text("title", view.language.code), ""
    return schema_pages.breadcrumbs(above[0], absolute(view, view.prefix + above[1]), title)


def absolute(view: View, url: str) -> str:
    """The absolute address of something, given relative to the root; "" in a site that does not know its own
    address."""
    return view.site.base_url + url if view.site.base_url else ""


def unit(view: View, key: str) -> Json:
    """JSON-LD of an organisation that the page of another thing mentions."""
    url = absolute(view, urls.item(ORGANISATIONS.key, key))
    return schema_pages.unit(view.thing(ORGANISATIONS, key), url, view.label(ORGANISATIONS.key, key))
