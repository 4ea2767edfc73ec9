"""How every build and every check begins: settings, entries, and what is raised when something is wrong with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kartotek.config.settings import FILE as SETTINGS
from kartotek.config.settings import read_settings
from kartotek.content.history import History
from kartotek.content.redirects import FILE as REDIRECTS
from kartotek.diagnostics import ContentError, Diagnostic, SetupError, Severity
from kartotek.site.cache import LastBuild
from kartotek.site.house_rules import wrong_names
from kartotek.site.load import Loaded, load, located
from kartotek.site.options import BuildOptions, Job, Watcher
from kartotek.site.public_files import SETTINGS as SITE_FILE
from kartotek.site.report import BuildReport

FILES_AT_TOP = (SETTINGS, REDIRECTS)
"""What editors write beside the folders `content/` and `templates/`."""


def begin_job(options: BuildOptions, watcher: Watcher = Watcher()) -> Job:  # noqa: B008
    """A job with the settings of its site. Raises SettingsError if `site.yaml` is missing or has errors, and SetupError
    if it cannot be read."""
    with plain_errors(options.site):
        settings, diagnostics = read_settings(options.site, options.base_url)
        wrong = list(wrong_names(settings.rules)) if settings else []
        diagnostics += located(options.site, [(SITE_FILE, found) for found in wrong])
    if settings is None or wrong:
        raise SettingsError(sorted(diagnostics, key=Diagnostic.sort_key))
    return Job(options, settings, BuildReport(diagnostics=diagnostics), watcher)


def load_valid(job: Job, last: LastBuild = LastBuild(), history: History | None = None) -> Loaded:  # noqa: B008
    """The linked content. Raises ContentError if an entry has errors or, with `strict`, warnings."""
    loaded = load(job, last, history)
    job.report.diagnostics += loaded.diagnostics
    job.report.next_change = loaded.content.next_change
    refuse_errors(job)
    return loaded


def refuse_errors(job: Job) -> None:
    """Raise ContentError if the diagnostics in the report have errors or, with `strict`, warnings."""
    fatal = {Severity.ERROR, Severity.WARNING} if job.options.strict else {Severity.ERROR}
    if any(found.severity in fatal for found in job.report.diagnostics):
        raise ContentError(job.report.diagnostics)


class SettingsError(SetupError):
    """`site.yaml` cannot be used; `diagnostics` say why, and where."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("site.yaml cannot be used")
        self.diagnostics = diagnostics


@contextmanager
def plain_errors(where: Path) -> Iterator[None]:
    """Turn errors of the file system into a sentence for the user: raises SetupError. `where` is named if the error has
    no path."""
    try:
        yield
    except OSError as error:
        raise SetupError(
            f"{error.filename or where}: {error.strerror or error}",
            "check that the disk has room and that you may write there; nothing that was published has changed",
        ) from error
    except RuntimeError as error:  # Python 3.11 and 3.12 raise it for a symbolic link that leads to itself
        raise SetupError(f"{where}: {error}", "a symbolic link leads back to itself; remove it") from error
