"""The excerpts of a portal (`view.excerpts`): made for publications that changed, stored in one file of the cache.

New excerpts are appended; the file is written again when more than half of it is out of date. So a build that is killed
leaves the file usable: the cache still has the old places.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from struct import Struct
from time import time_ns

from kartotek import urls
from kartotek.diagnostics import ContentError, Diagnostic
from kartotek.render.environment import template_diagnostic
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache import EXCERPTS, ExcerptState
from kartotek.site.editions import Editions
from kartotek.site.options import Job
from kartotek.text.digests import SIZE, of_bytes, of_value
from kartotek.view.excerpts import COINS
from kartotek.view.keys import PageKeys
from kartotek.view.topics import Vocabulary
from kartotek.view.view import CARD_TEMPLATE
from kartotek.workers import chunks, parallel_map

_PER_TASK = 200
"""Publications a worker makes excerpts of at a time."""
_MOST_GARBAGE = 1 << 20
"""With more bytes than this out of date, and more than half of the file, it is written again."""


class Packing:
    """How the record of a publication's excerpt is packed into bytes.

    It has the digests of the facts (`places` says which is where) and that of what its tally is made from, the offset
    of the first piece in the file, then the size and the digest of each piece, and the tally itself. Their number
    depends on the languages of the site.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = languages
        self.digests = 2 + len(languages)
        """How many digests are of facts that pieces are made from; that of the tally's is the next."""
        self.count = COINS + 1 + 2 * len(languages)
        self.places = {"links": 0, "citations": 1} | {f"cards {code}": 2 + i for i, code in enumerate(languages)}
        self._end = (self.digests + 1) * SIZE
        self._rest = Struct(f"<Q{self.count}I")
        self._sums = self._end + self._rest.size
        self._tally = self._sums + self.count * SIZE

    def __reduce__(self) -> tuple[type["Packing"], tuple[object, ...]]:
        return Packing, (self._languages,)  # a Struct cannot be pickled

    def pack(self, digests: bytes, offset: int, pieces: Sequence[bytes], tally: bytes) -> bytes:
        """The record of pieces that are in the file one after the other from `offset` on."""
        return digests + self._rest.pack(offset, *map(len, pieces)) + b"".join(map(of_bytes, pieces)) + tally

    def with_tally(self, record: bytes, digests: bytes, tally: bytes) -> bytes:
        """A record whose pieces stay as they are, with another tally."""
        return digests + record[self._end : self._tally] + tally

    def tally(self, record: bytes) -> bytes:
        """The packed tally."""
        return record[self._tally :]

    def unpack(self, record: bytes) -> tuple[int, tuple[int, ...], list[bytes]]:
        """The offset of the first piece, the sizes of all, their digests."""
        offset, *sizes = self._rest.unpack_from(record, self._end)
        return offset, tuple(sizes), [record[at : at + SIZE] for at in range(self._sums, self._tally, SIZE)]

    def size(self, record: bytes) -> int:
        """The bytes of all pieces together."""
        return sum(self.unpack(record)[1])


class KeptExcerpts:
    """The `Excerpts` of views: reads pieces from the file. Each worker process opens it for itself."""

    def __init__(self, path: Path, records: Mapping[str, bytes], languages: Sequence[str]) -> None:
        self._path, self._records, self._languages = path, records, languages
        self._packing = Packing(languages)
        self._file: int | None = None

    def __reduce__(self) -> tuple[type["KeptExcerpts"], tuple[object, ...]]:
        return KeptExcerpts, (self._path, self._records, self._languages)

    def digest(self, kind: str, key: str, language: str) -> bytes | None:
        """The digest of a fact ("links", "citations", "cards", "tallies") of a publication; None if there is no record
        of it."""
        record = self._records.get(key)
        if record is None:
            return None
        if kind == "tallies":
            return of_bytes(self._packing.tally(record))
        place = self._packing.places[f"cards {language}" if kind == "cards" else kind] * SIZE
        return record[place : place + SIZE]

    def pieces(self, key: str, first: int, count: int) -> list[bytes] | None:
        """`count` pieces from number `first` on; None if there is no record, or if a digest is wrong."""
        record = self._records.get(key)
        if record is None:
            return None
        offset, sizes, sums = self._packing.unpack(record)
        at = offset + sum(sizes[:first])
        wanted = sizes[first : first + count]
        data = self._read(sum(wanted), at)
        found: list[bytes] = []
        start = 0
        for size, check in zip(wanted, sums[first : first + count], strict=True):
            piece = data[start : start + size]
            start += size
            if len(piece) != size or of_bytes(piece) != check:
                return None
            found.append(piece)
        return found

    def tally(self, key: str) -> bytes | None:
        """The packed tally of a publication; None if there is no record of it."""
        record = self._records.get(key)
        return None if record is None else self._packing.tally(record)

    def _read(self, size: int, at: int) -> bytes:
        """Bytes of the file; fewer, or none, if it cannot be read."""
        try:
            if self._file is None:
                self._file = os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            if hasattr(os, "pread"):
                return os.pread(self._file, size, at)
            os.lseek(self._file, at, os.SEEK_SET)  # Windows, where processes do not share a descriptor
            return os.read(self._file, size)
        except OSError:
            return b""

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def renew_excerpts(job: Job, inputs: BuildInputs, editions: Editions) -> ExcerptState:
    """Bring the excerpts up to date and give them to the views.

    If it is known which publications were edited, only their excerpts are looked at. Raises OSError, and
    ContentError if the template of cards fails.
    """
    kept, touched = inputs.last.excerpts(), inputs.loaded.touched
    publications = list(editions.first.keys("publications")) if touched is None else sorted(touched.works)
    if publications and job.options.pages:
        kept = _renewed(job, kept, editions, publications, anew=touched is None)
    excerpts = KeptExcerpts(job.options.cache / kept.file, kept.records, list(editions.views))
    for view in editions.views.values():
        view.excerpts = excerpts
    return kept


def _renewed(
    job: Job, last: ExcerptState, editions: Editions, publications: Sequence[str], *, anew: bool
) -> ExcerptState:
    """Make the excerpts of which a fact has changed, and append them or, if they are all looked at (`anew`) and much is
    out of date, write the file again."""
    cache, languages = job.options.cache, list(editions.views)
    packing, setting = Packing(languages), _setting_of(editions)
    old: Mapping[str, bytes] = last.records if last.setting == setting else {}
    alive = sum(map(packing.size, old.values()))
    garbage = _size(cache / last.file) - alive
    if garbage < 0:  # the file was cut or removed
        old = {}
    old_excerpts = KeptExcerpts(cache / last.file, old, languages)
    if job.options.verify:
        old = {key: record for key, record in old.items() if old_excerpts.pieces(key, 0, packing.count) is not None}
    rewrite = not old or (anew and garbage > max(_MOST_GARBAGE, alive))
    vocabulary = last.vocabulary if old and not anew else editions.first.vocabulary()
    # under a new name, so that a build that is killed leaves the old file as it was
    name = f"{EXCERPTS}{time_ns():x}" if rewrite else last.file
    records: dict[str, bytes] = {} if anew else dict(old)
    tasks = chunks(publications, _PER_TASK)
    with open(cache / name, "wb" if rewrite else "ab") as file:  # noqa: PTH123
        offset = file.tell()
        for made in parallel_map(_make, (editions, old, packing, vocabulary), tasks, job.options.jobs):
            if isinstance(made, Diagnostic):
                raise ContentError([*job.report.diagnostics, made])
            for key, digests, pieces, tally in made:
                if pieces is None and not rewrite:
                    records[key] = packing.with_tally(old[key], digests, tally)
                    continue
                pieces = pieces or old_excerpts.pieces(key, 0, packing.count) or list(_pieces(editions, key))
                records[key] = packing.pack(digests, offset, pieces, tally)
                offset += file.write(b"".join(pieces))
    old_excerpts.close()
    return ExcerptState(name, setting, records, vocabulary)


def _setting_of(editions: Editions) -> bytes:
    """The digest of what all excerpts depend on besides facts. The program is not part of it: see
    `cache.read_cache`."""
    view = editions.first
    return of_value((list(editions.views), view.bibtex(), view.site.base_url))


def _size(path: Path) -> int:
    """The bytes of a file, 0 if there is none."""
    try:
        return path.stat().st_size if path.is_file() and not path.is_symlink() else 0
    except OSError:
        return 0


MadeExcerpt = tuple[str, bytes, list[bytes] | None, bytes]
"""The key of a publication, the digests of its facts, its pieces (None if those that are stored are still right), and
its packed tally."""


def _make(
    shared: tuple[Editions, Mapping[str, bytes], Packing, Vocabulary], publications: Sequence[str]
) -> list[MadeExcerpt] | Diagnostic:
    """Make the excerpts of some publications, in a worker; a diagnostic if the template of cards fails."""
    editions, old, packing, vocabulary = shared
    first, end = editions.first, packing.digests * SIZE
    made: list[MadeExcerpt] = []
    for key in publications:
        digests, source = b"".join(_digests(editions.keys, key)), first.tally_source(key, vocabulary)
        record = old.get(key, b"")
        same_tally = record[end : end + SIZE] == source
        tally = packing.tally(record) if same_tally else first.tally_anew(key, vocabulary).packed()
        try:
            pieces = None if record[:end] == digests else list(_pieces(editions, key))
            made.append((key, digests + source, pieces, tally))
        except Exception as error:  # a theme's template can raise anything
            return template_diagnostic(error, CARD_TEMPLATE, urls.item("publications", key))
    return made


def _digests(keys: Mapping[str, PageKeys], key: str) -> Iterator[bytes]:
    """The digests of a publication's facts, in the order of `Packing.places`."""
    first = next(iter(keys.values()))
    citation = first.digest(("citations", key))
    yield first.digest(("links", key))
    yield citation
    yield from (each.card(key, citation) for each in keys.values())


def _pieces(editions: Editions, key: str) -> Iterator[bytes]:
    """The pieces of a publication's excerpt, in the order that `view.excerpts` describes."""
    first = editions.first
    yield from first.listed(key)
    yield first.coins_html(key).encode()
    for brief in (False, True):
        yield from (view.card_html(key, brief=brief).encode() for view in editions.views.values())
