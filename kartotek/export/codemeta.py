"""CodeMeta 3.1 of a piece of software: what catalogues of research software read.

Its terms are those of schema.org, from which the page's own JSON-LD is made, and a few of its own (codemeta.jsonld).
"""

from typing import Any

from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.text.identifiers import resolve
from kartotek.text.licenses import spdx_id

CONTEXT = "https://w3id.org/codemeta/3.1"
_TERMS = frozenset(
    {
        "@id", "author", "citation", "codeRepository", "contributor", "datePublished", "editor", "encoding", "funder",
        "identifier", "isAccessibleForFree", "isPartOf", "keywords", "license", "maintainer", "name", "producer",
        "programmingLanguage", "publisher", "review", "sameAs", "sponsor", "url", "version",
    }
)  # fmt: skip
"""Terms of the context that mean what they mean in the page's JSON-LD."""
_DESCRIBED = frozenset({"IsDescribedBy", "IsDocumentedBy", "IsSupplementTo", "IsReferencedBy"})
"""Relations to a publication about the software."""


def has_codemeta(type_: str) -> bool:
    """Whether works of a type are software."""
    return type_ == "software"


def codemeta(work: Work) -> dict[str, Any]:
    """The record of a work whose type `has_codemeta`, ready for `json.dumps`."""
    thing = work_thing(work)
    made: dict[str, Any] = {"@context": CONTEXT, "@type": "SoftwareSourceCode"}
    made |= {name: value for name, value in thing.items() if name in _TERMS}
    if known := spdx_id(work.record.license):
        made["license"] = f"https://spdx.org/licenses/{known}"
    if work.abstract:
        made["description"] = work.abstract
    if work.record.version:
        made["softwareVersion"] = work.record.version
    addresses = [
        resolve("doi", other.address) if other.scheme == "DOI" else other.address
        for other in work.related
        if other.relation in _DESCRIBED
    ]
    if addresses:
        made["referencePublication"] = addresses
    grants = [given.grant for given in work.record.funding if given.grant]
    return made | ({"funding": "; ".join(grants)} if grants else {})
