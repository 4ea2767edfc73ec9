"""The schemes of identifiers: how each is spelled wherever it is copied from, what it looks like, and where it leads.

One table serves the reading of entries, links, exports, importers and the search box. Its regular expressions are
written so that Python and JavaScript read them alike.
"""

import re
from typing import NamedTuple


class Scheme(NamedTuple):
    """What is known of a scheme.

    `label` is its name, in exports as well (types of identifiers in DataCite, `propertyID` in schema.org), and `wanted`
    completes the sentence "... is not". `words` are what it is called before it, and `places` the addresses at which it
    stands, without `https://` and `www.`; `shape` is what it looks like after these, and `after` may follow. `kept` is
    how the first group of `shape`, or all of it, is put together, in the `case` of letters that is usual. `address` is
    what stands before it where it is looked up. `standard` is the module of python-stdnum that knows its check digit.
    `alone` is the shape of those that need no word to be known. `of` are the kinds of entries that have them; none
    stands for all.
    """

    label: str
    wanted: str
    words: str
    shape: str
    places: tuple[str, ...] = ()
    after: str = "/?"
    kept: str = "{}"
    case: str = ""
    address: str = ""
    standard: str = ""
    alone: str = ""
    of: tuple[str, ...] = ()


_DOI = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+"
_SIXTEEN = "(?:[0-9][ -]?){15}[0-9Xx]"
_WORKS, _PEOPLE, _UNITS = ("publications",), ("people",), ("organisations",)

SCHEMES = {
    "doi": Scheme(
        "DOI", "a DOI: one begins with 10., digits and a slash", "doi", _DOI,
        (r"(?:dx\.)?doi\.org/", "info:doi/", r"api\.crossref\.org/works/", r"oadoi\.org/"),
        after="", case="lower", address="https://doi.org/", alone=_DOI,
    ),
    "arxiv": Scheme(
        "arXiv", "an arXiv identifier: one looks like 2101.00001", "arxiv",
        r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/[0-9]{7})(?:v[0-9]+)?",
        (
            r"(?:export\.)?arxiv\.org/(?:abs|pdf|html|format|e-print)/", r"(?:(?:dx\.)?doi\.org/)?10\.48550/arxiv\.",
            r"(?:info|oai):arxiv(?:\.org)?[:/]", r"alphaxiv\.org/abs/", r"ar5iv\.(?:labs\.arxiv\.)?org/(?:abs|html)/",
        ),
        after=r"(?:\.pdf)?/?(?:\s*\[[A-Za-z-]+(?:\.[A-Za-z-]+)?\])?", address="https://arxiv.org/abs/", of=_WORKS,
    ),
    "pmid": Scheme(
        "PMID", "a PubMed identifier: one has up to nine digits", r"pmid|pubmed(?:\s?id)?|medline", "[1-9][0-9]{0,8}",
        (
            r"pubmed\.ncbi\.nlm\.nih\.gov/", r"ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(?:\?term=)?", "info:pmid/",
            r"europepmc\.org/(?:article|abstract)/med/",
        ),
        address="https://pubmed.ncbi.nlm.nih.gov/", of=_WORKS,
    ),
    "pmcid": Scheme(
        "PMCID", "a PubMed Central identifier: one looks like PMC1234567", r"pmcid|pubmed\s?central(?:\s?id)?|pmc",
        "[1-9][0-9]{0,9}",
        (
            r"pmc\.ncbi\.nlm\.nih\.gov/articles/", r"ncbi\.nlm\.nih\.gov/(?:m/)?pmc/articles/",
            r"europepmc\.org/(?:article/pmc|articles)/",
        ),
        after=r"(?:\.[0-9]+)?(?:/(?:pdf(?:/\S*)?)?)?", kept="PMC{}",
        address="https://pmc.ncbi.nlm.nih.gov/articles/", of=_WORKS,
    ),
    "handle": Scheme(
        "Handle", "a Handle: one looks like 2043/12345", "hdl|handle",
        r"[0-9][0-9.]*(?:\.[A-Za-z0-9]+)*/\S+", (r"hdl\.handle\.net/", "info:hdl/"), after="",
        address="https://hdl.handle.net/",
    ),
    "isbn": Scheme(
        "ISBN", "an ISBN: one has 10 or 13 digits", "(?:e-?|urn:)?isbn(?:-?1[03](?=[: ]))?",
        "(?:97[89][ -]?)?(?:[0-9][ -]?){9}[0-9Xx]", standard="isbn",
        alone="97[89][ -]?(?:[0-9][ -]?){9}[0-9]", of=_WORKS,
    ),
    "issn": Scheme(
        "ISSN", "an ISSN: one has eight digits, the last may be X", "(?:[ep]-?|urn:)?issn(?:-l)?",
        "[0-9]{4}[ -]?[0-9]{3}[0-9Xx]", (r"portal\.issn\.org/resource/issn(?:-l)?/",), standard="issn",
        address="https://portal.issn.org/resource/ISSN/", of=(*_WORKS, "journals"),
    ),
    "orcid": Scheme(
        "ORCID", "an ORCID iD: one has sixteen digits, the last may be X", r"orcid(?:\s?id)?", _SIXTEEN,
        (r"(?:sandbox\.)?orcid\.org/",), standard="isni", address="https://orcid.org/",
        alone="0000[ -]?(?:0001[ -]?[5-9][0-9]{3}|0002[ -]?[0-9]{4}|0003[ -]?[0-4][0-9]{3})[ -]?[0-9]{3}[0-9Xx]",
        of=_PEOPLE,
    ),
    "ror": Scheme(
        "ROR", "a ROR id: one looks like 035b05819", r"ror(?:\s?id)?", "0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}",
        (r"ror\.org/", r"api\.ror\.org/(?:v[0-9]/)?organizations/"), case="lower", address="https://ror.org/",
        of=_UNITS,
    ),
    "isni": Scheme(
        "ISNI", "an ISNI: one has sixteen digits, the last may be X", "isni", _SIXTEEN,
        (r"isni\.org/(?:isni/|page/)?", r"isni-url\.oclc\.nl/isni/"), standard="isni",
        address="https://isni.org/isni/", alone="0000(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{3}[0-9Xx]", of=(*_PEOPLE, *_UNITS),
    ),
    "eid": Scheme(
        "Scopus EID", "an EID of Scopus: one looks like 2-s2.0-85012345678", r"scopus(?:\s?e?id)?|eid",
        r"(?:2-s2\.0-)?([0-9]{8,12})",
        (r"scopus\.com/(?:record/display|inward/record)\.ur[il]\?eid=", r"scopus\.com/pages/publications/"),
        kept="2-s2.0-{}", address="https://www.scopus.com/record/display.uri?eid=", alone=r"2-s2\.0-[0-9]{8,12}",
        of=_WORKS,
    ),
    "scopus-author": Scheme(
        "Scopus Author ID", "a Scopus Author ID: one has ten or eleven digits",
        r"scopus(?:\s?author)?(?:[- ]?id)?", "[0-9]{9,12}", (r"scopus\.com/authid/detail\.ur[il]\?authorid=",),
        address="https://www.scopus.com/authid/detail.uri?authorId=", of=_PEOPLE,
    ),
    "wos": Scheme(
        "Web of Science", "a number of Web of Science: one looks like WOS:000271823400001",
        r"web\s?of\s?science|wos(?:uid)?|ut|isi", "[A-Z]?[0-9]{14,15}",
        (r"(?:webofscience|webofknowledge)\.com/wos/(?:woscc|alldb)/full-record/",), kept="WOS:{}", case="upper",
        address="https://www.webofscience.com/wos/woscc/full-record/", of=_WORKS,
    ),
    "researcherid": Scheme(
        "ResearcherID", "a ResearcherID: one looks like A-1009-2008",
        r"(?:web\s?of\s?science\s?|wos\s?)?researcher\s?id|publons|web\s?of\s?science|wos",
        "[A-Z]{1,3}-[0-9]{4}-(?:19|20)[0-9]{2}",
        (
            r"(?:webofscience|webofknowledge)\.com/wos/author/(?:record|rid)/", r"researcherid\.com/rid/",
            r"publons\.com/researcher/",
        ),
        case="upper", address="https://www.webofscience.com/wos/author/record/",
        alone="[A-Z]{1,3}-[0-9]{4}-(?:19|20)[0-9]{2}", of=_PEOPLE,
    ),
    "openalex": Scheme(
        "OpenAlex", "an OpenAlex id: one is a letter and digits, such as W2741809807", r"openalex(?:\s?id)?",
        "[WAISTPFCKG][0-9]{2,12}", (r"(?:api\.|explore\.)?openalex\.org/(?:[a-z]+/)?",), case="upper",
        address="https://openalex.org/", alone="[WAISPF][0-9]{8,12}",
    ),
    "wikidata": Scheme(
        "Wikidata", "an item of Wikidata: one looks like Q42", r"wikidata(?:\s?id)?|wd", "Q[1-9][0-9]{0,11}",
        (r"(?:m\.)?wikidata\.org/(?:wiki|entity)/(?:special:entitydata/)?",), case="upper",
        address="https://www.wikidata.org/entity/",
    ),
    "urn": Scheme(
        "URN", "a URN:NBN: one looks like urn:nbn:de:101:1-201102033592", "urn:nbn|urn(?!:nbn)",
        r"[A-Za-z]{2}[:-]\S+",
        (
            r"nbn-resolving\.(?:org|de)/(?:resolver\?identifier=)?", r"urn\.fi/", r"urn\.nb\.no/",
            r"urn\.kb\.se/resolve\?urn=", r"resolver\.obvsg\.at/", r"persistent-identifier\.nl/(?:\?identifier=)?",
        ),
        after="", kept="urn:nbn:{}", address="https://nbn-resolving.org/",
    ),
    "ark": Scheme(
        "ARK", "an ARK: one looks like ark:/12148/btv1b8449691v", "ark", r"/?([0-9bcdfghjkmnpqrstvwxz]{5,9}/\S+)",
        (r"(?:[^/\s]+/)+(?=ark:)",), kept="ark:/{}", after="", address="https://n2t.net/",
    ),
    "swhid": Scheme(
        "SWHID", "a SWHID: one looks like swh:1:dir: and forty letters and digits", "swh:1|swhid",
        r"(?:cnt|dir|rev|rel|snp):[0-9a-f]{40}(?:;\S+)?", (r"archive\.softwareheritage\.org/(?:browse/)?",),
        kept="swh:1:{}", address="https://archive.softwareheritage.org/", of=_WORKS,
    ),
    "raid": Scheme(
        "RAiD", "a RAiD: one looks like 10.26259/0d3ca1b7", "raid", r"[0-9]+(?:\.[0-9]+)+/[^\s/]+",
        (r"(?:[a-z]+\.)*raid\.org(?:\.au)?/",), address="https://raid.org/", of=(*_WORKS, "projects"),
    ),
    "rrid": Scheme(
        "RRID", "an RRID: one looks like RRID:AB_262044", "rrid", r"[A-Za-z]+[_:-]\S+",
        (r"scicrunch\.org/resolver/", r"(?:n2t\.net|identifiers\.org)/(?=rrid[:/])", "rrid/(?=rrid:)"),
        after="", kept="RRID:{}", address="https://scicrunch.org/resolver/", of=_WORKS,
    ),
}  # fmt: skip
"""The first of two that take the same text counts, if an entry may have both."""


def before(scheme: Scheme) -> str:
    """A regular expression of what may stand before an identifier: words and addresses, in any order."""
    places = "|".join(scheme.places) or "(?!)"
    return rf"(?:(?:{scheme.words})(?:\s*[:=]\s*|\s+|(?=[0-9]))|(?:https?://)?(?:www\.)?(?:{places}))*"


def whole(scheme: Scheme) -> str:
    """A regular expression of an identifier and what may follow it, whose first group is what is kept."""
    has_group = "(" in re.sub(r"\\.|\(\?", "", scheme.shape)
    return rf"{f'(?:{scheme.shape})' if has_group else f'({scheme.shape})'}(?:{scheme.after})"
