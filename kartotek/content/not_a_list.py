"""What is reported of a value where a list is expected: of lists that YAML takes for one text, since their items begin
with another sign than a hyphen and a space, and of what is one item alone.
"""

import re
from collections.abc import Callable
from typing import Any

from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.paths import ValuePath

_ITEMS = re.compile(
    r"\s*(?:(?P<sign>[•‣▪●◦]\s*|[·–—*]\s+)(?=\w)|(?P<hyphen>[-–—])(?=[^\W\d_]).*\s(?P=hyphen)(?=[^\W\d_]))", re.DOTALL
)
"""A bullet or a dash before a word; hyphens before at least two, since one may be that of a part of a word: -omics."""


def is_bulleted(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> bool:
    """Whether a text is a list with bullets; this is reported."""
    found = _ITEMS.match(raw) if isinstance(raw, str) else None
    if not found:
        return False
    sign = (found["sign"] or found["hyphen"]).strip()
    message = f"items of a list begin with a hyphen and a space, not with {sign!r}"
    diagnostics.add("wrong-kind", path, message, "write `- ` before each item, or [one, two]")
    return True


def report_no_list(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics, read_item: Callable[..., Any]) -> None:
    """Report a value that is not a list. The hint is the item that it is, in brackets, if that can be told."""
    hint = "write [one, two], or one item per line after a hyphen"
    if isinstance(raw, dict):
        hint = "put square brackets around the braces, or a hyphen before the first field"
    else:
        told = EntryDiagnostics()
        read_item(raw, path, told)
        if told.found and told.found[0].hint.startswith("write {"):
            hint = f"write [{told.found[0].hint.removeprefix('write ')}]"
    diagnostics.add("wrong-kind", path, "expected a list", hint)
