"""How the entry of a publication becomes a record: the table of fields and their readers.

The sentences in the tables are printed in docs/entry-format.md.
"""

import re
from typing import Any

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field
from kartotek.content.maps import given_otherwise, read_fields
from kartotek.content.multilingual_text import multilingual
from kartotek.content.pasted import warn_of_tags
from kartotek.content.paths import ValuePath
from kartotek.model.common_fields import COMMON_FIELDS, contributors, funding, links, other_contributors
from kartotek.model.coverage_fields import covered_place
from kartotek.model.likely_mistakes import (
    edition,
    issue,
    journal_title,
    keywords,
    license_name,
    number_of_pages,
    number_of_volumes,
    pages,
    version,
    volume,
    without_label,
)
from kartotek.model.publication import Publication
from kartotek.model.publication_checks import check_together
from kartotek.model.publication_maps import CHARGE, EVENT, FILE, NOTICE, ORIGINAL, RELATION, REVIEWED, retraction
from kartotek.model.types import PATENT_OFFICES, TYPES
from kartotek.text import identifiers
from kartotek.text.foreign_names import types_by_name
from kartotek.text.ipc import ipc

STATUSES = (
    "published",
    "in-press",
    "epub-ahead-of-print",
    "accepted",
    "submitted",
    "in-preparation",
    "unpublished",
)
"""Values of `status`; the first is assumed if none is given. Pages and citations have words for the others."""
_OTHER_STATUSES = dict.fromkeys(
    ("forthcoming", "to appear", "i tryk", "i trykk", "im druck", "im erscheinen", "sous presse", "à paraître"),
    "in-press",
)
"""What is written for one of these instead."""
CATEGORIES = ("research", "commissioned", "communication", "education")
"""Values of `category`, the categories of Elsevier Pure; the first is assumed if none is given."""
OPEN_ACCESS = ("diamond", "gold", "hybrid", "green", "bronze", "closed")
"""Values of `open_access`: the usual names for the ways in which a work is open."""


def _doi_or_handle(text: str) -> str:
    """A DOI or a Handle in canonical form. Repositories give their Handles as DOIs so often that both are accepted
    here."""
    found = None if text.startswith("10.") else identifiers.recognised(text, among=("handle",))
    return found.value if found else identifiers.doi(text)


@s.takes(
    {
        **s.TEXT,
        "pattern": r"^\s*[A-Za-z0-9:._+/-]+\s*$",
        s.SAID: "Write letters a to z, digits and : . _ + / - in it, such as papazu2024.",
    }
)
def _cite_key(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A key for BibTeX: without spaces, commas and braces, and without the characters that TeX gives a meaning."""
    key = f.text(raw, path, diagnostics)
    if key and not _CITE_KEY.fullmatch(key):
        hint = "write letters a to z, digits and : . _ + / - , such as papazu2024"
        diagnostics.add("unknown-value", path, f"{key!r} cannot be used as a key in BibTeX", hint)
        return None
    return key


@s.takes(s.COUNTRY)
def _patent_country(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A country code, or that of an office which grants patents for several countries."""
    return raw.upper() if isinstance(raw, str) and raw.upper() in PATENT_OFFICES else f.country(raw, path, diagnostics)


_CITE_KEY = re.compile(r"[A-Za-z0-9:._+/-]+")
"""Characters that BibTeX, biblatex and TeX all accept in a key."""

_LABELS = {
    **types_by_name(),
    **{label.lower(): row.key for row in TYPES.values() for label in (row.label, row.plural)},
}
"""Other names of types, in small letters: those on pages, and those that other programs and people use."""


def type_named(label: str) -> str:
    """The key of the type with this name in everyday use or in another program, whatever its case; "" if none has."""
    return _LABELS.get(" ".join(label.lower().split()), "")


FIELDS: dict[str, Field] = {
    "type": Field(f.choice(TYPES, _LABELS), "What kind of research output it is."),
    "title": Field(f.markdown, "Title, with inline Markdown and $math$; [DNA]{.nocase} keeps its capitals."),
    "subtitle": Field(f.markdown, "Subtitle, without the colon before it."),
    "short_title": Field(f.markdown, "A short form of the title, as citations after the first have it."),
    "translated_title": Field(f.local_markdown, "The title in other languages."),
    "authors": Field(contributors, "Authors in order."),
    "editors": Field(contributors, "Editors of the work, or of the book it is in."),
    "translators": Field(contributors, "Translators."),
    "supervisors": Field(contributors, "Supervisors of a thesis."),
    "contributors": Field(other_contributors, "People in other [roles](entry-format.md#roles), each with a `role`."),
    "issued": Field(f.date_or_interval, "Date of publication."),
    "online": Field(f.date_or_interval, "Date of first online publication."),
    "accepted": Field(f.date_or_interval, "Date of acceptance."),
    "submitted": Field(f.date_or_interval, "Date of submission."),
    "status": Field(f.choice(STATUSES, _OTHER_STATUSES), "Publication status; published if not given."),
    "category": Field(f.choice(CATEGORIES), "Who it is written for; research if not given."),
    "peer_reviewed": Field(f.flag, "Whether peers reviewed it."),
    "journal": Field(journal_title, "The journal, by name or by the id of its entry."),
    "book": Field(f.text, "The book or proceedings it is in, by name or id."),
    "container_title_short": Field(f.text, "The title of the journal or book, abbreviated."),
    "series": Field(f.text, "The publication series, by name or id."),
    "series_number": Field(
        without_label("no", "nr", "number", "nummer", "vol", "volume", "bind", "bd"),
        "Number in the series, where `volume` is that of the work.",
    ),
    "volume": Field(volume, "Volume."),
    "volume_title": Field(f.markdown, "Title of the volume, of a work in several, or of a special issue."),
    "number_of_volumes": Field(number_of_volumes, "How many volumes the work has."),
    "issue": Field(issue, "Issue number."),
    "pages": Field(pages, "Pages, such as 41-58."),
    "article_number": Field(
        without_label("art", "article", "artikel", "no", "nr"), "Article number, where there are no pages."
    ),
    "section": Field(multilingual, "Section of the newspaper or of the proceedings."),
    "chapter": Field(without_label("ch", "chap", "chapter", "kap", "kapitel"), "Number of the chapter."),
    "edition": Field(edition, "Edition."),
    "number_of_pages": Field(number_of_pages, "Number of pages."),
    "publisher": Field(multilingual, "Publisher, by name or by the id of an organisation."),
    "place": Field(multilingual, "Place of publication."),
    "issn": Field(f.list_of(f.identifier(identifiers.issn, "bad-issn")), "ISSN of what it appeared in."),
    "eissn": Field(f.list_of(f.identifier(identifiers.issn, "bad-issn")), "ISSN of its electronic edition."),
    "isbn": Field(f.list_of(f.identifier(identifiers.isbn, "bad-isbn")), "ISBN, one or several."),
    "eisbn": Field(f.list_of(f.identifier(identifiers.isbn, "bad-isbn")), "ISBN of the electronic edition."),
    "event": Field(EVENT, "The conference, exhibition or other event."),
    "institution": Field(multilingual, "Awarding or publishing institution, by name or id."),
    "qualification": Field(multilingual, "The degree that a thesis was written for."),
    "awarded": Field(f.date_or_interval, "Date of the award of the degree."),
    "number": Field(f.list_of(f.text), "Number of a report or patent; several for a patent family."),
    "country": Field(
        _patent_country, "Country of a patent, or the office of several: EP, WO, EA, AP, OA, GC (WIPO ST.3)."
    ),
    "filed": Field(f.date_or_interval, "Filing date of a patent."),
    "medium": Field(multilingual, "Medium of an artefact, exhibition or dataset."),
    "version": Field(version, "Version of software, a dataset or a preprint."),
    "code_repository": Field(f.url, "Where the source code of software, or of a dataset, is developed."),
    "programming_language": Field(f.list_of(f.text), "Programming languages of software, one or several."),
    "temporal_coverage": Field(f.date_or_interval, "The period that a dataset or a map is about."),
    "spatial_coverage": Field(f.list_of(covered_place), "The places that it is about: names, points or areas."),
    "ipc": Field(f.list_of(f.identifier(ipc)), "Classes of a patent in the International Patent Classification."),
    "commissioned_by": Field(multilingual, "Who commissioned it, by name or by the id of an organisation."),
    "doi": Field(f.identifier(_doi_or_handle, "bad-doi", identifiers.likely_doi), "DOI."),
    "arxiv": Field(f.identifier(identifiers.arxiv), "arXiv identifier."),
    "pmid": Field(f.identifier(identifiers.pmid), "PubMed identifier."),
    "pmcid": Field(f.identifier(identifiers.pmcid), "PubMed Central identifier."),
    "handle": Field(f.identifier(identifiers.handle), "Handle."),
    "url": Field(f.url, "Where the work can be read, if it has no DOI."),
    "identifiers": Field(f.list_of(f.text), "Other identifiers, as text."),
    "language": Field(f.language, "Language of the work (BCP 47)."),
    "abstract": Field(f.markdown, "The abstract, in entries that are all YAML."),
    "abstract_language": Field(f.language, "Language of the abstract, if not the work's."),
    "abstracts": Field(f.local_markdown, "Abstracts in further languages."),
    "plain_summary": Field(f.local_markdown, "A summary in plain language, by language."),
    "keywords": Field(keywords, "Keywords: a list, or a map of language to lists."),
    "files": Field(f.list_of(FILE, one_allowed=False), "Documents with version, access and licence."),
    "links": Field(links, "Other links."),
    "open_access": Field(f.choice(OPEN_ACCESS), "How open the published version is."),
    "license": Field(license_name, "SPDX id of the licence, such as CC-BY-4.0."),
    "apc": Field(CHARGE, "What it cost to publish it, and who paid."),
    "organisations": Field(f.list_of(f.entry_id), "Ids of the organisations it belongs to."),
    "projects": Field(f.list_of(f.entry_id), "Ids of the projects it came from."),
    "related": Field(f.list_of(RELATION, one_allowed=False), "Related works."),
    "reviewed": Field(REVIEWED, "The work that a review is about."),
    "original": Field(ORIGINAL, "What it is a reprint or a translation of."),
    "funding": Field(funding, "Funders and grants."),
    "sdgs": Field(f.list_of(f.integer(1, 17)), "UN Sustainable Development Goals, by number."),
    "note": Field(multilingual, "A bibliographical note."),
    "award": Field(multilingual, "A prize it was given."),
    "image": Field(f.file_path, "An image in content/files/."),
    "image_alt": Field(multilingual, "What the image shows, for those who cannot see it."),
    "cite_key": Field(_cite_key, "Key in BibTeX and other exports, if not the entry's file name."),
    "cite_keys": Field(f.list_of(_cite_key), "Further keys by which documents cite it."),
    "featured": Field(f.flag, "Whether the home page shows it first."),
    "publish_on": Field(f.calendar_date, "The day from which it is published."),
    "retracted": Field(retraction, "Whether it was retracted: `true`, or date, reason and notice."),
    "notices": Field(f.list_of(NOTICE, one_allowed=False), "Retractions, corrections, expressions of concern."),
    **COMMON_FIELDS,
}
"""The fields of a publication's entry in the order of the reference, each with its reader and its sentence there."""


def read_publication(entry: RawEntry, diagnostics: EntryDiagnostics) -> Publication | None:
    """The record of an entry; None if `type` or `title` is missing or cannot be used, for nothing can be shown without
    them."""
    values = read_fields(entry.data, FIELDS, (), diagnostics, needed=("type", "title", "retracted"))
    _sort_out_doi(entry, values)
    for key in ("type", "title"):
        if key not in entry.data and given_otherwise(key, entry.data, FIELDS):
            continue
        if key not in entry.data:
            diagnostics.add("missing-key", (), f"every publication needs a {key}", f"add `{key}: ...`")
        elif f.is_blank(entry.data[key]):
            diagnostics.add("missing-key", (key,), f"{key} is empty", "fill it in", at_key=True)
    if f.is_blank(entry.data.get("retracted", True)):
        hint = "write `true`, or its date, reason and notice; or delete the line"
        diagnostics.add("missing-key", ("retracted",), "`retracted` is empty", hint, at_key=True)
    if not ("type" in values and "title" in values):
        return None
    if values["title"].lower() in ("null", "~"):
        message = f"the title {values['title']!r} looks like a placeholder"
        diagnostics.add("empty-value", ("title",), message, "write the title")
    if entry.body:
        if "abstract" in values:
            hint = "keep one of the two"
            diagnostics.add(
                "contradiction",
                ("abstract",),
                "there is one abstract here and another below the front matter",
                hint,
                at_key=True,
            )
        values["abstract"] = entry.body
        warn_of_tags(entry.body, (), diagnostics, body=True)
    values.setdefault("abstract_language", values.get("language", ""))
    publication = Publication(key=entry.source.name, **values)
    check_together(publication, entry, diagnostics)
    return publication


def _sort_out_doi(entry: RawEntry, values: dict[str, Any]) -> None:
    """Put a Handle that was given as DOI where it belongs, and keep what is not a DOI as an identifier in plain
    text."""
    doi = values.get("doi", "")
    if doi and not doi.startswith("10."):
        values.setdefault("handle", values.pop("doi"))
    elif not doi and entry.data.get("doi") and isinstance(entry.data["doi"], str):
        values["identifiers"] = (*values.get("identifiers", ()), f"DOI {entry.data['doi']}")
