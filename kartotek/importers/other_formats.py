"""Formats of records that are not read, and which of the same source is."""

import re

_SIGNS = (
    (
        r"crossref\.org/schema/",
        "what publishers send to Crossref",
        "get the same as JSON: https://api.crossref.org/works/DOI",
    ),
    (r"<rdf:RDF", "RDF", "export the records as CSL-JSON, BibTeX or RIS"),
    (r"tei-c\.org/ns", "TEI", "export the records as CSL-JSON, BibTeX or RIS"),
    (r"loc\.gov/mods", "MODS", "export the records as BibTeX, RIS or CSV"),
    (r"loc\.gov/MARC21|<(?:\w+:)?leader>", "MARC", "export the records as BibTeX, RIS or CSV"),
    (
        r"openarchives\.org/OAI",
        "an answer to a harvester (OAI-PMH)",
        "export the records where they are kept, as BibTeX, RIS or CSV",
    ),
    (
        r"(?:v\d\.publication-import|publication-base).*pure\.atira\.dk",
        "XML of Pure for other purposes",
        "ask its web service for research-outputs, or export them as BibTeX or RIS",
    ),
    (r'"@context"\s*:', "JSON-LD", "export the records as CSL-JSON, BibTeX or RIS"),
)
"""What a file says soon, what it is then, and what to do. Namespaces are those that the formats' schemas have."""


def not_read(text: str) -> tuple[str, str]:
    """What a text is, and what can be read in its place; ("", "") if nothing is known of it."""
    return next(((what, instead) for sign, what, instead in _SIGNS if re.search(sign, text)), ("", ""))
