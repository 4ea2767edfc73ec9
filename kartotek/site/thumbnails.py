"""The first pages of documents as pictures beside them, and how many pages they have; if `thumbnails` asks for them.

They are made of what is published alone: a document that nobody may read today has none. What was drawn is kept by the
content of the documents, for on other machines, and after a checkout, files have other times.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from kartotek import urls
from kartotek.content.folder import FILES
from kartotek.output.outputs import Output
from kartotek.output.stage import Stage
from kartotek.pictures.documents import drawn_by, first_pages
from kartotek.pictures.first_page import FirstPage
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache_folder import cache_key
from kartotek.site.options import Job
from kartotek.store.value import read_value, write_value, write_whole
from kartotek.text import digests

_INDEX = "first-pages"
_IMAGES = "first-page-images"
"""In the cache: what is known of documents, and the folder of their pictures."""
_SAVED_S = 10
"""Seconds after which what was drawn is written down, for builds that are ended by force."""
_TOLD = 5
"""Documents without a picture that are named in a note; of more, only their number is told."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of documents by the digests of their contents, with the digests of their pictures; and the contents
    of files, by what tells that they are the same as before."""

    pages: dict[bytes, tuple[FirstPage, bytes]] = field(default_factory=dict)
    contents: dict[bytes, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Thumbnails:
    """The first pages of public documents by their paths below `dist/`, and the digests of these documents."""

    seen: Mapping[str, FirstPage] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def is_passing(self) -> bool:
        """Whether the next build may find more."""
        return any(page.is_passing for page in self.seen.values())


def look_at_documents(job: Job, inputs: BuildInputs) -> Thumbnails:
    """Look at each public PDF file among the documents of publications, if it is another than before.

    The report gets a note of those without a picture. Raises OSError.
    """
    if not (job.settings.thumbnails and job.options.pages):
        return Thumbnails()
    with job.report.phase("draw"):
        files = {at: job.options.site / "content" / FILES / path for at, path in _documents(inputs)}
        known, contents = _read(job), {}
        images = job.options.cache / _IMAGES
        images.mkdir(exist_ok=True)
        fresh = _Known()
        for at, file in files.items():
            key = _key_of_file(file)
            contents[at] = fresh.contents[key] = known.contents.get(key) or digests.of_file(file)
        new = {contents[at]: file for at, file in files.items() if not _is_kept(job, inputs, known, at, contents[at])}
        fresh.pages.update((content, known.pages[content]) for content in contents.values() if content not in new)
        try:
            _draw(job, new, fresh, images)
        finally:  # also if the build is stopped: the next one goes on from there
            _remember(job, known, fresh, images)
    seen = {at: fresh.pages[content][0] for at, content in contents.items()}
    _tell(job, {path: seen[at].trouble for at, path in _documents(inputs) if seen[at].trouble})
    return Thumbnails(seen, contents)


def _documents(inputs: BuildInputs) -> Iterator[tuple[str, str]]:
    """The public PDF files that are documents of publications: path below `dist/`, path below `content/files/`."""
    return ((at, path) for at, path in inputs.loaded.content.files if urls.has_thumbnail(at))


def _key_of_file(file: Path) -> bytes:
    stat = file.stat()
    return digests.of_value((str(file), stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))


def _read(job: Job) -> _Known:
    """What earlier builds found; nothing for a clean one."""
    cache = job.options.cache
    found = None if job.options.clean else read_value(cache / _INDEX, drawn_by(), cache_key(cache))
    return found if isinstance(found, _Known) else _Known()


def _is_kept(job: Job, inputs: BuildInputs, known: _Known, at: str, content: bytes) -> bool:
    """Whether a document was looked at, and its picture is there, in the output folder or in the cache."""
    if content not in known.pages:
        return False
    page, digest = known.pages[content]
    if page.is_passing:
        return False
    if not page.width or inputs.found.sound.made_from(_key(content), urls.thumbnail(at)):
        return True
    image = job.options.cache / _IMAGES / content.hex()
    return image.is_file() and digests.of_bytes(image.read_bytes()) == digest


def _key(content: bytes) -> bytes:
    """The digest of all that a picture is made from."""
    return digests.of_value((drawn_by(), content))


def _draw(job: Job, new: Mapping[bytes, Path], fresh: _Known, images: Path) -> None:
    """Draw the first pages of files, given by the digests of their contents, into a folder."""
    contents = {file: content for content, file in new.items()}
    written = monotonic()
    with closing(first_pages(list(contents), job.options.jobs)) as found:
        for done, (file, (page, image)) in enumerate(found, 1):
            content = contents[file]
            if image:
                write_whole(images / content.hex(), image)
            fresh.pages[content] = page, digests.of_bytes(image)
            job.watcher.progress("drawing first pages", done, len(new))
            if monotonic() - written > _SAVED_S:
                _write(job, fresh)
                written = monotonic()


def _write(job: Job, fresh: _Known) -> None:
    cache = job.options.cache
    write_value(cache / _INDEX, drawn_by(), cache_key(cache), fresh)


def _remember(job: Job, known: _Known, fresh: _Known, images: Path) -> None:
    """Keep what the next build can use, and nothing else."""
    if fresh == known:
        return
    _write(job, fresh)
    used = {content.hex() for content in fresh.pages}
    for image in images.iterdir():
        if image.name not in used:
            image.unlink()


def _tell(job: Job, troubles: Mapping[str, str]) -> None:
    """Notes of documents without a picture."""
    told = list(troubles.items())[:_TOLD]
    job.report.notes += [f"content/{FILES}/{path} has no thumbnail: {trouble}" for path, trouble in told]
    if len(troubles) > len(told):
        job.report.notes.append(f"{len(troubles) - len(told)} more documents have no thumbnail")


def stage_thumbnails(job: Job, inputs: BuildInputs, thumbnails: Thumbnails, stage: Stage) -> Iterator[Output]:
    """The pictures beside the documents."""
    for at, page in thumbnails.seen.items():
        if page.width:
            content, path = thumbnails.contents[at], urls.thumbnail(at)
            key = _key(content)
            image = job.options.cache / _IMAGES / content.hex()
            yield inputs.found.sound.made_from(key, path) or stage.put(path, image.read_bytes(), key)
