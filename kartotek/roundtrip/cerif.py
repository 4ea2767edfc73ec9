"""CERIF read back: the record of a work alone, with lxml."""

from lxml import etree

from kartotek.export.cerif import NAMESPACE, Cerif
from kartotek.export.work import Work
from kartotek.roundtrip.facts import EntryFacts, spaced, wanted, whole_date
from kartotek.text.rich import with_subtitle

_C = f"{{{NAMESPACE}}}"
_NAMES = {"Publication": ("Title", "Author"), "Product": ("Name", "Creator"), "Patent": ("Title", "Inventor")}
"""By the kind of record: what its title and its authors are called."""


def cerif_of(work: Work) -> str:
    """The record of a work of which no person and no organisation has a record."""
    return Cerif("", {}, {}, {}).work(work)


def wanted_cerif(work: Work) -> EntryFacts:
    """The title, the authors as printed (of a patent those who are persons) and, of what has places for them, the date,
    the DOI and where it appeared."""
    shared, kind = wanted(work), etree.QName(etree.fromstring(cerif_of(work))).localname
    agents = work.creators if kind == "Product" else work.authors
    facts: EntryFacts = {
        "title": shared["title"],
        "authors": [spaced(agent.display) for agent in agents if agent.name or kind != "Patent"],
    }
    if kind == "Publication":
        date = "" if shared["date"].startswith(("-", "0000")) else whole_date(shared["date"])
        facts |= {"container": shared["container"], "date": date, "volume": shared["volume"], "issue": shared["issue"]}
    return facts | ({} if kind == "Patent" else {"doi": shared["doi"]})


def read_cerif(text: str) -> EntryFacts:
    """The facts in a record."""
    root = etree.fromstring(text.encode())
    kind = etree.QName(root).localname
    title, role = _NAMES[kind]

    def one(path: str) -> str:
        return spaced(root.findtext("/".join(_C + step for step in path.split("/"))) or "")

    subtitle = one("Subtitle")
    facts: EntryFacts = {
        "title": with_subtitle(one(title), subtitle),
        "authors": [spaced(found.findtext(f"{_C}DisplayName") or "") for found in root.iter(_C + role)],
    }
    if kind == "Publication":
        facts |= {
            "container": one("PublishedIn/Publication/Title") or one("PartOf/Publication/Title"),
            "date": one("PublicationDate"),
            "volume": one("Volume"),
            "issue": one("Issue"),
        }
    return facts | ({} if kind == "Patent" else {"doi": one("DOI")})
