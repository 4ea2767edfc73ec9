"""The first page of a PDF file as a small picture, drawn in a process of its own: files come from strangers.

Such a process has little memory and no fonts of the system, for what is installed decides nothing. It is asked line by
line on its input and answers on its output, with a line of JSON and then the bytes of the picture: whoever gets to
command it by a file cannot command the build as well.
"""

import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

WIDTH = 240
"""Pixels of a picture: twice what it is shown in, for screens that have so many."""
TALLEST = 340
"""Of taller pages, such as posters, the upper part is shown."""
_QUALITY = 75
_MOST_BYTES = 200_000_000
"""A larger file is not opened."""
_MEMORY = 2_000_000_000
"""Bytes that drawing may take, where the system can set a limit."""
_PROCESSOR_S = 20
"""Seconds of a processor for one file, where the system can set a limit."""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What was found: the number of pages, 0 if it is not known; the size of the picture, or `trouble`, which says why
    there is none. `is_passing` tells that the trouble may be that of the moment, not of the file."""

    pages: int = 0
    width: int = 0
    height: int = 0
    trouble: str = ""
    is_passing: bool = False


def answer() -> None:
    """Answer each path, a text in JSON, with its first page, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build gets the signal too, and ends this process
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library might print is no answer
    _limit_memory()
    _forget_fonts()
    for line in sys.stdin:
        _limit_time(_PROCESSOR_S)
        found, image = first_page(Path(json.loads(line)))
        said = (found.pages, found.width, found.height, found.trouble, found.is_passing, len(image))
        answers.write(json.dumps(said).encode() + b"\n" + image)
        answers.flush()


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit, and macOS does not set it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _limit_time(seconds: int) -> None:
    """Let this process take so many more seconds of a processor; then it ends."""
    with suppress(ImportError, ValueError, OSError):  # the same
        import resource

        spent = resource.getrusage(resource.RUSAGE_SELF)
        most = int(spent.ru_utime + spent.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _forget_fonts() -> None:
    """Begin PDFium anew with no folders of fonts, so that it uses those that it has itself."""
    from ctypes import POINTER, c_char

    from pypdfium2 import raw

    raw.FPDF_DestroyLibrary()
    folders = (POINTER(c_char) * 1)()  # the list ends at once
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))


def first_page(path: Path) -> tuple[FirstPage, bytes]:
    """The first page of a file and its picture as WebP, or what is wrong with it."""
    import pypdfium2

    try:
        if path.stat().st_size > _MOST_BYTES:
            return FirstPage(trouble=f"it is larger than {_MOST_BYTES // 1_000_000} MB"), b""
        with pypdfium2.PdfDocument(path) as document:
            try:
                return _drawn(document[0], len(document))
            except (pypdfium2.PdfiumError, ValueError, OSError):
                return FirstPage(len(document), trouble="its first page cannot be drawn"), b""
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        return FirstPage(trouble="it needs a password" if locked else "it is no PDF file that can be read"), b""
    except MemoryError:
        return FirstPage(trouble="it takes too much memory", is_passing=True), b""
    except OSError as error:
        return FirstPage(trouble=f"it cannot be read: {error.strerror}", is_passing=True), b""


def _drawn(page: "PdfPage", pages: int) -> tuple[FirstPage, bytes]:
    """The upper part of a page as WebP."""
    wide, high = page.get_size()
    scale = WIDTH / wide
    below = max(0.0, high - TALLEST / scale)
    picture = page.render(scale=scale, crop=(0, below, 0, 0), may_draw_forms=False).to_pil().convert("RGB")
    picture = picture.crop((0, 0, min(picture.width, WIDTH), min(picture.height, TALLEST)))
    file = BytesIO()
    picture.save(file, "WEBP", quality=_QUALITY, method=6)
    return FirstPage(pages, *picture.size), file.getvalue()
