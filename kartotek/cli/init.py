"""Start a portal: settings, example entries, and what the web host needs."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from kartotek.cli.ask import ask
from kartotek.cli.common import report_errors
from kartotek.config.settings import LANGUAGES
from kartotek.diagnostics.render import counted

HOSTS = ("github", "gitlab", "netlify", "cloudflare", "s3", "rsync")
_NO_RELEASE = (
    "before you publish: this Kartotek was installed from a folder or a file, which your host does not have; it would "
    "look for the release {}. If there is none, install Kartotek by `pip install git+ADDRESS-OF-ITS-REPOSITORY`, "
    "delete the folder locks, and run `kartotek init --add .` there"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek init`."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder; it is made if it is not there")
    parser.add_argument("--title", metavar="TEXT", help="what the portal is called")
    parser.add_argument("--language", choices=LANGUAGES, help="of the portal, and of what is written for editors")
    parser.add_argument("--host", choices=HOSTS, help="where it is published (default: github)")
    parser.add_argument("--base-url", metavar="URL", help="address of the published portal: https://host/path/")
    about = "add what is missing to a folder that is not empty; every file that is there is kept"
    parser.add_argument("--add", action="store_true", help=about)


def run(arguments: argparse.Namespace) -> int:
    """Write the portal, and print what comes next. Returns the exit status."""
    from kartotek.start.init import NewPortal, check_folder, init, portal_there, title_in  # every command imports this

    with report_errors() as status:
        folder: Path = arguments.folder
        check_folder(folder, arguments.add)
        if there := portal_there(folder):
            given = {"language": arguments.language, "host": arguments.host}
            started = init(replace(there, **{name: value for name, value in given.items() if value}))
        else:
            language = ask(arguments.language, "Language of the portal", "en", LANGUAGES)
            title = ask(arguments.title, "Its title", title_in(language))
            host = ask(arguments.host, "Where it is to be published", "github", HOSTS)
            base_url = ask(arguments.base_url, "Its address, if you know it (https://...)", "")
            started = init(NewPortal(folder, title, language, host, base_url, arguments.add))
        for path in started.kept:
            print(f"{folder / path} was there, and is kept", file=sys.stderr)
        print(f"{folder} is a portal now: {counted(len(started.written), 'file')} written", file=sys.stderr)
        if started.wanted:
            print(_NO_RELEASE.format(started.wanted), file=sys.stderr)
        print(f"see it: kartotek serve --site {folder}", file=sys.stderr)
        print(f"publish it: {folder / 'README.md'} says how", file=sys.stderr)
    return status()
