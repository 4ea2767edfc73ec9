"""The languages of the interface: each is a catalog of messages, `kartotek/locale/CODE.po`, but English, which they are
written in.

What else is to be known of a language (names, dates, numbers, countries) is asked of CLDR. What Babel lacks is in the
head of the catalog: `X-After-Z` (`text.collation`).
"""

import gettext
import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

CATALOGS = Path(__file__).parent.parent / "locale"
ENGLISH = "en"


def languages() -> tuple[str, ...]:
    """The codes (BCP 47) of all languages of the interface, English first."""
    return ENGLISH, *sorted(path.stem for path in CATALOGS.glob("*.po"))


@cache
def head(code: str) -> Mapping[str, str]:
    """The head of a catalog, by name; empty where there is no catalog."""
    path = CATALOGS / f"{code}.po"
    if not path.is_file():
        return {}
    lines = path.read_text("utf-8").partition("\n\n")[0].splitlines()
    return {found[1]: found[2] for line in lines if (found := re.fullmatch(r'"([\w-]+): *(.*?)(?:\\n)?"', line))}


def translations(code: str) -> gettext.NullTranslations:
    """The catalog of a language, compiled in memory; empty where there is none, as for English."""
    path = CATALOGS / f"{code}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo  # most commands say nothing in another language
    from babel.messages.pofile import read_po

    with path.open("rb") as stream:
        catalog = read_po(stream)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def locale_of(code: str) -> Locale:
    """What CLDR knows of a language. English is that of Great Britain: as the world writes dates, not as one country
    does."""
    return Locale.parse("en_GB" if code == ENGLISH else code, sep="-" if "-" in code else "_")


def all_locales() -> Iterator[Locale]:
    """What CLDR knows of each language of the interface; English last, so that it wins where one word is two."""
    yield from map(locale_of, reversed(languages()))


def own_name(code: str) -> str:
    """What a language is called in itself.

    >>> own_name("da"), own_name("en")
    ('Dansk', 'English')
    """
    name = str(locale_of(code).get_language_name(code.replace("-", "_")) or code)
    return name[:1].upper() + name[1:]


def with_region(code: str) -> str:
    """A language with the country in which most speak it, as Open Graph wants it.

    >>> with_region("da"), with_region("en"), with_region("pt-BR")
    ('da_DK', 'en_GB', 'pt_BR')
    """
    locale = locale_of(code)
    region = locale.territory or get_global("likely_subtags").get(locale.language, "").rpartition("_")[2]
    return f"{locale.language}_{region}" if region else locale.language
