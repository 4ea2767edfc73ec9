"""BCP 47 language tags and ISO 3166 countries, as far as CLDR names them (through Babel)."""

import re
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from kartotek.text.catalogs import all_locales

_TAG = re.compile(r"([a-zA-Z]{2,3})(?:-([a-zA-Z]{4}))?(?:-([a-zA-Z]{2}|[0-9]{3}))?(?:-[a-zA-Z0-9]{5,8})*")


@lru_cache(maxsize=1)
def _english() -> Locale:
    return Locale.parse("en")


@lru_cache(maxsize=1024)
def language_tag(text: str) -> str:
    """A BCP 47 tag in its usual case (RFC 5646, 2.1.1): "en-GB", "zh-Hant". Raises ValueError for unknown languages.

    Language, script, region and variants are read; extensions and private use are not. Scripts and regions are not
    looked up.
    """
    match = _TAG.fullmatch(text)
    if match is None or match[1].lower() not in _english().languages:
        raise ValueError(f"{text!r} is not a language tag")
    parts = [match[1].lower()]
    if match[2]:
        parts.append(match[2].title())
    if match[3]:
        parts.append(match[3].upper())
    return "-".join(parts) + text[match.end(match.lastindex or 0) :]


@lru_cache(maxsize=1)
def languages_by_name() -> dict[str, str]:
    """Language names in the languages of the interface in lower case, to the tag an editor should have written."""
    return {name.lower(): tag.replace("_", "-") for locale in all_locales() for tag, name in locale.languages.items()}


def language_meant(text: str) -> str:
    """The tag for a language that is named, or has a code of other standards; "" where that is not clear.

    These are names in the languages of the interface, codes of ISO 639-2 and codes that were replaced (the aliases of
    CLDR), and locales as programs write them.

    >>> language_meant("Danish"), language_meant("eng"), language_meant("en_GB.UTF-8")
    ('da', 'en', 'en-GB')
    """
    if named := languages_by_name().get(text.strip().lower()):
        return named
    first, *rest = text.strip().partition(".")[0].replace("_", "-").split("-")
    aliases: Mapping[str, str] = get_global("language_aliases")
    try:
        return language_tag("-".join([aliases.get(first.lower(), first).replace("_", "-"), *rest]))
    except ValueError:
        return ""


def language_of_country(text: str) -> str:
    """The language most spoken in a country, by the country's code: people write `dk` for Danish. "" if there is none.

    >>> language_of_country("dk")
    'da'
    """
    likely: str = get_global("likely_subtags").get(f"und_{text.upper()}", "")
    return likely.partition("_")[0]


_NO_COUNTRIES = frozenset({"EZ", "QO", "XA", "XB", "ZZ"})
"""Codes CLDR has beside the countries: the euro zone, outlying Oceania, two for tests, and "unknown"."""


@lru_cache(maxsize=512)
def country_code(text: str) -> str:
    """An ISO 3166-1 alpha-2 code in capitals. Raises ValueError when there is no such country."""
    code = text.upper()
    if len(code) != 2 or code not in _english().territories or code in _NO_COUNTRIES:
        raise ValueError(f"{text!r} is not a country code of two letters")
    return code


@lru_cache(maxsize=1)
def countries_by_name() -> dict[str, str]:
    """Country names in the languages of the interface in lower case, to the code an editor should have written."""
    return {
        name.lower(): code
        for locale in all_locales()
        for code, name in locale.territories.items()
        if len(code) == 2 and code not in _NO_COUNTRIES
    }
