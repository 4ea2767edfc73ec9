"""Files in `dist/` by which web hosts are told which headers to send and where old addresses lead."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from urllib.parse import quote

from kartotek import urls
from kartotek.config.hosts import HOSTS
from kartotek.output.caching import FOREVER, NAMED_BY_CONTENT
from kartotek.output.outputs import Output
from kartotek.output.stage import WRITTEN_HERE, Stage
from kartotek.render.policy import SANDBOX
from kartotek.site.host_facts import NO_FRAMES, HostFacts, host_facts
from kartotek.site.load import Loaded
from kartotek.site.options import Job
from kartotek.site.web_servers import apache


def stage_host_files(job: Job, loaded: Loaded, stage: Stage) -> Iterator[Output]:
    """The files that the host of the portal reads (`host` in site.yaml); of other hosts there are none."""
    writers = _WRITERS.get(job.settings.host, {})
    if writers:
        facts = host_facts(job.options.site, job.settings, loaded)
        for name, write in writers.items():
            lines = (f"{WRITTEN_HERE}, for `host: {job.settings.host}` in site.yaml", *write(facts))
            yield stage.put(name, "".join(f"{line}\n" for line in lines).encode())


def _headers(facts: HostFacts) -> Iterator[str]:
    """`_headers` of Netlify and Cloudflare Pages: a path, then its headers. A file with two policies obeys both."""
    yield "/*"
    yield "  X-Content-Type-Options: nosniff"
    yield f"  Content-Security-Policy: {NO_FRAMES}"
    for folder in NAMED_BY_CONTENT:
        yield f"{facts.base}{folder}*"
        yield f"  Cache-Control: {FOREVER}"
    for path in sandbox_rules(facts):
        yield path
        yield f"  Content-Security-Policy: {SANDBOX}"


_OTHER_RULES = 1 + len(NAMED_BY_CONTENT)


def sandbox_rules(facts: HostFacts) -> Sequence[str]:
    """The paths of files that get the sandbox, percent-encoded.

    Where a host does not read as many, all files below `files/` get it, and all files of the publications that have one
    (their pages then run no script).
    """
    paths = [quote(path) for path in facts.sandboxed]
    most = HOSTS["cloudflare"].rules - _OTHER_RULES
    if len(paths) <= most:
        return paths
    return sorted({f"{facts.base}{urls.FILES}*", f"{facts.base}publications/*"})


def _cloudflare_redirects(facts: HostFacts) -> Iterator[str]:
    """`_redirects`: the old path, the new one, the status. What is beyond the limit redirects by its page."""
    lines = (f"{quote(old)} {new} 301" for old, new in facts.both())
    return islice(lines, HOSTS["cloudflare"].redirects)


def _netlify_redirects(facts: HostFacts) -> Iterator[str]:
    """The same for Netlify: without the exclamation mark it would send the page at the old address instead."""
    return (f"{quote(old)} {new} 301!" for old, new in facts.redirects)


_WRITERS: Mapping[str, Mapping[str, Callable[[HostFacts], Iterable[str]]]] = {
    "cloudflare": {"_headers": _headers, "_redirects": _cloudflare_redirects},
    "cloudflare-paid": {"_headers": _headers, "_redirects": _cloudflare_redirects},
    "netlify": {"_headers": _headers, "_redirects": _netlify_redirects},
    "apache": {".htaccess": apache},
}
"""By host: the files it reads, by name."""
