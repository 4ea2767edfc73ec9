"""Let Zotero read a page and an export of each type of publication, and say which fields arrive.

    git clone --recurse-submodules https://github.com/zotero/translation-server
    cd translation-server && npm install && npm start
    python -m benchmarks.zotero modules/zotero-schema/schema.json

The translators are Zotero's own: those for files read the exports, those for web pages read pages that are served on
this machine. A field counts where Zotero's schema has one for the type of item; a type of item that is not the one of
the type table counts as a field that is missed. The server does not tell of attachments, so files are not counted.
"""

import argparse
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from kartotek.cli import main as kartotek
from kartotek.config.settings import read_settings
from kartotek.export.bibtex import bibtex
from kartotek.export.formats import WHOLE
from kartotek.export.work import Work
from kartotek.export.work_builder import describe
from kartotek.importers.values import language
from kartotek.model.publication_fields import FIELDS
from kartotek.model.types import TYPED_FIELDS, TYPES
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from kartotek.start.examples import EXAMPLES

Item = Mapping[str, Any]

_LEFT_OUT = frozenset(
    {
        "draft", "aliases", "retired", "retracted", "notices", "publish_on", "status", "featured", "image", "image_alt",
        "organisations", "projects", "related", "cite_key", "abstract_language", "type", "online", "accepted",
        "submitted", "handle", "identifiers", "peer_reviewed", "category",
    }
)  # fmt: skip
_OWN = {
    "title": "'Measuring $x^2$ in *Homo sapiens* & others'",
    "authors": "[Ada Lind, 'van der Berg, Bo', {literal: The Card Group}]",
    "issued": "2024-05-31",
    "edition": "2",
    "language": "en-GB",
    "abstract": "'It takes $O(n^2)$ steps, 10 % less & not more.'",
    "files": "[{url: 'https://example.org/lind-2024.pdf', license: CC-BY-4.0}]",
    "note": "With a map.",
    "publisher": "Drawer Press and Sons",
}
"""Values that are harder to read than those in the comments of new entries."""
_UNREAD = {".json": frozenset({"tags"}), "page": frozenset({"tags"})}
"""Facts for which the translator of a format has no code at all: that for CSL-JSON knows no keywords, and that for web
pages throws all away (`finalDataCleanup`)."""
FORMATS = ("page", ".bib", "biblatex", ".ris", ".json")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact of a work: the field of the entry, the base field of Zotero's schema that has it, and its text."""

    field: str
    base: str
    text: str


def write_portal(site: Path) -> None:
    """A portal with one work of each type, which has all the fields that its type can have."""
    folder = site / "content/publications"
    folder.mkdir(parents=True)
    (site / "site.yaml").write_text("title: Portal\nbase_url: https://portal.example/\nsearch: false\n", "utf-8")
    for key, row in TYPES.items():
        lines = [f"type: {key}"]
        for field in FIELDS:
            known = field in row.rows or field not in TYPED_FIELDS or (field == "issn" and "journal" in row.rows)
            twice = field == "journal" and ("book" in row.rows or key == "other")  # with a journal, it is an article
            without = field == "supervisors" and "supervisors" not in row.rows
            if known and field not in _LEFT_OUT and not twice and not without and field in EXAMPLES["publications"]:
                lines.append(f"{field}: {_OWN.get(field, EXAMPLES['publications'][field])}")
        (folder / f"{key}.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def wanted(work: Work) -> Iterator[Wanted]:
    """The facts of a work that Zotero may have a field for."""
    record, event = work.record, work.record.event
    yield Wanted("type", "itemType", work.type.zotero)
    yield Wanted("title", "title", work.full_title)
    for role, agents in (("authors", work.authors), ("editors", work.editors), ("translators", work.translators)):
        yield Wanted(role, f"creators/{role}", "; ".join(agent.inverted for agent in agents))
    yield Wanted("abstract", "abstractNote", work.abstract)
    yield Wanted("issued", "date", str(work.date or ""))
    yield Wanted("journal" if record.journal else "book", "publicationTitle", work.container)
    yield Wanted("series", "series", work.series)
    for field, base in (
        ("volume", "volume"), ("issue", "issue"), ("pages", "pages"), ("edition", "edition"), ("doi", "DOI"),
        ("number_of_pages", "numPages"), ("language", "language"), ("version", "versionNumber"),
        ("medium", "medium"), ("country", "country"), ("url", "url"), ("short_title", "shortTitle"),
        ("container_title_short", "journalAbbreviation"), ("series_number", "seriesNumber"),
        ("number_of_volumes", "numberOfVolumes"), ("section", "section"),
    ):  # fmt: skip
        yield Wanted(field, base, getattr(record, field))
    yield Wanted("programming_language", "programmingLanguage", ", ".join(record.programming_language))
    yield Wanted("number", "number", ", ".join(record.number))
    issuers = [work.issuer, *([record.institution] if work.type.zotero in ("thesis", "report") else [])]
    yield Wanted("publisher", "publisher", " or ".join(filter(None, issuers)))  # for which Zotero has one place
    yield Wanted("place", "place", work.place)
    yield Wanted("issn", "ISSN", " ".join(work.issn))
    yield Wanted("isbn", "ISBN", " ".join(record.isbn))
    yield Wanted("event", "conferenceName", event.name if event else "")
    yield Wanted("qualification", "type", record.qualification)
    yield Wanted("filed", "filingDate", str(record.filed or ""))
    yield Wanted("license", "rights", work.license_url)
    yield Wanted("keywords", "tags", ", ".join(sorted(label for _, label in work.keywords)))
    yield Wanted("note", "extra", record.note)


class Schema:
    """What Zotero's schema says: the fields of each type of item, by base field."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._fields: dict[str, dict[str, str]] = {}
        self._roles: dict[str, list[str]] = {}
        for item in data["itemTypes"]:
            own = {one["field"]: one.get("baseField", one["field"]) for one in item["fields"]}
            self._fields[item["itemType"]] = {base: field for field, base in own.items()}
            self._roles[item["itemType"]] = [one["creatorType"] for one in item["creatorTypes"]]

    def field(self, kind: str, base: str) -> str:
        """The field of a type of item that has this base field; "" if it has none."""
        fields = self._fields[kind]
        same = {"conferenceName": "meetingName", "series": "seriesTitle", "country": "place"}
        return fields.get(base) or fields.get(same.get(base, ""), "")

    def role(self, kind: str, role: str) -> str:
        """The kind of creator that has this role; of authors the first that the type has; "" if there is none."""
        roles = self._roles[kind]
        return roles[0] if role == "authors" else role.removesuffix("s") if role.removesuffix("s") in roles else ""

    def kept_role(self, kind: str, role: str) -> str:
        """What Zotero keeps of a role: one that the type of item does not have becomes its first (`setCreator`)."""
        roles = self._roles[kind]
        return role if role in roles else roles[0]

    def can_take(self, kind: str, base: str) -> bool:
        """Whether a type of item has a place for a fact."""
        if base.startswith("creators/"):
            return bool(self.role(kind, base.partition("/")[2]))
        return base in ("itemType", "tags", "extra") or bool(self.field(kind, base))


def arrived(schema: Schema, fact: Wanted, item: Item) -> bool:
    """Whether an item has a fact, however it is spelled. A note may stand in `extra` or in a note of its own."""
    kind = item["itemType"]
    if fact.base == "itemType":
        return bool(kind == fact.text)
    if fact.base.startswith("creators/"):
        role = schema.role(kind, fact.base.partition("/")[2])
        creators = item.get("creators", ())
        names = [_name_of(one) for one in creators if schema.kept_role(kind, one["creatorType"]) == role]
        return "; ".join(names).startswith(fact.text)
    if fact.base == "tags":
        return ", ".join(sorted(tag["tag"] for tag in item.get("tags", ()))) == fact.text
    if fact.base == "extra":
        return fact.text in f"{item.get('extra', '')} {item['note']}"
    found = str(
        item.get(schema.field(kind, fact.base), "") or item.get("seriesTitle" if fact.base == "series" else "", "")
    )
    if fact.base == "language":
        return language(found) in (fact.text, fact.text.partition("-")[0])
    if fact.base in ("date", "filingDate"):
        return _day(found) == fact.text
    found = _ORDINALS.get(found, found)
    return bool(found) and _bare(found) in map(_bare, fact.text.split(" or "))


_ORDINALS = {"Second": "2"}
"""An edition in words, as BibTeX wants it."""


def _name_of(creator: Mapping[str, str]) -> str:
    """A creator as an index has them."""
    return creator.get("name") or ", ".join(filter(None, (creator.get("lastName"), creator.get("firstName"))))


def _bare(text: str) -> str:
    """A text without markup, spaces and the signs around formulas."""
    return re.sub(r"</?\w[^>]*>|[\s$*{}\\-]", "", text).replace("–", "").casefold()


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _day(text: str) -> str:
    """A date of Zotero as ISO 8601."""
    if found := re.fullmatch(r"(\w{3})\w* (\d+),? (\d{4})", text):
        return f"{found[3]}-{_MONTHS.index(found[1].lower()) + 1:02}-{int(found[2]):02}"
    return text.replace("/", "-")


def read_text(server: str, text: str) -> Item:
    """The item in an export; one without fields where Zotero takes the file for nothing that it knows."""
    return _first_of(httpx.post(f"{server}/import", content=text.encode(), headers=_PLAIN, timeout=60))


def read_page(server: str, address: str) -> Item:
    """The item that Zotero saves from a page."""
    return _first_of(httpx.post(f"{server}/web", content=address, headers=_PLAIN, timeout=60))


_PLAIN = {"Content-Type": "text/plain"}


def _first_of(answer: httpx.Response) -> Item:
    """The item in an answer, with the texts of the notes below it."""
    items = answer.json() if answer.status_code == httpx.codes.OK else []
    first = items[0] if items else {"itemType": "document"}
    return {**first, "note": " ".join(one.get("note", "") for one in items[1:])}


def items_of(server: str, work: Work, root: str) -> dict[str, Item]:
    """What Zotero makes of a work, by format."""
    texts = {".bib": bibtex(work), "biblatex": bibtex(work, biblatex=True)}
    texts |= {ending: WHOLE[ending](work) for ending in (".ris", ".json")}
    items = {name: read_text(server, text) for name, text in texts.items()}
    return {"page": read_page(server, f"{root}publications/{work.record.key}/"), **items}


def works(site: Path) -> list[Work]:
    """The works of the portal."""
    settings, _ = read_settings(site)
    if settings is None:
        raise SystemExit("the settings of the portal that was just written cannot be read")
    portal = load(Job(BuildOptions(site, site / "dist"), settings)).portal
    return [describe(portal, settings.site, key, "open") for key in portal.publications]


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def tell(server: str, schema: Schema, site: Path, *, details: bool) -> None:
    """Print the share of fields that arrive by type and format, and those that are missed."""
    handler = partial(_Quiet, directory=str(site / "dist"))
    web = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    counts = dict.fromkeys(FORMATS, 0)
    totals = dict.fromkeys(FORMATS, 0)
    print("| type | facts | " + " | ".join(FORMATS) + " |\n|---" + "|---" * (len(FORMATS) + 1) + "|")
    for work in works(site):
        facts = [fact for fact in wanted(work) if fact.text and schema.can_take(work.type.zotero, fact.base)]
        read = {name: [fact for fact in facts if fact.base not in _UNREAD.get(name, ())] for name in FORMATS}
        items = items_of(server, work, f"http://127.0.0.1:{web.server_port}/")
        missed = {
            name: [fact.field for fact in read[name] if not arrived(schema, fact, item)] for name, item in items.items()
        }
        cells = []
        for name in FORMATS:
            came = len(read[name]) - len(missed[name])
            counts[name] += came
            totals[name] += len(read[name])
            cells.append(", ".join(missed[name]) if details else f"{came} of {len(read[name])}")
        print(f"| {work.record.key} | {len(facts)} | " + " | ".join(cells) + " |", flush=True)
    shares = [f"{100 * counts[name] / totals[name]:.1f} %" for name in FORMATS]
    print(f"| all | {max(totals.values())} | " + " | ".join(shares) + " |")
    web.shutdown()


def main() -> None:
    """Measure; end with a sentence where no translation server answers."""
    parser = argparse.ArgumentParser("python -m benchmarks.zotero", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("schema", type=Path, help="schema.json of the clone, in modules/zotero-schema")
    parser.add_argument("--server", default="http://127.0.0.1:1969", help="where the translation server answers")
    parser.add_argument("--counts", action="store_true", help="print how many fields arrive, not which are missed")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        site = Path(folder)
        write_portal(site)
        if kartotek(["build", "--site", str(site)]) != 0:
            raise SystemExit(1)
        schema = Schema(httpx.Response(200, content=options.schema.read_bytes()).json())
        tell(options.server, schema, site, details=not options.counts)


if __name__ == "__main__":
    main()
