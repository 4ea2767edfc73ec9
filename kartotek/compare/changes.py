"""What a page of a portal says otherwise than before, in the words of editors."""

import re

from kartotek.compare.facts import PageFacts

_NAMES = {
    "name": "title", "headline": "title", "alternateName": "other titles", "author": "authors", "creator": "authors",
    "editor": "editors", "translator": "translators", "contributor": "contributors", "datePublished": "date",
    "abstract": "abstract", "description": "text", "keywords": "keywords", "inLanguage": "language",
    "isPartOf": "journal or book", "pagination": "pages", "pageStart": "pages", "pageEnd": "pages",
    "identifier": "identifiers", "sameAs": "links", "encoding": "files", "distribution": "files", "license": "licence",
    "isAccessibleForFree": "access", "funder": "funding", "funding": "funding", "@type": "type", "image": "picture",
    "citation": "related works", "hasPart": "parts", "subjectOf": "related works", "givenName": "name",
    "familyName": "name", "jobTitle": "position", "affiliation": "affiliations", "member": "members",
    "creativeWorkStatus": "status",
}  # fmt: skip
"""Properties of schema.org in the words of editors; any other is split into its words."""


_OF_WORKS = frozenset({"years", "types"})
"""Parts of the portal whose pages have nothing of their own: they count works, and lead to the next list."""


def changed(was: PageFacts, now: PageFacts, part: str) -> tuple[str, ...]:
    """What a page says otherwise than before, in words.

    Data for programs are not compared where one portal repeats in them what the other says once: readers see no change.
    """
    if was.language != now.language:
        return ()
    comparable = was.rich == now.rich
    names = [key for key in (*now.data, *was.data) if was.data.get(key) != now.data.get(key) and comparable]
    words: dict[str, str] = {}
    for key in names:
        what = _NAMES.get(key) or "".join(f" {each.lower()}" if each.isupper() else each for each in key)
        if key == "name" and now.links == was.links and part != "publications":
            what = "name"
        how = "added" if key not in was.data else "removed" if key not in now.data else "changed"
        words[what] = how if words.get(what, how) == how else "changed"
    shown = [" ".join(side.data.get(key, "") for key in names) for side in (was, now)]
    for heading in dict.fromkeys((*now.parts, *was.parts)) if part not in _OF_WORKS else ():
        before, after = was.parts.get(heading, ""), now.parts.get(heading, "")
        if before != after and not _is_shown((before, after), (shown[0], shown[1])):
            words.setdefault(heading, "changed" if before and after else "added" if after else "removed")
    return tuple(f"{what} {how}" for what, how in words.items())


def _is_shown(texts: tuple[str, str], shown: tuple[str, str]) -> bool:
    """Whether most words that differ between two texts are in what is reported already, each on its side: before, now.

    A date, for example, is written in letters on a page and in digits in its data, so not all of them need be.
    """
    before, after = (set(_WORD.findall(text.lower())) for text in texts)
    gone, new = before - after, after - before
    known, known_now = (set(_WORD.findall(text.lower())) for text in shown)
    if not (gone or new):
        return bool(known or known_now)
    return 2 * (len(gone & known) + len(new & known_now)) >= len(gone) + len(new)


_WORD = re.compile(r"\w+")
