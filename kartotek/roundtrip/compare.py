"""Every export of a publication, read back and compared with its entry."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kartotek.config.settings import Site
from kartotek.diagnostics import SetupError
from kartotek.export.work import Work
from kartotek.model.portal import Portal
from kartotek.model.publication import is_open
from kartotek.pages.formats import texts
from kartotek.pages.works import describe
from kartotek.roundtrip.facts import Told, differences

_HINT = "install them with pip install kartotek[roundtrip]"


@dataclass(frozen=True, slots=True)
class Format:
    """What an export in a format must say, and what it says."""

    wanted: Callable[[Work], Told]
    read: Callable[[str], Told]


def formats() -> dict[str, Format]:
    """Every format by its name in `texts`. Raises SetupError where the readers are not installed."""
    try:
        from kartotek.roundtrip import bibtex, csl, datacite, ris, table  # only this proof needs the readers
    except ImportError as error:
        raise SetupError(f"exports cannot be read back: {error.name} is not installed", _HINT) from error
    return {
        "BibTeX": Format(bibtex.wanted_bibtex, bibtex.read_bibtex),
        "biblatex": Format(bibtex.wanted_biblatex, bibtex.read_biblatex),
        "RIS": Format(ris.wanted_ris, ris.read_ris),
        "CSL-JSON": Format(csl.wanted_csl, csl.read_csl),
        "DataCite": Format(datacite.wanted_datacite, datacite.read_datacite),
        "CSV": Format(table.wanted_row, table.read_row),
    }


def disagreements(portal: Portal, site: Site, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The keys of publications that an export tells otherwise than their entries, with a sentence for each fact."""
    readers = formats()
    for key in keys:
        for fault in faults_of(describe(portal, site, key, ""), portal.today, readers):
            yield key, fault


def faults_of(work: Work, today: str, readers: dict[str, Format]) -> list[str]:
    """What is wrong with the exports of one work."""
    faults: list[str] = []
    closed = [file.path or file.url for file in work.record.files if not is_open(file, today)]
    for name, text in texts(work).items():
        try:
            found = readers[name].read(text)
        except Exception as error:  # a reader may raise whatever it likes; any of it is a fault of the file
            faults.append(f"{name} cannot be read back: {type(error).__name__}: {str(error).splitlines()[0]}")
        else:
            faults += [f"in {name} {fault}" for fault in differences(readers[name].wanted(work), found)]
        faults += [f"{name} tells of the file {file}, which is not open" for file in closed if file in text]
    return faults
