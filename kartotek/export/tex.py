"""What BibTeX files hold, as TeX reads it: texts with its special characters escaped, titles, names, keys."""

import re
from collections.abc import Sequence

from kartotek.export.shared_values import one_line, particles
from kartotek.export.work import Agent
from kartotek.text.rich import Rich

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces with a backslash too, so there can be no single one
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_SPECIAL = re.compile(r"[\\{}~^&%$#_]")
_STYLES = {"em": r"\emph{%s}", "strong": r"\textbf{%s}", "code": r"\texttt{%s}"}
_SHOUTING = re.compile(r"\b\w+[A-ZÀ-ÖØ-Þ]\w*")
_CAPITALS = re.compile(r"\b\w*[A-ZÀ-ÖØ-Þ]\w*")
_LATER_CAPITALS = re.compile(r"(?<=.)\b\w*[A-ZÀ-ÖØ-Þ]\w*|\b\w+[A-ZÀ-ÖØ-Þ]\w*")
_SMALL_WORDS = re.compile(r"(?<![\w-])[a-zß-öø-ÿ][^\W\d_]{3,}")
_SMALL_IN_HEADLINES = frozenset(
    {
        "about", "above", "across", "after", "against", "along", "amid", "among", "around", "before", "behind", "below",
        "beneath", "beside", "between", "beyond", "down", "during", "from", "inside", "into", "like", "near", "onto",
        "over", "past", "since", "than", "that", "through", "throughout", "till", "toward", "towards", "under", "until",
        "upon", "versus", "when", "with", "within", "without",
    }
)  # fmt: skip
"""Words of four letters and more that titles in headline style leave small."""
_SMALL_WORD = re.compile(r" ['’]?[a-zß-öø-ÿ]")


def _escape(text: str) -> str:
    """A text with the characters that TeX keeps to itself made harmless."""
    return _SPECIAL.sub(lambda found: _ESCAPED[found[0]], text)


def citation_key(key: str) -> str:
    """A permalink as a key: some have letters or signs that BibTeX does not take."""
    return re.sub(r"[\s\"#%'(),={}\\~]", "-", key)


def braced(text: str) -> str:
    """A text as the value of a field; "" stays ""."""
    return f"{{{_escape(one_line(text))}}}" if text else ""


def verbatim(address: str, *, escaped: bool) -> str:
    """Addresses are typeset as they stand; only what would end the field or, in BibTeX's output, a line is changed."""
    if _ODD.search(address):
        address = address.replace("{", "%7B").replace("}", "%7D")
        if escaped:
            address = re.sub(r"([%#])", r"\\\1", address)
    return f"{{{address}}}" if address else ""


_ODD = re.compile(r"[{}%#]")


def rich(line: Rich, *, protect: bool, after: Rich = ()) -> str:
    """A title, and a subtitle `after` it, as the value of a field. `protect` keeps all its capitals; else names have
    theirs."""
    text = _spans(line, protect=protect)
    if after:
        text += ": " + _spans(after, protect=protect)
    return f"{{{{{text}}}}}" if protect else f"{{{text}}}"


def _spans(line: Rich, *, protect: bool) -> str:
    in_sentence_style = not protect and _is_sentence(line)
    made: list[str] = []
    for span in line:
        if span.style == "math":
            formula = f"${span.text}$"
            made.append(formula if _is_balanced(formula) else _escape(formula))
            continue
        text = _escape(span.text)
        if span.style:
            text = _STYLES.get(span.style, "%s") % text  # its braces protect it
        elif not protect:
            kept = _SHOUTING if not in_sentence_style else _CAPITALS if made else _LATER_CAPITALS
            text = kept.sub(r"{\g<0>}", text)
        made.append(text)
    return "".join(made)


def _is_balanced(formula: str) -> bool:
    """Whether every brace that closes in it was opened in it, and the other way round."""
    depth = 0
    for brace in _BRACE.findall(formula):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


_BRACE = re.compile(r"[{}]")


def _is_sentence(line: Rich) -> bool:
    """Whether some noun or verb of a title begins small, so that the capitals in it are those of names."""
    return any(
        word not in _SMALL_IN_HEADLINES
        for span in line
        if span.style != "math"
        for word in _SMALL_WORDS.findall(span.text)
    )


def names(agents: Sequence[Agent]) -> str:
    """People and groups in order, as the value of a field."""
    return f"{{{' and '.join(map(_name, agents))}}}" if agents else ""


def _name(agent: Agent) -> str:
    """ "von Last, Jr., First"; braces keep together what would be taken apart."""
    name = agent.name
    if name is None:
        return f"{{{_escape(agent.literal)}}}"
    if not name.given and not name.suffix:
        family = _escape(name.family)
        return f"{{{family}}}" if " " in family or family == "others" else family
    given = _part(name.given) or "{}"
    return ", ".join(
        (_family(name.family), _part(name.suffix), given) if name.suffix else (_family(name.family), given)
    )


def _family(family: str) -> str:
    """A family name. All of it up to its last word in small letters would be taken for particles ("Ortega y")."""
    if not _SMALL_WORD.search(family):
        return _part(family)
    before, rest = particles(family)
    kept = f"{{{_escape(rest)}}}" if _SMALL_WORD.search(rest) else _part(rest)
    return f"{before} {kept}" if before else kept


def _part(part: str) -> str:
    text = _escape(part)
    return f"{{{text}}}" if "," in part or " and " in f" {part} ".lower() else text
