""" "Cite this": a publication in the citation styles of the site, and in formats to paste into a bibliography."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape

from kartotek.csl import CitedItem, Style, load_style
from kartotek.export.csl import csl_item, is_application
from kartotek.export.formats import NAMES
from kartotek.export.shared_values import number_of_version
from kartotek.export.work import Work
from kartotek.render.escape import ranges
from kartotek.render.language import Language
from kartotek.render.math import in_one_line
from kartotek.text.direction import has_leftward
from kartotek.text.rich import Rich
from kartotek.text.translated import NP_
from kartotek.view.view import View


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication cited in one style."""

    label: str
    html: str


_NAMES = {
    "american-chemical-society": "ACS",
    "american-medical-association": "AMA",
    "american-political-science-association": "APSA",
    "american-sociological-association": "ASA",
    "apa": "APA",
    "association-for-computing-machinery": "ACM",
    "chicago-author-date": "Chicago",
    "chicago-notes-bibliography": "Chicago (notes)",
    "harvard-cite-them-right": "Harvard",
    "ieee": "IEEE",
    "modern-language-association": "MLA",
    "nlm-citation-sequence": "Vancouver",
}
"""What people call styles with long titles."""
_SHORT = 20
"""So many letters are a short title."""
_ADDITION = re.compile(r"\s*(?:[(:,]| - |\b\d+(?:st|nd|rd|th) edition\b|\bversion\b).*")
"""What the title of a style says beside the name: which edition, which kind of citations."""


def _button(style: Style) -> str:
    """What a style is called on a button."""
    if style.name in _NAMES:
        return _NAMES[style.name]
    if style.short_title and len(style.short_title) <= _SHORT:
        return style.short_title
    return _ADDITION.sub("", style.title) or style.title


_FORMULA = re.compile(r"\$([^$]+)\$")
"""A formula in TeX, as titles have it."""
_HYPHEN = "\u2010"
"""What stands for the hyphens of the number of a report, a patent or a case until it is cited: styles would take 2020-3
for several numbers, "Nos. 2020–3"."""
_AS_IT_IS = '<span class="nocase">%s</span>'
"""Text that no style may change to capitals or small letters (markup of citeproc-js, which CSL processors share)."""
_ACRONYMS = ("container-title", "collection-title", "event-title", "event")
"""Variables that are often an acronym alone, and are then written as they are."""
_EMPHASISED = ("title", "container-title", "reviewed-title", "original-title")
"""Variables in which a name may be set apart."""
_EMPHASIS = re.compile(r"<i>([^<]*)</i>")


def style_names(view: View) -> list[str]:
    """What the styles of the site are called."""
    return [name for name, _ in _styles(view)]


def _styles(view: View) -> list[tuple[str, Style]]:
    """The styles of the site for the language of the view, each with the name to show."""
    return view.once("styles", lambda: _load_styles(view))


def _load_styles(view: View) -> list[tuple[str, Style]]:
    code, templates = view.language.code, view.templates
    styles = [
        _style(name, own, code, templates if name.endswith(".csl") else None) for name, own in view.citation_styles()
    ]
    buttons = [_button(style) for style in styles]
    return [
        (button if buttons.count(button) == 1 else style.title, style)
        for button, style in zip(buttons, styles, strict=True)
    ]


@lru_cache(maxsize=64)
def _style(name: str, _own: bytes, language: str, templates: Path | None) -> Style:
    """A style, loaded once in a process; `_own` is the content of a style of the site, so that a changed one is loaded
    again."""
    return load_style(name, language, templates)


_STATUS_WORDS = {
    "in-press": NP_("in a citation", "in press"),
    "epub-ahead-of-print": NP_("in a citation", "advance online publication"),
    "accepted": NP_("in a citation", "in press"),
    "submitted": NP_("in a citation", "submitted for publication"),
    "in-preparation": NP_("in a citation", "in preparation"),
    "unpublished": NP_("in a citation", "unpublished"),
}
"""What a citation says of a work that is not simply published, by status."""


def cited_item(work: Work, language: Language) -> CitedItem:
    """A publication as an item of CSL 1.0.2, with the words of a language."""
    item = csl_item(work)
    if is_application(work):  # it is filed, which is said, and not "submitted for publication"
        item.pop("status", None)
    if "status" in item:
        item["status"] = language.words(_STATUS_WORDS[work.record.status])
    if item.get("genre") == work.type.label:
        item["genre"] = language.gettext(work.type.label)
    for name, line in _titles(work):
        if name in item and any(span.style == "math" for span in line):
            item[name] = _FORMULA.sub(lambda found: _AS_IT_IS % (in_one_line(found[1]) or found[0]), item[name])
    for name, other in (("reviewed-title", work.reviewed), ("original-title", work.original)):
        if other and name in item and other.language and not other.language.startswith("en"):
            item[name] = _AS_IT_IS % item[name]  # not by the rules of the language of this work
    if work.record.journal:  # names of journals are written as they are, in whatever language
        item["container-title"] = _AS_IT_IS % item["container-title"]
    for name in _ACRONYMS:  # FMICS, which styles would change to Fmics
        if item.get(name, "").isupper():
            item[name] = _AS_IT_IS % item[name]
    if "version" in item:  # styles say themselves that it is one
        item["version"] = number_of_version(item["version"])
    if "issued" not in item:
        item.pop("event-date", None)  # some styles would take it for the year of the work
    if item.get("URL") == work.url:
        del item["URL"]  # that is the page about the work, not the work
    if item["title"].isupper():  # a name such as GIER ALGOL; styles would change it to Gier Algol
        item["title"] = _AS_IT_IS % item["title"]
    for name in _EMPHASISED:  # names of species, titles of others: they have the capitals that they have
        if "<i>" in item.get(name, ""):
            item[name] = _EMPHASIS.sub(lambda found: f"<i>{_AS_IT_IS % found[1]}</i>", item[name])
    return CitedItem(item)


def _titles(work: Work) -> Iterator[tuple[str, Rich]]:
    """The variables with titles, each with the line that it is made of."""
    title = (*work.title, *work.subtitle)
    yield "title", title
    yield "title-short", work.short_title or title
    yield "container-title", work.container_line
    yield "volume-title", work.volume_title
    yield "reviewed-title", work.reviewed.line if work.reviewed else ()
    yield "original-title", work.original.line if work.original else ()


def citations(view: View, work: Work) -> list[Citation]:
    """A publication in the styles of the site, in the language of the page.

    Left out are styles that do not cite it: some list no interview that readers cannot get at.
    """
    styles = _styles(view)
    if not styles:
        return []
    read = cited_item(work, view.language)
    made = ((label, _cited(style, read, work)) for label, style in styles)
    return [Citation(label, ranges(Markup(text))) for label, text in made if text]  # the processor escapes


def _cited(style: Style, read: CitedItem, work: Work) -> str:
    """A publication in one style, with its article number once.

    CSL has no variable for article numbers, so the item has it as number and as page. Some styles print one of the two
    and some both; then the number is left out.
    """
    own = read.values.get("number", "")
    if "-" in own and len(work.record.number) <= 1:
        hyphenated = own.replace("-", _HYPHEN)
        made = style.cite(CitedItem({**read.values, "number": hyphenated}))
        as_html = re.compile(re.escape(html.escape(hyphenated, quote=False)), re.IGNORECASE)  # a capital may begin it
        made = as_html.sub(lambda found: found[0].replace(_HYPHEN, "-"), made)
    else:
        made = style.cite(read)
    number = work.record.article_number
    if number and len(re.findall(rf"(?<![\w.]){re.escape(number)}\b", _without_doi(made, work))) > 1:
        return style.cite(CitedItem({name: value for name, value in read.values.items() if name != "number"}))
    return made


def _without_doi(made: str, work: Work) -> str:
    return made.replace(work.doi_url, "").replace(escape(work.record.doi), "") if work.record.doi else made


_VALUE = re.compile(r'(?m)^( *"?[\w-]+(?: +[=-]|":) [{"]*)(.*?)([}"]*,?\r?)$')
"""A line of BibTeX, RIS or CSL-JSON: its name, its value, and what ends it."""


def in_source(source: str) -> Markup:
    """A source as HTML, in which a value from right to left does not turn the braces beside it."""
    html = source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")  # quotes may stay outside attributes
    return Markup(_VALUE.sub(r"\1<bdi>\2</bdi>\3", html) if has_leftward(source) else html)


def sources(view: View, key: str) -> list[tuple[str, str, Markup]]:
    """The text to paste into a bibliography file, in the formats that pages show: the ending of such files without the
    dot, the name of the format, and the text, without abstract, to be short."""
    labels = {ending: NAMES[ending][0] for ending in (".bib", ".ris", ".json")}
    if view.bibtex() == "biblatex":
        labels[".bib"] = "BibLaTeX"
    shown = view.settings.profile.shown
    made = zip(labels.items(), view.listed(key), strict=False)
    return [(ending[1:], label, in_source(text.decode())) for (ending, label), text in made if ending in shown]
