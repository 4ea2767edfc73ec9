"""Addresses of repositories of source code."""

import re

_REPOSITORY = re.compile(r"https?://(?:[^/]+\.)?(?:git[a-z]*|codeberg|bitbucket)\.[^/]+/.+|.+\.git/?", re.IGNORECASE)


def is_repository(address: str) -> bool:
    """Whether an address is that of a repository, by the names of hosts and by the ending that git gives them."""
    return _REPOSITORY.fullmatch(address) is not None
