"""Print the settings of a web server for the portal."""

import argparse
from pathlib import Path

from kartotek.cli.common import attempt
from kartotek.site.options import BuildOptions
from kartotek.site.report import BuildReport
from kartotek.site.server_settings import SERVERS, server_settings
from kartotek.workers import cores


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek hosting`."""
    parser.add_argument("server", choices=tuple(SERVERS), help="the web server")
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")
    parser.add_argument("--base-url", default="", metavar="URL", help="address of the portal: https://host/path/")
    parser.add_argument(
        "--root", default="/var/www/research", metavar="DIR", help="where dist/ is copied to (default: %(default)s)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the settings to standard output, and what is wrong to standard error. Returns the exit status."""
    site = arguments.site
    options = BuildOptions(site=site, out=site / "dist", base_url=arguments.base_url, jobs=cores())
    printed: list[str] = []

    def work(options: BuildOptions) -> BuildReport:
        report, text = server_settings(options, arguments.server, arguments.root)
        printed.append(text)
        return report

    status, _ = attempt(work, options, "text")
    print("".join(printed), end="")
    return status
