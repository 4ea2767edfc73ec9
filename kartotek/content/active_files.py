"""Files that can run something in a browser or on a web server, known by name and by content.

Documents are published at the portal's own address. A page, a drawing or a script among them could read and do there
what the portal's own pages can. A PDF cannot: browsers show it in a viewer that is shut off from the site.
"""

import re
import zlib
from pathlib import Path
from xml.parsers import expat

KINDS = ("html", "svg", "xml", "css", "javascript", "wasm", "server")
"""What a file can be; "server" is a program or a setting of a web server, such as PHP."""

LABELS = {
    "html": "a web page",
    "svg": "a drawing (SVG) with scripts, or with parts that are loaded from elsewhere",
    "xml": "XML with scripts, pages or style sheets in it, or it is damaged",
    "css": "a style sheet",
    "javascript": "a script",
    "wasm": "a program (WebAssembly)",
    "server": "a program for web servers",
}
"""What each kind is, for messages."""

_SUFFIXES = {
    "html": "html htm xhtml xht shtml shtm mht mhtml hta htc swf dhtml jhtml phtml",
    "svg": "svg svgz",
    "xml": "xml xsl xslt xsd rdf rss atom mml mathml xul kml gpx rng owl tei",
    "css": "css",
    "javascript": "js mjs cjs jsm jsx vbs",
    "wasm": "wasm",
    "server": "php php3 php4 php5 php7 php8 phps phar cgi fcgi pl asp aspx ashx jsp jspx cfm htaccess htpasswd config",
}
_KIND_BY_SUFFIX = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_PACKED = ("gz", "br", "z", "bz2", "xz", "zst")
"""Endings that web servers take for a way of sending a file, so that the one before decides about its kind."""
_LOOKED_AT = 4096
"""Bytes at the beginning that are looked at. Browsers look at 1,445 (WHATWG MIME Sniffing, 5.2)."""
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|script|iframe|h1|div|font|table|a|style|title|body|br|b|p|img|object|embed|meta"
    rb"|link|form|template)[\s>/]|<!--",
    re.IGNORECASE,
)
"""What makes browsers take text for a page (WHATWG MIME Sniffing, 7.1), and more tags that only pages have."""
_XML = re.compile(rb"<(?:\?xml[\s?]|\?xml-stylesheet|svg[\s>:]|[a-z][\w.-]*:svg[\s>])", re.IGNORECASE)
_SAVED_PAGE = re.compile(rb"(?:mime-version:|from: <saved by|snapshot-content-location:)", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def hint(kind: str) -> str:
    """What to do about a file of that kind."""
    instead = {"svg": "save the drawing as plain SVG, or as PNG", "html": "save it as PDF"}.get(
        kind, "put it into a zip"
    )
    return f"{instead}; or allow such files with `active_files: [{kind}]` in site.yaml"


def kind_of(path: Path) -> str:
    """What a file can run: one of `KINDS`, or "" if it only shows something. Raises OSError if it cannot be read.

    XML and SVG are looked through, and count as active only if something in them can run or load something.
    """
    named = _kind_by_name(path.name)
    if named and named not in ("svg", "xml"):
        return named
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if start.startswith(b"\x1f\x8b") and named:  # .svgz, .xml.gz: hosts send them as what is packed in them
        start = _unpacked(start)
        return named if not start or not _is_harmless(_unpacked(path.read_bytes(), 100_000_000)) else ""
    found = _kind_by_content(start)
    if found in ("html", "wasm"):
        return found
    if found or named:
        return "" if _is_harmless(path.read_bytes()) else (found or named)
    return ""


def is_sandboxed(path: Path) -> bool:
    """Whether hosts should send a file with a sandbox: it can run something, or is of a kind that could.

    Drawings are checked, but a check can miss what a browser of tomorrow runs. Raises OSError.
    """
    return _kind_by_name(path.name) not in ("", "server") or kind_of(path) != ""


def _kind_by_name(name: str) -> str:
    """The kind that endings tell. Programs of a server are known by any ending: Apache runs `a.php.pdf`, too."""
    suffixes = name.lower().rstrip(". ").split(".")[1:]
    if any(_KIND_BY_SUFFIX.get(suffix) == "server" for suffix in suffixes):
        return "server"
    while len(suffixes) > 1 and suffixes[-1] in _PACKED:
        suffixes.pop()
    return _KIND_BY_SUFFIX.get(suffixes[-1], "") if suffixes else ""


def _kind_by_content(start: bytes) -> str:
    """The kind that the beginning of a file tells: a browser may look at it if the host says nothing of its type."""
    if start.startswith(b"\x00asm"):
        return "wasm"
    text = start
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            text = start[len(mark) :].decode(encoding, "replace").encode()
    text = text.lstrip(b"\t\n\x0c\r \x00")
    if _SAVED_PAGE.match(text):
        return "html"
    if _XML.match(text):
        return "svg" if re.search(rb"<(?:[\w.-]+:)?svg[\s>]", text, re.IGNORECASE) else "xml"
    return "html" if _TAG.match(text) else ""


def _unpacked(data: bytes, most: int = _LOOKED_AT) -> bytes:
    """What is in gzip data, up to `most` bytes; b"" if that is not clear."""
    packed = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        found = packed.decompress(data, most)
    except zlib.error:
        return b""
    return b"" if packed.unused_data else found  # another part may follow, which browsers unpack as well


_SVG = "http://www.w3.org/2000/svg"
_LIVE_NAMESPACES = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/XSL/Transform")
_LIVE_ELEMENTS = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
)
"""Elements of SVG, in small letters, that run or load something."""
_ADDRESSES = ("href", "src")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);", re.IGNORECASE)
_LOADS = re.compile(
    r"@import|url\s*\(\s*+['\"]?+\s*+(?!#)|(?:image-set|cross-fade|\bsrc)\s*\(|\\(?:0{0,4}[4-7][0-9a-f]|[g-z@(])",
    re.IGNORECASE,
)
"""What makes CSS load something that is not in the same file; and escaped letters, with which it could be written."""


class _ActiveError(Exception):
    """Something in a document can run or load something."""


def _is_harmless(data: bytes) -> bool:
    """Whether XML is well-formed and nothing in it can run or load something.

    In SVG nothing is loaded but pictures within the file. A document type is allowed only without declarations of its
    own, as these can write parts of the document.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    styles: list[str] = []
    inside = 0  # elements that are open, from a style sheet on

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        _check_element(name, attributes)
        inside += inside > 0 or name == f"{_SVG} style"

    def end(_name: str) -> None:
        nonlocal inside
        inside -= inside > 0

    def text(found: str) -> None:
        if inside:
            styles.append(found)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    parser.ProcessingInstructionHandler = _check_instruction
    parser.StartDoctypeDeclHandler = _check_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, _ActiveError, ValueError):
        return False
    return not _LOADS.search("".join(styles))


def _check_doctype(_name: str, _system: str | None, _public: str | None, has_declarations: int) -> None:
    if has_declarations:
        raise _ActiveError


def _check_instruction(target: str, _data: str) -> None:
    if target.lower() == "xml-stylesheet":  # a style sheet, or a program (XSLT)
        raise _ActiveError


def _check_element(name: str, attributes: dict[str, str]) -> None:
    namespace, _, element = name.rpartition(" ")
    element = element.lower()
    if namespace in _LIVE_NAMESPACES or (namespace == _SVG and element in _LIVE_ELEMENTS):
        raise _ActiveError
    for key, value in attributes.items():
        address = "".join(value.split()).lower()
        if address.startswith(("javascript:", "vbscript:")):
            raise _ActiveError
        space, _, key = key.lower().rpartition(" ")
        if namespace == _SVG and (_is_live(element, key, address) or (not space and _LOADS.search(value))):
            raise _ActiveError


def _is_live(element: str, key: str, value: str) -> bool:
    """Whether an attribute of SVG runs or loads something. Links (`a`) are followed only where somebody clicks."""
    if key.startswith("on") or (key == "attributename" and value.rpartition(":")[2].startswith(("on", *_ADDRESSES))):
        return True
    if key in _ADDRESSES:
        is_link = element == "a" and value.startswith(("https://", "http://"))
        return not (is_link or value.startswith("#") or _PICTURE.match(value))
    return False
