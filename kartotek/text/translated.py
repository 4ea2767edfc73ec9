"""Marks of texts that the catalogs translate: `N_`, `NN_` and `NP_`. The pages look the translations up."""


def N_(message: str) -> str:  # noqa: N802  # gettext's usual mark for texts translated later
    """Mark a text for the catalogs; the page translates it."""
    return message


def NN_(one: str, several: str) -> tuple[str, str]:  # noqa: N802  # the same, of a text that depends on a number
    """Mark a text for the catalogs in its two forms."""
    return one, several


def NP_(context: str, message: str) -> tuple[str, str]:  # noqa: N802  # the same, of a text that means two things
    """Mark a text for the catalogs that other languages say differently in this context."""
    return context, message
