"""What is special about the page of a person: position, affiliations, names, and who they work with."""

from collections.abc import Iterator
from dataclasses import replace

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.jsonld import Json
from kartotek.model.kinds import JOURNALS, KEYWORDS, PEOPLE
from kartotek.model.person import Person
from kartotek.pages.family import Context
from kartotek.pages.parts.head import absolute, unit
from kartotek.pages.parts.profile import Counted
from kartotek.pages.parts.share import share_tags_of_person
from kartotek.pages.things import KindPages
from kartotek.search.suggestions import Suggestion
from kartotek.text import identifiers
from kartotek.text.multilingual import Multilingual, language_of
from kartotek.text.translated import N_
from kartotek.view.fact import Fact
from kartotek.view.view import View


def _inputs(view: View, person: Person) -> Iterator[Fact]:
    """The organisations that the page names."""
    yield from (("names", f"organisations/{key}") for key in person.affiliations)
    yield from (("organisations", key) for key in view.shown("organisations", person.affiliations))


def _context(view: View, person: Person) -> Context:
    """What `person.html` is given. Dates of birth are shown of people who have died, and of nobody else."""
    return {
        "position": view.position(person),
        "other_names": _other_names(view, person),
        "position_lang": view.foreign(language_of(view.position(person))),
        "life": view.language.period(person.born, person.died) if person.died else "",
        "orcid_url": identifiers.resolve("orcid", person.orcid) if person.orcid else "",
        "affiliations": [view.named("organisations", key) for key in view.shown("organisations", person.affiliations)],
        "image_url": urls.file(person.image) if person.image else "",
        "share_tags": share_tags_of_person(view, person, view.name_of(PEOPLE, person)[0]),
        "initials": "" if person.image else _initials(view, person),
    }


def _other_names(view: View, person: Person) -> list[str]:
    """The names that the page is not headed by, those in other languages first."""
    shown, _ = view.name_of(PEOPLE, person)
    names = [Multilingual([(tag, str(name))]) for tag, name in person.names]
    others = (name for name in (str(person.name), *person.other_names) if name not in map(str, names))
    return [name for name in (*names, *others) if str(name) != shown]


def _initials(view: View, person: Person) -> str:
    """The first letters of the first given and of the family name, in their order: "AL" of Ada Lind."""
    name = person.name_in(view.language_of_name(PEOPLE, person))
    first, *_ = name.given.split() or [""]
    family = next((letter for letter in name.family if letter.isupper()), name.family[:1])
    return family + first[:1] if name.family_first else first[:1] + family


def _schema(view: View, person: Person) -> Json:
    """The person as a Person of schema.org."""
    units = [unit(view, key) for key in view.shown("organisations", person.affiliations)]
    image = absolute(view, urls.file(person.image)) if person.image else ""
    address = absolute(view, urls.item("people", person.key))
    name = person.name_in(view.language_of_name(PEOPLE, person))
    return schema_pages.person(person, name, address, view.position(person), units, image)


def _suggested(view: View, person: Person, suggestion: Suggestion) -> Suggestion:
    """People of one name are told apart by where they work; they are also found by their ORCID iD."""
    units = (view.label("organisations", key) for key in view.shown("organisations", person.affiliations))
    orcid = (person.orcid,) if person.orcid else ()
    return replace(suggestion, note=", ".join(units), identifiers=orcid)


_COUNTED = Counted(
    ((KEYWORDS.key, N_("Keywords")), (PEOPLE.key, N_("Co-authors")), (JOURNALS.key, N_("Journals and books"))),
    around=True,
)
KIND_PAGES = KindPages(PEOPLE, _inputs, _context, _schema, _suggested, _COUNTED)
