"""Lines with the names of several people, and names of groups."""

import re

_GROUPS = re.compile(
    r"\b(?:Department|Dept|Ministry|University|Universitet|Universität|Université|Institute?|Institut|Faculty|Faculté"
    r"|Fakultet|Council|Centre|Committee|Commission|Agency|Association|Consortium|Collaboration|Working Group|Office"
    r"|Group|Team|Society|Foundation|Organi[sz]ation|Ministeriet|Styrelsen|Kommune|Bibliotek|Library|Museum|Academy)\b"
    r"(?= (?:of|for|and|on|the|des|de|für|der|for|af)\b|$)"
)
"""Words that begin or end names of institutions, and are hardly ever names of people."""
_IN_TITLES = re.compile(r"\w (?:in|on|for|at|from|with) [A-ZÀ-ÖØ-Þ]")
"""Small words of titles and of names of groups, which stand before no family name (Jan in 't Veld has a particle)."""
_COMPANY = re.compile(
    r"[ ,](?:[AIKP]/S|ApS|Abp|g?GmbH|mbH|Ltd\.?|Limited|Inc\.?|plc|LLP|Corp\.?|Corporation|KGaA|eG|GbR|Oyj|e?hf\.?"
    r"|[Aa]\.m\.[Bb]\.[Aa]\.|AmbA|S\. ?p\. ?A\.|S\.(?:r|à ?r)\. ?l\.|e\. ?V\.|d\.o\.o\.|s\.r\.o\.|a\.s\."
    r"|[Ss]p\. z ?o\. ?o\.|Kft\.|Zrt\.|Nyrt\.|& Co\.?(?: (?:KG|KGaA|OHG))?|\(publ\)\.?)$"
    r"|\w Oy(?: Ab)?$|^A/S |\w \w+, (?:LLC|PLC)$"
)
"""Forms of companies that are nobody's initials: *Smith, S.A.*, *Jansen B.V.* and *Chan PLC* are people."""
_LIKE_INITIALS = r"(?:AG|AB|AS|ASA|SE|SA|NV|BV|KG|OY|SAS|LLC|PLC|UG|S\.A\.|N\.V\.|B\.V\.|K\.K\.)"
_AT_WORK = re.compile(
    r"(?:\b(?:Bank|Energ[iy]\w*|Pharma\w*|Technolog\w+|Systems?|Holdings?|International|Industri\w+|Solutions|Software"
    r"|Research|Electric|Motors?|Group|Gruppe[nr]?|Consult\w+|Engineering|Chemicals?|Petroleum|Telecom|Media|Studios?|Labs"
    r"|Biotech\w*|Airlines|Insurance|Forsikring|Försäkring|Versicherung\w*|Shipping|Foods|Electronics|Materials"
    r"|Instruments|Aerospace|Publishing|Verlag|Forlag(?:et)?|Förlag(?:et)?|Universitetsforlaget)| of \w+)"
    rf" {_LIKE_INITIALS}$"
)
"""The same where they might be initials, behind what companies do or where they are."""
_IN_CAPITALS = re.compile(rf"(?:\w\.)+[^\W\d_a-z]+(?: [^\W\d_a-z]+)* {_LIKE_INITIALS}")
"""A name with points in it, and a form of companies that might be initials behind other names: E.ON SE."""


def is_group(line: str) -> bool:
    """Whether a name looks like that of an institution."""
    return _GROUPS.search(line) is not None or is_no_person(line)


def is_no_person(line: str) -> bool:
    """Whether a name can only be that of a group: it ends as those of companies do, or has small words of titles.

    >>> [is_no_person(line) for line in ("E.ON SE", "Studies in Cards", "IsoQuest, Inc.", "LIND AB", "Smith, S.A.")]
    [True, True, True, False, False]
    """
    found = (_COMPANY.search(line), _AT_WORK.search(line), _IN_CAPITALS.fullmatch(line), _IN_TITLES.search(line))
    return any(found)


def may_be_company(letters: str) -> bool:
    """Whether what stands behind a name like initials may be the form of a company: the AB of "Lind AB"."""
    return re.fullmatch(_LIKE_INITIALS, letters) is not None


def inverted_names(line: str) -> list[str]:
    """The names in a line like "Lind, A.; Berg, B.", "Lind, A., Berg, B. & Hansen, C." or "Lind, Ada, Berg, Bo", each
    "Family, Given"; none if it is not sure that it has several.

    >>> inverted_names("Lind, Ada, Berg, Bo"), inverted_names("Department of Cards, Drawers, Boxes, and Books")
    (['Lind, Ada', 'Berg, Bo'], [])
    """
    if is_group(line):
        return []
    if len(parts := [part.strip() for part in line.split(";") if part.strip()]) > 1:
        return parts if all(_INVERTED.fullmatch(by_case(part)) for part in parts) else []
    ends = [[word.strip() for word in end.strip(" ,").split(",")] for end in BEFORE_LAST.split(line)]
    words = [word for end in ends for word in end]
    pairs = [f"{family}, {given}" for family, given in zip(words[::2], words[1::2], strict=False)]
    is_even = len(words) > 2 and all(len(end) % 2 == 0 for end in ends)
    return pairs if is_even and all(_INVERTED.fullmatch(by_case(pair)) for pair in pairs) else []


def by_case(line: str) -> str:
    """The line with "A" for each capital and "a" for each other letter of any script, so that patterns find them.

    >>> by_case("Šimić, Ż.-Č.")
    'Aaaaa, A.-A.'
    """
    return "".join("A" if letter.isupper() else "a" if letter.isalpha() else letter for letter in line)


BEFORE_LAST = re.compile(r",? (?:and|og|und|\\?&) ")
"""What stands before the last of several names."""
_INVERTED = re.compile(r"(?:[a-z]{1,3} ){0,3}[A-Z][\w'’-]+, [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?")
"""A family name and given names, with nothing else, by `by_case`."""
