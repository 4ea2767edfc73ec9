"""Publications in the formats of reference managers and other programs: whole, or as one of many in a list."""

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from json import JSONEncoder
from typing import NamedTuple

from kartotek.export import atom, csv_rows
from kartotek.export.bibtex import bibtex
from kartotek.export.codemeta import codemeta, has_codemeta
from kartotek.export.csl import csl_in_file
from kartotek.export.datacite import datacite, has_place_for
from kartotek.export.ris import ris
from kartotek.export.ro_crate import PROFILE, has_crate, ro_crate
from kartotek.export.ro_crate import SUFFIX as _CRATE
from kartotek.export.work import Work
from kartotek.export.work_json import work_json

Form = Callable[[Work], str]
_JSON = JSONEncoder(ensure_ascii=False).encode


def to_json(thing: Mapping[str, object]) -> str:
    """An object with a line for each of its parts: as quick to make as to read."""
    lines = ",\n".join([f'  "{name}": {_JSON(value)}' for name, value in thing.items()])
    return f"{{\n{lines}\n}}"


def _csl(work: Work) -> str:
    return to_json(csl_in_file(work))


WHOLE: dict[str, Form] = {
    ".bib": bibtex,
    ".ris": ris,
    ".json": lambda work: f"[{_csl(work)}]\n",
    ".datacite.json": lambda work: to_json(datacite(work)) + "\n",
    ".codemeta.json": lambda work: to_json(codemeta(work)) + "\n",
    _CRATE: lambda work: to_json(ro_crate(work)) + "\n",
}
"""What stands beside a publication, by the end of its name."""
_DATACITE, _CODEMETA = ".datacite.json", ".codemeta.json"

_LISTED: Mapping[str, Form] = {
    ".bib": bibtex,
    ".ris": ris,
    ".json": _csl,
    ".csv": lambda work: csv_rows.line(csv_rows.row(work)),
    ".jsonl": lambda work: f"{_JSON(work_json(work))}\n",
}
"""What a publication is in the file of a list, by the end of its name."""


class Around(NamedTuple):
    """What stands in the file of a list before, between and after its publications."""

    before: bytes
    between: bytes
    after: bytes


AROUND: Mapping[str, Around] = {
    ".bib": Around(b"", b"\n", b""),
    ".ris": Around(b"", b"", b""),
    ".json": Around(b"[", b",\n", b"]\n"),
    ".csv": Around((csv_rows.MARK + csv_rows.line(csv_rows.HEADER)).encode(), b"", b""),
    ".jsonl": Around(b"", b"", b""),
}
"""The file of a list, by the end of its name, in the order of `listed`."""

NAMES: Mapping[str, tuple[str, str]] = {
    ".bib": ("BibTeX", "application/x-bibtex"),
    ".ris": ("RIS", "application/x-research-info-systems"),
    ".json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
    ".datacite.json": ("DataCite", "application/vnd.datacite.datacite+json"),
    ".csv": ("CSV", "text/csv"),
    ".jsonl": ("JSON Lines", "application/jsonl"),
    ".codemeta.json": ("CodeMeta", "application/vnd.codemeta.ld+json"),
    _CRATE: ("RO-Crate", f'application/ld+json; profile="{PROFILE}"'),
}
"""What a format is called, in all languages, and its media type."""
GZIP = ".gz"
"""What ends the name of a list that is packed (gzip, RFC 1952)."""


def name_and_type(suffix: str) -> tuple[str, str]:
    """What a format is called, and its media type; of a packed list that of what it is packed in."""
    if not suffix.endswith(GZIP):
        return NAMES[suffix]
    return f"{NAMES[suffix.removesuffix(GZIP)][0]} (gzip)", "application/gzip"


def beside(
    year: int | None, wanted: Collection[str] = WHOLE, type_: str = "", files: Sequence[bool] = ()
) -> tuple[str, ...]:
    """Which of the `wanted` formats a publication of that year has: what cannot be registered has nothing for
    DataCite, software has CodeMeta, and a dataset with open `files` a crate. Without a type, those of all types."""
    there = {
        _DATACITE: has_place_for(year),
        _CODEMETA: has_codemeta(type_),
        _CRATE: has_crate(type_, year, files),
    }
    return tuple(suffix for suffix in WHOLE if suffix in wanted and there.get(suffix, True))


def whole(work: Work, suffixes: Iterable[str], *, biblatex: bool) -> Iterator[str]:
    """A publication in each of some formats of `WHOLE`; with `biblatex`, in that for BibTeX."""
    forms = dict(zip(WHOLE, _as_wished(WHOLE, biblatex=biblatex), strict=True))
    return (forms[suffix](work) for suffix in suffixes)


def listed(work: Work, *, biblatex: bool) -> list[bytes]:
    """A publication in each format of `AROUND`, and last as the entry of a feed (b"" where it has no address)."""
    forms = _as_wished(_LISTED, biblatex=biblatex)
    return [form(work).encode() for form in (*forms, _feed_entry)]


def _feed_entry(work: Work) -> str:
    return atom.entry(work) if work.url else ""


def alone_in_table(work: Work) -> str:
    """A publication as the one row of a table."""
    return AROUND[".csv"].before.decode() + _LISTED[".csv"](work)


def alone_in_lines(work: Work) -> str:
    """A publication as the one line of a file."""
    return _LISTED[".jsonl"](work)


_BIBLATEX: Mapping[str, Form] = {".bib": partial(bibtex, biblatex=True)}


def _as_wished(forms: Mapping[str, Form], *, biblatex: bool) -> Iterable[Form]:
    return ({**forms, **_BIBLATEX} if biblatex else forms).values()


def joined(suffix: str, publications: Sequence[bytes]) -> bytes:
    """The file of a list from its publications."""
    return b"".join(in_portions(suffix, [publications]))


def in_portions(suffix: str, portions: Iterable[Sequence[bytes]]) -> Iterator[bytes]:
    """The same, for lists that are too long to be held in memory at once."""
    if suffix.endswith(GZIP):
        yield from _packed(in_portions(suffix.removesuffix(GZIP), portions))
        return
    before, between, after = AROUND[suffix]
    begun = False
    yield before
    for portion in portions:
        yield (between if begun and portion else b"") + between.join(portion)
        begun = begun or bool(portion)
    yield after


def _packed(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Some bytes as gzip without a time, so that the same bytes give the same bytes."""
    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)  # 16 is for the frame of gzip
    yield from map(packer.compress, parts)
    yield packer.flush()
