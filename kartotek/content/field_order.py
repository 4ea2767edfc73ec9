"""The fields of an entry file in the order of the reference; each takes the comments directly above it along."""

from collections.abc import Sequence
from pathlib import Path

from kartotek.content.rewrite import Rewritten
from kartotek.content.splice import SpliceError


def in_order(file: Path, raw: bytes, order: Sequence[str]) -> bytes:
    """The file with its fields in another order; as it is if they are in that order already.

    Raises SpliceError if that cannot be done without doubt: if there is a field that `order` does not have, or a
    comment between fields that stands for itself.
    """
    text = Rewritten(file, raw)
    spans = text.field_spans()
    names = [span.name for span in spans]
    if unknown := next((name for name in names if name not in order), None):
        raise SpliceError(f"there is no place for the field {unknown!r}")
    wanted = sorted(range(len(names)), key=lambda i: order.index(names[i]))
    if wanted == sorted(wanted):
        return raw
    begin, end = text.header_span
    newline = "\r\n" if "\r\n" in text.text else "\n"
    parts: list[str] = []
    head, at = "", begin
    for number, span in enumerate(spans):
        between = text.text[at : span.begin]
        if span.begin > begin and text.text[span.begin - 1] not in "\r\n":
            raise SpliceError("the fields are indented")
        lead, own = _split(between)
        if number == 0:
            head = lead
        elif lead.strip():
            raise SpliceError("there is a comment between fields that stands for itself")
        part = own + text.text[span.begin : span.end]
        parts.append(part if part.endswith(("\n", "\r")) else part + newline)
        at = span.end
    text.replace_at(begin, end, head + "".join(parts[i] for i in wanted) + text.text[at:end])
    return text.content()


def _split(between: str) -> tuple[str, str]:
    """What stands above a field: what is for itself, and the lines of comments directly above it.

    Empty lines directly above a field move with it; those above its comments, too.
    """
    lines = between.splitlines(keepends=True)
    first = len(lines)
    while first and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    if first == len(lines) and any(line.strip() for line in lines):
        return between, ""  # an empty line lies between the comments and the field
    while first and not lines[first - 1].strip():
        first -= 1
    return "".join(lines[:first]), "".join(lines[first:])
