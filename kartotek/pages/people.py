"""What is special about the page of a person: position, affiliations, keywords and co-authors."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.jsonld import Json
from kartotek.model.kinds import PEOPLE
from kartotek.model.person import Person
from kartotek.pages.family import Context
from kartotek.pages.parts.head import absolute, unit
from kartotek.pages.things import KindPages
from kartotek.search.shards import Suggestion
from kartotek.text import identifiers
from kartotek.text.multilingual import Multilingual, language_of, texts_of
from kartotek.view.fact import Fact
from kartotek.view.view import View

_MOST = 12
"""How many keywords and how many co-authors the page names."""


def _inputs(view: View, person: Person) -> Iterator[Fact]:
    """The links of all publications, and the names of everything that the page mentions."""
    yield from (("names", f"organisations/{key}") for key in person.affiliations)
    yield from (("organisations", key) for key in view.shown("organisations", person.affiliations))
    keywords, others = _company(view, person.key)
    for work in view.works("people", person.key):
        yield ("links", work)
    yield from (("names", f"keywords/{key}") for key in keywords)
    yield from (("names", f"people/{key}") for key in others)


def _company(view: View, person: str) -> tuple[list[str], list[str]]:
    """The keys of the keywords and of the people most often found in someone's publications. Who made a single one is
    on its card already."""
    keywords: Counter[str] = Counter()
    others: Counter[str] = Counter()
    works = view.works("people", person)
    for work in works:
        links = view.links(work)
        keywords.update(key for key in dict.fromkeys(links.keywords) if key)
        if len(works) > 1:
            others.update(links.people())
    del others[person]
    return _most(keywords), _most(others)


def _most(counter: Counter[str]) -> list[str]:
    """The keys with the highest counts; of equal ones, those that sort first."""
    return sorted(counter, key=lambda key: (-counter[key], key))[:_MOST]


def _context(view: View, person: Person) -> Context:
    """What `person.html` is given. Dates of birth are shown of people who have died, and of nobody else."""
    keywords, others = _company(view, person.key)
    return {
        "position": _position(view, person),
        "other_names": _other_names(view, person),
        "position_lang": view.foreign(language_of(_position(view, person))),
        "life": view.language.period(person.born, person.died) if person.died else "",
        "orcid_url": identifiers.resolve("orcid", person.orcid) if person.orcid else "",
        "affiliations": [view.named("organisations", key) for key in view.shown("organisations", person.affiliations)],
        "image_url": urls.file(person.image) if person.image else "",
        "keywords": [view.named("keywords", key) for key in keywords],
        "others": [view.named("people", key) for key in others],
    }


def _other_names(view: View, person: Person) -> list[str]:
    """The names that the page is not headed by, those in other languages first."""
    shown, _ = view.name_of(PEOPLE, person)
    names = [Multilingual([(tag, str(name))]) for tag, name in person.names]
    others = (name for name in (str(person.name), *person.other_names) if name not in map(str, names))
    return [name for name in (*names, *others) if str(name) != shown]


def _position(view: View, person: Person) -> str:
    """The position in the language of the page, or else as the entry gives it."""
    languages = (view.language.code, view.site.languages[0])
    texts = (*texts_of(person.position), *person.positions)
    return Multilingual(texts).best(languages) if texts else ""


def _schema(view: View, person: Person) -> Json:
    """The person as a Person of schema.org."""
    units = [unit(view, key) for key in view.shown("organisations", person.affiliations)]
    image = absolute(view, urls.file(person.image)) if person.image else ""
    address = absolute(view, urls.item("people", person.key))
    name = person.name_in(view.language_of_name(PEOPLE, person))
    return schema_pages.person(person, name, address, _position(view, person), units, image)


def _refers_to(person: Person) -> Iterator[Fact]:
    return (("names", f"organisations/{key}") for key in person.affiliations)


def _suggested(view: View, person: Person, suggestion: Suggestion) -> Suggestion:
    """People of one name are told apart by where they work; they are also found by their ORCID iD."""
    units = (view.label("organisations", key) for key in view.shown("organisations", person.affiliations))
    orcid = (person.orcid,) if person.orcid else ()
    return replace(suggestion, note=", ".join(units), identifiers=orcid)


KIND_PAGES = KindPages(PEOPLE, _inputs, _context, _schema, _suggested, _refers_to)
