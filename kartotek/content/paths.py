"""Where a value is in an entry."""

Path = tuple[str | int, ...]
"""Keys and indices from 0: ("authors", 2, "orcid")."""
