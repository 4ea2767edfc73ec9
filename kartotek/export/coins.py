"""COinS: an OpenURL 1.0 ContextObject (ANSI/NISO Z39.88-2004) in a `title`, by which reference managers read lists."""

from functools import lru_cache
from urllib.parse import quote_plus

from kartotek.export.parts import first_page, hyphenated, last_page
from kartotek.export.work import Work

_BOOKS = {"book": "book", "anthology": "book", "chapter": "bookitem", "paper-conference": "proceeding",
          "conference-abstract": "proceeding", "report": "report", "working-paper": "report"}  # fmt: skip


def coins(work: Work) -> str:
    """The key/encoded-value form of a work."""
    record = work.record
    pairs: list[tuple[str, str]] = [("ctx_ver", "Z39.88-2004")]
    pairs += [("rft_id", f"info:doi/{record.doi}")] if record.doi else []
    pairs += [("rft_id", work.url)] if work.url else []
    if record.type == "thesis":
        pairs += [("rft_val_fmt", "info:ofi/fmt:kev:mtx:dissertation"), ("rft.title", work.full_title)]
        pairs += [("rft.inst", record.institution), ("rft.degree", record.qualification)]
    elif record.journal:
        pairs += [("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"), ("rft.genre", "article")]
        pairs += [("rft.atitle", work.full_title), ("rft.jtitle", work.container)]
        pairs += [("rft.volume", record.volume), ("rft.issue", record.issue)]
    elif record.type in _BOOKS:
        inside = bool(work.container)
        pairs += [("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"), ("rft.genre", _BOOKS[record.type])]
        pairs += [("rft.atitle" if inside else "rft.btitle", work.full_title)]
        pairs += [("rft.btitle", work.container)] if inside else []
        pairs += [("rft.pub", work.publisher), ("rft.place", work.place), ("rft.edition", record.edition)]
    else:
        pairs += [("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"), ("rft.title", work.full_title)]
        pairs += [("rft.type", work.type.coar), ("rft.publisher", work.publisher)]
    people = work.authors or work.editors
    if people and people[0].name:
        pairs += [("rft.aulast", people[0].name.family), ("rft.aufirst", people[0].name.given)]
    pairs += [("rft.au", agent.display) for agent in people]
    pairs += [("rft.date", str(work.date or "")), ("rft.language", record.language)]
    if record.pages:
        pairs += [("rft.pages", hyphenated(record.pages))]
        pairs += [("rft.spage", first_page(record.pages)), ("rft.epage", last_page(record.pages))]
    pairs += [("rft.issn", issn) for issn in work.issn[:1]] + [("rft.isbn", isbn) for isbn in work.isbn[:1]]
    return "&".join([f"{name}={_quoted(value)}" for name, value in pairs if value])


@lru_cache(maxsize=10_000)  # names of people and journals come again and again
def _quoted(value: str) -> str:
    return quote_plus(value)
