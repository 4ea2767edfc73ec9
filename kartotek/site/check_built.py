"""Check the links of a portal that was built."""

from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b

from kartotek.config.settings import FILE
from kartotek.diagnostics import ContentError, SetupError
from kartotek.site.begin import plain_errors
from kartotek.site.cache_folder import own_cache
from kartotek.site.options import BuildOptions
from kartotek.site.program_version import program_version
from kartotek.verify.check import LinksChecked, Remembered, check_links

__all__ = ["LinksChecked", "check_built"]


def check_built(options: BuildOptions, progress: Callable[[str, int, int], None]) -> LinksChecked:
    """Check every link in `options.out`; what is read is remembered in the cache of the site, if there is a site.

    Raises ContentError if a link is broken, SetupError if there is no portal.
    """
    with plain_errors(options.out):
        checked = check_links(options.out, options.jobs, _remembered(options), progress)
    if checked.diagnostics:
        raise ContentError(checked.diagnostics)
    return checked


def _remembered(options: BuildOptions) -> Remembered | None:
    """A file in the cache for each output folder; None where nothing can be written."""
    if not (options.site / FILE).is_file():
        return None
    name = blake2b(str(options.out.resolve()).encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    # a build may be running, or the cache may be somebody else's: then all is read
    with suppress(OSError, SetupError), own_cache(options):
        return Remembered(options.cache / f"links-{name}", program_version())
    return None
