"""Readers of sums of money and of currencies."""

import re
from typing import Any

from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.paths import ValuePath
from kartotek.content.schema import takes

_AMOUNT: s.Schema = {
    "type": ["number", "string", "null"],
    "minimum": 0,
    "pattern": r"^[0-9]{1,9}(?:\.[0-9]{1,2})?$",
    s.SAID: "Write it as 1850 or 1850.50, without a currency.",
}
_CURRENCY: s.Schema = {
    "type": ["string", "null"],
    "pattern": "^[A-Za-z]{3}$",
    s.SAID: "Write three letters such as EUR or DKK.",
}


@takes(_AMOUNT)
def amount(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A sum of money: digits, with a point before cents."""
    if isinstance(raw, str) and re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,2})?", raw):
        return raw
    diagnostics.add("bad-number", path, f"{raw!r} is not an amount", "write it as 1850 or 1850.50, without a currency")
    return None


@takes(_CURRENCY)
def currency(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A currency by its three letters (ISO 4217)."""
    if isinstance(raw, str) and re.fullmatch("[A-Za-z]{3}", raw):
        return diagnostics.spelled(path, raw, raw.upper())
    diagnostics.add("unknown-value", path, f"{raw!r} is not a currency", "write its three letters, such as EUR or DKK")
    return None
