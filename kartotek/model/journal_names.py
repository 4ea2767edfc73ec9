"""Journals that are probably one: two names with one ISSN, two spellings that share a page, and abbreviated titles.

Journals with an entry each are left to `model.same_work`, and where there is an entry it decides how a journal is
called.
"""

from collections.abc import Iterator

from kartotek.model.kinds import JOURNALS
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.portal import Portal
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.text.abbreviations import is_abbreviation, words_of
from kartotek.text.near_names import near_key


def find_journal_names(records: Records, portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Report journals with two names, each name at the first work that has it."""
    journals = portal.things[JOURNALS.key]
    entries = {key for kind, key in records.sources if kind == JOURNALS.key}
    spellings: dict[tuple[str, str], Publication] = {}
    issns: dict[str, set[str]] = {}
    for key, publication in _in_journals(portal):
        spellings.setdefault((key, publication.journal), publication)
        for issn in publication.all_issn:
            issns.setdefault(issn, set()).add(key)
    for key, journal in journals.items():
        for issn in journal.all_issn:
            issns.setdefault(issn, set()).add(key)
    first: dict[str, Publication] = {}
    for (key, name), publication in spellings.items():
        first.setdefault(key, publication)
        if key not in entries and name not in (journals[key].title, key):
            _report_spelling(publication, journals[key].title, key, diagnostics)
    reported: set[tuple[str, str]] = set()
    for issn, keys in sorted(issns.items()):
        best, *others = sorted(keys, key=lambda key: (key not in entries, -_works(portal, key), key))
        for other in others:
            if other not in entries and other in first and (best, other) not in reported:
                reported.add((best, other))
                _report_number(first[other], issn, (best, other), journals[best].title, diagnostics)
    _report_other_issns(records, portal, entries, diagnostics)
    for best, other in _abbreviated(portal):
        if other not in entries and other in first and (best, other) not in reported:
            _report_abbreviation(first[other], (best, other), journals[best].title, diagnostics)


def _abbreviated(portal: Portal) -> Iterator[tuple[str, str]]:
    """Journals of which the second has an abbreviated title of the first, and of no other; none with other ISSNs, nor
    what `near_names` tells of."""
    journals = portal.things[JOURNALS.key]
    whole: dict[tuple[str, int], list[str]] = {}
    for key, journal in journals.items():
        if words := words_of(journal.title):
            whole.setdefault((words[0][0], len(words)), []).append(key)
    for other, short in journals.items():
        words = words_of(short.title) if "." in short.title else ()
        alike = whole.get((words[0][0], len(words)), ()) if words else ()
        found = [key for key in alike if is_abbreviation(short.title, journals[key].title)]
        if len(found) == 1:
            best = journals[found[0]]
            are_two = bool(short.all_issn and best.all_issn) and {*short.all_issn}.isdisjoint(best.all_issn)
            if not are_two and near_key(short.title, plural=False) != near_key(best.title, plural=False):
                yield found[0], other


def _in_journals(portal: Portal) -> Iterator[tuple[str, Publication]]:
    """Works in journals in the order of their names, each with the key of the journal."""
    for name in sorted(portal.publications):
        publication = portal.publications[name]
        key = portal.links[name].container if publication.journal and name in portal.links else ""
        if key and not publication.retired and key in portal.things[JOURNALS.key]:
            yield key, publication


def _works(portal: Portal, key: str) -> int:
    return len(portal.works[JOURNALS.key].get(key, ()))


def _report_other_issns(records: Records, portal: Portal, entries: set[str], diagnostics: LinkDiagnostics) -> None:
    """Report ISSNs of works that the entry of their journal does not have."""
    journals = portal.things[JOURNALS.key]
    for key, publication in _in_journals(portal):
        known = journals[key].all_issn if key in entries else ()
        own = records.publications.get(publication.key)
        for field in ("issn", "eissn") if known and own else ():
            for i, issn in enumerate(getattr(own, field, ())):
                if issn not in known:
                    message = f"{issn} is not an ISSN of {journals[key].title!r}, which has {' and '.join(known)}"
                    hint = f"delete it here, or add it to content/{JOURNALS.key}/{key}.md if the journal has it, too"
                    diagnostics.add("publications", publication.key, (field, i), "other-issn", message, hint)


def _report_spelling(publication: Publication, shown: str, key: str, diagnostics: LinkDiagnostics) -> None:
    """Report a name that is shown in the spelling of another work, since nobody has said which is right."""
    message = f"{publication.journal!r} is shown as {shown!r}, as another work has it"
    hint = f"write one of the two everywhere, or say which is right with `title` in content/{JOURNALS.key}/{key}.md"
    diagnostics.add("publications", publication.key, ("journal",), "near-name", message, hint)


def _report_abbreviation(
    publication: Publication, keys: tuple[str, str], title: str, diagnostics: LinkDiagnostics
) -> None:
    """Report a journal whose title is probably that of another, abbreviated."""
    best, other = keys
    message = f"{publication.journal!r} is probably {title!r}, abbreviated, and has a page of its own"
    merge = f"`kartotek merge {JOURNALS.key}/{other} {JOURNALS.key}/{best}`"
    hint = f"if they are one, write {title!r}, or run {merge}; if not, `# kartotek: ignore near-name` after it says so"
    diagnostics.add("publications", publication.key, ("journal",), "near-name", message, hint)


def _report_number(
    publication: Publication, issn: str, keys: tuple[str, str], title: str, diagnostics: LinkDiagnostics
) -> None:
    """Report a journal that has the ISSN of another."""
    best, other = keys
    message = f"{publication.journal!r} has the ISSN of {title!r}, {issn}, and a page of its own"
    merge = f"`kartotek merge {JOURNALS.key}/{other} {JOURNALS.key}/{best}`"
    hint = f"if they are one, write {title!r}, or run {merge}; if not, correct the ISSN"
    diagnostics.add("publications", publication.key, ("journal",), "same-identifier", message, hint)
