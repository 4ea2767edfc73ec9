"""Where a value is in an entry."""

ValuePath = tuple[str | int, ...]
"""Keys and indices from 0: ("authors", 2, "orcid")."""
