"""`/admin/`, where entries are edited in the browser: its page, and what the scripts there are told in each language.

There is one for the whole portal. The scripts themselves are files of the program (`admin.bundle`).
"""

import json
from collections.abc import Iterator

from markupsafe import Markup

from kartotek import urls
from kartotek.admin.bundle import import_map
from kartotek.admin.config import SiteIdentity, configuration
from kartotek.config.editing import Editing
from kartotek.config.settings import LANGUAGES
from kartotek.pages.family import Context, Family, shows_no_works
from kartotek.render.language import language
from kartotek.render.policy import admin_policy
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _wanted(view: View) -> Editing | None:
    """Where the entries are, if there is to be an `/admin/` here."""
    editing = view.settings.editing
    return editing if editing and editing.admin and not view.prefix else None


def _plan(view: View) -> Iterator[Page]:
    """One page, if the settings say where the entries are."""
    if _wanted(view):
        yield Page("admin", "", urls.ADMIN, "admin.html")


def _inputs(_view: View, _page: Page) -> Iterator[Fact]:
    """Where the entries are, and what the portal is called."""
    yield ("editing", "")


def _context(view: View, _page: Page) -> Context:
    """What `admin.html` is given. The page states its own policy, whatever `security_policy` says: who signs in there
    can change the portal."""
    editing, _, _ = view.editing()
    modules = import_map()
    return {
        "title": view.language.gettext("Editing"),
        "import_map": Markup(modules),  # it has no <, and the policy has its checksum
        "form_languages": LANGUAGES,
        "admin_policy": Markup(admin_policy(modules, editing.reach if editing else ())),
    }


def _plan_forms(view: View) -> Iterator[Page]:
    """A file for each language of the interface: whoever edits has them in their own."""
    if _wanted(view):
        yield from (Page("admin forms", code, f"{urls.ADMIN}config.{code}.json", "") for code in LANGUAGES)


def _forms(view: View, page: Page) -> list[bytes]:
    """The configuration of the editor in one language, as JSON."""
    editing, base_url, _ = view.editing()
    if editing is None:
        return [b"{}\n"]
    place = SiteIdentity(view.site.text("title", page.key), base_url)
    found = configuration(editing, place, page.key, language(page.key).gettext)
    return [f"{json.dumps(found, ensure_ascii=False, separators=(',', ':'))}\n".encode()]


def _kind(_page: Page) -> urls.FileKind:
    return urls.PROGRAMS


FAMILY = Family("admin", _plan, _inputs, _context, plan_touched=shows_no_works, kind=_kind, is_read=False)
FORMS = Family("admin forms", _plan_forms, _inputs, files=_forms, plan_touched=shows_no_works, kind=_kind)
