"""Readers of texts that may be in several languages: one text, or a map of language to text."""

from typing import Any

from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import local_texts, text
from kartotek.content.paths import ValuePath
from kartotek.content.schema import takes
from kartotek.text.multilingual import Multilingual


@takes(s.either(s.TEXT, s.map_of_languages(s.TEXT)))
def multilingual(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """One text, or a map of language (BCP 47) to text, which becomes a `Multilingual`."""
    if not isinstance(raw, dict):
        return text(raw, path, diagnostics)
    texts = local_texts(raw, path, diagnostics)
    return Multilingual(texts) if texts else None
