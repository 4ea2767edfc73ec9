"""The page on which visitors report a mistake: a form that fills an issue on the forge where the entries are kept.

Which entry it is about is in the address: `/report/?entry=people/ada-lind`. The script of the theme reads the values of
that entry from its page; without scripts the form is one text, which is sent to the forge.
"""

from collections.abc import Iterator

from kartotek import urls
from kartotek.model.reportable import CONTRIBUTORS, LISTS, REPORTABLE
from kartotek.pages.family import Context, Family, shows_no_works
from kartotek.view import labels
from kartotek.view.fact import Fact
from kartotek.view.forge import issues_of
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan(view: View) -> Iterator[Page]:
    """One page, if site.yaml says where the entries are kept."""
    if issues_of(view.settings.editing):
        yield Page("report", "", urls.REPORT, "report.html")


def _inputs(_view: View, _page: Page) -> Iterator[Fact]:
    """Whom else one may write to."""
    yield "harvesting", ""


def _context(view: View, _page: Page) -> Context:
    """What `report.html` is given: where the issue goes, and the labels of the fields of each kind."""
    gettext = view.language.gettext
    contact, _ = view.harvesting()
    return {
        "title": gettext("Report a mistake"),
        "contact": contact,
        "issues": issues_of(view.settings.editing),
        "report_fields": {
            kind: [(field, gettext(labels.REPORTED[field])) for field in fields] for kind, fields in REPORTABLE.items()
        },
        "report_lists": sorted(LISTS),
        "report_people": sorted(CONTRIBUTORS),
    }


FAMILY = Family("report", _plan, _inputs, _context, plan_touched=shows_no_works, is_read=False)
