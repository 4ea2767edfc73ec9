"""Whether two things can be one: what contradicts it is said before anything is changed."""

from collections.abc import Iterator

from kartotek.diagnostics import SetupError
from kartotek.edit.things import Contents, Thing
from kartotek.model.kinds import PAGES, PEOPLE, PROJECTS, PUBLICATIONS
from kartotek.model.roles import ROLES
from kartotek.text.likeness import may_be_one_title

_IDENTIFIERS = {
    "orcid": "ORCID iD", "ror": "ROR id", "doi": "DOI", "arxiv": "arXiv identifier", "pmid": "PubMed identifier",
    "pmcid": "PubMed Central identifier", "handle": "Handle",
}  # fmt: skip
"""Fields of which two values are of two things, and what they are called. A journal may have two ISSNs, and a book one
ISBN on paper and one on screens."""
_SHOWN = 3


def refuse(contents: Contents, gone: Thing, stays: Thing, *, force: bool) -> None:
    """Raise SetupError if two things cannot be merged. `force` is for what is only probably a mistake."""
    if gone.kind is PAGES:
        raise SetupError(
            "free pages cannot be merged",
            f"copy the text of {gone} into {stays}, delete its file, and add its address to the `aliases` there",
        )
    _refuse_states(gone, stays)
    _refuse_parts(contents, gone, stays)
    if not force:
        for reason, hint in (*_contradictions(gone, stays), *_both_named(contents, gone, stays)):
            raise SetupError(reason, f"{hint}, --force merges them all the same")


def _refuse_states(gone: Thing, stays: Thing) -> None:
    """What is hidden has no page for the other to be found at."""
    for thing in (gone, stays):
        if thing.record.retired:
            raise SetupError(f"{thing} is retired", f"delete `retired` in {_file(thing)} first, if both are one")
    if stays.record.draft and not gone.record.draft:
        raise SetupError(
            f"{stays} is a draft, and {gone} is published",
            f"write `kartotek merge {stays} {gone}`, or delete `draft` in {_file(stays)} first",
        )
    if not stays.key:
        page = stays.kind.page
        raise SetupError(f"{stays} has no page", f'write `kartotek new {page} --name "{stays.label}"` first')
    if gone.source and not stays.source:
        raise SetupError(
            f"{stays} has no entry, and {gone} has one",
            f"write `kartotek merge {stays} {gone}`, and then `kartotek rename {gone} {stays.key}` for that address",
        )


def _refuse_parts(contents: Contents, gone: Thing, stays: Thing) -> None:
    """What would be a part of itself."""
    kind = gone.kind
    if kind is PUBLICATIONS:
        for part, whole in ((gone, stays), (stays, gone)):
            if part.record.book == whole.key:
                raise SetupError(f"{part} is a part of {whole}", "give two entries of one and the same work")
    if not kind.parent:
        return
    records = contents.records.things[kind.key]
    line: list[str] = []
    above: str = getattr(stays.record, kind.parent)
    while above in records and above not in line:
        line.append(above)
        above = getattr(records[above], kind.parent)
    if gone.key in line[1:]:
        between = " and ".join(line[: line.index(gone.key)])
        raise SetupError(
            f"{stays} is below {gone}, with {between} between them: that would go round in a circle",
            f"write `kartotek merge {stays} {gone}`, or change the `{kind.parent}` of {line[0]} first",
        )


def _contradictions(gone: Thing, stays: Thing) -> Iterator[tuple[str, str]]:
    """Identifiers that two things have, each its own."""
    for name, called in _IDENTIFIERS.items():
        one, other = (str(getattr(thing.record, name, "")).lower() for thing in (gone, stays))
        if one and other and one != other:
            hint = "correct one of the two if it is wrong; if they are one all the same"
            if gone.kind is PUBLICATIONS:
                hint = (
                    "if one is a version of the other, keep both, and write "
                    f"`related: [{{id: {stays.key}, relation: IsVersionOf}}]` into {_file(gone)}; if they are one work"
                )
            yield f"{gone} and {stays} have different {called}s, {one} and {other}", hint

    if gone.kind is PUBLICATIONS and not may_be_one_title(gone.label, stays.label):
        yield f"{gone} and {stays} have different titles", "look whether both are one work; if they are"


def _both_named(contents: Contents, gone: Thing, stays: Thing) -> Iterator[tuple[str, str]]:
    """Two people who are named side by side are hardly one."""
    if gone.kind is not PEOPLE or not gone.key:
        return
    both = {gone.key, stays.key}
    works = [
        f"{PUBLICATIONS.key}/{key}"
        for key, links in contents.portal.links.items()
        if any(both <= {*getattr(links, role)} for role in ROLES)
    ]
    works += [f"{PROJECTS.key}/{key}" for key, people in contents.portal.people_of_project.items() if both <= {*people}]
    if works:
        more = f" and {len(works) - _SHOWN} more" if len(works) > _SHOWN else ""
        message = f"{', '.join(works[:_SHOWN])}{more} name{'s' if len(works) == 1 else ''} both {gone} and {stays}"
        yield message, "they are probably two people; if one is listed twice"


def _file(thing: Thing) -> str:
    return thing.source.file if thing.source else str(thing)
