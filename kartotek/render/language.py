"""One interface language: its catalog, dates, numbers, names of languages and countries, sort order."""

import gettext
import io
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from kartotek.text.collation import Collate, collation, initial
from kartotek.text.dates import PartialDate

CATALOGS = Path(__file__).parent.parent / "locale"
_LOCALES = {"en": "en_GB"}  # English as the world writes dates, not as one country does


def _translations(code: str) -> gettext.NullTranslations:
    """The catalog of a language, compiled in memory; English is the language of the templates themselves."""
    path = CATALOGS / f"{code}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as stream:
        catalog = read_po(stream, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Language:
    """Everything that pages say differently in another language. Immutable in effect; memoises what it is asked."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.locale = Locale.parse(_LOCALES.get(code, code))
        self.translations = _translations(code)
        self.gettext = self.translations.gettext
        self.ngettext = self.translations.ngettext
        self.collate: Collate = collation(code)
        self.date = lru_cache(maxsize=4096)(self._date)
        self.number = lru_cache(maxsize=4096)(self._number)

    def words(self, message: str | tuple[str, str]) -> str:
        """A text that was marked for the catalogs, perhaps with its context."""
        return self.gettext(message) if isinstance(message, str) else self.translations.pgettext(*message)

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    def _date(self, date: PartialDate) -> str:
        if date.day:
            return format_date(date.first_day(), "medium", locale=self.locale)
        if date.month:
            return format_skeleton("yMMM", date.first_day(), locale=self.locale)
        return str(date.year)

    def period(self, start: PartialDate | None, end: PartialDate | None) -> str:
        """Two dates with a dash between them; one that is unknown is left out."""
        if start and end and start != end:
            return f"{self.date(start)} – {self.date(end)}"
        known = start or end
        return self.date(known) if known else ""

    def _number(self, number: int) -> str:
        return format_decimal(number, locale=self.locale)

    def language_name(self, tag: str) -> str:
        """The name of a language, with a capital first: "Danish", "Dansk"."""
        names = self.locale.languages
        name = names.get(tag.replace("-", "_")) or names.get(tag.split("-")[0]) or tag
        return name[:1].upper() + name[1:]

    def country_name(self, code: str) -> str:
        """The name of a country."""
        return self.locale.territories.get(code) or code

    def initial(self, text: str) -> str:
        """The letter an A to Z index shows the text under."""
        return initial(text, self.code)


@lru_cache(maxsize=8)
def language(code: str) -> Language:
    """The language of a code for which there is a catalog (or "en")."""
    return Language(code)
