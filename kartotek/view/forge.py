"""Addresses on the forge where the entries are kept: its editor for a file, and its form for a new issue.

GitHub ("Creating an issue from a URL query"), GitLab and Gitea all take the first text of an issue from the address. A
label cannot be given there: GitHub answers with "not found" to everybody who may not set labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from kartotek.config.editing import FORGES, Editing
from kartotek.content.yaml_output import entry_text


@dataclass(frozen=True, slots=True)
class _Ways:
    """How addresses of a forge are made, after that of the repository. `file_name` and `text` are the parameters for a
    new file, "" if there is none; `title` and `body` are those of an issue."""

    edit: str
    new: str
    issue: str
    file_name: str = "filename"
    text: str = "value"
    title: str = "title"
    body: str = "body"


_FORGES: Mapping[str, _Ways] = {
    "github": _Ways("edit", "new", "issues/new"),
    "gitlab": _Ways("-/edit", "-/new", "-/issues/new", "file_name", "", "issue[title]", "issue[description]"),
    "gitea": _Ways("_edit", "_new", "issues/new"),
}


@dataclass(frozen=True, slots=True)
class Issues:
    """The form for a new issue: its address, the parameters for title and text, and the name of the forge."""

    address: str
    title: str
    body: str
    forge: str

    @property
    def origin(self) -> str:
        """The forge as policies name it: scheme and host."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


def issues_of(editing: Editing | None) -> Issues | None:
    """Where visitors report a mistake; None if the site does not say where its entries are kept."""
    if editing is None or editing.forge not in _FORGES:
        return None
    ways = _FORGES[editing.forge]
    return Issues(f"{_repository(editing)}/{ways.issue}", ways.title, ways.body, FORGES[editing.forge].name)


def edit_address(editing: Editing, file: str) -> str:
    """The forge's editor for a file of the site; "" if the forge has none."""
    ways = _FORGES.get(editing.forge)
    if ways is None:
        return ""
    return f"{_repository(editing)}/{ways.edit}/{quote(editing.branch)}/{quote(editing.in_repository(file))}"


def new_address(editing: Editing, file: str, fields: Mapping[str, str]) -> str:
    """The forge's editor for a new entry, with some fields to begin with where the forge can take them; "" if the forge
    has none."""
    ways = _FORGES.get(editing.forge)
    if ways is None:
        return ""
    folder, _, name = editing.in_repository(file).rpartition("/")
    values = {ways.file_name: name} | ({ways.text: entry_text(fields, "")} if ways.text else {})
    return f"{_repository(editing)}/{ways.new}/{quote(editing.branch)}/{quote(folder)}?{urlencode(values)}"


def _repository(editing: Editing) -> str:
    return f"{editing.address}{quote(editing.repository)}"
