"""The configuration of Sveltia CMS 0.221 for a portal, and the shapes by which its entries are read and written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kartotek.admin import labels
from kartotek.admin.forms import Forms, Translate, shapes
from kartotek.admin.shapes import as_json
from kartotek.config.editing import Editing
from kartotek.content import schema as s
from kartotek.model.kinds import KINDS, PUBLICATIONS, Kind
from kartotek.model.types import TYPES
from kartotek.start.words import translator

SOURCE = "kartotek_source"
"""The hidden field with the file as it was read; see `scripts/format.js`."""


@dataclass(frozen=True, slots=True)
class SiteIdentity:
    """What the configuration says of the portal: its title in the language, and its address ("" if not known)."""

    title: str
    base_url: str


def configuration(editing: Editing, place: SiteIdentity, language: str, gettext: Translate) -> dict[str, Any]:
    """What `scripts/start.js` reads: `cms` for Sveltia, `shapes` and more for each kind, `reach` for the network."""
    translate = translator(language)
    return {
        "cms": {
            "load_config_file": False,
            "backend": backend(editing),
            "app_title": place.title,
            **_addresses(place.base_url),
            "media_folder": editing.in_repository("content/files"),
            "public_folder": "/",
            "media_libraries": {"default": {"config": {"slugify_filename": True}}, "stock_assets": False},
            "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": 70},
            "output": {"omit_empty_optional_fields": False},
            "collections": [_collection(editing, kind, translate, gettext) for kind in KINDS.values()],
        },
        "shapes": {kind.key: {key: as_json(shape) for key, shape in shapes(kind).items()} for kind in KINDS.values()},
        "texts": {kind.key: kind.text for kind in KINDS.values()},
        "names": {kind.key: kind.naming.field for kind in KINDS.values()},
        "reach": list(editing.reach),
    }


def _addresses(base_url: str) -> Mapping[str, Any]:
    """Where the portal is, if that is known: without it, nothing leads from an entry to its page."""
    if not base_url:
        return {"show_preview_links": False}
    return {"site_url": base_url.rstrip("/"), "display_url": base_url}


def backend(editing: Editing) -> dict[str, Any]:
    """How entries are read and written, and how one signs in.

    GitHub takes an access token, or a helper for OAuth (PKCE is refused for it by Sveltia 0.221); GitLab and Gitea
    take PKCE where an application is named, and tokens.
    """
    if editing.forge == "test":
        return {"name": "test-repo"}
    address = editing.address.rstrip("/")
    common = {"name": editing.forge, "repo": editing.repository, "branch": editing.branch}
    if editing.forge == "github":
        own = {} if address == "https://github.com" else {"api_root": f"{address}/api/v3"}
        helper = {"base_url": editing.sign_in.rstrip("/")} if editing.sign_in else {}
        return {**common, **own, **helper, "auth_methods": ["oauth", "token"] if helper else ["token"]}
    own = {"base_url": address, "api_root": f"{address}/api/{_API_VERSION[editing.forge]}"}
    if not editing.app_id:
        return {**common, **own, "auth_methods": ["token"]}
    return {**common, **own, "auth_type": "pkce", "app_id": editing.app_id, "auth_methods": ["oauth", "token"]}


_API_VERSION = {"gitlab": "v4", "gitea": "v1"}


def _collection(editing: Editing, kind: Kind[Any], translate: Translate, gettext: Translate) -> dict[str, Any]:
    """The entries of a kind."""
    name = kind.naming.field
    types = {key: gettext(row.label) for key, row in TYPES.items()}
    needed = ("type", "title") if kind is PUBLICATIONS else (name,)
    fields = Forms(kind, translate, types).fields(needed)
    return {
        "name": kind.key,
        "label": gettext(kind.plural),
        "label_singular": gettext(kind.label),
        "folder": editing.in_repository(f"content/{kind.key}"),
        "create": True,
        "delete": False,  # an address that was published stays: "Withdrawn" leaves a notice
        "extension": "md",
        "format": f"kartotek-{kind.key}-frontmatter",
        "identifier_field": name,
        "slug": {
            "template": _SLUG.get(kind.key, f"{{{{{name}}}}}"),
            "editable": ["create"],  # later it takes `kartotek rename`, which lets the old address lead to the new one
            "pattern": [s.ENTRY_ID["pattern"], translate(labels.ENTRY_NAME)],
        },
        "summary": "{{title}} ({{issued}})" if kind is PUBLICATIONS else f"{{{{{name}}}}}",
        "preview_path": "{{slug}}/" if kind.key == "pages" else f"{kind.key}/{{{{slug}}}}/",
        "aliases_field": False,
        "view_filters": [{"label": translate(labels.DRAFTS), "field": "draft", "pattern": True}],
        **_views(kind, name, translate),
        "fields": [*fields, {"name": SOURCE, "widget": "hidden"}],
    }


_SLUG = {PUBLICATIONS.key: "{{authors.0.name}}-{{issued | truncate(4, '-')}}-{{title}}"}


def _views(kind: Kind[Any], name: str, translate: Translate) -> Mapping[str, Any]:
    """How lists of entries are sorted and grouped."""
    if kind is not PUBLICATIONS:
        return {"sortable_fields": [name]}
    return {
        "sortable_fields": {"fields": ["issued", "title"], "default": {"field": "issued", "direction": "descending"}},
        "view_groups": [
            {"label": translate(labels.BY_TYPE), "field": "type"},
            {"label": translate(labels.BY_YEAR), "field": "issued", "pattern": r"-?\d{4}"},
        ],
    }
