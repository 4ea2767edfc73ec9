"""Kings, queens and popes: known by one name, with a Roman numeral behind it that is neither a family name nor
initials."""

import re

_NAMES = frozenset(re.findall(r"\w+", (
    "Adolf Adrian Afonso Albert Albrecht Aleksandr Alexander Alfons Alfonso Alphonse August Augustus Benedict "
    "Boniface Bonifatius Carl Carlos Casimir Catherine Charles Christian Christoffer Christopher Clemens "
    "Clement Constantine Darius Edward Elisabeth Elizabeth Emanuel Emmanuel Eric Erik Ernst Ferdinand "
    "Fernando Francis Franz François Frederick Frederik Fredrik Friedrich Georg George Gregor Gregorius "
    "Gregory Gustaf Gustav Haakon Harald Heinrich Henri Henrik Henry Håkon Innocent Innocentius Isabel "
    "Isabella Ivan James Jean Johan Johann Johannes John Joseph Juan Julius Karl Katarina Katharina Knud Knut "
    "Konstantin Leo Leopold Louis Ludvig Ludwig Luis Magnus Manuel Margaret Margrete Margrethe Mary "
    "Maximilian Mehmed Michael Napoleon Nicholas Nicolas Nikolaj Nikolaus Olaf Olav Olof Oscar Oskar Otto "
    "Paul Paulus Pedro Peter Philip Philipp Philippe Pius Ptolemy Ramses Richard Robert Rudolf Selassie Selim "
    "Sigismund Sixtus Sophie Stephen Suleiman Sven Svend Theodosius Umberto Urban Valdemar Victor Viktor "
    "Vittorio Wilhelm Willem William Xerxes"
)))  # fmt: skip
"""Names that rulers of several countries have shared, as catalogues write them; none is known from its numeral alone,
as that may be the initials of people who have such a name for a family name."""
_TITLES = (
    "Pope|King|Queen|Emperor|Empress|Tsar|Sultan|Prince|Pave|Kong|Dronning|Kejser|Kung|Drottning|Keiser"
    "|Papst|König|Königin|Kaiser|Kaiserin|Pape|Roi|Reine"
)
_RULER = re.compile(
    rf"(?:(?:{_TITLES}) )?(?P<names>[^\W\d_]+(?: [^\W\d_]+)?) (?P<numeral>(?=[IVX])X{{0,2}}(?:IX|IV|V?I{{0,3}}))"
    r"(?:(?<=[IVX]{2})\.)?(?: Gustaf)?(?: of [^,]+| (?:af|av) (?:Danmark|Norge|Sverige)"
    r"| von (?:Dänemark|Norwegen|Schweden|Preußen|Bayern|Sachsen|England|Frankreich|Österreich|Spanien))?"
    rf"(?:, (?i:{_TITLES})\b.*)?"
)
_NUMERAL = re.compile(r"(?:X{1,2}(?:IX|IV|VI{0,3}|I{2,3})|VI{2,3}|I{2,3}|IV|IX)")
"""Numerals of two letters and more, without those that are names, too: Vi, Xi."""


def is_ruler(name: str) -> bool:
    """Whether a name in one line is that of a ruler: a name of kings, queens or popes, and which of them it is. Behind
    a comma may stand what they were, as headings of catalogues have it: "Christian IV, King of Denmark".

    >>> [is_ruler(name) for name in ("Henry IV", "Pope Pius X", "Margrethe II of Denmark", "Malcolm X", "Ivanov IV")]
    [True, True, True, False, False]
    """
    found = _RULER.fullmatch(name)
    return found is not None and _NAMES.issuperset(found["names"].split())


def is_numbered(name: str) -> bool:
    """Whether a name is one word and a numeral behind it that is no name: "Thutmosis III"."""
    word, _, numeral = name.partition(" ")
    return bool(word) and _NUMERAL.fullmatch(numeral) is not None
