"""A fuzzer: throws texts made of our own syntax at readers, importers, exporters and what writes markup, for so long.

    python -m benchmarks.fuzz [SECONDS [PART...]]

A part is named by the beginning of its name, such as "import"; without any, all are meant. Each part may refuse a text
in the way that it documents; anything else it raises is a find, and is printed with the shortest text that shows it.
The exit status is the number of finds.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_records import exports, imports
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


class Part(NamedTuple):
    """What is tried with a text, or with what else `values` gives; `refuses` is what it may raise."""

    do: Callable[[Any], object]
    refuses: type[Exception] | tuple[type[Exception], ...]
    values: st.SearchStrategy[Any] = WHOLE


def parts(folder: Path) -> dict[str, Part]:
    """All parts by their names."""
    texts = {name: Part(do, refuses) for name, (do, refuses) in _parts_of_text(folder).items()}
    records = {name: Part(do, refuses, values) for name, values, do, refuses in (*imports(WHOLE), *exports(WHOLE))}
    return texts | records


def _parts_of_text(
    folder: Path,
) -> dict[str, tuple[Callable[[str], object], type[Exception] | tuple[type[Exception], ...]]]:

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


def fuzz(part: Part, seconds: float) -> None:
    """Give a part values for so long. Raises what it raises, with the shortest value as a note."""
    end = time.monotonic() + seconds

    @settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(part.values)
    def holds(value: Any) -> None:
        try:
            part.do(value)
        except part.refuses:
            return

    while time.monotonic() < end:
        holds()


def main(seconds: float, names: Sequence[str] = ("",)) -> int:
    """Fuzz the parts whose names begin so, each for its share of the time; returns how many of them fell."""
    finds = 0
    with tempfile.TemporaryDirectory() as folder:
        made = {name: part for name, part in parts(Path(folder)).items() if name.startswith(tuple(names))}
        for name, part in made.items():
            try:
                fuzz(part, seconds / len(made))
            except Exception as error:  # whatever it is, it is a find
                finds += 1
                for each in error.exceptions if isinstance(error, ExceptionGroup) else [error]:
                    print(f"{name}: {type(each).__name__}: {each}", *getattr(each, "__notes__", ()), sep="\n  ")
            else:
                print(f"{name}: held")
    return finds


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 600, sys.argv[2:] or ("",)))
