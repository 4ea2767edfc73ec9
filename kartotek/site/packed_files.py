"""Packed forms of text files, beside them: some hosts send `index.html.gz` instead of `index.html`."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

from kartotek.diagnostics import SetupError
from kartotek.output.outputs import Output, Outputs
from kartotek.output.stage import Stage
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.options import Job
from kartotek.text import digests
from kartotek.workers import chunks, parallel_map

PACKED_TEXT = (
    ".html", ".css", ".js", ".json", ".xml", ".svg", ".atom", ".bib", ".ris", ".csv", ".txt", ".ttl", ".nt",
)  # fmt: skip
"""Endings of files that become smaller, and have packed forms."""
_SMALLEST = 256
"""Bytes: packing a smaller file saves nothing."""
_PER_TASK = 200


@dataclass(frozen=True, slots=True)
class _Packing:
    """A packed form. `suffix` is added to the name of a file, `packer` names the program with its version and level."""

    suffix: str
    packer: str
    pack: Callable[[bytes], bytes]


def _gzip(data: bytes) -> bytes:
    """gzip without a time (RFC 1952), so that the same bytes give the same bytes."""
    return gzip.compress(data, 9, mtime=0)


def _brotli(data: bytes) -> bytes:
    import brotli  # only sites that ask for it need it

    packed: bytes = brotli.compress(data, quality=9)
    return packed


_SUFFIXES = {"gzip": ".gz", "brotli": ".br"}


def packed_suffixes(wanted: Sequence[str]) -> list[str]:
    """What is added to the names of packed files, in the forms that site.yaml wants."""
    return [_SUFFIXES[name] for name in wanted]


def packings(wanted: Sequence[str]) -> list[_Packing]:
    """The packed forms that site.yaml wants ("gzip", "brotli"). Raises SetupError if a program for one is missing.

    What is installed never decides what is published: a setting does.
    """
    found: list[_Packing] = []
    for name in wanted:
        if name == "gzip":
            found.append(_Packing(_SUFFIXES[name], f"zlib {zlib.ZLIB_RUNTIME_VERSION} 9", _gzip))
            continue
        try:
            found.append(_Packing(_SUFFIXES[name], f"brotli {version('brotli')} 9", _brotli))
        except PackageNotFoundError:
            raise SetupError(
                "`precompressed: [brotli]` in site.yaml needs the package brotli, which is not installed",
                'run `pip install "kartotek[brotli]"`, or leave brotli out',
            ) from None
    return found


@dataclass(frozen=True, slots=True)
class _PackingInputs:
    """What all tasks share; `known` are the files of the last build that are still as they were."""

    wanted: Sequence[str]
    known: Outputs
    stage: Stage


def with_packed(
    job: Job, inputs: BuildInputs, made: Outputs, index: Iterable[Output], stage: Stage
) -> Sequence[Output]:
    """The packed forms of all text files, staged unless they are there, and then the search index, its entry last.

    `made` are all other files, `index` those of the index, whose fragments are packed already. Documents have no packed
    form: Apache would send it without the sandbox. Nor has a preview. Raises SetupError, as `packings` does.
    """
    wanted, indexed = job.settings.precompressed, list(index)
    if job.options.drafts or not packings(wanted):
        return indexed
    documents = {at for at, _ in inputs.loaded.content.files}
    files = [
        file
        for file in chain(made.values(), indexed)
        if file.path.endswith(PACKED_TEXT) and file.size >= _SMALLEST and file.path not in documents
    ]
    shared = _PackingInputs(wanted, inputs.found.sound, stage)
    packed = parallel_map(_pack_some, shared, chunks(files, _PER_TASK), job.options.jobs)
    return [*chain.from_iterable(packed), *indexed]


def _pack_some(shared: _PackingInputs, files: Sequence[Output]) -> list[Output]:
    """Pack some files, in a worker."""
    made: list[Output] = []
    for packing in packings(shared.wanted):
        for file in files:
            key = digests.of_value((packing.packer, file.digest))
            path = file.path + packing.suffix
            old = shared.known.made_from(key, path)
            made.append(old or shared.stage.put(path, packing.pack(_content(shared.stage, file)), key))
    return made


def _content(stage: Stage, file: Output) -> bytes:
    """The bytes of a file that was staged, or is in the output folder already."""
    return Path(f"{stage.tree if file.new else stage.out}/{file.path}").read_bytes()
