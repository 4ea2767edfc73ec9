"""Values of fields in BibTeX files, as TeX reads them: texts with its special characters escaped, titles, names,
keys."""

import re
from collections.abc import Iterable, Sequence

from kartotek.export.shared_values import one_line, particles
from kartotek.export.work import Agent
from kartotek.text.rich import Rich, Span, before_subtitle, plain

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces with a backslash too, so there can be no single one
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_SPECIAL = re.compile(r"[\\{}~^&%$#_]")
_STYLES = {"em": r"\textit{%s}", "strong": r"\textbf{%s}", "code": r"\texttt{%s}", "nocase": "{%s}"}
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
"""Words of four letters and more that are in lower case in titles in headline style."""
_SMALL_WORD = re.compile(r" ['’]?[a-zß-öø-ÿ]")


def _escape(text: str) -> str:
    """A text with TeX's special characters escaped."""
    return _SPECIAL.sub(lambda found: _ESCAPED[found[0]], text)


def citation_key(key: str) -> str:
    """A citation key without the characters that BibTeX does not allow in it; each becomes a hyphen."""
    return re.sub(r"[\s\"#%'(),={}\\~]", "-", key)


def braced(text: str) -> str:
    """A text as the value of a field; "" stays ""."""
    return f"{{{_escape(one_line(text))}}}" if text else ""


def verbatim(address: str, *, escaped: bool) -> str:
    """An address or DOI as the value of a field, not escaped as text: packages typeset it verbatim.

    Braces, which would end the field, are percent-encoded; with `escaped` % and # get a backslash, as BibTeX's styles
    need it.
    """
    if _ODD.search(address):
        address = address.replace("{", "%7B").replace("}", "%7D")
        if escaped:
            address = re.sub(r"([%#])", r"\\\1", address)
    return f"{{{address}}}" if address else ""


_ODD = re.compile(r"[{}%#]")


def listed(text: str) -> str:
    """A name as the value of a field that is a list in biblatex (its manual, 2.2.1): "and" parts the names of a list,
    so a name that has it is in braces of its own."""
    made = braced(text)
    return f"{{{made}}}" if re.search(r"\band\b", text, re.IGNORECASE) else made


def separated(words: Sequence[str]) -> str:
    """Words as the value of a field with commas between them; one with a comma or semicolon of its own is in braces
    (biblatex's manual, 2.2.1). Behind one with a semicolon that is alone there is a comma: else it would be taken for a
    list of the Web of Science, which has semicolons and is in braces as a whole."""
    made = [braced(word) if re.search("[,;]", word) else braced(word)[1:-1] for word in words if word]
    return f"{{{', '.join(made)}{',' if len(made) == 1 and ';' in made[0] else ''}}}" if made else ""


def prose(line: Rich) -> str:
    """A text with formulas as the value of a field; they stay as they are where their braces are balanced."""
    return f"{{{''.join(_plain_or_formula(span) for span in line)}}}" if line else ""


def joined(remarks: Iterable[str | Rich]) -> str:
    """Some remarks in one line, as the value of a field."""
    line: list[Span] = []
    for remark in remarks:
        line += [Span("; "), *_pieces(remark)] if line else _pieces(remark)
    return prose(tuple(line))


def _pieces(remark: str | Rich) -> Rich:
    return (Span(remark),) if isinstance(remark, str) else remark


def _plain_or_formula(span: Span) -> str:
    if span.style != "math":
        return _escape(one_line(span.text))
    formula = f"${span.text}$"
    return formula if _is_balanced(formula) else _escape(formula)


def rich(line: Rich, *, protect: bool, after: Rich = ()) -> str:
    """A title, and a subtitle `after` it, as the value of a field.

    BibTeX's styles put titles into lower case, except what is in braces. `protect` puts all of it into braces; else
    only words are that have capitals inside and, in a title in sentence style, those with a capital: they are names.
    """
    text = _spans(line, protect=protect)
    if after:
        text += before_subtitle(plain(line)) + _spans(after, protect=protect)
    return f"{{{{{text}}}}}" if protect else f"{{{text}}}"


def _spans(line: Rich, *, protect: bool) -> str:
    in_sentence_style = not protect and _is_sentence(line)
    made: list[str] = []
    for span in line:
        if span.style == "math":
            made.append(_plain_or_formula(span))
            continue
        if span.style:
            made.append(_STYLES.get(span.style, "%s") % _escape(span.text))  # its braces protect it
        elif protect:
            made.append(_escape(span.text))
        else:
            kept = _SHOUTING if not in_sentence_style else _CAPITALS if made else _LATER_CAPITALS
            made.append(_with_kept(span.text, kept))
    return "".join(made)


def kept_words(title: str, judged_by: str) -> list[tuple[int, int]]:
    """Where a title without markup has words that `rich` puts into braces: the begin and the end of each.

    Whether it is in sentence style is seen in `judged_by`, a part of it.
    """
    kept = _LATER_CAPITALS if _is_sentence((Span(judged_by),)) else _SHOUTING
    return [found.span() for found in kept.finditer(title)]


def _with_kept(text: str, kept: re.Pattern[str]) -> str:
    """A text escaped, with braces around what keeps its capitals; never between a character and its backslash."""
    made: list[str] = []
    at = 0
    for found in kept.finditer(text):
        made += [_escape(text[at : found.start()]), f"{{{_escape(found[0])}}}"]
        at = found.end()
    return "".join([*made, _escape(text[at:])])


def _is_balanced(formula: str) -> bool:
    """Whether its braces are balanced."""
    depth = 0
    for brace in _BRACE.findall(formula):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


_BRACE = re.compile(r"[{}]")


def _is_sentence(line: Rich) -> bool:
    """Whether a title is in sentence style: some noun or verb is in lower case, so words with capitals are names."""
    return any(
        word not in _SMALL_IN_HEADLINES
        for span in line
        if span.style not in ("math", "nocase")
        for word in _SMALL_WORDS.findall(span.text)
    )


def names(agents: Sequence[Agent]) -> str:
    """People and groups in order, as the value of a field."""
    return f"{{{' and '.join(map(_name, agents))}}}" if agents else ""


def _name(agent: Agent) -> str:
    """A name as "von Last, Jr., First" ("BibTeXing", section 4); braces keep BibTeX from splitting parts of it."""
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
    """A family name. BibTeX takes all of it up to its last lower-case word for particles ("Ortega y"), unless
    braced."""
    if not _SMALL_WORD.search(family):
        return _part(family)
    before, rest = particles(family)
    kept = f"{{{_escape(rest)}}}" if _SMALL_WORD.search(rest) else _part(rest)
    return f"{before} {kept}" if before else kept


def _part(part: str) -> str:
    text = _escape(part)
    return f"{{{text}}}" if "," in part or " and " in f" {part} ".lower() else text
