"""The settings of a web server, for a portal as its entries are now (`kartotek hosting`)."""

from collections.abc import Callable, Iterator, Mapping

from kartotek.site.begin import begin_job, load_valid, plain_errors
from kartotek.site.host_facts import HostFacts, host_facts
from kartotek.site.options import BuildOptions
from kartotek.site.report import BuildReport
from kartotek.site.web_servers import apache, caddy, nginx

SERVERS: Mapping[str, Callable[[HostFacts, str], Iterator[str]]] = {"nginx": nginx, "apache": apache, "caddy": caddy}
"""By name: the settings of each web server, in pieces of one or more lines."""


def server_settings(options: BuildOptions, server: str, folder: str) -> tuple[BuildReport, str]:
    """The settings of a web server (a key of `SERVERS`), which finds the files of the portal in `folder`.

    Also returns the report of reading the site. Raises SetupError and ContentError, as `check` does.
    """
    job = begin_job(options)
    with plain_errors(options.site):
        facts = host_facts(options.site, job.settings, load_valid(job))
    head = f"# made by `kartotek hosting {server}`; make it again when `aliases` or files such as drawings change"
    return job.report, "".join(f"{line}\n" for line in (head, *SERVERS[server](facts, folder.rstrip("/"))))
