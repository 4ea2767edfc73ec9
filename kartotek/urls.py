"""The only place that knows what addresses look like, and which of them clash.

An address is relative to the site's root, without a leading slash and without the language: `people/ole-romer/`.
Pages link to each other by going up to the root and down again, so a portal works under any base path.
"""

import posixpath
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import quote, unquote, urlsplit

from kartotek.text.file_names import folded

Owner = TypeVar("Owner")

HOME = ""
NOT_FOUND = "404.html"
SEARCH = "search/"
ADMIN = "admin/"
ASSETS = "assets/"
"""Folders and files of fixed names, here and below."""
FILES = "files/"
PAGEFIND = "pagefind/"
NAMES = "search/names"
IDENTIFIERS = "search/ids"
WORDS = "search/words"
"""Files with what the search suggests, by name, by number and by word, up to what tells them apart."""
FACETS = "search/facets"
"""Files with what results are narrowed and sorted by, up to what tells them apart."""
SEARCH_DATA = (NAMES, IDENTIFIERS, WORDS, FACETS)
DIALOG = "search/dialog"
"""What the dialog of the suggestions says in a language, up to the ending."""
SHARE_IMAGE = "-share.png"
"""The ending of the picture by which others show a link to a page, a file next to its exports."""
THUMBNAIL = ".webp"
"""The ending of the picture of a document's first page: `paper.pdf.webp`."""
LINKSET = ".linkset.json"
"""The ending of a publication's link set (RFC 9264), a file next to its exports."""
FEED = ".atom"
"""The ending of a list's Atom feed."""
REPORT = "report/"
"""The page on which visitors report a mistake."""
DATA = "data/"
MAPPING = "data/mapping/"
OAI = "data/oai.xml"
WORK_SCHEMA = f"{DATA}publication-1.schema.json"
"""The JSON Schema of what `.jsonl` files have in each line. The number is its version."""
DATA_PACKAGE = "datapackage.json"
"""The list of all data, where programs look for one (Data Package 2.0)."""
NEXT_CHANGE = "data/next-change.txt"
"""The next day on which a build would publish something else, for whoever starts builds."""
CAPABILITIES = "data/capabilitylist.xml"
RESOURCESYNC = ".well-known/resourcesync"
"""Where harvesters look for the source description of ResourceSync (ANSI/NISO Z39.99; RFC 8615)."""

EXPORTS = (
    ".bib", ".ris", ".json", ".csv", ".datacite.json", ".codemeta.json", "-ro-crate-metadata.json", LINKSET, FEED,
    ".jsonl", ".bib.gz", ".json.gz", ".jsonl.gz", SHARE_IMAGE,
)  # fmt: skip
"""Endings of the files, mostly for machines, that have the name of a page and are in its folder."""

STATIC_FILES = (f"{ASSETS}colors.css", ".nojekyll", "robots.txt", "sitemap.xml", NEXT_CHANGE)
"""The files that are made from no page and are in every portal, or may be."""
PACKED = (".gz", ".br")
"""The endings of packed files, which web servers send in place of those that are not (`precompressed`)."""

HOSTS_FILES = frozenset(
    {
        "cname", "_headers", "_redirects", "_routes.json", "_worker.js", "_worker.bundle", "_config.yml", "_vercel",
        "netlify.toml", "vercel.json", "now.json", "wrangler.toml", "wrangler.json", "wrangler.jsonc", "firebase.json",
        "__", "cdn-cgi", "cgi-bin", "200.html", "router", "staticwebapp.config.json", "web.config",
    }
)  # fmt: skip
"""Names in the root folder that web hosts look for or answer themselves, in small letters: the portal must not have a
file or a folder of that name.

GitHub, GitLab and Codeberg Pages, Netlify, Cloudflare, Vercel, Firebase, Surge, Azure Static Web Apps, IIS, Apache.
"""

RESERVED = frozenset(
    {
        "search", "assets", "files", "pagefind", "data", "page", "404", "404.html", "index.html", "robots.txt",
        "sitemap.xml",
    }
)  # fmt: skip
"""First parts of addresses that no free page can have, in addition to languages and indexes."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of files of a portal, called by its `name` in messages.

    Addresses of a kind that `lasts` are kept by others, so none may vanish without a successor; the others come and go
    as a portal grows, and whoever wants such a file finds it anew each time. There are none without the `setting` of
    site.yaml, if it has one.
    """

    name: str
    lasts: bool = True
    setting: str = ""


PAGE, EXPORT, DOCUMENT = FileKind("pages"), FileKind("exports"), FileKind("files")
SHARE_IMAGES = FileKind("share images", lasts=False, setting="share_images")
THUMBNAILS = FileKind("thumbnails", lasts=False, setting="thumbnails")
PROGRAMS = FileKind("files for programs", lasts=False)
"""What pages load, and what search engines and harvesters are told of."""
OPTIONAL = (SHARE_IMAGES, THUMBNAILS)
_PROGRAMS = (
    ADMIN, ASSETS, PAGEFIND, *SEARCH_DATA, DIALOG, DATA_PACKAGE, NOT_FOUND, "robots.txt", "data/resourcelist",
    "data/changelist", ".well-known/",
)  # fmt: skip
"""How their addresses begin."""


def file_kind(path: str, files: Collection[str]) -> FileKind:
    """Of what kind a file below a portal is, by its address without the language. `files` are those of the portal: a
    thumbnail is one beside its document."""
    *folders, name = path.split("/")
    is_sitemap = not folders and name.startswith("sitemap")
    if is_sitemap or path.startswith(_PROGRAMS) or path.lower() in HOSTS_FILES or name.startswith((".", "_")):
        return PROGRAMS
    if name.endswith((".html", ".htm")):
        return PAGE
    if path.endswith(THUMBNAIL) and has_thumbnail(document := path.removesuffix(THUMBNAIL)) and document in files:
        return THUMBNAILS
    beside = name[len(folders[-1]) :] if folders and name.startswith(folders[-1]) else ""
    if beside == SHARE_IMAGE:
        return SHARE_IMAGES
    return EXPORT if path.startswith(DATA) or beside in EXPORTS else DOCUMENT


def index_of(family: str) -> str:
    """The index of a page family: `people/`."""
    return f"{family}/"


def line_id(family: str, key: str) -> str:
    """The id of a line in the index of a page family, in the place of a page: `people-ole-romer`."""
    return f"{family}-{key}"


def item(family: str, key: str) -> str:
    """One thing of a family: `people/ole-romer/`."""
    return f"{family}/{segment(family, key)}/"


def segment(family: str, key: str) -> str:
    """A key as it is in addresses. Years before 1 are written as people count them: "300-bc" for -299."""
    if family == "years" and (key == "0" or key.startswith("-")):
        return f"{1 - int(key)}-bc"
    return key


def exports(family: str, key: str) -> str:
    """The address of the exports of one thing, up to the dot: `people/ole-romer/ole-romer`; without a key, that of a
    whole family: `people/people`."""
    name = segment(family, key)
    return f"{family}/{name}/{name}" if key else f"{family}/{family}"


def of_publication(key: str) -> tuple[str, ...]:
    """All files in the folder of a publication below `dist/`, except for its documents."""
    suffixes = (suffix for suffix in EXPORTS if suffix not in (".csv", ".jsonl", FEED) and not suffix.endswith(PACKED))
    return (output_path(item("publications", key)), *(exports("publications", key) + suffix for suffix in suffixes))


def feed(family: str, key: str) -> str:
    """The feed of one thing, or of a whole family if the key is empty."""
    return exports(family, key) + FEED


def in_admin(family: str, key: str) -> str:
    """An entry in the editor of the portal (Sveltia CMS), which is a page of its own: `admin/#/...`."""
    return f"admin/#/collections/{family}/entries/{key}"


def resources(number: int = 0) -> str:
    """The resource list of ResourceSync, or part `number` of it, counted from 1."""
    return f"data/resourcelist-{number}.xml" if number else "data/resourcelist.xml"


def changes(number: int = 0) -> str:
    """The change list of ResourceSync, or part `number` of it, counted from 1."""
    return f"data/changelist-{number}.xml" if number else "data/changelist.xml"


def free_page(key: str) -> str:
    """A free page: `about/`."""
    return f"{key}/"


def redirect(alias: str) -> str:
    """The address of the page that redirects from an old address: a folder, unless the alias is an HTML file."""
    return alias if alias.endswith((".html", ".htm")) else f"{alias}/"


def is_elsewhere(target: str) -> bool:
    """Whether the target of an old address is an address of its own, not one within the portal."""
    return target.lower().startswith(("https://", "http://"))


def numbered(url: str, number: int) -> str:
    """The `number`th page of a list, from 1: `people/page/2/`."""
    return url if number == 1 else f"{url}page/{number}/"


def prefix(language: str, languages: tuple[str, ...]) -> str:
    """What precedes all addresses of a language: "" for the first language of the site, "da/" for another."""
    return "" if language == languages[0] else f"{language}/"


def is_once(path: str, languages: Sequence[str]) -> bool:
    """Whether an address within the portal, without the slash before it, is the same in all languages of the site.

    That are files of every kind but pages, whatever they are called, `admin/`, and what begins with a language: `da/`.
    """
    path = path.partition("#")[0].partition("?")[0]
    if f"{path}/".startswith((*_ONCE, *(f"{language}/" for language in languages[1:]))) or _BESIDE_WORK.match(path):
        return True
    ending = _ENDING.search(path)
    return ending is not None and ending[0] not in (".html", ".htm")


_ONCE = (FILES, ADMIN, ASSETS, PAGEFIND, ".well-known/")
_BESIDE_WORK = re.compile(r"publications/(?!page/)[^/]+/(?!index\.html$)[^/]+$")
"""A document or an export in the folder of a publication."""
_ENDING = re.compile(r"(?<=[^/.])\.[a-zA-Z][\w-]*$")


def root_from(full_url: str) -> str:
    """The relative way from a page, given by its address with the language, to the root: `../../`."""
    return "../" * full_url.count("/") or "./"


def output_path(full_url: str) -> str:
    """The file below `dist/` that a web server sends for an address with the language."""
    return full_url + "index.html" if full_url.endswith("/") or not full_url else full_url


def base_path(base_url: str) -> str:
    """The path of the site's own address, with slashes around it: `/`, or `/sub/`."""
    return urlsplit(base_url).path or "/"


def file(path: str) -> str:
    """The address of a file below `content/files/`, such as an image."""
    return quote(file_path(path))


def file_path(path: str) -> str:
    """Where such a file is below `dist/`."""
    return FILES + path


def within(address: str, base_url: str) -> str | None:
    """What follows the portal's own address in one; None if it is another. Of scheme and host case is no matter."""
    begin, own = address[: len(base_url)], len(base_url) - len(base_path(base_url))
    is_own = begin[:own].lower() == base_url[:own].lower() and begin[own:] == base_url[own:]
    return address[len(base_url) :] if base_url and is_own else None


def path_within(address: str, base_url: str) -> str | None:
    """The path of a link that stays in the portal, decoded and as it is written; None if it leads elsewhere.

    It begins with a slash, which is the root of the portal, or at the page of the link; "" is that page itself.
    """
    if (own := within(address, base_url)) is not None:
        address = f"/{own}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else unquote(parts.path)


def linked_file(address: str, page: str, base_url: str) -> str:
    """The path below `content/files/` of the file that a link leads to, "" if it leads elsewhere.

    `page` is the address of the page that has the link, with the language.
    """
    here = path_within(address, base_url)
    if here is None:
        return ""
    path = posixpath.normpath(posixpath.join(f"/{page}", here))
    return unicodedata.normalize("NFC", path[len(FILES) + 1 :]) if path.startswith(f"/{FILES}") else ""


def page_of(address: str, page: str, base_url: str) -> str | None:
    """The page that a link leads to, seen from a page, both without a language; None if it leads out of the portal."""
    here = path_within(address, base_url)
    if not here:
        return None if here is None else page
    path = posixpath.normpath(posixpath.join(f"/{page}", here)).lstrip("/")
    return f"{path}/" if path else HOME


def document(key: str, path: str) -> str:
    """A document of a publication, given by its path below `content/files/`: `publications/NAME/paper.pdf`.

    It is in the folder of the page, because Google Scholar asks for that (Inclusion Guidelines for Webmasters, on
    `citation_pdf_url`).
    """
    return quote(document_path(key, path))


def document_path(key: str, path: str) -> str:
    """Where such a document is below `dist/`."""
    return item("publications", key) + path.rpartition("/")[2]


def has_thumbnail(path: str) -> bool:
    """Whether a file below `dist/` is a document of a publication that has a picture of its first page, if there are
    such pictures."""
    return path.startswith(_DOCUMENTS) and path.lower().endswith(".pdf")


_DOCUMENTS = item("publications", "")[:-1]


def thumbnail(document: str) -> str:
    """The picture of a document's first page, beside it; both addresses, or both paths below `dist/`."""
    return f"{document}{THUMBNAIL}"


def host_of(address: str) -> str:
    """The text to show for an address elsewhere: its host, or the address of a mailbox."""
    return address.partition("://")[2].partition("/")[0].removeprefix("www.") or address.removeprefix("mailto:")


def strip_number(url: str, number: int) -> str:
    """The address of a list's first page, from that of its page `number`."""
    return url if number == 1 else url.removesuffix(f"page/{number}/")


def here_from(language_prefix: str, url: str) -> str:
    """The relative way from a page to the start page of its language: `../../da/`."""
    return root_from(language_prefix + url) + language_prefix


@dataclass(frozen=True, slots=True)
class Clash(Generic[Owner]):
    """Two files that cannot both be in `dist/`, in the order in which they were planned.

    Their paths are the same, or some disks take them for the same; or the one needs a folder where the other is.
    """

    path: str
    owner: Owner
    other_path: str
    other: Owner


def find_clashes(plan: Callable[[], Iterable[tuple[str, Owner]]]) -> list[Clash[Owner]]:
    """All clashes among planned files: each with its path below `dist/`, and with who wants it there.

    `plan` is called once if there is no clash, else twice: a portal may have a million files, so the first look keeps a
    number for each path instead of the path.
    """
    files: set[int] = set()
    folders: set[int] = set()
    count = 0
    for path, _ in plan():
        count += 1
        name = folded(path)
        files.add(hash(name))
        while (name := name.rpartition("/")[0]) and (number := hash(name)) not in folders:
            folders.add(number)
    return _clashes(list(plan())) if len(files) < count or not files.isdisjoint(folders) else []


def _clashes(plan: Sequence[tuple[str, Owner]]) -> list[Clash[Owner]]:
    """The clashes among planned files, with the paths of all in memory."""
    files: dict[str, tuple[str, Owner]] = {}
    found: list[Clash[Owner]] = []
    for path, owner in plan:
        if (name := folded(path)) in files:
            found.append(Clash(path, owner, *files[name]))
        else:
            files[name] = path, owner
    for path, owner in plan:
        name = folded(path)
        while name := name.rpartition("/")[0]:
            if name in files:
                found.append(Clash(path, owner, *files[name]))
    return found
