"""A new portal: a folder with settings, two example entries, and all that the chosen web host needs to publish it."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kartotek import __version__
from kartotek.config.hosts import HOSTS
from kartotek.config.settings import FILE, LANGUAGES, read_settings
from kartotek.diagnostics import SetupError
from kartotek.start.schemas import NAMES, SITE, all_schemas, file_name
from kartotek.start.site_file import scalar, site_file
from kartotek.start.words import FILES, TEMPLATES, file_in, limits_of, translator
from kartotek.start.write import write_new

_REVIEW = {
    ".github/workflows/check.yml": "github/check.yml",
    ".github/workflows/comment.yml": "github/comment.yml",
    ".github/workflows/sync.yml": "github/sync.yml",
    ".github/workflows/report.yml": "github/report.yml",
    ".github/ISSUE_TEMPLATE/mistake.yml": "github/mistake.yml",
}
_DAILY = {".github/workflows/daily.yml": "github/daily.yml"}


@dataclass(frozen=True, slots=True)
class PortalHost:
    """A way to publish. `setting` is the value of `host` in site.yaml; `files` are what only this way needs, by their
    path in the portal, each with the file of `files/` that it is. `lock` is the file of packages that it needs."""

    setting: str
    files: Mapping[str, str]
    lock: str = "portal.txt"


PORTAL_HOSTS: Mapping[str, PortalHost] = {
    "github": PortalHost("github", {".github/workflows/publish.yml": "github/publish.yml", **_REVIEW}),
    "gitlab": PortalHost("gitlab", {".gitlab-ci.yml": "gitlab/gitlab-ci.yml"}),
    "netlify": PortalHost(
        "netlify", {"netlify.toml": "netlify/netlify.toml", "build.sh": "netlify/build.sh", **_DAILY, **_REVIEW}
    ),
    "cloudflare": PortalHost("cloudflare", {"build.sh": "cloudflare/build.sh", **_DAILY, **_REVIEW}),
    "s3": PortalHost(
        "other",
        {"publish.sh": "s3/publish.sh", ".github/workflows/publish.yml": "s3/publish.yml", **_REVIEW},
        lock="publish.txt",
    ),
    "rsync": PortalHost(
        "other", {"publish.sh": "rsync/publish.sh", ".github/workflows/publish.yml": "rsync/publish.yml", **_REVIEW}
    ),
}
"""The values of `--host`. Netlify and Cloudflare build by themselves, as do the workflows for the others."""
_EVERYWHERE = {
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/extensions.json": "vscode/extensions.json",
    ".vscode/tasks.json": "vscode/tasks.json",
}
_LOCK_FILE = "locks/kartotek.txt"
_LOCK = """\
# The version of Kartotek that makes this portal. For a newer one: install it, delete the folder `locks`, and run
# `kartotek init --add .`, which writes both files of that folder anew.
{}
"""


@dataclass(frozen=True, slots=True)
class NewPortal:
    """What is asked for. `language` is one of `config.settings.LANGUAGES`.

    `host` is one of `PORTAL_HOSTS`, or "" if nothing is to be written for one. `title` and `base_url` may be "".
    With `add`, the folder need not be empty, and what is there is kept.
    """

    folder: Path
    title: str = ""
    language: str = "en"
    host: str = "github"
    base_url: str = ""
    add: bool = False


@dataclass(frozen=True, slots=True)
class Started:
    """What was done: paths that were written, and those that were there before and were kept.

    `wanted` is the release that `locks/kartotek.txt` was written for although what runs now was installed from a folder
    or a file, so that there may be no such release; "" if that is not so.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    wanted: str = ""


def init(portal: NewPortal) -> Started:
    """Write a new portal. No file that is there is changed.

    Raises SetupError if the folder is not empty, or what is asked for cannot be used, and OSError; nothing is left
    behind then.
    """
    files = portal_files(portal)
    _check_settings(files[FILE], portal)
    there = check_folder(portal.folder, portal.add)
    if "content" in there:  # entries of their own: examples would be in the way
        files = {path: text for path, text in files.items() if not path.startswith("content/")}
    kept = tuple(path for path in files if os.path.lexists(portal.folder / path))
    written = {path: text for path, text in files.items() if path not in kept}
    write_new(portal.folder, written)
    origin = _origin()
    is_local = "vcs_info" not in origin and str(origin.get("url", "")).startswith("file:")
    return Started(tuple(written), kept, _this_version() if is_local and _LOCK_FILE in written else "")


def check_folder(folder: Path, add: bool) -> list[str]:
    """What is in the folder of a new portal. Raises SetupError if that must be nothing, and is not."""
    if folder.exists() and not folder.is_dir():
        raise SetupError(f"{folder} is a file", "choose another name for the folder")
    there = sorted({path.name for path in folder.iterdir()} - {".git"}) if folder.exists() else []
    if there and not add:
        more = f" and {len(there) - 5} more" if len(there) > 5 else ""
        hint = "choose another folder; or write --add to add what is missing, which keeps every file that is there"
        raise SetupError(f"{folder} is not empty: it has {', '.join(there[:5])}{more}", hint)
    return there


def portal_there(folder: Path) -> NewPortal | None:
    """What the `site.yaml` of a folder says, for adding to it; None if there is none, or it has errors."""
    settings = read_settings(folder)[0] if (folder / FILE).is_file() else None
    if settings is None:
        return None
    language = next((code for code in settings.site.languages if code in LANGUAGES), LANGUAGES[0])
    host = settings.host.removesuffix("-paid")
    title = settings.site.text("title", language)
    return NewPortal(folder, title, language, host if host in PORTAL_HOSTS else "", settings.site.base_url, add=True)


def portal_files(portal: NewPortal) -> dict[str, bytes]:
    """Every file of a new portal by its path."""
    host = PORTAL_HOSTS.get(portal.host, PortalHost("other", {}))
    language, title = portal.language, portal.title or title_in(portal.language)
    _ = translator(language)
    values = {
        "title": scalar(title),
        "description": scalar(_("What we publish.")),
        "languages": f"[{language}]",
        "base_url": scalar(portal.base_url) if portal.base_url else "",
        "host": host.setting,
    }
    limits = limits_of(HOSTS[host.setting], language)
    example = _("lind-2020-on-cards")  # as in README
    publishing = file_in(language, f"readme/{portal.host or 'other'}.md", limits=limits)
    texts = {
        FILE: site_file(language, values),
        "README.md": file_in(language, "README.md", title=title, publishing=publishing.strip()),
        f"content/publications/{example}.md": _read("content/publication.md", language),
        "content/people/ada-lind.md": _read("content/person.md", language),
        **{path: _read(source, language) for path, source in {**_EVERYWHERE, **host.files}.items()},
        ".vscode/settings.json": _editor_settings(),
        **{f".vscode/schemas/{name}": text for name, text in all_schemas(language).items()},
        _LOCK_FILE: _LOCK.format(_this_version()),
    }
    return {**{path: text.encode() for path, text in texts.items()}, "locks/runtime.txt": locked(host.lock)}


def _editor_settings() -> str:
    """Settings of Visual Studio Code, which say which files have which schema."""
    schemas = {
        f"./.vscode/schemas/{file_name(name)}": [f"content/{kind}/**/*.{suffix}" for suffix in ("yaml", "yml")]
        if name != SITE
        else [FILE]
        for name, kind in NAMES.items()
    }
    settings = json.loads(_read("vscode/settings.json"))
    return json.dumps({**settings, "yaml.schemas": schemas}, indent=2) + "\n"


def locked(name: str) -> bytes:
    """All packages that a portal is made with, each with version and hashes, as the lock file of that name has them:
    inside an installed package, or at the top of a checkout."""
    installed = FILES / name
    return (installed if installed.is_file() else FILES.parent.parent.parent / "locks" / name).read_bytes()


def _this_version() -> str:
    """The requirement for what is running now: its release, or its commit if pip installed it from a repository."""
    origin = _origin()
    try:
        version_control = origin["vcs_info"]
        address = re.sub(r"(?<=^https://)[^/@]*@", "", origin["url"])
        return f"kartotek @ {version_control['vcs']}+{address}@{version_control['commit_id']}"
    except KeyError:
        return f"kartotek=={__version__}"


def _origin() -> Mapping[str, Any]:
    """Where pip says that Kartotek was installed from (`direct_url.json`, PEP 610); empty for a package index."""
    try:
        origin = json.loads(distribution("kartotek").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return {}
    return origin if isinstance(origin, dict) else {}


def title_in(language: str) -> str:
    """What a portal is called that nobody gave a title."""
    _ = translator(language)
    return _("Our research")


def _read(source: str, language: str = "") -> str:
    """A file of `files/`, in a language if it is a template."""
    if any(Path(source).match(pattern) for pattern in TEMPLATES):
        return file_in(language, source)
    return (FILES / source).read_text("utf-8")


def _check_settings(text: bytes, portal: NewPortal) -> None:
    """Raise SetupError if the settings could not be read."""
    with TemporaryDirectory() as folder:
        (Path(folder) / FILE).write_bytes(text)
        _, diagnostics = read_settings(Path(folder), portal.base_url)
    if diagnostics:
        raise SetupError(f"--title: {diagnostics[0].message}", diagnostics[0].hint)
