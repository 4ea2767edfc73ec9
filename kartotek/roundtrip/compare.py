"""Every export of a publication, read back and compared with its entry."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from kartotek import urls
from kartotek.config.settings import Site
from kartotek.diagnostics import SetupError
from kartotek.export.bibtex import bibtex as bibtex_of
from kartotek.export.formats import WHOLE, alone_in_lines, alone_in_table, beside
from kartotek.export.work import Work
from kartotek.export.work_builder import describe
from kartotek.model.portal import Portal
from kartotek.model.publication import is_open
from kartotek.pages.parts.head import tags_of
from kartotek.roundtrip.facts import EntryFacts, differences

_HINT = 'in a clone of Kartotek: pip install -e ".[roundtrip]"'


@dataclass(frozen=True, slots=True)
class CheckedFormat:
    """A format: what makes the file of a work ("" if it has none), the facts it must have, and what reads those it has.

    `read` raises whatever its library raises for a broken file.
    """

    made: Callable[[Work], str]
    wanted: Callable[[Work], EntryFacts]
    read: Callable[[str], EntryFacts]


def formats() -> dict[str, CheckedFormat]:
    """Every format by its name. Raises SetupError where the readers are not installed."""
    try:
        # an extra of the package: only this needs the readers
        from kartotek.roundtrip import (
            atom,
            bibtex,
            cerif,
            csl,
            csv_rows,
            datacite,
            dublin_core,
            json_ld,
            json_lines,
            ris,
            tags,
        )
    except ImportError as error:
        raise SetupError(f"exports cannot be read back: {error.name} is not installed", _HINT) from error
    return {
        "BibTeX": CheckedFormat(WHOLE[".bib"], bibtex.wanted_bibtex, bibtex.read_bibtex),
        "biblatex": CheckedFormat(partial(bibtex_of, biblatex=True), bibtex.wanted_biblatex, bibtex.read_biblatex),
        "RIS": CheckedFormat(WHOLE[".ris"], ris.wanted_ris, ris.read_ris),
        "CSL-JSON": CheckedFormat(WHOLE[".json"], csl.wanted_csl, csl.read_csl),
        "DataCite": CheckedFormat(_datacite, datacite.wanted_datacite, datacite.read_datacite),
        "JSON Lines": CheckedFormat(alone_in_lines, json_lines.wanted_line, json_lines.read_line),
        "CSV": CheckedFormat(alone_in_table, csv_rows.wanted_row, csv_rows.read_row),
        "the page's tags": CheckedFormat(lambda work: "\n".join(tags_of(work)), tags.wanted_tags, tags.read_tags),
        "JSON-LD": CheckedFormat(json_ld.script_of, json_ld.wanted_thing, json_ld.read_thing),
        "CodeMeta": CheckedFormat(_of_software, json_ld.wanted_software, json_ld.read_software),
        "the crate": CheckedFormat(_of_dataset, json_ld.wanted_crate, json_ld.read_crate),
        "the OAI record": CheckedFormat(dublin_core.repository, dublin_core.wanted_record, dublin_core.read_record),
        "CERIF": CheckedFormat(cerif.cerif_of, cerif.wanted_cerif, cerif.read_cerif),
        "the feed": CheckedFormat(atom.feed_of, atom.wanted_entry, atom.read_entry),
    }


def _datacite(work: Work) -> str:
    """The DataCite file of a work; "" for one that cannot be registered, and so has none."""
    return WHOLE[".datacite.json"](work) if ".datacite.json" in beside(work.record.year) else ""


def _of_software(work: Work) -> str:
    suffix = ".codemeta.json"
    return WHOLE[suffix](work) if suffix in beside(work.record.year, type_=work.record.type) else ""


def _of_dataset(work: Work) -> str:
    """The crate of a dataset; "" for one without open files or without an address."""
    suffix, files = "-ro-crate-metadata.json", [True for _ in work.documents if work.url]
    return WHOLE[suffix](work) if suffix in beside(work.record.year, type_=work.record.type, files=files) else ""


def disagreements(portal: Portal, site: Site, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Where exports of some publications and their entries disagree: pairs of a key and a sentence."""
    readers = formats()
    for key in keys:
        for diagnostic in disagreements_of(describe(portal, site, key, ""), portal.today, readers):
            yield key, diagnostic


def disagreements_of(work: Work, today: str, readers: dict[str, CheckedFormat]) -> list[str]:
    """What is wrong with the exports of one work, a sentence each: facts that differ, and files that are not public.

    `today` (YYYY-MM-DD) decides which files are open.
    """
    diagnostics: list[str] = []
    closed = [
        urls.document(work.record.key, file.path) if file.path else file.url
        for file in work.record.files
        if not is_open(file, today)
    ]
    for name, format_ in readers.items():
        text = format_.made(work)
        if not text:
            continue
        try:
            found = format_.read(text)
        except Exception as error:  # libraries raise all kinds of exceptions; each means a broken file
            diagnostics.append(f"{name} cannot be read back: {type(error).__name__}: {str(error).splitlines()[0]}")
        else:
            diagnostics += [f"in {name} {diagnostic}" for diagnostic in differences(format_.wanted(work), found)]
        diagnostics += [f"{name} contains the file {file}, which is not open" for file in closed if file in text]
    return diagnostics
