"""A fuzzer: throws texts made of our own syntax at the readers, and at what writes markup, until the time is over.

    python -m benchmarks.fuzz [SECONDS]

Each part may refuse a text in the way that it documents; anything else it raises is a find, and is printed with the
shortest text that shows it. The exit status is the number of finds.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kartotek.content.entries import Source, read_entry
from kartotek.content.redirects import FILE, read_redirects
from kartotek.content.yamltext import YamlError, load
from kartotek.export.tex import braced, rich, verbatim
from kartotek.render import markdown, math
from kartotek.site.entries import read_changed
from kartotek.text import identifiers
from kartotek.text.dates import parse_date
from kartotek.text.names import parse_name

_PIECES = (
    "---\n", "\n", "\r", "\t", " ", "  ", ": ", "- ", "title", "authors", "[", "]", "{", "}", "&a ", "*a", "!!", "|",
    ">", "'", '"', "#", "$", "$$", "\\", "\\frac", "\\begin{matrix}", "\\end{matrix}", "\\left(", "^", "_", "**", "`",
    "```\n", "![", "](", "<b>", "</b>", "<!--", "&amp;", "&#0;", "<https://a.test>", "http://a.test/", "| a |\n|---|\n",
    "1. ", "2020", "-01", "/", "..", "~", "?", "%", "XX", "2020-13", "en", "van der ", "Jr.", ",", ";", "é", "\u0301",
    "\u202e", "\u2028", "\ufeff", "\0", "\x1b", "\U0001f600", "\ud800", "永", "٣", "²", "10.1000/",
    "https://doi.org/", "0000-0002-",
)  # fmt: skip

TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=24).map("".join)
WHOLE = TEXTS.map(lambda text: text.encode(errors="replace").decode())
"""Texts as files can have them: without lone surrogates."""


def parts(folder: Path) -> dict[str, tuple[Callable[[str], object], type[Exception] | tuple[type[Exception], ...]]]:
    """Name of a part, what it does with a text, and what it may raise."""

    def entry(text: str, name: str = "a.md") -> object:
        (folder / name).write_bytes(text.encode())
        return read_entry(folder, Source("publications", name.partition(".")[0], name))

    def record(text: str, form: str = "---\n{0}\n---\n{0}") -> object:
        (folder / "a.md").write_bytes(form.replace("{0}", text).encode())
        (read,) = read_changed(folder, [Source("publications", "a", "a.md")], {}, 1, lambda *_: None).fresh.values()
        return read

    def redirects(text: str) -> object:
        (folder / FILE).write_bytes(text.encode())
        return read_redirects(folder)

    refused = {name: (getattr(identifiers, name), ValueError) for name in _IDENTIFIERS}
    return {
        "yaml": (load, YamlError),
        "entry": (entry, ()),
        "entry with front matter": (lambda text: entry(f"---\ntitle: {text}\n---\n{text}"), ()),
        "entry in YAML": (lambda text: entry(text, "b.yaml"), ()),
        "record": (record, ()),
        "fields of a record": (lambda text: record(text, _FIELDS), ()),
        "redirects": (redirects, ()),
        "markdown": (lambda text: markdown.markdown(text), ()),
        "inline": (markdown.inline, ()),
        "plain": (lambda text: (markdown.plain(text), markdown.plain_blocks(text), markdown.links(text)), ()),
        "TeX": (
            lambda text: (rich(markdown.spans(text), protect=True), braced(text), verbatim(text, escaped=True)),
            (),
        ),
        "math": (lambda text: (math.mathml(text, "inline"), math.in_one_line(text)), ()),
        "date": (parse_date, ValueError),
        "name": (parse_name, ValueError),
        **refused,
    }


_FIELDS = "---\ntype: book\ntitle: {0}\nauthors: [{0}]\npages: {0}\n{0}: 1\nkeywords:\n- {0}\n---\n{0}"
_IDENTIFIERS = ("doi", "orcid", "isbn", "issn", "arxiv", "pmid", "pmcid", "handle", "ror")


def fuzz(do: Callable[[str], object], refuses: Any, seconds: float) -> None:
    """Give a part texts for so long. Raises what it raises, with the shortest text as a note."""
    end = time.monotonic() + seconds

    @settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(WHOLE)
    def holds(text: str) -> None:
        try:
            do(text)
        except refuses:
            return

    while time.monotonic() < end:
        holds()


def main(seconds: float) -> int:
    """Fuzz all parts, each for its share of the time; returns how many of them fell."""
    finds = 0
    with tempfile.TemporaryDirectory() as folder:
        made = parts(Path(folder))
        for name, (do, refuses) in made.items():
            try:
                fuzz(do, refuses, seconds / len(made))
            except Exception as error:  # whatever it is, it is a find
                finds += 1
                print(f"{name}: {type(error).__name__}: {error}", *getattr(error, "__notes__", ()), sep="\n  ")
            else:
                print(f"{name}: held")
    return finds


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 600))
