"""The event where a work was presented, in DataCite's JSON (Metadata Schema 4.7)."""

from typing import Any

from kartotek.model.publication import Event

Json = dict[str, Any]


def at_event(event: Event) -> Json:
    """The event as 4.7 has it in its example of a poster: a relation without a name of its own, given in words."""
    made: Json = {
        "relatedItemType": "Event",
        "relationType": "Other",
        "relationTypeInformation": "was presented at",
        "titles": [{"title": event.name}],
    }
    if event.url:
        made["relatedItemIdentifier"] = {"relatedItemIdentifier": event.url, "relatedItemIdentifierType": "URL"}
    return made | ({"publicationYear": f"{event.start.year:04}"} if event.start and event.start.year > 0 else {})
