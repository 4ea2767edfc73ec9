"""The setting `editing`: where the entries are kept, so that pages lead there and `/admin/` can write there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kartotek.config.addresses import site_address
from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field
from kartotek.content.maps import map_of
from kartotek.content.paths import ValuePath


@dataclass(frozen=True, slots=True)
class Forge:
    """A kind of host for repositories: what it is called, and where it is if the setting does not say; "" if it has to.

    `nested` is whether a repository may be in a group within a group.
    """

    name: str
    address: str
    nested: bool = False


FORGES: Mapping[str, Forge] = {
    "github": Forge("GitHub", "https://github.com/"),
    "gitlab": Forge("GitLab", "https://gitlab.com/", nested=True),
    "gitea": Forge("Gitea or Forgejo", ""),
    "test": Forge("nowhere", "https://localhost/", nested=True),
}
"""By the value of `forge`."""


@dataclass(frozen=True, slots=True)
class Editing:
    """Where the entries are: a repository `OWNER/NAME` of a forge (a key of `FORGES`), and the branch of the portal.

    `address` is the forge's own, with a slash at its end. `folder` is where the portal (its `site.yaml`) is in the
    repository, "" for the top. `admin` says whether there is `/admin/`; `app_id` and `sign_in` are how one signs in
    there: the id of an OAuth application (GitLab, Gitea), the address of an OAuth helper (GitHub), "" for neither.
    """

    repository: str
    forge: str = "github"
    branch: str = "main"
    address: str = ""
    folder: str = ""
    admin: bool = True
    app_id: str = ""
    sign_in: str = ""

    def __post_init__(self) -> None:
        if not self.address:
            object.__setattr__(self, "address", FORGES[self.forge].address)

    @property
    def reach(self) -> tuple[str, ...]:
        """The origins that `/admin/` calls beside the portal's own: those of the forge's API."""
        if self.forge == "test":
            return ()
        parts = urlsplit("https://api.github.com/" if self.address == FORGES["github"].address else self.address)
        return (f"{parts.scheme}://{parts.netloc}",)

    def in_repository(self, path: str) -> str:
        """Where a file of the portal is in the repository, from its path below the folder of `site.yaml`."""
        return f"{self.folder}/{path}" if self.folder else path


_REPOSITORY = r"[A-Za-z0-9_][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)+"
_BRANCH = r"[A-Za-z0-9_][A-Za-z0-9_.+@#-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.+@#-]*)*"
_ID = r"[A-Za-z0-9_.-]+"


def _word(pattern: str, what: str, hint: str) -> f.Reader:
    """A reader of one word that has no spaces. `what` and `hint` say what it is, and what to write."""
    write = f"{hint[0].lower()}{hint[1:]}"

    @s.takes({"type": ["string", "number", "boolean", "null"], "pattern": rf"^\s*{pattern}\s*$", s.SAID: f"{hint}."})
    def read(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
        line = f.text(raw, path, diagnostics)
        if line and not re.fullmatch(pattern, line):
            diagnostics.add("site-setting", path, f"{line!r} is not {what}", _instead(line) or write)
            return None
        return line

    return read


def _instead(line: str) -> str:
    """What to write for the address of a repository; "" if it is none."""
    parts = urlsplit(line if "://" in line else f"https://{line}")
    name = parts.path.strip("/").removesuffix(".git")
    return f"write {name}" if "." in parts.netloc and re.fullmatch(_REPOSITORY, name) else ""


EDITING_FIELDS = {
    "repository": Field(
        _word(_REPOSITORY, "the name of a repository", "Write OWNER/NAME, as in its address"),
        "The repository of the entries, as OWNER/NAME; alone, it is one on GitHub. Required.",
    ),
    "forge": Field(
        f.choice(tuple(FORGES)),
        "Where the repository is: `github` (the default), `gitlab`, or `gitea` (also for Forgejo and Codeberg); "
        "`test` lets one try `/admin/`, which then saves nothing.",
    ),
    "address": Field(site_address, "The address of the forge, if it is one of your own; `gitea` needs it."),
    "branch": Field(
        _word(_BRANCH, "the name of a branch", "Write the name of a branch, such as main"),
        "The branch that the portal is built from; default main.",
    ),
    "folder": Field(f.file_path, "The folder in the repository that has `site.yaml`; default the top."),
    "admin": Field(f.flag, "Whether the portal has `/admin/`, where entries are edited in the browser; default true."),
    "app_id": Field(
        _word(_ID, "the id of an application", "Copy it from the application's page"),
        "The id of the OAuth application for signing in, on GitLab and Gitea.",
    ),
    "sign_in": Field(site_address, "The address of an OAuth helper for signing in with GitHub."),
}
"""The fields of the map `editing`."""
_MAP = map_of(EDITING_FIELDS, Editing, required=("repository",))


@s.takes(s.either(s.schema_of(EDITING_FIELDS["repository"].read), s.schema_of(_MAP)))
def editing(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> Editing | None:
    """A map, or the repository alone if it is on GitHub."""
    if isinstance(raw, str):
        name = EDITING_FIELDS["repository"].read(raw, path, diagnostics)
        found = Editing(name) if name else None
    else:
        found = _MAP(raw, path, diagnostics)
    if found:
        _check(found, path, diagnostics)
    return found


def _check(found: Editing, path: ValuePath, diagnostics: EntryDiagnostics) -> None:
    """Report what does not go together."""
    forge = FORGES[found.forge]
    if not found.address:
        diagnostics.add(
            "site-setting", path, f"where is {forge.name}?", "add `address:`, such as https://codeberg.org/"
        )
    if not forge.nested and found.repository.count("/") != 1:
        message = f"{found.repository!r} has too many parts for a repository on {forge.name}"
        diagnostics.add("site-setting", path, message, "write OWNER/NAME")
    if found.app_id and found.forge not in ("gitlab", "gitea"):
        message = f"`app_id` is not for {forge.name}"
        diagnostics.add("site-setting", (*path, "app_id"), message, "give the address of a helper as `sign_in`")
    if found.sign_in and found.forge != "github":
        message = "`sign_in` is for GitHub only"
        diagnostics.add("site-setting", (*path, "sign_in"), message, "write `app_id: ...` instead")
