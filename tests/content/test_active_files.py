"""What can run something is known by name and by content, and what only shows something is let through."""

import gzip
from pathlib import Path

import pytest

from kartotek.content.active_files import kind_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
XML = '<?xml version="1.0"?>\n'


def svg(content: str = "", attributes: str = "") -> bytes:
    return SVG.format(attributes, content).encode()


ACTIVE = {
    "page.html": (b"", "html"),
    "PAGE.XHTML": (b"", "html"),
    "page.shtml": (b"", "html"),
    "page.mht": (b"", "html"),
    "page.html.gz": (b"", "html"),
    "page.html.": (b"", "html"),
    "a.mjs": (b"", "javascript"),
    "a.css": (b"", "css"),
    "a.wasm": (b"", "wasm"),
    "shell.php.pdf": (b"%PDF-1.7", "server"),
    "begins as a page.pdf": (b"<html><script>alert(1)</script>", "html"),
    "after a mark.pdf": (b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>", "html"),
    "in UTF-16.txt": ("\ufeff<script>alert(1)</script>".encode("utf-16-le"), "html"),
    "after a comment.txt": (b"<!-- x --><script>alert(1)</script>", "html"),
    "saved.txt": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "html"),
    "no ending": (b"<body onload=alert(1)>", "html"),
    "program.dat": (b"\x00asm\x01\x00\x00\x00", "wasm"),
    "script.svg": (svg("<script>alert(1)</script>"), "svg"),
    "prefixed.svg": (b'<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script/></x:svg>', "svg"),
    "event.svg": (svg("", 'onload="alert(1)"'), "svg"),
    "link.svg": (svg('<a xlink:href="java&#x0a;script:alert(1)"><text>x</text></a>'), "svg"),
    "use.svg": (svg('<use href="https://elsewhere.example/a.svg#x"/>'), "svg"),
    "written.svg": (svg('<a id="a"><set attributeName="href" to="x"/></a>'), "svg"),
    "page in it.svg": (svg("<foreignObject/>"), "svg"),
    "import.svg": (svg("<style>@import 'https://elsewhere.example/a.css';</style>"), "svg"),
    "image.svg": (svg('<rect style="fill:url(https://elsewhere.example/a)"/>'), "svg"),
    "escaped import.svg": (svg(r"<style>@\69 mport 'https://elsewhere.example/a.css';</style>"), "svg"),
    "escaped address.svg": (svg("", r'style="fill:\u\72l(https://elsewhere.example/a)"'), "svg"),
    "set of images.svg": (svg("<style>g { mask: image-set('https://elsewhere.example/a' 1x) }</style>"), "svg"),
    "in UTF-16.svg": (
        svg("<style>@import 'https://elsewhere.example/a.css';</style>").decode().encode("utf-16"),
        "svg",
    ),
    "spelled.svg": (
        svg("<style>@import 'https://elsewhere.example/a.css';</style>").replace(b'/svg"', b'/s&#x76;g"'),
        "svg",
    ),
    "in two parts.svgz": (gzip.compress(svg("<path/>")) + gzip.compress(b"<!-- more -->"), "svg"),
    "entity.svg": (b'<!DOCTYPE svg [<!ENTITY a "x">]>' + svg("&a;"), "svg"),
    "broken.svg": (b"<svg", "svg"),
    "packed.svgz": (gzip.compress(svg("<script/>")), "svg"),
    "drawing.png": (svg("<script/>"), "svg"),
    "pages.xml": (b'<d xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></d>', "xml"),
    "spelled.xml": (b'<d xmlns:h="http://www.w3.org/1999/&#x78;html"><h:script/></d>', "xml"),
    "styled.xml": (XML.encode() + b'<?xml-stylesheet href="a.xsl" type="text/xsl"?><d/>', "xml"),
    "attribute list.xml": (
        b'<!DOCTYPE d [<!ATTLIST d xmlns CDATA #FIXED "http://www.w3.org/1999/xhtml">]><d/>',
        "xml",
    ),
    "data.csv": (XML.encode() + b'<x xmlns="http://www.w3.org/2000/svg"><script/></x>', "xml"),
}

HARMLESS = {
    "paper.pdf": b"%PDF-1.7\n<html><script>alert(1)</script>",
    "drawing.svg": svg(
        '<defs><path id="a"/></defs><use href="#a"/><image xlink:href="data:image/png;base64,AA=="/>'
        '<style>path { fill: url(#a) }</style><a href="https://elsewhere.example/"><text>x</text></a>'
    ),
    "packed.svgz": gzip.compress(svg("<path/>")),
    "lettering.svg": svg(
        r"<text fill='url( #a )'>C:\users and src( of it</text><style>text { font-family: 'a' }</style>"
    ),
    "saved by Inkscape.svg": svg("", r'xmlns:i="http://www.inkscape.org/" i:export-filename="C:\users\me\a.png"'),
    "article.xml": XML.encode() + b'<article><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/><?note?></article>',
    "notes.txt": b"a < b and <b> is bold",
    "tables.zip": b"PK\x03\x04<html>",
    "data.v2.csv.gz": gzip.compress(b"<html>"),
    "README": b"",
    "html.pdf": b"%PDF-1.7",
}


@pytest.mark.parametrize("name", ACTIVE)
def test_what_can_run_something_is_known(tmp_path: Path, name: str) -> None:
    content, kind = ACTIVE[name]
    (tmp_path / name).write_bytes(content)
    assert kind_of(tmp_path / name) == kind


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_shows_something_is_not_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HARMLESS[name])
    assert kind_of(tmp_path / name) == ""
