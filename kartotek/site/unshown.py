"""What addresses of this portal would lead to, if it were shown: drafts, entries that wait for their day, and documents
that are closed. A link to one of them may well be right, and yet it leads visitors nowhere today.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from kartotek import urls
from kartotek.content.entries import Source
from kartotek.model.kinds import PAGES
from kartotek.model.publication import File, Publication, is_open
from kartotek.site.load import Loaded


@dataclass(frozen=True, slots=True)
class Unshown:
    """Why nothing is there: `until` is the day (ISO 8601) that will change it by itself, else ""."""

    why: str
    hint: str
    until: str = ""

    def of(self, address: str, where: str) -> str:
        """What is wrong with a link; `where` says on which pages, if not on all."""
        return f"{address} leads nowhere {f'until {self.until}' if self.until else 'yet'}{where}: {self.why}"


BROKEN = Unshown("", "")
"""In the place of an entry that cannot be read, which is told already."""


def name_of(source: Source) -> str:
    """What an entry is called in addresses: "people/ada-lind", and "about" for free pages."""
    if source.collection == PAGES.key:
        return source.name.partition(".")[0]
    return f"{source.collection}/{source.name}"


def find_unshown(loaded: Loaded) -> Mapping[str, Unshown]:
    """Why things are not shown: by the name of an entry (`name_of`), whose page is there in all languages; or by a
    slash and the path of what is there once: an old address, without a slash at its end, or a document.
    """
    found: dict[str, Unshown] = {}
    today = date.fromisoformat(loaded.portal.today)
    for entry in loaded.entries.values():
        record = cast("Any", entry.record)
        if record is None:
            found.setdefault(name_of(entry.source), BROKEN)
        elif reason := _of_record(record, entry.source.file, today):
            found[name_of(entry.source)] = reason
            found |= {f"/{alias.rstrip('/')}": reason for alias in record.aliases}
            if isinstance(record, Publication):
                found |= {f"/{urls.document_path(record.key, file.path)}": reason for file in record.files if file.path}
        elif isinstance(record, Publication) and record.files:
            found |= _closed_documents(loaded, record.key, entry.source.file)
    return found


def _of_record(record: Any, file: str, today: date) -> Unshown | None:
    """Why a record is not shown on a day; None if it is, or has a notice in its place."""
    if record.retired:
        return None
    if record.draft:
        return Unshown(f"{file} is a draft", "publish that entry as well, or remove the link until it is published")
    waits = record.publish_on.first_day() if isinstance(record, Publication) and record.publish_on else today
    if waits <= today:
        return None
    hint = "remove the link until then; if it may wait, `# kartotek: ignore unpublished-link` before the text says so"
    return Unshown(f"{file} is published on that day", hint, waits.isoformat())


def _closed_documents(loaded: Loaded, key: str, source_file: str) -> Iterator[tuple[str, Unshown]]:
    """The documents of a publication that not everyone may read, each with its path."""
    publication = loaded.portal.publications.get(key)  # as strict as the strictest entry is
    for file in publication.files if publication else ():
        if file.path and not is_open(file, loaded.portal.today):
            # another entry may close the file, or one of which it is a copy
            why = loaded.why_withheld.get(file.path) or f"{source_file} says that it is {file.access}"
            yield f"/{urls.document_path(key, file.path)}", _of_document(file, key, why)


def _of_document(file: File, key: str, why: str) -> Unshown:
    """Why a document is not there."""
    until = file.embargo_until.first_day().isoformat() if file.access == "embargoed" and file.embargo_until else ""
    hint = f"link to /{urls.item('publications', key)}, which says who may read it"
    return Unshown(why, hint, until)
