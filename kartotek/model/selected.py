"""The works that people, organisations and projects want to be seen first (`selected`)."""

from dataclasses import dataclass
from typing import Any

from kartotek.model.common import is_hidden
from kartotek.model.kinds import KINDS, Kind
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.portal import Keys, Portal
from kartotek.model.records import Records
from kartotek.text.likeness import did_you_mean

FIELD = "selected"
"""The field with the keys of these works."""


def check_selected(records: Records, portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Report works that a page does not show first though its entry says so.

    What waits for its day (`publish_on`) is no mistake: it comes by itself. Ids of no entry are reported elsewhere
    (`model.checks`).
    """
    selecting = [kind for kind in KINDS.values() if FIELD in kind.fields]
    for kind in selecting:
        for name, record in records.of(kind).items():
            if record.selected and not is_hidden(record):
                own = portal.works[kind.key].get(name, ())
                own = portal.works_below.get(kind.key, {}).get(name, own)
                _Check(records, portal, diagnostics, kind, name, own).run(record)


@dataclass(frozen=True, slots=True)
class _Check:
    """What is wrong with the works that the entry `name` of a kind selects; `own` are those that its page lists."""

    records: Records
    portal: Portal
    diagnostics: LinkDiagnostics
    kind: Kind[Any]
    name: str
    own: Keys

    def run(self, record: Any) -> None:
        for i, key in enumerate(record.selected):
            if key in self.records.publications and (found := self._said_of(key, record.selected, i)):
                self.diagnostics.add(self.kind.key, self.name, (FIELD, i), "selected-work", *found)

    def _said_of(self, key: str, selected: Keys, i: int) -> tuple[str, str] | None:
        """Message and hint for one work; None if all is well."""
        work = self.records.publications[key]
        if key in selected[:i]:
            return f"{key!r} is selected twice", "remove it here"
        if is_hidden(work):
            state, then = ("a draft", "publish it") if work.draft else ("retired", "select another")
            return f"{key!r} is {state}, so it is not shown here", f"{then}, or remove it here"
        if key in self.own or key not in self.portal.publications:
            return None
        message = f"{key!r} is not among the works of this {self.kind.label.lower()}, so it is not shown first"
        others = [other for other in self.own if other not in selected]
        return message, did_you_mean(key, others, f"name {self.name!r} in that entry, or remove it here")
