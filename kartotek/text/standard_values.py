"""DataCite's standard values for what is not known (Metadata Schema 4.7, appendix 3), which say nothing to people."""

import re

UNKNOWN = ":unkn"
_VALUE = re.compile(
    r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal|etc)\)?|\(:[a-z]{3,5}\)(?: .*)?",
    re.IGNORECASE | re.DOTALL,
)


def is_standard_value(text: str) -> bool:
    """Whether a text is one of them, alone or with words behind it.

    >>> [is_standard_value(text) for text in (":unav", "(:unkn) unknown", "(:tba)", "Unknown Press")]
    [True, True, True, False]
    """
    return text[:2].lstrip("(").startswith(":") and _VALUE.fullmatch(text.strip()) is not None
