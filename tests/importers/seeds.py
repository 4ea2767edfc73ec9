"""A small file in each format that can be imported, for tests and the fuzzer: they damage it."""

import json
from collections.abc import Mapping

from tests.importers import (
    test_arxiv,
    test_crossref,
    test_crossref_xml,
    test_csl,
    test_datacite,
    test_datacite_xml,
    test_eprints,
    test_openalex,
    test_orcid,
    test_orcid_xml,
    test_pure,
    test_zotero,
)
from tests.importers.test_endnote import ARTICLE, library
from tests.importers.test_hugoblox import PAGE
from tests.importers.test_medline import ONE as MEDLINE
from tests.importers.test_pure_xml import ARTICLE as OUTPUT
from tests.importers.test_pure_xml import envelope
from tests.importers.test_refer import ARTICLE as REFER
from tests.importers.test_ris import GOOD
from tests.importers.test_ris_fields import PURE
from tests.importers.test_table_rows import DANISH
from tests.importers.test_wos import HEAD
from tests.importers.test_wos import ONE as WOS

_BIBTEX = r"""@string{jc = {Journal of Cards} # { and Drawers}}
@preamble{"\newcommand{\x}{y}"}
@proceedings{p2020, title = {Proceedings of the {4th} Card Days}, year = 2020, publisher = {Cards \& Sons}}
@inproceedings{a, title = {On {DNA} and \emph{cards} of $x^2$}, author = "Lind, Ada and {The Card Group} and others",
  crossref = {p2020}, pages = {1--4}, abstract = {Cards {\'e} \href{https://a.test}{here}.}}
@article{b, title = {Drawers}, author = {van der Berg, Bo and de la Cruz, Jr., Juan}, journal = jc, month = may # "~4",
  year = 2020, doi = {10.1000/b}, keywords = {cards, drawers}, note = {See \cite{a}}}
@comment{nothing}
@thesis{c, title = {Boxes}, author = {family=Lind, given=Ada, prefix=von}, date = {2019-05/2020~}, type = {phdthesis}}
"""
_CSL_YAML = """---
references:
- id: a
  type: article-journal
  title: 'On cards: a <i>study</i>'
  author:
  - {family: Lind, given: Ada}
  - literal: The Card Group
  issued: {date-parts: [[2020, 5]]}
  container-title: Journal of Cards
- id: b
  type: book
  title: Drawers
  issued: 2019-04
...
"""
_OPEN_LIBRARY = {
    "ISBN:9788702123456": {
        "title": "Cards",
        "subtitle": "A study",
        "authors": [{"name": "Ada Lind"}],
        "publishers": [{"name": "Cards & Sons"}],
        "publish_places": [{"name": "Oslo"}],
        "publish_date": "12 May 2001",
        "number_of_pages": 212,
        "identifiers": {"isbn_13": ["9788702123456"], "oclc": ["1"]},
        "subjects": [{"name": "Cards"}],
        "url": "https://openlibrary.org/books/OL1M",
    }
}


def _json(*records: object) -> str:
    return json.dumps(records, indent=1)


SEEDS: Mapping[str, str] = {
    "refer": f"{REFER}\n{REFER}{REFER}",
    "bibtex": _BIBTEX,
    "wos": f"{HEAD}{WOS}{WOS}EF",
    "medline": "\n\n".join([MEDLINE, MEDLINE, MEDLINE]),
    "ris": "\n".join([GOOD, PURE, f"1.\n{GOOD}"]),
    "endnote": library(ARTICLE, ARTICLE, ARTICLE).replace("<record>", "\n<record>"),
    "arxiv": f'<feed xmlns="http://www.w3.org/2005/Atom">\n{test_arxiv.entry()}{test_arxiv.entry()}</feed>\n',
    "zotero": _json(test_zotero.ITEM, test_zotero.ITEM),
    "openalex": json.dumps({"meta": {}, "results": [test_openalex.WORK, test_openalex.WORK]}, indent=1),
    "pure": json.dumps({"count": 2, "items": [test_pure.OUTPUT, test_pure.OUTPUT]}, indent=1),
    "pure-xml": envelope(OUTPUT, OUTPUT, OUTPUT),
    "orcid": json.dumps({"bulk": [{"work": test_orcid.WORK}, {"work": test_orcid.WORK}]}, indent=1),
    "orcid-xml": test_orcid_xml.bulk(test_orcid_xml.WORK, test_orcid_xml.WORK),
    "datacite-xml": test_datacite_xml.list_of(test_datacite_xml.RECORD, test_datacite_xml.RECORD),
    "crossref-xml": test_crossref_xml.records(test_crossref_xml.ARTICLE, test_crossref_xml.CHAPTER),
    "eprints": _json(test_eprints.RECORD, test_eprints.RECORD),
    "eprints-xml": test_eprints.xml(test_eprints.RECORD, test_eprints.RECORD),
    "crossref": _json(test_crossref.WORK, test_crossref.WORK),
    "datacite": _json(test_datacite.RECORD, test_datacite.RECORD),
    "openlibrary": json.dumps(_OPEN_LIBRARY, indent=1),
    "csl": _json(test_csl.ITEM, test_csl.ITEM),
    "hugoblox": PAGE,
    "csl-yaml": _CSL_YAML,
    "csv": DANISH,
}
"""By the name of the format; a workbook has the rows of the table."""
