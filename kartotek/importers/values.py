"""Values that all formats have, in the forms that entries use: names, dates, pages, identifiers, languages."""

import html
import re
from collections.abc import Iterable
from typing import Any

from kartotek.text import identifiers
from kartotek.text.dates import DateError, parse_date
from kartotek.text.languages import language_tag, languages_by_name
from kartotek.text.names import PersonName, parse_name
from kartotek.text.rich import before_subtitle
from kartotek.text.several_names import is_no_person

_YEARS = re.compile(r"([0-9]{4})\s?[/–-]+\s?([0-9]{4}|[0-9]{2})")
_LONGEST_VOLUME = 20
"""Years that a work may have appeared in: more are hardly an interval."""
_YEAR = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])")
_SEASONS = {
    **dict.fromkeys(("spring", "forår", "foråret", "vår", "våren", "frühling", "frühjahr", "printemps"), 21),
    **dict.fromkeys(("summer", "sommer", "sommeren", "été"), 22),
    **dict.fromkeys(("autumn", "fall", "efterår", "efteråret", "høst", "høsten", "herbst", "automne"), 23),
    **dict.fromkeys(("winter", "vinter", "vinteren", "hiver"), 24),
}
_MONTHS = {
    "jan": 1, "feb": 2, "fév": 2, "mar": 3, "mär": 3, "apr": 4, "avr": 4, "abr": 4, "may": 5, "maj": 5, "mai": 5,
    "mag": 5,
    "mei": 5, "jun": 6, "giu": 6, "juin": 6, "jul": 7, "lug": 7, "juil": 7, "juillet": 7, "aug": 8, "aoû": 8, "ago": 8,
    "sep": 9, "set": 9, "oct": 10, "okt": 10, "ott": 10, "nov": 11, "dec": 12, "dez": 12, "déc": 12, "dic": 12,
    "des": 12,
}  # fmt: skip
"""Months by their first letters, in English, Danish, German, French, Spanish, Italian, Dutch, Swedish and Norwegian."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def person(given: str, family: str, suffix: str = "", **rest: Any) -> Any:
    """A person as an entry has one: the name in one line if it is read back as these parts, else a map of the parts.

    `rest` are further fields of a contributor; what is empty is left out.
    """
    name = PersonName(given, family, suffix) if family else PersonName("", given, suffix)
    more = {key: value for key, value in rest.items() if value}
    for line in (name.inverted,) if "family_first" in more else (str(name), name.inverted):
        if line and parse_name(line) == name and not re.search(r";|\b(?:and|og|und)\b|&", line):
            return {"name": line, **more} if more else line
    parts = {"given": name.given, "family": name.family, "suffix": name.suffix}
    return {**{key: value for key, value in parts.items() if value}, **more}


def name_in_one_line(line: str) -> Any:
    """A person whose name a source has in one line, "Family, Given" or "Given Family", or what is
    surely a group; None if there is none."""
    line = " ".join(line.split()).strip(" ,;")
    if not line or line.lower() in ("anonymous", "anon.", "n/a", "others", "et al."):
        return None
    if is_no_person(line):
        return group(line)
    name = parse_name(line)
    return person(name.given, name.family, name.suffix)


def subtitle_behind(short: str, title: str) -> str:
    """The subtitle of a title that begins with its short title, whatever stands between them; "" if it does not.

    >>> subtitle_behind("Why?", "Why?: A study"), subtitle_behind("Why?", "Why? A study")
    ('A study', 'A study')
    """
    between = (before_subtitle(short), ": ") if short else ()
    return next((title.removeprefix(short + each) for each in between if title.startswith(short + each)), "")


def without_entities(line: str) -> str:
    """A line with letters in the place of entities, whose semicolons would part names; those of signs that BibTeX has
    a meaning for stay."""
    return re.sub(r"&#?\w+;", _letter, line)


def _letter(entity: re.Match[str]) -> str:
    letter = html.unescape(entity[0])
    return entity[0] if letter in "\\{}%$#_" else letter


def group(name: str) -> dict[str, str]:
    """A group as a contributor."""
    return {"literal": name}


def date(year: str, month: str = "", day: str = "") -> str:
    """A date in EDTF from its parts, as precise as they can be read; "" if there is no year.

    Months and seasons may be numbers or words of some languages; "Jan/Feb" and the like give their first month.
    """
    found = _YEAR.search(year)
    if not found:
        return ""
    if not month and (circa := about(year)):
        return circa
    text = found[1]
    if not month and (years := _YEARS.fullmatch(year.strip())):
        first, last = int(years[1]), int(years[1][: -len(years[2])] + years[2])
        if last + 100 == first + 1:  # 1999/00
            last += 100
        return f"{years[1]}/{last:04}" if first < last <= first + _LONGEST_VOLUME else text
    said = month.strip().lower().strip(".")
    number = int(said) if re.fullmatch(r"[0-9]{1,2}", said) else 0
    if not number and said:
        words = re.findall(r"[^\W\d_]+", said)
        number = next((n for n in map(_month, words) if n), 0)
        in_month = re.search(r"\b([0-9]{1,2})(?:st|nd|rd|th)?\b", said)
        day = day or (in_month[1] if in_month else "")
    if not (1 <= number <= 12 or 21 <= number <= 24):
        return text
    days = re.search(r"(?<![0-9])[0-9]{1,2}(?![0-9])", day) if number <= 12 else None
    for form in ([f"{text}-{number:02}-{int(days[0]):02}"] if days else []) + [f"{text}-{number:02}", text]:
        if is_date(form):
            return form
    return text


def about(text: str) -> str:
    """A year that is not certain in EDTF: "1990~" for "ca. 1990"; "" for others, such as "c1990" of a copyright."""
    found = _ABOUT.fullmatch(text.strip())
    return f"{found[1]}~" if found else ""


_ABOUT = re.compile(r"\[?(?:ca\.?|circa|about|omkring|um|vers|c\.) ?([0-9]{4})\]?", re.IGNORECASE)


def _month(word: str) -> int:
    return _SEASONS.get(word) or _MONTHS.get(word) or _MONTHS.get(word[:3]) or 0


def is_date(text: str) -> bool:
    """Whether a text is a date or an interval as entries have it."""
    try:
        parse_date(text)
    except DateError:
        return False
    return True


def page_range(text: str) -> str:
    """Pages with one hyphen in ranges: "41-58" for "41--58", "pp. 41–58" and "41 - 58"; "+" for an open end goes."""
    text = re.sub(r"^(?:pp?|pages?|s|ss|seiten?|sider?)\.?\s+(?=\w)", "", text.strip(), flags=re.IGNORECASE)
    text = re.sub(r"(?<=\w)\s*[-\u2010-\u2015\u2212]+\s*(?=\w)", "-", text)
    return re.sub(r"[-–—]+$|\+$", "", text).strip()


def full_range(first: str, last: str) -> str:
    """A range of pages from its ends; a last page that is shortened ("341-58") is completed."""
    first, last = first.strip(), last.strip()
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}-{last}" if first and last and first != last else first or last


def language(text: str) -> str:
    """The tag (BCP 47) of a language given by tag, code of three letters, or name in a language of the
    interface; "" if none is known."""
    said = text.strip()
    by_name = languages_by_name().get(said.lower()) or _OTHER_LANGUAGES.get(said.lower())
    if by_name:
        return by_name
    try:
        return language_tag(said.replace("_", "-"))
    except ValueError:
        return ""


_OTHER_LANGUAGES = {
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "canadian": "en-CA",
    "australian": "en-AU", "ngerman": "de", "deutsch": "de", "austrian": "de-AT", "naustrian": "de-AT",
    "nswissgerman": "de-CH",
    "swissgerman": "de-CH", "francais": "fr", "français": "fr", "acadian": "fr", "canadien": "fr-CA", "dansk": "da",
    "norsk": "nb", "nynorsk": "nn", "svenska": "sv", "brazilian": "pt-BR", "brazil": "pt-BR", "portuges": "pt",
    "español": "es", "castellano": "es", "italiano": "it", "nederlands": "nl", "suomi": "fi", "eng": "en", "dan": "da",
    "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "ita": "it", "nor": "no", "swe": "sv",
    "dut": "nl",
    "nld": "nl", "por": "pt", "fin": "fi", "ice": "is", "isl": "is", "rus": "ru", "jpn": "ja", "chi": "zh",
    "zho": "zh",
    "kor": "ko", "pol": "pl", "cze": "cs", "ces": "cs", "hun": "hu", "gre": "el", "ell": "el", "tur": "tr",
    "lat": "la",
}  # fmt: skip
"""Languages as babel (the package for LaTeX) and MARC call them."""


def keyword_list(text: str) -> list[str]:
    """Keywords from one text: separated by semicolons if there is one, else by commas. Brackets keep
    together, and what is in quotation marks from one of these to the next is one keyword.

    >>> keyword_list('"a; b"; Cards, playing'), keyword_list("Cards, playing;"), keyword_list("cards, boxes")
    (['a; b', 'Cards, playing'], ['Cards, playing'], ['cards', 'boxes'])
    """
    mark = ";" if ";" in _QUOTED.sub("", text) else ","
    parts = re.findall(rf'\s*("[^"]+"(?=\s*(?:{mark}|$))|(?:\([^()]*\)|[^{mark}])*)\s*(?:{mark}|$)', text)
    return without_repeats(part[1:-1] if _QUOTED.fullmatch(part) else part.strip() for part in parts)


_QUOTED = re.compile('"[^"]+"')


def without_repeats(words: Iterable[str]) -> list[str]:
    """The words in their order, each once whatever its case."""
    found: dict[str, str] = {}
    for word in words:
        if word:
            found.setdefault(word.casefold(), word)
    return list(found.values())


def edition(text: str) -> str:
    """The number of an edition: "2" for "Second", "2nd", "2nd edition" and "2. udgave"; else the text as it is."""
    said = re.sub(
        r"\s*\b(?:edition|edn|ed|udgave|auflage|utgave|upplagan)\b\.?$", "", text.strip(), flags=re.IGNORECASE
    )
    if said.lower() in _ORDINALS:
        return str(_ORDINALS.index(said.lower()) + 1)
    number = re.fullmatch(r"([0-9]+)(?:st|nd|rd|th|\.|:a|e)?", said, re.IGNORECASE)
    return number[1] if number else text.strip()


def put_address(data: dict[str, Any], address: str) -> None:
    """Put a web address where it belongs: as DOI, arXiv id, Handle or PubMed id if it is one, else as `url`.

    One that says what the record has already is left out.
    """
    address = address.strip().strip("<>")
    found = identifiers.recognised(address, among=_FIELDS) if _ADDRESS.match(address) else None
    if found:
        data.setdefault(found.key, found.value)
        return
    if re.match(r"www\.[\w-]+\.", address):
        address = f"https://{address}"
    if re.match(r"(?:https?|ftp)://", address, re.IGNORECASE):
        data.setdefault("url", address.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D"))


_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_FIELDS = ("doi", "arxiv", "handle", "pmcid", "pmid")
"""Identifiers that entries have a field for, and that addresses lead to."""
