"""Terms, date formats and options of a language, from CSL locale files and from `locale` elements of a style."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

NS = "{http://purl.org/net/xbiblio/csl}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
"""The form that is used in place of one that a term does not have (CSL 1.0.2, "Terms")."""

_PRIMARY = {
    "af": "af-ZA", "ar": "ar", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK",
    "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "eu": "eu", "fa": "fa-IR",
    "fi": "fi-FI", "fr": "fr-FR", "gl": "gl-ES", "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU",
    "hy": "hy-AM", "id": "id-ID", "is": "is-IS", "it": "it-IT", "ja": "ja-JP", "km": "km-KH", "ko": "ko-KR",
    "la": "la", "lij": "lij-IT", "lt": "lt-LT", "lv": "lv-LV", "mn": "mn-MN", "ms": "ms-MY", "nb": "nb-NO",
    "nl": "nl-NL", "nn": "nn-NO", "no": "nb-NO", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU",
    "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-Cyrl-RS", "sv": "sv-SE", "th": "th-TH", "tl": "tl-PH", "tr": "tr-TR",
    "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip
"""The dialect that a language without a region means (`locales.json` of the CSL locales)."""


@dataclass(slots=True)
class Locale:
    """The words of a language: terms by (name, form), each in singular and plural; date formats by form; style options.

    Terms in the form of a gender have it behind their name ("ordinal-01 feminine"), and `genders` has that of nouns.
    `matches` says which digits of a number an ordinal is for, where its term says so.

    `options` has `punctuation-in-quote` and `limit-day-ordinals-to-day-1` (CSL 1.0.2, "Localized Options").
    """

    english: bool = True
    matches: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    terms: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    dates: dict[str, Element] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str:
        """A term, in the nearest form there is (see `_FALLBACK`); "" where there is none.

        With a `gender` it is the form of that gender, if there is one (CSL 1.0.2, "Gender-specific Ordinals").
        """
        if gender and (found := self.terms.get((f"{name} {gender}", form))) is not None:
            return found[plural]
        while True:
            found = self.terms.get((name, form))
            if found is not None:
                return found[plural]
            if form not in _FALLBACK:
                return ""
            form = _FALLBACK[form]

    @property
    def quotes(self) -> tuple[str, str, str, str]:
        """Opening and closing quotes, and those for quotes in quotes."""
        names = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
        outer_open, outer_close, inner_open, inner_close = (self.term(name) for name in names)
        return outer_open, outer_close, inner_open, inner_close

    def add(self, element: Element, *, whole: bool = False) -> None:
        """Take over what a `locale` element defines, in place of what those before it defined.

        Of a locale file (`whole`), a term has no forms but those that stand there: its long form is nearer than a short
        one in American English.
        """
        for part in element:
            if part.tag == f"{NS}terms":
                if whole:
                    names = {term.get("name") for term in part}
                    self.terms = {key: text for key, text in self.terms.items() if key[0] not in names}
                self._add_terms(part)
            elif part.tag == f"{NS}date":
                self.dates[part.get("form", "")] = part
            elif part.tag == f"{NS}style-options":
                self.options.update(part.attrib)

    def _add_terms(self, terms: Iterable[Element]) -> None:
        found = [(term, term.get("name", "")) for term in terms]
        if any(name == "ordinal" or name.startswith("ordinal-") for _, name in found):
            # ordinals are one set: a language that has its own does not take over those of another
            for key in [key for key in self.terms if key[0] == "ordinal" or key[0].startswith("ordinal-")]:
                del self.terms[key]
            self.matches.clear()
        for term, name in found:
            if term.get("gender"):
                self.genders[name] = term.get("gender", "")
            if term.get("match"):
                self.matches[name] = term.get("match", "")
            if term.get("gender-form"):
                name += f" {term.get('gender-form')}"
            one, several = term.find(f"{NS}single"), term.find(f"{NS}multiple")
            single = (one.text if one is not None else term.text) or ""
            self.terms[name, term.get("form", "long")] = single, (several.text or "") if several is not None else single


def full_tag(language: str, default: str) -> str:
    """A BCP 47 language as CSL names its locales, with a region: "da" is "da-DK". `default` is the style's own locale.

    The region is that of `default` where both are one language; a language that CSL has no locale for stays as it is.
    """
    if "-" in language and len(language) == 5:
        return language[:2].lower() + language[2:].upper()
    primary = language.partition("-")[0].lower()
    if default.partition("-")[0].lower() == primary and "-" in default:
        return default
    return _PRIMARY.get(primary, language)


def make_locale(tag: str, own: Iterable[Element]) -> Locale:
    """The locale `tag` for a style that has `own` locale elements (CSL 1.0.2, "Locale Fallback").

    Later ones win: American English, the main dialect of the language, the dialect, then the style's own elements from
    the general to the particular.
    """
    locale = Locale()
    primary = tag.partition("-")[0]
    for name in dict.fromkeys(("en-US", _PRIMARY.get(primary, "en-US"), tag)):
        element = _locale_file(name)
        if element is not None:
            locale.add(element, whole=True)
            locale.english = name.startswith("en")
    elements = list(own)
    for wanted in (None, primary, tag):
        for element in elements:
            if element.get(LANG) == wanted:
                locale.add(element)
    return locale


@lru_cache
def _locale_file(tag: str) -> Element | None:
    """A locale file of the package citeproc-py, of which nothing else is used; None where it has none."""
    spec = find_spec("citeproc")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = Path(folder) / "data" / "locales" / f"locales-{tag}.xml"
        if path.is_file():
            return ElementTree.parse(path).getroot()
    return None
