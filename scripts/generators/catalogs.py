"""The catalogs of the interface: what it says, taken from code and templates."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from kartotek.admin.labels import SENTENCES
from kartotek.config.settings import LANGUAGES
from kartotek.start.schemas import sentences
from kartotek.start.words import CATALOGS as FIELD_CATALOGS
from kartotek.start.words import TEMPLATES
from kartotek.text.catalogs import CATALOGS
from scripts.generators import ROOT, Files

_START = "kartotek/start/"
"""What is written for editors, whose catalogs are apart."""
_PYTHON, _JINJA = "python", "jinja2.ext:babel_extract"
_SAID_TO_EDITORS = [(f"{_START}*.py", _PYTHON), *((f"{_START}files/{name}", _JINJA) for name in TEMPLATES)]
_SAID_TO_VISITORS = [(f"{_START}**", "ignore"), ("kartotek/**.py", _PYTHON), ("templates/**.html", _JINJA)]
_OPTIONS = {
    pattern: {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "trimmed": "false"}
    for pattern, method in (*_SAID_TO_EDITORS, *_SAID_TO_VISITORS)
    if method == _JINJA
}
_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "NN_": (1, 2), "NP_": ((1, "c"), 2)}


def _extracted(methods: list[tuple[str, str]], sentences: Iterable[str] = ()) -> Catalog:
    """The sentences, and all messages in files, each with the files it stands in."""
    catalog = Catalog(project="Kartotek", charset="utf-8")
    for sentence in sentences:
        catalog.add(sentence)
    for file, _line, message, _comments, context in extract_from_dir(
        ROOT, methods, _OPTIONS, keywords=_KEYWORDS, directory_filter=lambda path: "/." not in str(path)
    ):
        if message:
            catalog.add(message, locations=[(file, 0)], context=context)
    return catalog


def of_the_interface() -> Catalog:
    """What pages say."""
    return _extracted(_SAID_TO_VISITORS)


def for_editors() -> Catalog:
    """What is said of the fields of entries and settings in schemas, new files and forms; and what `init` writes."""
    return _extracted(_SAID_TO_EDITORS, (*sentences(), *SENTENCES))


SOURCES = {CATALOGS: of_the_interface, FIELD_CATALOGS: for_editors}
"""By folder of catalogs: what is to be translated in them."""


def catalog_of(code: str, folder: Path = CATALOGS) -> Catalog:
    """The catalog of a language as it stands."""
    with (folder / f"{code}.po").open("rb") as stream:
        return read_po(stream, locale=code)


def files() -> Files:
    """Every catalog, with new messages untranslated, and without those that are gone."""
    return {
        folder / f"{code}.po": _updated(folder, code, said())
        for folder, said in SOURCES.items()
        for code in LANGUAGES[1:]
    }


def _updated(folder: Path, code: str, said: Catalog) -> bytes:
    path = folder / f"{code}.po"
    catalog = catalog_of(code, folder) if path.exists() else Catalog(locale=code, project="Kartotek", charset="utf-8")
    catalog.update(said, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    header = path.read_text("utf-8").partition("\n\n")[0] if path.exists() else ""
    stream = BytesIO(f"{header}\n\n".encode())  # kept by hand, so that it does not churn
    stream.seek(0, 2)
    write_po(stream, catalog, width=110, no_location=True, omit_header=True)
    return stream.getvalue()
